"""Hand-made contexts: one of every template, with all optional parts, and the bare case of each.

Everything is invented and belongs to the fictitious 示例市.
"""

from __future__ import annotations

from pathlib import Path

from generator.render import contexts as c
from generator.render.environment import environment
from tests.theme.office_samples import OFFICE_PAGES

THEME = Path(__file__).parents[2] / "theme"


def day(iso: str) -> c.Day:
    year, month, date = (int(part) for part in iso.split("-"))
    return c.Day(iso, f"{year}年{month}月{date}日", f"{month}月{date}日")


OK = c.StateMark("有效", "ok", "ok")
SOON = c.StateMark("尚未施行", "soon", "clock", "自2021年9月1日起施行")
EDITED = c.StateMark("已修改", "edit", "edit", "2021年5月10日修改，这里是修改后的文本")
VOID = c.StateMark("废止", "void", "ban", "2021年3月1日被示政办发〔2021〕4号废止")
OPEN = c.StateMark("征求意见中", "open", "clock", "还有12天")

FADING = "lanmu/fading/index.html"
NAV = (
    c.Link("政府信息公开指南", "lanmu/zhinan/index.html", "指南"),
    c.Link("政府信息公开制度", "lanmu/zhidu/index.html", "制度"),
    c.Link("法定主动公开内容", FADING, ""),
    c.Link("政府信息公开工作年度报告", "lanmu/nianbao/index.html", "年度报告"),
    c.Link("行政规范性文件", "lanmu/guifanxing/index.html", "规范性文件"),
    c.Link("重大行政决策", "lanmu/zhongda-juece/index.html", ""),
    c.Link("规划信息", "lanmu/guihua/index.html", ""),
    c.Link("政务服务和市场监管", "lanmu/zhengwu-fuwu/index.html", "政务服务"),
    c.Link("财政信息", "lanmu/caizheng/index.html", ""),
    c.Link("民生保障", "lanmu/minsheng/index.html", ""),
    c.Link("涉疫信息", "lanmu/sheyi/index.html", ""),
    c.Link("解读回应", "lanmu/jiedu-huiying/index.html", ""),
)
APPLY = c.Link("依申请公开", "shenqing.html", "收到申请后，能当场答复的当场答复，不能的20个工作日内答复。")
HOT = tuple(c.Link(word, f"search.html?q={word}") for word in ("公积金", "入学", "居住证", "医保报销", "征地补偿"))

PORTAL = c.PortalContext(
    site_name="示例市人民政府",
    platform="政府信息公开",
    main_site=c.Link("示例市人民政府门户网站", "https://www.example.com/"),
    home="index.html",
    nav=NAV,
    apply=APPLY,
    hot=HOT,
    demonstration="演示站 · 非政府网站。示例市是虚构的，页内标题、文号、数字、日期和状态均为示例。",
    noindex=True,
    footer_links=(
        c.Link("网站地图", "ditu.html"),
        c.Link("怎样使用本站", "bangzhu.html"),
        c.Link("我要纠错", "jiucuo.html"),
        c.Link("无障碍声明", "wuzhangai.html"),
        c.Link("关于本站", "guanyu.html"),
    ),
    host="示例市人民政府办公室",
    hotline="12345",
    phone="0000-00000000",
    id_code="",
    icp="",
    police="",
    meta=(("SiteName", "示例市人民政府"), ("SiteDomain", "example.com"), ("SiteIDCode", "")),
    as_of=day("2021-07-30"),
    search="search.html",
)
REAL = c.PortalContext(
    site_name="某市人民政府",
    platform="政府信息公开",
    main_site=c.Link("某市人民政府门户网站"),
    home="index.html",
    nav=(),
    apply=c.Link("依申请公开"),
    hot=(),
    demonstration="",
    noindex=False,
    footer_links=(),
    host="",
    hotline="",
    phone="",
    id_code="0000000000",
    icp="ICP备案号",
    police="公安备案号",
    meta=(),
    as_of=day("2021-07-30"),
    search="search.html",
)

SHIFUBAN = "示例市人民政府办公室"


