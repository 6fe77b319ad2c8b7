"""The command line. Parsing only needs argparse; every command imports what it needs when it runs.

Exit codes: 0 clean, 1 findings at or above the threshold, 2 could not run.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from generator import __version__
from generator.errors import GongkaiError, UsageError

if TYPE_CHECKING:
    from generator.findings import Finding, Severity
    from generator.preparing import Prepared
    from generator.progress import Progress

FORMATS = ("text", "json", "github")
THRESHOLDS = ("error", "warning", "notice", "never")
ENGINES = ("mkdocs", "properdocs")


class ChineseHelp(argparse.RawDescriptionHelpFormatter):
    """argparse's own words in Chinese."""

    def add_usage(self, usage, actions, groups, prefix=None):  # type: ignore[no-untyped-def]
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """Errors in Chinese, exit code 2."""

    def __init__(self, **options: object) -> None:
        super().__init__(formatter_class=ChineseHelp, add_help=False, **options)  # type: ignore[arg-type]
        self._positionals.title = "参数"
        self._optionals.title = "选项"
        self.add_argument("-h", "--help", action="help", help="显示这份帮助")

    def error(self, message: str) -> None:  # type: ignore[override]
        """Report a wrong command line."""
        translated = (
            message.replace("the following arguments are required:", "还缺少：")
            .replace("unrecognized arguments:", "不认识：")
            .replace("invalid choice:", "不能写")
            .replace("(choose from", "（可以写")
            .replace("argument ", "")
        )
        self.exit(2, f"{self.prog}：{translated}\n运行 {self.prog} --help 看用法\n")


def build_parser() -> Parser:
    """The whole command line."""
    parser = Parser(
        prog="gongkai",
        description="公开：把部门提交的政务公开条目检查好，生成可以检索的静态门户。",
        epilog="例：\n  gongkai check\n  gongkai build\n  gongkai explain T302\n  gongkai -C examples/yiwu build",
    )
    parser.add_argument("-C", dest="root", metavar="文件夹", default=".", help="在这个仓库上工作（默认：当前文件夹）")
    parser.add_argument("--version", action="version", version=f"gongkai {__version__}", help="显示版本")
    commands = parser.add_subparsers(dest="command", metavar="命令", parser_class=Parser)
    _add_check(commands)
    _add_explain(commands)
    _add_build(commands)
    _add_serve(commands)
    _add_stamp(commands)
    _add_new(commands)
    _add_demo(commands)
    _add_import(commands)
    _add_report(commands)
    _add_search(commands)
    _add_export(commands)
    return parser


Subparsers = argparse._SubParsersAction


def _command(commands: Subparsers[Parser], name: str, help_: str, example: str, run: Callable[..., int]) -> Parser:
    parser = commands.add_parser(name, help=help_, description=help_, epilog=f"例：\n  {example}")
    parser.set_defaults(run=run)
    return parser


def _add_date(parser: Parser) -> None:
    parser.add_argument("--as-of", default="", metavar="日期", help="按这一天判断时限和效力，如 2021-07-30（默认：今天）")


def _add_check(commands: Subparsers[Parser]) -> None:
    parser = _command(
        commands, "check", "检查条目和目录，不生成网站",
        "gongkai check\n  gongkai check content/entries/shifuban --format json\n  gongkai check --only T302 --only D203",
        check,
    )
    parser.add_argument("paths", nargs="*", metavar="路径", help="只报告这些文件或文件夹里的问题（仍会读全部内容）")
    parser.add_argument("--format", choices=FORMATS, default="text", help="输出格式（默认：text）")
    _add_date(parser)
    parser.add_argument("--only", action="append", default=[], metavar="规则", help="只看这条规则，可写多次")
    parser.add_argument("--skip", action="append", default=[], metavar="规则", help="不看这条规则，可写多次")
    parser.add_argument("--list-rules", action="store_true", help="列出全部规则")
    parser.add_argument("--formal", action="store_true", help="按正式生成的要求检查")
    parser.add_argument("--fail-on", choices=THRESHOLDS, default="error", help="到哪一级时退出码为 1（默认：error）")
    parser.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="颜色（默认：只在终端上）")


def _add_explain(commands: Subparsers[Parser]) -> None:
    parser = _command(commands, "explain", "解释一条规则：为什么、依据、错例和对例", "gongkai explain T302", explain_rule)
    parser.add_argument("rule", metavar="规则", help="规则编号，如 T302")


