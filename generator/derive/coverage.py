"""标准目录落实情况: the state of each unit's duty for each item of the standard catalogue, on any day.

One duty per unit and item whose 主体 names the unit, collectives expanded. `register_duties` reads the whole site once:
every obligation with its dates. `cells` asks for the states on a day and says why; `states_on` only counts. What cannot
be computed is 待核实 and says why, never guessed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.calendar.workdays import Calendar
from generator.catalog.model import Deadline, Item, Organization
from generator.derive import duties
from generator.derive.deadline_words import deadline_words
from generator.derive.duties import concerns
from generator.derive.membership import LEVEL_OF
from generator.derive.obligations import BY_CONTENT, BY_DATE, YEARS_BACK, Obligation, Register, obligations, public_day
from generator.derive.reasons import limit_words, reason
from generator.derive.record import Record
from generator.derive.site import Site
from generator.derive.verdicts import NO_FORM, Duty, Verdict, judge, sheet_of


@dataclass(frozen=True, slots=True)
class Clock:
    """How a state was computed: what started the time, how long it is, its last day."""

    start_name: str
    start: dt.date | None
    #: 20个工作日, 每年1月31日前
    limit: str
    last: dt.date
    #: the law's last day, where the law speaks of it
    legal: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """The duty of one unit for one item on a day."""

    unit: str
    item: Item
    #: a word of `duties`, or the name of the signed state that stands here
    state: str
    #: why it is so
    why: str
    clock: Clock | None
    #: the entry it was judged by
    record: Record | None
    #: days published, or still unpublished, after the last day
    days: int
    #: entries of the unit for this item, signed states not counted
    entries: int
    #: deadlines of the item that were not judged, in words
    unjudged: tuple[str, ...]
    #: the period judged: 2021年第二季度
    period: str
    #: a word for the cause where no date decides: 没有起算, 缺起算日期 …
    cause: str
    duty: Duty
    verdict: Verdict


def register_duties(site: Site) -> tuple[Duty, ...]:
    """All duties, by unit in the order of organizations.yaml and by item in the order of the catalogue."""
    register = _register(site)
    entries, signed = _by_unit_and_item(site.records), _by_unit_and_item(site.states)
    return tuple(
        _duty(site, unit, item, entries.get((unit.id, item.id), ()), signed.get((unit.id, item.id), ()), register)
        for unit in site.catalog.organizations.values()
        if unit.kind != "集合" and unit.can_publish and (unit.end is None or unit.end >= site.as_of)
        for item in site.items_of.get(unit.id, ())
    )


def cells(all_duties: Iterable[Duty], day: dt.date) -> tuple[Cell, ...]:
    """The states of all duties on `day`."""
    return tuple(_cell(duty, judge(duty, day), day) for duty in all_duties)


def coverage(site: Site) -> tuple[Cell, ...]:
    """All cells on the site's own day."""
    return cells(register_duties(site), site.as_of)


# --- reading the site ----------------------------------------------------------------------------------------------


def _register(site: Site) -> Register:
    consultations: dict[str, list[Record]] = {}
    for record in site.records:
        if record.window is not None:
            consultations.setdefault(record.entry.responsible, []).append(record)
    year = site.as_of.year
    return Register(
        calendar=Calendar(site.catalog.calendar),
        settings=site.catalog.clock,
        by_id=site.by_id,
        consultations={unit: tuple(own) for unit, own in consultations.items()},
        first=dt.date(max(year - YEARS_BACK, dt.MINYEAR), 1, 1),
        until=dt.date(min(year + 1, dt.MAXYEAR), 12, 31),
    )


def _by_unit_and_item(records: Iterable[Record]) -> Mapping[tuple[str, str], tuple[Record, ...]]:
    found: dict[tuple[str, str], list[Record]] = {}
    for record in records:
        for item in dict.fromkeys(record.entry.items):
            found.setdefault((record.entry.responsible, item), []).append(record)
    return {key: tuple(list_) for key, list_ in found.items()}