def row(title: str, iso: str, organization: str, state: c.StateMark | None = None, number: str = "") -> c.Row:
    facts = tuple(fact for fact in (number, organization) if fact)
    void = state is not None and state.tone == "void"
    return c.Row(title, "xx/shifuban/2021/24.html", state, facts, day(iso), organization, True, void)


ROWS = (
    row("公共租赁住房租赁管理办法", "2021-07-20", "示例市住房和城乡建设局", SOON, "示政办发〔2021〕902号"),
    row("城乡居民基本医疗保险参保缴费实施细则", "2021-06-21", SHIFUBAN, OK, "示政办发〔2021〕911号"),
    row("机动车停放服务收费管理若干规定", "2021-05-14", "示例市发展和改革局", OK, "示发改〔2021〕15号"),
    row("外籍商务人员居住服务管理若干规定", "2020-11-03", "示例市人民政府", EDITED, "示政发〔2020〕907号"),
    row("义务教育阶段学校招生入学实施办法", "2018-04-26", SHIFUBAN, VOID, "示政办发〔2018〕916号"),
    row("近期疫苗接种点和接种安排", "2021-07-21", "示例市卫生健康局"),
    row(
        "示例市人民政府办公室关于印发2021年示例市政务公开工作要点的通知",
        "2021-07-16",
        SHIFUBAN,
        OK,
        "示政办发〔2021〕24号",
    ),
    c.Row("待发布的通知", "xx/a.html", None, (), None, SHIFUBAN, False, pending=True),
)

HOME = c.HomePage(
    statutory=(
        c.Link("政府信息公开指南", NAV[0].href, "有哪些信息，怎么找、找谁"),
        c.Link("政府信息公开制度", NAV[1].href, "条例和本市各项规定"),
        c.Link("法定主动公开内容", NAV[2].href, "文件、预决算、规划"),
        c.Link("政府信息公开工作年度报告", NAV[3].href, "历年报告和统计表"),
    ),
    apply=c.Link("依申请公开", "shenqing.html", "没有公开的，可以申请"),
    ways=(
        c.Link("按单位", "jigou/index.html"),
        c.Link("按主题", "zhuti/index.html"),
        c.Link("按公开事项", "mulu/index.html"),
        c.Link("按重点工作", "gongzuo/2021.html"),
    ),
    consultations=(
        c.Consultation(
            row("示例市养犬管理实施细则（征求意见稿）", "2021-07-12", "示例市综合行政执法局"), 12, day("2021-08-11")
        ),
        c.Consultation(
            row("中心城区老旧小区加装电梯补助办法（征求意见稿）", "2021-06-30", "示例市住房和城乡建设局"),
            0,
            day("2021-07-30"),
        ),
    ),
    consultations_href="lanmu/zhongda-juece/index.html",
    feedback=(row("中心城区学校布局专项规划意见采纳情况", "2021-07-06", "示例市教育局"),),
    latest=ROWS[:7],
    latest_href=FADING,
    cards=tuple(
        c.Card(link.text, link.href, 10 + n, ROWS[n % 4 : n % 4 + 3], "市府办、司法局", f"{link.href[:-10]}feed.xml")
        for n, link in enumerate(NAV[4:])
    ),
    year=2021,
    year_count=1286,
    item_count=150,
    last_day=day("2021-07-21"),
    as_of=day("2021-07-30"),
    fields=tuple(
        c.Link(name, f"mulu/index.html#{n}")
        for n, name in enumerate(("重大建设项目", "公共资源交易", "义务教育", "国有土地上房屋征收与补偿", "养老服务"))
    ),
    hot=HOT,
)
HOME_BARE = c.HomePage((), APPLY, (), (), "", (), (), "", (), 2021, 0, 0, None, day("2021-01-04"), (), ())


