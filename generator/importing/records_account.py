"""The account of `import records`: what was written, what was not and why, what a person has to look at."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from generator.catalog.model import Catalog
from generator.importing.records import RecordsAccount, Refused
from generator.rules.privacy import mask

#: lines of one kind printed; all are in the report
MAX_LINES = 10


def records_report(file: str, type_name: str, account: RecordsAccount) -> dict[str, object]:
    """The report, as `--report` writes it. Titles are masked: no personal number leaves the source."""
    return {
        "records": {
            "file": file,
            "type": type_name,
            "read": account.read,
            "written": account.written,
            "already": account.already,
            "duplicates": [_row(refused) for refused in account.duplicates],
            "refused": [_row(refused) for refused in account.refused],
            "same_number": [_row(refused) for refused in account.same_number],
            "unknown_publishers": dict(account.publishers.most_common()),
            "pending": dict(account.pending.most_common()),
            "kept_as_text": dict(account.left.most_common()),
            "latest_date": account.latest,
            "characters_removed": account.removed,
            "warnings": dict(sorted(account.warnings.items())),
        }
    }


def _row(refused: Refused) -> dict[str, object]:
    row: dict[str, object] = {"row": refused.row, "title": mask(refused.title), "reason": refused.reason}
    if refused.same:
        row["same_as"] = refused.same
    if refused.rules:
        row["rules"] = list(refused.rules)
    return row


def records_remarks(account: RecordsAccount, *, folder: str, dry: bool) -> Iterator[str]:
    """The account in sentences."""
    verb = "会写" if dry else "已写"
    parts = [f"读了 {account.read} 条", f"{verb} {account.written} 个条目（{folder}）"]
    parts += [f"以前已写 {account.already} 条"] if account.already else []
    parts += [f"重复 {len(account.duplicates)} 条"] if account.duplicates else []
    parts += [f"没有写 {len(account.refused)} 条"] if account.refused else []
    yield "，".join(parts)
    yield from _some([f"重复：第 {r.row} 条《{mask(r.title)[:40]}》与 {r.same} {r.reason}，没有写" for r in account.duplicates])
    yield from _some([f"没有写：第 {r.row} 条《{mask(r.title)[:40]}》：{_rules(r)}{r.reason}" for r in account.refused])
    yield from _some([f"请核对：第 {r.row} 条《{mask(r.title)[:40]}》与 {r.same} {r.reason}，都写了" for r in account.same_number])
    yield from _counted("发布机构不在机构名录里，名称留在「来源说明」", account.publishers)
    yield from _counted("还要补（写了“待补”）", account.pending)
    yield from _counted("原来的值不合我们的写法，留在「来源说明」", account.left)
    if account.removed:
        yield f"去掉看不见的字符和乱码 {account.removed} 个"
    yield from _counted("检查时会有的提醒", account.warnings)
    if dry:
        yield "这是试运行，什么也没有写；去掉 --dry-run 写出条目"


def _rules(refused: Refused) -> str:
    return f"{'、'.join(refused.rules)} " if refused.rules else ""


def _counted(what: str, counts: Counter[str]) -> Iterator[str]:
    if counts:
        first = counts.most_common(MAX_LINES)
        rest = f" 等 {len(counts)} 种" if len(counts) > len(first) else ""
        yield f"{what}：" + "、".join(f"{name} {count} 条" for name, count in first) + rest


def _some(lines: Sequence[str]) -> Iterator[str]:
    yield from lines[:MAX_LINES]
    if len(lines) > MAX_LINES:
        yield f"……这样的还有 {len(lines) - MAX_LINES} 条，用 --report 看全部"


def say_later_dates(
    latest: str, catalog: Catalog, as_of: dt.date | None, day: dt.date, say: Callable[[str], None]
) -> None:
    """In a demonstration with a fixed day: documents after that day need `--as-of` when they are checked."""
    demonstration = catalog.site.demonstration
    fixed = demonstration.as_of if demonstration else None
    if as_of is None and fixed is not None and latest > fixed.isoformat():
        say(f"有的条目日期晚于演示站的基准日 {fixed}（最晚 {latest}）：检查、生成时请加 --as-of {day}")
