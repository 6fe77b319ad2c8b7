"""Personal numbers in what will be read (P601-P604). A number found is never quoted: place and last two digits only."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from generator.model.entry import Entry
from generator.rules.checksums import is_bank_card, is_credit_code, is_identity_number, is_old_identity_number
from generator.rules.context import LocalContext
from generator.rules.rule import ERROR, Flaw, rule
from generator.rules.texts import BODY, MOST, body_place

#: text -> offset and digits of each number
Finder = Callable[[str], Iterator[tuple[int, str]]]

_SIGNS = str.maketrans("０１２３４５６７８９Ｘｘ　－", "0123456789XX -")

#: eleven digits, perhaps in groups: where there are none, there is no personal number (a quick first look)
_LONG = re.compile(r"[0-9０-９](?:[ \-\u3000－]?[0-9０-９]){10}")
#: the same without end, and a mobile number within: telephones of offices are long too, and hold no personal number
_RUN = re.compile(r"[0-9０-９](?:[ \-\u3000－]?[0-9０-９]){10,}+")
_MOBILE_WITHIN = re.compile(r"[1１][3-9３-９][0-9０-９](?:[ \-\u3000－]?[0-9０-９]{4}){2}")
_BETWEEN = re.compile(r"[ \-\u3000－]")
#: digits of the shortest of the other numbers
_OTHERS = 15
_IDENTITY = re.compile(r"(?<![0-9A-Za-z])[1-9]\d{5}[ -]?(?:18|19|20)\d{6}[ -]?\d{3}[\dXx](?![0-9A-Za-z])", re.ASCII)
_OLD_IDENTITY = re.compile(r"(?<![0-9A-Za-z])[1-9]\d{14}(?![0-9A-Za-z])", re.ASCII)
_MOBILE = re.compile(
    r"(?<![0-9A-Za-z])(?<!\d\.)(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?![0-9A-Za-z]|\.\d)"
    r"(?!\s*(?:元|万|亿|平方|公里|千米|米|吨|公斤|千克|人|户|件|个|股|％|%))",
    re.ASCII,
)
_BANK = re.compile(r"(?<![0-9A-Za-z])(?<!\d\.)[3-6]\d{3}(?:[ -]?\d{4}){3}(?:[ -]?\d{1,3})?(?![0-9A-Za-z]|\.\d)", re.ASCII)
_LINK = re.compile(r"https?://[^\s<>）)\]]+")

#: words before a long number that say what it is
_CODE_WORDS = re.compile(
    r"(?:编号|编码|代码|文号|单元号|登记号|许可证?号|流水号|订单号?|批号|索引号|条码|标准号)[：:\s]*\Z"
)
_ID_WORDS = re.compile(r"身份证|证件号")


def identity_numbers(text: str) -> Iterator[tuple[int, str]]:
    """Offset and digits of every identity number: 18 characters by their check, 15 digits after a word that says so."""
    for match in _IDENTITY.finditer(text):
        number = re.sub(r"[ -]", "", match[0])
        if is_identity_number(number) and not is_credit_code(number):
            yield match.start(), number
    for match in _OLD_IDENTITY.finditer(text):
        if is_old_identity_number(match[0]) and _ID_WORDS.search(text[max(0, match.start() - 16) : match.start()]):
            yield match.start(), match[0]


def mobile_numbers(text: str) -> Iterator[tuple[int, str]]:
    """Offset and digits of every mobile number outside web addresses."""
    for match in _MOBILE.finditer(_without_links(text)):
        yield match.start(), re.sub(r"\D", "", match[0])


def bank_cards(text: str) -> Iterator[tuple[int, str]]:
    """Offset and digits of every bank card number that passes Luhn's check and is not called a code of another kind."""
    text = _without_links(text)
    for match in _BANK.finditer(text):
        number = re.sub(r"\D", "", match[0])
        before = text[max(0, match.start() - 12) : match.start()]
        if is_bank_card(number) and not is_identity_number(number) and not _CODE_WORDS.search(before):
            yield match.start(), number


def _without_links(text: str) -> str:
    """`text` with every web address blanked out, so that offsets stay."""
    return _LINK.sub(lambda match: " " * len(match[0]), text) if "://" in text else text


def mask(text: str) -> str:
    """`text` with every personal number replaced by its last two digits."""
    if not _LONG.search(text):
        return text
    plain = text.translate(_SIGNS)
    hits = [*identity_numbers(plain), *mobile_numbers(plain), *bank_cards(plain)]
    if not hits:
        return text
    for pattern in (_IDENTITY, _OLD_IDENTITY, _MOBILE, _BANK):
        plain = pattern.sub(lambda m: f"…{m[0][-2:]}", plain)
    return plain


def worth_looking(text: str) -> bool:
    """Whether `text` can hold a personal number at all: yes too often, never no wrongly."""
    return any(_is_number(run[0]) for run in _RUN.finditer(text))


