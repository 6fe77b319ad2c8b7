"""sitemap.xml (sitemaps.org protocol) and robots.txt, from the pages that are listed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from generator.derive import permalinks
from generator.derive.site import Site
from generator.publish.xml_text import text

#: addresses per file; the protocol allows 50,000
PER_FILE = 40_000
SITEMAP = "sitemap.xml"
ROBOTS = "robots.txt"
_OPEN = '<?xml version="1.0" encoding="utf-8"?>\n<{} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'


def sitemap_files(
    site: Site, listed: Mapping[str, str], hand_written: Iterable[str] = (), per_file: int = PER_FILE
) -> dict[str, bytes]:
    """sitemap.xml, its parts where one file is not enough, and robots.txt.

    `listed` has the generated pages that are listed, with the day they last changed (ISO, empty: not said);
    `hand_written` are the engine's pages.
    """
    settings = site.catalog.site
    dated = {path: "" for path in hand_written if path not in listed and path != permalinks.NOT_FOUND} | dict(listed)
    lines = [_url(permalinks.absolute(settings, path), modified) for path, modified in sorted(dated.items())]
    files = _parts(site, lines, per_file)
    files[ROBOTS] = _robots(site)
    return files


def _url(address: str, modified: str) -> str:
    date = f"<lastmod>{text(modified)}</lastmod>" if modified else ""
    return f"<url><loc>{text(address)}</loc>{date}</url>\n"


def _parts(site: Site, lines: Sequence[str], per_file: int) -> dict[str, bytes]:
    if len(lines) <= per_file:
        return {SITEMAP: _document("urlset", lines)}
    files: dict[str, bytes] = {}
    index = []
    for number, start in enumerate(range(0, len(lines), per_file), 1):
        name = f"sitemap-{number}.xml"
        files[name] = _document("urlset", lines[start : start + per_file])
        address = permalinks.absolute(site.catalog.site, name)
        index.append(f"<sitemap><loc>{text(address)}</loc></sitemap>\n")
    files[SITEMAP] = _document("sitemapindex", index)
    return files


def _document(element: str, lines: Sequence[str]) -> bytes:
    return (_OPEN.format(element) + "".join(lines) + f"</{element}>\n").encode()


def _robots(site: Site) -> bytes:
    """A demonstration, or a site not confirmed yet, may be read but, by its pages' own `noindex`, not listed.

    So crawlers may fetch the pages (a ban would hide the `noindex`) and get no sitemap of them.
    """
    settings = site.catalog.site
    lines = ["User-agent: *", "Allow: /"]
    if settings.demonstration is None and not settings.unconfirmed:
        lines.append(f"Sitemap: {permalinks.absolute(settings, SITEMAP)}")
    return ("\n".join(lines) + "\n").encode()
