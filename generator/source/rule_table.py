"""The rules of reading and of attachments, as data: the rule registry imports this table.

Each row: id, title, severity, explanation, basis, how to put it right. Explanations are for a clerk.
"""

from __future__ import annotations

from typing import NamedTuple

from generator.findings import Severity

FORMATS = "本仓库的格式约定（README）"


class RuleRow(NamedTuple):
    """Metadata of one rule raised by `generator.source`. `hint` says in words how to put it right."""

    id: str
    title: str
    severity: Severity
    explanation: str
    basis: str
    hint: str


READING_RULES: tuple[RuleRow, ...] = (
    RuleRow(
        "S101",
        "文件编码不是 UTF-8",
        Severity.ERROR,
        "文件要用 UTF-8 编码保存。旧版记事本等软件保存成 ANSI（GBK）或 Unicode（UTF-16）时，别的电脑读出来是乱码。",
        "GB 18030—2022 与 Unicode 的对应；" + FORMATS,
        "用记事本打开，选“另存为”，“编码”选 UTF-8，再保存。",
    ),
    RuleRow(
        "S102",
        "有看不见或不能用的字符",
        Severity.ERROR,
        "控制字符、零宽字符、改变书写方向的字符、自造字、乱码占位符等看不见或显示不出来，会让标题搜不到、让文件名造假。",
        "Unicode 标准附件 #31、#36、#39；" + FORMATS,
        "删去该处字符，或把提示里的整行粘贴回去。",
    ),
    RuleRow(
        "S103",
        "误用了中文标点",
        Severity.ERROR,
        "字段名后的冒号、清单里的逗号、包住值的引号和括号是格式的一部分，要用英文（半角）标点；内容里的中文标点不受影响。",
        "YAML 1.1；" + FORMATS,
        "切换到英文输入法改这一个符号，或把提示里的整行粘贴回去。",
    ),
    RuleRow(
        "S104",
        "YAML 格式有误",
        Severity.ERROR,
        "每行写成“字段名: 值”，冒号后留一个空格；同一层左边对齐，用空格缩进；引号和括号要成对。",
        "YAML 1.1；" + FORMATS,
        "对照提示改这一行；值里有特殊符号时，用英文双引号把整个值包起来。",
    ),
    RuleRow(
        "S105",
        "同一字段写了两次",
        Severity.ERROR,
        "同一层里一个字段名只能出现一次，否则不知道以哪一个为准。全角、半角和大小写不同的写法算同一个。",
        "YAML 1.1；" + FORMATS,
        "删去多余的一行；需要多个值时写成清单：字段名: [甲, 乙]。",
    ),
    RuleRow(
        "S106",
        "用了不接受的 YAML 功能",
        Severity.ERROR,
        "条目里不接受引用（*）、锚点（&）、类型标记（!）、合并（<<）、指令（%）和第二个文档（---），值一律按写的文字理解。",
        FORMATS,
        "值以 * & ! % 开头时，用英文双引号把整个值包起来；其他情况把内容直接写全。",
    ),
    RuleRow(
        "S107",
        "文件太大或层次太深",
        Severity.ERROR,
        "字段文件不超过 256 KB、16 层，正文不超过 2 MB，单个附件不超过 50 MB，一个条目不超过 200 个附件。",
        FORMATS,
        "长内容放到正文（同名 .md）或附件里；大文件拆开或压缩图片后再提交。",
    ),
    RuleRow(
        "S108",
        "文件放错了地方",
        Severity.ERROR,
        "content/entries 下只有这几种：机构/年份/条目.yaml、同名的 .md 正文、同名的附件文件夹及其中的附件。其余不认。",
        FORMATS,
        "把文件移到所属条目的附件文件夹，改正扩展名，或删去。",
    ),
    RuleRow(
        "S109",
        "不是普通文件",
        Severity.ERROR,
        "只接受普通文件和文件夹。快捷方式（符号链接）、管道、设备会把仓库以外的内容带进来，一律不读。",
        FORMATS,
        "删去它，放入文件本身。",
    ),
    RuleRow(
        "S110",
        "名称不合规定",
        Severity.ERROR,
        "机构文件夹用机构编号，年份文件夹是四位数字，条目名用小写字母、数字和连字符。"
        "只有大小写、全角半角不同的两个名称在别的电脑上会互相覆盖。",
        FORMATS,
        "按提示改名。",
    ),
    RuleRow(
        "S111",
        "字段写在了两个地方",
        Severity.ERROR,
        "一个条目的字段要么写在 .yaml 里，要么写在 .md 开头的 --- 之间，不能两处都写。",
        FORMATS,
        "保留 .yaml，删去 .md 开头 --- 之间的部分；或者反过来。",
    ),
    RuleRow(
        "S112",
        "文件是空的或没有字段",
        Severity.ERROR,
        "条目至少要有 .yaml（或 .md 开头 --- 之间）写的字段；空文件没有内容可公开。",
        FORMATS,
        "补上内容，或删去空文件。用 gongkai new 可以得到一份填好字段名的样稿。",
    ),
    RuleRow(
        "S113",
        "值被“#”截断",
        Severity.WARNING,
        "空格后面的“#”开始一段注释，“#”以后的文字不算值。",
        "YAML 1.1",
        "值里确有“#”时，用英文双引号把整个值包起来；确是注释时，“#”前空两格、后空一格。",
    ),
    RuleRow(
        "S114",
        "文件读不出来",
        Severity.ERROR,
        "操作系统不让读这个文件，可能是权限不对或磁盘有误。",
        FORMATS,
        "请检查文件权限后重试。",
    ),
    RuleRow(
        "S115",
        "手写页面里有脚本一类的内容",
        Severity.ERROR,
        "content/pages 的页面只写文字、表格、图片和链接；脚本、样式、内嵌网页和表单会被去掉，所以不能写。",
        "政府网站安全要求；内容安全策略 script-src 'self'",
        "删去这段代码；要办的事写成链接。",
    ),
)

