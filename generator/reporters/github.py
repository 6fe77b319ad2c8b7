"""Workflow commands that GitHub shows beside the lines of a pull request.

Form and escapes: GitHub's documentation of workflow commands; `%`, CR and LF everywhere, `:` and `,` in properties.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.findings import Finding, Severity, Summary
from generator.reporters.text import closing_line

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTICE: "notice"}


def report(findings: Sequence[Finding]) -> str:
    """One command per finding that no 情况说明 covers, then the closing line as plain log text."""
    commands = [command(finding) for finding in findings if not finding.waiver]
    return "\n".join([*commands, closing_line(Summary.of(tuple(findings)))]) + "\n"


def command(finding: Finding) -> str:
    """`::error file=…,line=…,col=…,title=…::message`."""
    properties = {
        "file": finding.place.path,
        "line": str(finding.place.line),
        "col": str(finding.place.column),
        "title": f"{finding.rule} {finding.field}".strip(),
    }
    shown = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{_COMMANDS[finding.severity]} {shown}::{_data(_message(finding))}"


def _message(finding: Finding) -> str:
    lines = [finding.message]
    if finding.basis:
        lines.append(f"依据：{finding.basis}")
    if finding.fix:
        lines.append(f"可直接粘贴：{finding.fix}")
    return "\n".join(lines)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
