"""Small tables for the tests, and the drafts made of them, read again as the catalogue reads its files."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from generator.catalog.items import read_field
from generator.catalog.load import load_catalog
from generator.catalog.model import Catalog, Field, Item
from generator.catalog.reader import Reader
from generator.importing.catalogue import CatalogueImporter, FileImport
from generator.importing.marks import Marks
from generator.rules.check_declarations import complaint
from generator.source.yaml_events import parse_yaml

ROOT = Path(__file__).resolve().parents[2]

HEAD = (
    ["序号", "公开事项", "", "公开内容（要素）", "公开依据", "公开时限", "公开主体", "公开渠道和载体",
     "公开对象", "", "公开方式", "", "公开层级", ""],
    ["", "一级事项", "二级事项", "", "", "", "", "", "全社会", "特定群体", "主动", "依申请公开", "县级", "乡级"],
)
ROW = ["1", "综合业务", "政策法规", "文件名称；文号", "《社会救助暂行办法》（国务院令第649号）",
       "信息形成之日起20个工作日内", "民政局", "■政府网站 □政府公报 ■两微一端", "√", "", "√", "", "√", "√"]
SECOND = ["2", "", "监督检查", "通讯地址；举报电话", "《社会救助暂行办法》", "信息形成之日起10个工作日内", "民政局",
          "■政府网站", "√", "", "√", "", "√", ""]


@cache
def catalog() -> Catalog:
    """The demonstration's catalogue."""
    return load_catalog(ROOT, complaint).catalog


def write_csv(path: Path, rows: Sequence[Sequence[str]], encoding: str = "utf-8") -> Path:
    """Write a table."""
    with open(path, "w", encoding=encoding, newline="") as stream:
        csv.writer(stream).writerows(rows)
    return path


def imported(path: Path, marks: Marks = Marks.SELECTED) -> FileImport:
    """Import one file, with its account."""
    result = CatalogueImporter(catalog(), marks).read(path)
    result.count_lost(result.texts())
    return result


def fields(result: FileImport) -> list[Field]:
    """The drafts as the catalogue's own loader reads them; a problem fails the test."""
    found = []
    for path, text in result.texts().items():
        node, problems = parse_yaml(text, path)
        assert node is not None
        assert problems == []
        field = read_field(Reader(node, path, problems, "领域"))
        assert problems == []
        assert field is not None
        found.append(field)
    return found


def items(result: FileImport) -> tuple[Item, ...]:
    """The items of the only draft; nothing may be lost."""
    assert (result.lost_count, result.problems) == (0, [])
    (field,) = fields(result)
    return field.items


def import_rows(tmp_path: Path, rows: Sequence[Sequence[str]], marks: Marks = Marks.SELECTED) -> FileImport:
    """Write rows to a CSV file and import it."""
    return imported(write_csv(tmp_path / "表.csv", rows), marks)
