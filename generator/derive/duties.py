"""States of a duty to publish (terms.md), and the cycles of duties that come back: 每年…前, 每季度."""

from __future__ import annotations

import calendar as gregorian
import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from generator.catalog.model import Deadline

ON_TIME = "按期公开"
LATE = "超期公开"
NOT_DUE = "未到期"
MISSING = "应公开未公开"
NOTHING_AROSE = "本期未产生"
WITHHELD = "依法不予公开"
OTHER_LIMIT = "期限另有规定"
NOT_APPLICABLE = "不适用"
TO_VERIFY = "待核实"

#: as they are listed; a signed state (特性 状态单) of another name comes last
ORDER = (ON_TIME, LATE, MISSING, NOT_DUE, NOTHING_AROSE, WITHHELD, OTHER_LIMIT, TO_VERIFY, NOT_APPLICABLE)
#: a deadline has passed, or was kept: what a percentage may count
DUE = frozenset({ON_TIME, LATE, MISSING})

ONE_DAY = dt.timedelta(days=1)
_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
#: a 适用 of a deadline that names kinds of units and nothing else: 部门和镇街, 市政府
_KINDS = re.compile(r"(?:各|和|、|与|及|市|县|区|本级|部门|镇街|乡镇|街道|人民政府|政府)+")


@dataclass(frozen=True, slots=True)
class Cycle:
    """One turn of a duty that comes back: its first and last calendar day, and the last day to publish."""

    start: dt.date
    end: dt.date
    last: dt.date
    name: str

    def holds(self, day: dt.date) -> bool:
        """Whether `day` falls into it."""
        return self.start <= day <= self.end


def cycle_at(deadline: Deadline, day: dt.date) -> Cycle | None:
    """The cycle of a fixed or periodic deadline that `day` falls into; None for other kinds and impossible dates."""
    months = 12 if deadline.kind == "fixed" else _MONTHS.get(deadline.every, 0) if deadline.kind == "periodic" else 0
    if not months:
        return None
    first = (day.month - 1) // months * months + 1
    start = dt.date(day.year, first, 1)
    end = _month_end(day.year, first + months - 1)
    last = _last(deadline, start, end)
    return Cycle(start, end, last, _name(start, months)) if last else None


def year_of(day: dt.date) -> Cycle:
    """The calendar year of `day`: the period of duties that arise with events."""
    return _year(day.year)


@lru_cache(maxsize=64)
def _year(year: int) -> Cycle:
    end = dt.date(year, 12, 31)
    return Cycle(dt.date(year, 1, 1), end, end, f"{year}年")


def year_before(year: Cycle) -> Cycle:
    """The calendar year before `year`; the first year that dates know has none and stands for itself."""
    return year_of(year.start - ONE_DAY) if year.start > dt.date.min else year


def cycles(deadline: Deadline, first: dt.date, last: dt.date) -> Iterator[Cycle]:
    """The cycles of a fixed or periodic deadline from the one `first` falls into to the one `last` falls into."""
    day = first
    while day <= last:
        cycle = cycle_at(deadline, day)
        if cycle is None:
            return
        yield cycle
        if cycle.end == dt.date.max:
            return
        day = cycle.end + ONE_DAY


_PERIOD = re.compile(
    r"(?P<year>\d{4})年度?(?:(?P<month>\d{1,2})月份?(?:[至到\-~—]+(?P<to>\d{1,2})月份?)?"
    r"|第?(?P<quarter>[一二三四1-4])季度|(?P<half>[上下])半年|全年)?"
)


def span_of(text: str) -> tuple[dt.date, dt.date] | None:
    """The first and last day of a 期间 as written (2021年, 2021年第二季度, 2021年上半年, 2021年1月至6月); None if unclear."""
    folded = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    match = _PERIOD.fullmatch(folded)
    if match is None:
        return None
    year, first, last = int(match["year"]), 1, 12
    if match["month"]:
        first = int(match["month"])
        last = int(match["to"] or first)
    elif match["quarter"]:
        last = 3 * ("一二三四1234".index(match["quarter"]) % 4 + 1)
        first = last - 2
    elif match["half"]:
        first, last = (1, 6) if match["half"] == "上" else (7, 12)
    if not (1 <= first <= last <= 12 and dt.MINYEAR <= year <= dt.MAXYEAR):
        return None
    return dt.date(year, first, 1), _month_end(year, last)


def previous(deadline: Deadline, cycle: Cycle) -> Cycle | None:
    """The cycle before `cycle`."""
    return cycle_at(deadline, cycle.start - ONE_DAY) if cycle.start > dt.date.min else None


def _last(deadline: Deadline, start: dt.date, end: dt.date) -> dt.date | None:
    """The last day: the date written, else the end. A date is no period: rest days do not move it."""
    if not deadline.day:
        return end
    months = _MONTHS.get(deadline.every, 12)
    if months == 12 and not deadline.month:
        return end
    month = deadline.month if months == 12 else start.month
    try:
        day = dt.date(start.year, month, deadline.day)
    except ValueError:
        return None
    return day - ONE_DAY if deadline.exclusive else day


def _month_end(year: int, month: int) -> dt.date:
    return dt.date(year, month, gregorian.monthrange(year, month)[1])


def _name(start: dt.date, months: int) -> str:
    part = {
        1: f"{start.month}月",
        3: f"第{'一二三四'[(start.month - 1) // 3]}季度",
        6: "上半年" if start.month == 1 else "下半年",
        12: "",
    }
    return f"{start.year}年{part[months]}"


def concerns(when: str, kind: str) -> bool | None:
    """Whether the 适用 `when` of a deadline is about units of `kind`; None where it is about the information itself."""
    if not when:
        return True
    if not _KINDS.fullmatch(when):
        return None
    named = set()
    if "部门" in when:
        named |= {"部门", "派驻"}
    if any(word in when for word in ("镇街", "乡镇", "街道")):
        named.add("镇街")
    if re.search(r"政府(?!部门|各部门)", when):
        named.add("政府")
    return kind in named if named else None