def _duty(
    site: Site, unit: Organization, item: Item, records: tuple[Record, ...], signed: tuple[Record, ...],
    register: Register,
) -> Duty:
    since = _since(site, unit, item)
    outside = _not_applicable(unit, item)
    if outside:
        return Duty(unit, item, since, outside, records=records)
    rules = [rule for rule in item.deadlines if concerns(rule.when, unit.kind)]
    cyclic = [rule for rule in rules if rule.kind in ("fixed", "periodic")]
    eventful = [rule for rule in rules if rule.kind not in ("fixed", "periodic")]
    unclear = NO_FORM if not item.deadlines else BY_CONTENT
    events = [one for rule in eventful for one in obligations(rule, unit, item, records, since, register)]
    if not rules:
        events = [one for record in records for one in _unclear(record, unclear, unit, item, since, register)]
    sheets = [sheet_of(record, day) for record in signed if (day := public_day(record)) is not None]
    return Duty(
        unit=unit,
        item=item,
        since=since,
        cyclic=tuple(tuple(obligations(rule, unit, item, records, since, register)) for rule in cyclic),
        events=tuple(events),
        eventful=bool(eventful) or not rules,
        standing=any(rule.kind == "continuous" for rule in eventful),
        sheets=tuple(sorted(sheets, key=lambda sheet: (-sheet.day.toordinal(), sheet.record.id))),
        unjudged=tuple(rule for rule in item.deadlines if concerns(rule.when, unit.kind) is None),
        review=site.catalog.clock.review,
        records=records,
    )


def _unclear(
    record: Record, cause: str, unit: Organization, item: Item, since: dt.date, register: Register
) -> Iterator[Obligation]:
    """An entry of an item whose rules say nothing that could be computed for it."""
    for one in obligations(Deadline("event"), unit, item, (record,), since, register):
        yield Obligation(one.rule, one.period, one.seen, record=record, published=one.published, cause=cause)


def _since(site: Site, unit: Organization, item: Item) -> dt.date:
    """From when on the duty exists: the item's edition, and the unit itself."""
    field = site.catalog.fields.get(item.field_id)
    edition = site.catalog.editions.get(item.edition)
    known = (edition.effective if edition else field.effective if field else None, unit.start)
    return max((day for day in known if day is not None), default=dt.date.min)


def _not_applicable(unit: Organization, item: Item) -> str:
    """Why the item is not a duty of this unit to publish on its own; empty when it is."""
    level = LEVEL_OF.get(unit.kind, "")
    if item.mode != "主动":
        return "目录规定依申请公开，不主动公开。"
    if level and item.levels and level not in item.levels and unit.id not in item.responsible:
        return f"目录的公开层级是{'、'.join(item.levels)}，本单位属于{level}。"
    return ""


# --- cells ---------------------------------------------------------------------------------------------------------


def _cell(duty: Duty, verdict: Verdict, day: dt.date) -> Cell:
    clock = _clock(verdict)
    return Cell(
        unit=duty.unit.id,
        item=duty.item,
        state=verdict.state,
        why=reason(duty, verdict, day),
        clock=clock,
        record=_record(verdict),
        days=_days(verdict, clock, day),
        entries=len(duty.records),
        unjudged=tuple(deadline_words([rule]) for rule in duty.unjudged),
        period=verdict.period.name if verdict.period else "",
        cause="" if verdict.state == duties.NOT_APPLICABLE else verdict.cause,
        duty=duty,
        verdict=verdict,
    )


def _record(verdict: Verdict) -> Record | None:
    one = verdict.obligation
    if verdict.sheet is not None and (one is None or one.record is None):
        return verdict.sheet.record
    return one.record if one is not None else None


def _clock(verdict: Verdict) -> Clock | None:
    one, sheet = verdict.obligation, verdict.sheet
    if sheet is not None and sheet.limit is not None:
        return Clock("登记的期限", None, "登记的期限", sheet.limit)
    if one is None or one.last is None or one.met_by != BY_DATE or sheet is not None:
        return None
    start_name = "" if one.start is None else one.start_name
    return Clock(start_name, one.start, limit_words(one), one.last, one.legal)


def _days(verdict: Verdict, clock: Clock | None, day: dt.date) -> int:
    one = verdict.obligation
    if clock is None:
        return 0
    if verdict.state == duties.MISSING:
        return (day - clock.last).days
    if verdict.state == duties.LATE and one is not None and one.published is not None:
        return (one.published - clock.last).days
    return 0
