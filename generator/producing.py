"""Making the files of a site, in any process: what a worker is told, what it answers (design.md D9, D10).

A task is a slice of the entries (their pages, data, reading views and attachments), or some groups of pages and files
that come from facts alone, or `neibu/`. Where workers see this machine's trees they place what they make themselves and
answer with marks; elsewhere they answer with the bytes.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from itertools import zip_longest
from pathlib import Path

from generator.derive.document import SearchDocument, with_texts
from generator.derive.office import office_of
from generator.derive.permalinks import attachment as attachment_address
from generator.derive.permalinks import entry_data
from generator.derive.record import Record
from generator.derive.site import Site
from generator.derive.versions import comparisons
from generator.findings import Finding
from generator.indexing import SliceTerms, answers_of, slice_terms
from generator.model.entry import NO_TEXTS, Texts
from generator.publish.groups import FileGroup, file_groups
from generator.publish.office_data import office_files
from generator.publish.placing import Placed, Placer
from generator.publish.record_plan import RecordPlan, finish_record, plan_record
from generator.render.attachment_pages import (
    AttachmentPlan,
    DocumentView,
    attachment_plans,
    finish_attachment,
    is_listed,
    view_of,
)
from generator.render.environment import Environment
from generator.render.pages import internal_pages
from generator.render.press import Press
from generator.render.shells import INTERNAL, Shell
from generator.render.version_pages import comparison_page
from generator.reporting.history import read_history
from generator.reuse.plans import Planned, PlanStore
from generator.reuse.reading import ChangedError
from generator.reuse.views import Views
from generator.sealed import freeze
from generator.search.understand.answers import Answer
from generator.source.documents import DocumentReader
from generator.source.files import SourceFile

#: records of one task
SLICE = 200
#: about as much work as a slice, in the units of `FileGroup.cost`
LOAD = 2_500


@dataclass(frozen=True, slots=True)
class Slice:
    """A task: entries by their place among `Workshop.records`."""

    number: int
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Groups:
    """A task: groups of files by their place among `Workshop.groups`."""

    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Office:
    """A task: `neibu/`."""


Task = Slice | Groups | Office


@dataclass(slots=True)
class Made:
    """What a worker made of a task."""

    placed: Placed = field(default_factory=Placed)
    #: files of a worker that may not place them itself
    files: list[tuple[str, bytes]] = field(default_factory=list)
    #: pages of the sitemap with the day of their last change
    listed: dict[str, str] = field(default_factory=dict)
    #: beginnings of bodies, for feeds
    leads: dict[str, str] = field(default_factory=dict)
    #: what search sees of the entries: with texts where they can't be spooled, else their terms
    documents: list[SearchDocument] = field(default_factory=list)
    terms: SliceTerms | None = None
    #: prepared answers by the id of the entry that gives them
    answers: dict[str, tuple[Answer, ...]] = field(default_factory=dict)
    #: addresses that stay as the last build left them
    kept: list[str] = field(default_factory=list)
    #: the number of the slice whose plans were kept, and the ids in it
    planned: tuple[int, tuple[str, ...]] | None = None
    #: things done, for progress: entries, pages
    entries: int = 0
    pages: int = 0


@dataclass(frozen=True)
class Workshop:
    """What all tasks share. Everything that pickling would lose is made again where it is needed."""

    root: Path
    theme: Path
    site: Site
    shells: Mapping[str, Shell]
    texts: Mapping[str, Texts]
    findings: tuple[Finding, ...]
    #: ids whose beginnings feeds quote
    quoted: frozenset[str]
    #: folder that keeps results between builds; None keeps none
    cache: Path | None
    #: places public and internal files; None where this process may not
    public: Placer | None
    internal: Placer | None
    #: plans of the last build and what its texts were; None where its files may not stay unseen
    before: PlanStore | None
    #: where this build's plans go
    after: PlanStore | None
    #: hashes of bodies by id
    texts_key: Mapping[str, bytes]
    #: names the theme
    theme_key: bytes
    #: folder where texts wait for the index; empty: they come back with the answers
    spool: str = ""
    #: compiled templates, where somebody has them; a worker elsewhere compiles its own
    jinja: Environment | None = None

    @cached_property
    def records(self) -> tuple[Record, ...]:
        """Entries and signed states in order of id, as their texts lie in the cache."""
        return tuple(sorted((*self.site.records, *self.site.states), key=lambda record: record.id))

    @cached_property
    def press(self) -> Press:
        """Templates and frames."""
        return Press(self.site, self.theme, self.shells, self.jinja)

    @cached_property
    def groups(self) -> tuple[FileGroup, ...]:
        """Groups of files that come from facts alone."""
        return file_groups(self.press)

    @cached_property
    def views(self) -> Views:
        """Reading views by file, as kept."""
        return Views(self.cache, self.theme_key)

    def __getstate__(self) -> dict[str, object]:
        fields = self.__dataclass_fields__
        return {name: value for name, value in self.__dict__.items() if name in fields}


def tasks_of(shop: Workshop) -> list[Task]:
    """All tasks of a whole build, the big ones first."""
    count = len(shop.records)
    slices = [Slice(number, start, min(start + SLICE, count)) for number, start in enumerate(range(0, count, SLICE))]
    large: list[Task] = []
    small: list[int] = []
    cost = 0
    groups: list[Task] = []
    for number, group in enumerate(shop.groups):
        if group.cost >= LOAD:
            large.append(Groups((number,)))
            continue
        small.append(number)
        cost += group.cost + 20
        if cost >= LOAD:
            groups.append(Groups(tuple(small)))
            small, cost = [], 0
    if small:
        groups.append(Groups(tuple(small)))
    # two workers in the same folder wait for each other: neighbours in the order of work are far apart in the tree
    half = (len(slices) + 1) // 2
    apart = [one for pair in zip_longest(slices[:half], slices[half:]) for one in pair if one is not None]
    return [*large, Office(), *apart, *groups]


def make(shop: Workshop, task: Task) -> Made:
    """Do `task`. Effects: files placed where the workshop has placers, plans and views kept in its cache."""
    if isinstance(task, Slice):
        made = _make_slice(shop, task)
    elif isinstance(task, Groups):
        made = _make_groups(shop, task)
    else:
        return _make_office(shop)
    if shop.public is not None:
        made.placed = shop.public.placed
        shop.public.placed = Placed()
    return made


def _put(shop: Workshop, made: Made, address: str, data: bytes) -> None:
    if shop.public is not None:
        shop.public.put(address, data)
    else:
        made.files.append((address, data))


def _make_groups(shop: Workshop, task: Groups) -> Made:
    made = Made()
    for number in task.numbers:
        for output in shop.groups[number].make():
            if output.listed:
                made.listed[output.path] = output.modified
            _put(shop, made, output.path, output.data)
            made.pages += 1
    return made


def _make_office(shop: Workshop) -> Made:
    files = office_tree(shop)
    made = Made()
    if shop.internal is None:
        made.files.extend(files)
        return made
    for address, data in files:
        shop.internal.put(address, data)
    made.placed, shop.internal.placed = shop.internal.placed, Placed()
    return made


def office_tree(shop: Workshop) -> Iterator[tuple[str, bytes]]:
    """Pages and data of `neibu/`."""
    office = office_of(shop.site)
    for page in internal_pages(office, shop.findings, read_history(shop.root, shop.cache)):
        yield page.path, shop.press.page(page, INTERNAL)
    yield from office_files(office).items()


def _make_slice(shop: Workshop, task: Slice) -> Made:
    made = Made()
    plans: dict[str, bytes] = {}
    records = shop.records[task.start : task.stop]
    old = shop.before.open([record.id for record in records]) if shop.before else {}
    with DocumentReader() as reader:
        for record in records:
            _make_record(shop, record, old.get(record.id), reader, made, plans)
    made.entries = len(records)
    prepared = shop.site.catalog.search.answers
    made.answers = {one.id: found for one in made.documents if (found := answers_of(one, prepared))}
    if shop.spool:
        made.terms = slice_terms(made.documents, shop.spool, str(task.number))
        made.documents = []
    if shop.after is not None:
        shop.after.keep(task.number, plans)
        made.planned = (task.number, tuple(plans))
    return made


def preview(shop: Workshop, site: Site, record: Record, texts: Mapping[str, Texts]) -> list[tuple[str, bytes]]:
    """All files of `record` over `site`, an amended state of the workshop's (`derive.site.amended`); no plan is kept."""
    own = replace(shop, site=site, texts=texts, public=None, internal=None, before=None, after=None, spool="")
    own.__dict__["press"] = shop.press.over(site)  # a cached property, filled in advance
    made = Made()
    with DocumentReader() as reader:
        _make_record(own, record, None, reader, made, {})
    return made.files


