"""`gongkai search`: what is asked for on the command line, answered over a built site."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.errors import UsageError
from generator.search.layout import MANIFEST
from generator.search.query import Searcher, searcher_of
from generator.searching.choices import choices
from generator.searching.failures import failure_text
from generator.searching.printing import answer_text
from generator.searching.records import records_text

#: a built site below the repository
SITE = "site"
#: longer queries are cut, as on the page
LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Options:
    """The options of the command; `filters` as written (键=值), `site` empty for the repository's own."""

    limit: int = 20
    offset: int = 0
    by_date: bool = False
    filters: Sequence[str] = ()
    facets: bool = False
    json: bool = False
    site: str = ""


def search_site(root: Path, query: str, options: Options, *, colour: bool) -> int:
    """Print the answer. Returns 0; 1 when a part of the index could not be read, which is said on standard error."""
    if options.limit < 1 or options.offset < 0:
        raise UsageError("--limit 至少是 1，--offset 不能是负数")
    site = Path(options.site).absolute() if options.site else root / SITE
    searcher = opened(site)
    answer = searcher.search(
        query[:LONGEST], limit=options.limit, offset=options.offset, by_date=options.by_date,
        filters=choices(site, options.filters), counts=options.facets,
    )
    shown = answer_text(answer, options.offset, facets=options.facets, colour=colour)
    said = records_text(answer, site) if options.json else shown
    # A lone surrogate, or a character that the terminal does not have, must not end in a traceback.
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.write(said.encode(encoding, "replace").decode(encoding))
    if answer.failed:
        print(failure_text(answer.failed), file=sys.stderr)
    return 1 if answer.failed else 0


def opened(site: Path) -> Searcher:
    """The searcher of a built site. UsageError that names the way out when it has no usable index."""
    if not site.is_dir():
        raise UsageError(f"没有网站文件夹“{site.name}”，先运行 gongkai build 生成网站，或用 --site 指明在哪里")
    if not (site / MANIFEST).is_file():
        raise UsageError(f"“{site.name}”里没有检索资料（{MANIFEST}），先运行 gongkai build 生成网站")
    try:
        return searcher_of(site)
    except ValueError:
        raise UsageError(f"检索资料读不了（{MANIFEST} 损坏，或者是别的版本生成的），重新运行 gongkai build") from None
