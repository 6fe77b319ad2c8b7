"""The standard catalogue: items exist, fit the type and the unit, and are published in time (C5xx)."""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Iterator

from generator.catalog.model import Catalog, Deadline, Item
from generator.derive.clock import UNITS, last_day
from generator.derive.membership import LEVEL_OF
from generator.model.entry import Entry
from generator.rules.context import LocalContext, RuleContext
from generator.rules.rule import ERROR, WARNING, Flaw, rule

_ITEM_BASIS = "政务公开标准目录；义政办发〔2021〕24号 五（一）"


def _items(entry: Entry, catalog: Catalog) -> Iterator[tuple[str, Item]]:
    """Each known item of `entry` with the key of its place; repeated ones once."""
    for index, id in enumerate(entry.items):
        item = catalog.items.get(id)
        if item is not None and id not in entry.items[:index]:
            yield f"目录事项[{index}]", item


@rule(
    "C501",
    title="目录事项不存在",
    severity=ERROR,
    on="local",
    does="目录事项必须是标准目录里的事项编号。",
    why="条目要和标准目录直接对应，才能看出哪些该公开的公开了。",
    accepted="catalog/items 里的编号，如 zcwj-001。",
    remedy="改成提示的编号。",
    basis=_ITEM_BASIS,
    passing=("目录事项: [zcwj-001]",),
    failing=("目录事项: [zcwj-999]", "目录事项: [zcwj-001, zwcj-002]", "目录事项: [行政规范性文件]"),
    near=("目录事项: [zcwj-001, zcwj-002]",),
)
def unknown_item(entry: Entry, context: LocalContext) -> Iterator[Flaw]:
    """An item id the catalogue does not have; suggests by id or by name."""
    items = context.catalog.items
    for index, id in enumerate(entry.items):
        if id in items:
            continue
        named = [item.id for item in items.values() if item.name == id]
        near = named or difflib.get_close_matches(id, list(items), n=1, cutoff=0.5)
        hint = f"，是不是 {near[0]}（{items[near[0]].name}）" if near else ""
        better = [near[0] if word == id else word for word in entry.items] if near else []
        fix = f"目录事项: [{', '.join(better)}]" if better else ""
        message = f"「目录事项」写的是“{id}”，标准目录里没有{hint}；应写事项编号，如 zcwj-001"
        yield Flaw(message, f"目录事项[{index}]", id, near[0] if near else "", fix)


@rule(
    "C502",
    title="目录事项不收这个类型",
    severity=ERROR,
    on="local",
    does="目录事项写明了可用类型的，条目的类型必须在其中；本期未产生等状态单不限。",
    why="类型不对，字段和检查就不对。",
    accepted="事项的可用类型之一。",
    remedy="改「类型」，或改「目录事项」。",
    basis=_ITEM_BASIS,
    passing=("目录事项: [zcwj-001]",),
    failing=("目录事项: [zcwj-003]", "类型: 政府信息\n目录事项: [zcwj-001]"),
    near=("类型: 本期未产生\n目录事项: [zcwj-001]  # 状态单不限", "目录事项: [gkgl-002]  # 事项没有写可用类型"),
)
def type_not_allowed(entry: Entry, context: LocalContext) -> Iterator[Flaw]:
    """The entry's type is not among the item's 可用类型."""
    if "状态单" in entry.type.traits:
        return
    for key, item in _items(entry, context.catalog):
        if item.types and entry.type.id not in item.types:
            types = context.catalog.types
            accepted = "、".join(types[id].name if id in types else id for id in item.types)
            message = f"目录事项 {item.id}（{item.name}）只收{accepted}，这里的「类型」是{entry.type.name}"
            yield Flaw(message, key, entry.type.name, accepted)


