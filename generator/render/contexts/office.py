"""Pages of neibu/ (仅供内部参考)."""

from __future__ import annotations

from dataclasses import dataclass

from generator.render.contexts.parts import Day, Link


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A finding in the office's report."""

    severity: str
    tone: str
    rule: str
    place: str
    message: str
    basis: str
    fix: str
    waiver: str


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """Findings of one unit."""

    name: str
    count: int
    lines: tuple[FindingLine, ...]


@dataclass(frozen=True, slots=True)
class FindingsPage:
    """neibu/findings.html: the findings report (仅供内部参考)."""

    title: str
    as_of: Day
    errors: int
    warnings: int
    notices: int
    waived: int
    groups: tuple[FindingGroup, ...]
    rules: tuple[Link, ...]  # rule id, how often
    entries: int
