"""The one way from an attachment to its text: through the guard, within bounds, never an exception for content."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from generator.findings import Problem, Severity
from generator.source.documents.model import Document
from generator.source.documents.package import UnreadableError
from generator.source.guard import MAX_ATTACHMENT, read_bytes

if TYPE_CHECKING:
    from generator.source.documents.pdf import PdfReader

# The readers are imported with the first attachment of their kind: most entries have none.

#: kinds (extensions) that have a reading view
READABLE = ("pdf", "docx", "xlsx")
CANNOT = "这个文件无法在线阅读，请下载原文件。"


class DocumentReader:
    """Reads attachments as text. Used as a context, because PDFs are read by a process that has to end."""

    def __init__(self) -> None:
        self._pdf: PdfReader | None = None

    def __enter__(self) -> DocumentReader:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._pdf is not None:
            self._pdf.close()

    def read(self, path: Path, display: str, verdict: tuple[Problem, ...] | None = None) -> Document:
        """The attachment at `path`, `display` in the repository; its kind is that of its extension.

        `verdict` is what the guard has said of it already; None asks the guard.

        What the guard refuses, what is broken and what passes a bound comes back without blocks, with a note.
        Raises SetupError where a library is not installed.
        """
        kind = display.rpartition(".")[2].lower()
        if kind not in READABLE or refused(_asked(path, display) if verdict is None else verdict):
            return Document(kind, note=CANNOT)
        opened = read_bytes(str(path), display, limit=MAX_ATTACHMENT)
        if isinstance(opened, Problem):
            return Document(kind, note=CANNOT)
        try:
            return self._read(kind, opened.data)
        except (UnreadableError, RecursionError):
            return Document(kind, note=CANNOT)


    def _read(self, kind: str, data: bytes) -> Document:
        if kind == "docx":
            from generator.source.documents.docx import read_docx

            return read_docx(data)
        if kind == "xlsx":
            from generator.source.documents.xlsx import read_xlsx

            return read_xlsx(data)
        if self._pdf is None:
            from generator.source.documents.pdf import PdfReader

            self._pdf = PdfReader()
        return self._pdf.read(data)


def _asked(path: Path, display: str) -> tuple[Problem, ...]:
    """What the guard says of an attachment."""
    from generator.source.office import inspect

    return tuple(inspect(path, display).problems)


def refused(problems: tuple[Problem, ...]) -> bool:
    """Whether the guard said more than a warning."""
    return any(problem.severity in (None, Severity.ERROR) for problem in problems)
