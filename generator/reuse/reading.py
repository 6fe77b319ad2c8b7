"""Reading all entries, batch by batch: what has not changed since the last run is taken from the cache.

A batch is about sixty entries, cut by content (`source.batches`). Its result is kept under a key made of the names
and bytes of its files, the catalogue and the program; so a result can be missing, and never wrong. That the bytes are
the same is believed of files whose marks are (reuse/marks.py), and otherwise found out by reading them.

A result is kept in two files: the facts (entries without texts, problems) and the texts. Facts have a hash of their
own: when an edit changes texts only, everything that sees no texts is as it was.
"""

from __future__ import annotations

import marshal
import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from generator.errors import GongkaiError
from generator.executing import FEW, Alone, Crew
from generator.reuse.marks import Row, look, settled
from generator.sealed import freeze, hashed, read_sealed, thaw, write_sealed
from generator.source.batches import batches
from generator.source.walk import Claim

if TYPE_CHECKING:
    from generator.catalog.model import Catalog
    from generator.findings import Problem
    from generator.gathering import GatherCommon, Gathered
    from generator.model.entry import Entry, Texts

# What a run needs that finds nothing changed is imported here; readers and rules where something must be read.

FOLDER, RECORD = "batches", "reading"
_VERSION = 2
#: batches of one task: enough work for a process, few enough that the last one does not keep the others waiting
GROUP = 8
#: seconds that results of other branches and runs are left alone
_AGE = 600


class ChangedError(GongkaiError):
    """Files changed while they were being used."""


@dataclass(frozen=True, slots=True)
class Result:
    """What is known of one batch without opening its files."""

    #: names its files in the cache: a hash of the content and of all that reading depends on
    key: bytes
    #: hash of names and bytes
    content: bytes
    #: hash of the facts and problems
    facts: bytes
    #: hash of the body by entry id
    texts: Mapping[str, bytes]
    #: complete entries
    count: int


@dataclass(frozen=True, slots=True)
class _Task:
    batches: tuple[tuple[Claim, ...], ...]
    #: marks of the files of each batch
    rows: tuple[tuple[Row, ...], ...]
    #: content hash and result of the last run, where there is one
    before: tuple[Result | None, ...]


@dataclass(frozen=True, slots=True)
class _Common:
    root: Path
    catalog: Catalog
    #: where texts of attachments and results are kept; None keeps nothing
    cache: Path | None
    #: the program, the catalogue and the word lists
    key: bytes

    @property
    def folder(self) -> Path | None:
        """The cache's folder of batches."""
        return self.cache / FOLDER if self.cache else None

    @property
    def gather(self) -> GatherCommon:
        """What gathering needs of it."""
        from generator.gathering import GatherCommon

        return GatherCommon(self.root, self.catalog, self.cache)


#: facts and texts as kept; empty when they lie in the cache already
Answer = tuple[Result, bytes, bytes]


def _work(common: _Common, task: _Task) -> list[Answer]:
    """Gather the batches whose bytes are new. Pure but for the cache it fills."""
    from generator.gathering import Gatherer

    answers: list[Answer] = []
    with Gatherer(common.gather) as gatherer:
        root = os.fspath(common.root)
        for claims, rows, before in zip(task.batches, task.rows, task.before, strict=True):
            if before is not None and before.content == _content(root, claims, rows):
                answers.append((before, b"", b""))
                continue
            gathered = gatherer.gather(claims)
            content = _content(root, claims, rows, {one.id: one.digest for one in gathered.entries.values()})
            result, facts, texts = _pack(gathered, content, common.key)
            if common.folder is not None and _keep(common.folder, result.key, facts, texts):
                texts = b""
            answers.append((result, facts, texts))
    return answers


def _content(root: str, claims: Sequence[Claim], rows: Sequence[Row], known: Mapping[str, str] | None = None) -> bytes:
    """Hash over ids, names, modes and bytes of all files of a batch; `known` has digests of entries just read."""
    from generator.source.tree import claim_digest

    known = known or {}
    digests = [known.get(claim.id) or claim_digest(root, claim) for claim in claims]
    names = repr([(claim.id, claim.misnamed, claim.yaml, claim.markdown, claim.attachments) for claim in claims])
    modes = repr([row[4] for row in rows])
    return hashed(names.encode("utf-8", "surrogateescape"), modes.encode(), "\n".join(digests).encode())


def _pack(gathered: Gathered, content: bytes, key: bytes) -> tuple[Result, bytes, bytes]:
    from generator.model.packing import pack

    entries = gathered.entries.values()
    facts = freeze((pack(entries, facts_only=True), gathered.problems, tuple(sorted(gathered.broken))))
    said = {id_: (texts.body, dict(texts.attachments)) for id_, texts in gathered.texts.items()}
    digests = {entry.id: entry.digest for entry in entries}
    own = {id_: hashed(body.encode("utf-8", "surrogatepass")) for id_, (body, _) in said.items()}
    result = Result(hashed(key, content), content, hashed(facts), own, len(entries))
    return result, facts, marshal.dumps((said, digests))


