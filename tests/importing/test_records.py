"""The documents of an old portal to entries: small sources, the demonstration's catalogue."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import lzma
import shutil
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest
import xlsxwriter

from generator.catalog import load
from generator.catalog.load import load_catalog
from generator.catalog.loaded import LoadedCatalog
from generator.cli import main
from generator.importing import commands, landing
from generator.preparing import Prepared, prepare
from generator.rules.check_declarations import complaint
from tests.importing.tables import ROOT

MAP = """\
标题: title
正文: body
发文机关: publisher
文号: number
成文日期: date
发布日期: date
原网址: url
目录事项: =zcwj-002
"""
ROWS = (
    {"title": "示例市关于甲事项的通知", "body": "各单位：\n\n请做好甲事项。", "publisher": "财政局", "number": "示财发[2021]3号",
     "date": "2021年3月4日", "url": "https://www.example.invalid/a.html"},
    {"title": "示例市关于乙事项的通知", "body": "各单位：\n\n请做好乙事项。", "publisher": "示例县乙局", "number": "乙局令第5号",
     "date": "2020/12/31 09:30", "url": "old/b.html"},
    {"title": "示例市关于丙事项的通知", "body": "---\n请做好丙事项。\u200b", "publisher": "", "number": "", "date": "", "url": ""},
)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository without entries; its catalogue is read once for all tests."""
    for module in (commands, load):
        monkeypatch.setattr(module, "load_catalog", lambda *_: loaded())
    folder = tmp_path / "仓库"
    shutil.copytree(ROOT / "content/pages", folder / "content/pages")
    return folder


@cache
def loaded() -> LoadedCatalog:
    return load_catalog(ROOT, complaint)


def write_lines(path: Path, rows: Sequence[object]) -> Path:
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    path.write_bytes(lzma.compress(text.encode()) if path.suffix == ".xz" else text.encode())
    return path


def run(root: Path, source: Path, map_text: str = MAP, *more: str) -> int:
    map_file = root / "对照.yaml"
    map_file.write_text(map_text, encoding="utf-8")
    org = () if "--no-org" in more else ("--org", "shifuban")
    rest = [word for word in more if word != "--no-org"]
    return main(["-C", str(root), "import", "records", str(source), "--type", "政府信息", "--map", str(map_file), *org, *rest])


def checked(root: Path) -> Prepared:
    (root / "对照.yaml").unlink(missing_ok=True)
    return prepare(root, as_of=dt.date(2021, 7, 30), today=dt.date.today)


def tree(root: Path) -> dict[str, bytes]:
    folder = root / "content/entries"
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def by_title(prepared: Prepared, word: str):  # type: ignore[no-untyped-def]
    return next(entry for entry in prepared.entries.values() if word in entry.title)


def test_every_entry_passes_the_check(tmp_path: Path) -> None:
    root = tmp_path / "仓库"
    for part in ("catalog", "content/pages"):
        shutil.copytree(ROOT / part, root / part)
    assert run(root, write_lines(tmp_path / "旧站.jsonl", ROWS)) == 0
    prepared = checked(root)
    assert len(prepared.entries) == 3
    assert prepared.clean, prepared.findings
    assert {finding.rule for finding in prepared.findings if finding.entry} == {"D208"}


def test_a_known_publisher(root: Path, tmp_path: Path) -> None:
    run(root, write_lines(tmp_path / "旧站.jsonl", ROWS))
    prepared = checked(root)
    entry = by_title(prepared, "甲事项")
    assert (entry.organization, entry.year, entry.issuers) == ("caizhengju", 2021, ("caizhengju",))
    assert entry.text("文号") == "示财发〔2021〕3号"
    assert (entry.issued, entry.origin.kind, entry.origin.published) == (dt.date(2021, 3, 4), "迁移", dt.date(2021, 3, 4))
    assert entry.origin.url == "https://www.example.invalid/a.html"
    assert entry.origin.reason == "由“旧站.jsonl”迁入"
    assert prepared.texts[entry.id].body == "各单位：\n\n请做好甲事项。\n"


