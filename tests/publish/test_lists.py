"""Lists of thousands of rows: sizes, stability, and counts against brute force – in Python and as a page counts."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.derive.listings import FACETS, FacetCount, Option
from generator.publish.json_text import compact
from generator.publish.lists import DIGITS, ListRow, cut, index_files, row_map
from tests.derive.sites import make_site
from tests.render.presses import data_files

ROOT = Path(__file__).resolve().parents[2]
NODE = shutil.which("node") or ""
LIMIT = 1_000_000
PAGE = 20


def synthetic(count: int, seed: int = 7) -> tuple[list[ListRow], list[str]]:
    """Rows as a county of 15 years has them: newest first, more of them in later years, some with two units or items."""
    chance = random.Random(seed)
    years = sorted((2007 + int(15 * chance.random() ** 0.5) for _ in range(count)), reverse=True)
    rows = []
    for number, year in enumerate(years):
        own = year - (chance.random() < 0.1)
        values = {
            "jg": tuple(dict.fromkeys(f"danwei{chance.randrange(60)}" for _ in range(1 + (chance.random() < 0.1)))),
            "lx": (f"leixing{int(9 * chance.random() ** 2)}",),
            "zt": (f"{chance.randrange(1, 23):02d}",) if chance.random() < 0.9 else (),
            "nf": (str(own),),
            "xl": (chance.choice(("有效", "已修改", "废止", "失效")),) if chance.random() < 0.4 else (),
            "sx": tuple(dict.fromkeys(f"lingyu-{int(180 * chance.random() ** 2):03d}" for _ in range(1 + (chance.random() < 0.2)))),
        }
        row = {
            "title": f"{number} 关于印发《示例市某某管理办法（第{number}号）》的通知", "date": f"{year}-05-06", "sample": 1,
            "href": f"xx/{values['jg'][0]}/{own}/{number}.html",
            "facts": [f"示政办发〔{own}〕{number}号", "示例市某某局、示例市某某某某局"], "state": ["有效", "ok", "ok", "自2021年9月1日起施行"],
            **{key: list(value) for key, value in values.items()},
        }
        rows.append(ListRow(compact(row), values))
    return rows, [str(year) for year in years]


def counted(rows: Iterable[ListRow]) -> list[FacetCount]:
    """Facets of `rows` by counting them one by one."""
    counts: dict[str, Counter[str]] = {key: Counter() for key in FACETS}
    for row in rows:
        for key, values in row.values.items():
            counts[key].update(values)
    return [FacetCount(key, FACETS[key], tuple(Option(v, v, n) for v, n in sorted(c.items()))) for key, c in counts.items() if c]


@pytest.fixture(scope="module")
def county() -> tuple[list[ListRow], list[str], dict[str, bytes]]:
    rows, years = synthetic(20_000)
    return rows, years, index_files("data/lanmu/quanbu", "全部信息", rows, years, counted(rows), page_size=PAGE)


def brute(rows: list[ListRow], chosen: dict[str, list[str]], page: int) -> dict[str, Any]:
    """What a filter leaves, row by row."""
    def passes(row: ListRow, but: str = "") -> bool:
        return all(key == but or not wanted or set(row.values[key]) & set(wanted) for key, wanted in chosen.items())

    counts: dict[str, Counter[str]] = {key: Counter() for key in FACETS}
    for row in rows:
        for key in FACETS:
            if passes(row, key):
                counts[key].update(row.values[key])
    left = [row for row in rows if passes(row)]
    shown = left[(page - 1) * PAGE : page * PAGE]
    return {
        "total": len(left),
        "counts": {key: dict(sorted(c.items())) for key, c in counts.items()},
        "titles": [json.loads(row.text)["title"] for row in shown],
    }


def test_no_file_of_twenty_thousand_rows_is_large(county: tuple[list[ListRow], list[str], dict[str, bytes]]) -> None:
    _, _, files = county
    assert max(len(data) for data in files.values()) < LIMIT
    assert len(files["data/lanmu/quanbu.json"]) < 400_000
    assert {path.rsplit(".", 1)[0] for path in files if path.endswith(".json")} == {
        path.rsplit(".", 1)[0] for path in files if path.endswith(".js")
    }


def test_parts_hold_every_row_once_in_order(county: tuple[list[ListRow], list[str], dict[str, bytes]]) -> None:
    rows, years, files = county
    index = json.loads(files["data/lanmu/quanbu.json"])
    seen = []
    for part in index["parts"]:
        data = json.loads(files[f"data/lanmu/quanbu/{part['name']}.json"])
        assert (len(data["rows"]), data["digest"]) == (part["rows"], part["digest"])
        assert {row["date"][:4] for row in data["rows"]} == {part["name"][:4]}
        seen += [row["title"] for row in data["rows"]]
    assert seen == [json.loads(row.text)["title"] for row in rows]
    assert [part["name"][:4] for part in index["parts"]] == sorted((p["name"][:4] for p in index["parts"]), reverse=True)
    assert sum(part["rows"] for part in index["parts"]) == index["count"] == len(years)


def test_a_new_row_changes_the_newest_part_and_the_index_only(county: tuple[list[ListRow], list[str], dict[str, bytes]]) -> None:
    rows, years, files = county
    more = [ListRow(rows[0].text.replace('"title":"0 ', '"title":"新 '), rows[0].values), *rows]
    after = index_files("data/lanmu/quanbu", "全部信息", more, [years[0], *years], counted(more), page_size=PAGE)
    newest = json.loads(files["data/lanmu/quanbu.json"])["parts"][0]["name"]
    changed = {path.rsplit(".", 1)[0] for path in after if files.get(path) != after[path]}
    assert changed == {"data/lanmu/quanbu", f"data/lanmu/quanbu/{newest}"}


def test_a_map_too_long_for_the_index_is_cut(county: tuple[list[ListRow], list[str], dict[str, bytes]]) -> None:
    rows, years, files = county
    cut_up = index_files("data/lanmu/x", "", rows, years, counted(rows), page_size=PAGE, map_characters=50_000)
    index = json.loads(cut_up["data/lanmu/x.json"])
    pieces = [json.loads(cut_up[f"data/lanmu/x/{piece['name']}.json"]) for piece in index["pieces"]]
    assert "".join(piece["map"] for piece in pieces) == json.loads(files["data/lanmu/quanbu.json"])["map"]
    assert [piece["digest"] for piece in pieces] == [piece["digest"] for piece in index["pieces"]]
    assert len(cut_up["data/lanmu/x.json"]) < 50_000


@pytest.mark.skipif(not NODE, reason="node is not installed: the page's own counting was not tried")
@pytest.mark.parametrize("pieces", [False, True], ids=["map in the index", "map in pieces"])
def test_a_page_counts_and_finds_what_brute_force_does(
    county: tuple[list[ListRow], list[str], dict[str, bytes]], tmp_path: Path, *, pieces: bool
) -> None:
    rows, years, files = county
    if pieces:
        rows, years = rows[:3000], years[:3000]
        files = index_files("data/lanmu/quanbu", "", rows, years, counted(rows), page_size=PAGE, part_bytes=9000, map_characters=7000)
    for path, data in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    asked = _filters(rows)
    done = subprocess.run(
        [NODE, str(ROOT / "tests/client/narrow.mjs"), str(tmp_path), "lanmu/quanbu"], cwd=ROOT, check=True,
        input=json.dumps(asked), capture_output=True, text=True, encoding="utf-8", timeout=240,
    )
    found = json.loads(done.stdout)
    for one, answer in zip(asked, found["answers"], strict=True):
        parts = answer.pop("parts")
        answer["counts"] = {key: dict(sorted(values.items())) for key, values in answer["counts"].items()}
        assert answer == brute(rows, one["chosen"], one["page"]), one
        assert len(parts) <= PAGE


def _filters(rows: list[ListRow]) -> list[dict[str, Any]]:
    chance = random.Random(11)
    asked: list[dict[str, Any]] = [{"chosen": {key: [] for key in FACETS}, "page": page} for page in (1, 2, 150)]
    for number in range(24):
        row = chance.choice(rows).values
        keys = [key for key in chance.sample(list(FACETS), 1 + number % 4) if row[key]]
        other = chance.choice(rows).values
        chosen = {key: [*row[key], *(other[key] if number % 3 == 0 else ())] if key in keys else [] for key in FACETS}
        asked.append({"chosen": chosen, "page": 1 + number % 3})
    asked.append({"chosen": {key: ["不存在"] if key == "jg" else [] for key in FACETS}, "page": 1})
    return asked


def read_map(text: str, width: int, facets: list[FacetCount]) -> list[dict[str, tuple[str, ...]]]:
    """The values of each row as the map says them."""
    combinations, codes = text.split("|")
    table = [
        {facet.key: tuple(facet.options[int(place)].value for place in places.split(".") if place)
         for facet, places in zip(facets, one.split(","), strict=True)}
        for one in combinations.split(";")
    ]
    numbers = []
    for start in range(0, len(codes), width):
        number = 0
        for digit in codes[start : start + width]:
            number = number * len(DIGITS) + DIGITS.index(digit)
        numbers.append(number)
    return [table[number] for number in numbers]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["", "x", "y"]), st.integers(0, 90)), min_size=1, max_size=120))
def test_the_map_says_which_values_each_row_has(drawn: list[tuple[str, str, int]]) -> None:
    rows = [
        ListRow("{}", {"jg": (unit,), "lx": (), "zt": (), "nf": (), "xl": (word,) if word else (), "sx": (f"i-{n}", "z")})
        for unit, word, n in drawn
    ]
    found = counted(rows)
    width, text = row_map(rows, found)
    keys = [facet.key for facet in found]
    assert read_map(text, width, found) == [{key: row.values[key] for key in keys} for row in rows]
    assert len(DIGITS) ** width >= len({tuple(row.values.items()) for row in rows})


def test_a_year_is_cut_from_its_oldest_row_on() -> None:
    rows = [ListRow("x" * 9, {"jg": (str(n),)}) for n in range(7)]
    parts = cut(rows, ["2021"] * 5 + ["2020", "0000"], 20)
    assert [(p.name, [r.values["jg"][0] for r in p.rows]) for p in parts] == [
        ("2021-3", ["0"]), ("2021-2", ["1", "2"]), ("2021-1", ["3", "4"]), ("2020", ["5"]), ("0000", ["6"]),
    ]
    (alone,) = cut([ListRow("x" * 99, {})], ["2021"], 20)
    assert alone.name == "2021", "a row longer than a part has one of its own"


def test_lists_of_a_site_are_ordered_by_the_date_that_cuts_them() -> None:
    site = make_site({
        "shifuban/2021/1": "{类型: 征求意见, 截止日期: 2022-01-20}",
        "shifuban/2021/2": "{类型: 征求意见, 截止日期: 2021-09-20}",
        "shifuban/2021/3": "{目录事项: [zcwj-001]}",
    })
    files = data_files(site)
    assert [p["name"] for p in json.loads(files["data/lanmu/zhongda-juece.json"])["parts"]] == ["2022", "2021"]
    assert [p["name"] for p in json.loads(files["data/lanmu/quanbu.json"])["parts"]] == ["2021"]
