"""One build from reading to the exchange of trees, as `gongkai build` and `gongkai serve` need it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from generator.engines import run_engine
from generator.findings import Finding
from generator.pipeline import write_trees
from generator.preparing import cache_folder, prepare_from_environment
from generator.publish.write import build_lock


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build came to."""

    built: bool
    findings: tuple[Finding, ...]
    #: one line for people
    sentence: str


def build_site_once(
    root: Path, *, as_of: str = "", engine: str = "mkdocs", formal: bool = False,
    say: Callable[[str], None] = lambda text: None,
) -> Outcome:
    """Check and, when nothing stands against it, write `site/` and `neibu/`. `say` gets a line per stage."""
    with build_lock(cache_folder(root)):
        say("检查内容 …")
        prepared = prepare_from_environment(root, as_of, formal=formal)
        summary = prepared.summary
        if not prepared.clean:
            return Outcome(False, prepared.findings, f"必须改正 {summary.errors} 处")
        say(f"条目 {len(prepared.entries)} 条，目录事项 {len(prepared.catalog.items)} 项，数据截至 {prepared.as_of}；"
            f"提醒 {summary.warnings} 处，提示 {summary.notices} 处")
        say(f"生成页面外壳（{engine}）…")
        result = run_engine(prepared, engine)
        say("生成网站 …")
        public, internal = write_trees(prepared, result)
        total = public.written + public.reused
        sentence = (f"校验通过，已生成 site/（{total} 个文件，其中 {public.written} 个有变化）"
                    f"和 neibu/（{internal.written + internal.reused} 个文件，仅供内部）")
        return Outcome(True, prepared.findings, sentence)
