"""Two tables of a page never have the same name."""

from __future__ import annotations

from generator.render.bodies import render_body
from generator.render.hand_written import clean_page
from generator.render.table_names import TableNames

TABLE = "| 村 | 户数（户） | “补贴\" |\n|---|---:|---|\n| 一村 | 2 | 3 |\n"


def test_a_table_is_named_by_its_heads_and_numbered_when_they_repeat() -> None:
    html = render_body(f"{TABLE}\n说明。\n\n{TABLE}\n表2 结果\n\n{TABLE}").html
    assert [part.split('"')[0] for part in html.split('aria-label="')[1:]] == [
        "表格：村、户数（户）、“补贴&quot;", "表格：村、户数（户）、“补贴&quot;（2）", "表2 结果",
    ]
    assert html.count("<div") == html.count("</div>") == html.count("</table></div>") == 3


def test_tables_of_hand_written_pages_are_named_alike() -> None:
    html = clean_page("<table><thead><tr><th>项目</th><th><b>时限</b></th></tr></thead></table><table></table>")
    assert 'aria-label="表格：项目、时限"><table>' in html
    assert 'aria-label="表格"><table>' in html


def test_long_heads_are_cut() -> None:
    assert len(TableNames().name(f"<th>{'长' * 500}</th>")) < 50