def _keep(folder: Path, key: bytes, facts: bytes, texts: bytes) -> bool:
    name = key.hex()
    return write_sealed(folder / f"{name}.texts", texts) and write_sealed(folder / f"{name}.facts", facts)


#: entries, problems, ids that cannot be read
Facts = tuple[list["Entry"], tuple["Problem", ...], tuple[str, ...]]


def opened(data: bytes, catalog: Catalog) -> Facts:
    """The facts of a batch as kept. Raises ValueError for anything else."""
    from generator.model.packing import unpack

    packed, problems, broken = thaw(data)
    return unpack(packed, catalog), problems, broken


class KeptTexts(Mapping[str, "Texts"]):
    """Texts by entry id, opened batch by batch; one batch is held open, so ask in order of id."""

    def __init__(self, where: Mapping[str, int], open_: Callable[[int], Mapping[str, tuple[str, dict[str, str]]]]) -> None:
        self._where = where
        self._open = open_
        self._number = -1
        self._held: Mapping[str, tuple[str, dict[str, str]]] = {}

    def __getitem__(self, id_: str) -> Texts:
        number = self._where[id_]
        if number != self._number:
            self._held, self._number = self._open(number), number
        from generator.model.entry import Texts

        body, attachments = self._held[id_]
        return Texts(body, attachments)

    def __iter__(self) -> Iterator[str]:
        return iter(self._where)

    def __len__(self) -> int:
        return len(self._where)


class Reading:
    """All entries as they are now. Facts and texts are opened when asked for, batch by batch."""

    def __init__(
        self, catalog: Catalog, results: Sequence[Result], folder: Path | None,
        facts: dict[bytes, Facts], texts: dict[bytes, bytes], again: Callable[[bytes], Gathered],
    ) -> None:
        self._catalog = catalog
        self._results = tuple(results)
        self._folder = folder
        self._facts_held = facts
        self._texts_held = texts
        self._again = again

    def __len__(self) -> int:
        return sum(result.count for result in self._results)

    @cached_property
    def key(self) -> bytes:
        """Hash of all facts and of the problems of reading; texts do not count."""
        return hashed(*(result.facts for result in self._results))

    @cached_property
    def texts_key(self) -> Mapping[str, bytes]:
        """Hash of the body by entry id; entries without one are absent."""
        return {id_: key for result in self._results for id_, key in result.texts.items()}

    @cached_property
    def _facts(self) -> tuple[dict[str, Entry], tuple[Problem, ...], frozenset[str]]:
        entries: dict[str, Entry] = {}
        problems: list[Problem] = []
        broken: set[str] = set()
        for result in self._results:
            own, found, unread = self._open_facts(result)
            entries.update((entry.id, entry) for entry in own)
            problems.extend(found)
            broken.update(unread)
        self._facts_held.clear()
        return dict(sorted(entries.items())), tuple(problems), frozenset(broken)

    def _open_facts(self, result: Result) -> Facts:
        held = self._facts_held.get(result.key)
        if held is not None:
            return held
        data = read_sealed(self._folder / f"{result.key.hex()}.facts") if self._folder is not None else None
        if data is not None:
            with suppress(ValueError):
                return opened(data, self._catalog)
        return opened(self._redo(result)[0], self._catalog)

    def _redo(self, result: Result) -> tuple[bytes, bytes]:
        """A result that was kept and is torn or gone is made again."""
        new, facts, texts = _pack(self._again(result.key), result.content, b"")
        if new.facts != result.facts or new.texts != result.texts:
            raise ChangedError("生成时又有文件变了，请再运行一次")
        if self._folder is not None:
            _keep(self._folder, result.key, facts, texts)
        return facts, texts

    @property
    def entries(self) -> Mapping[str, Entry]:
        """Complete entries by id, in order of id, without texts."""
        return self._facts[0]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with entries by themselves."""
        return self._facts[1]

    @property
    def broken(self) -> frozenset[str]:
        """Ids of entries that exist but cannot be read or converted."""
        return self._facts[2]

    @cached_property
    def texts(self) -> KeptTexts:
        """Texts by entry id; entries that have none are absent."""
        where = {id_: number for number, result in enumerate(self._results) for id_ in result.texts}
        return KeptTexts(where, lambda number: self._open_texts(self._results[number])[0])

    @cached_property
    def digests(self) -> Mapping[str, str]:
        """SHA-256 over an entry's files by its id, as the ledger keeps it."""
        found: dict[str, str] = {}
        for result in self._results:
            found.update(self._open_texts(result)[1])
        return found

    def _open_texts(self, result: Result) -> tuple[dict[str, tuple[str, dict[str, str]]], dict[str, str]]:
        data = self._texts_held.get(result.key)
        if data is None and self._folder is not None:
            data = read_sealed(self._folder / f"{result.key.hex()}.texts")
        if data is None:
            data = self._redo(result)[1]
        return marshal.loads(data)  # type: ignore[no-any-return]


