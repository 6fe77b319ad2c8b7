"""Small builders for tests: a catalogue in memory, entries from a few lines of YAML, and a context to judge them in.

`entry("成文日期: 2021-07-31")` is the base entry of its type with these fields changed, by the real converter.
`null` takes a field away. A snippet may say more than fields (`case` reads these keys):

- 条目: the entry's id            - 正文: its body               - 文件夹: names of files in its folder
- 今天: the day of judgement      - 站点: 正式 for a real site    - 盖章: {本条: date of publication}
- 另有: {id: fields} other entries - 读不出: ids of broken entries - 台账索引号: {本条: index number}
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping as MappingABC
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import yaml

from generator.calendar.workdays import Calendar
from generator.catalog.model import (
    CalendarYear,
    Catalog,
    Deadline,
    Demonstration,
    Item,
    Organization,
    RuleSettings,
    Site,
    Topic,
    Wording,
)
from generator.catalog.reader import Reader
from generator.catalog.types import read_type
from generator.findings import Problem
from generator.model.convert import convert_entry
from generator.model.entry import Entry, Texts
from generator.model.fields import Registry, compile_registry
from generator.model.ledger import Publication
from generator.rules.check_declarations import complaint
from generator.rules.context import RuleContext
from generator.rules.registry import LocalJudge, run
from generator.source.files import EntrySource, SourceFile
from generator.source.nodes import Mapping, Node, Sequence, Text

ROOT = Path(__file__).resolve().parents[1]
AS_OF = dt.date(2021, 7, 30)
SHANGHAI = dt.timezone(dt.timedelta(hours=8))
SELF = "shifuban/2021/24"

_COMMON = {
    "标题": "示例市公共租赁住房管理办法",
    "目录事项": "[zcwj-001]",
    "发文机关": "[shifuban]",
    "成文日期": "2021-07-16",
    "公开方式": "主动公开",
    "审查": "{保密审查: 示例甲, 审核: 示例乙, 签发: 示例丙, 日期: 2021-07-15}",
    "示例": "是",
}
#: the fields of a complete entry of each type
BASES: dict[str, dict[str, str]] = {
    "政策文件": {**_COMMON, "文号": "示政办发〔2021〕24号", "体裁": "通知"},
    "征求意见": {
        **_COMMON,
        "目录事项": "[zdjc-002]",
        "标题": "关于《示例办法（草案）》公开征求意见的公告",
        "开始日期": "2021-07-16",
        "截止日期": "2021-08-16",
        "意见途径": "[{方式: 电子邮件, 内容: yijian@example.invalid}]",
        "附件": "[{文件: 决策草案.pdf, 名称: 示例办法（草案）, 角色: 决策草案}, "
        "{文件: 起草说明.pdf, 名称: 起草说明, 角色: 起草说明}]",
    },
    "意见征求采纳情况": {
        **_COMMON,
        "目录事项": "[zdjc-003]",
        "标题": "关于《示例办法（草案）》意见征求采纳情况的公告",
        "收到意见": '"37"',
        "采纳": '"21"',
        "部分采纳": '"9"',
        "未采纳": '"7"',
        "关系": "[{名称: 征求意见, 标题: 示例公告}]",
    },
    "政策解读": {
        **_COMMON,
        "目录事项": "[zcwj-003]",
        "标题": "《示例市公共租赁住房管理办法》政策解读",
        "解读形式": "[文字]",
        "解读机关": "shifuban",
        "关系": "[{名称: 解读对象, 标题: 示例办法}]",
    },
    "政府信息": {**_COMMON, "目录事项": "[zcwj-002]"},
    "本期未产生": {**_COMMON, "期间": "2021年第二季度", "理由": "本季度没有新的采购项目"},
    "期限另有规定": {**_COMMON, "期间": "2021年", "理由": "另有规定", "依据": "预算法第十四条", "公开期限": "2021-09-01"},
    "依法不予公开": {
        **_COMMON,
        "期间": "2021年",
        "理由": "第三方不同意公开",
        "依据": "政府信息公开条例第十五条",
        "复核日期": "2022-07-01",
    },
}


def compose(text: str) -> Node:
    """YAML as located nodes; every scalar stays the text it is."""
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    return _node(root) if root is not None else Mapping()


def _node(node: yaml.Node) -> Node:
    line, column = node.start_mark.line + 1, node.start_mark.column + 1
    if isinstance(node, yaml.MappingNode):
        mapping = Mapping(line, column)
        for key, value in node.value:
            mapping.put(Text.at(key.value, key.start_mark.line + 1, key.start_mark.column + 1), _node(value))
        return mapping
    if isinstance(node, yaml.SequenceNode):
        sequence = Sequence(line, column)
        sequence.items = [_node(item) for item in node.value]
        return sequence
    return Text.at(node.value, line, column)


@cache
def types() -> MappingABC[str, object]:
    """The information types of the repository, read by the catalogue's own reader."""
    read: dict[str, object] = {}
    problems: list[Problem] = []
    paths = sorted((ROOT / "catalog" / "types").glob("*.yaml"), key=lambda path: (path.stem != "common", path.stem))
    for path in paths:
        name = f"catalog/types/{path.name}"
        info = read_type(Reader(compose(path.read_text("utf-8")), name, problems), read, complaint)  # type: ignore[arg-type]
        assert info is not None
        read[info.id] = info
    assert not problems, problems
    return read