def _add_build(commands: Subparsers[Parser]) -> None:
    parser = _command(
        commands, "build", "检查并生成网站：公开的放 site/，内部的放 neibu/",
        "gongkai build\n  gongkai build --as-of 2021-07-30 --engine properdocs\n"
        "  gongkai build --workers 4\n  gongkai build --executor dask://10.0.0.5:8786", build,
    )
    _add_date(parser)
    parser.add_argument("--engine", choices=ENGINES, default="mkdocs", help="用哪个引擎生成手写页面（默认：mkdocs）")
    parser.add_argument("--formal", action="store_true", help="正式生成：示例、待确认和空的标识码都不放行")
    parser.add_argument("--quiet", action="store_true", help="只说错误")
    parser.add_argument("--workers", type=int, metavar="数量", help="用几个进程（默认：有几个处理器用几个；条目少时总是一个）")
    parser.add_argument("--executor", default="", metavar="地址", help="交给 Dask 集群：dask://主机:端口")


def _add_serve(commands: Subparsers[Parser]) -> None:
    parser = _command(commands, "serve", "在本机预览，内容改动后自动重新生成", "gongkai serve --open\n  gongkai serve --port 8001", serve)
    _add_date(parser)
    parser.add_argument("--port", type=int, default=8000, metavar="端口", help="默认：8000")
    parser.add_argument("--host", default="127.0.0.1", metavar="地址", help="默认：127.0.0.1，只有本机能打开")
    parser.add_argument("--open", action="store_true", help="同时打开浏览器")
    parser.add_argument("--poll", action="store_true", help="反复查看文件有没有变；网络盘上的仓库用")
    parser.add_argument("--engine", choices=ENGINES, default="mkdocs", help="用哪个引擎（默认：mkdocs）")


def _add_stamp(commands: Subparsers[Parser]) -> None:
    parser = _command(
        commands, "stamp", "盖章：把新公开、更新、撤回的条目记入发布台账，编索引号",
        "gongkai stamp\n  gongkai stamp --dry-run", stamp,
    )
    parser.add_argument("--dry-run", action="store_true", help="只说会盖哪些章，不写台账")
    parser.add_argument("--at", default="", metavar="时间", help="只用于演示站：按这个时间盖章，如 2021-07-16T09:00")
    parser.add_argument("--only", action="append", default=[], metavar="条目", help="只盖这个条目，可写多次")


def _add_new(commands: Subparsers[Parser]) -> None:
    parser = _command(
        commands, "new", "写出一个新条目，必填的字段都在，照着填",
        "gongkai new 政策文件 --org shifuban --slug 35\n  gongkai new 征求意见 --org jiansheju --slug dianti-zhengqiu", new,
    )
    parser.add_argument("type", metavar="类型", help="类型名称，如 政策文件")
    parser.add_argument("--org", required=True, metavar="机构", help="机构编号，如 shifuban")
    parser.add_argument("--slug", required=True, metavar="条目名", help="文件名，如 35 或 banfa-caoan")
    parser.add_argument("--year", type=int, default=0, metavar="年份", help="成文的年份（默认：今年）")


def _add_demo(commands: Subparsers[Parser]) -> None:
    parser = _command(
        commands, "demo", "写出一个示例仓库，供压力测试用；同样的参数总得到同样的内容",
        "gongkai demo --entries 10000 --out 试验", demo,
    )
    parser.add_argument("--entries", type=int, required=True, metavar="数量", help="条目数量")
    parser.add_argument("--out", required=True, metavar="文件夹", help="写到哪里（必须还不存在，或者是空的）")


def _add_report(commands: Subparsers[Parser]) -> None:
    from generator.reporting.arguments import REPORTS, add_arguments

    parser = commands.add_parser("report", help="报表：到期提醒、标准目录落实情况、为何如此（仅供内部参考）",
                                 description="报表只在内部使用，算法和 neibu/ 的页面相同。")
    kinds = parser.add_subparsers(dest="kind", metavar="什么", parser_class=Parser, required=True)
    for kind, (help_, example) in REPORTS.items():
        one = _command(kinds, kind, help_, example, report)
        add_arguments(one, kind)
        _add_date(one)


def _add_import(commands: Subparsers[Parser]) -> None:
    from generator.importing.arguments import KINDS, add_catalogue_arguments, add_records_arguments

    parser = commands.add_parser("import", help="导入：标准目录的表 → 目录草稿；旧网站的文件 → 条目",
                                 description="导入已有的表格和文件。")
    kinds = parser.add_subparsers(dest="kind", metavar="什么", parser_class=Parser, required=True)
    add_catalogue_arguments(_command(kinds, "catalogue", *KINDS["catalogue"], import_))
    records = _command(kinds, "records", *KINDS["records"], import_)
    add_records_arguments(records)
    _add_date(records)


