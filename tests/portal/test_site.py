"""The built site: addresses lead somewhere, nothing comes from elsewhere, nothing internal leaks."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from tests.portal.facts import Facts, site_facts, tree

SITE_META = ("SiteName", "SiteDomain", "SiteIDCode")
COLUMN_META = ("ColumnName", "ColumnType")
ARTICLE_META = ("ArticleTitle", "PubDate", "ContentSource")


@pytest.fixture(scope="session")
def pages(built: Path) -> dict[str, Facts]:
    return site_facts(built / "site")


def test_every_address_of_formats_md_is_there(built: Path) -> None:
    site = built / "site"
    for address in (
        "index.html", "404.html", "search.html", "ditu.html", "sitemap.xml", "robots.txt", "mulu/index.html",
        "mulu/ylfw-001.html", "jigou/index.html", "jigou/shifuban.html", "gongzuo/2021.html", "zhuti/02.html",
        "lanmu/zhinan/index.html", "lanmu/zhidu/index.html", "lanmu/fading/index.html", "lanmu/nianbao/index.html",
        "lanmu/yishenqing/index.html", "data/entries.json", "data/entries.csv", "data/catalog.json", "zhinan.html",
    ):
        assert (site / address).is_file(), address


def test_every_internal_link_leads_somewhere(built: Path, pages: dict[str, Facts]) -> None:
    site = built / "site"
    broken = []
    for path, facts in pages.items():
        for _, address in facts.links:
            parts = urlsplit(address)
            if parts.scheme or address.startswith("//") or (path == "404.html" and address.startswith("/")):
                continue
            target = path if not parts.path else _join(path, unquote(parts.path))
            lost = target is None or not (site / target).is_file()
            if not lost and parts.fragment and target in pages:
                lost = unquote(parts.fragment) not in pages[target].ids
            if lost:
                broken.append((path, address))
    assert not broken[:20]


def _join(page: str, address: str) -> str | None:
    """The address below the root, or None where it leaves the site."""
    if address.startswith("/"):
        return None
    parts = page.split("/")[:-1]
    for part in address.split("/"):
        if part == "..":
            if not parts:
                return None
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)


def test_the_page_for_wrong_addresses_finds_its_way_home(pages: dict[str, Facts]) -> None:
    addresses = [a for _, a in pages["404.html"].links if not urlsplit(a).scheme and not a.startswith("#")]
    assert addresses
    assert all(a.startswith("/zwgk/") for a in addresses), addresses


def test_nothing_is_loaded_from_elsewhere(pages: dict[str, Facts]) -> None:
    loaded = [
        (path, tag, address) for path, facts in pages.items() for tag, address in facts.links
        if tag in ("script", "img", "iframe", "source") and urlsplit(address).netloc
    ]
    assert not loaded


def test_no_page_has_inline_script_or_style(pages: dict[str, Facts]) -> None:
    assert not [(path, facts.inline) for path, facts in pages.items() if facts.inline]


def test_ids_are_unique_and_pages_have_one_title(pages: dict[str, Facts]) -> None:
    for path, facts in pages.items():
        assert len(facts.ids) == len(set(facts.ids)), (path, [i for i in facts.ids if facts.ids.count(i) > 1])
        assert len([h for h in facts.headings if h.startswith("h1 ")]) == 1, (path, facts.headings)
        assert facts.lang.startswith("zh"), path
        assert facts.title, path


def test_meta_names_of_the_guideline_stand_on_every_page(pages: dict[str, Facts]) -> None:
    for path, facts in pages.items():
        for name in (*SITE_META, *COLUMN_META):
            assert name in facts.meta, (path, name)
        if path.startswith("xx/") and "ArticleTitle" in facts.meta:
            assert facts.meta["ContentSource"], path


def test_stamped_entries_carry_their_publication_time(pages: dict[str, Facts], built: Path) -> None:
    stamped = {row.split(",")[1] for file in (built / "content/ledger").glob("*.csv") for row in file.read_text().splitlines()}
    for path, facts in pages.items():
        if path.startswith("xx/") and "ArticleTitle" in facts.meta and path[3:-5] in stamped:
            assert facts.meta["PubDate"].count(":") == 1 and len(facts.meta["PubDate"]) == 16, path


def test_the_two_outputs_share_no_file(built: Path) -> None:
    public = {p.stat().st_ino for p in (built / "site").rglob("*") if p.is_file()}
    internal = [p for p in (built / "neibu").rglob("*") if p.is_file()]
    assert internal and not [p for p in internal if p.stat().st_ino in public]
    assert "仅供内部参考" in (built / "neibu/index.html").read_text(encoding="utf-8")
    assert "仅供内部参考" not in (built / "site/index.html").read_text(encoding="utf-8")


def test_internal_links_of_neibu_lead_somewhere(built: Path) -> None:
    internal = built / "neibu"
    for path, facts in site_facts(internal).items():
        for _, address in facts.links:
            parts = urlsplit(address)
            if parts.scheme or not parts.path:
                continue
            target = _join(path, unquote(parts.path))
            assert target and (internal / target).is_file(), (path, address)


def test_only_what_is_public_by_mode_reaches_the_site(built: Path) -> None:
    everything = b"\n".join(tree(built / "site").values()).decode("utf-8", "replace")
    withheld = [
        p for p in (built / "content/entries").rglob("*.yaml")
        if any(f"公开方式: {mode}" in p.read_text(encoding="utf-8") for mode in ("依申请公开", "不予公开"))
    ]
    assert len(withheld) >= 2
    for path in withheld:
        title = next(line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("标题:"))[3:].strip()
        assert title not in everything, path


def test_every_exported_row_of_a_sample_says_so(built: Path) -> None:
    rows = json.loads((built / "site/data/entries.json").read_text(encoding="utf-8"))
    rows = rows["条目"] if isinstance(rows, dict) and "条目" in rows else rows
    rows = rows if isinstance(rows, list) else next(v for v in rows.values() if isinstance(v, list))
    assert len(rows) >= 25
    assert all(row.get("示例") for row in rows)


def test_an_item_without_entries_says_what_will_be_there(pages: dict[str, Facts]) -> None:
    text = pages["mulu/ylfw-001.html"].text
    for word in ("民政局", "依申请公开", "工作日"):
        assert word in text


def test_each_unit_has_the_four_statutory_columns(pages: dict[str, Facts]) -> None:
    for path in ("jigou/shifuban.html", "jigou/hexizhen.html"):
        for name in ("政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "政府信息公开工作年度报告"):
            assert name in pages[path].text, (path, name)


def test_a_withdrawn_entry_is_a_tombstone_without_its_text(built: Path) -> None:
    source = next(p for p in (built / "content/entries").rglob("*.yaml") if "撤回:" in p.read_text(encoding="utf-8"))
    id_ = source.relative_to(built / "content/entries").with_suffix("").as_posix()
    page = (built / f"site/xx/{id_}.html").read_text(encoding="utf-8")
    body = source.with_suffix(".md").read_text(encoding="utf-8").strip().splitlines()
    assert "撤回" in page
    assert not [line for line in body if len(line) > 20 and line in page]
    assert id_ not in (built / "site/data/entries.json").read_text(encoding="utf-8")


def test_an_old_address_leads_on(built: Path) -> None:
    source = next(p for p in (built / "content/entries").rglob("*.yaml") if "曾用地址:" in p.read_text(encoding="utf-8"))
    line = next(row for row in source.read_text(encoding="utf-8").splitlines() if row.startswith("曾用地址:"))
    old = line.split("[")[1].rstrip("]").strip()
    new = source.relative_to(built / "content/entries").with_suffix("").as_posix()
    assert new.rsplit("/", 1)[1] in (built / f"site/xx/{old}.html").read_text(encoding="utf-8")