_DAY = dt.date

#: the rest days of the 2021 notice that the tests meet
CALENDAR = Calendar(
    {
        2021: CalendarYear(
            2021,
            "国办发明电〔2020〕27号",
            {_DAY(2021, 5, day): "劳动节" for day in (3, 4, 5)} | {_DAY(2021, 6, 14): "端午节"},
            {_DAY(2021, 4, 25): "劳动节", _DAY(2021, 5, 8): "劳动节"},
        )
    }
)

_TWENTY = (Deadline("after", "形成或变更", 20, "WD"),)
_BUDGET = (Deadline("after", "本级人大（常委会）批准", 20, "CD"),)


def _item(id: str, name: str, owner: str, types: tuple[str, ...] = (), **more: object) -> Item:
    return Item(id, id.split("-")[0], name, responsible=(owner,), types=types, **more)  # type: ignore[arg-type]


_ITEMS = (
    _item("gkgl-002", "政府信息公开制度", "youguandanwei"),
    _item(
        "zcwj-001", "行政规范性文件", "gexingzhengjiguan", ("zhengce",),
        deadlines=_TWENTY, deadline_text="信息形成或者变更之日起20个工作日内",
    ),
    _item("zcwj-002", "其他政策文件", "gexingzhengjiguan", ("zhengce", "xinxi"), mode="依申请"),
    _item("zcwj-003", "政策解读", "gexingzhengjiguan", ("jiedu",), deadlines=(Deadline("after", "文件公开", 3, "WD"),)),
    _item("zdjc-002", "决策草案征求意见", "gexingzhengjiguan", ("zhengqiu",)),
    _item("zdjc-003", "意见征求采纳情况", "gexingzhengjiguan", ("caina",)),
    _item("gkgl-009", "公开考核结果", "youguandanwei", ("xinxi",), levels=("县级",)),
    _item("czyjs-001", "政府预算", "caizhengju", ("xinxi",), deadlines=_BUDGET, deadline_text="批准后20日内"),
)
_UNITS = (
    Organization("shifuban", "市府办", "示例市人民政府办公室", "部门", index_prefix="999999000001"),
    Organization("caizhengju", "财政局", "示例市财政局", "部门", index_prefix="999999000006"),
    Organization("hexizhen", "河西镇", "示例市河西镇人民政府", "镇街"),
    Organization("xuanchuanbu", "宣传部", "中共示例市委宣传部", "党委部门", can_publish=False),
    Organization("jiaotongju", "交通局", "示例市交通运输局", "部门"),
    Organization(
        "wuliuban", "物流办", "示例市物流管理办公室", "部门",
        end=_DAY(2020, 12, 31), successor="jiaotongju", can_publish=False,
    ),
    Organization("gexingzhengjiguan", "各行政机关", "各行政机关", "集合", member_kinds=("政府", "部门", "镇街")),
    Organization("youguandanwei", "有关单位", "有关单位", "集合"),
)


def settings() -> RuleSettings:
    """The number formats of the demonstration."""
    return RuleSettings(
        document_number="^[\\u4e00-\\u9fff（）()]{2,12}〔(19|20)\\d{2}〕[1-9]\\d{0,3}号$",
        index_number="^(\\d{12}|[0-9A-HJ-NPQRTUWXY]{18})/(\\d{4}|\\d{6})-\\d{4,7}$",
        registration_number="^(ZJSP|ZJ[A-L]C|[A-Z]{3}D)\\d{2}-(19|20)\\d{2}-\\d{4}$",
    )


WORDS = (
    Wording("帐户", "账户", list_name="公文规范用字用词"),
    Wording("布署", "部署", list_name="公文规范用字用词"),
    Wording("园满", "圆满", exceptions=("公园满", "校园满"), list_name="公文规范用字用词"),
    Wording("订金额", "定金额", exceptions=("预订金额",), list_name="公文规范用字用词"),
)


def catalog(**changes: object) -> Catalog:
    """A small catalogue: the repository's types, eight units, eight items. Keywords replace parts of it."""
    infos = types()
    base = Catalog(
        site=Site(name="示例市人民政府", demonstration=Demonstration(AS_OF)),
        columns={},
        organizations={unit.id: unit for unit in _UNITS},
        topics={"01": Topic("01", "综合政务", children=("政务公开",))},
        channels={},
        calendar=CALENDAR.years,
        types=infos,  # type: ignore[arg-type]
        fields={},
        items={item.id: item for item in _ITEMS},
        tasks={},
        rules=settings(),
        types_by_name={info.name: info for info in infos.values() if not info.abstract},  # type: ignore[attr-defined, misc]
        words=WORDS,
    )
    return replace(base, **changes)  # type: ignore[arg-type]


