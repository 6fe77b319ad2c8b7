"""What reading hands on: files of the repository and entries as written, before any meaning."""

from __future__ import annotations

from dataclasses import dataclass

from generator.findings import Problem
from generator.source.nodes import Mapping
from generator.source.yaml_simple import SimpleFields


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One attachment as it lies in the repository."""

    #: repository path with `/`
    path: str
    #: file name as the author gave it, the name readers download
    name: str
    #: bytes
    size: int
    #: SHA-256, lower-case hex
    digest: str


@dataclass(frozen=True, slots=True)
class EntrySource:
    """One entry as written: located fields, body text, attachment files (formats.md §2)."""

    #: path below content/entries without extension, `shifuban/2021/24`
    id: str
    #: the file that holds the fields (`.yaml`, or `.md` with front matter)
    path: str
    organization: str
    year: str
    slug: str
    fields: Mapping
    #: Markdown, with `\n` line ends; empty when there is none
    body: str
    body_path: str
    #: line of `body_path` on which `body` begins
    body_line: int
    #: files in the entry's own folder, by name
    attachments: dict[str, SourceFile]
    #: SHA-256 over fields file, body file and attachments, lower-case hex
    digest: str
    #: the fields where they were read in the simple way; `fields` is empty then (`tree.with_fields` fills it)
    simple: SimpleFields | None = None
    #: text of the fields and the line of `path` on which it begins, kept with `simple`
    fields_text: str = ""
    fields_line: int = 1


@dataclass(frozen=True, slots=True)
class EntrySources:
    """All that reading found under `content/entries`."""

    entries: tuple[EntrySource, ...]
    problems: tuple[Problem, ...]
    #: ids of entries whose files cannot be read: known, so that a reference to them is not "dangling" too
    broken: frozenset[str]
