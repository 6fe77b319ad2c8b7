"""The search of the portal, in Python, over the files of the index: what `gongkai search` answers.

The twin of `theme/src/search/engine.mjs` and `run.mjs`, without their trips and early answers: what the browser calls
complete is all that is answered here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from generator.derive.attached import OTHER, UNREAD, page_address
from generator.derive.search_documents import SearchDocument
from generator.search.excerpt import Piece, excerpt, marked
from generator.search.finding import Lists, found, lone_list, long_terms, terms_of
from generator.search.judging import Judged, Seen, attachment_of, coverage, judge, seen
from generator.search.narrowing import FACETS, Facet, Filters, column_for, narrow
from generator.search.postings import Stored
from generator.search.reader import Index, Read
from generator.search.sets import DocumentSet, TermList, any_of, best, filtered
from generator.search.tolerant import Failure, Tolerant
from generator.search.understand.plan import ALWAYS, FEW_DOCUMENTS, NONE, Alternative, Direct, Plan
from generator.search.understand.tables import Tables
from generator.search.understand.understand import tables_for, understand

#: ranks whose order the look at the words decides together: the first, then by tens
FIRST, BLOCK = 12, 10
#: shorter queries are a term of the index: there is nothing to check
CHECKED = 3
#: what a document is worth that has all pieces of the words asked for, but not the words
PIECES = 0.5
#: kinds of readings that were searched besides; those of other kinds were taken for what was meant
ALSO = ("synonym", "question", "relaxed")
#: texts that one answer reads
TEXTS = 50
_NO_FILTERS: Filters = {}
#: tables of prepared answers
_DIRECT = re.compile("answers|a-[0-9]+")
#: combinations of tables that are kept parsed
_PARSED = 32
#: an index of at most so many documents counts its facets, so that every list is read whole
SMALL = 3000


@dataclass(frozen=True, slots=True)
class InAttachment:
    """Where a hit stands: the attachment's name and the address of its reading view (empty: it has none)."""

    name: str
    href: str