def _add_search(commands: Subparsers[Parser]) -> None:
    from generator.searching.arguments import EXAMPLE, HELP, add_arguments

    add_arguments(_command(commands, "search", HELP, EXAMPLE, search))


def _add_export(commands: Subparsers[Parser]) -> None:
    from generator.exporting.arguments import EXAMPLE, HELP, add_arguments

    parser = commands.add_parser("export", help="导出：检索用的内容 → 别的检索系统", description="导出给别的系统用的数据。")
    kinds = parser.add_subparsers(dest="kind", metavar="什么", parser_class=Parser, required=True)
    one = _command(kinds, "search", HELP, EXAMPLE, export)
    add_arguments(one)
    _add_date(one)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    # a run makes many long-lived values and few cycles: looking for cycles every 700 objects costs a tenth of the time
    gc.set_threshold(100_000, 20, 20)
    parser = build_parser()
    arguments = parser.parse_args(argv)
    if arguments.command is None:
        parser.print_help()
        return 2
    try:
        return int(arguments.run(arguments))
    except GongkaiError as error:
        print(f"gongkai：{error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 2
    except KeyboardInterrupt:
        print("\n已停下，网站没有改动", file=sys.stderr)
        return 2


def _root(arguments: argparse.Namespace) -> Path:
    root = Path(arguments.root)
    if not root.is_dir():
        raise UsageError(f"没有文件夹“{arguments.root}”")
    return root.resolve()


def _prepare(arguments: argparse.Namespace) -> Prepared:
    from importlib import import_module

    from generator.executing import Forked, crew
    from generator.preparing import prepare_from_environment

    formal = getattr(arguments, "formal", False)
    progress = _progress(quiet=not sys.stderr.isatty())
    progress.stage("读取和检查条目")
    workers = crew()
    if isinstance(workers, Forked):
        workers.meanwhile = lambda: import_module("generator.judging")  # the rules, for what comes after reading
    prepared = prepare_from_environment(
        _root(arguments), getattr(arguments, "as_of", ""), formal=formal, crew=workers, step=progress.step
    )
    progress.done()
    return prepared


def _color(choice: str) -> bool:
    if choice == "auto":
        return sys.stdout.isatty() and "NO_COLOR" not in os.environ
    return choice == "always"


def check(arguments: argparse.Namespace) -> int:
    """`gongkai check`."""
    prepared = _prepare(arguments)
    if arguments.list_rules:
        return _list_rules(prepared)
    from generator.findings import select
    from generator.reporters.places import below

    only, skip = _rule_words(arguments.only, prepared), _rule_words(arguments.skip, prepared)
    findings = below(select(prepared.findings, only, skip), arguments.paths, _root(arguments))
    _report(findings, arguments.format, _color(arguments.color))
    return 1 if _reaches(findings, arguments.fail_on) else 0


def _list_rules(prepared: Prepared) -> int:
    from generator.rules.explain import list_rules, rule_line

    for info in list_rules(prepared.catalog):
        print(rule_line(info, prepared.catalog))
    return 0


def _report(findings: Sequence[Finding], format_: str, colour: bool) -> None:
    from generator.reporters import REPORTERS, text

    whole = text.report(findings, colour=colour) if format_ == "text" else REPORTERS[format_](findings)
    sys.stdout.write(whole)


def _rule_words(words: Sequence[str], prepared: Prepared) -> tuple[str, ...]:
    words = tuple(word.upper() for word in words)
    if not words:
        return ()
    from generator.rules.registry import unknown_words

    for word in unknown_words(words, prepared.catalog):
        raise UsageError(f"没有规则“{word}”，用 gongkai check --list-rules 看全部规则")
    return words


def _reaches(findings: Sequence[Finding], threshold: str) -> bool:
    from generator.findings import Severity

    if threshold == "never":
        return False
    level: Severity = Severity[threshold.upper()]
    return any(f.severity >= level and not f.waiver for f in findings)


def explain_rule(arguments: argparse.Namespace) -> int:
    """`gongkai explain`."""
    from generator.rules.explain import explain, list_rules

    prepared = _prepare(arguments)
    rule = arguments.rule.upper()
    if rule not in {info.id for info in list_rules(prepared.catalog)}:
        raise UsageError(f"没有规则“{arguments.rule}”，用 gongkai check --list-rules 看全部规则")
    print(explain(rule, prepared.catalog))
    return 0


def build(arguments: argparse.Namespace) -> int:
    """`gongkai build`."""
    from generator.building import build_site_once
    from generator.executing import crew

    started = time.monotonic()
    progress = _progress(quiet=arguments.quiet)
    workers = crew(workers=arguments.workers, executor=arguments.executor)
    outcome = build_site_once(_root(arguments), as_of=arguments.as_of, engine=arguments.engine,
                              formal=arguments.formal, progress=progress, crew=workers)
    timings = os.environ.get("GONGKAI_TIMINGS", "")
    if timings:
        progress.save(Path(timings))
    if not outcome.built:
        _report(outcome.findings, "text", _color("auto"))
        print("网站没有生成，原来的 site/ 没有动", file=sys.stderr)
        return 1
    if not arguments.quiet:
        print(f"{outcome.sentence}，用时 {time.monotonic() - started:.1f} 秒", flush=True)
    return 0


def _progress(*, quiet: bool) -> Progress:
    """Progress on standard error: a line that is written over on a terminal, plain lines elsewhere."""
    from generator.progress import Progress

    return Progress(None if quiet else sys.stderr, sys.stderr.isatty())


def serve(arguments: argparse.Namespace) -> int:
    """`gongkai serve`."""
    from generator.serving.command import Options
    from generator.serving.command import serve as run

    options = Options(arguments.as_of, arguments.engine, arguments.host, arguments.port, arguments.open, arguments.poll)
    return run(_root(arguments), options)


def stamp(arguments: argparse.Namespace) -> int:
    """`gongkai stamp`."""
    from generator.stamping import stamp_repository

    return stamp_repository(_root(arguments), at=arguments.at, only=tuple(arguments.only), dry_run=arguments.dry_run)


def new(arguments: argparse.Namespace) -> int:
    """`gongkai new`."""
    from generator.preparing import now
    from generator.scaffold.new import write_new

    prepared = _prepare(arguments)
    demonstration = prepared.catalog.site.demonstration
    year = arguments.year or (prepared.as_of.year if demonstration else now().year)
    root = _root(arguments)
    for path in write_new(root, prepared.catalog, arguments.type, arguments.org, year, arguments.slug):
        print(f"已写 {path.relative_to(root)}")
    print("填好后运行：gongkai check")
    return 0


def demo(arguments: argparse.Namespace) -> int:
    """`gongkai demo`."""
    from generator.scaffold.demo import write_demo

    if arguments.entries < 1:
        raise UsageError("--entries 至少是 1")
    count = write_demo(_root(arguments), Path(arguments.out), arguments.entries)
    print(f"已写 {count} 个条目到 {arguments.out}，可以用 gongkai -C {arguments.out} build 生成")
    return 0


def report(arguments: argparse.Namespace) -> int:
    """`gongkai report`."""
    from generator.derive.office import office_of
    from generator.reporting import report as reports

    days = getattr(arguments, "days", 0)
    if days < 0:
        raise UsageError("--days 不能是负数")
    asked = reports.Question(arguments.kind, arguments.org, getattr(arguments, "item", ""), days, arguments.format)
    data = reports.report(office_of(_prepare(arguments).site), asked)
    if arguments.out:
        print(f"已写 {reports.write(Path(arguments.out), data, asked)}")
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
    return 0


def search(arguments: argparse.Namespace) -> int:
    """`gongkai search`."""
    from generator.searching.command import Options, search_site

    options = Options(arguments.limit, arguments.offset, arguments.by_date, arguments.filters, arguments.facets,
                      arguments.json, arguments.site)
    return search_site(_root(arguments), arguments.query, options, colour=_color("auto"))


def export(arguments: argparse.Namespace) -> int:
    """`gongkai export`."""
    from generator.exporting.command import export_search

    return export_search(_prepare(arguments), arguments.out)


def import_(arguments: argparse.Namespace) -> int:
    """`gongkai import`."""
    from generator.importing.commands import import_catalogue, import_records
    from generator.preparing import asked_date, now

    root = _root(arguments)
    if arguments.kind == "catalogue":
        return import_catalogue(root, arguments.files, out=arguments.out, report=arguments.report, marks=arguments.marks)
    return import_records(
        root, arguments.file, type_name=arguments.type, map_file=arguments.map, org=arguments.org, out=arguments.out,
        dry_run=arguments.dry_run, report=arguments.report, as_of=asked_date(arguments.as_of), today=now().date(),
    )