@cache
def _registry() -> Registry:
    return compile_registry(catalog())


def convert(
    fields: MappingABC[str, Node], id: str, *, body: str, folder: tuple[str, ...]
) -> tuple[Entry, list[Problem]]:
    """The base entry of its type with `fields` changed, and what the converter found."""
    name = str(fields.get("类型", "政策文件"))
    mapping = Mapping()
    merged: dict[str, Node] = {key: compose(text) for key, text in BASES[name].items()}
    merged.update({key: value for key, value in fields.items() if key != "类型"})
    mapping.put(Text.at("类型"), Text.at(name))
    for key, value in merged.items():
        if not (isinstance(value, Text) and value == "null"):
            mapping.put(Text.at(key, value.line, 1), value)
    organization, year, slug = id.split("/")
    path = f"content/entries/{id}"
    files = {file: SourceFile(f"{path}/{file}", file, 10, "0" * 64) for file in folder}
    source = EntrySource(id, f"{path}.yaml", organization, year, slug, mapping, body, f"{path}.md", 1, files, "0" * 64)
    entry, problems = convert_entry(source, catalog(), _registry())
    assert entry is not None, problems
    return entry, problems


@dataclass(frozen=True, slots=True)
class Case:
    """A snippet ready to judge."""

    entry: Entry
    context: RuleContext
    texts: MappingABC[str, Texts]
    folders: MappingABC[str, MappingABC[str, SourceFile]]

    def problems(self, context: RuleContext | None = None, texts: MappingABC[str, Texts] | None = None) -> list[Problem]:
        """What all rules say, of this case or of another `context` or other `texts` in it."""
        here, said = context or self.context, texts or self.texts
        parts = [(entry, said.get(id, Texts()), self.folders.get(id, {})) for id, entry in here.entries.items()]
        return LocalJudge(here.catalog, here.calendar).judge_all(parts) + run(here)


def case(snippet: str = "") -> Case:
    """The entry of a snippet with everything it says about its surroundings."""
    root = compose(snippet)
    assert isinstance(root, Mapping)
    extra = {key: root.values.pop(key) for key in _EXTRA if key in root.values}
    id = str(extra.get("条目", SELF))
    files = _folder(extra.get("文件夹"), root)
    body = str(extra.get("正文", "正文。\n"))
    entries = {id: convert(root.values, id, body=body, folder=files)[0]}
    for other, fields in _pairs(extra.get("另有")).items():
        assert isinstance(fields, Mapping)
        number = {} if "文号" in fields.values else {"文号": Text.at(f"示政办发〔2021〕{len(entries) + 100}号")}
        own = fields.values if str(fields.values.get("类型", "政策文件")) != "政策文件" else {**number, **fields.values}
        dated = own if "成文日期" in own else {**own, "成文日期": Text.at(f"{other.split('/')[1]}-07-12")}
        entries[other] = convert(dated, other, body="正文。\n", folder=_BOTH)[0]
    folder = {file: SourceFile(f"content/entries/{id}/{file}", file, 10, "0" * 64) for file in files}
    site = Site(name="示例市人民政府", demonstration=None if "站点" in extra else Demonstration(AS_OF))
    context = RuleContext(
        catalog=catalog(site=site),
        entries=entries,
        broken=frozenset(str(item) for item in getattr(extra.get("读不出"), "items", ())),
        publications=_publications(extra, id),
        as_of=dt.date.fromisoformat(str(extra.get("今天", AS_OF))),
        calendar=CALENDAR,
    )
    texts = {other: Texts(body if other == id else "正文。\n") for other in entries}
    return Case(entries[id], context, texts, {id: folder})


_EXTRA = ("条目", "正文", "文件夹", "今天", "站点", "盖章", "另有", "读不出", "台账索引号")
_BOTH = ("决策草案.pdf", "起草说明.pdf")


def _folder(node: Node | None, root: Mapping) -> tuple[str, ...]:
    if isinstance(node, Sequence):
        return tuple(str(item) for item in node.items)
    return _BOTH if str(root.values.get("类型")) == "征求意见" and "附件" not in root.values else ()


def _pairs(node: Node | None) -> dict[str, Node]:
    return dict(node.values) if isinstance(node, Mapping) else {}


def _publications(extra: MappingABC[str, Node], id: str) -> dict[str, Publication]:
    stamps = {key.replace("本条", id): str(day) for key, day in _pairs(extra.get("盖章")).items()}
    numbers = {key.replace("本条", id): str(number) for key, number in _pairs(extra.get("台账索引号")).items()}
    return {
        key: Publication(
            published=_morning(stamps[key]) if key in stamps else None,
            index_number=numbers.get(key, ""),
        )
        for key in {*stamps, *numbers}
    }


def _morning(day: str) -> dt.datetime:
    return dt.datetime.fromisoformat(day).replace(hour=9, tzinfo=SHANGHAI)


def entry(snippet: str = "") -> Entry:
    """The base entry with the fields of `snippet` changed."""
    return case(snippet).entry
