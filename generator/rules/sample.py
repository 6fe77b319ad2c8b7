"""The mark 示例: in a demonstration everything invented is marked; a real site takes nothing marked (D260-D261)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.model.entry import Entry
from generator.rules.context import LocalContext, RuleContext
from generator.rules.rule import ERROR, WARNING, Flaw, rule


@rule(
    "D260",
    title="演示站的条目没有标明示例",
    severity=ERROR,
    on="local",
    does="演示站里的每个条目都写“示例: 是”；真实的文件写“示例: 否”，并写明来源和原网址。",
    why="虚构的内容不标明，会被当成真实的政府信息。",
    accepted="示例: 是；或示例: 否，加来源、来源说明、原网址。",
    remedy="加一行“示例: 是”。",
    basis="演示站约定：虚构内容一律标明示例",
    passing=(
        "示例: 是",
        "示例: 否\n来源: 迁移\n来源说明: 公开文件转载\n原网址: https://www.example.invalid/1.html",
    ),
    failing=("示例: null", "示例: 否"),
    near=("站点: 正式\n示例: null  # 正式站不写",),
    withdrawn=True,
)
def unmarked_sample(entry: Entry, context: LocalContext) -> Iterator[Flaw]:
    """An entry of a demonstration that is neither marked as invented nor shown to be real."""
    if context.catalog.site.demonstration is None or entry.sample:
        return
    real = entry.text("示例") == "否" and entry.origin is not None and entry.origin.url
    if not real:
        message = "演示站的条目要标明示例；真实的文件写“示例: 否”，并写明「来源」「来源说明」「原网址」"
        yield Flaw(message, "示例", entry.text("示例"), "是", "示例: 是")


@rule(
    "D261",
    title="正式站里有示例",
    severity=WARNING,
    does="正式站不收标明“示例: 是”的条目；正式构建（--formal）时必须改正。",
    why="示例内容是虚构的，不能作为政府信息公开。",
    accepted="正式站的条目不写示例，或写“示例: 否”。",
    remedy="删去示例条目；条目是真实的，删去“示例: 是”这一行。",
    basis="演示站约定：正式站不收示例",
    passing=("站点: 正式\n示例: null", "站点: 正式\n示例: 否"),
    failing=("站点: 正式\n示例: 是", "站点: 正式\n示例: 是\n标题: 示例市公共租赁住房管理办法"),
    near=("示例: 是  # 演示站里应当写",),
    withdrawn=True,
)
def sample_in_real_site(entry: Entry, context: RuleContext) -> Iterator[Flaw]:
    """An invented entry in a site that is no demonstration."""
    if context.catalog.site.demonstration is None and entry.sample:
        flaw = Flaw("正式站里有标明“示例: 是”的条目，应删去条目，或删去这一行", "示例", "是", "不写")
        yield replace(flaw, severity=ERROR) if context.formal else flaw