PAGING = c.Paging(
    page=2,
    pages=6,
    first=21,
    last=28,
    total=128,
    links=(
        c.Link("1", "lanmu/guifanxing/index.html"),
        c.Link("2", "lanmu/guifanxing/2.html", current=True),
        c.Link("3", "lanmu/guifanxing/3.html"),
        c.Link(""),
        c.Link("6", "lanmu/guifanxing/6.html"),
    ),
    previous="lanmu/guifanxing/index.html",
    next="lanmu/guifanxing/3.html",
)
COLUMN = c.ColumnPage(
    title="行政规范性文件",
    description="市政府和各部门的行政规范性文件都在这里。废止、失效的保留备查，题名加删除线，不能再作为办事依据。",
    facts=(
        c.Link("牵头单位", "", "市府办、司法局"),
        c.Link("更新周期", "", "随时更新"),
        c.Link("出处", "gongzuo/2021.html#t01", "示政办发〔2021〕24号 一（一）"),
    ),
    related=(c.Link("政府信息公开指南", "zhinan.html", "怎样获取政府信息"),),
    children=(c.Link("市政府文件", "lanmu/a/index.html", "12"), c.Link("部门文件", "lanmu/b/index.html", "30")),
    rows=ROWS,
    paging=PAGING,
    filter="data/lanmu/quanbu",
    data="data/lanmu/guifanxing",
    feed="lanmu/guifanxing/feed.xml",
    empty="",
    first="lanmu/guifanxing/index.html",
    fixed="zt=01",
)
COLUMN_BARE = c.ColumnPage(
    "涉疫信息", "", (), (), (), (), c.Paging(1, 1, 0, 0, 0, (), "", ""), "", "", "", "卫健局将在这里公开涉疫信息。"
)

BODY = """<p>各镇人民政府，各街道办事处，市政府各部门：</p>
<p>《2021年示例市政务公开工作要点》已经市政府同意，现印发给你们，请认真贯彻执行。</p>
<h2 id="h-1">一、深入推进重点领域信息公开</h2>
<h3 id="h-2">（一）深化重要政府信息公开</h3>
<p>建立完善市政府及政府部门重要政策文件数据库，推进行政规范性文件统一公开，系统清理、实时更新现行有效的行政规范性文件，在政府网站规范性文件专栏集中公开。</p>
<ol><li>第一项</li><li>第二项</li></ol>
<blockquote><p>引用的文字。</p></blockquote>
<h2 id="h-3">二、切实增强解读回应实效</h2>
<p>紧扣重大决策部署，推动重点工作落地实施，及时发布权威信息。<a href="https://www.example.com/">另见</a>。</p>
<div class="scroll" role="region" aria-label="表格" tabindex="0"><table><thead><tr><th>年末</th><th class="n">限额（亿元）</th></tr></thead><tbody><tr><td>2020年</td><td class="n">156.00</td></tr><tr><td>2019年</td><td class="n">132.50</td></tr></tbody></table></div>
<h2 id="h-4">三、严格规范依申请公开</h2>
<p>编制依申请公开办理规范指引，进一步明确办理规则，完善办理流程，提高答复效率。</p>
<p>（此件公开发布）</p>"""

