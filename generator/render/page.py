"""A page of the portal before it is rendered: address, template, context, and what goes into the shell's slots."""

from __future__ import annotations

from dataclasses import dataclass

from generator.render.contexts import Link


@dataclass(frozen=True, slots=True)
class PageDoc:
    """One generated page. `render.shells.stamp` joins it with its shell.

    Slots of a shell (theme/main.html writes them where `page.meta.shell` is set): `[[gk:title]]` `[[gk:description]]`
    `[[gk:canonical]]` `[[gk:meta]]` `[[gk:crumbs]]` `[[gk:main]]` `[[gk:bodyclass]]`; the shell lies at an
    unmistakable depth, so every relative address in it begins with `ROOT_DEPTH` times `../`.
    """

    #: address below the site's root: `xx/shifuban/2021/24.html`
    path: str
    #: file in theme/templates/
    template: str
    #: the template's own dataclass of `render.contexts`, available as `p`
    context: object
    #: page title without the site's name
    title: str
    description: str
    #: `<meta name content>` beyond the site's own: ColumnName …, ArticleTitle … (国办发〔2017〕47号)
    meta: tuple[tuple[str, str], ...] = ()
    crumbs: tuple[Link, ...] = ()
    #: column whose shell is used (active navigation); empty: the shell without an active column
    column: str = ""
    body_class: str = ""
    #: goes into sitemap.xml with this date (ISO); empty leaves it out of lastmod
    modified: str = ""
    #: listed in sitemap.xml
    listed: bool = True
    #: address below the site's root that this page sends its reader on to at once (an old address)
    refresh: str = ""

    @property
    def root(self) -> str:
        """`../` as often as the page lies deep; `""` at the top."""
        return "../" * self.path.count("/")
