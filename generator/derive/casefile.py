"""为何如此: everything behind the state of one duty, so that it can be contested and counted again by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from generator.calendar.workdays import Calendar
from generator.derive import duties, obligations, verdicts
from generator.derive.counting import Count, counts
from generator.derive.coverage import Cell
from generator.derive.dates import long_date
from generator.derive.deadline_words import deadline_words
from generator.derive.obligations import BY_DATE, Obligation, public_day
from generator.derive.record import Record
from generator.derive.values import basis_text
from generator.derive.verdicts import Duty, in_cycle, state_of

#: entries and periods shown; the rest is counted
SHOWN = 30


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One obligation: an entry, a cycle, a consultation."""

    period: str
    state: str
    #: 成文日期2021年6月1日, 每年1月31日前公开
    start: str
    last: dt.date | None
    published: dt.date | None
    record: Record | None
    #: the last day is not known because …
    cause: str


@dataclass(frozen=True, slots=True)
class CaseFile:
    """The case of one cell."""

    cell: Cell
    #: the catalogue's rules in words, judged ones first
    rules: tuple[str, ...]
    bases: tuple[str, ...]
    #: 取 of the type's 起算 for the rule: what could have started the clock
    start_sources: tuple[str, ...]
    counts: tuple[Count, ...]
    lines: tuple[CaseLine, ...]
    #: lines that are not shown
    more: int
    sheets: tuple[Record, ...]
    steps: tuple[str, ...]
    remedies: tuple[str, ...]


def casefile(cell: Cell, day: dt.date, calendar: Calendar) -> CaseFile:
    """Everything behind `cell` on `day`."""
    duty, one = cell.duty, cell.verdict.obligation
    lines = sorted(_lines(duty, day), key=lambda line: line[0], reverse=True)
    return CaseFile(
        cell=cell,
        rules=tuple(words for rule in duty.item.deadlines if (words := deadline_words([rule]))),
        bases=tuple(basis_text(basis) for basis in duty.item.bases),
        start_sources=_sources(one),
        counts=counts(one, duty.item.deadline_text, calendar) if one is not None else (),
        lines=tuple(line for _, line in lines[:SHOWN]),
        more=max(len(lines) - SHOWN, 0),
        sheets=tuple(sheet.record for sheet in duty.sheets if sheet.day <= day),
        steps=tuple(_steps(cell, one)),
        remedies=tuple(_remedies(cell)),
    )


def _sources(one: Obligation | None) -> tuple[str, ...]:
    if one is None or one.record is None:
        return ()
    for row in one.record.entry.type.starts:
        if row.fits(one.rule.anchor):
            return row.sources
    return ()


def _lines(duty: Duty, day: dt.date) -> Iterator[tuple[tuple[str, str], CaseLine]]:
    """Cycles that have begun and everything that has been seen, with a sort key: the newest first."""
    sheets = [sheet for sheet in duty.sheets if sheet.day <= day]
    for rule in duty.cyclic:
        for one in rule:
            if one.period.start <= day:
                state = in_cycle(one, sheets, day).state
                yield (str(one.period.start), ""), _line(one, state, deadline_words([one.rule]), day)
    for one in duty.events:
        if one.seen <= day:
            start = f"{one.start_name}{long_date(one.start)}" if one.start else ""
            key = (str(one.start or one.seen), one.record.id if one.record else "")
            yield key, _line(one, state_of(one, day), start, day)


def _line(one: Obligation, state: str, start: str, day: dt.date) -> CaseLine:
    done = one.published if one.published is not None and one.published <= day else None
    record = one.record if one.record is not None else one.about
    last = one.last if one.met_by == BY_DATE else None
    return CaseLine(one.period.name, state, start, last, done, record, one.cause)


# --- by hand -------------------------------------------------------------------------------------------------------


def _steps(cell: Cell, one: Obligation | None) -> Iterator[str]:
    """How to find it again without the program."""
    item = cell.item
    yield f"目录的要求：{item.place.path}里的{item.id}，时限原文“{item.deadline_text}”。"
    record = cell.record
    if record is not None:
        dates = "、".join(dict.fromkeys((*_sources(one), "成文日期"))) if one is not None and one.start else "成文日期"
        yield f"条目：{record.entry.path}，看「{dates}」。"
    if one is not None and one.start is not None:
        yield f"从{long_date(one.start)}的第二天数起，工作日按 catalog/calendar/{one.start.year}.yaml，数满为止。"
    day = public_day(record) if record is not None else None
    if day is not None:
        yield f"发布日期：content/ledger/{day.year}.csv 里这个条目的第一行“发布”。"
    if cell.entries == 0:
        yield f"条目：content/entries/{cell.unit}/ 里「目录事项」写有 {item.id} 的，应为0条。"


def _remedies(cell: Cell) -> Iterator[str]:
    """What the unit can do about the state."""
    id_ = cell.item.id
    if cell.state == duties.MISSING:
        yield f"已经公开的：在条目的「目录事项」里补上 {id_}。"
        yield "还没有公开的：尽快公开；状态会变成“超期公开”，不会变成“按期公开”。"
        yield "不必公开的：登记“本期未产生”“期限另有规定”或“依法不予公开”，写明理由和依据，由公开办核对。"
    elif cell.state == duties.LATE:
        yield "起算日期写错的，改正条目的日期；法律、法规另有规定的，登记“期限另有规定”。"
    elif cell.cause == obligations.NO_START:
        sources = "、".join(_sources(cell.verdict.obligation)) or "起算日期"
        yield f"在条目里写明「{sources}」，就能计算。"
    elif cell.cause == obligations.MIGRATED:
        yield "写明「原网址」和原来的「发布日期」，能够证明的按原发布日期计算。"
    elif cell.cause in (verdicts.NOT_STARTED, verdicts.TO_REVIEW, verdicts.NO_ENTRY, verdicts.NO_STANDING):
        yield f"有应公开的信息：建条目，「目录事项」写 {id_}。"
        yield "没有产生：登记“本期未产生”，写明期间。不属于本单位的，提请修改目录的主体。"
    elif cell.state == duties.TO_VERIFY:
        yield "请核对条目的日期和目录的时限；目录写得不能计算的，提请修改目录。"
