"""The wording of a 公开时限 cell to its normal form (formats.md §4). Nothing is guessed: what the grammar does not
know stays in `unknown`.

The text is folded (NFKC, blanks out), split into clauses at `；;。`, and each clause is tried against a closed list of
forms. Numbers may be written 20, ２０ or 二十. An anchor (what starts the clock) must be in the table of anchors or end
in a word that names an event (确定, 结束, 批准 …); else the clause is unknown, with its number kept.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from generator.catalog.deadline_anchors import DEFAULT, anchor_of
from generator.catalog.model import Deadline


@dataclass(frozen=True, slots=True)
class DeadlineReading:
    """What was read of one wording."""

    #: the rules, in the order written; a numeric rule with an unknown anchor is among them, its anchor as written
    deadlines: tuple[Deadline, ...] = ()
    #: clauses (folded) that the grammar does not know
    unknown: tuple[str, ...] = ()
    #: clauses that are no time limit: where it is posted, that the rest is 依申请
    remarks: tuple[str, ...] = ()
    #: a number stood without an anchor (“20个工作日”): the legal default was taken (条例第二十六条)
    assumed: bool = False

    @property
    def understood(self) -> bool:
        """Whether the whole wording was understood and says something about time."""
        return bool(self.deadlines) and not self.unknown


#: a time limit is a short sentence; longer clauses are something else
MAX_CLAUSE = 150
NUM = r"(?P<num>\d{1,3}|[一二两三四五六七八九十百半]{1,5})"
UNIT = r"(?P<unit>工作日|日历日|自然日|日历天|小时|日|天|周|星期|月|年)"
LENGTH = rf"{NUM}个?{UNIT}"
#: verbs that may close a clause and add nothing
TAIL = (
    r"(?:予以|给予|及时|主动|依法|进行|应当?|须|必须|需|完成|向社会|对外|全文|一并|通过网站|在网上|在政府网站)*"
    r"(?:公开|公示|公布|发布|公告|更新)?(?:完毕|完成)?"
)
_UNITS = {"工作日": "WD", "小时": "H", "周": "W", "星期": "W", "月": "M", "年": "M"}
_DIGITS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
#: “5至10个工作日” is no single number
_RANGE = re.compile(r"[\d一二两三四五六七八九十百][至到\-~—]+\Z")
_CIRCLED = re.compile("[①-⑳❶-❿⓵-⓾]")
_ITEM_MARK = re.compile(r"(?:^|(?<=[;。,:]))\(?\d{1,2}(?:[.、)]|\)、?)(?!\d)")
_BY_LAW = re.compile(r"另有.{0,8}规定|从其规定|(?:法律|法规|国家|上级).{0,12}除外")
_BRACKETED_LAW = re.compile(r"\((?P<law>[^()]*(?:另有[^()]*规定|从其规定|除外)[^()]*)\)")
_LABEL = re.compile(r"^(?:公开|公示|发布|办理)?(?:时限|期限|时间|时效)(?:要求|为|是)?:")


def read_deadlines(text: str) -> DeadlineReading:
    """Read one cell. An empty or blank cell gives an empty reading (not understood)."""
    found: list[Deadline] = []
    unknown: list[str] = []
    remarks: list[str] = []
    by_law = assumed = False
    for clause in _clauses(text):
        if _BY_LAW.search(clause) and not re.search(LENGTH, clause):
            by_law = True
            continue
        if _REMARK.fullmatch(clause):
            remarks.append(clause)
            continue
        rules, part_unknown = _read_clause(clause)
        assumed = assumed or any(rule.kind == "after" and not rule.anchor for rule in rules)
        found.extend(rules)
        unknown.extend(part_unknown)
    if by_law and not found and not unknown:
        found.append(Deadline(kind="event", by_law=True))
    complete = tuple(_complete(rule, by_law) for rule in found)
    return DeadlineReading(tuple(dict.fromkeys(complete)), tuple(unknown), tuple(remarks), assumed)


def _complete(rule: Deadline, by_law: bool) -> Deadline:
    if rule.kind == "after" and not rule.anchor:
        rule = replace(rule, anchor=DEFAULT)
    return replace(rule, by_law=True) if by_law else rule


def fold(text: str) -> str:
    """NFKC without blanks; circled numbers become a clause border."""
    folded = unicodedata.normalize("NFKC", _CIRCLED.sub(";", text))
    return re.sub(r"\s+", "", folded).replace("或者", "或")


def _clauses(text: str) -> Iterator[str]:
    """The clauses of a wording, without item marks."""
    text = _BRACKETED_LAW.sub(";\\g<law>;", _ITEM_MARK.sub("", fold(text)))
    for clause in re.split(r"[;。]+|,?(?=其中)", text):
        clause = _LABEL.sub("", clause.strip(",、:.\"“”'"))
        if not clause:
            continue
        head, comma, last = clause.rpartition(",")
        if comma and _BY_LAW.search(last):
            yield from (head, last)
        else:
            yield clause


#: clauses about where it is posted, or that the rest is published on request
_REMARK = re.compile(
    r"(?:[^,]{0,24}[为是]?依申请公开|在?[^,]{2,16}(?:公示栏|公告栏|公开栏|网站|平台|媒体)上?(?:予以)?(?:公开|公示|公布|张贴))"
)


def _read_clause(clause: str) -> tuple[list[Deadline], list[str]]:
    """The rules of a clause and what stayed unknown of it."""
    if len(clause) > MAX_CLAUSE:
        return [], [clause]
    for split in (_conditional, _whole, _by_comma):
        read = split(clause)
        if read is not None:
            return read
    return [], [clause]


Read = tuple[list[Deadline], list[str]]


def _whole(clause: str) -> Read | None:
    rule = _rule(clause)
    if rule is None:
        return None
    known = rule.kind not in ("after", "before", "event") or not rule.anchor or bool(anchor_of(rule.anchor))
    return [replace(rule, anchor=anchor_of(rule.anchor) or rule.anchor)], [] if known else [clause]


_CONDITIONS = (
    re.compile(r"其中,?(?P<when>.+?)(?:应当|应|须|需)?(?P<rest>(?:自|从|在).+)"),
    re.compile(r"(?:其中,?)?(?P<when>[^:]{1,40}):(?P<rest>.+)"),
    re.compile(r"(?:其中,?)?(?P<when>[^,:]{2,40}的),(?P<rest>.+)"),
    re.compile(r"(?P<when>《[^》]{1,30}》等?)(?:应当?|须)?(?P<rest>(?:自|从|在).+)"),
)


def _conditional(clause: str) -> Read | None:
    """`处罚决定：20个工作日内`, `其中行政许可应自…`, `《听证通知书》在…前`: a rule for a part of the item."""
    for pattern in _CONDITIONS:
        match = pattern.fullmatch(clause)
        if match is None:
            continue
        read = _whole(match["rest"]) or _by_comma(match["rest"])
        if read is not None:
            when = match["when"].removesuffix("的").strip(",、")
            return [replace(rule, when=when) for rule in read[0]], read[1]
    return None


def _by_comma(clause: str) -> Read | None:
    """`…10个工作日内，公示7个工作日`; `…后5个工作日内，在村公示栏公开`: every part must be a form of its own."""
    rules: list[Deadline] = []
    unknown: list[str] = []
    parts = clause.split(",")
    if len(parts) == 1:
        return None
    for part in parts:
        if _REMARK.fullmatch(part) or _BY_LAW.search(part):
            continue
        read = _whole(part)
        if read is None:
            return None
        rules.extend(read[0])
        unknown.extend(read[1])
    return (rules, unknown) if rules else None


# -- forms ----------------------------------------------------------------------------------------------------

Match = re.Match[str]


def number(word: str) -> int:
    """20, 二十, 十五, 两 as a number."""
    if word.isdigit():
        return int(word)
    total = digit = 0
    for sign in word:
        if sign in ("十", "百"):
            total += (digit or 1) * (10 if sign == "十" else 100)
            digit = 0
        else:
            digit = _DIGITS.get(sign, 0)
    return total + digit


def _length(match: Match) -> tuple[int, str]:
    """Number and unit; years are counted in months."""
    unit = _UNITS.get(match["unit"], "CD")
    if match["unit"] == "年":
        return (6 if match["num"] == "半" else 12 * number(match["num"])), "M"
    return number(match["num"]), unit


def _display(match: Match) -> Deadline:
    num, unit = _length(match)
    return Deadline(kind="display", num=num, unit=unit)


def _ahead(match: Match) -> Deadline:
    num, unit = _length(match)
    return Deadline(kind="before", anchor="会议" if "邀请" in match[0] or "会议" in match[0] else "", num=num, unit=unit)


def _before(match: Match) -> Deadline:
    num, unit = _length(match)
    return Deadline(kind="before", anchor=match["anchor"], num=num, unit=unit)


def _after(match: Match) -> Deadline:
    num, unit = _length(match)
    return Deadline(kind="after", anchor=match["anchor"], num=num, unit=unit)


def _fixed(match: Match) -> Deadline:
    month, day = number(match["month"]), number(match["day"])
    return Deadline(kind="fixed", month=month, day=day, exclusive=match["before"] == "之前")


def _month_end(match: Match) -> Deadline:
    month = number(match["month"])
    day = 28 if month == 2 else 30 if month in (4, 6, 9, 11) else 31
    return Deadline(kind="fixed", month=month, day=day)


_EVERY = {"月": "month", "季": "quarter", "季度": "quarter", "半年": "half", "年": "year", "年度": "year"}


def _periodic(match: Match) -> Deadline:
    day = number(match["day"]) if match["day"] else 0
    return Deadline(kind="periodic", every=_EVERY[match["every"]], day=day)


def _continuous(match: Match) -> Deadline:
    text = match[0]
    keep = "term" if "任期" in text else "latest" if re.search("动态|最新|更新|调整", text) else ""
    return Deadline(kind="continuous", keep=keep)


def _progress(_match: Match) -> Deadline:
    return Deadline(kind="event", anchor="进展")


def _event(match: Match) -> Deadline:
    return Deadline(kind="event", anchor=match["anchor"] or "信息形成")


def _legal(_match: Match) -> Deadline:
    return Deadline(kind="event", by_law=True)


_PROMPT = "(?:及时|实时|即时|随时|立即|第一时间|适时|尽快)"
_KEEP = r"[,(]?(?:动态(?:调整|更新|公开)|最新有效|(?:及时|实时)更新)\)?"
#: tried in this order; the first that fits the whole clause wins
_FORMS: tuple[tuple[re.Pattern[str], Callable[[Match], Deadline]], ...] = tuple(
    (re.compile(pattern), make)
    for pattern, make in (
        (
            r"[^,:\d]{0,12}?(?:公示|公告|征求意见|征集意见|意见征集)(?:期限?|时间|时长|期间)?(?:一般)?"
            rf"(?:应当?|须)?(?:为|不少于|不得少于|不低于|至少|满|≥)*{LENGTH}(?:以上|\(含\))?",
            _display,
        ),
        (rf"(?:一般)?提前{LENGTH}(?:以上)?(?:发(?:出|布)?)?(?:会议|通知|公告|邀请|公开|公示|公布|告知)*", _ahead),
        (
            r"(?:于|在)?(?:每年度?|次年|当年|翌年|第二年)的?(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})月份?"
            rf"(?P<day>\d{{1,2}}|[一二三四五六七八九十]{{1,3}})[日号](?P<before>之前|以前|前)?{TAIL}",
            _fixed,
        ),
        (
            r"(?:于|在)?(?:每年度?|次年|当年|翌年|第二年)的?(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})月(?:份?底|末)"
            rf"(?:之前|以前|前)?{TAIL}",
            _month_end,
        ),
        (
            r"(?:按|每)个?(?P<every>月|季度?|半年|年度?)(?:的?(?P<day>\d{1,2})[日号](?:之前|以前|前))?"
            rf"(?:定期|至少|集中)*{TAIL}(?:一次|1次)?",
            _periodic,
        ),
        (rf"在?(?P<anchor>[^,:]+?)(?:之)?(?:的)?{LENGTH}(?:以前|之前|前){TAIL}", _before),
        (rf"在?(?P<anchor>[^,:]+?)(?:之)?前(?:至少|不少于)?{LENGTH}(?:内|以内|之内)?{TAIL}", _before),
        (
            rf"(?:自|从|在|于)?(?P<anchor>[^,:]*?)(?:之日|之时|当日)?(?:起|后|以后|之后|起算)?(?:的)?,?{LENGTH}"
            rf"(?:内|以内|之内)?{TAIL}",
            _after,
        ),
        (rf"(?:长期|永久|常年|持续|始终)(?:公开|公示|公布|保留|有效)?(?:{_KEEP})?", _continuous),
        (rf"任期(?:之)?内{TAIL}|动态(?:调整|更新|公开)|最新有效", _continuous),
        (
            r"(?:按照?|根据|依据|随着?)?(?:工作|项目|事项|实际|建设)?(?:进展|进度|情况|变化)(?:情况)?"
            rf"{_PROMPT}?(?:予以|主动)?(?:公开|公示|公布|发布|更新)",
            _progress,
        ),
        (rf"(?:自|在)?(?P<anchor>[^,:]*?)(?:之日|当日)?(?:后|起|以后|之后|时)?,?{_PROMPT}{TAIL}(?:\(?动态(?:调整|更新)\)?)?", _event),
        (rf"在?(?P<anchor>[^,:]+?)(?:的?同时|时|之时){TAIL}", _event),
        (
            r"(?:按照?|依照?|根据|依据|在)?(?:国家|相关|有关|法律|法规|法定|规定|文件|政策|、|和|的)*"
            rf"(?:规定|法定|法律|法规|要求)的?(?:时限|期限|时间|要求)?内?(?:执行|办理|{TAIL})",
            _legal,
        ),
    )
)


def _rule(clause: str) -> Deadline | None:
    """The rule of a clause that is one form as a whole; its anchor still as written."""
    for pattern, make in _FORMS:
        match = pattern.fullmatch(clause)
        if match is not None:
            rule = make(match)
            if _RANGE.search(rule.anchor) or (rule.kind in ("after", "before", "display") and not rule.num):
                return None
            return rule
    return None