TITLE = "示例市人民政府办公室关于印发2021年示例市政务公开工作要点的通知"
RECORD = c.RecordPage(
    title=TITLE,
    title_parts=("示例市人民政府办公室", "关于印发", "2021年示例市", "政务公开", "工作要点的通知"),
    state=OK,
    banner="没有被修改或废止。效力状态按2021年7月30日核对。",
    header=(
        c.HeaderFact("索引号", "999999000001/2021-00024"),
        c.HeaderFact("文号", "示政办发〔2021〕24号"),
        c.HeaderFact("发文机关", SHIFUBAN, "jigou/shifuban.html"),
        c.HeaderFact("主题分类", "综合政务", "zhuti/22.html", sample=True),
        c.HeaderFact("成文日期", "2021年7月16日", iso="2021-07-16"),
        c.HeaderFact("发布日期", "2021年7月16日", iso="2021-07-16"),
        c.HeaderFact("公开方式", "主动公开"),
    ),
    official=True,
    issuer_name=SHIFUBAN,
    number="示政办发〔2021〕24号",
    body=BODY,
    sections=(("起草说明", "<p>为了推进政务公开，制定本要点。</p>"),),
    tables=(
        c.TableBlock(
            "限额和余额（亿元）",
            ("年末", "限额", "余额"),
            (("2020年", "156.00", "147.25"), ("2019年", "132.50", "123.30")),
            (False, True, True),
        ),
    ),
    toc=(
        c.TocEntry("一、深入推进重点领域信息公开", "h-1", 2),
        c.TocEntry("（一）深化重要政府信息公开", "h-2", 3),
        c.TocEntry("二、切实增强解读回应实效", "h-3", 2),
        c.TocEntry("三、严格规范依申请公开", "h-4", 2),
    ),
    files=(
        c.FileLink("公文版", "xx/a/1.pdf", "公文版.pdf", "PDF", "286 KB", "9c1f" * 16, "正本", "5页", "xx/a/1.html"),
        c.FileLink("责任分工表", "xx/a/2.xlsx", "", "XLSX", "18 KB", "41b8" * 16),
    ),
    related=(
        c.Related("本文件依据", "国务院办公厅关于印发2021年政务公开工作要点的通知", number="国办发〔2021〕12号"),
        c.Related("解读本文件的", "一图读懂：今年政务公开做哪些事", "xx/b.html"),
        c.Related("本文件废止的", "2020年示例市政务公开工作要点", "xx/c.html", "示政办发〔2020〕30号", VOID),
    ),
    history=(c.Event(day("2021-07-19"), "更正责任分工表1处"), c.Event(day("2021-07-16"), "首次公开")),
    items=(c.Link("其他政策文件", "mulu/zcwj-002.html", "政策文件领域"),),
    sample=True,
    pending=False,
    origin="原发布于示例市人民政府旧网站，2021年6月1日迁入。",
    data_href="data/xx/shifuban/2021/24.json",
    correct_href="jiucuo.html",
    consult=("市府办政务公开科", "0000-00000000"),
    transact=(c.Link("示例市行政服务中心", "https://www.example.invalid/", "示例市示例路2号"), c.Link("12345", "tel:12345", "热线")),
    permalink="https://example.com/xx/shifuban/2021/24.html",
    as_of=day("2021-07-30"),
    window=None,
)
WINDOW_OPEN = c.WindowBox(
    open=True,
    days_left=12,
    start=day("2021-07-12"),
    end=day("2021-08-11"),
    ways=(
        c.Link("电子邮件", "mailto:a@example.com", "a@example.com"),
        c.Link("信函", "", "示例市示例路1号综合执法局，邮编000000"),
    ),
    feedback=None,
    feedback_due=day("2021-09-11"),
)
WINDOW_CLOSED = c.WindowBox(
    False, 0, day("2021-05-10"), day("2021-06-10"), (), c.Link("意见采纳情况", "xx/d.html"), None
)


def cells(*texts: str) -> tuple[c.GridCell, ...]:
    return tuple(c.GridCell(text, numeric=text.isdigit(), label="项目" if number else "") for number, text in enumerate(texts))


TEXT = c.AttachmentText(
    parts=(
        c.TextPart("page", "第 1 页", anchor="p-1"),
        c.TextPart("heading", "第一章 总则", level=2, anchor="h-1"),
        c.TextPart("text", "第一条　为了规范 <script>alert(1)</script>，制定本办法。"),
        c.TextPart("text", "示例市人民政府\n2021年7月16日", align="right"),
        c.ListPart((c.ListLine("甲", "", 0), c.ListLine("乙", "1.", 1))),
        c.TextPart("heading", "一、附表", level=3, anchor="h-2"),
        c.GridPart("资金表", "资金表　单位：万元", (cells("项目", "金额"),), (cells("道路", "1200"), cells("", "3")), True),
        c.GridPart("一、附表", "", ((c.GridCell("项目", rows=2), c.GridCell("资金", columns=2)), cells("中央", "地方")),
                   ((c.GridCell("道路", columns=2), c.GridCell("3", numeric=True)),), False),
        c.TextPart("heading", "二、其他", level=3, anchor="h-3"),
    ),
    toc=(c.TocEntry("第一章 总则", "h-1", 2), c.TocEntry("一、附表", "h-2", 3), c.TocEntry("二、其他", "h-3", 3)),
)
ATTACHMENT = c.AttachmentPage(
    name="责任分工表",
    entry=c.Link("公共租赁住房租赁管理办法", "xx/a.html"),
    state=OK,
    sample=True,
    pending=False,
    file=RECORD.files[0],
    notes="<p>原文件里有 2 幅图，这里没有显示。</p>\n",
    text=environment(THEME).get_template("_attachment_text.html").render(p=TEXT) + "\n",
    permalink="https://www.example.invalid/zwgk/xx/a/1.html",
)
ATTACHMENT_BARE = c.AttachmentPage(
    name="扫描件", entry=c.Link("一条通知", "xx/b.html"), state=None, sample=False, pending=True, file=RECORD.files[1],
    notes="<p>未识别文字，请下载原文件。</p>\n", text="", permalink="https://www.example.invalid/zwgk/xx/b/1.html",
)