def test_an_unknown_publisher_and_what_does_not_fit_stay_text(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(root, write_lines(tmp_path / "旧站.jsonl", ROWS))
    said = capsys.readouterr().out
    assert "示例县乙局 1 条" in said
    assert "去掉看不见的字符和乱码 1 个" in said
    entry = by_title(checked(root), "乙事项")
    assert (entry.organization, entry.year, entry.issuers) == ("shifuban", 2020, ("shifuban",))
    assert entry.origin.reason == "由“旧站.jsonl”迁入；原文号：乙局令第5号；原地址：old/b.html；原发布机构：示例县乙局"
    assert (entry.text("文号"), entry.origin.url) == ("", "")


def test_units_that_ended_keep_their_documents_and_party_organs_do_not_publish(root: Path, tmp_path: Path) -> None:
    rows = [
        {**ROWS[0], "publisher": "物流办", "date": "2020-06-01", "number": ""},
        {**ROWS[1], "publisher": "宣传部", "date": "2020-06-02", "number": ""},
    ]
    run(root, write_lines(tmp_path / "旧站.jsonl", rows))
    prepared = checked(root)
    assert by_title(prepared, "甲事项").organization == "wuliuban"
    assert by_title(prepared, "乙事项").organization == "shifuban"
    assert "原发布机构：宣传部" in by_title(prepared, "乙事项").origin.reason
    assert prepared.clean


def test_bodies_of_web_pages(root: Path, tmp_path: Path) -> None:
    body = "<div><p>各单位：</p><table><tr><td>甲</td></tr></table><script>alert(1)</script></div>"
    assert run(root, write_lines(tmp_path / "旧站.jsonl", [{**ROWS[0], "body": body}])) == 0
    prepared = checked(root)
    assert prepared.clean
    assert prepared.texts[by_title(prepared, "甲事项").id].body == body + "\n"


def test_an_entry_without_any_date(root: Path, tmp_path: Path) -> None:
    run(root, write_lines(tmp_path / "旧站.jsonl", ROWS), MAP, "--as-of", "2021-07-30")
    prepared = checked(root)
    entry = by_title(prepared, "丙事项")
    assert (entry.issued, entry.year, entry.origin.published) == (None, 2021, None)
    assert prepared.texts[entry.id].body == "\n---\n请做好丙事项。\n"


def test_names_are_deterministic(root: Path, tmp_path: Path) -> None:
    run(root, write_lines(tmp_path / "旧站.jsonl", ROWS))
    first = tree(root)
    shutil.rmtree(root / "content/entries")
    run(root, write_lines(tmp_path / "旧站.jsonl", tuple(reversed(ROWS))))
    assert tree(root) == first


def test_names_from_a_column(root: Path, tmp_path: Path) -> None:
    rows = [{**row, "id": f"Art-{n}"} for n, row in enumerate(ROWS)]
    run(root, write_lines(tmp_path / "旧站.jsonl", rows), MAP + "文件名: id\n")
    assert "caizhengju/2021/art-0.yaml" in tree(root)


def test_two_records_that_want_one_name(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [{**row, "id": "art", "date": "2021-03-04", "publisher": ""} for row in ROWS]
    assert run(root, write_lines(tmp_path / "旧站.jsonl", rows), MAP + "文件名: id\n") == 1
    assert "已经有别的条目 shifuban/2021/art，不覆盖" in capsys.readouterr().out
    assert sorted(tree(root)) == ["shifuban/2021/art.md", "shifuban/2021/art.yaml"]


def test_a_dry_run_writes_nothing(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, write_lines(tmp_path / "旧站.jsonl", ROWS), MAP, "--dry-run") == 0
    assert not (root / "content/entries").exists()
    assert not (root / ".cache").exists()
    said = capsys.readouterr().out
    assert "会写 3 个条目" in said
    assert "试运行" in said


def test_a_second_run_finds_everything_written(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = write_lines(tmp_path / "旧站.jsonl", ROWS)
    run(root, source)
    before = tree(root)
    capsys.readouterr()
    assert run(root, source) == 0
    assert "已写 0 个条目（content/entries），以前已写 3 条" in capsys.readouterr().out
    assert tree(root) == before


@pytest.mark.parametrize("with_journal", [True, False])
def test_an_interrupted_run_goes_on(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], with_journal: bool
) -> None:
    source = write_lines(tmp_path / "旧站.jsonl", ROWS)
    put = landing.Landing._put
    count = 0

    def stop_after_three(self: landing.Landing, path: Path, text: str) -> None:
        nonlocal count
        count += 1
        if count > 3:  # the body of the second entry stands, its fields do not
            raise KeyboardInterrupt
        put(self, path, text)

    monkeypatch.setattr(landing.Landing, "_put", stop_after_three)
    assert run(root, source) == 2
    assert "再运行一次会接着写" in capsys.readouterr().err
    assert len(tree(root)) == 3
    monkeypatch.setattr(landing.Landing, "_put", put)
    journal = root / ".cache/gongkai" / landing.JOURNAL
    if with_journal:
        journal.write_text(journal.read_text(encoding="utf-8") + '{"key": "cut o', encoding="utf-8")
    else:
        journal.unlink()
    assert run(root, source) == 0
    assert "已写 2 个条目（content/entries），以前已写 1 条" in capsys.readouterr().out
    assert checked(root).clean
    assert len(tree(root)) == 6


def test_a_repetition_is_reported_and_not_written(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    same_number = {**ROWS[0], "title": "换了标题", "date": "2021-03-05", "number": "示财发〔2021〕第003号"}
    same_title = {**ROWS[1], "number": "", "date": "2020-12-31", "url": "old/c.html"}
    report = tmp_path / "报告.json"
    run(root, write_lines(tmp_path / "旧站.jsonl", [*ROWS, same_number, same_title, ROWS[2]]), MAP, "--report", str(report))
    found = json.loads(report.read_text(encoding="utf-8"))["records"]
    assert (found["read"], found["written"]) == (6, 3)
    assert [(row["row"], row["reason"]) for row in found["duplicates"]] == [
        (4, "文号相同"), (5, "标题和日期相同"), (6, "标题和正文相同（都没有日期）"),
    ]
    assert found["duplicates"][0]["same_as"].startswith("caizhengju/2021/")
    assert checked(root).clean


def test_a_repetition_of_an_entry_of_the_repository(root: Path, tmp_path: Path) -> None:
    folder = root / "content/entries/caizhengju/2021"
    folder.mkdir(parents=True)
    text = (
        "类型: 政府信息\n标题: 旧条目\n目录事项: [zcwj-002]\n发文机关: [caizhengju]\n成文日期: 2021-03-04\n公开方式: 主动公开\n"
        "审查: {保密审查: 示例甲, 审核: 示例乙, 签发: 示例丙, 日期: 2021-03-03}\n文号: 示财发〔2021〕3号\n示例: 是\n"
    )
    (folder / "3.yaml").write_text(text, encoding="utf-8")
    (folder / "3.md").write_text("正文。\n", encoding="utf-8")
    report = tmp_path / "报告.json"
    run(root, write_lines(tmp_path / "旧站.jsonl", ROWS), MAP, "--report", str(report))
    found = json.loads(report.read_text(encoding="utf-8"))["records"]
    assert [(row["row"], row["same_as"]) for row in found["duplicates"]] == [(1, "caizhengju/2021/3")]


def test_orders_with_the_same_number_are_both_written_and_told(root: Path, tmp_path: Path) -> None:
    other = {**ROWS[1], "title": "示例市关于丁事项的办法", "date": "2021-01-05"}
    report = tmp_path / "报告.json"
    run(root, write_lines(tmp_path / "旧站.jsonl", [ROWS[1], other]), MAP, "--report", str(report))
    found = json.loads(report.read_text(encoding="utf-8"))["records"]
    assert (found["written"], [row["row"] for row in found["same_number"]]) == (2, [2])
    assert checked(root).clean


def test_what_must_not_be_published_is_refused_without_quoting_it(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [
        ROWS[0],
        {**ROWS[1], "body": "申请人身份证号码 11010519491231002X。"},
        {**ROWS[2], "title": "关于给予张某（11010519491231002X）救助的公示", "date": "2021-05-06"},
        {**ROWS[2], "title": "", "date": "2021-05-07"},
        {**ROWS[2], "body": "", "date": "2021-05-08"},
        {**ROWS[2], "title": "长" * 501, "date": "2021-05-09"},
        "不是一组",
    ]
    report = tmp_path / "报告.json"
    assert run(root, write_lines(tmp_path / "旧站.jsonl", rows), MAP, "--report", str(report)) == 1
    text = report.read_text(encoding="utf-8")
    found = json.loads(text)["records"]
    assert (found["written"], len(found["refused"])) == (1, 6)
    assert {row["row"]: row.get("rules") for row in found["refused"]}[2] == ["P601"]
    assert "11010519491231002X" not in text + capsys.readouterr().out
    assert checked(root).clean


def test_csv_in_gbk_and_workbooks(root: Path, tmp_path: Path) -> None:
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, list(ROWS[0]))
    writer.writeheader()
    writer.writerows({**row, "body": row["body"].replace("\u200b", "")} for row in ROWS)
    source = tmp_path / "旧站.csv"
    source.write_bytes(buffer.getvalue().encode("gb18030"))
    assert run(root, source) == 0
    first = {name for name in tree(root) if name.endswith(".yaml")}
    shutil.rmtree(root / "content/entries")
    book_path = tmp_path / "旧站.xlsx"
    with xlsxwriter.Workbook(str(book_path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, list(ROWS[0]))
        for number, row in enumerate(ROWS, 1):
            sheet.write_row(number, 0, list(row.values()))
        sheet.write_datetime(1, 4, dt.datetime(2021, 3, 4), book.add_format({"num_format": "yyyy-mm-dd"}))
    assert run(root, book_path) == 0
    assert {name for name in tree(root) if name.endswith(".yaml")} == first
    assert checked(root).clean


def test_packed_lines(root: Path, tmp_path: Path) -> None:
    source = write_lines(tmp_path / "旧站.jsonl.xz", ROWS)
    assert run(root, source) == 0
    source.write_bytes(source.read_bytes()[:-20])
    assert run(root, source) == 2


def test_constants_defaults_formats_and_groups(root: Path, tmp_path: Path) -> None:
    rows = [{**ROWS[0], "date": "04.03.2021", "topic": ""}, {**ROWS[1], "date": "05.03.2021", "topic": "综合政务/电子政务"}]
    text = (
        "标题: title\n正文: body\n目录事项: [=zcwj-002]\n公开方式: =主动公开\n来源说明: =原门户网站迁入\n"
        "成文日期: {列: date, 格式: '%d.%m.%Y'}\n主题分类: {列: topic, 默认: =综合政务/政务公开}\n"
        "审查: {保密审查: =示例甲, 审核: =示例乙, 签发: =示例丙, 日期: date}\n"
    )
    assert run(root, write_lines(tmp_path / "旧站.jsonl", rows), text) == 0
    prepared = checked(root)
    assert sorted((e.issued.isoformat(), e.topic[1], e.origin.reason) for e in prepared.entries.values()) == [
        ("2021-03-04", "政务公开", "原门户网站迁入"), ("2021-03-05", "电子政务", "原门户网站迁入"),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("正文: body\n目录事项: =zcwj-002\n", "缺少「标题」"),
        ("标题: title\n正文: body\n", "缺少「目录事项」，写常量，如 目录事项: ="),
        ("标题: title\n目录事项: =zcwj-002\n", "缺少「正文」"),
        (MAP + "主题分累: topic\n", "是不是「主题分类」"),
        (MAP + "类型: type\n", "「类型」由导入来写"),
        (MAP + "审查: reviewer\n", "「审查」要写成一组"),
        (MAP.replace("title", "biaoti"), "没有列“biaoti”；有的是：title、body"),
        ("- 标题\n", "一行一个"),
        ("标题: title\n标题: title\n", "第 2 行"),
    ],
)
def test_a_map_that_cannot_be_used_says_what_to_write(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, said: str
) -> None:
    assert run(root, write_lines(tmp_path / "旧站.jsonl", ROWS), text) == 2
    assert said in capsys.readouterr().err
    assert not (root / "content/entries").exists()


def test_without_publisher_and_unit_the_map_asks(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = MAP.replace("发文机关: publisher\n", "")
    assert run(root, write_lines(tmp_path / "旧站.jsonl", ROWS), text, "--no-org") == 2
    assert "加 --org 机构编号" in capsys.readouterr().err


def test_another_folder_and_a_file_in_the_way(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "别处"
    source = write_lines(tmp_path / "旧站.jsonl", [ROWS[0]])
    assert run(root, source, MAP, "--out", str(out)) == 0
    (written,) = out.rglob("*.yaml")
    assert list(out.rglob("*.md")) == [written.with_suffix(".md")]
    written.write_text("改过\n", encoding="utf-8")
    (root / ".cache/gongkai" / landing.JOURNAL).unlink()
    capsys.readouterr()
    assert run(root, source, MAP, "--out", str(out)) == 1
    assert "不覆盖" in capsys.readouterr().out
    assert written.read_text(encoding="utf-8") == "改过\n"


def test_dates_after_the_day_of_the_demonstration_are_told(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(root, write_lines(tmp_path / "旧站.jsonl", [{**ROWS[0], "date": "2021-09-01"}]))
    assert "请加 --as-of" in capsys.readouterr().out
