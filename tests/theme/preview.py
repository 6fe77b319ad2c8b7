"""Whole pages of the look without a site: the chrome of theme/main.html around every template's sample.

`python -m tests.theme.preview DIR` writes them to look at.
"""

from __future__ import annotations

import dataclasses
import posixpath
import shutil
import sys
from pathlib import Path
from types import SimpleNamespace

from jinja2 import Environment, FileSystemLoader

from generator.render.contexts import Link, PortalContext
from generator.render.environment import environment
from generator.render.shells import crumbs as crumbs_html
from tests.theme.samples import PAGES, PORTAL

THEME = Path(__file__).parents[2] / "theme"
SLOTS = ("title", "description", "canonical", "meta", "crumbs", "main", "bodyclass")
PROSE = """<h1 id="zhinan">政府信息公开指南</h1><p>为了方便公民、法人和其他组织获取本机关的政府信息，编制本指南。</p>
<h2 id="h-1">一、公开的范围</h2><p>依照《中华人民共和国政府信息公开条例》第二十条主动公开。</p><ul><li>文件</li><li>规划</li></ul>
<h2 id="h-2">二、怎样获取</h2><table><thead><tr><th>渠道</th><th>地址</th></tr></thead><tbody><tr><td>网站</td><td>本站</td></tr></tbody></table>
<h2 id="h-3">三、怎样申请</h2><p>可以当面、寄信或者在网上申请，见<a href="shenqing.html">依申请公开</a>。</p>"""


def heading(title: str, anchor: str, level: int, children: tuple[SimpleNamespace, ...] = ()) -> SimpleNamespace:
    return SimpleNamespace(title=title, url=f"#{anchor}", level=level, children=children)


def chrome(address: str, portal: PortalContext, *, meta: dict[str, object], content: str = "", title: str = "") -> str:
    """Render theme/main.html as an engine would for a page at `address`."""
    env = Environment(loader=FileSystemLoader(THEME), trim_blocks=False)
    here = posixpath.dirname(address) or "."
    env.filters["url"] = lambda value: value if ":" in value else posixpath.relpath(value, here)
    env.filters["script_tag"] = lambda value: f'<script src="{value}"></script>'
    env.globals["portal"] = portal
    toc = [heading(title, "t", 1, tuple(heading(f"第{n}部分", f"h-{n}", 2) for n in (1, 2, 3)))]
    page = SimpleNamespace(meta=meta, title=title, content=content, url=address, canonical_url=None, toc=toc)
    config = {"site_name": "公开", "extra_css": [], "extra_javascript": []}
    return env.get_template("main.html").render(page=page, config=config)


def whole(sample: tuple[str, object, str, str, str, str], portal: PortalContext = PORTAL) -> str:
    """A generated page as the core would stamp it."""
    template, context, title, address, column, body_class = sample
    if template.startswith("neibu/"):
        portal = dataclasses.replace(portal, internal=True)
    root = "../" * address.count("/")
    env = environment(THEME)
    main = env.get_template(template).render(p=context, root=root, portal=portal)
    crumbs = (
        ()
        if body_class == "home"
        else (Link("政府信息公开", "index.html"), Link("法定主动公开内容", "lanmu/fading/index.html"), Link(title))
    )
    values = {
        "title": f"{title}_{portal.platform}_{portal.site_name}",
        "description": title,
        "canonical": "",
        "meta": f'<meta name="ColumnName" content="{title}">',
        "crumbs": crumbs_html(crumbs, root),
        "main": main,
        "bodyclass": body_class,
    }
    html = chrome(address, portal, meta={"shell": True, "column": column})
    for slot in SLOTS:
        html = html.replace(f"[[gk:{slot}]]", values[slot])
    return html


def write(target: Path) -> list[Path]:
    """Write all pages and the assets below `target`; returns the pages."""
    shutil.copytree(THEME / "assets", target / "assets", dirs_exist_ok=True)
    pages = []
    texts = [(sample[3], whole(sample)) for sample in PAGES]
    texts.append(
        (
            "zhinan.html",
            chrome("zhinan.html", PORTAL, meta={"description": "指南"}, content=PROSE, title="政府信息公开指南"),
        )
    )
    for address, text in texts:
        path = target / address
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        pages.append(path)
    return pages


if __name__ == "__main__":
    for written in write(Path(sys.argv[1])):
        print(written)
