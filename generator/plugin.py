"""The MkDocs (and ProperDocs) plugin: the only module that imports a site engine (design.md D2).

Driven by `gongkai build` it hands out what the engine rendered: hand-written pages and one shell per column. Under a
plain `mkdocs build` it gives the same site: it prepares, judges, and writes the core's pages beside the engine's.
"""

from __future__ import annotations

import logging
import os
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.config import base
from mkdocs.config import config_options as c
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel

from generator import pipeline, preparing
from generator.errors import GongkaiError
from generator.findings import Severity
from generator.render.contexts import Link, PortalContext
from generator.render.hand_written import clean_page
from generator.render.shells import INTERNAL, PLAIN, SHELL_FOLDER, Shell, cut, externalise
from generator.reuse.engine_result import EngineParts, HandPage

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

log = logging.getLogger("mkdocs.plugins.gongkai")
#: of the theme's static files only our own assets reach the site; Material's bundles are not used
OWN_ASSETS = "assets/"
_TAGS = re.compile(r"<[^>]+>")


class GongkaiConfig(base.Config):  # type: ignore[no-untyped-call]
    """The plugin's options (strings only)."""

    #: the date the site stands at; empty: SOURCE_DATE_EPOCH, the demonstration's date, today
    as_of = c.Type(str, default="")


class GongkaiPlugin(BasePlugin[GongkaiConfig]):  # type: ignore[no-untyped-call]
    """Captures shells and hand-written pages; writes the rest of the site when it is not driven."""

    def __init__(self) -> None:
        self.prepared: preparing.Prepared | None = None
        self.driven = False
        self.portal: PortalContext | None = None
        self.shells: dict[str, Shell] = {}
        self.pages: list[HandPage] = []
        self.inline: dict[str, bytes] = {}

    def drive(self, prepared: preparing.Prepared) -> None:
        """Called by the core before the engine builds: use this, and leave the writing to the core."""
        self.prepared = prepared
        self.driven = True

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Prepare and judge; nothing is written when there are errors."""
        root = Path(config.config_file_path).parent
        if self.prepared is None or not self.driven:
            try:
                self.prepared = preparing.prepare_from_environment(root, self.config.as_of)
            except GongkaiError as error:
                raise PluginError(str(error)) from error
            self._refuse_errors(self.prepared)
        self.portal = pipeline.portal(self.prepared)
        self.shells, self.pages, self.inline = {}, [], {}
        config.theme.static_templates.clear()
        for folder in ("content", "catalog", "theme"):
            if str(root / folder) not in config.watch:
                config.watch.append(str(root / folder))
        return config

    def _refuse_errors(self, prepared: preparing.Prepared) -> None:
        errors = [f for f in prepared.findings if f.severity is Severity.ERROR and not f.waiver]
        if not errors:
            return
        from generator.reporters.text import finding_line

        for finding in errors:
            log.error(finding_line(finding))
        raise PluginError(f"有 {len(errors)} 处必须改正，网站没有生成")

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Leave out the theme's unused bundles; add one shell per column."""
        own = os.path.normpath(config.theme.dirs[0])
        for file in list(files):
            source = file.abs_src_path or ""
            from_theme = not file.is_documentation_page() and not source.startswith(str(config.docs_dir))
            if from_theme and not (source.startswith(own) and file.src_uri.startswith(OWN_ASSETS)):
                files.remove(file)
        assert self.prepared is not None
        for name in pipeline.shell_names(self.prepared):
            text = f"---\ntitle: {name}\nshell: true\ncolumn: {name}\n---\n"
            uri = f"{SHELL_FOLDER}/{name}.md"
            files.append(File.generated(config, uri, content=text, inclusion=InclusionLevel.NOT_IN_NAV))
        return files

    def on_env(self, env: Environment, config: MkDocsConfig, files: Files) -> Environment:
        """Give the chrome its context."""
        env.globals["portal"] = self.portal
        return env

    def on_page_content(self, html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Hand-written pages come from the repository too: no script of theirs reaches the site."""
        return clean_page(html)

    def on_page_context(
        self, context: TemplateContext, /, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """The shell of neibu/ is marked as internal."""
        if self.portal is not None and page.file.src_uri == f"{SHELL_FOLDER}/{INTERNAL}.md":
            nowhere = Link("")  # neibu/ shares no file with site/, so it links to none
            context["portal"] = replace(  # type: ignore[typeddict-unknown-key]
                self.portal, internal=True, noindex=True, nav=(), apply=nowhere, footer_links=(), hot=(), main_site=nowhere
            )
        return context

    def on_post_page(self, output: str, page: Page, config: MkDocsConfig) -> str:
        """Move inline scripts and styles out; keep shells and the words of hand-written pages."""
        uri = page.file.src_uri
        html, inline = externalise(output, "../" * page.file.url.count("/"))
        self.inline.update(inline)
        if uri.startswith(SHELL_FOLDER + "/"):
            self.shells[Path(uri).stem] = cut(html)
            return ""  # the shell leaves the output
        text = " ".join(_TAGS.sub(" ", page.content or "").split())
        description = str(page.meta.get("description", ""))
        self.pages.append(HandPage(page.file.dest_uri, str(page.title), text, description))
        return html

    def on_post_build(self, config: MkDocsConfig) -> None:
        """Under a plain engine build: write what the core adds."""
        if self.driven:
            return
        assert self.prepared is not None
        pipeline.write_beside_engine(self.prepared, self.result(), Path(config.site_dir))

    def result(self) -> EngineParts:
        """What the engine gave to the core."""
        if PLAIN not in self.shells:
            raise PluginError("主题没有给出页面外壳；请确认 mkdocs.yml 的 theme.custom_dir 是 theme")
        pages = tuple(sorted(self.pages, key=lambda p: p.path))
        return EngineParts(dict(sorted(self.shells.items())), pages, dict(sorted(self.inline.items())))
