"""到期提醒 as calendar and feed: valid by their standards, and stable."""

from __future__ import annotations

import datetime as dt
import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.derive.due import Due
from generator.derive.office import Office, office_of
from generator.preparing import Prepared
from generator.publish.due_calendar import calendar_file
from generator.publish.due_feed import due_feed
from generator.publish.office_data import office_files
from tests.clock.city import DAYS, site_on
from tests.derive.sites import make_site

SMALL = make_site({})
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def office(city: Prepared) -> Office:
    """On 2020-10-09."""
    return office_of(site_on(city, DAYS[3]))


def unfolded(data: bytes) -> list[str]:
    """Content lines as a calendar program reads them; checks line ends and lengths on the way (RFC 5545 3.1)."""
    assert data.endswith(b"\r\n") and b"\n" not in data.replace(b"\r\n", b"")
    raw = data[:-2].split(b"\r\n")
    assert all(len(line) <= 75 for line in raw)
    for line in raw:
        line.decode("utf-8")  # no character is cut
    lines: list[str] = []
    for line in raw:
        text = line.decode()
        if text.startswith(" "):
            lines[-1] += text[1:]
        else:
            lines.append(text)
    return lines


def events(data: bytes) -> list[dict[str, str]]:
    """Events by property name; nesting is checked."""
    found: list[dict[str, str]] = []
    open_: list[str] = []
    for line in unfolded(data):
        name, _, value = line.partition(":")
        assert re.fullmatch(r"[A-Z][A-Z-]*(;[A-Z-]+=[A-Z-]+)*", name), line
        if name == "BEGIN":
            open_.append(value)
            if value == "VEVENT":
                found.append({})
        elif name == "END":
            assert open_.pop() == value
        elif open_[-1] == "VEVENT":
            assert name not in found[-1], f"{name} twice"
            found[-1][name] = value
    assert not open_
    return found


def test_a_calendar_is_valid_and_says_whole_days_in_utc(office: Office) -> None:
    data = office_files(office)["data/daoqi.ics"]
    lines = unfolded(data)
    assert lines[:4] == ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//gongkai//daoqi//ZH", "CALSCALE:GREGORIAN"]
    made = events(data)
    assert len(made) == len(office.due) == 8
    assert len({event["UID"] for event in made}) == len(made)
    first = made[0]
    assert (first["DTSTART;VALUE=DATE"], first["DTEND;VALUE=DATE"]) == ("20201020", "20201021")
    assert first["DTSTAMP"] == "20201008T160000Z", "midnight of 9 October in Shanghai"
    assert first["UID"] == "dongshanzhen-gk-001-dongshanzhen-2020-zhinan@www.example.invalid"
    assert first["SUMMARY"].startswith("【示例】东山镇：公开指南") and first["CLASS"] == "CONFIDENTIAL"


def test_an_event_keeps_its_name_while_days_pass(city: Prepared) -> None:
    names = [
        {one.key for one in office_of(site_on(city, day)).due} for day in (dt.date(2020, 10, 9), dt.date(2020, 10, 19))
    ]
    assert names[0] - names[1] == set() and names[1] >= names[0]


TEXT = st.text(st.characters(codec="utf-8"), max_size=120)


@given(TEXT, TEXT, st.dates())
def test_any_words_make_a_valid_calendar_and_feed(what: str, why: str, day: dt.date) -> None:
    one = Due("shifuban", "公开", day, what, why, "shifuban/gk-001/x")
    (event,) = events(calendar_file("到期", [one], SMALL))
    said = event["DESCRIPTION"]
    assert not re.search(r"(?<!\\)(?:\\\\)*[,;]", said.replace("\\\\", "")), "commas and semicolons are escaped"
    root = ElementTree.fromstring(due_feed("到期", "../daoqi.html", "daoqi", [one], SMALL))
    assert root.find(f"{ATOM}entry/{ATOM}id") is not None


def test_feeds_are_atom_with_stable_ids_and_dates(office: Office) -> None:
    files = office_files(office)
    root = ElementTree.fromstring(files["data/daoqi.xml"])
    entries = root.findall(f"{ATOM}entry")
    assert len(entries) == 8 and "仅供内部参考" in (root.findtext(f"{ATOM}title") or "")
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == 8
    assert entries[0].findtext(f"{ATOM}updated") == "2020-07-22T00:00:00+08:00", "ninety days before 20 October"
    own = ElementTree.fromstring(files["data/daoqi/dongshanzhen.xml"])
    assert len(own.findall(f"{ATOM}entry")) == 4


def test_every_unit_has_its_own_files_also_when_nothing_is_due(office: Office) -> None:
    files = office_files(office)
    assert events(files["data/daoqi/shizhengfu.ics"]) == []
    assert {path for path in files if path.startswith("data/daoqi/")} == {
        f"data/daoqi/{unit}.{kind}"
        for unit in ("shifuban", "caizhengju", "minzhengju", "jiansheju", "dongshanzhen", "shizhengfu")
        for kind in ("ics", "xml")
    }


def test_files_are_a_function_of_the_data(city: Prepared, office: Office) -> None:
    again = office_files(office_of(site_on(city, DAYS[3])))
    assert again == office_files(office)

