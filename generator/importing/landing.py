"""Writing entries one by one: whole or not at all, never over an existing file, and known again after an interruption."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from pathlib import Path

from generator.errors import UsageError
from generator.importing.migrated import Migrated

#: below the cache folder
JOURNAL = "import-records.jsonl"
_STAGED = ".gongkai-import.tmp"


def cache_folder(root: Path) -> Path:
    """`.cache/gongkai` of the repository, or where GONGKAI_CACHE points."""
    return Path(os.environ.get("GONGKAI_CACHE") or root / ".cache" / "gongkai")


@dataclass(slots=True)
class Landing:
    """The folder that entries are written to, and the journal of what was written there (source key -> id)."""

    out: Path
    journal: Path
    dry: bool = False
    #: by earlier runs
    _written: dict[str, str] = field(default_factory=dict)
    #: keys met in this run: the second record with a key is a repetition, not "written before"
    _met: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        try:
            lines = self.journal.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            return
        for line in lines:
            try:
                item = json.loads(line)
            except ValueError:
                continue  # the last line of a run that was cut off
            if isinstance(item, dict) and item.get("out") == str(self.out):
                self._written[str(item.get("key"))] = str(item.get("id"))

    def known(self, made: Migrated) -> str:
        """The id under which this record was written before, while that entry is still there; else empty."""
        if made.key in self._met:
            return ""
        self._met.add(made.key)
        id = self._written.get(made.key, "")
        if id and self._file(id, ".yaml").is_file():
            return id
        if self._same(self._file(made.id, ".yaml"), made.fields_text):
            return made.id
        return ""

    def taken(self, made: Migrated) -> bool:
        """Whether another entry stands where this one would be written."""
        yaml, body = self._file(made.id, ".yaml"), self._file(made.id, ".md")
        if yaml.exists():
            return True
        # a body without fields is what an interrupted run leaves
        return body.exists() and not (made.body and self._same(body, made.body))

    def write(self, made: Migrated) -> None:
        """Write body and fields, then note it. The fields file comes last: it makes the entry.

        Raises UsageError when the disk does not take it.
        """
        if self.dry:
            return
        yaml, body = self._file(made.id, ".yaml"), self._file(made.id, ".md")
        try:
            yaml.parent.mkdir(parents=True, exist_ok=True)
            if made.body and not body.exists():
                self._put(body, made.body)
            self._put(yaml, made.fields_text)
            self.journal.parent.mkdir(parents=True, exist_ok=True)
            with open(self.journal, "a", encoding="utf-8") as stream:
                line = {"key": made.key, "id": made.id, "out": str(self.out)}
                stream.write(json.dumps(line, ensure_ascii=False) + "\n")
        except OSError as error:
            message = f"“{made.id}”写不下去：{error.strerror}。已写的都在，解决以后再运行一次会接着写"
            raise UsageError(message) from error

    def _file(self, id: str, suffix: str) -> Path:
        return self.out / f"{id}{suffix}"

    def _same(self, path: Path, text: str) -> bool:
        try:
            return path.read_bytes() == text.encode()
        except OSError:
            return False

    def _put(self, path: Path, text: str) -> None:
        """Make `path` appear whole; an existing file is an error, never replaced."""
        staged = self.out / _STAGED
        staged.write_text(text, encoding="utf-8", newline="\n")
        try:
            os.link(staged, path)
        except FileExistsError:
            raise
        except OSError:  # a disk without hard links
            if path.exists():
                raise FileExistsError(17, "已有同名文件", str(path)) from None
            os.rename(staged, path)
            return
        finally:
            staged.unlink(missing_ok=True)
