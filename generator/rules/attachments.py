"""Attachments as a whole: what is named lies in the folder, what lies there is named, roles are filled (A706-A712)."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterator, Mapping

from generator.model.entry import Entry
from generator.model.fields import PENDING
from generator.rules.context import LocalContext
from generator.rules.lines import added_item, item_line, row_of
from generator.rules.rule import ERROR, WARNING, Flaw, rule
from generator.source.rule_table import ATTACHMENT_RULES

#: texts of A706 and A707 stand in the table of reading
_ROWS = {row.id: row for row in ATTACHMENT_RULES}


def named_files(entry: Entry) -> Iterator[tuple[str, str]]:
    """Key and file name of every attachment the entry names, whether the file is there or not."""
    rows = entry.values.get("附件", ())
    if isinstance(rows, tuple):
        for index, row in enumerate(rows):
            name = row.get("文件") if isinstance(row, Mapping) else None
            if isinstance(name, str) and name:
                yield f"附件[{index}]", name


def _changed(entry: Entry, key: str, **changes: str) -> str:
    """The attachment at `key` as a line to paste, with `changes`."""
    return item_line(row_of(entry.values, "附件", int(key[3:-1])), changes)


def nearest_file(name: str, files: list[str]) -> str:
    """The file whose name is most like `name`: equal but for case and width first; empty when none is near."""
    folded = {_fold(file): file for file in files}
    if _fold(name) in folded:
        return folded[_fold(name)]
    near = difflib.get_close_matches(_fold(name), list(folded), n=1, cutoff=0.6)
    return folded[near[0]] if near else ""


def _fold(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold().replace(" ", "")


@rule(
    "A706",
    title=_ROWS["A706"].title,
    severity=_ROWS["A706"].severity,
    on="local",
    needs="attachments",
    does=_ROWS["A706"].explanation,
    why="读者点开附件会是空的。",
    accepted="附件文件夹里有的文件名。",
    remedy=_ROWS["A706"].hint,
    basis=_ROWS["A706"].basis,
    passing=("附件: [{文件: 草案.pdf, 名称: 示例办法（草案）}]\n文件夹: [草案.pdf]",),
    failing=(
        "附件: [{文件: 草案.pdf, 名称: 示例办法（草案）}]\n文件夹: []",
        "附件: [{文件: 草案.pdf, 名称: 示例办法（草案）}]\n文件夹: [草案.PDF]",
        "附件: [{文件: 草案（1）.pdf, 名称: 示例办法（草案）}]\n文件夹: [草案(1).pdf]",
    ),
    near=("附件: []",),
)
def missing_file(entry: Entry, context: LocalContext) -> Iterator[Flaw]:
    """An attachment that is named and not there; suggests the nearest file."""
    present = {attachment.file.name for attachment in entry.attachments}
    folder = context.folder
    for key, name in named_files(entry):
        if name in present or name in folder:
            continue
        near = nearest_file(name, sorted(set(folder) - present))
        where = f"content/entries/{entry.id}/"
        hint = f"，文件夹里有“{near}”，是不是它" if near else f"，应放在 {where} 里"
        fix = _changed(entry, key, 文件=near) if near else ""
        yield Flaw(f"附件“{name}”不存在{hint}", key, name, near, fix)


@rule(
    "A707",
    title=_ROWS["A707"].title,
    severity=_ROWS["A707"].severity,
    on="local",
    needs="attachments",
    does=_ROWS["A707"].explanation,
    why="没有列入的文件不会公开，也没有人审过它。",
    accepted="文件夹里的每个文件在「附件」里各有一项。",
    remedy=_ROWS["A707"].hint,
    basis=_ROWS["A707"].basis,
    passing=("附件: [{文件: 草案.pdf, 名称: 示例办法（草案）}]\n文件夹: [草案.pdf]",),
    failing=(
        "文件夹: [草案.pdf]",
        "附件: [{文件: 草案.pdf, 名称: 示例办法（草案）}]\n文件夹: [草案.pdf, 起草说明.pdf]",
    ),
    near=("附件: [{文件: 草案.pdf, 名称: 示例办法（草案）}]\n文件夹: [草案.PDF]  # 大小写不同，由 A706 指出",),
)
def unnamed_file(entry: Entry, context: LocalContext) -> Iterator[Flaw]:
    """A file in the entry's folder that no attachment names; near names are left to A706."""
    folder = context.folder
    named = {name for _, name in named_files(entry)}
    loose = sorted(set(folder) - named)
    wanted = {nearest_file(name, loose) for name in named - set(folder)}
    for name in loose:
        if name not in wanted:
            stem = name.rsplit(".", 1)[0]
            fix = added_item("附件", {"文件": name, "名称": stem}, written=bool(named))
            key = "附件" if "附件" in entry.places else ""
            yield Flaw(f"文件夹里的“{name}”没有列入「附件」，应列入，或删去文件", key, name, "", fix)


