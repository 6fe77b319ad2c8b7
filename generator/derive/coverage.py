"""标准目录落实情况, first version: the state of each unit's duty for each item of the standard catalogue.

One cell per unit and item whose 主体 names the unit, collectives expanded. It is judged by the newest entry and by the
clocks of the item's 公开时限 as far as the data carries them (`clock.py`, the same as rule C504); what cannot be computed
is 待核实 and says why, never guessed. 应公开未公开 is said only where a date has passed: a fixed or periodic one, one
that an entry waiting for its publication has, the end of a consultation, or one that a signed state names.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from generator.calendar.workdays import Calendar
from generator.catalog.model import Deadline, Item, Organization
from generator.derive import duties
from generator.derive.clock import UNITS, last_day, period_end
from generator.derive.dates import long_date
from generator.derive.deadline_words import deadline_words
from generator.derive.duties import Cycle, concerns, cycle_at, previous
from generator.derive.membership import LEVEL_OF
from generator.derive.record import Record
from generator.derive.site import Site
from generator.derive.states import FEEDBACK

#: 条例 第二十六条: the ceiling of 及时
CEILING = Deadline("after", "", 20, "WD")
#: which of several verdicts on one item stands
_WEIGHT = {duties.MISSING: 0, duties.LATE: 1, duties.ON_TIME: 2, duties.NOT_DUE: 3, duties.TO_VERIFY: 4}


@dataclass(frozen=True, slots=True)
class Clock:
    """How a state was computed: what started the time, how long it is, its last day."""

    start_name: str
    start: dt.date | None
    #: 20个工作日, 每年1月31日前
    limit: str
    last: dt.date


@dataclass(frozen=True, slots=True)
class Cell:
    """The duty of one unit for one item on the site's `as_of`."""

    unit: str
    item: Item
    #: a word of `duties`, or the name of the signed state that stands here
    state: str
    #: one sentence: why it is so
    why: str
    clock: Clock | None = None
    #: the entry it was judged by
    record: Record | None = None
    #: days published, or still unpublished, after the last day
    days: int = 0
    #: entries of the unit for this item, signed states not counted
    entries: int = 0
    #: deadlines of the item that were not judged, in words
    unjudged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Verdict:
    state: str
    why: str
    clock: Clock | None = None
    record: Record | None = None
    days: int = 0


@dataclass(frozen=True, slots=True)
class _Duty:
    """Everything about one cell before it is judged. Records are newest first."""

    site: Site
    calendar: Calendar
    unit: Organization
    item: Item
    #: since when the item is in force for the unit
    since: dt.date
    published: tuple[Record, ...]
    waiting: tuple[Record, ...]
    signed: tuple[Record, ...]


def coverage(site: Site) -> tuple[Cell, ...]:
    """All cells, by unit in the order of organizations.yaml and by item in the order of the catalogue."""
    calendar = Calendar(site.catalog.calendar)
    entries, signed = _by_unit_and_item(site.records), _by_unit_and_item(site.states)
    cells: list[Cell] = []
    for unit in site.catalog.organizations.values():
        if unit.kind == "集合" or not unit.can_publish or (unit.end is not None and unit.end < site.as_of):
            continue
        for item in site.items_of.get(unit.id, ()):
            own = entries.get((unit.id, item.id), ())
            duty = _Duty(
                site=site,
                calendar=calendar,
                unit=unit,
                item=item,
                since=_since(site, unit, item),
                published=tuple(record for record in own if not record.pending),
                waiting=tuple(record for record in own if record.pending),
                signed=tuple(r for r in signed.get((unit.id, item.id), ()) if not r.pending),
            )
            cells.append(_cell(duty))
    return tuple(cells)


def _by_unit_and_item(records: Iterable[Record]) -> Mapping[tuple[str, str], tuple[Record, ...]]:
    found: dict[tuple[str, str], list[Record]] = {}
    for record in records:
        for item in dict.fromkeys(record.entry.items):
            found.setdefault((record.entry.responsible, item), []).append(record)
    return {key: tuple(list_) for key, list_ in found.items()}


