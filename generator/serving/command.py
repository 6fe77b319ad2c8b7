"""The command: build, serve on this machine, follow the files until interrupted."""

from __future__ import annotations

import os
import signal
import sys
import threading
import webbrowser
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from generator.errors import SetupError, UsageError
from generator.preparing import asked_date
from generator.serving.answers import Answers
from generator.serving.board import Board
from generator.serving.conductor import Conductor
from generator.serving.server import Server, is_local
from generator.serving.watching import Watcher

#: output folder below the repository; neibu/ is never served
SITE = "site"
WATCHED = ("content", "catalog", "theme", "mkdocs.yml")
LOCAL = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line asks for."""

    as_of: str = ""
    engine: str = "mkdocs"
    host: str = LOCAL
    port: int = 8000
    #: open the browser once the server stands
    open: bool = False
    #: look at the files again and again instead of being told
    poll: bool = False


def serve(root: Path, options: Options) -> int:
    """Serve `root` until Ctrl+C. Raises UsageError where the address or the date can't be used, SetupError elsewhere
    than in a repository."""
    if not (root / "catalog").is_dir():
        raise SetupError(f"“{root}”里没有 catalog 文件夹，请用 -C 指定仓库所在的文件夹")
    asked_date(options.as_of)
    board = Board()
    answers = Answers(root / SITE, board)
    server = _server(options, answers, board)
    watcher: Watcher | None = None

    def watch(roots: object) -> None:
        if watcher is not None:
            watcher.watch(roots)  # type: ignore[arg-type]

    conductor = Conductor(root, options.as_of, options.engine, board, answers, _say, watch)
    watcher = Watcher((str(root / name) for name in WATCHED), conductor.changed, polling=options.poll)
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        watcher.start()
        threading.Thread(target=server.serve_forever, daemon=True, name="serving").start()
        _greet(server, options)
        conductor.run()
    except KeyboardInterrupt:
        _say("预览结束")
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second Ctrl+C must not leave processes behind
        conductor.end()
        server.server_close()
    return 0


def _server(options: Options, answers: Answers, board: Board) -> Server:
    if not 0 <= options.port <= 65535:
        raise UsageError(f"端口写的是 {options.port}，应在 0 到 65535 之间")
    try:
        return Server(options.host, options.port, answers, board)
    except OSError as error:
        raise UsageError(f"{options.host} 的端口 {options.port} 用不了（{error.strerror}），请用 --port 换一个") from error


def _greet(server: Server, options: Options) -> None:
    name = f"[{options.host}]" if ":" in options.host else options.host
    address = f"http://{name}:{server.server_port}/"
    if not is_local(options.host):
        _say(f"注意：--host {options.host} 让网络里的其他人也能打开预览，包括还没有公开的草稿")
    _say(f"正在 {address} 预览，按 Ctrl+C 结束")
    if options.open:
        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()


def _say(line: str) -> None:
    """A line on the terminal; a terminal that is gone is no reason to end."""
    with suppress(OSError, ValueError):
        sys.stdout.write(line + os.linesep)
        sys.stdout.flush()


def _interrupt(number: int, frame: object) -> None:
    raise KeyboardInterrupt
