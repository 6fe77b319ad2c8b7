"""Whatever a department commits and whatever day it is: findings, never an exception."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.model.entry import Entry, Origin, RelationRef, Review, Texts, Value, Waiver, Withdrawal
from generator.model.ledger import Publication
from generator.rules.registry import judge
from tests.builders import BASES, SHANGHAI, case, entry

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
ODD = st.sampled_from(["shifuban/2021/24", "shifuban/2021/3", "依据", "废止", "示政办发[2021]024号", "〔〕", "13800001234", ""])
TEXT = WORDS | ODD
KEYS = st.sampled_from(["名称", "目标", "标题", "文号", "文件", "角色", "方式", "内容", "意见", "日期"])
DATES = st.dates() | st.sampled_from([dt.date.min, dt.date.max])
VALUES = st.recursive(
    TEXT | st.integers(-(10**15), 10**15) | st.decimals(allow_nan=False, allow_infinity=False, places=2) | DATES,
    lambda inner: st.lists(inner, max_size=3).map(tuple) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=6,
)


@pytest.mark.parametrize("name", BASES)
@pytest.mark.parametrize("day", ["0001-01-01", "2021-07-30", "9999-12-31"])
def test_an_entry_without_any_field_is_judged(name: str, day: str) -> None:
    fields = "\n".join(f"{key}: null" for key in BASES[name])
    ready = case(f"类型: {name}\n今天: '{day}'\n{fields}")
    ready.problems()


def entries() -> st.SearchStrategy[Entry]:
    """Entries whose every part is any value of its Python type."""
    bases = [entry(f"类型: {name}") for name in BASES]
    keys = sorted({spec.key for base in bases for spec in base.type.fields})
    refs = st.lists(st.builds(RelationRef, name=TEXT, target=TEXT, title=TEXT, number=TEXT), max_size=3).map(tuple)
    changes = st.fixed_dictionaries(
        {
            "title": TEXT,
            "items": st.lists(TEXT, max_size=3).map(tuple),
            "issuers": st.lists(TEXT, max_size=3).map(tuple),
            "responsible": TEXT,
            "issued": st.none() | DATES,
            "mode": TEXT,
            "review": st.none() | st.builds(Review, date=st.none() | DATES),
            "relations": refs,
            "waivers": st.lists(st.builds(Waiver, rule=TEXT, reason=TEXT), max_size=2).map(tuple),
            "withdrawal": st.none() | st.builds(Withdrawal, DATES, TEXT),
            "origin": st.none() | st.builds(Origin, TEXT, TEXT, TEXT, st.none() | DATES, TEXT),
            "places": st.just({}),
        }
    )
    values: st.SearchStrategy[dict[str, Value]] = st.dictionaries(st.sampled_from(keys), VALUES, max_size=8)
    return st.builds(
        lambda base, changed, extra: replace(base, values={**base.values, **extra}, **changed),
        st.sampled_from(bases),
        changes,
        values,
    )


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(own=entries(), other=entries(), body=TEXT, stamp=st.none() | DATES, day=DATES)
def test_any_values_are_judged(own: Entry, other: Entry, body: str, stamp: dt.date | None, day: dt.date) -> None:
    ready = case()
    own, other = replace(own, id="shifuban/2021/24"), replace(other, id="shifuban/2021/3")
    published = dt.datetime.combine(stamp, dt.time(9), SHANGHAI) if stamp else None
    context = replace(
        ready.context,
        entries={own.id: own, other.id: other},
        publications={own.id: Publication(published)},
        as_of=day,
    )
    findings = judge(ready.problems(context, {own.id: Texts(body)}), context.catalog, context.entries)
    assert list(findings) == sorted(findings, key=lambda finding: finding.sort_key())
    assert "13800001234" not in "".join(finding.message + finding.found + finding.fix for finding in findings)
