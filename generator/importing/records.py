"""The documents of an old portal to entries, thousands at once: made, judged by every rule, written, accounted for."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import islice

from generator.calendar.workdays import Calendar
from generator.catalog.model import Catalog
from generator.findings import Finding, Problem, Severity
from generator.importing.duplicates import BY_TEXT, Seen
from generator.importing.landing import Landing
from generator.importing.migrated import Maker, Migrated
from generator.importing.sources import Record
from generator.model.convert import convert_entry
from generator.model.entry import Entry, Texts
from generator.model.fields import Registry
from generator.rules.context import RuleContext
from generator.rules.registry import LocalJudge, judge, run_entries
from generator.source.files import EntrySource
from generator.source.nodes import Mapping
from generator.source.yaml_events import parse_yaml

#: records judged and written together
BATCH = 100


@dataclass(frozen=True, slots=True)
class Refused:
    """A record that was not written: `same` names the entry it repeats, `rules` what an error says."""

    row: int
    title: str
    reason: str
    same: str = ""
    rules: tuple[str, ...] = ()


@dataclass(slots=True)
class RecordsAccount:
    """What became of the records."""

    read: int = 0
    written: int = 0
    #: written by an earlier run
    already: int = 0
    duplicates: list[Refused] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    #: written, though another document bears the same number (令, 公告)
    same_number: list[Refused] = field(default_factory=list)
    #: name of a publisher that the catalogue does not know -> records
    publishers: Counter[str] = field(default_factory=Counter)
    #: our key -> entries in which it is 待补
    pending: Counter[str] = field(default_factory=Counter)
    #: our key -> records whose text went to 来源说明
    left: Counter[str] = field(default_factory=Counter)
    #: characters that no file may hold, taken out
    removed: int = 0
    #: rule -> warnings and notices on what was written
    warnings: Counter[str] = field(default_factory=Counter)
    latest: str = ""


@dataclass(slots=True)
class RecordsImporter:
    """Runs the records through; `account` fills as it goes."""

    maker: Maker
    landing: Landing
    seen: Seen
    catalog: Catalog
    registry: Registry
    as_of: dt.date
    account: RecordsAccount = field(default_factory=RecordsAccount)
    #: ids given in this run -> key of the record
    _given: dict[str, str] = field(default_factory=dict)

    def run(self, records: Iterable[Record], progress: Callable[[int], None]) -> RecordsAccount:
        """Import all records; `progress` is told how many were read."""
        stream = iter(records)
        while batch := list(islice(stream, BATCH)):
            self._batch(batch)
            progress(self.account.read)
        return self.account

    def _batch(self, records: list[Record]) -> None:
        fresh: list[Migrated] = []
        for record in records:
            self.account.read += 1
            made = self.maker.make(record)
            if self._is_new(made):
                fresh.append(made)
        errors, warnings = self._judged(fresh)
        for made in fresh:
            if made.id in errors:
                first = errors[made.id][0]
                rules = tuple(sorted({finding.rule for finding in errors[made.id]}))
                self.account.refused.append(Refused(made.row, made.title, first.message, rules=rules))
            else:
                self._land(made, warnings.get(made.id, []))

    def _is_new(self, made: Migrated) -> bool:
        """Sort out what cannot be an entry, what was written before, and what is there already."""
        account = self.account
        if made.fault:
            account.refused.append(Refused(made.row, made.title, made.fault))
            return False
        if self.landing.known(made):
            account.already += 1
            self.seen.add(made)
            self._given[made.id] = made.key
            return False
        same, why = self.seen.find(made)
        if same:
            account.duplicates.append(Refused(made.row, made.title, why, same=same))
            return False
        if self._given.get(made.id) == made.key:
            account.duplicates.append(Refused(made.row, made.title, BY_TEXT, same=made.id))
            return False
        if made.id in self._given or self.landing.taken(made):
            account.refused.append(Refused(made.row, made.title, f"已经有别的条目 {made.id}，不覆盖"))
            return False
        self._given[made.id] = made.key
        if like := self.seen.like(made):
            account.same_number.append(Refused(made.row, made.title, "文号相同，标题或日期不同", same=like))
        self.seen.add(made)
        return True

    def _land(self, made: Migrated, warnings: list[Finding]) -> None:
        self.landing.write(made)
        account = self.account
        account.written += 1
        account.removed += made.removed
        account.pending.update(made.pending)
        account.left.update(made.left)
        account.warnings.update(finding.rule for finding in warnings)
        account.latest = max(account.latest, made.date)
        if made.unknown_unit:
            account.publishers[made.unknown_unit] += 1

    def _judged(self, batch: list[Migrated]) -> tuple[dict[str, list[Finding]], dict[str, list[Finding]]]:
        """Errors and warnings by entry id, as `gongkai check` would say them of each entry alone."""
        entries: dict[str, Entry] = {}
        problems: list[Problem] = []
        local = LocalJudge(self.catalog, Calendar(self.catalog.calendar))
        for made in batch:
            entry, found = self._entry(made)
            problems.extend(found)
            if entry is not None:
                entries[entry.id] = entry
                problems.extend(local.judge(entry, Texts(made.body)))
        context = RuleContext(
            catalog=self.catalog, entries=entries, broken=frozenset(), publications={}, as_of=self.as_of,
            calendar=Calendar(self.catalog.calendar),
        )
        problems.extend(run_entries(context, entries.values()))
        errors: dict[str, list[Finding]] = {}
        warnings: dict[str, list[Finding]] = {}
        for finding in judge(problems, self.catalog, entries):
            kind = errors if finding.severity is Severity.ERROR else warnings
            kind.setdefault(finding.entry, []).append(finding)
        return errors, warnings

    def _entry(self, made: Migrated) -> tuple[Entry | None, list[Problem]]:
        """The entry as reading would make it of the two files."""
        path = f"content/entries/{made.id}.yaml"
        node, problems = parse_yaml(made.fields_text, path)
        owned = [Problem(p.rule, p.place, p.message, severity=p.severity, entry=made.id) for p in problems]
        if not isinstance(node, Mapping):
            return None, owned
        organization, year, slug = made.id.split("/")
        source = EntrySource(
            id=made.id, path=path, organization=organization, year=year, slug=slug, fields=node, body=made.body,
            body_path=f"content/entries/{made.id}.md", body_line=1, attachments={}, digest="",
        )
        entry, found = convert_entry(source, self.catalog, self.registry)
        return entry, owned + found
