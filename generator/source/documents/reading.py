"""The one way from an attachment to its text: through the guard, within bounds, never an exception for content."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType

from generator.findings import Problem, Severity
from generator.source.documents.docx import read_docx
from generator.source.documents.model import Document
from generator.source.documents.package import UnreadableError
from generator.source.documents.pdf import PdfReader
from generator.source.documents.xlsx import read_xlsx
from generator.source.guard import MAX_ATTACHMENT, read_bytes
from generator.source.office import inspect

#: kinds (extensions) that have a reading view
READABLE = ("pdf", "docx", "xlsx")
CANNOT = "这个文件无法在线阅读，请下载原文件。"


class DocumentReader:
    """Reads attachments as text. Used as a context, because PDFs are read by a process that has to end."""

    def __init__(self) -> None:
        self._pdf = PdfReader()

    def __enter__(self) -> DocumentReader:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._pdf.close()

    def read(self, path: Path, display: str, verdict: tuple[Problem, ...] | None = None) -> Document:
        """The attachment at `path`, `display` in the repository; its kind is that of its extension.

        `verdict` is what the guard has said of it already; None asks the guard.

        What the guard refuses, what is broken and what passes a bound comes back without blocks, with a note.
        Raises SetupError where a library is not installed.
        """
        kind = display.rpartition(".")[2].lower()
        if kind not in READABLE or refused(inspect(path, display).problems if verdict is None else verdict):
            return Document(kind, note=CANNOT)
        opened = read_bytes(str(path), display, limit=MAX_ATTACHMENT)
        if isinstance(opened, Problem):
            return Document(kind, note=CANNOT)
        try:
            if kind == "pdf":
                return self._pdf.read(opened.data)
            return read_docx(opened.data) if kind == "docx" else read_xlsx(opened.data)
        except (UnreadableError, RecursionError):
            return Document(kind, note=CANNOT)


def refused(problems: tuple[Problem, ...]) -> bool:
    """Whether the guard said more than a warning."""
    return any(problem.severity in (None, Severity.ERROR) for problem in problems)
