"""What the inspection of an attachment says, and the notebook its parts write into."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.findings import Place, Problem, Severity


@dataclass(frozen=True, slots=True)
class Inspection:
    """One attachment after inspection. It may be published only when no problem is an error."""

    #: `pdf docx xlsx csv jpg png`, or empty when it is none of them
    kind: str
    #: pages of a PDF; 0 when not known
    pages: int = 0
    #: sheets of a workbook
    sheets: int = 0
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class Report:
    """Collects problems of the file shown as `path`; each rule speaks once, with its first reasons."""

    path: str
    pages: int = 0
    sheets: int = 0
    problems: list[Problem] = field(default_factory=list)

    def say(
        self, rule: str, message: str, *, found: str = "", expected: str = "", severity: Severity | None = None
    ) -> None:
        """Note a problem unless the same was said already."""
        problem = Problem(rule, Place(self.path), message, found=found, expected=expected, severity=severity)
        if problem not in self.problems:
            self.problems.append(problem)