def _is_number(run: str) -> bool:
    if _MOBILE_WITHIN.search(run):
        return True
    return len(run) >= _OTHERS and len(_BETWEEN.sub("", run)) >= _OTHERS


def _flaws(entry: Entry, context: LocalContext, what: str, find: Finder, advice: str) -> Iterator[Flaw]:
    if not context.once("P601", worth_looking):
        return
    for key, text in context.pairs:
        if not worth_looking(text):
            continue
        hits = list(find(text.translate(_SIGNS)))
        for offset, number in hits[:MOST]:
            at = body_place(entry, text, offset) if key == BODY else None
            where = f"正文第 {at.line} 行有" if at else f"「{key}」里有"
            rest = f"，同处共有 {len(hits)} 个" if len(hits) > MOST else ""
            message = f"{where}一个{what}（尾号 {number[-2:]}{rest}），不得公开，{advice}"
            yield Flaw(message, key, f"尾号 {number[-2:]}", at=at)


_WHY = "个人信息一经公开就难以收回；这类号码泄露屡有通报。提示里不写出号码，只写位置和尾号。"


@rule(
    "P601",
    title="居民身份证号码",
    severity=ERROR,
    on="local",
    does="标题、各字段和正文里不得有完整的公民身份号码（按校验码判断）。",
    why=_WHY,
    accepted="不写；确需公示的，保留前 2 位和末 3 位，如 35*************123。",
    remedy="删去，或遮去中间各位。",
    basis="政府信息公开条例第十五条；个人信息保护法第二十五条、第二十八条",
    passing=("正文: 申请人身份证号码 11*************02X。",),
    failing=(
        "正文: 申请人身份证号码 11010519491231002X。",
        "标题: 关于给予张某（11010519491231002X）救助的公示",
        "正文: 证件号１１０１０５１９４９１２３１００２Ｘ（全角）",
        "正文: 110105 19491231 002X",
        "正文: 身份证 110105491231002",
    ),
    near=(
        "正文: 校验码不对的 110105194912310021 不是身份证号码。",
        "正文: 统一社会信用代码 91110000100000123W。",
        "正文: 项目代码 2101-330782-04-01-123456。",
        "正文: 流水号 110105491231002 没有说是身份证。",
    ),
)
def identity_number(entry: Entry, context: LocalContext) -> Iterator[Flaw]:
    """A full identity number."""
    yield from _flaws(entry, context, "居民身份证号码", identity_numbers, "应删去，或只留前 2 位和末 3 位")


@rule(
    "P602",
    title="手机号码",
    severity=ERROR,
    on="local",
    does="标题、各字段和正文里不得有手机号码。",
    why=_WHY,
    accepted="办公电话（区号-号码）；确需写手机的，写成 138****1234。",
    remedy="改写办公电话，或遮去中间四位。",
    basis="政府信息公开条例第十五条；个人信息保护法第二十五条",
    passing=("正文: 联系电话 0000-81000000。",),
    failing=(
        "正文: 联系人手机 13800001234。",
        "正文: 联系人 138 0000 1234",
        "正文: 联系人＋８６１３８００００１２３４",
        "咨询电话: \"13800001234\"",
    ),
    near=(
        "正文: 总投资 15000000000元，另有 13812345678 万元。",
        "正文: 见 https://www.example.invalid/art/13800001234.html",
        "正文: 联系人手机 138****1234；编码 0138000012345。",
        "正文: 比例 0.13800001234",
    ),
)
def mobile_number(entry: Entry, context: LocalContext) -> Iterator[Flaw]:
    """A mobile number."""
    yield from _flaws(entry, context, "手机号码", mobile_numbers, "应改写办公电话，或写成 138****1234 的样子")


@rule(
    "P603",
    title="银行卡号",
    severity=ERROR,
    on="local",
    does="标题、各字段和正文里不得有银行卡号（16 至 19 位，按 Luhn 校验判断）。",
    why=_WHY,
    accepted="不写；确需核对的，只留末 4 位。",
    remedy="删去，或只留末 4 位。",
    basis="政府信息公开条例第十五条；个人信息保护法第二十八条（金融账户）",
    passing=("正文: 补贴打入尾号 1116 的账户。",),
    failing=(
        "正文: 开户账号 4111111111111111。",
        "正文: 卡号 6222 0212 3456 7890 128",
        "标题: 账号 6222021234567890128",
    ),
    near=(
        "正文: 校验不过的 4111111111111112。",
        "正文: 许可证编号：4111111111111111。",
        "正文: 见 https://www.example.invalid/4111111111111111.html",
        "正文: 共 4111111111111111.5 元",
    ),
)
def bank_card(entry: Entry, context: LocalContext) -> Iterator[Flaw]:
    """A bank card number."""
    yield from _flaws(entry, context, "银行卡号", bank_cards, "应删去，或只留末 4 位")
