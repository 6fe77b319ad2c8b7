"""How a last day was counted, step by step: what a verdict shows so that anybody can count again by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from generator.calendar.workdays import GUESSED, ONE_DAY, Calendar
from generator.derive.clock import LENGTHS, period_end, period_start
from generator.derive.dates import long_date
from generator.derive.obligations import Obligation

_WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True, slots=True)
class Count:
    """One limit counted out."""

    #: 目录 or 法定
    source: str
    #: 20个工作日, 每年1月31日前
    limit: str
    #: 目录的原文, or the law's article
    basis: str
    last: dt.date
    #: the day the count fell on before it was moved off a rest day; None where it was not
    before_roll: dt.date | None
    #: rest days passed over, in words
    skipped: tuple[str, ...]
    #: weekend days that were worked and counted, in words
    worked: tuple[str, ...]
    #: years whose notice is not known
    guessed: tuple[int, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """The count as sentences without their full stops."""
        found = []
        if self.skipped:
            found.append(f"跳过{'、'.join(self.skipped)}")
        if self.worked:
            found.append(f"调休上班的{'、'.join(self.worked)}算工作日")
        if self.before_roll is not None:
            found.append(f"第{self.limit}是{weekday(self.before_roll)}，休息日，顺延到下一个工作日（民法典第二百零三条）")
        found += [f"{year}年{GUESSED}" for year in self.guessed]
        return tuple(found)


def weekday(day: dt.date) -> str:
    """2021年6月30日（星期三）."""
    return f"{long_date(day)}（星期{_WEEKDAYS[day.weekday()]}）"


def counts(obligation: Obligation, basis: str, calendar: Calendar) -> tuple[Count, ...]:
    """The catalogue's limit and the law's, counted out. `basis` is the catalogue's wording."""
    rule, start, found = obligation.rule, obligation.start, []
    if obligation.cause or start is None:
        return ()
    if obligation.own is not None and rule.num:
        found.append(_count("目录", start, rule.num, rule.unit, basis, calendar, back=rule.kind == "before",
                            roll=rule.kind == "after"))
    law = obligation.law
    if law is not None:
        found.append(_count("法定", start, law.num, law.unit, law.basis, calendar, back=False, roll=True))
    return tuple(one for one in found if one is not None)


def _count(
    source: str, start: dt.date, num: int, unit: str, basis: str, calendar: Calendar, *, back: bool, roll: bool
) -> Count | None:
    last = period_start(start, num, unit, calendar) if back else period_end(start, num, unit, calendar, roll=roll)
    if last is None:
        return None
    limit = f"{num}{LENGTHS.get(unit, '日')}"
    first, until = (last - ONE_DAY, start - ONE_DAY) if back else (start, last)
    by_work = unit == "WD"
    plain = None if by_work or back else period_end(start, num, unit, calendar, roll=False)
    return Count(
        source=source,
        limit=limit,
        basis=basis,
        last=last,
        before_roll=plain if plain is not None and plain != last else None,
        skipped=_skipped(calendar.rest_days(first, until), calendar) if by_work else (),
        worked=tuple(f"{d.month}月{d.day}日" for d in calendar.worked_weekends(first, until)) if by_work else (),
        guessed=_guessed(start, last, calendar) if by_work or unit in ("CD", "W", "M") else (),
    )


def _guessed(start: dt.date, last: dt.date, calendar: Calendar) -> tuple[int, ...]:
    """Years without a notice that the count went through. The start day itself is not counted."""
    first, end = (start + ONE_DAY, last) if start < last else (last, start - ONE_DAY)
    return calendar.guessed(first, end) if first <= end or start != last else ()


def _skipped(days: Sequence[dt.date], calendar: Calendar) -> tuple[str, ...]:
    """Rest days: weekends by their number, holidays by name and span."""
    plain = sum(1 for day in days if not calendar.holiday(day))
    words = [f"周末{plain}天"] if plain else []
    for name, own in groupby((day for day in days if calendar.holiday(day)), key=calendar.holiday):
        words.append(f"{name}{_span(own)}")
    return tuple(words)


def _span(days: Iterable[dt.date]) -> str:
    own = list(days)
    first, last = own[0], own[-1]
    if first == last:
        return f"{first.month}月{first.day}日"
    end = f"{last.day}日" if (first.year, first.month) == (last.year, last.month) else f"{last.month}月{last.day}日"
    return f"{first.month}月{first.day}日至{end}（{len(own)}天）"