def _since(site: Site, unit: Organization, item: Item) -> dt.date:
    """From when on the duty exists: the item's edition, and the unit itself."""
    field = site.catalog.fields.get(item.field_id)
    edition = site.catalog.editions.get(item.edition)
    known = (edition.effective if edition else field.effective if field else None, unit.start)
    return max((day for day in known if day is not None), default=dt.date.min)


def _cell(duty: _Duty) -> Cell:
    verdict, unjudged = _judge(duty)
    return Cell(
        unit=duty.unit.id,
        item=duty.item,
        state=verdict.state,
        why=verdict.why,
        clock=verdict.clock,
        record=verdict.record,
        days=verdict.days,
        entries=len(duty.published) + len(duty.waiting),
        unjudged=unjudged,
    )


def _judge(duty: _Duty) -> tuple[_Verdict, tuple[str, ...]]:
    outside = _not_applicable(duty)
    if outside:
        return _Verdict(duties.NOT_APPLICABLE, outside), ()
    if duty.since > duty.site.as_of:
        return _Verdict(duties.NOT_DUE, f"目录从{long_date(duty.since)}起施行。"), ()
    kind = duty.unit.kind
    applicable = [rule for rule in duty.item.deadlines if concerns(rule.when, kind)]
    unjudged = tuple(deadline_words([r]) for r in duty.item.deadlines if concerns(r.when, kind) is None)
    signed = _signed(duty, applicable)
    if signed:
        return signed, unjudged
    verdicts = [verdict for rule in applicable if (verdict := _apply(rule, duty))]
    if not verdicts:
        return _unknown(duty), unjudged
    return min(verdicts, key=lambda verdict: _WEIGHT[verdict.state]), unjudged


def _not_applicable(duty: _Duty) -> str:
    """Why the item is not a duty of this unit to publish on its own; empty when it is."""
    item, level = duty.item, LEVEL_OF.get(duty.unit.kind, "")
    if item.mode != "主动":
        return "目录规定依申请公开，不主动公开。"
    if level and item.levels and level not in item.levels and duty.unit.id not in item.responsible:
        return f"目录的公开层级是{'、'.join(item.levels)}，本单位属于{level}。"
    return ""


def _unknown(duty: _Duty) -> _Verdict:
    record = duty.published[0] if duty.published else None
    if not duty.item.deadlines:
        return _Verdict(duties.TO_VERIFY, "目录的公开时限没有标准写法，不能计算。", record=record)
    return _Verdict(duties.TO_VERIFY, "目录的公开时限要看信息的内容，不能计算。", record=record)


# --- signed states -------------------------------------------------------------------------------------------------


def _signed(duty: _Duty, rules: list[Deadline]) -> _Verdict | None:
    """A 状态单 newer than every entry and not of a cycle that is over; its type's name is the state it declares."""
    if not duty.signed:
        return None
    sheet = duty.signed[0]
    newest = duty.published[0] if duty.published else None
    if newest is not None and (newest.day or dt.date.min) > (sheet.day or dt.date.min):
        return None
    first = max((cycle.start for rule in rules if (cycle := _cycle_to_judge(rule, duty))), default=dt.date.min)
    if (sheet.day or dt.date.min) < first:
        return None
    entry, as_of = sheet.entry, duty.site.as_of
    said = "，".join(text for text in (entry.text("期间"), entry.text("理由").strip().rstrip("。")) if text)
    basis = f"依据：{entry.text('依据')}。" if entry.text("依据") else ""
    limit, review = entry.date("公开期限"), entry.date("复核日期")
    if limit is not None and limit < as_of:
        clock = Clock("登记的期限", None, f"{long_date(limit)}前", limit)
        why = f"登记了另外的期限，{long_date(limit)}已经过去，还没有找到条目。"
        return _Verdict(duties.MISSING, why, clock, sheet, (as_of - limit).days)
    until = f"应在{long_date(limit)}前公开。" if limit else ""
    again = f"应在{long_date(review)}复核，已经过期。" if review and review < as_of else ""
    return _Verdict(entry.type.name, f"{said or '已登记'}。{basis}{until}{again}", record=sheet)


# --- clocks --------------------------------------------------------------------------------------------------------


