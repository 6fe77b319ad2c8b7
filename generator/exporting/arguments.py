"""The options of `gongkai export search`. Light: the command line loads this whatever is run."""

from __future__ import annotations

from argparse import ArgumentParser

FORMATS = ("opensearch-bulk",)
#: `--out` for the standard output
STREAM = "-"
HELP = "把检索用的内容导出给别的检索系统（OpenSearch）"
EXAMPLE = (
    "gongkai export search --format opensearch-bulk --out 检索导出\n"
    "  gongkai export search --format opensearch-bulk > 全部.ndjson"
)


def add_arguments(parser: ArgumentParser) -> None:
    """Add them to `parser`, but for the date."""
    parser.add_argument("--format", choices=FORMATS, default=FORMATS[0], help=f"格式（默认：{FORMATS[0]}）")
    parser.add_argument("--out", default=STREAM, metavar="文件夹",
                        help="写到这个文件夹里：数据、mapping.json 和 README.md（默认：- ，只把数据写到标准输出）")