ATTACHMENT_RULES: tuple[RuleRow, ...] = (
    RuleRow(
        "A701",
        "附件格式不接受",
        Severity.ERROR,
        "附件只接受 pdf、docx、xlsx、csv、jpg、png。旧格式（doc、xls、wps、ofd）和压缩包不是人人打得开，也没法检查。",
        FORMATS,
        "打开后另存为 PDF、docx 或 xlsx；压缩包解开后分别作为附件。",
    ),
    RuleRow(
        "A702",
        "附件内容与扩展名不符或已损坏",
        Severity.ERROR,
        "文件开头、结构和结尾要与扩展名相符。改名得来的、下载不全的、夹带了别的内容的文件都不接受。",
        "OWASP ASVS 5.0 V5",
        "用原来的软件重新打开，另存为所需格式。",
    ),
    RuleRow(
        "A703",
        "附件含宏、脚本或外部链接",
        Severity.ERROR,
        "宏、脚本、自动执行的动作、嵌入的文件和指向外部的内容会在读者电脑上运行，不能对外公开。",
        "OWASP ASVS 5.0 V5；网络安全法",
        "另存为不含宏的 docx、xlsx，或打印成 PDF。",
    ),
    RuleRow(
        "A704",
        "附件解开后太大",
        Severity.ERROR,
        "压缩文件内不超过 2000 个部件，解开后不超过 100 MB，压缩比不超过 100；PDF 和图片也有相应上限。",
        "OWASP ASVS 5.0 V5",
        "把文件拆成几个，或重新保存一遍。",
    ),
    RuleRow(
        "A705",
        "附件加了密码",
        Severity.ERROR,
        "加密的附件读者打不开，也无法检查。",
        "《中华人民共和国政府信息公开条例》第六条（及时、准确地公开）",
        "去掉打开密码和编辑限制，再保存。",
    ),
    RuleRow(
        "A706",
        "附件清单里的文件不存在",
        Severity.ERROR,
        "“附件”里写的文件要放在与条目同名的文件夹里，名称一字不差。",
        FORMATS,
        "补上文件，或改正“文件:”后的名称。",
    ),
    RuleRow(
        "A707",
        "文件夹里的文件没有列入附件",
        Severity.ERROR,
        "附件文件夹里的每个文件都要在“附件”里写明名称，否则不会公开，也没有人知道它该不该公开。",
        FORMATS,
        "在“附件”里加一行，或删去文件。",
    ),
    RuleRow(
        "A708",
        "附件里有隐藏内容",
        Severity.WARNING,
        "隐藏的工作表、批注、修订痕迹和隐藏文字读者也能看到，往往不是要公开的内容。",
        "《中华人民共和国政府信息公开条例》第十七条（公开前审查）",
        "显示隐藏的工作表看一遍再删去；接受全部修订、删去批注后另存。",
    ),
    RuleRow(
        "A709",
        "图片带有定位信息",
        Severity.WARNING,
        "手机拍的照片带有拍摄地点，公开后谁都能读出来。",
        "《中华人民共和国个人信息保护法》第二十八条（行踪轨迹）",
        "把图片另存为一份（画图软件另存即去掉定位），再替换。",
    ),
)

RULES: tuple[RuleRow, ...] = READING_RULES + ATTACHMENT_RULES
