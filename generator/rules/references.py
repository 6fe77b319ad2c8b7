"""Relations between entries (R401-R410): what is pointed at exists, is of the right type, and agrees."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from generator.catalog.model import Catalog, InfoType, RelationKind
from generator.model.entry import Entry, RelationRef
from generator.model.fields import PENDING
from generator.rules.context import LocalContext, RuleContext, relation_kind
from generator.rules.lines import added_item, item_line, row_of
from generator.rules.rule import ERROR, NOTICE, WARNING, Flaw, rule

#: how many ids are compared with one that does not exist
_NEAR = 300
#: relations that cannot run both ways between the same two entries
_ONE_WAY = ("修改", "废止", "替代", "部分废止", "上一环节", "转化自", "上级规划", "前期")


def _keys(entry: Entry) -> Iterator[tuple[str, RelationRef]]:
    """Each relation with the key of its place."""
    for index, ref in enumerate(entry.relations):
        yield f"关系[{index}]", ref


def _changed(entry: Entry, key: str, **changes: str) -> str:
    """The relation at `key` as a line to paste, with `changes`."""
    return item_line(row_of(entry.values, "关系", int(key[3:-1])), changes)


@rule(
    "R401",
    title="目标不存在",
    severity=ERROR,
    does="关系的目标必须是已有条目的编号。",
    why="指不到的关系，读者点开是空的。",
    accepted="门户里条目的编号，如 shifuban/2021/3；门户外的文件写标题和文号，不写目标。",
    remedy="改成提示的编号；文件不在本门户的，改写「标题」「文号」。",
    passing=("关系: [{名称: 依据, 目标: shifuban/2021/3}]\n另有: {shifuban/2021/3: {}}",),
    failing=(
        "关系: [{名称: 依据, 目标: shifuban/2021/4}]\n另有: {shifuban/2021/3: {}}",
        "关系: [{名称: 依据, 目标: shifuban/2021/2}]\n另有: {shifuban/2021/3: {曾用地址: [shifuban/2021/2]}}",
    ),
    near=(
        "关系: [{名称: 依据, 标题: 重大行政决策程序暂行条例, 文号: 国令第713号}]  # 门户外的文件",
        "关系: [{名称: 依据, 目标: shifuban/2021/5}]\n读不出: [shifuban/2021/5]  # 文件在，只是读不出，另有提示",
    ),
)
def dangling(entry: Entry, context: RuleContext) -> Iterator[Flaw]:
    """A 目标 that no entry has; the new id where it was moved, else the nearest one."""
    for key, ref in _keys(entry):
        if not ref.target or context.exists(ref.target):
            continue
        moved = context.moved.get(ref.target, "")
        near = moved or _nearest(ref.target, context, besides=entry.id)
        hint = f"，已改为 {moved}" if moved else (f"，是不是 {near}（{_title(near, context)}）" if near else "")
        message = f"「{ref.name}」的目标“{ref.target}”不存在{hint}；应为已有条目的编号"
        yield Flaw(message, key, ref.target, near, _changed(entry, key, 目标=near) if near else "")


def _nearest(target: str, context: RuleContext, besides: str) -> str:
    """An id that is nearly `target`, looked for in its folder, then in its unit; bounded, so that it stays fast.

    Never `besides`, the entry that points: no entry is meant to point at itself.
    """
    for depth in (2, 1):
        folder = "/".join(target.split("/")[:depth])
        near = difflib.get_close_matches(target, context.folder_ids.get(folder, ())[:_NEAR], n=2, cutoff=0.6)
        for id_ in near:
            if id_ != besides:
                return id_
    return ""


def _title(id: str, context: RuleContext) -> str:
    entry = context.entries.get(id)
    return entry.title if entry else ""


@rule(
    "R402",
    title="关系名称不认识",
    severity=ERROR,
    on="local",
    needs="relations",
    does="关系的名称必须是本类型可以写的关系。",
    why="名称不对，两边的链接就生成不了。",
    accepted="类型里声明的关系名称，如 依据、修改、废止；另一边（如 解读、被引用）自动生成，不写。",
    remedy="改成提示的名称。",
    passing=("关系: [{名称: 依据, 标题: 示例条例}]",),
    failing=(
        "关系: [{名称: 根据, 标题: 示例条例}]",
        "关系: [{名称: 解读, 目标: shifuban/2021/3}]\n另有: {shifuban/2021/3: {}}",
        "关系: [{名称: 被废止, 目标: shifuban/2021/3}]\n另有: {shifuban/2021/3: {}}",
    ),
    near=("关系: [{名称: 替代, 标题: 示例条例}]",),
)
def unknown_relation(entry: Entry, context: LocalContext) -> Iterator[Flaw]:
    """A relation name the type does not declare; tells where the other side is written."""
    names = [kind.name for kind in entry.type.relations]
    for key, ref in _keys(entry):
        if not ref.name or ref.name in names:
            continue
        forward = _forward(ref.name, entry.type, context.catalog)
        if forward:
            message = f"「{ref.name}」由对方条目写「{forward}」，这一边自动生成；请删去这一项，在对方条目里写"
            yield Flaw(message, key, ref.name, forward)
            continue
        near = difflib.get_close_matches(ref.name, names, n=1, cutoff=0.5)
        hint = f"，是不是“{near[0]}”" if near else ""
        message = f"关系名称写的是“{ref.name}”{hint}；{entry.type.name}可以写：{'、'.join(names)}"
        fix = _changed(entry, key, 名称=near[0]) if near else ""
        yield Flaw(message, key, ref.name, near[0] if near else "", fix)


def _forward(name: str, type: InfoType, catalog: Catalog) -> str:
    """The relation another type writes towards `type` whose other side is `name`; empty when there is none."""
    for other in catalog.types.values():
        for kind in other.relations:
            if kind.inverse == name and (not kind.target_types or type.id in kind.target_types):
                return kind.name
    return ""


@rule(
    "R403",
    title="目标的类型不对",
    severity=ERROR,
    does="有的关系只能指向规定类型的条目。",
    why="如解读的对象只能是政策文件或征求意见的草案。",
    accepted="类型里声明的目标类型。",
    remedy="改成正确的条目编号，或改用合适的关系名称。",
    passing=("类型: 政策解读\n关系: [{名称: 解读对象, 目标: shifuban/2021/3}]\n另有: {shifuban/2021/3: {}}",),
    failing=(
        "类型: 政策解读\n关系: [{名称: 解读对象, 目标: shifuban/2021/3}]\n另有: {shifuban/2021/3: {类型: 政府信息}}",
        "类型: 意见征求采纳情况\n关系: [{名称: 征求意见, 目标: shifuban/2021/3}]\n另有: {shifuban/2021/3: {}}",
    ),
    near=("关系: [{名称: 依据, 目标: shifuban/2021/3}]\n另有: {shifuban/2021/3: {类型: 政府信息}}  # 依据不限类型",),
)
def target_of_wrong_type(entry: Entry, context: RuleContext) -> Iterator[Flaw]:
    """A target whose type the relation does not allow."""
    for key, ref in _keys(entry):
        kind, target = relation_kind(entry.type, ref.name), context.entries.get(ref.target)
        if kind and target and kind.target_types and target.type.id not in kind.target_types:
            accepted = "、".join(_type_name(id, context.catalog) for id in kind.target_types)
            message = f"「{ref.name}」指向的 {ref.target} 是{target.type.name}，应为{accepted}"
            yield Flaw(message, key, target.type.name, accepted)


def _type_name(id: str, catalog: Catalog) -> str:
    type = catalog.types.get(id)
    return type.name if type else id


@rule(
    "R404",
    title="缺少必需的关系",
    severity=ERROR,
    does="有的类型必须写明与哪个条目有关，如解读必须写解读对象。",
    why="文件和解读、征求意见和采纳情况要相互链接。",
    accepted="本条目写，或对方条目写另一边；文件不在门户的，写标题和文号。",
    remedy="在「关系」里加一项。",
    basis="国办发〔2018〕53号；义政办发〔2021〕24号 一（一）、二（二）",
    passing=("类型: 政策解读\n关系: [{名称: 解读对象, 标题: 示例条例, 文号: 国令第713号}]",),
    failing=("类型: 政策解读\n关系: null", "类型: 意见征求采纳情况\n关系: [{名称: 依据, 标题: 示例条例}]"),
    near=(
        "类型: 意见征求采纳情况\n关系: null\n另有: {shifuban/2021/3: {类型: 征求意见, "
        "关系: [{名称: 采纳情况, 目标: shifuban/2021/24}]}}  # 对方已写",
    ),
)
def required_relation(entry: Entry, context: RuleContext) -> Iterator[Flaw]:
    """A relation the type requires, written on neither side."""
    written = {ref.name for ref in entry.relations}
    for kind in entry.type.relations:
        if kind.required and kind.name not in written and not _written_opposite(entry, kind, context):
            key = "关系" if "关系" in entry.places else ""
            message = f"{entry.type.name}必须写明「{kind.name}」，缺少这一关系"
            fix = added_item("关系", {"名称": kind.name, "目标": PENDING}, written=bool(key))
            yield Flaw(message, key, "", kind.name, fix)


def _written_opposite(entry: Entry, kind: RelationKind, context: RuleContext) -> bool:
    for other, ref in context.incoming.get(entry.id, ()):
        declared = relation_kind(other.type, ref.name)
        if declared is not None and declared.inverse == kind.name:
            return True
    return False


@rule(
    "R405",
    title="两边写的关系不一致",
    severity=ERROR,
    does="一个关系两边都写时，必须互相指向对方。",
    why="一边说有、一边说没有，读者会走到错误的文件。",
    accepted="只写一边（另一边自动生成），或两边一致。",
    remedy="改正写错的一边，或删去其中一边。",
    passing=(
        "类型: 意见征求采纳情况\n关系: [{名称: 征求意见, 目标: shifuban/2021/3}]\n"
        "另有: {shifuban/2021/3: {类型: 征求意见, 关系: [{名称: 采纳情况, 目标: shifuban/2021/24}]}}",
    ),
    failing=(
        "类型: 意见征求采纳情况\n关系: [{名称: 征求意见, 目标: shifuban/2021/3}]\n"
        "另有: {shifuban/2021/3: {类型: 征求意见, 关系: [{名称: 采纳情况, 目标: shifuban/2021/25}]}, "
        "shifuban/2021/25: {类型: 意见征求采纳情况}}",
        "类型: 征求意见\n关系: [{名称: 采纳情况, 目标: shifuban/2021/3}]\n"
        "另有: {shifuban/2021/3: {类型: 意见征求采纳情况, 关系: [{名称: 征求意见, 目标: shifuban/2021/5}]}, "
        "shifuban/2021/5: {类型: 征求意见}}",
    ),
    near=(
        "类型: 意见征求采纳情况\n关系: [{名称: 征求意见, 目标: shifuban/2021/3}]\n"
        "另有: {shifuban/2021/3: {类型: 征求意见, 关系: [{名称: 依据, 标题: 示例条例}]}}  # 对方没有写这一关系",
    ),
)
def sides_disagree(entry: Entry, context: RuleContext) -> Iterator[Flaw]:
    """Both types declare the pair, the other entry writes its side, and does not mean this entry."""
    for key, ref in _keys(entry):
        kind, target = relation_kind(entry.type, ref.name), context.entries.get(ref.target)
        if not (kind and target and kind.inverse and kind.inverse != kind.name):
            continue
        if relation_kind(target.type, kind.inverse) is None:
            continue
        back = [other.target for other in target.relations if other.name == kind.inverse and other.target]
        if back and entry.id not in back:
            message = (
                f"这里写「{ref.name}」{target.id}，而 {target.id} 写「{kind.inverse}」{'、'.join(back)}，两边应一致"
            )
            yield Flaw(message, key, ref.target, f"{target.id} 也写「{kind.inverse}」{entry.id}")


@rule(
    "R406",
    title="关系指向自己",
    severity=ERROR,
    on="local",
    needs="relations",
    does="条目不能与自己有关系。",
    why="多半是复制后忘了改编号。",
    accepted="其他条目的编号。",
    remedy="改成对方条目的编号，或删去这一项。",
    passing=("关系: [{名称: 依据, 目标: shifuban/2021/3}]\n另有: {shifuban/2021/3: {}}",),
    failing=("关系: [{名称: 依据, 目标: shifuban/2021/24}]", "关系: [{名称: 替代, 目标: shifuban/2021/24}]"),
    near=("关系: [{名称: 依据, 标题: 示例条例}]",),
)
def self_reference(entry: Entry, _context: LocalContext) -> Iterator[Flaw]:
    """A 目标 that is the entry itself."""
    for key, ref in _keys(entry):
        if ref.target == entry.id:
            yield Flaw(f"「{ref.name}」的目标是条目自己（{entry.id}），应为其他条目的编号", key, ref.target)


@rule(
    "R407",
    title="关系写了两遍",
    severity=WARNING,
    on="local",
    needs="relations",
    does="同一个关系只写一遍。",
    why="重复的一项没有用处。",
    accepted="每个关系一项。",
    remedy="删去重复的一项。",
    passing=("关系: [{名称: 依据, 标题: 示例条例}, {名称: 依据, 标题: 示例办法}]",),
    failing=(
        "关系: [{名称: 依据, 标题: 示例条例}, {名称: 依据, 标题: 示例条例}]",
        "关系: [{名称: 依据, 目标: shifuban/2021/3}, {名称: 依据, 目标: shifuban/2021/3}]\n另有: {shifuban/2021/3: {}}",
    ),
    near=(
        "关系: [{名称: 修改, 目标: shifuban/2021/3}, {名称: 依据, 目标: shifuban/2021/3}]\n另有: {shifuban/2021/3: {}}",
    ),
    waivable=True,
)
def repeated_relation(entry: Entry, _context: LocalContext) -> Iterator[Flaw]:
    """The same relation twice."""
    seen = set()
    for key, ref in _keys(entry):
        identity = (ref.name, ref.target or ref.title, "" if ref.target else ref.number)
        if identity in seen:
            yield Flaw(f"「{ref.name}」{ref.target or ref.title}写了两遍，应删去一项", key, ref.target or ref.title)
        seen.add(identity)


@rule(
    "R408",
    title="已废止的文件没有写失效日期",
    severity=NOTICE,
    on="site",
    does="被别的文件废止、替代的文件，提示写上失效日期。",
    why="写上失效日期，数据开放和单独打印时也能看出它已经失效。",
    accepted="失效日期，或撤回。",
    remedy="在被废止的条目里加一行失效日期。",
    basis="行政规范性文件清理、实时更新（义政办发〔2021〕24号 一（一））",
    passing=(
        "失效日期: 2021-07-20\n"
        "另有: {shifuban/2021/30: {成文日期: 2021-07-20, 关系: [{名称: 废止, 目标: shifuban/2021/24}]}}",
    ),
    failing=(
        "另有: {shifuban/2021/30: {成文日期: 2021-07-20, 关系: [{名称: 废止, 目标: shifuban/2021/24}]}}",
        "另有: {shifuban/2021/30: {成文日期: 2021-07-20, 施行日期: 2021-07-25, "
        "关系: [{名称: 替代, 目标: shifuban/2021/24}]}}",
    ),
    near=(
        "另有: {shifuban/2021/30: {关系: [{名称: 修改, 目标: shifuban/2021/24}]}}  # 修改不是废止",
        "另有: {shifuban/2021/30: {成文日期: 2021-07-20, 施行日期: 2021-09-01, "
        "关系: [{名称: 废止, 目标: shifuban/2021/24}]}}  # 尚未施行",
    ),
    waivable=True,
)
def repealed_without_date(context: RuleContext) -> Iterator[tuple[Entry, Flaw]]:
    """A document with 特性 效力 that another one ends, and that bears no 失效日期 itself."""
    for target, pointers in sorted(context.incoming.items()):
        entry = context.entries.get(target)
        if entry is None or entry.withdrawal or "效力" not in entry.type.traits or entry.date("失效日期"):
            continue
        for other, ref in pointers:
            day = other.date("施行日期") or other.issued
            if ref.name in ("废止", "替代") and day and day <= context.as_of and other is not entry:
                message = f"本文件已由 {other.id}（{other.title}）{ref.name}，提示写明「失效日期」"
                yield entry, Flaw(message, "", "", str(day), f"失效日期: {day}")
                break


@rule(
    "R409",
    title="关系没有目标也没有标题",
    severity=ERROR,
    on="local",
    needs="relations",
    does="每个关系写明目标（门户内的条目），或标题（门户外的文件）。",
    why="两样都没有，读者不知道指的是哪份文件。",
    accepted="目标，或标题（可加文号、网址）。",
    remedy="补上目标或标题。",
    passing=("关系: [{名称: 依据, 标题: 示例条例}]",),
    failing=("关系: [{名称: 依据}]", "关系: [{名称: 依据, 文号: 国令第713号}]"),
    near=("关系: [{名称: 依据, 目标: shifuban/2021/3, 标题: 示例条例}]\n另有: {shifuban/2021/3: {}}  # 都写也可以",),
)
def relation_to_nothing(entry: Entry, _context: LocalContext) -> Iterator[Flaw]:
    """A relation with neither 目标 nor 标题."""
    for key, ref in _keys(entry):
        if not ref.target and not ref.title:
            message = f"「{ref.name}」没有写「目标」，也没有写「标题」，应写其中一样"
            yield Flaw(message, key, "", "目标 或 标题", _changed(entry, key, 目标=PENDING))


@rule(
    "R410",
    title="互相修改或废止",
    severity=ERROR,
    does="两个条目不能互相修改、废止、替代，也不能互为上一环节、上级规划。",
    why="先后关系只有一个方向，两边都写必有一边错。",
    accepted="由后来的文件写，指向先前的文件。",
    remedy="删去先前文件里的一项。",
    passing=("关系: [{名称: 废止, 目标: shifuban/2021/3}]\n另有: {shifuban/2021/3: {}}",),
    failing=(
        "关系: [{名称: 废止, 目标: shifuban/2021/3}]\n"
        "另有: {shifuban/2021/3: {关系: [{名称: 废止, 目标: shifuban/2021/24}]}}",
        "关系: [{名称: 修改, 目标: shifuban/2021/3}]\n"
        "另有: {shifuban/2021/3: {关系: [{名称: 修改, 目标: shifuban/2021/24}]}}",
    ),
    near=(
        "关系: [{名称: 废止, 目标: shifuban/2021/3}]\n"
        "另有: {shifuban/2021/3: {关系: [{名称: 依据, 目标: shifuban/2021/24}]}}  # 方向相反的是另一种关系",
    ),
)
def mutual(entry: Entry, context: RuleContext) -> Iterator[Flaw]:
    """A one-way relation that the other entry writes back."""
    for key, ref in _keys(entry):
        target = context.entries.get(ref.target)
        if target is None or target is entry or ref.name not in _ONE_WAY:
            continue
        if any(back.name == ref.name and back.target == entry.id for back in target.relations):
            message = f"本条目和 {target.id} 互相写「{ref.name}」，应只由后来的一个写"
            yield Flaw(message, key, ref.target)