@rule(
    "C503",
    title="不是目录事项的公开主体",
    severity=WARNING,
    on="local",
    does="条目的公开主体应在目录事项的主体之内（各行政机关、各镇街等按成员展开）。",
    why="谁制作谁公开；主体不对，公开情况就记到别的机关名下。",
    accepted="目录事项的主体之一；主体是“有关单位”的不检查。",
    remedy="核对「目录事项」和「公开主体」；确由本机关公开的，写情况说明，并提请修改目录。",
    basis="政府信息公开条例第十条",
    passing=("目录事项: [czyjs-001]\n类型: 政府信息\n发文机关: [caizhengju]\n条目: caizhengju/2021/1",),
    failing=(
        "目录事项: [czyjs-001]\n类型: 政府信息\n发文机关: [shifuban]",
        "目录事项: [czyjs-001]\n类型: 政府信息\n发文机关: [caizhengju]\n公开主体: shifuban",
    ),
    near=(
        "目录事项: [zcwj-001]\n发文机关: [hexizhen]  # 各行政机关包括镇街",
        "目录事项: [gkgl-002]\n发文机关: [caizhengju]  # 主体是“有关单位”",
    ),
    waivable=True,
)
def unit_not_responsible(entry: Entry, context: LocalContext) -> Iterator[Flaw]:
    """公开主体 is not among the item's 主体, collectives expanded."""
    for key, item in _items(entry, context.catalog):
        expanded = [context.scope.members.get(id) for id in item.responsible]
        if not expanded or any(members is None for members in expanded):
            continue
        if not any(entry.responsible in members for members in expanded if members):
            units = context.catalog.organizations
            owners = "、".join(units[id].short if id in units else id for id in item.responsible)
            mine = units[entry.responsible].short if entry.responsible in units else entry.responsible
            message = f"目录事项 {item.id}（{item.name}）的主体是{owners}，这里的公开主体是{mine}"
            yield Flaw(message, "公开主体" if "公开主体" in entry.places else key, mine, owners)


@rule(
    "C509",
    title="层级与目录事项不符",
    severity=WARNING,
    on="local",
    does="目录事项写明了公开层级的，条目的公开主体应属于其中一级。",
    why="同一事项县级公开总表、乡级公开明细；层级不对，读者会找错地方。",
    accepted="县级：市政府和部门；乡级：镇街；村级：村（社区）。",
    remedy="核对「目录事项」；确由本级公开的，写情况说明，并提请修改目录的「层级」。",
    basis="基层政务公开标准目录“公开层级”栏（国办发〔2019〕54号）",
    passing=("目录事项: [gkgl-009]\n类型: 政府信息\n发文机关: [caizhengju]\n条目: caizhengju/2021/1",),
    failing=(
        "目录事项: [gkgl-009]\n类型: 政府信息\n发文机关: [hexizhen]\n条目: hexizhen/2021/1",
        "目录事项: [gkgl-009]\n类型: 政府信息\n发文机关: [caizhengju]\n公开主体: hexizhen",
    ),
    near=("目录事项: [zcwj-001]\n发文机关: [hexizhen]  # 事项没有限定层级",),
    waivable=True,
)
def level_differs(entry: Entry, context: LocalContext) -> Iterator[Flaw]:
    """The responsible unit is a 主体 of the item, but of a level that the item does not name."""
    unit = context.catalog.organizations.get(entry.responsible)
    level = LEVEL_OF.get(unit.kind, "") if unit else ""
    if not unit or not level:
        return
    for key, item in _items(entry, context.catalog):
        expanded = [context.scope.members.get(id) for id in item.responsible]
        mine = any(members is None or unit.id in members for members in expanded)
        if mine and item.levels and level not in item.levels:
            levels = "、".join(item.levels)
            message = f"目录事项 {item.id}（{item.name}）的公开层级是{levels}，{unit.short}属于{level}"
            yield Flaw(message, key, level, levels)


