"""Turning a `PageDoc` into the bytes of a page: its template rendered, the result stamped into its frame."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from pathlib import Path

from generator.derive.permalinks import NOT_FOUND
from generator.derive.site import Site
from generator.render.contexts import PortalContext
from generator.render.environment import Environment, Template, environment, public_templates
from generator.render.page import PageDoc
from generator.render.portal import portal_context
from generator.render.shells import Frames, Shell, stamp


class Press:
    """Everything that all pages of one site share. Making pages changes nothing but its caches."""

    def __init__(self, site: Site, theme: Path, shells: Mapping[str, Shell], jinja: Environment | None = None) -> None:
        """`theme` is the folder with `main.html`, `shells` are the engine's; `jinja` is `environment(theme)`, if made."""
        self.site = site
        self.portal: PortalContext = portal_context(site)
        self.frames = Frames(shells)
        self.jinja = jinja or environment(theme)
        self._templates: dict[str, Template] = {}

    def warm(self) -> None:
        """Compile the templates of the public tree now, so that processes forked afterwards share them.

        Those of `neibu/` are left to the one process that makes it.
        """
        for name in public_templates(self.jinja):
            self._templates[name] = self.jinja.get_template(name)

    def over(self, site: Site) -> Press:
        """The same templates and frames over another state of the site."""
        press = copy(self)
        press.site = site
        return press

    def main(self, page: PageDoc) -> str:
        """The main part of `page`."""
        template = self._templates.get(page.template)
        if template is None:
            template = self._templates[page.template] = self.jinja.get_template(page.template)
        return template.render(p=page.context, root=self.root(page), portal=self.portal)

    def page(self, page: PageDoc, shell: str = "") -> bytes:
        """The finished page, in the frame of its column or of `shell`."""
        root = self.root(page)
        settings = self.site.catalog.site
        return stamp(self.frames.frame(shell or page.column, root), page, self.main(page), settings, root)

    def root(self, page: PageDoc) -> str:
        """What leads from `page` to the root. 404.html is served for any address: only the sub-path finds home."""
        return self.site.catalog.site.subpath if page.path == NOT_FOUND else page.root
