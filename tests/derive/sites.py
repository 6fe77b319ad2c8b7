"""A small site in memory: entries from a few lines of YAML, derived with a catalogue that has columns and tasks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping as MappingABC
from dataclasses import replace

from generator.calendar.workdays import Calendar
from generator.catalog.model import Channel, Column, Demonstration, Field, Task, TaskYear, Topic
from generator.catalog.model import Site as Settings
from generator.derive.site import Site, build_site
from generator.model.entry import Entry
from generator.model.ledger import LedgerRow, Publication
from generator.source.nodes import Mapping
from tests.builders import AS_OF, CALENDAR, SHANGHAI, catalog, compose, convert

SETTINGS = Settings(
    name="示例市人民政府",
    domain="www.example.invalid",
    subpath="/zwgk/",
    host="shifuban",
    page_size=5,
    hot_words=("公积金",),
    demonstration=Demonstration(AS_OF, "演示站 · 非政府网站"),
)
COLUMNS = (
    Column("zhinan", "政府信息公开指南", "指南", kind="法定", items=("gkgl-001",), pages=("zhinan",)),
    Column("zhidu", "政府信息公开制度", "制度", kind="法定", items=("gkgl-002",), lead=("shifuban",), cycle="每年"),
    Column("fading", "法定主动公开内容", kind="法定", fields=("zcwj",)),
    Column("nianbao", "政府信息公开工作年度报告", "年度报告", kind="法定", items=("gkgl-003",)),
    Column("yishenqing", "依申请公开", kind="依申请", pages=("shenqing",)),
    Column("guifanxing", "行政规范性文件", "规范性文件", parent="fading", items=("zcwj-001",), lead=("shifuban",),
           clause="一（一）", cycle="实时更新"),
    Column("zhongda-juece", "重大行政决策", parent="fading", types=("zhengqiu", "caina"), fields=("zdjc",)),
    Column("caizheng", "财政信息", parent="fading", fields=("czyjs",)),
    Column("jiedu-huiying", "解读回应", kind="其他", section="站内其他栏目", types=("jiedu",)),
)
CHANNELS = (
    Channel("wangzhan", "政府网站", ("政府门户网站",)),
    Channel("gongbao", "政府公报"),
    Channel("bendi", "掌上公开平台", local=True),
)
TASKS = TaskYear(
    2021, "2021年政务公开工作要点", "示政办发〔2021〕99号", entry="shifuban/2021/1",
    tasks=(
        Task("1-1", "深化重要政府信息公开", "一、重点领域", "一（一）", "原文。", ("市府办",), ("各行政机关", "某某办"),
             ("zcwj-001", "zdjc-002"), ("guifanxing", "caizheng")),
    ),
)


def make_entry(id_: str, snippet: str = "", *, body: str = "正文。\n") -> Entry:
    """One entry: the base of its type with the fields of `snippet` changed."""
    fields = compose(snippet)
    assert isinstance(fields, Mapping)
    folder = ("决策草案.pdf", "起草说明.pdf") if "类型: 征求意见" in snippet else ()
    return convert(fields.values, id_, body=body, folder=folder)[0]


def stamp(day: str, *, number: str = "", updated: str = "") -> Publication:
    """A publication at 9:30 of `day` in Shanghai."""
    rows = [_row(day, "发布", number)]
    if updated:
        rows.append(_row(updated, "更新", number))
    return Publication(rows[0].time, number, rows[-1].time, tuple(rows))


def _row(day: str, action: str, number: str) -> LedgerRow:
    time = dt.datetime.fromisoformat(f"{day}T09:30:00").replace(tzinfo=SHANGHAI)
    return LedgerRow(time, "", number, "0" * 64, action, "0" * 16)


def make_site(
    entries: MappingABC[str, str | Entry],
    stamps: MappingABC[str, Publication] | None = None,
    *,
    as_of: dt.date = AS_OF,
    settings: Settings = SETTINGS,
) -> Site:
    """The site of entries by id, given as YAML or ready made."""
    made = [value if isinstance(value, Entry) else make_entry(id_, value) for id_, value in entries.items()]
    base = catalog()
    names = {"gkgl": "政务公开管理", "zcwj": "政策文件", "zdjc": "重大行政决策", "czyjs": "财政预决算"}
    items = {id_: replace(item, channels=("政府网站", "掌上公开平台")) for id_, item in base.items.items()}
    fields = {
        id_: Field(id_, name, order, "2020", items=tuple(i for i in items.values() if i.field_id == id_))
        for order, (id_, name) in enumerate(names.items())
    }
    full = replace(
        base,
        site=settings,
        columns={column.id: column for column in COLUMNS},
        topics={"02": Topic("02", "综合政务", children=("政务公开",)), "04": Topic("04", "财政、金融、审计")},
        channels={channel.id: channel for channel in CHANNELS},
        fields=fields,
        items=items,
        tasks={2021: TASKS},
    )
    return build_site(full, made, stamps or {}, as_of, Calendar(CALENDAR.years))
