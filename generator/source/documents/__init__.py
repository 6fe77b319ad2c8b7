"""Text and structure of attachments (PDF, docx, xlsx), behind the guard of `source.office`.

`DocumentReader.read` gives a `Document`, a frozen value of blocks; `plain_text` its words.
"""

from __future__ import annotations

from generator.source.documents.model import (
    Block,
    Cell,
    Document,
    Heading,
    Item,
    PageStart,
    Paragraph,
    Table,
    plain_text,
)
from generator.source.documents.reading import CANNOT, READABLE, DocumentReader

__all__ = [
    "CANNOT", "READABLE", "Block", "Cell", "Document", "DocumentReader", "Heading", "Item", "PageStart", "Paragraph",
    "Table", "plain_text",
]
