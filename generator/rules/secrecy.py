"""Marks of secrecy and of internal use, drafts and urgency (P651-P655)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from generator.model.entry import Entry
from generator.rules.context import LocalContext
from generator.rules.rule import ERROR, WARNING, Flaw, rule
from generator.rules.texts import BODY, MOST, body_place

#: what may stand before a mark on its line: blanks, Markdown signs, brackets
_HEAD = r"^[ \t\u3000*#>_\-【\[（(]*"

_LEVEL = re.compile(_HEAD + r"((?:[绝机秘][ \t\u3000]{0,4}密)[ \t\u3000]*(?:★.{0,8}|[】\]）)*_]*$))", re.MULTILINE)
_INTERNAL = re.compile(
    _HEAD + r"(内部(?:资料|文件|材料|刊物|使用|参考)(?=[\s，,。；;：:、！!】\]）)*_]|$|请|注意|严禁|不得)"
    r"|(?:仅供|供)内部.{0,4}(?:参考|使用|传阅)"
    r"|注意保密(?=[\s！!。】\]）)*_]|$)"
    r"|(?:请勿|不得|严禁|禁止)(?:外传|对外公开|转发)(?=[\s！!。】\]）)*_]|$))",
    re.MULTILINE,
)
_CLOSED = re.compile(r"[（(【\[]\s*(此件(?:不予公开|不公开|依申请公开|删减后公开))\s*[）)】\]]")
_DRAFT = re.compile(r"(征求意见稿|送审稿|讨论稿|过程稿|未定稿)")
_URGENT = re.compile(_HEAD + r"(特急|加急|平急|特提)[ \t\u3000]*[】\]）)*_]*$", re.MULTILINE)


#: words of which a text must hold one before its lines are looked at one by one
_LEVEL_WORDS = ("密",)
_INTERNAL_WORDS = ("内部", "注意保密", "外传", "对外公开", "转发")
_CLOSED_WORDS = ("此件",)
_URGENT_WORDS = ("急", "特提")


def _hits(
    entry: Entry, context: LocalContext, words: tuple[str, ...], pattern: re.Pattern[str], sentence: str
) -> Iterator[Flaw]:
    """A flaw for every place where `pattern` matches; `sentence` says what is wrong with it."""
    whole = context.whole
    if not any([word in whole for word in words]):
        return
    for key, text in context.pairs:
        for match in islice(pattern.finditer(text), MOST):
            mark = (match[1] or match[0]).strip()
            at = body_place(entry, text, match.start()) if key == BODY else None
            where = f"正文第 {at.line} 行有" if at else f"「{key}」里有"
            yield Flaw(f"{where}“{mark}”，{sentence}", key, mark, at=at)


@rule(
    "P651",
    title="密级标志",
    severity=ERROR,
    on="local",
    does="行首有“绝密、机密、秘密”加★，或一行只写密级的，不得公开。",
    why="带密级标志的文件是国家秘密载体；不是国家秘密的，不得有密级标志。",
    accepted="没有密级标志的文件。正文里说到国家秘密、保密法、保密审查的不受影响。",
    remedy="立即停止提交，报保密工作机构处理；已解密的，按解密程序办理后去掉标志。",
    basis="保守国家秘密法；政府信息公开条例第十四条、第十七条",
    passing=("正文: 各单位要做好保密审查。",),
    failing=("正文: |\n  机密★1年\n  示例办法", "正文: |\n  **秘密 ★ 长期**", "正文: |\n  （绝密）\n  示例"),
    near=(
        "正文: 不得泄露国家秘密、商业秘密。",
        "正文: |\n  秘密级事项的范围按保密法执行。",
        "正文: |\n  1.★禁止准入类措施\n  机密文件的管理另行规定",
    ),
)
def secrecy_mark(entry: Entry, context: LocalContext) -> Iterator[Flaw]:
    """A classification mark at the beginning of a line."""
    sentence = "是密级标志，不得公开；应停止提交，报保密工作机构处理"
    yield from _hits(entry, context, _LEVEL_WORDS, _LEVEL, sentence)


@rule(
    "P652",
    title="内部标志",
    severity=ERROR,
    on="local",
    does="行首有“内部资料”“仅供内部参考”“注意保密”“请勿外传”等标志的，不得公开。",
    why="标志说明文件没有准备对外公开。",
    accepted="没有内部标志的文件。",
    remedy="核对是否应当公开；应当公开的，由制作机关去掉标志后再提交。",
    basis="政府信息公开条例第十六条、第十七条；保守国家秘密法（工作秘密）",
    passing=("正文: 各单位要加强内部管理。",),
    failing=(
        "正文: |\n  内部资料 注意保存",
        "正文: |\n  （仅供内部参考）",
        "正文: |\n  **注意保密**",
        "标题: 请勿外传",
    ),
    near=(
        "正文: 内部资料的管理按规定执行。",
        "正文: |\n  内部使用的系统不在此列。",
        "正文: 工作人员应当注意保密，不得泄露。",
        "正文: 本表数据仅供参考。",
    ),
    waivable=True,
)
def internal_mark(entry: Entry, context: LocalContext) -> Iterator[Flaw]:
    """A mark of internal use at the beginning of a line."""
    sentence = "是内部标志；应核对能否公开，能公开的去掉标志"
    yield from _hits(entry, context, _INTERNAL_WORDS, _INTERNAL, sentence)


@rule(
    "P653",
    title="文件自标不公开",
    severity=ERROR,
    on="local",
    does="文件上标明“此件不公开”“此件依申请公开”“此件删减后公开”，而公开方式写主动公开的，不得公开。",
    why="公开属性由制作机关在拟制公文时确定，条目要与它一致。",
    accepted="（此件公开发布）。",
    remedy="把「公开方式」改成文件标明的方式；属性已经变更的，改文末的标注。",
    basis="政府信息公开条例第十七条；公文公开属性源头认定",
    passing=("正文: （此件公开发布）",),
    failing=("正文: （此件不公开）", "正文: (此件依申请公开)", "正文: （此件删减后公开）"),
    near=("正文: （此件依申请公开）\n公开方式: 依申请公开", "正文: 对此件不公开的理由作了说明。"),
)
def marked_closed(entry: Entry, context: LocalContext) -> Iterator[Flaw]:
    """The document says itself that it is not for publication."""
    if entry.mode == "主动公开":
        yield from _hits(entry, context, _CLOSED_WORDS, _CLOSED, "而「公开方式」是主动公开，两者应一致")


@rule(
    "P654",
    title="过程稿",
    severity=WARNING,
    on="local",
    does="政策文件的标题里有“征求意见稿”“送审稿”“讨论稿”的，提醒。",
    why="过程性信息一般不公开；草案用征求意见类型。",
    accepted="正式文件；草案作为“征求意见”条目的附件。",
    remedy="换成正式文件，或改用“征求意见”类型。",
    basis="政府信息公开条例第十六条",
    passing=("标题: 示例市公共租赁住房管理办法",),
    failing=("标题: 示例市公共租赁住房管理办法（送审稿）", "标题: 示例市公共租赁住房管理办法（征求意见稿）"),
    near=("类型: 征求意见\n标题: 示例市公共租赁住房管理办法（征求意见稿）",),
    waivable=True,
)
def draft_title(entry: Entry, _context: LocalContext) -> Iterator[Flaw]:
    """A document with 特性 公文 whose title says that it is a draft."""
    match = _DRAFT.search(entry.title)
    if match and "公文" in entry.type.traits and entry.mode == "主动公开":
        message = f"「标题」里有“{match[1]}”，{entry.type.name}应是正式文件；草案请用“征求意见”类型"
        yield Flaw(message, "标题", match[1])


@rule(
    "P655",
    title="紧急程度标志",
    severity=WARNING,
    on="local",
    does="一行只写“特急”“加急”的，提醒。",
    why="紧急程度是公文流转用的，公开的文本一般不带版头标志。",
    accepted="去掉版头的紧急程度。",
    remedy="删去这一行。",
    basis="党政机关公文格式 GB/T 9704-2012 7.2.3",
    passing=("正文: 各单位要抓紧办理。",),
    failing=("正文: |\n  特急\n  示例通知", "正文: |\n  【加急】"),
    near=("正文: 特急件应当在两小时内办理。",),
    waivable=True,
)
def urgency_mark(entry: Entry, context: LocalContext) -> Iterator[Flaw]:
    """A line that is only a degree of urgency."""
    yield from _hits(entry, context, _URGENT_WORDS, _URGENT, "是紧急程度标志，公开的文本一般不带")
