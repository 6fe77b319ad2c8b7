"""Samples of the pages of neibu/ beyond the findings report."""

from __future__ import annotations

from generator.render.contexts import Day, FindingLine, Link
from generator.render.contexts import office as o
from generator.render.contexts import reminders as r
from generator.render.contexts.versions import ComparisonPage, TextParagraph, TextPiece

AS_OF = Day("2021-07-30", "2021年7月30日", "7月30日")
LAST = Day("2021-06-30", "2021年6月30日", "6月30日")
NAV = (
    Link("校验报告", "index.html"),
    Link("标准目录落实情况", "luoshi.html", current=True),
    Link("情况说明", "qingkuang.html"),
)
CAIZHENG, MINZHENG = Link("财政局", "danwei/caizhengju.html"), Link("民政局", "danwei/minzhengju.html")
ON_TIME = o.DutyMark("按期公开", "按", "ok", "ok")
LATE = o.DutyMark("超期公开", "迟", "flag", "slow")
MISSING = o.DutyMark("应公开未公开", "缺", "alert", "late")
QUIET = o.DutyMark("未到期（没有起算）", "·", "", "na")
COUNTS = (o.DutyCount(ON_TIME, 2), o.DutyCount(LATE, 0), o.DutyCount(MISSING, 1))


def cell(mark: o.DutyMark, unit: Link, item: str) -> o.DutyCell:
    return o.DutyCell(mark, f"{unit.href}#{item}")


COVERAGE = o.CoveragePage(
    title="标准目录落实情况",
    nav=NAV,
    as_of=AS_OF,
    units=2,
    items=2,
    total=3,
    due=3,
    on_time=2,
    share=66,
    legend=COUNTS,
    missing=(o.DutyGroup(CAIZHENG, (o.DutyLate(Link("政府债务", "danwei/caizhengju.html#czyjs-002"), 30, LAST),)),),
    late=(o.DutyGroup(CAIZHENG, (o.DutyLate(Link("政府决算", "danwei/caizhengju.html#czyjs-003"), 3, None),)),),
    columns=(ON_TIME, LATE, MISSING),
    overview=(o.UnitCounts(CAIZHENG, 2, (1, 0, 1)), o.UnitCounts(MINZHENG, 1, (1, 0, 0))),
    tables=(
        o.DutyTable(
            id="h-czyjs",
            name="财政预决算",
            items=(Link("czyjs-001", note="政府预算"), Link("czyjs-002", note="政府债务")),
            rows=(
                o.DutyRow(CAIZHENG, (cell(ON_TIME, CAIZHENG, "czyjs-001"), cell(MISSING, CAIZHENG, "czyjs-002"))),
                o.DutyRow(MINZHENG, (cell(ON_TIME, MINZHENG, "czyjs-001"), o.DutyCell(o.DutyMark("不适用", "－", "", "na")))),
            ),
            counts=COUNTS,
        ),
    ),
    downloads=(Link("下载数据（CSV）", "data/luoshi.csv"),),
    quiet=QUIET,
    not_started=5,
    units_by_id=(Link("财政局", "caizhengju"), Link("民政局", "minzhengju")),
)
NOTHING = o.CoveragePage("标准目录落实情况", NAV, AS_OF, 0, 0, 0, 0, 0, 0, COUNTS, (), (), (ON_TIME,), (), (), (), QUIET, 0, ())
WAIVER = o.WaiverLine(
    "T302", "间隔不少于", "缩短的理由见附件", "content/entries/a/2021/1", "征求意见的公告", 1, ("应不少于 30 日",)
)
UNUSED = o.WaiverLine("C504", "超过时限", "法律另有规定", "content/entries/a/2021/2", "", 0, ())
DUTY = o.DutyLine(
    "czyjs-002", "政府债务", "财政预决算", MISSING, "逾期30天", "期限已过。", (Link("最后一天", note="2021年6月30日"),),
    ("目录20日：最后一天2021年6月30日；跳过周末2天。",),
    (o.CaseRow("2021年", MISSING, "每年6月30日前公开", "2021-06-30", "", "", "", ""),
     o.CaseRow("2020年", ON_TIME, "成文日期2020年6月1日", "", "2020-06-12", "示例信息", "caizhengju/2020/1", "缺起算日期")),
    2, ("条目：content/entries/caizhengju/2021/1.yaml",), ("尽快公开。",), "data/weihe/caizhengju/czyjs-002.json",
    "gongkai report why --org caizhengju --item czyjs-002",
)
DUE = r.DueLine("公开", "政府债务", "每年6月30日前公开", LAST, 5, "danwei/caizhengju.html#czyjs-002", "财政局")
TODAY = r.DueLine("复核", "采购结果", "重新评估", LAST, 0, "danwei/caizhengju.html", "财政局")
STALE = r.StaleLine("政府信息公开指南", "财政局", LAST, LAST, 12, "每年更新", "danwei/caizhengju.html#gkgl-001")
FINDING = FindingLine("提醒", "edit", "C504", "content/entries/a/2021/2.yaml:3:8", "超过时限", "条例", "目录事项: []", "")
UNIT = o.UnitPage(
    title="示例市财政局",
    nav=NAV,
    as_of=AS_OF,
    total=2,
    due=2,
    on_time=1,
    legend=COUNTS,
    month=(TODAY, DUE),
    later=(DUE,),
    stale=(STALE,),
    quiet=(o.QuietLine("gkgl-005", "依申请公开转为主动公开", "data/weihe/caizhengju/gkgl-005.json"),),
    quiet_words="期限没有开始。",
    contest="认为结论不对的，向市府办提出。",
    downloads=(Link("日历（.ics）", "data/daoqi/caizhengju.ics"),),
    sections=(o.DutySection("h-que", "应公开未公开", (DUTY,)),),
    signed=(o.SignedLine("本期未产生", "第二季度", "采购结果", "2021年第二季度", "没有采购", (Link("发布", note="2021年7月5日"),)),),
    findings=(FINDING,),
    waivers=(WAIVER, UNUSED),
)
UNIT_BARE = o.UnitPage("示例市物流办", NAV, AS_OF, 0, 0, 0, (), (), (), (), (), (), "", "", (), (), (), ())
GROUP = r.DueGroup(CAIZHENG, (DUE, TODAY), (Link("日历（.ics）", "data/daoqi/caizhengju.ics"),))
DUE_PAGE = r.DuePage(
    "到期提醒", NAV, AS_OF,
    (r.DueHorizon("h-30", "今后30天", 30, 2, (GROUP,)), r.DueHorizon("h-90", "第31天到第90天", 90, 0, ())),
    (STALE,), (Link("日历（.ics）", "data/daoqi.ics"),),
)
LEDGER = r.LedgerPage(
    "台账核对", NAV, AS_OF, 12, "版本库是浅克隆，不能作佐证。",
    (r.OriginGroup("h-qian", "迁移", "从原来的网站迁入。", (
        r.OriginLine("示例信息", "content/entries/a/2020/1.yaml", "迁移", "旧网站停用", "https://old.example.invalid/1.html",
                     (Link("台账盖章", note="2021年6月1日"),)),
        r.OriginLine("又一条", "content/entries/a/2020/2.yaml", "迁移", "", "", ()),
    )),),
)
LEDGER_NONE = r.LedgerPage("台账核对", NAV, AS_OF, 0, "没有版本历史。", ())
METHOD = o.MethodPage(
    "统计口径", NAV, AS_OF, ((ON_TIME, "在最后一天以前公开。"), (MISSING, "最后一天已过。")), (Link("形成：20个工作日", note="条例"),),
    (Link("各类型：形成", note="成文日期"),), "工作日按通知计算。", "没有年度核对。", (ON_TIME, MISSING),
    (o.TrendRow(LAST, (2, 1), 3, "66%"), o.TrendRow(AS_OF, (0, 0), 0, "—")), (Link("下载数据（CSV）", "data/qushi.csv"),),
)
WAIVERS = o.WaiversPage(
    "情况说明", NAV, AS_OF, 2, 1,
    (o.WaiverGroup("示例市财政局", (WAIVER,), "danwei/caizhengju.html"), o.WaiverGroup("某单位", (UNUSED,))),
    (Link("T302 间隔不少于", note="1"), Link("C504 超过时限", note="1")),
)
WAIVERS_NONE = o.WaiversPage("情况说明", NAV, AS_OF, 0, 0, (), ())