def _apply(rule: Deadline, duty: _Duty) -> _Verdict | None:
    """What one deadline says about the duty; a rule the data cannot answer says 待核实."""
    if rule.kind in ("fixed", "periodic"):
        return _cyclic(rule, duty)
    if rule.kind == "after" and "征求" in rule.anchor and rule.anchor.endswith("结束"):
        return _feedback(rule, duty)
    if rule.kind == "after":
        return _after(rule, duty)
    if not duty.published:
        return _none(rule, duty)
    newest = duty.published[0]
    if rule.kind == "continuous":
        return _Verdict(duties.ON_TIME, "长期公开的事项，已有公开内容。", record=newest)
    if rule.kind == "event":
        return _event(rule, duty, newest)
    if rule.kind == "display" and newest.window is not None:
        return _display(rule, duty, newest)
    return _Verdict(duties.TO_VERIFY, f"期限“{_words(rule)}”的起算日期不在数据里，请核实。", record=newest)


def _none(rule: Deadline, duty: _Duty) -> _Verdict:
    """No entry, and no date that could have passed."""
    if rule.kind == "continuous":
        return _Verdict(duties.TO_VERIFY, "长期公开的事项，没有找到条目。")
    if duty.waiting:
        return _Verdict(duties.NOT_DUE, "条目已经提交，等待发布。", record=duty.waiting[0])
    return _Verdict(duties.TO_VERIFY, "没有找到条目；有没有应公开的信息产生，数据里看不出来。")


def _after(rule: Deadline, duty: _Duty) -> _Verdict:
    as_of, unconditional = duty.site.as_of, replace(rule, when="")
    for record in duty.waiting:
        clock = _clock(record, unconditional, duty)
        if clock is not None and as_of > clock.last:
            why = f"条目已经提交，应在{long_date(clock.last)}前发布，到今天还没有发布。"
            return _Verdict(duties.MISSING, why, clock, record, (as_of - clock.last).days)
    if not duty.published:
        return _none(rule, duty)
    newest = duty.published[0]
    clock = _clock(newest, unconditional, duty)
    if clock is None:
        return _Verdict(duties.TO_VERIFY, f"最近一条没有写明“{rule.anchor}”的日期，不能计算。", record=newest)
    return _timely(newest, clock)


def _clock(record: Record, rule: Deadline, duty: _Duty) -> Clock | None:
    found = last_day(record.entry, rule, duty.calendar, lambda id_: _published_of(id_, duty.site))
    return Clock(found[0], found[1], _length(rule), found[2]) if found else None


def _published_of(entry_id: str, site: Site) -> dt.date | None:
    record = site.by_id.get(entry_id)
    return record.day if record is not None and not record.pending else None


def _timely(record: Record, clock: Clock) -> _Verdict:
    """`record` is public: before or after the clock's last day."""
    day = record.day
    if day is None:
        return _Verdict(duties.TO_VERIFY, "最近一条没有发布日期。", record=record)
    limit = f"应在{long_date(clock.last)}前公开"
    if day <= clock.last:
        return _Verdict(duties.ON_TIME, f"{limit}，{long_date(day)}发布。", clock, record)
    days = (day - clock.last).days
    return _Verdict(duties.LATE, f"{limit}，{long_date(day)}才发布，超过{days}天。", clock, record, days)


def _event(rule: Deadline, duty: _Duty, newest: Record) -> _Verdict:
    """及时: within the law's ceiling is on time; beyond it somebody has to look."""
    clock = _clock(newest, replace(CEILING, anchor=rule.anchor), duty)
    if clock is None or newest.day is None:
        why = "目录要求及时公开，起算日期不在数据里，请核实。"
        return _Verdict(duties.TO_VERIFY, why, record=newest)
    if newest.day <= clock.last:
        why = f"及时公开：{long_date(newest.day)}发布，没有超过法定的20个工作日。"
        return _Verdict(duties.ON_TIME, why, clock, newest)
    why = f"目录要求及时公开，{long_date(newest.day)}发布时已过20个工作日，请核实。"
    return _Verdict(duties.TO_VERIFY, why, clock, newest)