def plain_record(window: c.WindowBox | None, *, state: c.StateMark | None, pending: bool) -> c.RecordPage:
    """A record without anything that may be missing."""
    return c.RecordPage(
        title="示例市养犬管理实施细则（征求意见稿）",
        title_parts=("示例市养犬管理", "实施细则", "（征求意见稿）"),
        state=state,
        banner="",
        header=(),
        official=False,
        issuer_name="",
        number="",
        body="<p>为了规范养犬行为，起草了这个细则。</p>",
        sections=(),
        tables=(),
        toc=(),
        files=(),
        related=(),
        history=(),
        items=(),
        sample=False,
        pending=pending,
        origin="",
        data_href="data/x.json",
        correct_href="https://www.example.com/jiucuo",
        consult=("", ""), transact=(),
        permalink="https://example.com/xx/x.html",
        as_of=day("2021-07-30"),
        window=window,
    )


CHANNELS = (
    "政府网站", "政府公报", "两微一端", "发布会/听证会", "广播电视", "纸质媒体", "公开查阅点",
    "政务服务中心", "便民服务站", "入户/现场", "社区/企事业单位/村公示栏（电子屏）", "精准推送", "其他",
)  # fmt: skip
ITEM_EMPTY = c.ItemPage(
    title="养老服务扶持政策措施清单",
    field=c.Link("养老服务", "mulu/index.html#ylfw"),
    level1="养老服务通用政策",
    elements=("扶持政策措施名称", "扶持对象", "实施部门", "扶持政策措施内容和标准"),
    bases=("《中华人民共和国政府信息公开条例》",),
    deadline="制定或获取扶持政策措施之日起20个工作日内公开",
    deadline_plain="清单形成后20个工作日内公开",
    responsible=(
        c.UnitContact(
            "示例市民政局", "jigou/minzhengju.html", "0000-00000000", "养老服务科", "工作日9:00–12:00", "示例路2号"
        ),
    ),
    channels=tuple((name, n in (0, 2, 7, 10)) for n, name in enumerate(CHANNELS)),
    audience=("全社会",),
    mode="主动公开",
    levels=("县级",),
    rows=(),
    paging_note="",
    states=(),
    tasks=(c.Link("民生保障信息公开", "gongzuo/2021.html#t05"),),
    apply=APPLY,
    edition="示例市标准目录2020年版",
    unconfirmed=True,
)
ITEM_BARE = c.ItemPage(
    title="行政规范性文件",
    field=c.Link("政策文件"),
    level1="",
    elements=(),
    bases=("《条例》第二十条", "国办发〔2018〕37号"),
    deadline="",
    deadline_plain="",
    responsible=(),
    channels=(),
    audience=(),
    mode="",
    levels=(),
    rows=ROWS,
    paging_note="共128条，全部见行政规范性文件栏目。",
    states=(
        c.StateLine(
            "本期未产生", "2021年第二季度", "没有新制定的文件。", "", "示例市司法局", "xx/e.html", day("2021-07-05")
        ),
        c.StateLine("期限另有规定", "", "按上级规定。", "国办发〔2018〕37号", "示例市司法局", "", None),
    ),
    tasks=(),
    apply=APPLY,
    edition="",
    unconfirmed=False,
)

