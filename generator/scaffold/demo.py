"""`gongkai demo --entries N --out DIR`: a complete, deterministic repository for load tests.

The catalogue, theme and hand-written pages are those of the repository it is called on; entries are made for every
type the catalogue knows, with chains (草案 → 采纳情况 → 决定 → 解读), attachments and a stamped ledger.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from generator.calendar.workdays import Calendar
from generator.catalog.load import load_catalog
from generator.catalog.model import Catalog, InfoType, Item
from generator.derive.membership import LEVEL_OF
from generator.errors import UsageError
from generator.model.ledger import COLUMNS, PUBLISHED, seal
from generator.rules.check_declarations import complaint
from generator.scaffold.prose import SUBJECTS, body, pick, sentence
from generator.scaffold.small_pdf import small_pdf

FIRST_DAY = dt.date(2019, 1, 7)
DAYS = 850
ZONE = ZoneInfo("Asia/Shanghai")
COPIED = ("catalog", "theme", "content/pages", "mkdocs.yml")


@dataclass(frozen=True, slots=True)
class Draft:
    """One entry before it is written."""

    id: str
    type: InfoType
    lines: tuple[str, ...]
    body: str
    files: tuple[tuple[str, bytes], ...]
    published: dt.datetime
    prefix: str


@dataclass(slots=True)
class Maker:
    """State of one run: counters for ids and document numbers, and what the catalogue offers."""

    catalog: Catalog
    calendar: Calendar
    places: dict[str, list[tuple[Item, str]]] = field(default_factory=dict)
    numbers: dict[tuple[str, int], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for info in self.catalog.types.values():
            if not info.abstract:
                self.places[info.id] = list(self._pairs(info))

    def _pairs(self, info: InfoType) -> Iterator[tuple[Item, str]]:
        """Items the type may serve (a signed state serves any), with each unit that may publish for them."""
        for item in self.catalog.items.values():
            if item.types and info.id not in item.types and "状态单" not in info.traits:
                continue
            for unit in sorted(self._units(item)):
                level = LEVEL_OF.get(self.catalog.organizations[unit].kind, "")
                if not item.levels or not level or level in item.levels:
                    yield item, unit

    def _units(self, item: Item) -> set[str]:
        units: set[str] = set()
        for id_ in item.responsible:
            named = self.catalog.organizations[id_]
            kinds = named.member_kinds if named.kind == "集合" else ()
            units |= {
                o.id for o in self.catalog.organizations.values()
                if o.can_publish and o.end is None and o.kind != "集合" and (o.id == id_ or o.kind in kinds)
            }
        return units

    def number(self, unit: str, year: int) -> int:
        """The next number of a unit in a year."""
        self.numbers[(unit, year)] = self.numbers.get((unit, year), 0) + 1
        return self.numbers[(unit, year)]


def write_demo(root: Path, out: Path, count: int) -> int:
    """Write `count` entries and all that a site needs into `out`. Returns the number written."""
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise UsageError(f"“{out}”已经有内容；请换一个还不存在的文件夹")
    catalog = load_catalog(root, complaint).catalog
    for name in COPIED:
        source = root / name
        if source.is_dir():
            shutil.copytree(source, out / name)
        elif source.is_file():
            shutil.copy(source, out / name)
    maker = Maker(catalog, Calendar(catalog.calendar))
    drafts = []
    for draft in _drafts(maker, count):
        _write(out, draft)
        drafts.append(draft)
    _write_ledger(out, drafts)
    return len(drafts)


def _drafts(maker: Maker, count: int) -> Iterator[Draft]:
    """Entries in groups of ten: a chain of four where there is room, then single ones of every type."""
    catalog = maker.catalog
    others = [info for info in catalog.types.values() if not info.abstract and maker.places[info.id]]
    singles = [info for info in others if info.id not in ("zhengqiu", "caina")]
    made = 0
    group = 0
    while made < count:
        random = Random(f"gongkai-demo-{group}")
        chain = list(_chain(maker, random, group)) if count - made >= 10 else []
        plain = [_single(maker, random, singles[(group + n) % len(singles)], group * 10 + n) for n in range(6)]
        for draft in [*chain, *plain][: count - made]:
            made += 1
            yield draft
        group += 1


def _day(random: Random) -> dt.date:
    return FIRST_DAY + dt.timedelta(days=random.randrange(DAYS))


def _chain(maker: Maker, random: Random, group: int) -> Iterator[Draft]:
    """草案, 采纳情况, 决定, 解读, at the distances the law asks for."""
    types = maker.catalog.types
    if not all(t in types and maker.places[t] for t in ("zhengqiu", "caina", "zhengce", "jiedu")):
        return
    subject = pick(random, SUBJECTS)
    item, unit = maker.places["zhengqiu"][group % len(maker.places["zhengqiu"])]
    start = maker.calendar.roll(_day(random) - dt.timedelta(days=120))
    end = maker.calendar.add_days(start, 31)
    ids = [f"{unit}/{start.year}/z{group}"]
    title = f"示例市{subject}办法"
    yield _draft(
        maker, random, types["zhengqiu"], ids[0], unit, item, start, f"关于《{title}（草案）》公开征求意见的公告", subject,
        (f"开始日期: {start}", f"截止日期: {end}", "意见途径:", "  - {方式: 电子邮件, 内容: yijian@example.invalid}",
         "附件:", "  - {文件: 草案.pdf, 名称: 草案, 角色: 决策草案}", "  - {文件: 说明.pdf, 名称: 起草说明, 角色: 起草说明}"),
        (("草案.pdf", small_pdf((title, "（草案）示例"))), ("说明.pdf", small_pdf((title, "起草说明（示例）")))),
    )
    day = maker.calendar.add_workdays(end, 10)
    adopted, partly, refused = (random.randrange(20) for _ in range(3))
    pairs = maker.places["caina"]
    item = next((i for i, u in pairs if u == unit), pairs[0][0])
    ids.append(f"{unit}/{day.year}/c{group}")
    yield _draft(
        maker, random, types["caina"], ids[1], unit, item, day, f"《{title}（草案）》意见征求采纳情况", subject,
        (f"收到意见: {adopted + partly + refused}", f"采纳: {adopted}", f"部分采纳: {partly}", f"未采纳: {refused}",
         "关系:", f"  - {{名称: 征求意见, 目标: {ids[0]}}}"),
    )
    day = maker.calendar.add_workdays(day, 15)
    item, unit_ = next(((i, u) for i, u in maker.places["zhengce"] if u == unit), maker.places["zhengce"][0])
    ids.append(f"{unit_}/{day.year}/p{group}")
    yield _draft(
        maker, random, types["zhengce"], ids[2], unit_, item, day, f"关于印发{title}的通知", subject,
        (*_policy_lines(maker, unit_, day), "关系:", f"  - {{名称: 上一环节, 目标: {ids[1]}}}"),
    )
    item, unit_ = next(((i, u) for i, u in maker.places["jiedu"] if u == unit), maker.places["jiedu"][0])
    day = maker.calendar.add_workdays(day, 2)
    yield _draft(
        maker, random, types["jiedu"], f"{unit_}/{day.year}/j{group}", unit_, item, day, f"《{title}》政策解读", subject,
        ("解读形式: [简明问答]", f"解读机关: {unit_}", "关系:", f"  - {{名称: 解读对象, 目标: {ids[2]}}}"),
    )


def _policy_lines(maker: Maker, unit: str, day: dt.date) -> tuple[str, ...]:
    number = maker.number(unit, day.year)
    short = maker.catalog.organizations[unit].short.rstrip("局办中心")[:2]
    return (
        f"文号: 示{short}〔{day.year}〕{number}号", "体裁: 通知", f"施行日期: {day + dt.timedelta(days=31)}",
        f"有效期至: {day.replace(year=day.year + 5, day=min(day.day, 28))}",
    )


def _single(maker: Maker, random: Random, info: InfoType, index: int) -> Draft:
    """One entry that stands alone; required fields the makers above do not know take their example."""
    subject = pick(random, SUBJECTS)
    item, unit = maker.places[info.id][index % len(maker.places[info.id])]
    day = maker.calendar.roll(_day(random))
    known: tuple[str, ...]
    if "文号" in {spec.key for spec in info.fields if spec.required}:
        known = _policy_lines(maker, unit, day)
    else:
        known = tuple(_example_lines(maker.catalog, info, unit, random, subject))
    title = f"示例市{subject}{'情况' if '状态单' in info.traits else '工作安排'}（第{index + 1}号）"
    return _draft(maker, random, info, f"{unit}/{day.year}/n{index}", unit, item, day, title, subject, known)


def _example_lines(
    catalog: Catalog, info: InfoType, unit: str, random: Random, subject: str
) -> Iterator[str]:
    common = {spec.key for spec in catalog.types["common"].fields} if "common" in catalog.types else set()
    for spec in info.fields:
        if spec.required and spec.key not in common:
            value = unit if spec.kind == "机构" else sentence(random, subject) if spec.kind == "长文" else spec.example
            yield f"{spec.key}: {value}"
    if any(relation.required for relation in info.relations):
        name = next(relation.name for relation in info.relations if relation.required)
        yield "关系:"
        yield f"  - {{名称: {name}, 标题: 示例省{subject}条例, 文号: 示例省令第{random.randrange(1, 400)}号}}"


def _draft(
    maker: Maker, random: Random, info: InfoType, id_: str, unit: str, item: Item, day: dt.date, title: str,
    subject: str, own: tuple[str, ...], files: tuple[tuple[str, bytes], ...] = (),
) -> Draft:
    topics = list(maker.catalog.topics.values())
    topic = topics[random.randrange(1, len(topics) - 1)]
    lines = (
        f"类型: {info.name}", f"标题: {title}", f"目录事项: [{item.id}]", f"发文机关: [{unit}]",
        f"主题分类: {topic.name}/{topic.children[random.randrange(len(topic.children))]}",
        f"成文日期: {day}", "公开方式: 主动公开",
        f"审查: {{保密审查: 示例甲, 审核: 示例乙, 签发: 示例丙, 日期: {day}}}", *own, "示例: 是",
    )
    stamped = dt.datetime.combine(maker.calendar.add_workdays(day, random.randrange(1, 3)), dt.time(9), ZONE)
    prefix = maker.catalog.organizations[unit].index_prefix or "999999000000"
    text = "" if info.body == "无" else body(random, subject)
    return Draft(id_, info, lines, text, files, stamped, prefix)


def _write(out: Path, draft: Draft) -> None:
    path = out / "content" / "entries" / draft.id
    path.parent.mkdir(parents=True, exist_ok=True)
    path.with_name(path.name + ".yaml").write_text("\n".join(draft.lines) + "\n", encoding="utf-8")
    if draft.body:
        path.with_name(path.name + ".md").write_text(draft.body, encoding="utf-8")
    for name, data in draft.files:
        path.mkdir(exist_ok=True)
        (path / name).write_bytes(data)


def _write_ledger(out: Path, drafts: list[Draft]) -> None:
    """Stamp everything; the digest is that of the files as reading counts it."""
    from generator.source.tree import read_entries

    digests = {source.id: source.digest for source in read_entries(out).entries}
    serials: dict[tuple[str, int], int] = {}
    years: dict[int, io.StringIO] = {}
    previous = ""
    for draft in sorted(drafts, key=lambda d: (d.published, d.id)):
        year = draft.published.year
        key = (draft.prefix, year)
        serials[key] = serials.get(key, 0) + 1
        cells = (draft.published.isoformat(timespec="seconds"), draft.id, f"{draft.prefix}/{year}-{serials[key]:05d}",
                 digests[draft.id], PUBLISHED)
        previous = seal(previous, cells)
        if year not in years:
            years[year] = io.StringIO()
            csv.writer(years[year], lineterminator="\n").writerow(COLUMNS)
        csv.writer(years[year], lineterminator="\n").writerow((*cells, previous))
    for year, text in years.items():
        path = out / "content" / "ledger" / f"{year}.csv"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.getvalue(), encoding="utf-8")
