"""`gongkai import …`: what the command line calls."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Callable, Iterator
from itertools import chain, islice
from pathlib import Path

from generator.catalog.load import load_catalog
from generator.catalog.model import Catalog, InfoType
from generator.errors import UsageError
from generator.importing.account import (
    catalogue_remarks,
    catalogue_report,
    catalogue_table,
    check_report_path,
    write_report,
)
from generator.importing.catalogue import CatalogueImporter, FileImport
from generator.importing.duplicates import Seen
from generator.importing.landing import JOURNAL, Landing, cache_folder
from generator.importing.mapping import RecordMap, read_map
from generator.importing.marks import MEANINGS, Marks
from generator.importing.migrated import Maker
from generator.importing.records import RecordsImporter
from generator.importing.records_account import records_remarks, records_report, say_later_dates
from generator.importing.sources import Record, read_records
from generator.model.convert import convert_entry
from generator.model.fields import Registry, compile_registry
from generator.rules.check_declarations import complaint
from generator.source.guard import MAX_YAML, read_bytes
from generator.source.names import shown
from generator.source.text import decode
from generator.source.tree import read_entries
from generator.source.walk import ENTRIES

Say = Callable[[str], None]


def import_catalogue(
    root: Path, files: list[str], *, out: str = "", report: str = "", marks: str = "selected", say: Say = print
) -> int:
    """Tables to item drafts. Without `out` nothing is written. Returns the exit code: 1 when a cell was lost.

    Raises UsageError, with nothing written, when a file cannot be read or a draft exists already.
    """
    if report:
        check_report_path(Path(report), "files")
    importer = CatalogueImporter(load_catalog(root, complaint).catalog, Marks(marks))
    progress = Progress(len(files), "个文件")
    results: list[FileImport] = []
    for number, name in enumerate(files, 1):
        result = importer.read(Path(name))
        result.file = name
        result.count_lost(result.texts())
        results.append(result)
        progress.at(number)
    progress.done()
    if out:
        _write_drafts(Path(out), results)
    for line in (*catalogue_table(results), "", *_marks_warning(results, importer.marks), *catalogue_remarks(results)):
        say(line)
    say(_last_line(results, out))
    if report:
        write_report(Path(report), catalogue_report(results), "files")
    return 1 if any(result.lost_count or result.problems for result in results) else 0


def _marks_warning(results: list[FileImport], marks: Marks) -> list[str]:
    """Which meaning the boxes were given, where a table has any."""
    boxed = any(sign in cell.text for result in results for _, _, cell in result.placed for sign in "■□▲◆☑")
    others = "、".join(f"{other.value}（{MEANINGS[other]}）" for other in Marks if other is not marks)
    return [f"注意：渠道的标记按“{MEANINGS[marks]}”来读；表不是这个意思的，用 --marks 改：{others}", ""] if boxed else []


def _last_line(results: list[FileImport], out: str) -> str:
    if out:
        count = sum(len(result.drafts) for result in results)
        return f"已写 {count} 份草稿到 {out}/items/；逐项核对“待确认”以后再移入 catalog/items/"
    return "这是试运行，什么也没有写；加 --out 文件夹 写出草稿"


def _write_drafts(out: Path, results: list[FileImport]) -> None:
    """Write every draft, or none; then count what was lost from the files on disk."""
    texts = {out / path: text for result in results for path, text in result.texts().items()}
    for path in texts:
        if path.exists() or path.is_symlink():
            raise UsageError(f"“{path}”已经存在，不覆盖；请把它移走，或换一个 --out 文件夹。什么也没有写")
    written: list[Path] = []
    try:
        (out / "items").mkdir(parents=True, exist_ok=True)
        for path, text in texts.items():
            with open(path, "x", encoding="utf-8", newline="\n") as stream:
                written.append(path)
                stream.write(text)
    except OSError as error:
        for path in written:
            path.unlink(missing_ok=True)
        raise UsageError(f"草稿写不进“{out}”：{error.strerror}。什么也没有写") from error
    for result in results:
        result.count_lost({draft.path: _read(out / draft.path) for draft in result.drafts})


def _read(path: Path) -> str:
    """The text of a file that was just written; empty when it cannot be read again."""
    opened = read_bytes(str(path), path.name, limit=4 * MAX_YAML)
    data = getattr(opened, "data", b"")
    return decode(data, path.name)[0] or ""


def import_records(
    root: Path,
    file: str,
    *,
    type_name: str,
    map_file: str,
    org: str = "",
    out: str = "",
    dry_run: bool = False,
    report: str = "",
    as_of: dt.date | None = None,
    today: dt.date,
    say: Say = print,
) -> int:
    """The documents of an old portal to entries. Returns the exit code: 1 when a record was refused.

    `as_of` (else `today`) is the day the entries are judged at. Raises UsageError where the run cannot begin.
    """
    words = os.environ.get("GONGKAI_WORDS", "")
    catalog = load_catalog(root, complaint, Path(words) if words else None).catalog
    info = _type(catalog, type_name)
    if org and (org not in catalog.organizations or catalog.organizations[org].kind == "集合"):
        raise UsageError(f"--org 写的是“{org}”，机构名录里没有这个机构编号")
    if report:
        check_report_path(Path(report), "records")
    registry = compile_registry(catalog)
    day = as_of or today
    source = Path(file)
    record_map = read_map(Path(map_file), info, catalog, org)
    records = _with_columns(read_records(source), record_map, source)
    folder = Path(out) if out else root / ENTRIES
    maker = Maker(catalog, registry, info, record_map, org, shown(source.name), day)
    landing = Landing(folder.resolve(), cache_folder(root) / JOURNAL, dry=dry_run)
    importer = RecordsImporter(maker, landing, _seen(folder, catalog, registry), catalog, registry, day)
    progress = Progress(0, "条")
    try:
        account = importer.run(records, progress.at)
    except KeyboardInterrupt:
        raise UsageError("已停下；已经写好的条目都在，再运行一次会接着写") from None
    finally:
        progress.done()
    for line in records_remarks(account, folder=str(out or ENTRIES), dry=dry_run):
        say(line)
    say_later_dates(account.latest, catalog, as_of, day, say)
    if report:
        write_report(Path(report), records_report(file, info.name, account), "records")
    return 1 if account.refused else 0


def _type(catalog: Catalog, word: str) -> InfoType:
    info = catalog.types_by_name.get(word) or catalog.types.get(word)
    if info is None or info.abstract:
        raise UsageError(f"没有类型“{word}”，可以写：{'、'.join(catalog.types_by_name)}")
    return info


def _with_columns(records: Iterator[Record], record_map: RecordMap, source: Path) -> Iterator[Record]:
    """The records, once the first ones hold the columns that the map names. Raises UsageError where they do not."""
    first = list(islice(records, 50))
    columns = list(dict.fromkeys(column for record in first for column in record.values))
    if not first:
        raise UsageError(f"“{source.name}”里没有记录")
    missing = [column for column in record_map.columns() if column not in columns]
    if missing and columns:
        raise UsageError(f"“{source.name}”里没有列“{'”“'.join(missing)}”；有的是：{'、'.join(columns)}")
    return chain(first, records)


def _seen(folder: Path, catalog: Catalog, registry: Registry) -> Seen:
    """What the repository holds already, where the folder is that of a repository."""
    seen = Seen(catalog.rules.document_number)
    whole = folder.resolve()
    if whole.as_posix().endswith(f"/{ENTRIES}"):
        for source in read_entries(whole.parents[1]).entries:
            entry, _ = convert_entry(source, catalog, registry)
            if entry is not None:
                seen.add_entry(entry)
    return seen


class Progress:
    """A line on the terminal that counts; silent where nobody watches or there is little to do."""

    def __init__(self, total: int, what: str) -> None:
        self.total = total
        self.what = what
        self.on = sys.stderr.isatty() and total != 1

    def at(self, number: int) -> None:
        """`number` of `total` are done."""
        if self.on:
            of = f"/{self.total}" if self.total else ""
            print(f"\r  {number}{of} {self.what}", end="", file=sys.stderr, flush=True)

    def done(self) -> None:
        """Clear the line."""
        if self.on:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
