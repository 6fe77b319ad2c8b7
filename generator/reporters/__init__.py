"""Findings as text for people, as JSON for programs, and as annotations for GitHub. They know only findings."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from generator.findings import Finding
from generator.reporters import github, json_report, text

#: format -> function of findings (in their total order) that gives the whole output
REPORTERS: dict[str, Callable[[Sequence[Finding]], str]] = {
    "text": text.report,
    "json": json_report.report,
    "github": github.report,
}
