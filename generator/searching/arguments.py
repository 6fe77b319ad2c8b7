"""The options of `gongkai search`. Light: the command line loads this whatever is run."""

from __future__ import annotations

from argparse import ArgumentParser

HELP = "在生成的网站里检索，排序和网页上的检索相同"
EXAMPLE = (
    'gongkai search "怎么申请低保"\n  gongkai search 示政办发24号 --json\n'
    "  gongkai search 预算 --filter 发布机关=示例市财政局 --filter 年份=2021 --by-date"
)


def add_arguments(parser: ArgumentParser) -> None:
    """Add them to `parser`."""
    parser.add_argument("query", metavar="词句", help="标题、文号、几个词或一句话；有空格的用引号括起来")
    parser.add_argument("--json", action="store_true", help="输出 JSON，键和 window.gongkai.search 的相同")
    parser.add_argument("--limit", type=int, default=20, metavar="条数", help="最多几条（默认：20）")
    parser.add_argument("--offset", type=int, default=0, metavar="条数", help="跳过前几条（默认：0）")
    parser.add_argument("--by-date", action="store_true", help="按日期排，新的在前（默认：相关的在前）")
    parser.add_argument("--filter", action="append", default=[], metavar="键=值", dest="filters",
                        help="只要这些，可写多次。键：栏目、发布机关、类型、年份、状态、目录事项、面向；同一个键符合一个就行")
    parser.add_argument("--facets", action="store_true", help="也说各栏目、机关、类型等有几条")
    parser.add_argument("--site", default="", metavar="文件夹", help="生成的网站在哪里（默认：仓库里的 site）")
