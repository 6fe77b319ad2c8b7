"""One line per finding, files apart, and a closing line (design.md §3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from generator.findings import Finding, Severity, Summary

_COLOURS = {Severity.ERROR: "\x1b[31m", Severity.WARNING: "\x1b[33m", Severity.NOTICE: "\x1b[36m"}
_PLAIN = "\x1b[0m"


def report(findings: Sequence[Finding], *, colour: bool = False) -> str:
    """All findings that no 情况说明 covers, grouped by file, then the closing line. Colour only when asked for."""
    open_ = [finding for finding in findings if not finding.waiver]
    groups = [
        "\n".join(finding_line(finding, colour=colour) for finding in group)
        for _, group in groupby(open_, key=lambda finding: finding.place.path)
    ]
    return "\n\n".join([*groups, closing_line(Summary.of(tuple(findings)))]) + "\n"


def finding_line(finding: Finding, *, colour: bool = False) -> str:
    """`path:line:column 级别 编号「…」…。依据：…。可直接粘贴：…`; a fix of several lines stands below."""
    place = finding.place
    label = f"{finding.severity.label} {finding.rule}"
    if colour:
        label = f"{_COLOURS[finding.severity]}{label}{_PLAIN}"
    gap = "" if finding.message.startswith(("「", "“", "《")) else " "
    return f"{place.path}:{place.line}:{place.column} {label}{gap}" + "".join(_parts(finding))


def _parts(finding: Finding) -> Iterator[str]:
    yield _stopped(finding.message)
    if finding.basis:
        yield f"依据：{_stopped(finding.basis)}"
    if "\n" in finding.fix:
        yield "可直接粘贴：\n" + "\n".join(f"    {line}" for line in finding.fix.split("\n"))
    elif finding.fix:
        yield f"可直接粘贴：{finding.fix}"


def _stopped(sentence: str) -> str:
    return sentence if sentence.endswith(("。", "？", "！")) else sentence + "。"


def closing_line(summary: Summary) -> str:
    """校验通过, or how much there is to do."""
    counts = f"必须改正 {summary.errors} 处，提醒 {summary.warnings} 处，提示 {summary.notices} 处"
    words = counts if summary.errors + summary.warnings + summary.notices else "校验通过"
    return f"{words}（另有 {summary.waived} 处已作情况说明）" if summary.waived else words
