"""Tables of the standard catalogue to item drafts, file by file, with an account of every cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from generator.catalog.model import Catalog
from generator.importing import header_words as words
from generator.importing.by_content import section_by_content
from generator.importing.drafts import Draft, draft_text
from generator.importing.fields import FieldName, field_in, field_of
from generator.importing.grid import Grid
from generator.importing.grouping import DITTO, Cell, Grouper, RawItem, Unparsed
from generator.importing.headers import Section, sections
from generator.importing.items import Units, draft_item
from generator.importing.marks import Channels, Marks
from generator.importing.readback import read_back
from generator.importing.tables import read_tables
from generator.importing.texts import bare, plain, storable
from generator.source.names import shown


@dataclass(slots=True)
class FileImport:
    """One file: its drafts, and the account."""

    file: str
    drafts: list[Draft] = field(default_factory=list)
    rows: int = 0
    #: data cells with text, each with the draft and the item it went to
    placed: list[tuple[Draft, int, Cell]] = field(default_factory=list)
    #: data cells of a table that was not recognised
    homeless: int = 0
    unparsed: list[Unparsed] = field(default_factory=list)
    deadlines_parsed: int = 0
    deadlines_unknown: list[tuple[int, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    #: filled by `count_lost`
    lost: list[Cell] = field(default_factory=list)
    #: what our own reading says against the drafts
    problems: list[str] = field(default_factory=list)

    @property
    def cells(self) -> int:
        """Data cells that hold text."""
        return len(self.placed) + self.homeless

    @property
    def lost_count(self) -> int:
        """Data cells whose text stands in no draft."""
        return len(self.lost) + self.homeless

    def texts(self) -> dict[str, str]:
        """Path below `--out` -> text of the draft."""
        return {draft.path: draft_text(draft) for draft in self.drafts}

    def count_lost(self, texts: dict[str, str]) -> None:
        """Read the drafts again (`texts`, by path) and look for every cell."""
        self.lost, self.problems = [], []
        for draft in self.drafts:
            again = read_back(texts.get(draft.path, ""), draft.path)
            mine = ((draft.item_id(index), cell) for owner, index, cell in self.placed if owner is draft)
            self.lost.extend(again.lost(mine))
            self.problems.extend(f"{p.place.path}:{p.place.line} {p.rule} {p.message}" for p in again.problems)


@dataclass(slots=True)
class CatalogueImporter:
    """Imports files one after the other; field ids are unique over the whole run."""

    catalog: Catalog
    marks: Marks = Marks.SELECTED
    _ids: set[str] = field(default_factory=set)
    _channels: Channels = field(init=False)
    _units: Units = field(init=False)

    def __post_init__(self) -> None:
        self._channels = Channels(self.catalog)
        self._units = Units.of(self.catalog)

    def read(self, path: Path) -> FileImport:
        """Read one file. Raises UsageError when it is no table that can be read."""
        result = FileImport(shown(path.name))
        grids, notes = read_tables(path)
        result.notes.extend(notes)
        drafts: dict[str, Draft] = {}
        for grid in grids:
            self._grid(grid, path, result, drafts)
        result.drafts = [draft for draft in drafts.values() if draft.items]
        return result

    def _grid(self, grid: Grid, path: Path, result: FileImport, drafts: dict[str, Draft]) -> None:
        found = sections(grid, self._channels.known)
        if not found:
            section = section_by_content(grid, self._channels.known)
            if section is None:
                _not_a_table(grid, result)
                return
            found = [section]
        grouper = Grouper(grid)
        previous: FieldName | None = None
        belongs: list[tuple[RawItem, FieldName, Section]] = []
        for section in found:
            name = _section_field(section, grid, path) or previous or FieldName("", "")
            self._legend(section, result)
            result.rows += len(section.rows)
            items = grouper.add(section, fresh=name != previous)
            belongs.extend((raw, _own_field(raw) or name, section) for raw in items)
            previous = name
        result.unparsed.extend(grouper.unparsed)
        # only now: an item may go on in the rows below a repeated header
        for raw, name, section in belongs:
            self._item(raw, self._draft(name, section, result, drafts), result)

    def _item(self, raw: RawItem, draft: Draft, result: FileImport) -> None:
        item = draft_item(raw, self._channels, self._units, self.marks)
        draft.items.append(item)
        result.placed.extend((draft, len(draft.items) - 1, cell) for cell in raw.cells)
        text = raw.text(words.DEADLINE)
        written = [cell.text for cell in raw.cells if cell.column.role == words.DEADLINE]
        if not bare(text) and written and DITTO.fullmatch(bare(written[0])):
            result.deadlines_unknown.append((raw.row, plain(written[0])))
        elif bare(text) and item.reading.understood:
            result.deadlines_parsed += 1
        elif bare(text):
            result.deadlines_unknown.append((raw.row, plain(text)))

    def _draft(self, name: FieldName, section: Section, result: FileImport, drafts: dict[str, Draft]) -> Draft:
        """The draft of a field in this file; a new one gets an id that no other draft of the run has."""
        draft = drafts.get(name.name)
        if draft is None:
            titles = [title for title in section.titles if title]
            source = storable("；".join([result.file, *titles]))[:300]
            label = storable(name.name) or f"待确认的领域（{result.file}）"
            draft = drafts[name.name] = Draft(self._new_id(name.id), label, name.order, source)
        return draft

    def _new_id(self, wanted: str) -> str:
        """`wanted`, `wanted2` …; `lingyu1`, `lingyu2` … for a field that no list names."""
        number = 1
        while True:
            candidate = f"{wanted or 'lingyu'}{number if number > 1 or not wanted else ''}"
            if candidate not in self._ids:
                self._ids.add(candidate)
                return candidate
            number += 1

    def _legend(self, section: Section, result: FileImport) -> None:
        """Say it where the header itself explains the marks in another way than they are read."""
        legend = " ".join(column.title for column in section.columns if re.search("必选|可选|必须", column.title))
        if legend and self.marks is Marks.SELECTED and not section.repeated:
            result.notes.append(f"{result.file}：表头写明“{plain(legend)}”，可以改用 --marks required")


def _own_field(raw: RawItem) -> FieldName | None:
    """The field that a column of the table (领域) names."""
    if not bare(raw.field_name):
        return None
    return field_of(raw.field_name) or FieldName("", plain(raw.field_name)[:40])


def _section_field(section: Section, grid: Grid, path: Path) -> FieldName | None:
    """The field of a section: its title, else the sheet, else the file's name."""
    for title in reversed(section.titles):
        if found := field_of(title):
            return found
    if section.repeated:
        return None
    return (field_of(grid.name) if grid.name else None) or field_in(path.stem)


def _not_a_table(grid: Grid, result: FileImport) -> None:
    """A sheet in which no catalogue was recognised: its cells count as lost, unless it is a page of plain lines."""
    filled = [(number, [cell for cell in row if bare(cell)]) for number, row in enumerate(grid.rows, 1)]
    filled = [(number, cells) for number, cells in filled if cells]
    where = f"工作表“{grid.name}”" if grid.name else "这个文件"
    if any(len(cells) > 2 for _, cells in filled):
        result.rows += len(filled)
        result.homeless += sum(len(cells) for _, cells in filled)
        reason = f"{where}里没有认出标准目录的表头，也没有认出公开时限、公开渠道列，没有导入"
    else:
        reason = f"{where}里只有文字，没有表，没有导入"
    result.unparsed.append(Unparsed(filled[0][0], plain(filled[0][1][0])[:60], reason))


def import_files(importer: CatalogueImporter, paths: list[Path]) -> Iterator[FileImport]:
    """Read the files one by one, with the account of what their drafts would hold."""
    for path in paths:
        result = importer.read(path)
        result.count_lost(result.texts())
        yield result
