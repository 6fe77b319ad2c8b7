"""The findings as the panel on a page shows them: those of the page itself first, errors first."""

from __future__ import annotations

import json

from generator.findings import Finding
from generator.reporters.json_report import as_object
from generator.serving.board import Board, entry_of, page_of

#: findings that are sent; the panel says how many more there are
MOST = 100


def panel(board: Board, address: str) -> bytes:
    """JSON for the page at `address`: state, and findings that no 情况说明 covers."""
    state = board.state()
    own = entry_of(address)
    open_ = [finding for finding in board.findings if not finding.waiver]
    first = sorted(open_, key=lambda finding: (not _is_own(finding, own, address), -finding.severity, finding.sort_key()))
    document = {
        "version": state.version, "busy": state.busy, "stands": state.stands, "failure": state.failure,
        "errors": state.errors, "warnings": state.warnings, "notices": state.notices,
        "provisional": address in board.shown, "more": max(0, len(first) - MOST),
        "findings": [_row(finding, own, address) for finding in first[:MOST]],
    }
    return json.dumps(document, ensure_ascii=False).encode()


def _row(finding: Finding, own: str, address: str) -> dict[str, object]:
    row: dict[str, object] = dict(as_object(finding))
    row["label"] = finding.severity.label
    row["own"] = _is_own(finding, own, address)
    row["page"] = page_of(finding.place.path)
    return row


def _is_own(finding: Finding, own: str, address: str) -> bool:
    if own:
        return own in (finding.entry, entry_of(finding.place.path))
    return page_of(finding.place.path) == address
