"""What the serving process and the processes that build for it tell each other: plain values through a pipe."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.findings import Finding


@dataclass(frozen=True, slots=True)
class Order:
    """What a build is asked for."""

    root: str
    as_of: str
    engine: str
    #: number of the last change it will see
    change: int
    #: `Built.facts` of the desk that stands ready, or soon will; empty when there is none
    desk: bytes


@dataclass(frozen=True, slots=True)
class Checked:
    """Everything is read and judged; nothing is written yet."""

    findings: tuple[Finding, ...]
    clean: bool
    #: folders and files that the site is made from
    watched: tuple[str, ...]
    #: path of the site below its server, begins and ends with `/`
    subpath: str


@dataclass(frozen=True, slots=True)
class Built:
    """A build has ended well."""

    sentence: str
    #: addresses of site/ that are new, differ or are gone
    changed: tuple[str, ...]
    #: names what the process will hold if it stays; equal to the order's `desk` when it won't
    facts: bytes


@dataclass(frozen=True, slots=True)
class Failed:
    """A build could not run, or came to no site although nothing stands against one: one sentence for people."""

    sentence: str


@dataclass(frozen=True, slots=True)
class Ready:
    """The process that built has the site in memory now and answers `Edited`."""


@dataclass(frozen=True, slots=True)
class Edited:
    """These entries have other files now."""

    change: int
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Provisional:
    """What can be said of changed entries before the whole is built again."""

    change: int
    ids: tuple[str, ...]
    #: files by entry id and address
    files: Mapping[str, Mapping[str, bytes]]
    #: what is wrong with the entries by themselves
    findings: tuple[Finding, ...]


Told = Checked | Built | Failed | Ready | Provisional