@rule(
    "A710",
    title="缺少必需的附件",
    severity=ERROR,
    on="local",
    does="有的类型必须附规定的文件，如征求意见必须附决策草案和起草说明。",
    why="只有公告、没有草案，公众无从提意见。",
    accepted="每个必需的角色至少一个附件。",
    remedy="把文件放进附件文件夹，在「附件」里加一项并写明角色。",
    basis="国令第713号第十五条；义政办发〔2021〕24号 一（一）",
    passing=(
        "类型: 征求意见\n"
        "附件: [{文件: 草案.pdf, 名称: 草案, 角色: 决策草案}, {文件: 说明.pdf, 名称: 说明, 角色: 起草说明}]\n"
        "文件夹: [草案.pdf, 说明.pdf]",
    ),
    failing=(
        "类型: 征求意见\n附件: null",
        "类型: 征求意见\n附件: [{文件: 草案.pdf, 名称: 草案, 角色: 决策草案}]\n文件夹: [草案.pdf]",
    ),
    near=(
        "类型: 征求意见\n"
        "附件: [{文件: 草案.pdf, 名称: 草案, 角色: 决策草案}, {文件: 说明.pdf, 名称: 说明, 角色: 起草说明}]\n"
        "文件夹: [草案.pdf]  # 写了而文件不在，由 A706 指出",
    ),
)
def required_role(entry: Entry, _context: LocalContext) -> Iterator[Flaw]:
    """A role the type requires that no attachment is written for."""
    rows = entry.values.get("附件", ())
    rows = rows if isinstance(rows, tuple) else ()
    written = {row.get("角色") for row in rows if isinstance(row, Mapping)}
    key = "附件" if "附件" in entry.places else ""
    for role in entry.type.attachments:
        if role.required and role.role not in written:
            row = {"文件": PENDING, "名称": role.role, "角色": role.role}
            message = f"{entry.type.name}必须附“{role.role}”，「附件」里没有角色是“{role.role}”的一项"
            yield Flaw(message, key, "", role.role, added_item("附件", row, written=bool(key)))


@rule(
    "A711",
    title="附件写了两遍",
    severity=ERROR,
    on="local",
    needs="attachments",
    does="一个文件在「附件」里只写一项，读者看到的名称也不重复。",
    why="两个一样的附件，读者不知道打开哪一个。",
    accepted="文件和名称都不重复。",
    remedy="删去重复的一项，或改名称。",
    basis="本仓库的格式约定（README）",
    passing=("附件: [{文件: 甲.pdf, 名称: 甲}, {文件: 乙.pdf, 名称: 乙}]\n文件夹: [甲.pdf, 乙.pdf]",),
    failing=(
        "附件: [{文件: 甲.pdf, 名称: 甲}, {文件: 甲.pdf, 名称: 乙}]\n文件夹: [甲.pdf]",
        "附件: [{文件: 甲.pdf, 名称: 甲}, {文件: 乙.pdf, 名称: 甲}]\n文件夹: [甲.pdf, 乙.pdf]",
    ),
    near=("附件: [{文件: 甲.pdf, 名称: 表1}, {文件: 甲.xlsx, 名称: 表1（可编辑）}]\n文件夹: [甲.pdf, 甲.xlsx]",),
)
def repeated_attachment(entry: Entry, _context: LocalContext) -> Iterator[Flaw]:
    """The same file, or the same name for readers, twice."""
    files: set[str] = set()
    names: set[str] = set()
    for attachment in entry.attachments:
        key = f"附件[{attachment.number - 1}]"
        if attachment.file.name in files:
            yield Flaw(f"附件“{attachment.file.name}”写了两遍，应删去一项", key, attachment.file.name)
        elif attachment.name in names:
            yield Flaw(f"有两个附件的「名称」都是“{attachment.name}”，应写得能区别", key, attachment.name)
        files.add(attachment.file.name)
        names.add(attachment.name)


@rule(
    "A712",
    title="附件的角色不认识",
    severity=WARNING,
    on="local",
    needs="attachments",
    does="类型规定了附件角色的，附件的角色应是其中之一。",
    why="角色写错，会被当成缺少必需的附件。",
    accepted="类型里声明的角色；其他附件不写角色。",
    remedy="改成提示的角色，或删去「角色」。",
    basis="类型的「附件」声明",
    passing=("类型: 征求意见\n附件: [{文件: 甲.pdf, 名称: 甲, 角色: 决策草案}]\n文件夹: [甲.pdf]",),
    failing=(
        "类型: 征求意见\n附件: [{文件: 甲.pdf, 名称: 甲, 角色: 草案}]\n文件夹: [甲.pdf]",
        "类型: 征求意见\n附件: [{文件: 甲.pdf, 名称: 甲, 角色: 编制说明}]\n文件夹: [甲.pdf]",
    ),
    near=("附件: [{文件: 甲.pdf, 名称: 甲, 角色: 附表}]\n文件夹: [甲.pdf]  # 政策文件没有规定角色",),
    waivable=True,
)
def unknown_role(entry: Entry, _context: LocalContext) -> Iterator[Flaw]:
    """A role the type does not declare, where it declares some."""
    roles = [role.role for role in entry.type.attachments]
    for attachment in entry.attachments:
        if roles and attachment.role and attachment.role not in roles:
            near = difflib.get_close_matches(attachment.role, roles, n=1, cutoff=0.4)
            hint = f"，是不是“{near[0]}”" if near else ""
            message = f"附件的角色写的是“{attachment.role}”{hint}；{entry.type.name}可以写：{'、'.join(roles)}"
            key = f"附件[{attachment.number - 1}]"
            fix = _changed(entry, key, 角色=near[0]) if near else ""
            yield Flaw(message, key, attachment.role, near[0] if near else "", fix)
