"""The table a search without results falls back on: the items of the catalogue, who answers for them, whom to ring.

`data/s/items` (`.json` and its `.js` twin), loaded by the search page only when nothing was found:
`{"version": 1, "units": [[name, phone, href]], "items": [[name, words, href, [places in units], entries]]}`.
`words` is what the item is about besides its name: first level, field, elements.
"""

from __future__ import annotations

from generator.catalog.model import Item
from generator.derive import permalinks
from generator.derive.site import Site
from generator.publish.json_text import Json, compact, for_pages

ADDRESS = "data/s/items"
VERSION = 1
#: units named for one item; a row of the catalogue that all units share names the set, without a number
UNIT_LIMIT = 3


def nearest_item_files(site: Site) -> dict[str, bytes]:
    """The table's two files by address."""
    items = sorted(site.catalog.items.values(), key=lambda item: item.id)
    places = {id_: place for place, id_ in enumerate(sorted({id_ for item in items for id_ in _units(item)}))}
    table: Json = {
        "version": VERSION,
        "units": [_unit(id_, site) for id_ in places],
        "items": [
            [
                item.name, _words(item, site), permalinks.item(item.id), [places[id_] for id_ in _units(item)],
                len(site.by_item.get(item.id, ())),
            ]
            for item in items
        ],
    }
    return for_pages(ADDRESS, compact(table))


def _units(item: Item) -> tuple[str, ...]:
    return item.responsible[:UNIT_LIMIT]


def _unit(org_id: str, site: Site) -> list[Json]:
    """Full name, telephone, page; a 集合 (各镇街) has neither of the latter, an unknown id is its own name."""
    organization = site.catalog.organizations.get(org_id)
    if organization is None:
        return [org_id, "", ""]
    page = "" if organization.kind == "集合" else permalinks.organization(org_id)
    return [organization.name, organization.contact.phone, page]


def _words(item: Item, site: Site) -> str:
    field = site.catalog.fields.get(item.field_id)
    first = item.level1 if item.level1 != item.name else ""
    return " ".join(filter(None, (first, field.name if field else "", *item.elements)))