ITEM_ROWS = (
    c.ItemRow("养老服务扶持政策措施清单", "mulu/ylfw-001.html", "养老服务通用政策", "20个工作日内", "民政局", 0),
    c.ItemRow("养老机构备案信息", "mulu/ylfw-002.html", "", "", "", 12),
)
CATALOGUE = c.CataloguePage(
    "政务公开标准目录",
    (c.FieldBlock("ylfw", "养老服务", "2020年版", ITEM_ROWS), c.FieldBlock("shjz", "社会救助", "", ITEM_ROWS[:1])),
    3,
)
ORGANIZATION = c.OrganizationPage(
    name="示例市民政局",
    short="民政局",
    kind="市政府部门",
    contact=(
        c.HeaderFact("电话", "0000-00000000", "tel:0000-00000000"),
        c.HeaderFact("地址", "示例市示例路2号", sample=True),
        c.HeaderFact("办公时间", "工作日9:00–12:00，13:30–17:00"),
    ),
    ended="这个单位已于2020年12月31日撤销",
    successor=c.Link("示例市交通运输局", "jigou/jiaotongju.html"),
    sections=(
        c.StatutorySection(
            "政府信息公开指南",
            "zhinan",
            (),
            None,
            "见本市政府信息公开指南。",
            (c.Link("本市指南", "zhinan.html", "全文"),),
        ),
        c.StatutorySection("法定主动公开内容", "fading", ROWS[:3], c.Link("全部12条", "search.html"), "", ()),
    ),
    items=ITEM_ROWS,
    tasks=(c.Link("民生保障信息公开", "gongzuo/2021.html#t05", "牵头"),),
    count=12,
    feed="jigou/minzhengju.xml",
    note="本单位由上级垂直管理。",
    unconfirmed=True,
)
ORGANIZATION_BARE = c.OrganizationPage(
    "示例市物流办公室", "物流办", "市政府部门", (), "", None, (), (), (), 0, "", "", False
)
ORGANIZATIONS = c.OrganizationsPage(
    (
        c.OrganizationGroup(
            "市政府部门",
            tuple(c.Link(f"示例市第{n}工作局", f"jigou/j{n}.html", str(n * 7)) for n in range(1, 10)),
        ),
        c.OrganizationGroup("党委部门", (c.Link("市委宣传部", "", "不在本站公开"),)),
    )
)
TASKS = c.TasksPage(
    year=2021,
    title="2021年政务公开重点工作",
    source=c.Link("2021年示例市政务公开工作要点", "xx/shifuban/2021/24.html"),
    number="示政办发〔2021〕24号",
    parts=(
        c.TaskPart(
            "一、深入推进重点领域信息公开",
            (
                c.TaskBlock(
                    "t01", "深化重要政府信息公开", "一（一）", "建立完善重要政策文件数据库。",
                    (c.Link("市府办", "jigou/shifuban.html"),), (c.Link("各行政机关"), c.Link("司法局", "jigou/sifaju.html")),
                    (c.Link("行政规范性文件", "mulu/zcwj-001.html"),), (c.Link("行政规范性文件", NAV[4].href),), 128,
                ),
                c.TaskBlock("t02", "做好规划信息公开", "一（二）", "规划一经批准即公开。", (), (), (), (), 0),
            ),
        ),
        c.TaskPart("二、切实增强解读回应实效", (c.TaskBlock("t06", "做好发布解读", "二（一）", "", (), (), (), (), 3),)),
    ),
    total=3,
)  # fmt: skip
SEARCH = c.SearchPage(
    "data/s/manifest", HOT, c.Link("各单位", "jigou/index.html"), c.Link("标准目录", "mulu/index.html"), APPLY
)
SITEMAP = c.SiteMapPage(
    (
        c.MapGroup("栏目", NAV),
        c.MapGroup("其他", (c.Link("开放数据", "data/index.html", "JSON、CSV"), c.Link("没有地址"))),
    )
)
FINDINGS = c.FindingsPage(
    title="校验报告",
    as_of=day("2021-07-30"),
    errors=1,
    warnings=1,
    notices=0,
    waived=1,
    groups=(
        c.FindingGroup(
            "市府办",
            2,
            (
                c.FindingLine(
                    "必须改正", "late", "D203", "content/entries/shifuban/2021/24.yaml:5:7",
                    "「成文日期」写的是“2021年7月16号”，应为 2021-07-16。", "formats.md", "成文日期: 2021-07-16", "",
                ),
                c.FindingLine("提醒", "edit", "T101", "content/entries/shifuban/2021/25.yaml", "施行早于成文。", "", "", "已说明"),
            ),
        ),
    ),
    rules=(c.Link("D203", "", "1"), c.Link("T101", "", "1")),
    entries=26,
)  # fmt: skip
FINDINGS_CLEAN = c.FindingsPage("校验报告", day("2021-07-30"), 0, 0, 0, 0, (), (), 26)

