"""Every example that `gongkai explain` shows is true: it is run, and the rule speaks or keeps silent as it says."""

from __future__ import annotations

import pytest

from generator.findings import Problem
from generator.rules.registry import python_rules, run_entries, run_site
from tests.builders import case

RULES = python_rules()


def _found(id: str, snippet: str) -> list[Problem]:
    ready = case(snippet)
    problems = run_entries(ready.context, ready.context.entries.values()) + run_site(ready.context)
    return [problem for problem in problems if problem.rule == id]


def _cases(kind: str) -> list[tuple[str, str]]:
    return [(id, snippet) for id, item in RULES.items() for snippet in getattr(item.info, kind)]


@pytest.mark.parametrize(("id", "snippet"), _cases("failing"))
def test_failing_examples_are_found(id: str, snippet: str) -> None:
    assert _found(id, snippet), snippet


@pytest.mark.parametrize(("id", "snippet"), _cases("passing") + _cases("near"))
def test_passing_examples_and_near_misses_are_left_alone(id: str, snippet: str) -> None:
    assert _found(id, snippet) == []
