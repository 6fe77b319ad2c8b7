"""The ledger is append-only and sealed: whatever is changed backwards shows on the right line."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from generator.model.ledger import COLUMNS, PUBLISHED, UPDATED, parse_ledger, publications, seal, vanished
from generator.source.ledger_files import LedgerLine

ZONE = ZoneInfo("Asia/Shanghai")
DIGEST = "a" * 64


def lines(*rows: tuple[str, str, str, str], path: str = "content/ledger/2021.csv") -> list[LedgerLine]:
    """Header and sealed rows of (time, entry, number, action)."""
    made = [LedgerLine(path, 1, COLUMNS)]
    previous = ""
    for number, (time, entry, index, action) in enumerate(rows, 2):
        cells = (time, entry, index, DIGEST, action)
        previous = seal(previous, cells)
        made.append(LedgerLine(path, number, (*cells, previous)))
    return made


FIRST = ("2021-07-16T09:00:00+08:00", "shifuban/2021/24", "999999000001/2021-00001", PUBLISHED)
SECOND = ("2021-07-19T09:00:00+08:00", "caizhengju/2021/3", "999999000002/2021-00001", PUBLISHED)
THIRD = ("2021-07-20T10:30:00+08:00", "shifuban/2021/24", "999999000001/2021-00001", UPDATED)


def rules(given: list[LedgerLine]) -> list[tuple[str, int]]:
    return [(p.rule, p.place.line) for p in parse_ledger(given)[1]]


def test_a_ledger_as_stamped_is_in_order() -> None:
    rows, problems = parse_ledger(lines(FIRST, SECOND, THIRD))
    assert not problems
    known = publications(rows, {})
    entry = known["shifuban/2021/24"]
    assert entry.published == dt.datetime(2021, 7, 16, 9, tzinfo=ZONE)
    assert entry.updated == dt.datetime(2021, 7, 20, 10, 30, tzinfo=ZONE)
    assert entry.index_number == "999999000001/2021-00001"


@pytest.mark.parametrize("column", range(5))
def test_changing_any_cell_breaks_the_seal_of_that_row(column: int) -> None:
    given = lines(FIRST, SECOND, THIRD)
    cells = list(given[1].cells)
    cells[column] = ["2021-07-15T09:00:00+08:00", "shifuban/2021/25", "999999000001/2021-00009", "b" * 64, UPDATED][column]
    given[1] = LedgerLine(given[1].path, 2, tuple(cells))
    assert ("D271", 2) in rules(given)


def test_removing_a_row_shows_on_the_next() -> None:
    given = lines(FIRST, SECOND, THIRD)
    del given[2]
    assert ("D271", 4) in rules(given)


def test_inserting_a_row_shows() -> None:
    given = lines(FIRST, SECOND)
    extra = lines(THIRD)[1]
    assert ("D271", 2) in rules([given[0], extra, *given[1:]])


def test_time_only_goes_forward() -> None:
    assert ("D272", 3) in rules(lines(SECOND, FIRST))


def test_a_row_stands_in_the_file_of_its_year() -> None:
    assert rules(lines(FIRST, path="content/ledger/2020.csv")) == [("D272", 2)]


def test_an_index_number_is_never_given_twice() -> None:
    taken = ("2021-07-21T09:00:00+08:00", "minzhengju/2021/1", FIRST[2], PUBLISHED)
    assert rules(lines(FIRST, taken)) == [("D273", 3)]


@pytest.mark.parametrize("cells", [("a",), ("2021-07-16", "x", "", DIGEST, PUBLISHED, "c"), ("x",) * 6])
def test_a_broken_row_is_one_problem(cells: tuple[str, ...]) -> None:
    assert rules([LedgerLine("content/ledger/2021.csv", 2, cells)]) == [("D270", 2)]


def test_a_published_file_that_vanished_is_a_problem() -> None:
    rows, _ = parse_ledger(lines(FIRST, SECOND))
    problems = vanished(rows, ["caizhengju/2021/3"])
    assert [(p.rule, p.found, p.fix) for p in problems] == [
        ("D274", "shifuban/2021/24", "曾用地址: [shifuban/2021/24]")
    ]


def test_a_renamed_entry_keeps_its_time_and_number() -> None:
    rows, _ = parse_ledger(lines(FIRST))
    known = publications(rows, {"shifuban/2021/gonggao": ("shifuban/2021/24",)})
    assert known["shifuban/2021/gonggao"].index_number == FIRST[2]
