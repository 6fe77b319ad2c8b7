"""Collects the blocks of one document within its bounds."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.source.documents.model import MAX_CELLS, MAX_TEXT, Block, Document, Item, PageStart, Table


@dataclass(slots=True)
class Collector:
    """Blocks of a document until a bound is met; the first block that would pass it is left out, and all after it."""

    kind: str
    text_left: int = MAX_TEXT
    cells_left: int = MAX_CELLS
    full: bool = False
    blocks: list[Block] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(self, block: Block) -> bool:
        """Take `block` while there is room. Returns whether there was."""
        if self.full:
            return False
        cells, characters = _size(block)
        if cells > self.cells_left or characters > self.text_left:
            self.full = True
            return False
        self.cells_left -= cells
        self.text_left -= characters
        self.blocks.append(block)
        return True

    def note(self, sentence: str) -> None:
        """Say `sentence` once."""
        if sentence not in self.notes:
            self.notes.append(sentence)

    def document(self) -> Document:
        """What was collected."""
        if self.full:
            self.note("文件很长，这里只显示前面一部分。")
        return Document(self.kind, tuple(self.blocks), "".join(self.notes))


def _size(block: Block) -> tuple[int, int]:
    if isinstance(block, Table):
        cells = [cell for row in block.rows for cell in row]
        return len(cells), len(block.caption) + sum(len(cell.text) for cell in cells)
    if isinstance(block, PageStart):
        return 0, 0
    return 0, len(block.text) + (len(block.marker) if isinstance(block, Item) else 0)
