"""The options of `gongkai import`. Light: the command line loads this whatever is run."""

from __future__ import annotations

from argparse import ArgumentParser

MARKS = ("selected", "required", "all", "inverted")
#: help and example by kind
KINDS = {
    "catalogue": (
        "把标准目录的表（csv、xlsx）变成目录草稿 items/领域.yaml；默认只试运行，不写",
        "gongkai import catalogue 社会救助.xlsx\n  gongkai import catalogue *.csv --out 草稿 --report 导入.json",
    ),
    "records": (
        "把旧网站导出的文件（csv、xlsx、jsonl）变成条目，标明“来源: 迁移”；可以中断后再运行",
        "gongkai import records 旧站.csv --type 政府信息 --map 对照.yaml --org shifuban --dry-run",
    ),
}


def add_catalogue_arguments(parser: ArgumentParser) -> None:
    """Add those of `import catalogue` to `parser`."""
    parser.add_argument("files", nargs="+", metavar="文件", help="csv 或 xlsx，可写多个")
    parser.add_argument("--out", default="", metavar="文件夹", help="把草稿写到这里的 items/ 下；已有的文件不覆盖")
    parser.add_argument("--report", default="", metavar="文件", help="把逐格的核对结果写成 JSON")
    parser.add_argument("--marks", choices=MARKS, default=MARKS[0],
                        help="■、□ 是什么意思：selected ■ 选中 □ 没选（默认），required ■ 必选 □ 可选，"
                             "all 列出的都算，inverted □ 选中 ■ 没选")


def add_records_arguments(parser: ArgumentParser) -> None:
    """Add those of `import records` to `parser`, but for the date."""
    parser.add_argument("file", metavar="文件", help="csv、xlsx、jsonl 或 jsonl.xz")
    parser.add_argument("--type", required=True, metavar="类型", help="信息类型的名称或编号，如 政策文件")
    parser.add_argument("--map", required=True, metavar="对照表", help="YAML，每行“我们的字段: 原来的列名”，常量写“字段: =值”")
    parser.add_argument("--org", default="", metavar="机构", help="发布者不在机构名录里的，条目放在这个机构下")
    parser.add_argument("--out", default="", metavar="文件夹", help="写到哪里（默认：content/entries）")
    parser.add_argument("--dry-run", action="store_true", help="只说会写什么，不写")
    parser.add_argument("--report", default="", metavar="文件", help="把逐条的结果写成 JSON")