def _make_record(
    shop: Workshop, record: Record, old: bytes | None, reader: DocumentReader, made: Made, plans: dict[str, bytes]
) -> None:
    planned = Planned(plan_record(record, shop.press), tuple(attachment_plans(record, shop.press)))
    frozen = plans[record.id] = freeze(planned)
    said = shop.texts.get(record.id, NO_TEXTS)
    same = old == frozen and shop.before is not None and shop.before.same_text(record.id, shop.texts_key)
    if planned.record.listed:
        made.listed[planned.record.page.path] = planned.record.modified
    _make_views(shop, record, planned.attachments, reader, made, same=same)
    _make_comparisons(shop, record, said.body, made)
    if same and record.id not in shop.quoted:
        made.kept += [planned.record.page.path, entry_data(record.id)]
        _remember(made, planned.record, said)
        return
    finish(shop, planned.record, said, made)


def _make_comparisons(shop: Workshop, record: Record, body: str, made: Made) -> None:
    """What the entry changed in earlier versions. They are few, and rest on two texts: always made anew."""
    for found in comparisons(record, shop.site):
        old = shop.texts[found.old.id].body if found.old.id in shop.texts else ""
        page = comparison_page(found, old, body, shop.site)
        _put(shop, made, page.path, shop.press.page(page))
        made.pages += 1


