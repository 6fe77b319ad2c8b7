"""The options of `gongkai report`. Light: the command line loads this whatever is run."""

from __future__ import annotations

from argparse import ArgumentParser

#: help and example by kind
REPORTS = {
    "due": ("到期提醒：今后若干天要公开、更新、复核的", "gongkai report due --days 90\n  gongkai report due --org caizhengju --format csv --out 报表"),
    "coverage": ("标准目录落实情况：九种状态、按期百分比、逾期的", "gongkai report coverage\n  gongkai report coverage --org caizhengju --format json"),
    "why": ("为何如此：一个单位一个事项的状态怎样得出，可以重数", "gongkai report why --org shifuban --item gkgl-001"),
}


def add_arguments(parser: ArgumentParser, kind: str) -> None:
    """Add those of a kind to `parser`, but for the date."""
    parser.add_argument("--org", default="", metavar="单位", help="只看这个单位（机构编号）")
    if kind == "due":
        parser.add_argument("--days", type=int, default=30, metavar="天数", help="看多少天（默认：30）")
    else:
        parser.add_argument("--item", default="", metavar="事项", help="只看这个目录事项（事项编号）")
    parser.add_argument("--format", choices=("text", "json", "csv"), default="text", help="输出格式（默认：text）")
    parser.add_argument("--out", default="", metavar="文件夹", help="写到这个文件夹里（默认：显示在屏幕上）")