COMPARISON = ComparisonPage(
    "《示例办法》文字对照", Link("示例办法", "xx/a/2019/1.html", "示政发〔2019〕1号"), Link("示例办法", "xx/a/2021/1.html"),
    (TextParagraph("", (), 3), TextParagraph("修改", (TextPiece("", "有效期"), TextPiece("del", "三年"), TextPiece("ins", "五年")))),
    (1, 0, 0), False, AS_OF,
)
TOO_LONG = ComparisonPage("《示例办法》文字对照", Link("甲", "a.html"), Link("乙", "b.html"), (), (0, 0, 0), True, AS_OF)
PROGRESS = r.ProgressPage(
    "公开进展", AS_OF, (r.ProgressRow(Link("示例市财政局", "jigou/caizhengju.html"), 20, 10, 9, "90%"),),
    r.ProgressRow(Link("合计"), 20, 10, 9, "90%"),
)

OFFICE_PAGES: tuple[tuple[str, object, str, str, str, str], ...] = (
    ("neibu/coverage.html", COVERAGE, "标准目录落实情况", "neibu/luoshi.html", "", "neibu"),
    ("neibu/coverage.html", NOTHING, "标准目录落实情况", "neibu/meiyou.html", "", "neibu"),
    ("neibu/unit.html", UNIT, "示例市财政局", "neibu/danwei/caizhengju.html", "", "neibu"),
    ("neibu/unit.html", UNIT_BARE, "示例市物流办", "neibu/danwei/wuliuban.html", "", "neibu"),
    ("comparison.html", COMPARISON, "文字对照", "xx/a/2021/1/duizhao-1.html", "", ""),
    ("comparison.html", TOO_LONG, "文字对照", "xx/a/2021/2/duizhao-1.html", "", ""),
    ("progress.html", PROGRESS, "公开进展", "jinzhan.html", "", ""),
    ("neibu/due.html", DUE_PAGE, "到期提醒", "neibu/daoqi.html", "", "neibu"),
    ("neibu/ledger.html", LEDGER, "台账核对", "neibu/taizhang.html", "", "neibu"),
    ("neibu/ledger.html", LEDGER_NONE, "台账核对", "neibu/kong.html", "", "neibu"),
    ("neibu/method.html", METHOD, "统计口径", "neibu/koujing.html", "", "neibu"),
    ("neibu/waivers.html", WAIVERS, "情况说明", "neibu/qingkuang.html", "", "neibu"),
    ("neibu/waivers.html", WAIVERS_NONE, "情况说明", "neibu/wu.html", "", "neibu"),
)