@rule(
    "C504",
    title="超过目录规定的公开时限",
    severity=WARNING,
    does="按目录事项的公开时限，从成文日期（预决算等从批准日期）起算，发布不得超期；起算日不计入。",
    why="行政机关应当在法定期限内主动公开；按件通报、考核。",
    accepted="时限内发布。没有起算日期的事项不计算。",
    remedy="尽快发布；法律、法规另有规定的，写情况说明。",
    basis="政府信息公开条例第二十六条；民法典第二百〇一条、第二百〇三条",
    passing=("目录事项: [zcwj-001]\n成文日期: 2021-06-01\n盖章: {本条: 2021-06-30}  # 第 20 个工作日",),
    failing=(
        "目录事项: [zcwj-001]\n成文日期: 2021-06-01\n盖章: {本条: 2021-07-01}",
        "目录事项: [zcwj-001]\n成文日期: 2021-06-01\n今天: 2021-07-20  # 还没有发布",
        "类型: 政府信息\n目录事项: [czyjs-001]\n发文机关: [caizhengju]\n条目: caizhengju/2021/1\n"
        "成文日期: 2021-03-01\n批准日期: 2021-03-01\n盖章: {本条: 2021-03-23}",
    ),
    near=(
        "类型: 政府信息\n目录事项: [czyjs-001]\n发文机关: [caizhengju]\n条目: caizhengju/2021/1\n"
        "成文日期: 2021-01-04\n盖章: {本条: 2021-07-01}  # 没有批准日期，不能计算",
        "类型: 政府信息\n目录事项: [czyjs-001]\n发文机关: [caizhengju]\n条目: caizhengju/2021/1\n"
        "成文日期: 2021-02-20\n批准日期: 2021-02-20\n盖章: {本条: 2021-03-12}  # 第 20 日",
    ),
    waivable=True,
)
def published_late(entry: Entry, context: RuleContext) -> Iterator[Flaw]:
    """Public (or, while it waits, judged today) after the last day of an item's deadline."""
    if entry.mode != "主动公开" or "状态单" in entry.type.traits:
        return
    published = context.published(entry)
    if published is None and entry.origin is not None:
        return  # moved in from elsewhere; when it became public is not known
    day = published or context.as_of
    for key, item in _items(entry, context.catalog):
        for deadline in item.deadlines:
            clock = last_day(entry, deadline, context.calendar, context.published_of)
            if clock and day > clock[2]:
                yield _late(key, item, deadline, clock, published, context)


def _late(
    key: str,
    item: Item,
    deadline: Deadline,
    clock: tuple[str, dt.date, dt.date],
    published: dt.date | None,
    context: RuleContext,
) -> Flaw:
    name, first, last = clock
    state = f"{published} 才发布" if published else f"到 {context.as_of} 还没有发布"
    years = [y for y in range(first.year, last.year + 1) if not context.calendar.known(y)]
    guess = f"（{years[0]} 年放假安排不在目录里，按周末推算）" if years and deadline.unit == "WD" else ""
    limit = f"{deadline.num} {UNITS[deadline.unit]}"
    message = f"目录事项 {item.id} 的时限是{name} {first} 起 {limit}，到 {last} 为止{guess}，{state}"
    basis = f"目录时限“{item.deadline_text}”；政府信息公开条例第二十六条"
    return Flaw(message, key, str(published or ""), f"不晚于 {last}", basis=basis)


@rule(
    "C505",
    title="目录事项写了两遍",
    severity=WARNING,
    on="local",
    does="同一个事项在一个条目里只写一遍。",
    why="重复的编号会让统计多算。",
    accepted="每个事项一次。",
    remedy="删去重复的编号。",
    basis=_ITEM_BASIS,
    passing=("目录事项: [zcwj-001, zcwj-002]",),
    failing=("目录事项: [zcwj-001, zcwj-001]", "目录事项: [zcwj-002, zcwj-001, zcwj-002]"),
    near=("目录事项: [zcwj-001]",),
    waivable=True,
)
def repeated_item(entry: Entry, _context: LocalContext) -> Iterator[Flaw]:
    """The same item id twice."""
    once = list(dict.fromkeys(entry.items))
    for index, id in enumerate(entry.items):
        if id in entry.items[:index]:
            fix = f"目录事项: [{', '.join(once)}]"
            yield Flaw(f"「目录事项」里 {id} 写了两遍，应删去一个", f"目录事项[{index}]", id, "", fix)


