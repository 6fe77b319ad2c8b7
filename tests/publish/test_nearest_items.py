"""The table for a search without results."""

from __future__ import annotations

import json

from generator.publish.nearest_items import nearest_item_files
from tests.derive.sites import make_site


def test_items_lead_to_units_and_telephones() -> None:
    site = make_site({"caizhengju/2021/2": "{类型: 本期未产生, 发文机关: [caizhengju], 目录事项: [czyjs-001]}"})
    files = nearest_item_files(site)
    table = json.loads(files["data/s/items.json"])
    assert files["data/s/items.js"] == b'gongkaiData("s/items",' + files["data/s/items.json"][:-1] + b");\n"
    assert len(table["items"]) == len(site.catalog.items)
    rows = {row[2]: row for row in table["items"]}
    name, words, _, units, _ = rows["mulu/czyjs-001.html"]
    item = site.catalog.items["czyjs-001"]
    assert name == item.name
    assert all(element in words for element in item.elements)
    shown = [table["units"][place] for place in units]
    assert [unit[0] for unit in shown] == [
        site.catalog.organizations[id_].name if id_ in site.catalog.organizations else id_ for id_ in item.responsible[:3]
    ]
    assert all(len(unit) == 3 for unit in table["units"])