@dataclass(frozen=True, slots=True)
class Hit:
    """One answer; `title` and `excerpt` are pieces with the hits marked, `why` says where it was found."""

    document: SearchDocument
    title: tuple[Piece, ...]
    excerpt: tuple[Piece, ...]
    score: float
    why: str
    #: what was searched instead or besides; empty for what was typed
    label: str
    #: the attachment that alone has what was asked, or a part of it; the excerpt is its
    attachment: InAttachment | None = None
    #: an attachment of the entry can't be searched: no text was recognised in it
    unread: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """`total` documents answer (at least, when there are `more`); `hits` are those asked for, the best first."""

    folded: str
    total: int
    more: bool
    hits: tuple[Hit, ...]
    #: words that were searched besides, and instead of those typed
    also: tuple[str, ...]
    instead: tuple[str, ...]
    #: nothing has all words
    relaxed: bool
    #: the prepared answer, where one is near enough
    direct: Direct | None = None
    #: counts over all documents that answer, where they were asked for
    facets: tuple[Facet, ...] = ()
    #: what could not be read: the answer may lack something
    failed: tuple[Failure, ...] = ()


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a search is asked for beside its words."""

    limit: int
    offset: int
    by_date: bool
    filters: Filters
    counts: bool


@dataclass(frozen=True, slots=True)
class _State:
    """What the readings found."""

    readings: Sequence[Alternative]
    sets: Sequence[DocumentSet]
    all: DocumentSet
    #: documents whose number is asked for
    pins: frozenset[int]

    def readings_of(self, number: int) -> list[Alternative]:
        """The readings that found a document, the one that values it most first."""
        scored: list[tuple[float, int, Alternative]] = []
        for reading, own in zip(self.readings, self.sets, strict=True):
            place = own.place(number)
            if place >= 0:
                scored.append((-own.scores[place], len(scored), reading))
        return [reading for _, _, reading in sorted(scored, key=lambda one: one[:2])]


class Searcher:
    """Searches one index many times. ValueError when there is none, or of another version."""

    def __init__(self, read: Read) -> None:
        self._index = Index(read)
        self._read = read
        self._payloads: dict[str, Mapping[str, Any]] = {}
        self._parsed: dict[frozenset[str], Tables] = {}

    def search(
        self, query: str, *, limit: int = 20, offset: int = 0, by_date: bool = False, filters: Filters = _NO_FILTERS,
        counts: bool = False,
    ) -> Answer:
        """Answer `query` as it was typed: the hits from `offset`, at most `limit`, that pass `filters`; `counts`: with
        the counts of all facets (with those of the filters in any case)."""
        # Only the tables that this query wants: an answer must not depend on what was searched before.
        names: frozenset[str] = frozenset()
        plan = understand(query, self._tables(names))
        if not plan.alternatives:
            return Answer(plan.folded, 0, False, (), (), (), False)
        index = Tolerant(self._index, self._read)
        run = _Run(index, _Asked(limit, offset, by_date, filters, counts))
        run.heads([one for one in plan.alternatives if _is_always(one)])
        names |= self._wanted(query, names, index)
        direct = self._direct(query, names, index)
        plan = understand(query, self._tables(names))
        have = run.count([one for one in plan.alternatives if _is_always(one)])
        if have < FEW_DOCUMENTS:
            plan = understand(query, self._tables(names | self._wanted(query, names, index)))
        answer = run.answer(plan, _chosen(run, plan.alternatives))
        return replace(answer, direct=direct, failed=index.failures)

    def _direct(self, query: str, names: frozenset[str], index: Tolerant) -> Direct | None:
        """The prepared answer that is asked for, if any."""
        wanted = self._wanted(query, names, index, direct=True)
        while wanted - names:
            names |= wanted
            wanted = self._wanted(query, names, index, direct=True)
        return understand(query, self._tables(names)).direct

    def _wanted(
        self, query: str, names: frozenset[str], index: Tolerant, *, direct: bool = False
    ) -> frozenset[str]:
        """The tables that the query wants when it has those of `names`: of prepared answers (`direct`), or the others."""
        wanted = tables_for(query, self._tables(names))
        kind = (name for name in wanted if bool(_DIRECT.fullmatch(name)) == direct)
        return frozenset(name for name in kind if self._payload(name, index) is not None)

    def _payload(self, name: str, index: Tolerant) -> Mapping[str, Any] | None:
        if name not in self._payloads:
            payload = index.table(name)
            if payload is None:
                return None
            self._payloads[name] = payload
        return self._payloads[name]

    def _tables(self, names: frozenset[str]) -> Tables:
        """The tables of these names, parsed once for all queries that want the same."""
        if names not in self._parsed:
            if len(self._parsed) >= _PARSED:
                self._parsed.clear()
            payloads = {name: payload for name in names if (payload := self._payloads.get(name)) is not None}
            self._parsed[names] = Tables(payloads)
        return self._parsed[names]


def searcher_of(folder: Path) -> Searcher:
    """A searcher over a built site."""

    def read(address: str) -> bytes | None:
        try:
            return (folder / address).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise ValueError(str(error)) from None

    return Searcher(read)


class _Run:
    """One search: the lists it has read, the documents found, the page of them that is shown."""

    def __init__(self, index: Tolerant, asked: _Asked) -> None:
        self._index, self._asked = index, asked
        self._limit, self._offset, self._by_date = asked.limit, asked.offset, asked.by_date
        self._filtering = any(asked.filters.values())
        self._stored: dict[str, Stored | None] = {}
        self._lists: dict[str, TermList | None] = {}

    def heads(self, readings: Sequence[Alternative]) -> None:
        """Read the heads of all terms."""
        for term in terms_of(readings):
            if term not in self._lists:
                self._stored[term], self._lists[term] = self._index.head(term)

    def _longer(self, terms: Iterable[str]) -> None:
        for term in list(dict.fromkeys(terms)):
            stored, held = self._stored[term], self._lists[term]
            if stored is not None and held is not None and not held.whole:
                self._lists[term] = self._index.whole(term, stored, held)

    def _evaluate(self, readings: Sequence[Alternative]) -> _State:
        lists: Lists = self._lists
        sets = [found(reading, lists, self._index.count) for reading in readings]
        pins = {n for reading, own in zip(readings, sets, strict=True) if reading.number for n in own.ids}
        return _State(readings, sets, any_of(sets), frozenset(pins))

    def count(self, readings: Sequence[Alternative]) -> int:
        """Make the lists good enough to say how many documents `readings` find, FEW_DOCUMENTS at least."""
        self.heads(readings)
        held = self._evaluate(readings).all
        for complete in (False, True):
            certain = held.certain()
            if certain >= FEW_DOCUMENTS or (held.whole and certain == len(held.ids)):
                break
            self._longer(long_terms(readings, self._lists, complete=complete, loose=complete))
            held = self._evaluate(readings).all
        return len(held.ids)

    def answer(self, plan: Plan, readings: Sequence[Alternative]) -> Answer:
        """The complete answer of `readings` together."""
        counting = self._index.count <= SMALL or self._asked.counts or self._filtering
        lone = None if counting or self._by_date else lone_list(readings, self._lists)
        if lone is not None and self._offset + self._limit <= len(lone.weights):
            return self._present(plan, self._evaluate(readings), lone.documents)
        self._longer(long_terms(readings, self._lists, complete=True))
        return self._present(plan, self._evaluate(readings), 0)

    def _present(self, plan: Plan, state: _State, known: int) -> Answer:
        chosen, facets = self._narrowed(state.all)
        hits = self._page(plan, state, chosen)
        certain = chosen.certain()
        more = not known and (not chosen.whole or certain < len(chosen.ids))
        met = [one for one, own in zip(state.readings, state.sets, strict=True) if own.ids]
        named = [one for one in met if one.label]
        return Answer(
            folded=plan.folded,
            total=known or max(certain if more else len(chosen.ids), len(hits)),
            more=more,
            hits=hits,
            also=tuple(dict.fromkeys(one.label for one in named if one.kind in ALSO)),
            instead=tuple(dict.fromkeys(one.label for one in named if one.kind not in ALSO)),
            relaxed=bool(met) and all(one.least > 0 for one in met),
            facets=facets,
        )

    def _narrowed(self, documents: DocumentSet) -> tuple[DocumentSet, tuple[Facet, ...]]:
        """The documents that pass the filters, and the facets of all."""
        filters = self._asked.filters
        facets = [facet for facet, (key, _) in FACETS.items() if self._asked.counts or filters.get(key)]
        if not facets:
            return documents, ()
        ids = documents.ids
        columns = {facet: column_for(self._index.facet(facet, ids), ids) for facet in facets}
        passing, counted = narrow(columns, filters, len(ids))
        return filtered(documents, passing), counted

    def _page(self, plan: Plan, state: _State, chosen: DocumentSet) -> tuple[Hit, ...]:
        start, last = _block(self._offset), self._offset + self._limit - 1
        stop = FIRST if last < FIRST else _block(last) + BLOCK
        ranks = self._ranked(state, chosen, stop)[start:stop]
        numbers = [chosen.ids[place] for place in ranks]
        rows = self._index.rows(numbers)
        checking = len(plan.folded) >= CHECKED
        blocks: dict[int, list[tuple[tuple[int, float], Hit]]] = {}
        for rank, number in enumerate(numbers, start):
            if number not in rows:
                continue
            read = rank - start < TEXTS
            document = self._index.document(rows[number], read=read)
            hit = _hit(state, number, document, read, checking) if document else None
            if hit:
                blocks.setdefault(_block(rank), []).append(hit)
        ordered = [one for block in blocks.values() for one in (block if self._by_date else sorted(block, key=_order))]
        skipped = self._offset - start
        return tuple(hit for _, hit in ordered[skipped : skipped + self._limit])

    def _ranked(self, state: _State, chosen: DocumentSet, count: int) -> list[int]:
        """Places in the documents `chosen`, the best `count`, numbers that were asked for first."""
        if self._by_date:
            return list(range(min(count, len(chosen.ids))))
        pinned = [place for place in map(chosen.place, sorted(state.pins)) if place >= 0]
        others = best(chosen, count + len(pinned))
        return [*pinned, *(place for place in others if chosen.ids[place] not in state.pins)][:count]


def _order(one: tuple[tuple[int, float], Hit]) -> tuple[int, float]:
    return one[0]


def _hit(
    state: _State, number: int, document: SearchDocument, read: bool, checking: bool
) -> tuple[tuple[int, float], Hit] | None:
    """A hit and what orders it: pinned ones first as they are, then by score."""
    place = state.all.place(number)
    whole_document = seen(document)
    fields = whole_document.fields
    judged = judge(fields, state.readings_of(number), sure=state.all.sure[place] == 1 or not read)
    if judged is None:
        return None
    whole = judged.whole or not read or not checking
    score = state.all.scores[place] * (1 if whole else PIECES) * (1 + coverage(fields.title, judged.texts))
    hit = _shown(document, whole_document, judged, round(score, 6))
    return ((0, 0.0) if number in state.pins else (1, -hit.score)), hit


def _shown(document: SearchDocument, whole: Seen, judged: Judged, score: float) -> Hit:
    fields, text, folded = whole.fields, whole.own, whole.fields.text
    needles = [needle for needle in judged.needles if any(needle in field for field, _ in fields.places())]
    first: tuple[str, ...] = ()
    attachment = None
    found = attachment_of(fields, judged, needles)
    if found:
        number, needle = found
        piece = whole.pieces[number - 1]
        text, folded, first = piece.text, fields.attached[number - 1], (needle,)
        attachment = InAttachment(piece.name, page_address(document.href, number) if piece.mark != OTHER else "")
    return Hit(
        document=document,
        title=marked(document.title, needles),
        excerpt=excerpt(text, folded, (*first, *needles)) if text else (),
        score=score,
        why=judged.why,
        label=judged.reading.label,
        attachment=attachment,
        unread=any(piece.mark == UNREAD for piece in whole.pieces),
    )


def _block(rank: int) -> int:
    return 0 if rank < FIRST else FIRST + (rank - FIRST) // BLOCK * BLOCK


def _chosen(run: _Run, readings: Sequence[Alternative]) -> list[Alternative]:
    """The readings that are asked: always, or when those before it found too little."""
    taken: list[Alternative] = []
    have = counted = 0
    for reading in readings:
        if not _is_always(reading):
            if counted < len(taken):
                have = run.count(taken)
            counted = len(taken)
            if have >= (1 if reading.when == NONE else FEW_DOCUMENTS):
                continue
        taken.append(reading)
    run.count(taken)
    return taken


def _is_always(reading: Alternative) -> bool:
    """Asked in any case: what was typed and what it may be called, not the same words taken apart."""
    return reading.when == ALWAYS and (reading.kind != "synonym" or bool(reading.label))

