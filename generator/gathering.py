"""Gather: from the files of entries to facts, texts and what is wrong with each entry by itself.

A pure function of the files, the catalogue and the word lists: no day, no ledger, no other entry. So it can run in any
process over any part of the claims, and its result can be kept as long as those inputs stay the same.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from types import TracebackType

from generator.calendar.workdays import Calendar
from generator.catalog.model import Catalog
from generator.findings import Problem
from generator.model.convert import convert_entry, convert_simple
from generator.model.entry import Entry, Texts
from generator.model.fields import compile_registry
from generator.model.simple import SimpleReaders
from generator.rules.registry import LocalJudge, WithTexts
from generator.source.documents.texts import AttachmentTexts
from generator.source.files import EntrySource, SourceFile
from generator.source.inspections import Inspector
from generator.source.names import shown
from generator.source.tree import read_claim
from generator.source.walk import Claim

#: claims that are worked on together
_BLOCK = 64


@dataclass(frozen=True, slots=True)
class GatherCommon:
    """What all batches share."""

    root: Path
    catalog: Catalog
    #: a folder that keeps the texts of attachments and the verdicts on them; without it they are read anew
    cache: Path | None = None


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a number of claims came to."""

    #: complete entries by id, in order of id
    entries: Mapping[str, Entry]
    #: reading, conversion, attachments, local rules; in no order that means anything
    problems: tuple[Problem, ...]
    #: ids of entries that exist but cannot be read or converted
    broken: frozenset[str]
    #: texts by entry id; entries that say nothing at length are absent
    texts: Mapping[str, Texts]


class Gatherer:
    """Gathers batch after batch in one process. Used as a context, because attachments are read by a child process."""

    def __init__(self, common: GatherCommon) -> None:
        self._root = str(common.root)
        self._catalog = common.catalog
        self._registry = compile_registry(common.catalog)
        self._simple = SimpleReaders(self._registry)
        self._judge = LocalJudge(common.catalog, Calendar(common.catalog.calendar))
        self._inspector = Inspector(common.root, common.cache)
        self._texts = AttachmentTexts(common.root, common.cache)

    def __enter__(self) -> Gatherer:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._texts.__exit__(kind, error, trace)

    def gather(self, claims: Iterable[Claim]) -> Gathered:
        """Read, convert and judge `claims`, each by itself. Content never raises."""
        entries: dict[str, Entry] = {}
        texts: dict[str, Texts] = {}
        problems: list[Problem] = []
        broken: set[str] = set()
        collecting = gc.isenabled()
        gc.disable()  # trees hold no cycles, and each collection would walk all that was read so far
        try:
            rest = iter(claims)
            while part := list(islice(rest, _BLOCK)):  # one kind of work after the other is quicker than entry by entry
                sources = self._read(part, problems, broken)
                converted = self._convert(sources, problems, broken)
                problems.extend(self._judge.judge_all(converted))
                for entry, said, _ in converted:
                    entries[entry.id] = entry
                    if said.body or said.attachments:
                        texts[entry.id] = said
        finally:
            if collecting:
                gc.enable()
        return Gathered(dict(sorted(entries.items())), tuple(problems), frozenset(broken), texts)

    def _read(self, claims: Iterable[Claim], problems: list[Problem], broken: set[str]) -> list[EntrySource]:
        sources: list[EntrySource] = []
        for claim in claims:
            source, found = read_claim(self._root, claim, simple=True)
            if found:
                problems.extend(_owned(found, claim.id))
            if source is None:
                broken.add(shown(claim.id))
            else:
                sources.append(source)
        return sources

    def _convert(self, sources: Iterable[EntrySource], problems: list[Problem], broken: set[str]) -> list[WithTexts]:
        converted: list[WithTexts] = []
        for source in sources:
            entry, found = (
                convert_simple(source, self._catalog, self._simple)
                or convert_entry(source, self._catalog, self._registry)
            )
            problems.extend(found)
            files = source.attachments
            said = Texts(source.body, self._attached(source.id, files, problems) if files else {})
            if entry is None:
                broken.add(shown(source.id))
            else:
                converted.append((entry, said, files))
        return converted

    def _attached(self, entry: str, files: Mapping[str, SourceFile], problems: list[Problem]) -> Mapping[str, str]:
        """Every attachment is opened in the one guarded way (A7xx); then the words of those that have any."""
        verdicts = {name: self._inspector.problems(file) for name, file in files.items()}
        for verdict in verdicts.values():
            problems.extend(_owned(verdict, entry))
        return self._texts.of(files, verdicts)


def _owned(problems: Iterable[Problem], entry: str) -> list[Problem]:
    return [problem if problem.entry else replace(problem, entry=entry) for problem in problems]
