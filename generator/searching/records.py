"""The answer for programs: the same list with the same keys as `window.gongkai.search` gives (theme/src/README.md)."""

from __future__ import annotations

import json
from pathlib import Path

from generator.search.query import Answer, Hit, InAttachment

Record = dict[str, object]


def records_text(answer: Answer, site: Path) -> str:
    """The hits as JSON, a record per hit; `url` is the address of the page in the built `site`, as a browser has it that
    opened the site from the disk."""
    text = json.dumps([record_of(hit, site) for hit in answer.hits], ensure_ascii=False, indent=1)
    return text + "\n"


def record_of(hit: Hit, site: Path) -> Record:
    """One hit."""
    document = hit.document
    return {
        "url": _url(site, document.href),
        "id": document.id,
        "href": document.href,
        "title": document.title,
        "titleParts": [list(piece) for piece in hit.title],
        "excerpt": [list(piece) for piece in hit.excerpt],
        "attachment": _attachment(hit.attachment, site) if hit.attachment else None,
        "unread": hit.unread,
        "score": hit.score,
        "why": hit.why,
        "label": hit.label,
        "number": document.number,
        "organization": document.organization,
        "type": document.type,
        "date": document.date,
        "state": document.state,
        "sample": document.sample,
    }


def _attachment(attachment: InAttachment, site: Path) -> Record:
    url = _url(site, attachment.href) if attachment.href else ""
    return {"name": attachment.name, "href": attachment.href, "url": url}


def _url(site: Path, href: str) -> str:
    return site.joinpath(href).as_uri()
