"""Problems and findings: what every stage says about the content. Pure values with a total order.

A stage reports a `Problem` (which rule, where, what was found, what is accepted). The judge
(`rules.registry.judge`) adds severity, legal basis and waivers, which makes it a `Finding`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import IntEnum


class Severity(IntEnum):
    """How much a finding weighs: 提示 < 提醒 < 必须改正 (formats.md §5)."""

    NOTICE = 1
    WARNING = 2
    ERROR = 3

    @property
    def label(self) -> str:
        """The Chinese word of a finding's line."""
        return {1: "提示", 2: "提醒", 3: "错误"}[self.value]

    @property
    def code(self) -> str:
        """The word of the JSON report."""
        return self.name.lower()


#: Words accepted as severity in `catalog/`, to their value.
SEVERITY_WORDS = {
    "错误": Severity.ERROR,
    "必须改正": Severity.ERROR,
    "提醒": Severity.WARNING,
    "提示": Severity.NOTICE,
}


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands: repository path with `/`, line and column from 1 (column in characters)."""

    path: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class Problem:
    """What a stage found. `message` is one plain Chinese sentence without the fix and the basis."""

    rule: str
    place: Place
    message: str
    field: str = ""
    found: str = ""
    expected: str = ""
    #: a line (or lines) that can be pasted into the file as it is; empty when there is none
    fix: str = ""
    #: overrides the rule's own legal or catalogue basis
    basis: str = ""
    #: severity asked for by a check written as data (`级别`); None takes the rule's
    severity: Severity | None = None
    #: id of the entry the problem belongs to, for waivers and reports by unit
    entry: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem with its weight. `waiver` holds the reason of a 情况说明 that covers it."""

    rule: str
    severity: Severity
    place: Place
    message: str
    field: str = ""
    found: str = ""
    expected: str = ""
    fix: str = ""
    basis: str = ""
    entry: str = ""
    waiver: str = ""

    def sort_key(self) -> tuple[str, int, int, str, str, str]:
        """By file, then place, then rule; equal keys mean equal findings."""
        return (self.place.path, self.place.line, self.place.column, self.rule, self.field, self.message)


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts over a run, waived findings apart."""

    errors: int
    warnings: int
    notices: int
    waived: int

    @classmethod
    def of(cls, findings: list[Finding] | tuple[Finding, ...]) -> Summary:
        """Count `findings`."""
        levels = [finding.severity for finding in findings if not finding.waiver]
        return cls(
            errors=levels.count(Severity.ERROR),
            warnings=levels.count(Severity.WARNING),
            notices=levels.count(Severity.NOTICE),
            waived=len(findings) - len(levels),
        )


def select(findings: Iterable[Finding], only: Collection[str] = (), skip: Collection[str] = ()) -> tuple[Finding, ...]:
    """The findings whose rule begins with a word of `only` (all when empty) and none of `skip`: `D`, `D2`, `D203`."""
    wanted, unwanted = tuple(only) or ("",), tuple(skip)
    return tuple(f for f in findings if f.rule.startswith(wanted) and not (unwanted and f.rule.startswith(unwanted)))
