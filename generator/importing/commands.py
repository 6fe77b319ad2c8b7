"""`gongkai import …`: what the command line calls."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from generator.catalog.load import load_catalog
from generator.errors import UsageError
from generator.importing.account import (
    catalogue_remarks,
    catalogue_report,
    catalogue_table,
    check_report_path,
    write_report,
)
from generator.importing.catalogue import CatalogueImporter, FileImport
from generator.importing.marks import MEANINGS, Marks
from generator.rules.check_declarations import complaint
from generator.source.guard import MAX_YAML, read_bytes
from generator.source.text import decode

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


def import_records(root: Path, file: str, **options: object) -> int:
    raise UsageError("导入记录还没有接上")
