"""What stands around the main part of every page."""

from __future__ import annotations

from dataclasses import dataclass

from generator.render.contexts.parts import Day, Link


@dataclass(frozen=True, slots=True)
class PortalContext:
    """What the chrome (theme/main.html) gets as `portal`, in every engine page and shell."""

    site_name: str
    platform: str
    main_site: Link
    home: str
    nav: tuple[Link, ...]  # the four statutory columns, then the columns with entries; `note` = narrow name
    apply: Link
    hot: tuple[Link, ...]
    demonstration: str  # text of the bar; empty on a real site
    noindex: bool
    footer_links: tuple[Link, ...]
    host: str
    hotline: str
    phone: str
    id_code: str
    icp: str
    police: str
    meta: tuple[tuple[str, str], ...]  # SiteName, SiteDomain, SiteIDCode
    as_of: Day
    search: str  # search.html
    internal: bool = False  # neibu/: marked 仅供内部参考