@rule(
    "C506",
    title="目录规定主动公开",
    severity=WARNING,
    on="local",
    does="目录事项的方式是主动公开的，条目的公开方式应是主动公开；状态单不限。",
    why="目录里的主动公开事项不能改为依申请公开或不予公开。",
    accepted="公开方式: 主动公开；依法不予公开的，另建“依法不予公开”条目写明条款。",
    remedy="改「公开方式」；确有法定理由的，写情况说明。",
    basis="政府信息公开条例第十三条、第二十条",
    passing=("目录事项: [zcwj-001]\n公开方式: 主动公开",),
    failing=("目录事项: [zcwj-001]\n公开方式: 依申请公开", "目录事项: [zcwj-001]\n公开方式: 不予公开"),
    near=(
        "类型: 依法不予公开\n目录事项: [zcwj-001]\n公开方式: 不予公开  # 状态单",
        "目录事项: [zcwj-002]\n公开方式: 依申请公开  # 目录规定依申请",
    ),
    waivable=True,
)
def mode_against_item(entry: Entry, context: LocalContext) -> Iterator[Flaw]:
    """公开方式 is less open than the item's 方式."""
    if entry.mode not in ("依申请公开", "不予公开") or "状态单" in entry.type.traits:
        return
    for _, item in _items(entry, context.catalog):
        if item.mode == "主动":
            message = f"目录事项 {item.id}（{item.name}）规定主动公开，这里的「公开方式」是{entry.mode}"
            # no line to paste: nobody should make a paper public by pasting
            yield Flaw(message, "公开方式", entry.mode, "主动公开")
            return


@rule(
    "C507",
    title="机构不能作公开主体",
    severity=ERROR,
    on="local",
    does="可发布为“否”的机构（如党委部门、集合）不能作公开主体。",
    why="政府信息公开条例适用于行政机关；党委部门按党务公开条例办理。",
    accepted="可发布的行政机关。",
    remedy="联合发文由牵头的行政机关作「公开主体」。",
    basis="政府信息公开条例第二条、第十条",
    passing=("发文机关: [shifuban]",),
    failing=("发文机关: [xuanchuanbu]", "发文机关: [shifuban]\n公开主体: xuanchuanbu"),
    near=(
        "发文机关: [xuanchuanbu, shifuban]\n公开主体: shifuban  # 联合发文，由行政机关公开",
        "发文机关: [wuliuban]\n成文日期: 2020-06-01\n条目: shifuban/2020/1  # 撤并以前的文件",
    ),
)
def unit_cannot_publish(entry: Entry, context: LocalContext) -> Iterator[Flaw]:
    """公开主体 may not publish. An ended unit still owns what it issued (C508 looks at the dates)."""
    unit = context.catalog.organizations.get(entry.responsible)
    if unit is not None and not unit.can_publish and unit.end is None:
        key = "公开主体" if "公开主体" in entry.places else "发文机关"
        yield Flaw(f"{unit.name}不能作公开主体，应由行政机关公开", key, unit.id, "可发布的行政机关")


@rule(
    "C508",
    title="机构已经撤并",
    severity=WARNING,
    on="local",
    does="成文日期在机构撤并（止）之后的，提醒改由承继的机关公开。",
    why="机关职权变更的，由继续行使其职权的机关负责公开。",
    accepted="成文日期在机构存续期间。",
    remedy="发文机关改为承继的机构；成文日期写错的，改日期。",
    basis="政府信息公开条例第十条",
    passing=("发文机关: [wuliuban]\n成文日期: 2020-06-01\n条目: shifuban/2020/1",),
    failing=("发文机关: [wuliuban]\n成文日期: 2021-07-16", "发文机关: [shifuban, wuliuban]\n成文日期: 2021-01-01"),
    near=("发文机关: [wuliuban]\n成文日期: 2020-12-31\n条目: shifuban/2020/1  # 最后一天",),
    waivable=True,
)
def ended_unit(entry: Entry, context: LocalContext) -> Iterator[Flaw]:
    """An issuer that had ended before 成文日期."""
    units = context.catalog.organizations
    for index, id in enumerate(entry.issuers):
        unit = units.get(id)
        if unit and unit.end and entry.issued and entry.issued > unit.end:
            heir = units.get(unit.successor)
            hint = f"，现由{heir.name}承继" if heir else ""
            message = f"{unit.name}已于 {unit.end} 撤并{hint}，「成文日期」{entry.issued} 在此之后"
            yield Flaw(message, f"发文机关[{index}]", id, unit.successor)
