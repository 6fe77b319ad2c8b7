"""The JSON report (design.md §3). Findings that a 情况说明 covers are counted, not listed."""

from __future__ import annotations

import json
from collections.abc import Sequence

from generator.findings import Finding, Summary


def report(findings: Sequence[Finding]) -> str:
    """`{"findings": […], "summary": {…}}` with Chinese as it is, ending with a line feed."""
    summary = Summary.of(tuple(findings))
    document = {
        "findings": [as_object(finding) for finding in findings if not finding.waiver],
        "summary": {
            "errors": summary.errors,
            "warnings": summary.warnings,
            "notices": summary.notices,
            "waived": summary.waived,
        },
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def as_object(finding: Finding) -> dict[str, str | int]:
    """One finding by the keys of the report."""
    return {
        "rule": finding.rule,
        "severity": finding.severity.code,
        "path": finding.place.path,
        "line": finding.place.line,
        "column": finding.place.column,
        "field": finding.field,
        "message": finding.message,
        "found": finding.found,
        "expected": finding.expected,
        "fix": finding.fix,
        "basis": finding.basis,
    }
