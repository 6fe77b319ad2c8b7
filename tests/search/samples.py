"""Documents of 示例市 and queries for the tests of search; every test of the browser's engine uses them too."""

from __future__ import annotations

from generator.derive.search_documents import SearchDocument

OFFICE, FINANCE = "示例市人民政府办公室", "示例市财政局"


def document(
    number_in_list: int, title: str, *, number: str = "", unit: str = OFFICE, date: str = "", text: str = ""
) -> SearchDocument:
    """A document with the facts search looks at."""
    return SearchDocument(
        id=f"shifuban/2021/{number_in_list}",
        href=f"xx/shifuban/2021/{number_in_list}.html",
        title=title,
        number=number,
        index_number=f"999999000000/2021-0{number_in_list:04d}",
        organization=unit,
        type="政策文件" if number else "政策解读",
        columns=("行政规范性文件",) if number else ("解读回应",),
        topic="综合政务",
        date=date,
        state="有效" if number else "",
        sample=True,
        text=text,
        aliases=("市府办",) if unit == OFFICE else ("财政局",),
    )


DOCUMENTS = (
    document(
        1,
        "示例市人民政府办公室关于印发《不动产登记服务办法》的通知",
        number="示政办发〔2021〕24号",
        date="2021-07-16",
        text="各镇人民政府、街道办事处：为了规范不动产登记，方便群众办理，制定本办法。\n第一条　不动产登记一窗受理。",
    ),
    document(
        2,
        "《不动产登记服务办法》解读",
        date="2021-07-20",
        text="示政办发〔2021〕24号自2021年8月1日起施行。办理登记需要哪些材料？带身份证（原件）即可。",
    ),
    document(
        3,
        "关于住房公积金提取的实施细则",
        number="示政办发〔2021〕240号",
        date="2021-05-08",
        text="职工租房可以提取公积金。公积金中心受理。提取公积金时，提供租赁合同。",
    ),
    document(
        4,
        "公积金",
        number="示财发〔2020〕3号",
        unit=FINANCE,
        date="2020-03-01",
        text="缴存比例由5%调整为8%。",
    ),
    document(
        5,
        "公积金贷款问答",
        unit=FINANCE,
        date="2021-01-02",
        text="Ⅲ级　ＡＴＭ　机上可以查询。" + "甲乙丙丁" * 60 + "还款方式有两种。",
    ),
    document(6, "关于《<b>标题</b>》的说明", date="", text=""),
    document(
        7,
        "关于优化营商环境的若干意见",
        number="示政发〔2021〕24号",
        date="2021-07-16",
        text="推进“最多跑一次”改革，取消公积金缴存证明。𠮷姓居民凭户口簿办理。",
    ),
)

#: query -> ids (the last part) in the order they must have; what has only some of the words may come after them
ANSWERS: dict[str, list[int]] = {
    "示政办发〔2021〕24号": [1, 2],
    "示政办发[2021]24号": [1, 2],
    "示政办发【2021】24": [1, 2],
    "示政办发（２０２１）第２４号": [1, 2],
    "示政办发﹝2021﹞24": [1, 2],
    "示政办发 2021 24": [1, 2],
    "〔2021〕24号": [1, 7, 2],
    "示政办发〔2021〕": [1, 3, 2],
    "动产登": [2, 1],
    "登记服": [2, 1],
    "办法 2021 8": [2],
    "公积金": [4, 5, 3, 7],
    "公积金 提取": [3],
    "提取　公积金": [3],
    "不动产登记服务办法": [2, 1],
    "市府办": [2, 6, 1, 7, 3],
    "财政局 公积金": [4, 5],
    "身份证(原件)": [2],
    '"最多跑一次"': [7],
    "atm": [5],
    "iii级 atm": [5],
    "𠮷姓": [7],
    "999999000000/2021-00003": [3],
    "2021-07-16": [1, 7],
    "<b>标题</b>": [6],
    "营商环境优化": [7],
    "公积金提取条件": [3],
    "完全没有的词语": [],
    "，。！": [],
    "": [],
    "\ud800": [],
}
