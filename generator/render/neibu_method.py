"""统计口径 in `neibu/`: how a state is found, in plain words, from the catalogue's own tables; and how states developed."""

from __future__ import annotations

from collections.abc import Iterator

from generator.calendar.workdays import GUESSED
from generator.catalog.model import Catalog
from generator.derive import duties
from generator.derive.office import Office
from generator.derive.reasons import length
from generator.derive.trend import share
from generator.render.contexts import Link
from generator.render.contexts.office import MethodPage, TrendRow
from generator.render.marks import day
from generator.render.neibu_marks import METHOD, TITLES, TREND_DATA, internal_page, mark, nav
from generator.render.page import PageDoc

TITLE = TITLES[METHOD]
COLUMNS = (duties.ON_TIME, duties.LATE, duties.MISSING, duties.NOT_DUE, duties.TO_VERIFY)
#: state -> when it is said
_WORDS = {
    duties.ON_TIME: "在最后一天或者以前公开。长期公开的事项，已有公开内容；公示的，天数够。",
    duties.LATE: "公开了，晚于最后一天。目录和法律都有期限的，按短的算；有没有超过法定期限，另外写明。",
    duties.MISSING: "最后一天已过，没有公开：固定日期、按期公开的一期、等待发布的条目、征求意见的采纳情况、登记过的期限。",
    duties.NOT_DUE: "最后一天还没有到；或者今年还没有起算（没有条目），等年度核对。",
    duties.NOTHING_AROSE: "单位登记了状态单，这一期没有应公开的信息。登记不能盖过已经超期的条目。",
    duties.WITHHELD: "单位登记了状态单，写明条款和复核日期。",
    duties.OTHER_LIMIT: "单位登记了状态单，写明法律、条款和另外的期限；过了这个期限还没有公开的，记“应公开未公开”。",
    duties.TO_VERIFY: "数据不能得出结论：缺起算日期，要看内容，没有标准写法，迁移没有佐证，长期公开的没有条目，一年没有条目也没有登记。",
    duties.NOT_APPLICABLE: "目录规定依申请公开，或者公开层级不是本单位这一级。",
}


def method_page(office: Office) -> PageDoc:
    """The page."""
    site, catalog = office.site, office.site.catalog
    context = MethodPage(
        title=TITLE,
        nav=nav(METHOD),
        as_of=day(site.as_of, site.as_of),
        states=tuple((mark(state), _WORDS[state]) for state in duties.ORDER),
        limits=tuple(
            Link(f"{'、'.join(word.replace('*', '…') for word in limit.anchors)}：{length(limit.num, limit.unit)}", note=limit.basis)
            for limit in catalog.clock.limits
        ),
        starts=tuple(_starts(catalog)),
        years=_years(catalog),
        review=_review(catalog),
        columns=tuple(mark(state) for state in COLUMNS),
        trend=tuple(_trend(office)),
        downloads=(Link("下载数据（CSV）", f"{TREND_DATA}.csv"), Link("下载数据（JSON）", f"{TREND_DATA}.json")),
    )
    return internal_page(METHOD, "method", context)


def _starts(catalog: Catalog) -> Iterator[Link]:
    """The table of 起算: what all types share, then what a type says for itself."""
    shared = next((info.starts for info in catalog.types.values() if info.abstract), ())
    for row in shared:
        words = "其他事由" if row.anchors == ("*",) else "、".join(word.replace("*", "…") for word in row.anchors)
        yield Link(f"各类型：{words}", note="，其次".join(row.sources))
    for info in catalog.types.values():
        for row in info.starts:
            if not info.abstract and row not in shared:
                words = "、".join(word.replace("*", "…") for word in row.anchors)
                yield Link(f"{info.name}：{words}", note="，其次".join(row.sources))


def _years(catalog: Catalog) -> str:
    years = sorted(catalog.calendar)
    if not years:
        return f"目录里没有放假通知，{GUESSED}。"
    gaps = [str(year) for year in range(years[0], years[-1] + 1) if year not in catalog.calendar]
    missing = f"（缺{'、'.join(gaps)}年）" if gaps else ""
    return f"工作日按{years[0]}年至{years[-1]}年的放假通知计算{missing}；没有通知的年份，{GUESSED}。"


def _review(catalog: Catalog) -> str:
    review = catalog.clock.review
    if review is None:
        return "没有规定年度核对：没有条目的事项一律记“待核实”。"
    return (f"一年里没有条目的事项，到下一年{review.month}月{review.day}日以前补上条目或者登记“本期未产生”；"
            "这以前记“未到期（没有起算）”，这以后记“待核实”。目录施行不满一年的，那一年不核对。")


def _trend(office: Office) -> Iterator[TrendRow]:
    for snapshot in office.trend:
        percent = share(snapshot.counts)
        yield TrendRow(
            day(snapshot.day, office.site.as_of),
            tuple(snapshot.counts.get(state, 0) for state in COLUMNS),
            snapshot.due,
            "—" if percent is None else f"{percent}%",
        )
