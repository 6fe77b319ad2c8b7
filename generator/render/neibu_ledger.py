"""台账核对 in `neibu/`: the ledger against what entries declare, and what the history of files shows (design.md D11)."""

from __future__ import annotations

from generator.derive import provenance
from generator.derive.dates import long_date
from generator.derive.office import Office
from generator.derive.provenance import History, Provenance
from generator.render.contexts import Link
from generator.render.contexts.reminders import LedgerPage, OriginGroup, OriginLine
from generator.render.marks import day
from generator.render.neibu_marks import LEDGER, TITLES, internal_page, nav
from generator.render.page import PageDoc

TITLE = TITLES[LEDGER]
#: remark -> id, what it means
_GROUPS = {
    provenance.NO_PROOF: ("h-wu", "迁移的条目没有写原网址或者原发布日期，什么时候公开的没有佐证；按期与否记“待核实”。"),
    provenance.BEFORE_FILE: ("h-zao", "台账上的发布时间早于文件第一次进入版本历史的日期，请说明。"),
    provenance.DIFFERS: ("h-yi", "申报的原发布日期晚于本站盖章的日期，请改正。"),
    provenance.MIGRATED: ("h-qian", "从原来的网站迁入。期限按原发布日期计算，原网址是佐证；页面上写明“原发布于……，迁入于……”。"),
    provenance.ADDED_LATER: ("h-bu", "事后补录。期限按本站盖章的日期计算，不按申报的日期。"),
}


def ledger_page(office: Office, history: History) -> PageDoc:
    """The page over all entries."""
    site = office.site
    found = provenance.provenance(site, history)
    groups = []
    for remark, (id_, words) in _GROUPS.items():
        lines = tuple(_line(one) for one in found if one.remark == remark)
        if lines:
            groups.append(OriginGroup(id_, remark, words, lines))
    context = LedgerPage(
        title=TITLE,
        nav=nav(LEDGER),
        as_of=day(site.as_of, site.as_of),
        stamped=sum(1 for record in (*site.records, *site.states) if record.publication.published is not None),
        history=_history(office, history),
        groups=tuple(groups),
    )
    return internal_page(LEDGER, "ledger", context)


def _history(office: Office, history: History) -> str:
    if office.site.catalog.site.demonstration is not None:
        return "演示站的台账时间是设定的，不和版本历史核对。"
    if not history.known:
        return "这份内容不在版本库里，没有版本历史可以核对；发布时间以台账的封记为准。"
    if history.shallow:
        return "版本库是浅克隆，只有最近的历史，不能作佐证；要核对，请用完整的克隆重新生成。"
    return f"已和版本历史核对：{len(history.first)}个文件第一次出现的日期。版本历史只作旁证，发布时间以台账为准。"


def _line(one: Provenance) -> OriginLine:
    facts = (
        ("原发布日期（申报）", one.declared),
        ("台账盖章", one.stamped),
        ("文件首次出现", one.first_seen),
        ("期限按这一天计算", one.counts),
    )
    return OriginLine(
        title=one.record.entry.title,
        entry=one.record.entry.path,
        remark=one.remark,
        reason=one.reason,
        url=one.url,
        facts=tuple(Link(label, note=long_date(date)) for label, date in facts if date is not None),
    )