def _display(rule: Deadline, duty: _Duty, newest: Record) -> _Verdict:
    window = newest.window
    assert window is not None
    earliest = period_end(window.start, rule.num, rule.unit, duty.calendar, roll=False) if rule.unit in UNITS else None
    held = f"{long_date(window.start)}至{long_date(window.end)}"
    if earliest is not None and window.end >= earliest:
        return _Verdict(duties.ON_TIME, f"{held}，不少于{_length(rule)}。", record=newest)
    return _Verdict(duties.TO_VERIFY, f"{held}，是否符合“{_words(rule)}”，请核实。", record=newest)


def _feedback(rule: Deadline, duty: _Duty) -> _Verdict:
    """意见征求采纳情况: the longest overdue consultation of the unit, else the next, else the newest answer."""
    as_of = duty.site.as_of
    ended = [
        (clock, record)
        for record in duty.site.by_organization.get(duty.unit.id, ())
        if record.entry.responsible == duty.unit.id and (clock := _after_window(rule, record, duty))
    ]
    open_ = sorted((pair for pair in ended if not _answered(pair[1])), key=lambda pair: pair[0].last)
    if open_ and open_[0][0].last < as_of:
        clock, record = open_[0]
        why = f"征求意见{_end(clock)}截止，应在{long_date(clock.last)}前公开采纳情况，还没有找到。"
        return _Verdict(duties.MISSING, why, clock, record, (as_of - clock.last).days)
    if open_:
        clock, record = open_[0]
        return _Verdict(duties.NOT_DUE, f"征求意见{_end(clock)}截止，应在{long_date(clock.last)}前公开采纳情况。", clock, record)
    if not duty.published:
        return _none(rule, duty)
    newest = duty.published[0]
    asked = [duty.site.by_id[r.target] for r in newest.relations if r.target in duty.site.by_id]
    clocks = [clock for record in asked if (clock := _after_window(rule, record, duty))]
    if not clocks:
        return _Verdict(duties.TO_VERIFY, "最近一条没有关联本站的征求意见，不能计算。", record=newest)
    return _timely(newest, max(clocks, key=lambda clock: clock.last))


def _after_window(rule: Deadline, record: Record, duty: _Duty) -> Clock | None:
    """The time for the answer to a consultation that has ended."""
    if record.window is None or record.window.end >= duty.site.as_of or rule.unit not in UNITS:
        return None
    last = period_end(record.window.end, rule.num, rule.unit, duty.calendar, roll=True)
    return Clock("征求意见截止日期", record.window.end, _length(rule), last) if last else None


def _answered(record: Record) -> bool:
    return record.window is not None and record.window.state.word == FEEDBACK


def _end(clock: Clock) -> str:
    return long_date(clock.start) if clock.start else ""


# --- cycles --------------------------------------------------------------------------------------------------------


def _cycle_to_judge(rule: Deadline, duty: _Duty) -> Cycle | None:
    """The running cycle once it is due or has an entry, else the one before; the running one where that is too early."""
    now = cycle_at(rule, duty.site.as_of)
    if now is None or now.last < duty.site.as_of or any(_in(now, duty.published)):
        return now
    before = previous(rule, now)
    return before if before is not None and before.last >= duty.since else now


def _in(cycle: Cycle, records: Iterable[Record]) -> Iterator[Record]:
    return (record for record in records if record.day is not None and cycle.holds(record.day))


def _cyclic(rule: Deadline, duty: _Duty) -> _Verdict | None:
    cycle = _cycle_to_judge(rule, duty)
    if cycle is None:
        return None
    as_of, words = duty.site.as_of, deadline_words([replace(rule, when="")])
    clock = Clock("", None, words, cycle.last)
    first = min(_in(cycle, duty.published), key=lambda r: (r.day or dt.date.max, r.id), default=None)
    if first is not None:
        return _timely(first, clock)
    if as_of <= cycle.last or cycle.last < duty.since:
        return _Verdict(duties.NOT_DUE, f"{words}；{cycle.name}的期限是{long_date(cycle.last)}。", clock)
    why = f"{words}；{cycle.name}的期限{long_date(cycle.last)}已过，没有找到这一期的条目。"
    return _Verdict(duties.MISSING, why, clock, days=(as_of - cycle.last).days)


def _length(rule: Deadline) -> str:
    return f"{rule.num}{UNITS.get(rule.unit, '日')}"


def _words(rule: Deadline) -> str:
    return deadline_words([rule]) or rule.anchor
