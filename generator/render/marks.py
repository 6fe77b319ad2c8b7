"""Dates and states in the form templates show them."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from generator.derive import states
from generator.derive.dates import long_date, short_date
from generator.derive.states import State
from generator.render.contexts import Day, StateMark

#: state -> (tone, icon); look.md: icon + word + colour
TONES = {
    states.IN_FORCE: ("ok", "ok"),
    states.NOT_YET: ("soon", "clock"),
    states.AMENDED: ("edit", "edit"),
    states.PARTLY_VOID: ("edit", "edit"),
    states.REPEALED: ("void", "ban"),
    states.EXPIRED: ("void", "ban"),
    states.TO_OPEN: ("soon", "clock"),
    states.OPEN: ("open", "clock"),
    states.CLOSED: ("none", "minus"),
    states.FEEDBACK: ("none", "ok"),
}


@lru_cache(maxsize=8192)
def day(date: dt.date, as_of: dt.date) -> Day:
    """A date in its three forms."""
    return Day(date.isoformat(), long_date(date), short_date(date, as_of))


def mark(state: State | None) -> StateMark | None:
    """A state with tone and icon."""
    if state is None:
        return None
    tone, icon = TONES[state.word]
    return StateMark(state.word, tone, icon, state.detail)
