"""Writes catalog/calendar/<year>.yaml from the data of the `chinesecalendar` package (MIT), and compares what is there.

    pip install chinesecalendar        # only here, never at run time
    python tools/holidays.py           # writes the years that have no file yet
    python tools/holidays.py --check   # compares all files, day by day; exit 1 if one differs

The package restates the State Council's yearly notices; a file once written is ours to correct: a year that differs is
reported, never overwritten.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Mapping
from pathlib import Path

from chinese_calendar import constants  # type: ignore[import-not-found]

from generator.catalog.model import CalendarYear
from generator.catalog.reader import Reader
from generator.catalog.years import read_calendar
from generator.source.yaml_events import parse_yaml

FOLDER = Path(__file__).resolve().parents[1] / "catalog" / "calendar"
ONE_DAY = dt.timedelta(days=1)
NAMES = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "Mid-autumn Festival": "中秋节",
    "National Day": "国庆节",
    "Anti-Fascist 70th Day": "抗战胜利70周年纪念日",
}


def year_of(year: int) -> tuple[dict[dt.date, str], dict[dt.date, str]]:
    """Rest days and worked weekend days of a year, with the Chinese name of the holiday."""
    return tuple(
        {day: NAMES[str(name)] for day, name in sorted(days.items()) if day.year == year}
        for days in (constants.holidays, constants.workdays)
    )  # type: ignore[return-value]


def spans(days: Mapping[dt.date, str]) -> list[tuple[str, dt.date, dt.date]]:
    """Neighbouring days of one name as a span."""
    found: list[tuple[str, dt.date, dt.date]] = []
    for day, name in days.items():
        if found and found[-1][0] == name and found[-1][2] + ONE_DAY == day:
            found[-1] = (name, found[-1][1], day)
        else:
            found.append((name, day, day))
    return found


def text_of(year: int) -> str:
    """The file of a year."""
    rest, work = year_of(year)
    lines = [
        "# 由 tools/holidays.py 按 chinesecalendar（MIT）的数据整理；与通知原文不一致的，以通知为准，直接改这里。",
        f'年份: "{year}"',
        f"依据: 国务院办公厅关于{year}年部分节假日安排的通知",
        "放假:",
        *(f"  - {{名称: {name}, 起: {start}, 止: {end}}}" for name, start, end in spans(rest)),
    ]
    if work:
        lines += ["上班:", *(f"  - {{日期: {day}, 名称: {name}}}" for day, name in work.items())]
    return "\n".join(lines) + "\n"


def read(path: Path) -> CalendarYear | None:
    """A file as the catalogue reads it."""
    node, problems = parse_yaml(path.read_text("utf-8"), path.name)
    assert node is not None and not problems, problems
    return read_calendar(Reader(node, path.name, []))[0]


def differences(year: int) -> list[str]:
    """Days on which the file and the package disagree about working."""
    own = read(FOLDER / f"{year}.yaml")
    assert own is not None
    rest, work = year_of(year)
    named = sorted({*own.holidays, *own.workdays, *rest, *work})

    def works(day: dt.date, off: Mapping[dt.date, str], on: Mapping[dt.date, str]) -> bool:
        return day in on or (day not in off and day.weekday() < 5)

    return [str(day) for day in named if works(day, own.holidays, own.workdays) != works(day, rest, work)]


def main(check: bool) -> int:
    """Write or compare all years the package knows."""
    failed = 0
    for year in sorted({day.year for day in constants.holidays}):
        path = FOLDER / f"{year}.yaml"
        if path.exists():
            wrong = differences(year)
            failed += bool(wrong)
            print(f"{year}: {'与数据不同：' + '、'.join(wrong) if wrong else '一致'}")
        elif check:
            failed += 1
            print(f"{year}: 没有文件")
        else:
            path.write_text(text_of(year), encoding="utf-8")
            print(f"{year}: 已写")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv))
