"""Parts of an OOXML package (ISO/IEC 29500-2), read within bounds; their XML as a stream of elements.

The guard (`source.office`) has judged the file before. What is read here is bounded again, so that nothing depends
on the order of calls.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.parsers import expat

from generator.source.office_ooxml import MAX_MEMBERS, MAX_UNPACKED

#: of one part: a sheet of a million cells has some 40 MB
MAX_PART = MAX_UNPACKED // 2

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Characters = Callable[[str], None]


class UnreadableError(Exception):
    """The file is not what its kind says, or passes a bound; never leaves this package."""


class EnoughError(Exception):
    """Raised by a handler that needs no more of a part."""


@dataclass(slots=True)
class Package:
    """A zip file whose parts are asked for by name, whatever their case."""

    archive: zipfile.ZipFile
    members: dict[str, zipfile.ZipInfo]
    left: int = field(default=MAX_UNPACKED)

    def read(self, name: str) -> bytes | None:
        """The bytes of part `name`, or None where there is none. Raises UnreadableError."""
        member = self.members.get(name.lower().lstrip("/"))
        if member is None:
            return None
        limit = min(MAX_PART, self.left)
        try:
            with self.archive.open(member) as stream:
                data = stream.read(limit + 1)
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError, OSError, RuntimeError) as error:
            raise UnreadableError("part") from error
        if len(data) > limit:
            raise UnreadableError("size")
        self.left -= len(data)
        return data

    def relations(self, part: str) -> dict[str, str]:
        """Internal targets of the relations of `part` as part names, by id."""
        folder, name = posixpath.split(part)
        data = self.read(f"{folder}/_rels/{name}.rels")
        found: dict[str, str] = {}

        def start(tag: str, attributes: dict[str, str]) -> None:
            if tag == "Relationship" and attributes.get("TargetMode", "") != "External":
                target = attributes.get("Target", "")
                found[attributes.get("Id", "")] = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")

        if data:
            walk(data, start)
        return found


def open_package(data: bytes) -> Package:
    """The package in `data`. Raises UnreadableError."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, OSError, RuntimeError) as error:
        raise UnreadableError("zip") from error
    if len(members) > MAX_MEMBERS:
        raise UnreadableError("members")
    return Package(archive, {member.filename.lower(): member for member in members})


def _ignore_end(tag: str) -> None:
    """The end of an element nobody waits for."""


def _ignore_text(text: str) -> None:
    """Text nobody waits for."""


def walk(data: bytes, start: Start, end: End = _ignore_end, text: Characters = _ignore_text) -> int:
    """Call the handlers with local names of elements and attributes; no DTD, no tree, depth costs nothing.

    Returns how many bytes were read: all, unless a handler raised EnoughError. Raises UnreadableError.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    local: dict[str, str] = {}

    def name(tag: str) -> str:
        found = local.get(tag)
        if found is None:
            local[tag] = found = tag.rpartition(" ")[2]
        return found

    def opened(tag: str, attributes: dict[str, str]) -> None:
        start(name(tag), {name(key): value for key, value in attributes.items()} if attributes else attributes)

    parser.StartElementHandler = opened
    parser.EndElementHandler = lambda tag: end(name(tag))
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse
    try:
        parser.Parse(data, True)
    except EnoughError:
        return parser.CurrentByteIndex
    except expat.ExpatError as error:
        raise UnreadableError("xml") from error
    return len(data)


def _refuse(*_: object) -> None:
    raise UnreadableError("doctype")