@dataclass(frozen=True, slots=True)
class _Record:
    """What the last run knew: by the id of a batch's last claim, its files' marks and its result."""

    key: bytes
    at: int
    rows: Mapping[str, tuple[tuple[Row, ...], Result]]


def read_all(
    root: Path, catalog: Catalog, claims: Sequence[Claim], *, key: bytes, cache: Path | None, crew: Crew,
    step: Callable[[int, int], None] = lambda done, all_: None,
) -> Reading:
    """Read all `claims`, those that changed anew. `key` names the program, the catalogue and the word lists.

    `cache` is a folder; None keeps nothing and everything in memory. `step` is told how many entries are done.
    """
    common = _Common(root, catalog, cache, key)
    at = time.time_ns()
    parts = batches(claims)
    record = _load(cache, key)
    marks = [look(os.fspath(root), part) for part in parts]
    results: list[Result | None] = []
    for part, rows in zip(parts, marks, strict=True):
        known = record.rows.get(part[-1].id) if record else None
        sure = known is not None and record is not None and known[0] == rows and settled(rows, record.at)
        results.append(known[1] if known is not None and sure else None)
    facts: dict[bytes, Facts] = {}
    texts: dict[bytes, bytes] = {}
    fresh = None in results
    _fill(results, parts, marks, record, common, crew, facts, texts, step)
    whole = [result for result in results if result is not None]
    if cache is not None:
        rows_of = {part[-1].id: (rows, result) for part, rows, result in zip(parts, marks, whole, strict=True)}
        if fresh or record is None or record.rows != rows_of:
            _save(cache, _Record(key, at, rows_of))
    by_key = {result.key: part for part, result in zip(parts, whole, strict=True)}

    def again(wanted: bytes) -> Gathered:
        from generator.gathering import Gatherer

        with Gatherer(common.gather) as gatherer:
            return gatherer.gather(by_key[wanted])

    return Reading(catalog, whole, common.folder, facts, texts, again)


def _fill(
    results: list[Result | None], parts: Sequence[Sequence[Claim]], marks: Sequence[tuple[Row, ...]],
    record: _Record | None, common: _Common, crew: Crew, facts: dict[bytes, Facts], texts: dict[bytes, bytes],
    step: Callable[[int, int], None],
) -> None:
    """Find the results that are missing, by the crew when there are many."""
    folder = common.folder
    missing = [number for number, result in enumerate(results) if result is None]
    count = sum(len(parts[number]) for number in missing)
    workers = crew if count >= FEW else Alone()
    if not crew.here:
        common = replace(common, cache=None)
    groups = [missing[at : at + GROUP] for at in range(0, len(missing), GROUP)]
    tasks = [
        _Task(
            tuple(tuple(parts[number]) for number in group),
            tuple(marks[number] for number in group),
            tuple(_before(record, parts[number]) for number in group),
        )
        for group in groups
    ]
    done = 0
    for group, answers in zip(groups, workers.run(_work, common, tasks), strict=True):
        for number, (result, own_facts, own_texts) in zip(group, answers, strict=True):
            results[number] = result
            if own_facts:
                facts[result.key] = opened(own_facts, common.catalog)
            if own_texts and not (folder is not None and _keep(folder, result.key, own_facts, own_texts)):
                texts[result.key] = own_texts
            done += len(parts[number])
        step(done, count)


def _before(record: _Record | None, part: Sequence[Claim]) -> Result | None:
    known = record.rows.get(part[-1].id) if record else None
    return known[1] if known else None


def _load(cache: Path | None, key: bytes) -> _Record | None:
    data = read_sealed(cache / RECORD) if cache else None
    if data is None:
        return None
    try:
        version, kept, at, rows = marshal.loads(data)
        if version != _VERSION or kept != key:
            return None
        return _Record(kept, at, {name: (marks, Result(*result)) for name, (marks, result) in rows.items()})
    except (ValueError, EOFError, TypeError):
        return None


def _save(cache: Path, record: _Record) -> None:
    rows = {
        name: (marks, (result.key, result.content, result.facts, dict(result.texts), result.count))
        for name, (marks, result) in record.rows.items()
    }
    write_sealed(cache / RECORD, marshal.dumps((_VERSION, record.key, record.at, rows)))
    _tidy(cache / FOLDER, {result.key.hex() for _, result in record.rows.values()})


def _tidy(folder: Path, used: set[str]) -> None:
    """Remove results that nobody has asked for lately, when they are more than those in use."""
    try:
        names = os.listdir(folder)
    except OSError:
        return
    if len(names) < 4 * len(used) + 64:
        return
    before = time.time() - _AGE
    for name in names:
        path = folder / name
        with suppress(OSError):
            if name.partition(".")[0] not in used and path.stat().st_mtime < before:
                path.unlink()
