"""Starting a process that builds. This module is light: it is loaded by the serving process too, the builder is not.

Processes are forked from a clean one that has everything loaded (multiprocessing's fork server), never from the serving
process with its threads. Each leads a process group, so that it can be ended with its workers; it ends by itself when
the serving process closes the pipe, or is gone.
"""

from __future__ import annotations

import os
import signal
import time
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from multiprocessing.process import BaseProcess

from generator.serving.messages import Checked, Order

#: loaded once, before the first fork
_LOADED = ("generator.serving.generation", "generator.retouching", "generator.search.updating", "generator.judging",
           "generator.model.ledger", "generator.source.ledger_files", "generator.publish.trees", "generator.indexing")


@dataclass(slots=True)
class Launched:
    """A process that builds, or the desk."""

    process: BaseProcess
    pipe: Connection
    #: last change before it started
    change: int
    started: float
    #: what it holds once it is the desk
    facts: bytes = b""
    checked: Checked | None = None

    def leave(self) -> None:
        """It has done its work and ends by itself."""
        self.pipe.close()

    def end(self) -> None:
        """Away with it and its workers."""
        self.pipe.close()
        if self.process.pid is not None and self.process.is_alive():
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGTERM)
            with suppress(OSError):
                self.process.terminate()
        self.process.join(0)


def _context() -> ForkServerContext:
    context = get_context("forkserver")
    context.set_forkserver_preload(list(_LOADED))
    return context


def launch(order: Order) -> Launched:
    """Start a build. Raises OSError where no process can be started."""
    context = _context()
    here, there = context.Pipe()
    process = context.Process(target=run, args=(there, order))
    started = time.monotonic()
    try:
        process.start()
    except (OSError, EOFError) as error:
        here.close()
        raise error if isinstance(error, OSError) else OSError(str(error)) from error
    finally:
        there.close()
    return Launched(process, here, order.change, started)


def run(pipe: Connection, order: Order) -> None:
    """The life of the process. Ends when the build gave nothing to hold, or when the serving process closes the pipe."""
    from generator.serving.generation import Generation

    os.setsid()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the serving process, which ends this one
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    try:
        Generation(pipe, order).live()
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return
