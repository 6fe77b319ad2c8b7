"""What a formal build (`gongkai build --formal`) refuses: 示例, 待确认, and codes nobody has entered (design.md D14)."""

from __future__ import annotations

from collections.abc import Iterator

from generator.catalog.model import Catalog
from generator.findings import Place, Problem
from generator.rules.rule import ERROR, RuleInfo

_BASIS = "政府网站发展指引（国办发〔2017〕47号）：网站标识码、ICP 备案和公安备案编号应在页面显示"

FORMAL_RULES: tuple[RuleInfo, ...] = (
    RuleInfo(
        "K820",
        "正式生成前还有没填或没确认的内容",
        ERROR,
        "正式生成（--formal）时，网站标识码、备案号要填好，机构、事项和网站设置不能还是“待确认”，也不能是演示站。",
        "正式网站上的编号和名称必须真实；没有核对过的内容会误导读者。",
        "网站标识码: \"3307820001\"，并去掉「待确认」和「演示」。",
        "填上真实的编号，核对后去掉「待确认」。平时检查和预览不受影响。",
        _BASIS,
        ("待确认: 否",),
        ("网站标识码: \"\"", "待确认: 是"),
        ("网站标识码: \"\"  # 没有加 --formal 的检查和预览",),
    ),
)


def formal_problems(catalog: Catalog) -> Iterator[Problem]:
    """What stands between this catalogue and a formal site (K820)."""
    site = catalog.site
    if site.demonstration is not None:
        yield _problem(site.place, "这是演示站，不能正式生成；正式网站的 site.yaml 没有「演示」", "演示")
    if site.unconfirmed:
        yield _problem(site.place, f"网站设置还写着「待确认」：{site.unconfirmed}", "待确认")
    for key, value in (("网站标识码", site.id_code), ("备案.ICP", site.icp), ("备案.公安", site.police)):
        if not value:
            yield _problem(site.place, f"「{key}」还没有填", key)
    for unit in catalog.organizations.values():
        if unit.unconfirmed:
            yield _problem(unit.place, f"机构“{unit.name}”还是「待确认」", "待确认")
    for item in catalog.items.values():
        if item.unconfirmed:
            yield _problem(item.place, f"事项 {item.id}（{item.name}）还是「待确认」", "待确认")


def _problem(place: Place, message: str, field: str) -> Problem:
    return Problem("K820", place, message, field)
