"""Driving a site engine in-process: MkDocs by default, or ProperDocs. Imports the engine when asked, never before."""

from __future__ import annotations

import logging
import tempfile
from pathlib import Path
from typing import Any

from generator.errors import GongkaiError, SetupError
from generator.pipeline import portal
from generator.preparing import Prepared
from generator.reuse.engine_result import EngineResult, keep_engine_result, kept_engine_result
from generator.sealed import freeze, hashed

ENGINES = ("mkdocs", "properdocs")


class EngineError(GongkaiError):
    """The engine refused the hand-written pages or the theme."""


class _Warnings(logging.Handler):
    """Collects what the engine warns of, so that strict mode can say it in one piece."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


def run_engine(prepared: Prepared, engine: str = "mkdocs") -> EngineResult:
    """Render hand-written pages and shells with `engine` into a temporary folder and take the result.

    Raises SetupError when the engine or mkdocs.yml is missing, EngineError when it warns or fails (always strict).
    """
    config_file = prepared.root / "mkdocs.yml"
    if not config_file.is_file():
        raise SetupError(f"缺少 {config_file.name}：它告诉引擎主题和页面在哪里")
    load_config, build, abort = _import(engine)
    warnings = _Warnings()
    logger = logging.getLogger(engine)
    mkdocs_logger = logging.getLogger("mkdocs")
    loggers = {logger, mkdocs_logger}
    for one in loggers:
        one.addHandler(warnings)
        one.propagate = False
    try:
        with tempfile.TemporaryDirectory(prefix="gongkai-") as folder:
            config = load_config(config_file=str(config_file), site_dir=folder, strict=False)
            plugin = config.plugins.get("gongkai")
            if plugin is None:
                raise SetupError("mkdocs.yml 的 plugins 里没有 gongkai")
            plugin.drive(prepared)
            config.plugins.on_startup(command="build", dirty=False)
            build(config)
            if warnings.lines:
                raise EngineError("手写页面或主题有问题：\n  " + "\n  ".join(warnings.lines))
            return EngineResult(plugin.result(), _files(Path(folder)))
    except abort as error:
        lines = "\n  ".join(warnings.lines) or str(error)
        raise EngineError(f"{engine} 不能生成手写页面：\n  {lines}") from error
    finally:
        for one in loggers:
            one.removeHandler(warnings)


def engine_result(prepared: Prepared, engine: str, static: bytes) -> tuple[bytes, EngineResult]:
    """The engine's result and its key, as the last build kept it when all that it depends on is the same.

    `static` names theme, pages and settings (`reuse.static`).
    """
    key = hashed(prepared.keyed.key, static, freeze(portal(prepared)))
    kept = kept_engine_result(prepared.cache, key)
    if kept is not None:
        return key, kept
    result = run_engine(prepared, engine)
    if prepared.cache is not None:
        keep_engine_result(prepared.cache, key, result)
    return key, result


def load(engine: str) -> None:
    """Import the engine now, where there is time. Raises SetupError when it is not installed."""
    _import(engine)


def _import(engine: str) -> tuple[Any, Any, Any]:
    try:
        if engine == "properdocs":
            import properdocs.replacement  # noqa: F401 - turns every `mkdocs` import into ProperDocs'
        from mkdocs.commands.build import build
        from mkdocs.config import load_config
        from mkdocs.exceptions import Abort, MkDocsException
    except ImportError as error:
        raise SetupError(f"没有安装 {engine}，请先运行 make site 准备环境") from error
    return load_config, build, (Abort, MkDocsException)


def _files(folder: Path) -> dict[str, bytes]:
    """What the engine wrote, by address, in order."""
    files = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            files[path.relative_to(folder).as_posix()] = path.read_bytes()
    return files
