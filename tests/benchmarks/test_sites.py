"""The peers get the same entries: read from a site gongkai built, written for Hugo and MkDocs."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
import yaml

from benchmarks.corpus import Chrome, NotOurs, Record, chrome, records, terms, text
from benchmarks.hugo_site import VARIANTS, write_hugo
from benchmarks.material_site import write_material

PAGE = """\
<!doctype html><html><head><meta name="description" content="甲&amp;乙">
<link rel="canonical" href="https://www.example.invalid/zwgk/xx/u/2020/{name}.html"></head>
<body class="record">
<a class="skip" href="#main">跳到正文</a><header class="top"><a href="../../../index.html">首页</a></header>
<div class="wrap where"></div>
<dl class="meta">
{header}<div><dt>发文机关</dt><dd><a href="../../../jigou/u.html">示例局</a></dd></div>
<div><dt>主题分类</dt><dd><a href="../../../zhuti/7.html">卫生</a></dd></div>
<div><dt>发布日期</dt><dd><time datetime="2020-06-08">2020年6月8日</time></dd></div>
<div><dt>成文日期</dt><dd><time datetime="2020-06-05">2020年6月5日</time></dd></div>
</dl>
<section class="long"><h2>理由</h2>
<p>不<wbr>公开</p></section>
<footer class="foot">{{{{示例}}}}</footer>
</body></html>
"""
LIST = '<h1>{title}<span class="sample">示例</span></h1><dl><div><dt>联系电话</dt><dd>0000-1</dd></div></dl>'


def put(file: Path, content: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(content, encoding="utf-8")


def entry(root: Path, name: str, *, listed: bool = True, **more: object) -> None:
    data = {
        "编号": f"u/2020/{name}", "标题": f"标题“{name}”", "发布日期": "2020-06-08 09:00", "目录事项": ["zcwj-001"],
        "栏目": ["法定"], "正文": "## 一、总则\n\n甲|乙\n", "索引号": "1", "示例": True,
    }
    put(root / f"site/data/xx/u/2020/{name}.json", json.dumps(data | more, ensure_ascii=False))
    header = "<div><dt>索引号</dt><dd>甲|1</dd></div>\n" if listed else ""
    put(root / f"site/xx/u/2020/{name}.html", PAGE.format(name=name, header=header))


@pytest.fixture
def built(tmp_path: Path) -> Path:
    root = tmp_path / "repository"
    entry(root, "a", 关系=[{"名称": "解读", "编号": "u/2020/b", "标题": "乙"}],
          附件=[{"文件名": "表.pdf", "名称": "表", "角色": "附件", "字节": 3, "SHA-256": "ab"}])
    entry(root, "b")
    entry(root, "s", listed=False)
    put(root / "content/entries/u/2020/a/表.pdf", "pdf")
    put(root / "site/assets/portal.css", "p{}")
    for place, title in (
        ("lanmu/quanbu/index", "全部信息"), ("lanmu/fading/index", "法定"), ("jigou/u", "示例局政府信息公开"),
        ("zhuti/7", "卫生"), ("mulu/zcwj-001", "规范性文件"), ("mulu/index", "目录"),
    ):
        put(root / f"site/{place}.html", LIST.format(title=title))
    return root


def read(root: Path) -> dict[str, Record]:
    return {record.id: record for record in records(root)}


def test_values_are_those_of_the_record_page(built: Path) -> None:
    record = read(built)["u/2020/a"]
    assert [(c.label, c.value, c.kind) for c in record.header] == [
        ("索引号", "甲|1", "text"), ("发文机关", "示例局", "unit"), ("主题分类", "卫生", "topic"),
        ("发布日期", "2020-06-08", "published"), ("成文日期", "2020-06-05", "date"),
    ]
    assert record.lists == {"lanmu": ["quanbu", "fading"], "jigou": ["u"], "zhuti": ["7"], "mulu": ["zcwj-001"]}
    assert record.description == "甲&乙" and record.body.endswith("\n## 理由\n\n不公开\n")
    assert record.related == (("解读", "u/2020/b"),) and record.unit == "u"


def test_a_signed_state_stands_in_no_list(built: Path) -> None:
    assert read(built)["u/2020/s"].lists == {}


def test_lists_and_chrome(built: Path) -> None:
    found = {(term.kind, term.id): term for term in terms(built)}
    assert set(found) == {("lanmu", "quanbu"), ("lanmu", "fading"), ("jigou", "u"), ("zhuti", "7"), ("mulu", "zcwj-001")}
    assert found["jigou", "u"].title == "示例局政府信息公开" and found["jigou", "u"].facts == (("联系电话", "0000-1"),)
    shared = chrome(built)
    assert shared.base == "https://www.example.invalid/zwgk/"
    assert shared.top.startswith('<a class="skip"') and 'href="/zwgk/index.html"' in shared.top
    assert "{{" not in shared.foot


def test_another_theme_is_said_not_guessed(built: Path) -> None:
    put(built / "site/xx/u/2020/a.html", "<p>other</p>")
    with pytest.raises(NotOurs, match="u/2020/a"):
        read(built)
    with pytest.raises(NotOurs):
        chrome(built)


def test_text_of_markup() -> None:
    assert text("<p>甲<wbr>乙\n &amp; <b>丙</b> <span class=\"sample\">示例</span></p>") == "甲乙 & 丙"


def front(file: Path) -> dict[str, object]:
    head = file.read_text(encoding="utf-8").split("---\n")[1]
    loaded = yaml.safe_load(head)
    assert isinstance(loaded, dict)
    return loaded


def test_hugo_gets_front_matter_lists_and_resources(built: Path, tmp_path: Path) -> None:
    out = tmp_path / "hugo"
    assert write_hugo(out, built, records(built), terms(built), chrome(built)) == 3
    a = front(out / "content/xx/u/2020/a/index.md")
    assert a["title"] == "标题“a”" and a["索引号"] == "甲|1" and a["lanmu"] == ["quanbu", "fading"]
    assert (out / "content/xx/u/2020/a/表.pdf").read_text() == "pdf"
    assert "lanmu" not in front(out / "content/xx/u/2020/s.md")
    assert front(out / "content/mulu/zcwj-001/_index.md")["title"] == "规范性文件"
    assert (out / "layouts/partials/foot.html").exists() and (out / "static/assets/portal.css").exists()


def test_hugo_settings_of_every_variant(built: Path, tmp_path: Path) -> None:
    out = tmp_path / "hugo"
    write_hugo(out, built, records(built), terms(built), chrome(built))
    settings = {name: tomllib.loads((out / f"{name}.toml").read_text(encoding="utf-8")) for name in VARIANTS}
    assert settings["hugo"]["pagination"]["pagerSize"] == 20
    assert "term" in settings["hugo-pages"]["disableKinds"] and "term" not in settings["hugo"]["disableKinds"]
    assert settings["hugo-data"]["outputs"]["page"] == ["html", "json"] and "outputs" not in settings["hugo"]
    assert settings["hugo"]["params"]["units"]["u"] == {"name": "示例局", "phone": "0000-1"}
    assert [one["label"] for one in settings["hugo"]["params"]["fields"]][:2] == ["索引号", "发文机关"]


def test_an_old_hugo_gets_its_own_settings(built: Path, tmp_path: Path) -> None:
    out = tmp_path / "hugo"
    write_hugo(out, built, records(built), terms(built), Chrome("", "", "https://www.example.invalid/"), old=True)
    settings = tomllib.loads((out / "hugo.toml").read_text(encoding="utf-8"))
    assert settings["paginate"] == 20 and "pagination" not in settings


def test_material_gets_pages_outside_the_navigation(built: Path, tmp_path: Path) -> None:
    out = tmp_path / "material"
    assert write_material(out, built, records(built), chrome(built)) == 3
    page = (out / "docs/xx/u/2020/a.md").read_text(encoding="utf-8")
    assert "| 索引号 | 甲\\|1 |" in page and "- [表](a/表.pdf)" in page and "- 解读：[u/2020/b](../../u/2020/b.md)" in page
    settings = yaml.safe_load((out / "mkdocs.yml").read_text(encoding="utf-8"))
    assert settings["nav"] == ["index.md"] and settings["not_in_nav"] == "/xx/\n"
