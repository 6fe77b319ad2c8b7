"""Dates that contradict each other, the folder, the ledger or the day of judgement (D250-D259)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from generator.model.entry import Entry
from generator.model.ledger import WAITING
from generator.rules.context import LocalContext, RuleContext
from generator.rules.lines import pending
from generator.rules.rule import ERROR, WARNING, Flaw, rule


@rule(
    "D250",
    title="成文日期晚于检查之日",
    severity=ERROR,
    does="成文日期不得晚于检查之日（--as-of，不写则为今天）。",
    why="还没有形成的信息不能公开；日期错了，公开期限也会算错。",
    accepted="成文日期不晚于检查之日，可以是当天。",
    remedy="对照文件落款改正年、月、日。",
    basis="政府信息公开条例第十二条（生成日期）",
    passing=("成文日期: 2021-07-16",),
    failing=("成文日期: 2021-07-31", "成文日期: 2201-07-16\n条目: shifuban/2201/24"),
    near=("成文日期: 2021-07-30  # 就是检查之日",),
    withdrawn=True,
)
def issued_in_future(entry: Entry, context: RuleContext) -> Iterator[Flaw]:
    """成文日期 after the day of judgement."""
    if entry.issued and entry.issued > context.as_of:
        message = f"「成文日期」{entry.issued} 晚于检查之日 {context.as_of}，应不晚于这一天"
        yield Flaw(message, "成文日期", str(entry.issued), f"不晚于 {context.as_of}")


@rule(
    "D251",
    title="先公开、后审查",
    severity=WARNING,
    does="审查日期不得晚于发布日期。",
    why="公开前必须经过保密审查和审核，先审查、后公开。",
    accepted="审查日期不晚于发布日期，可以同日。",
    remedy="核对审查记录上的日期；确实补审的，写情况说明。",
    basis="政府信息公开条例第十七条",
    passing=("审查: {保密审查: 示例甲, 审核: 示例乙, 签发: 示例丙, 日期: 2021-07-15}\n盖章: {本条: 2021-07-20}",),
    failing=(
        "审查: {保密审查: 示例甲, 审核: 示例乙, 签发: 示例丙, 日期: 2021-07-21}\n盖章: {本条: 2021-07-20}",
        "审查: {保密审查: 示例甲, 审核: 示例乙, 签发: 示例丙, 日期: 2021-07-17}\n"
        "来源: 迁移\n来源说明: 原网站迁入\n原网址: https://www.example.invalid/1.html\n发布日期: 2021-07-16",
    ),
    near=("审查: {保密审查: 示例甲, 审核: 示例乙, 签发: 示例丙, 日期: 2021-07-20}\n盖章: {本条: 2021-07-20}  # 同日",),
    waivable=True,
)
def reviewed_after_publication(entry: Entry, context: RuleContext) -> Iterator[Flaw]:
    """审查.日期 after the day the entry became public."""
    published = context.published(entry)
    reviewed = entry.review.date if entry.review else None
    if published and reviewed and reviewed > published:
        message = f"「审查」的日期 {reviewed} 晚于发布日期 {published}，应先审查、后公开"
        yield Flaw(message, "审查.日期", str(reviewed), f"不晚于 {published}")


@rule(
    "D252",
    title="审查日期晚于检查之日",
    severity=WARNING,
    does="审查日期不得晚于检查之日。",
    why="审查还没有做，信息就不能提交发布。",
    accepted="审查日期不晚于检查之日。",
    remedy="写审查真正完成的日期。",
    basis="政府信息公开条例第十七条",
    passing=("审查: {保密审查: 示例甲, 审核: 示例乙, 签发: 示例丙, 日期: 2021-07-15}",),
    failing=(
        "审查: {保密审查: 示例甲, 审核: 示例乙, 签发: 示例丙, 日期: 2021-08-15}",
        "审查: {保密审查: 示例甲, 审核: 示例乙, 签发: 示例丙, 日期: 2021-07-31}",
    ),
    near=("审查: {保密审查: 示例甲, 审核: 示例乙, 签发: 示例丙, 日期: 2021-07-30}  # 就是检查之日",),
    waivable=True,
)
def reviewed_in_future(entry: Entry, context: RuleContext) -> Iterator[Flaw]:
    """审查.日期 after the day of judgement."""
    reviewed = entry.review.date if entry.review else None
    if reviewed and reviewed > context.as_of:
        message = f"「审查」的日期 {reviewed} 晚于检查之日 {context.as_of}，应写审查完成的日期"
        yield Flaw(message, "审查.日期", str(reviewed), f"不晚于 {context.as_of}")


@rule(
    "D253",
    title="年份文件夹与成文日期不一致",
    severity=ERROR,
    does="条目放在成文日期那一年的文件夹里。",
    why="条目编号和网址由文件夹得来，编号里的年份就是成文日期的年份。",
    accepted="content/entries/机构/2021/ 里放 2021 年成文的条目。",
    remedy="把文件移到对应年份的文件夹；已经发布过的，同时写「曾用地址」。日期写错的，改日期。",
    basis="条目编号规则：机构/年份/文件名",
    passing=("成文日期: 2021-07-16\n条目: shifuban/2021/24",),
    failing=("成文日期: 2020-07-16\n条目: shifuban/2021/24", "成文日期: 2021-01-01\n条目: shifuban/2020/99"),
    near=("成文日期: 2020-12-31\n条目: shifuban/2020/99\n盖章: {本条: 2021-01-04}  # 跨年发布，仍看成文日期",),
    withdrawn=True,
)
def folder_of_another_year(entry: Entry, context: RuleContext) -> Iterator[Flaw]:
    """The year of the path is not the year of 成文日期."""
    if entry.issued and entry.year and entry.issued.year != entry.year:
        folder = f"content/entries/{entry.organization}/{entry.issued.year}/"
        message = f"「成文日期」是 {entry.issued}，文件却在 {entry.year} 年的文件夹里，应移到 {folder}"
        fix = f"曾用地址: [{entry.id}]" if _stamped(entry, context) else ""
        yield Flaw(message, "成文日期", str(entry.issued), f"{entry.year} 年的日期，或移到 {folder}", fix)


def _stamped(entry: Entry, context: RuleContext) -> bool:
    return context.publications.get(entry.id, WAITING).published is not None


@rule(
    "D254",
    title="自写发布日期或索引号",
    severity=ERROR,
    on="local",
    does="发布日期和索引号由发布台账盖章，作者不写；只有迁移、补录的条目可以自写。",
    why="倒填发布日期属弄虚作假，是网站检查的单项否决；各自编索引号会重号。",
    accepted="不写；或写「来源: 迁移」（补录）并说明理由。",
    remedy="删去这一行；确属迁移或补录的，加写来源、来源说明和原网址。",
    basis="国办秘函〔2019〕19号单项否决（伪造发稿日期）",
    passing=(
        "来源: 迁移\n来源说明: 原网站迁入\n原网址: https://www.example.invalid/1.html\n发布日期: 2021-07-20",
        "成文日期: 2021-07-16",
    ),
    failing=("发布日期: 2021-07-20", "索引号: 999999000001/2021-00017"),
    near=("来源: 补录\n来源说明: 纸质文件补录\n索引号: 999999000001/2021-00017",),
    withdrawn=True,
)
def written_stamp(entry: Entry, _context: LocalContext) -> Iterator[Flaw]:
    """发布日期 or 索引号 without 来源."""
    if entry.origin is None:
        for key in ("发布日期", "索引号"):
            if key in entry.values:
                message = f"「{key}」由发布台账盖章，作者不写；确属迁移、补录的，请加写「来源」"
                yield Flaw(message, key, str(entry.values[key]), "不写")


@rule(
    "D255",
    title="迁移、补录没有说明",
    severity=ERROR,
    on="local",
    does="写了来源的条目要写来源说明；迁移的还要写原网址，一时查不到的写“待补”（另有提醒）。",
    why="自写的发布日期和索引号要能查证。",
    accepted="来源、来源说明，迁移另加原网址。",
    remedy="补上来源说明和原网址。",
    basis="国办秘函〔2019〕19号单项否决（伪造发稿日期）",
    passing=("来源: 迁移\n来源说明: 原网站迁入\n原网址: https://www.example.invalid/1.html",),
    failing=(
        "来源: 迁移\n原网址: https://www.example.invalid/1.html",
        "来源: 迁移\n来源说明: 原网站迁入",
        "来源: 补录",
    ),
    near=(
        "来源: 补录\n来源说明: 纸质文件补录  # 补录没有原网址",
        "来源: 迁移\n来源说明: 原网站迁入\n原网址: 待补  # 由 D208 提醒",
    ),
)
def unexplained_origin(entry: Entry, _context: LocalContext) -> Iterator[Flaw]:
    """来源 without its reason or, for 迁移, the old address."""
    origin = entry.origin
    if origin is None:
        return
    if not origin.reason:
        message = f"「来源」是“{origin.kind}”，缺少「来源说明」，应写明理由"
        yield Flaw(message, "来源", origin.kind, "写明「来源说明」", pending("来源说明"))
    # 待补 is told by D208: pasting the line below must not leave an error
    if origin.kind == "迁移" and not origin.url and "原网址" not in entry.places:
        message = "「来源」是“迁移”，缺少「原网址」，应写原网站上的地址"
        yield Flaw(message, "来源", origin.kind, "写明「原网址」", pending("原网址"))


@rule(
    "D256",
    title="发布早于成文",
    severity=WARNING,
    does="发布台账上的时间、迁移条目的发布日期不得早于成文日期。",
    why="信息形成之后才能公开；早于成文，两个日期必有一个是错的。",
    accepted="发布日期不早于成文日期，可以同日。",
    remedy="对照文件落款核对成文日期；日期属实的，写情况说明。",
    basis="政府信息公开条例第二十六条",
    passing=("成文日期: 2021-07-16\n盖章: {本条: 2021-07-20}",),
    failing=(
        "成文日期: 2021-07-16\n盖章: {本条: 2021-07-15}",
        "成文日期: 2021-07-16\n来源: 补录\n来源说明: 纸质文件补录\n发布日期: 2020-07-20",
    ),
    near=("成文日期: 2021-07-16\n盖章: {本条: 2021-07-16}  # 同日发布",),
    waivable=True,
    withdrawn=True,
)
def published_before_issued(entry: Entry, context: RuleContext) -> Iterator[Flaw]:
    """The entry became public before its 成文日期 (早于成文)."""
    published = context.published(entry)
    if entry.issued and published and published < entry.issued:
        message = f"发布日期 {published} 早于「成文日期」{entry.issued}，应不早于成文"
        yield Flaw(message, "成文日期", str(entry.issued), f"不晚于 {published}")


@rule(
    "D257",
    title="自写的发布日期晚于检查之日",
    severity=ERROR,
    does="迁移、补录条目自写的发布日期不得晚于检查之日。",
    why="迁移、补录的都是已经公开过的信息。",
    accepted="不晚于检查之日的日期。",
    remedy="写信息当初公开的日期。",
    basis="国办秘函〔2019〕19号单项否决（伪造发稿日期）",
    passing=("来源: 补录\n来源说明: 纸质文件补录\n发布日期: 2021-07-20",),
    failing=(
        "来源: 补录\n来源说明: 纸质文件补录\n发布日期: 2021-08-20",
        "来源: 迁移\n来源说明: 原网站迁入\n原网址: https://www.example.invalid/1.html\n发布日期: 2021-07-31",
    ),
    near=("来源: 补录\n来源说明: 纸质文件补录\n发布日期: 2021-07-30  # 就是检查之日",),
)
def origin_in_future(entry: Entry, context: RuleContext) -> Iterator[Flaw]:
    """A written 发布日期 after the day of judgement."""
    published = entry.origin.published if entry.origin else None
    if published and published > context.as_of:
        message = f"「发布日期」{published} 晚于检查之日 {context.as_of}，应写当初公开的日期"
        yield Flaw(message, "发布日期", str(published), f"不晚于 {context.as_of}")


@rule(
    "D258",
    title="撤回日期不合理",
    severity=ERROR,
    does="撤回日期不早于成文日期，不晚于检查之日。",
    why="撤回说明要写真实的撤回时间。",
    accepted="成文日期至检查之日之间的日期。",
    remedy="写信息撤回的日期。",
    passing=("撤回: {日期: 2021-07-20, 理由: 内容有误，更正后重新公开}",),
    failing=(
        "成文日期: 2021-07-16\n撤回: {日期: 2021-07-10, 理由: 内容有误，更正后重新公开}",
        "撤回: {日期: 2021-09-01, 理由: 内容有误，更正后重新公开}",
    ),
    near=("成文日期: 2021-07-16\n撤回: {日期: 2021-07-16, 理由: 内容有误，更正后重新公开}  # 当天撤回",),
    withdrawn=True,
)
def withdrawn_out_of_time(entry: Entry, context: RuleContext) -> Iterator[Flaw]:
    """撤回.日期 before 成文日期 or after the day of judgement."""
    if entry.withdrawal is None:
        return
    day, first = entry.withdrawal.date, entry.issued or dt.date.min
    if not first <= day <= context.as_of:
        span = f"{entry.issued} 至 {context.as_of}" if entry.issued else f"不晚于 {context.as_of}"
        yield Flaw(f"「撤回」的日期写的是 {day}，应在成文之后、检查之日之前（{span}）", "撤回.日期", str(day), span)