def _remember(made: Made, plan: RecordPlan, said: Texts) -> None:
    """What search sees of an entry whose files stay."""
    if plan.document is not None:
        made.documents.append(with_texts(plan.document, said.body, said.attachments))


def finish(shop: Workshop, plan: RecordPlan, said: Texts, made: Made) -> None:
    """The page and the data of one entry."""
    finished = finish_record(plan, said.body, said.attachments, shop.press.frames)
    _put(shop, made, finished.page_path, finished.page)
    _put(shop, made, finished.data_path, finished.data)
    if finished.document is not None:
        made.documents.append(finished.document)
    if plan.id in shop.quoted:
        made.leads[plan.id] = finished.lead


def _make_views(
    shop: Workshop, record: Record, plans: Sequence[AttachmentPlan], reader: DocumentReader, made: Made, *, same: bool
) -> None:
    """Reading views and the attachments themselves."""
    for plan in plans:
        view = _view(shop, plan, reader)
        if is_listed(plan, view):
            made.listed[plan.path] = plan.modified
        if same:
            made.kept.append(plan.path)
        else:
            _put(shop, made, plan.path, finish_attachment(plan, view, shop.press.frames))
        made.pages += 1
    for file in record.entry.attachments:
        address = attachment_address(record.id, file)
        if same:
            made.kept.append(address)
        else:
            _put(shop, made, address, _judged_bytes(shop.root, file.file))


def _judged_bytes(root: Path, file: SourceFile) -> bytes:
    """The bytes of an attachment as they were judged: no link is followed, and another file in its place is told."""
    descriptor = os.open(root / file.path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
    with os.fdopen(descriptor, "rb") as opened:
        data = opened.read()
    if sha256(data).hexdigest() != file.digest:
        raise ChangedError(f"{file.path} 在生成时又变了，请再运行一次")
    return data


def _view(shop: Workshop, plan: AttachmentPlan, reader: DocumentReader) -> DocumentView:
    return shop.views.get(plan.digest, plan.extension, lambda: view_of(reader.read(shop.root / plan.source, plan.source), shop.press))


def without_trees(shop: Workshop) -> Workshop:
    """The workshop for workers elsewhere: they place nothing and keep nothing."""
    texts = {id_: shop.texts[id_] for id_ in shop.texts}
    return replace(shop, public=None, internal=None, before=None, after=None, cache=None, texts=texts, spool="", jinja=None)
