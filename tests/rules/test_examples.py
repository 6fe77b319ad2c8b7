"""Every example that `gongkai explain` shows is true: it is run, and the rule speaks or keeps silent as it says."""

from __future__ import annotations

import pytest

from generator.findings import Problem
from generator.rules.registry import python_rules
from tests.builders import case

RULES = python_rules()


def _found(id: str, snippet: str) -> list[Problem]:
    ready = case(snippet)
    return [problem for problem in ready.problems() if problem.rule == id]


def _cases(kind: str) -> list[tuple[str, str]]:
    return [(id, snippet) for id, item in RULES.items() for snippet in getattr(item.info, kind)]


@pytest.mark.parametrize(("id", "snippet"), _cases("failing"))
def test_failing_examples_are_found(id: str, snippet: str) -> None:
    assert _found(id, snippet), snippet


@pytest.mark.parametrize(("id", "snippet"), _cases("passing") + _cases("near"))
def test_passing_examples_and_near_misses_are_left_alone(id: str, snippet: str) -> None:
    assert _found(id, snippet) == []


def _mended(snippet: str, field: str, fix: str) -> str:
    """`snippet` with the pasted line in the place of the wrong one."""
    lines = [line for line in snippet.split("\n") if not line.startswith(f"{field}: ")]
    return "\n".join([*lines, f"{field}:\n{fix}" if fix.startswith("  - ") else fix])


def _fixes() -> list[tuple[str, str, str, str]]:
    """Rule, snippet, field and line of every fix that replaces a line of the snippet's own entry."""
    found = []
    for id, snippet in _cases("failing"):
        for problem in _found(id, snippet):
            own = problem.entry == case(snippet).entry.id
            whole = not problem.fix.startswith("  - ") or snippet.count("{名称") + snippet.count("{文件") == 1
            added = id == "A707" or "待补" in problem.fix or "\n" in problem.fix
            if problem.fix and own and whole and not added:
                line = f"正文: {problem.fix}" if problem.field == "正文" else problem.fix  # a snippet's body is a key
                found.append((id, snippet, problem.field, line))
    return found


@pytest.mark.parametrize(("id", "snippet", "field", "fix"), _fixes())
def test_the_line_to_paste_mends_the_finding(id: str, snippet: str, field: str, fix: str) -> None:
    assert _found(id, _mended(snippet, field, fix)) == []


def test_most_of_what_can_be_computed_has_a_line_to_paste() -> None:
    assert len(_fixes()) >= 15