#: (template, context, page title, address, column, body class)
PAGES: tuple[tuple[str, object, str, str, str, str], ...] = (
    ("home.html", HOME, "首页", "index.html", "", "home"),
    ("home.html", HOME_BARE, "首页", "bare/index.html", "", "home"),
    ("column.html", COLUMN, "行政规范性文件", "lanmu/guifanxing/2.html", "guifanxing", "list"),
    ("column.html", COLUMN_BARE, "涉疫信息", "lanmu/sheyi/index.html", "sheyi", "list"),
    ("record.html", RECORD, TITLE, "xx/shifuban/2021/24.html", "guifanxing", "official"),
    ("record.html", plain_record(WINDOW_OPEN, state=OPEN, pending=False), "养犬细则", "xx/open.html", "zhongda-juece", ""),
    ("record.html", plain_record(WINDOW_CLOSED, state=None, pending=True), "养犬细则", "xx/closed.html", "", ""),
    ("record.html", plain_record(None, state=VOID, pending=False), "养犬细则", "xx/void.html", "", ""),
    ("attachment.html", ATTACHMENT, "附件：责任分工表", "xx/a/1.html", "fading", "record"),
    ("attachment.html", ATTACHMENT_BARE, "附件：扫描件", "xx/b/1.html", "", "record"),
    ("tombstone.html", c.TombstonePage("一条通知", day("2021-07-01"), "含有不宜公开的内容。", SHIFUBAN, "0000-00000000"), "已撤回", "xx/gone.html", "", ""),
    ("moved.html", c.MovedPage("公共租赁住房租赁管理办法", "xx/b.html"), "换了地址", "xx/old.html", "", ""),
    ("item.html", ITEM_EMPTY, "养老服务扶持政策措施清单", "mulu/ylfw-001.html", "fading", ""),
    ("item.html", ITEM_BARE, "行政规范性文件", "mulu/zcwj-001.html", "fading", ""),
    ("catalogue.html", CATALOGUE, "标准目录", "mulu/index.html", "fading", ""),
    ("organization.html", ORGANIZATION, "示例市民政局", "jigou/minzhengju.html", "", ""),
    ("organization.html", ORGANIZATION_BARE, "示例市物流办公室", "jigou/wuliuban.html", "", ""),
    ("organizations.html", ORGANIZATIONS, "按单位查找", "jigou/index.html", "", ""),
    ("tasks.html", TASKS, "2021年政务公开重点工作", "gongzuo/2021.html", "", ""),
    ("search.html", SEARCH, "搜索", "search.html", "", "search-results"),
    ("sitemap.html", SITEMAP, "网站地图", "ditu.html", "", ""),
    ("notfound.html", c.NotFoundPage("index.html", (c.Link("网站地图", "ditu.html"),)), "没有这一页", "404.html", "", ""),
    ("neibu/findings.html", FINDINGS, "校验报告", "neibu/findings.html", "", ""),
    ("neibu/findings.html", FINDINGS_CLEAN, "校验报告", "neibu/clean.html", "", ""),
    *OFFICE_PAGES,
)  # fmt: skip
