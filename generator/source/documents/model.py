"""What an attachment says, as values: the blocks of its text in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

#: bounds of one document: characters of text, cells of all its tables, rows and columns of one table
MAX_TEXT = 300_000
MAX_CELLS = 60_000
MAX_ROWS = 2_000
MAX_COLUMNS = 100


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; 1 is the highest level of its document, levels may be skipped."""

    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `\\n` is a line break its author set. `align`: empty, center or right."""

    text: str
    align: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list, with its number as the document shows it (`1.`) or none for a bullet."""

    text: str
    marker: str = ""
    level: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; `numeric` ones stand to the right."""

    text: str
    columns: int = 1
    rows: int = 1
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the first `header` rows are its head (0: it has none that can be told)."""

    rows: tuple[tuple[Cell, ...], ...]
    header: int = 0
    caption: str = ""


@dataclass(frozen=True, slots=True)
class PageStart:
    """Here begins page `number` of the PDF, counted from 1."""

    number: int


Block = Heading | Paragraph | Item | Table | PageStart


@dataclass(frozen=True, slots=True)
class Document:
    """One attachment as text. Without blocks, `note` says why there is nothing to read."""

    #: pdf docx xlsx
    kind: str
    blocks: tuple[Block, ...] = ()
    #: what a reader must know, in whole sentences: what is missing here and stands in the file
    note: str = ""


def plain_text(document: Document) -> str:
    """All words of `document`, one line per paragraph, item or row of a table; for the search and for scans."""
    return "\n".join(_lines(document))


def _lines(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if isinstance(block, Table):
            if block.caption:
                yield block.caption
            yield from (" ".join(cell.text for cell in row if cell.text) for row in block.rows)
        elif isinstance(block, Item):
            yield f"{block.marker} {block.text}" if block.marker else block.text
        elif not isinstance(block, PageStart):
            yield block.text
