"""One build from reading to the exchange of trees, as `gongkai build` and `gongkai serve` need it."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.errors import GongkaiError
from generator.executing import Alone, Crew, Forked
from generator.findings import Finding
from generator.preparing import Prepared, cache_folder, prepare_from_environment
from generator.progress import Progress
from generator.publish.exchange import build_lock
from generator.reuse.built import Built, load_built
from generator.reuse.commit import history_key
from generator.reuse.static import static_key, theme_folder
from generator.sealed import hashed

if TYPE_CHECKING:
    from jinja2 import Environment

    from generator.publish.trees import SiteTree

#: output folders below the repository (design.md D12: they share no file)
SITE, INTERNAL_SITE = "site", "neibu"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build came to."""

    built: bool
    findings: tuple[Finding, ...]
    #: one line for people
    sentence: str
    #: addresses of site/ that are new or changed
    changed: tuple[str, ...] = ()


class Ahead:
    """What a whole build needs whatever is read, made ready while other processes read."""

    def __init__(self, root: Path, engine: str) -> None:
        self._root = root
        self._engine = engine
        self.jinja: Environment | None = None

    def __call__(self) -> None:
        """Load the engine and compile the templates. A missing engine or a broken theme is told when it is used."""
        from generator import engines, pipeline  # noqa: F401 - loaded now, used later
        from generator.render.environment import TemplateError, compiled

        with suppress(GongkaiError, TemplateError):
            engines.load(self._engine)
            self.jinja = compiled(theme_folder(self._root))


def build_site_once(
    root: Path, *, as_of: str = "", engine: str = "mkdocs", formal: bool = False,
    progress: Progress | None = None, crew: Crew | None = None,
    judged: Callable[[Prepared], None] = lambda prepared: None,
) -> Outcome:
    """Check and, when nothing stands against it, write `site/` and `neibu/`.

    What the last build left is used where it can be: after a change of texts alone, a few pages are made anew;
    otherwise everything is, by `crew`, and files with equal bytes are kept. `judged` is called once, when everything
    is read and judged and nothing is written.
    """
    progress = progress or Progress()
    crew = crew or Alone()
    ahead = Ahead(root, engine)
    if isinstance(crew, Forked):
        crew.meanwhile = ahead
    with build_lock(cache_folder(root)):
        progress.stage("读取和检查条目")
        prepared = prepare_from_environment(root, as_of, formal=formal, crew=crew, step=progress.step)
        summary = prepared.summary
        progress.done()
        judged(prepared)
        if not prepared.clean:
            return Outcome(False, prepared.findings, f"必须改正 {summary.errors} 处")
        progress.note(f"条目 {len(prepared.reading)} 条，目录事项 {len(prepared.catalog.items)} 项，"
                      f"数据截至 {prepared.as_of}；提醒 {summary.warnings} 处，提示 {summary.notices} 处")
        return _build(prepared, engine, progress, crew, ahead)


def _build(prepared: Prepared, engine: str, progress: Progress, crew: Crew, ahead: Ahead) -> Outcome:
    from generator.publish.trees import SiteTree

    root, cache = prepared.root, prepared.cache
    static = static_key(root, engine)
    key = hashed(prepared.key, history_key(root).encode())
    built = load_built(cache)
    records = (cache / "tree-site", cache / "tree-neibu") if cache else (None, None)
    with SiteTree(root / SITE, records[0]) as public, SiteTree(root / INTERNAL_SITE, records[1]) as internal:
        if built is not None and public.token == internal.token == built.token:
            from generator.retouching import retouch

            progress.stage("更新网页")
            again = retouch(prepared, built, key, static, public, internal)
            progress.done()
            if again is not None:
                return _outcome(prepared, again, public, internal, progress)
        fresh = _produce(prepared, engine, key, static, built, public, internal, progress, crew, ahead)
        return _outcome(prepared, fresh, public, internal, progress)


def _produce(
    prepared: Prepared, engine: str, key: bytes, static: bytes, built: Built | None, public: SiteTree,
    internal: SiteTree, progress: Progress, crew: Crew, ahead: Ahead,
) -> Built:
    """Make everything."""
    from generator.engines import engine_result
    from generator.pipeline import Production, fill_trees
    from generator.reuse.built import PLANS, save_built
    from generator.reuse.loose_ends import keep_loose_ends
    from generator.reuse.plans import PlanStore

    progress.stage("整理关系和列表")
    site = prepared.site
    progress.stage(f"生成页面外壳（{engine}）")
    own, result = engine_result(prepared, engine, static)
    cache = prepared.cache
    texts = dict(prepared.reading.texts_key)
    name = os.urandom(8).hex()
    after = PlanStore(cache / PLANS / name, {}, texts) if cache and crew.here else None
    before = None
    if cache and built is not None and public.alternating and public.token == built.token and built.engine == own:
        before = PlanStore(cache / PLANS / built.plans, built.where, built.texts)
    production = Production(prepared, result.parts, crew, cache, static, before, after, ahead.jinja)
    whole = fill_trees(production, result, public, internal, progress)
    new = Built(key, static, own, texts, whole.where, name if after else "", whole.leads,
                len(site.by_id), whole.pages + whole.entries)
    progress.stage("换上新网站")
    internal.publish(new.token)
    public.publish(new.token)
    if cache is not None:
        keep_loose_ends(cache, production.feeds, whole.answers)
        save_built(cache, new)
    progress.done()
    return new


def _outcome(prepared: Prepared, built: Built, public: SiteTree, internal: SiteTree, progress: Progress) -> Outcome:
    summary = prepared.summary
    share = round(100 * public.reused / public.count) if public.count else 0
    sentence = (
        f"校验通过，已生成 site/（条目 {built.entries} 条、网页 {built.pages} 页，共 {public.count} 个文件，"
        f"其中 {public.written} 个有变化，沿用 {share}%）和 neibu/（{internal.count} 个文件，仅供内部）；"
        f"提醒 {summary.warnings} 处、提示 {summary.notices} 处"
    )
    return Outcome(True, prepared.findings, sentence, tuple(public.changed))
