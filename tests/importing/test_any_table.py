"""Whatever a table holds: no exception, no lost cell, and drafts that the catalogue's own reading accepts."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.importing.catalogue import FileImport
from tests.importing.tables import HEAD, ROW, SECOND, fields, import_rows

WORDS = [
    "", "", "", "1", "2", "一、综合", "同上", "〃", "─", "√", "■", "□政府公报", "口政府公报", "t政府网站", "■政府网站 □其他", "政策法规",
    "《条例》（国令第711号）", "信息形成之日起20个工作日内", "每年1月31日前", "适当时候", "民政局", "县级", "序号", "公开事项", "公开时限",
    "公开依据", "一级事项", "全社会", "主动", "示例县救灾领域基层政务公开标准目录", "a: b", "# 注", "'\"\\", "\n", " \u3000", "\u200b", "‹", "\ue000",
]
CELLS = st.sampled_from(WORDS) | st.text(alphabet=st.characters(codec="utf-8"), max_size=12)
ROWS = st.lists(st.lists(CELLS, min_size=3, max_size=14), max_size=8)
QUICK = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def account(rows: list[list[str]]) -> FileImport:
    # the csv module takes no NUL, and lone line ends inside a cell come back as \n
    clean = [[cell.replace("\0", "").replace("\r", "\n") for cell in row] for row in rows]
    with TemporaryDirectory() as folder:
        result = import_rows(Path(folder), clean)
    assert [p for p in result.problems] == []
    fields(result)
    return result


@given(ROWS)
@QUICK
def test_under_a_good_header_nothing_is_lost(rows: list[list[str]]) -> None:
    wide = [[*row, *[""] * 14][:14] for row in rows]
    assert account([*HEAD, ROW, *wide, SECOND]).lost_count == 0


@given(ROWS)
@QUICK
def test_any_grid_at_all(rows: list[list[str]]) -> None:
    result = account(rows)
    assert result.lost_count == result.homeless
