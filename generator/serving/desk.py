"""The desk: the site in memory, and pages of edited entries over it within a fraction of a second.

What it makes is provisional. Lists and pages of other entries stay as they are until the build that follows every
edit, and what only that build can see (two entries that contradict each other) is found by that build.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from generator.derive.site import amended
from generator.engines import engine_result
from generator.executing import Alone
from generator.findings import Severity
from generator.gathering import GatherCommon, Gatherer
from generator.model.entry import Entry, Texts
from generator.pipeline import Production
from generator.preparing import Prepared
from generator.producing import preview
from generator.reuse.static import static_key
from generator.rules.registry import judge
from generator.serving.messages import Edited, Provisional
from generator.source.walk import Claim, claims_in

#: a 情况说明 that covers nothing: what it covers may be seen by the build alone
UNUSED = "D242"


class Desk:
    """Holds what the build of `prepared` was made from."""

    def __init__(self, prepared: Prepared, engine: str) -> None:
        static = static_key(prepared.root, engine)
        _, result = engine_result(prepared, engine, static)
        self._prepared = prepared
        self._shop = Production(prepared, result.parts, Alone(), prepared.cache, static).workshop()
        self._shop.press.jinja.get_template("record.html")
        self._gatherer = Gatherer(GatherCommon(prepared.root, prepared.catalog, prepared.cache))
        gc.collect()
        gc.freeze()  # thousands of entries that stay: no collection needs to look at them again

    def answer(self, edited: Edited) -> Provisional:
        """Pages and findings of the edited entries. Those that are gone, broken or not public have no pages."""
        gathered = self._gatherer.gather(_claims(self._prepared.root, edited.ids))
        judged = judge(gathered.problems, self._prepared.catalog, gathered.entries)
        findings = tuple(finding for finding in judged if finding.rule != UNUSED)
        wrong = {finding.entry for finding in findings if finding.severity is Severity.ERROR and not finding.waiver}
        sound = [entry for id_, entry in gathered.entries.items() if id_ not in wrong]
        return Provisional(edited.change, edited.ids, self._pages(sound, gathered.texts), findings)

    def _pages(self, entries: Iterable[Entry], texts: Mapping[str, Texts]) -> dict[str, dict[str, bytes]]:
        prepared = self._prepared
        site, records = amended(prepared.site, entries, prepared.publications, prepared.calendar)
        return {record.id: dict(preview(self._shop, site, record, texts)) for record in records}


def facts(prepared: Prepared, engine: str) -> bytes:
    """Names all that a desk holds: as long as it is the same, so is the desk."""
    return prepared.key + static_key(prepared.root, engine)


def _claims(root: Path, ids: Iterable[str]) -> Iterator[Claim]:
    wanted = set(ids)
    for folder in sorted({id_.rpartition("/")[0] for id_ in wanted}):
        organization, _, year = folder.partition("/")
        for claim in claims_in(root, organization, year):
            if claim.id in wanted:
                yield claim
