"""One build in a process of its own, which stays as the desk when it has something new to hold.

`launching.py` starts it and says how it ends.
"""

from __future__ import annotations

import os
import sys
import traceback
from multiprocessing.connection import Connection
from pathlib import Path

from generator.building import build_site_once
from generator.errors import GongkaiError
from generator.executing import crew
from generator.preparing import Prepared
from generator.reuse.catalogs import layer_folders
from generator.reuse.keys import program_key
from generator.reuse.static import theme_folder
from generator.serving.desk import Desk, facts
from generator.serving.messages import Built, Checked, Edited, Failed, Order, Provisional, Ready, Told

#: taken when the code is loaded, once for all builds: what this code makes is never kept under the key of newer code
PROGRAM = program_key()


class Generation:
    """A build and, after it, the desk."""

    def __init__(self, pipe: Connection, order: Order) -> None:
        self._pipe = pipe
        self._order = order
        self._prepared: Prepared | None = None
        self._facts = b""

    def live(self) -> None:
        """Build; stand ready where the facts are others than those of the desk there is."""
        if not self._build() or self._prepared is None or self._facts == self._order.desk:
            return
        desk = Desk(self._prepared, self._order.engine)
        self._tell(Ready())
        while True:
            edited = self._pipe.recv()
            if isinstance(edited, Edited):
                self._tell(_answer(desk, edited))

    def _build(self) -> bool:
        order = self._order
        try:
            outcome = build_site_once(
                Path(order.root), as_of=order.as_of, engine=order.engine, crew=crew(), judged=self._judged
            )
        except GongkaiError as error:
            self._tell(Failed(str(error)))
            return False
        except Exception as error:  # whatever it is, the preview goes on
            if isinstance(error, (EOFError, BrokenPipeError, ConnectionResetError)):
                raise
            self._tell(Failed(_accident(error)))
            return False
        if outcome.built:
            self._tell(Built(outcome.sentence, outcome.changed, self._facts))
        return outcome.built

    def _judged(self, prepared: Prepared) -> None:
        self._prepared = prepared
        self._facts = facts(prepared, self._order.engine)
        self._tell(Checked(prepared.findings, prepared.clean, _watched(prepared), prepared.catalog.site.subpath))

    def _tell(self, told: Told) -> None:
        self._pipe.send(told)


def _answer(desk: Desk, edited: Edited) -> Provisional:
    """What the desk says. Where it fails, nothing: the build that follows will say what there is to say."""
    try:
        return desk.answer(edited)
    except Exception as error:  # files that change or go while they are read, or a mistake of this program
        if not isinstance(error, (GongkaiError, OSError)):
            traceback.print_exc(file=sys.stderr)
        return Provisional(edited.change, edited.ids, {}, ())


def _watched(prepared: Prepared) -> tuple[str, ...]:
    """Everything a site comes from: content, all layers of the catalogue, theme, settings, the words from outside."""
    root = prepared.root
    words = os.environ.get("GONGKAI_WORDS", "")
    found = [root / "content", root / "mkdocs.yml", *layer_folders(root, prepared.keyed.loaded)]
    if words:
        found.append(Path(words).absolute())
    try:
        found.append(theme_folder(root))
    except GongkaiError:
        found.append(root / "theme")
    return tuple(sorted({os.path.normpath(path) for path in found}))


def _accident(error: Exception) -> str:
    """A mistake of this program or of the machine (a full disk): one sentence for people, the rest on the terminal."""
    if isinstance(error, OSError):
        return f"读写文件时出错：{error.strerror or error}"
    traceback.print_exc(file=sys.stderr)
    return f"程序出错（{type(error).__name__}），终端里有详细信息；这不是您的内容写错了"
