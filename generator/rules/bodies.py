"""What a body must not leave readers to guess, and columns that give persons away (A713, P604)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model.entry import Entry
from generator.rules.context import LocalContext
from generator.rules.rule import WARNING, Flaw, rule
from generator.rules.texts import MOST, body_place

_IMAGE = re.compile(r"!\[([^\]\n]*)\]\(([^)\n]*)\)")
#: descriptions that say nothing
_EMPTY_WORDS = frozenset({"", "图", "图片", "图像", "照片", "image", "img", "截图", "1", "图1", "图一"})
#: a table's header: a row of cells over a row of dashes
_HEADER = re.compile(r"^\|?(?P<cells>[^\n]*\|[^\n]*)\n[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)*\|?[ \t]*$", re.M)
_PERSONAL = re.compile(
    r"身份证|证件号|手机|联系电话|家庭电话|银行账|银行帐|卡号|存折|一卡通号|家庭住址|住址|门牌|出生|病种|病名|疾病|残疾等级|残疾类别|监护人|学号"
)
#: the same words where they are no person's: offices publish their own telephone and address
_OFFICIAL = re.compile(r"单位|机构|科室|窗口|部门|监督|举报|咨询|办公|服务|受理|接种点|网点|学校|医院|站点|承办|责任人")
#: a telephone or an address is a person's only beside a person
_PERSON = re.compile(r"姓名|户主|申请人|对象|学生|家长|患者|当事人|经办人|持证人|业主")
_SHARED = re.compile(r"电话|手机|住址|门牌")


@rule(
    "A713",
    title="图片没有文字说明",
    severity=WARNING,
    on="local",
    needs="body",
    does="正文里的图片要有替代文字，说出图上有什么。",
    why="读屏软件念不出图片；图打不开时，读者也不知道缺了什么。",
    accepted="![2021年补贴资金按镇街分布：河西镇最多](1.png)",
    remedy="在方括号里写一句话，说出图上的要点。",
    basis="无障碍环境建设法第三十二条；互联网内容无障碍可访问性技术要求（GB/T 37668-2019）",
    waivable=True,
    passing=("正文: '![接种点分布图：城东街道两处、城南街道一处](1.png)'",),
    failing=("正文: '![](1.png)'", "正文: '![图片](1.png)'"),
    near=("正文: 见 [附件](1.pdf)。", "正文: '感叹号！](1.png) 不是图片'"),
)
def image_without_words(entry: Entry, context: LocalContext) -> Iterator[Flaw]:
    """An image whose description is missing or says nothing."""
    if "![" not in context.texts.body:
        return
    for match in _IMAGE.finditer(context.texts.body):
        words = match[1].strip()
        if words.lower() in _EMPTY_WORDS:
            at = body_place(entry, context.texts.body, match.start())
            said = f"只写了“{words}”" if words else "没有文字说明"
            message = f"正文第 {at.line} 行的图片{said}，应在方括号里写出图上有什么"
            yield Flaw(message, "正文", match[0][:60], at=at)


@rule(
    "P604",
    title="表格里有个人信息栏",
    severity=WARNING,
    on="local",
    needs="body",
    does="正文的表格不应有身份证号、手机、银行账号、住址、出生日期、疾病、残疾等级一类的栏目。",
    why="名单公示只公开必要的项目；多列一栏，就可能把一批人的隐私公开出去。",
    accepted="姓名（必要时隐去一字）、所在村（社区）、项目、标准、金额；单位自己的电话和地址不算。",
    remedy="删去这一栏；法律规定必须公开的，写情况说明并遮去中间各位。",
    basis="政府信息公开条例第十五条；个人信息保护法第二十八条",
    waivable=True,
    passing=("正文: |\n  | 姓名 | 村 | 金额（元） |\n  |---|---|---|\n  | 示例甲 | 临湖村 | 300 |",),
    failing=(
        "正文: |\n  | 姓名 | 身份证号 | 金额 |\n  |---|---|---|\n  | 示例甲 | 11*****02X | 300 |",
        "正文: |\n  | 户主 | 家庭住址 | 残疾等级 |\n  |:--|:--|--:|\n  | 示例甲 | 略 | 二级 |",
    ),
    near=(
        "正文: |\n  | 接种点 | 联系电话（接种点） | 单位地址 |\n  |---|---|---|\n  | 城东 | 0000-81000000 | 示例路1号 |",
        "正文: 办理时需提供身份证和银行卡号。",
    ),
)
def personal_column(entry: Entry, context: LocalContext) -> Iterator[Flaw]:
    """A table in the body with a column of personal data, judged by its header."""
    if "|" not in context.texts.body or not _PERSONAL.search(context.texts.body):
        return
    for match in _HEADER.finditer(context.texts.body):
        cells = [cell.strip() for cell in match["cells"].strip().strip("|").split("|")]
        persons = any(_PERSON.search(cell) for cell in cells)
        hits = [
            cell for cell in cells
            if _PERSONAL.search(cell) and not _OFFICIAL.search(cell) and (persons or not _SHARED.search(cell))
        ]
        if hits:
            at = body_place(entry, context.texts.body, match.start())
            message = f"正文第 {at.line} 行的表格有{'、'.join(f'“{c[:20]}”' for c in hits[:MOST])}栏，属于个人信息，一般不得公开"
            yield Flaw(message, "正文", hits[0][:20], at=at)
