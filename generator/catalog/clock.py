"""catalog/clock.yaml and the `起算` of types: what starts a clock, what the law allows, what has to be kept fresh."""

from __future__ import annotations

import datetime as dt

from generator.catalog.clock_table import ClockSettings, LegalLimit, Refresh, Review, StartRule
from generator.catalog.reader import Reader

UNITS = ("H", "WD", "CD", "W", "M")


def read_start(reader: Reader) -> StartRule:
    """A row of `起算`."""
    row = StartRule(_needed(reader, "事由"), _needed(reader, "取"))
    reader.close()
    return row


def merge_starts(own: tuple[StartRule, ...], inherited: tuple[StartRule, ...]) -> tuple[StartRule, ...]:
    """A type's own rows are asked first, then those it inherits."""
    return own + inherited


def read_clock(reader: Reader) -> ClockSettings:
    """One clock.yaml."""
    settings = ClockSettings(
        limits=tuple(limit for r in reader.children("法定", "法定") if (limit := _limit(r))),
        refreshes=tuple(refresh for r in reader.children("更新", "更新") if (refresh := _refresh(r))),
        review=_review(reader.child("核对")),
    )
    reader.close()
    return settings


def merge_clocks(base: ClockSettings, own: ClockSettings) -> ClockSettings:
    """A later layer (or a catalogue over the law known to everybody) replaces limits by id and refreshes by their
    items, and has the last word on the review."""
    limits = {limit.id: limit for limit in (*base.limits, *own.limits)}
    refreshes = {refresh.items: refresh for refresh in (*base.refreshes, *own.refreshes)}
    return ClockSettings(tuple(limits.values()), tuple(refreshes.values()), own.review or base.review)


def _needed(reader: Reader, key: str) -> tuple[str, ...]:
    words = reader.texts(key)
    if not words and not reader.node.get(key):
        reader.missing(key)
    return words


def _limit(reader: Reader) -> LegalLimit | None:
    limit = LegalLimit(
        id=reader.text("编号", required=True),
        anchors=_needed(reader, "事由"),
        num=_number(reader),
        unit=reader.choice("单位", UNITS, "", rule="K808"),
        basis=reader.text("依据", required=True),
        place=reader.place,
    )
    reader.close()
    return limit if limit.id and limit.num and limit.unit else None


def _refresh(reader: Reader) -> Refresh | None:
    refresh = Refresh(
        items=_needed(reader, "事项"),
        num=_number(reader),
        unit=reader.choice("单位", UNITS, "", rule="K808"),
        basis=reader.text("依据", required=True),
        place=reader.place,
    )
    reader.close()
    return refresh if refresh.num and refresh.unit else None


def _number(reader: Reader) -> int:
    number = reader.integer("数")
    if not number:
        reader.missing("数")
    return number


def _review(reader: Reader | None) -> Review | None:
    if reader is None:
        return None
    month, day = reader.integer("月"), reader.integer("日")
    reader.close()
    try:
        dt.date(2023, month, day)  # a common year: the day must exist in every year
    except ValueError:
        reader.report("K804", reader.place, f"「核对」写的是{month}月{day}日，应是每年都有的一天，如 {{月: 1, 日: 31}}", key="核对")
        return None
    return Review(month, day)
