"""Document numbers (文号), index numbers (索引号) and registration numbers (登记号) (N3xx)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from generator.catalog.model import FieldSpec
from generator.model.entry import Entry
from generator.model.ledger import WAITING
from generator.rules.check_values import one
from generator.rules.context import LocalContext, RuleContext
from generator.rules.rule import ERROR, WARNING, Flaw, rule

#: full-width digits and half-width brackets that input methods leave
_SIGNS = str.maketrans("０１２３４５６７８９()", "0123456789（）")
#: a year in any brackets, with or without 年
_BRACKETED = re.compile(r"[\[【（﹝〖「［{<〈〔]((?:19|20)\d{2})年?[\]】）﹞〗」］}>〉〕]")
_YEAR = re.compile(r"〔((?:19|20)\d{2})〕")
_SERIAL = re.compile(r"〔(\d{4})〕第?0*([1-9]\d*)号?\Z")


#: keys of kind 文号 by the identity of a type's fields, which are kept beside them; bounded
_number_keys: dict[int, tuple[tuple[FieldSpec, ...], tuple[str, ...]]] = {}


def document_numbers(entry: Entry) -> list[tuple[str, str]]:
    """Key and value of every field of kind 文号."""
    fields = entry.type.fields
    known = _number_keys.get(id(fields))
    if known is None:
        if len(_number_keys) > 512:
            _number_keys.clear()
        keys = tuple([spec.key for spec in fields if spec.kind == "文号"])
        known = _number_keys[id(fields)] = (fields, keys)
    return [(key, value) for key in known[1] if (value := entry.text(key))]


@lru_cache(maxsize=8)
def _matcher(pattern: str) -> Callable[[str], object]:
    return re.compile(pattern).fullmatch


def corrected(number: str, pattern: str) -> str:
    """`number` in the accepted form: 〔〕, no blanks, leading zeros or 第, half-width digits; empty if that fails."""
    text = _BRACKETED.sub(r"〔\1〕", "".join(number.split()).translate(_SIGNS))
    bare = _SERIAL.sub(r"〔\1〕\2号", text)
    for candidate in (text, bare):
        if _matcher(pattern)(candidate):
            return candidate
    return ""


@rule(
    "N301",
    title="文号写法不规范",
    severity=ERROR,
    on="local",
    does="文号按公文格式书写：发文机关代字、六角括号里的年份、发文顺序号。",
    why="读者按文号检索；写法不一，就查不到，也判断不出重号。",
    accepted="示政办发〔2021〕24号：六角括号〔〕，年份四位，顺序号不编虚位（不写 024），不加“第”，半角数字。",
    remedy="按提示的写法粘贴。",
    basis="党政机关公文格式 GB/T 9704-2012 7.2.5",
    passing=("文号: 示政办发〔2021〕24号",),
    failing=(
        "文号: 示政办发[2021]24号",
        "文号: 示政办发〔2021〕024号",
        "文号: 示政办发〔2021〕第24号",
        "文号: 示政办发【２０２１】２４号",
        "文号: 示政办发 〔2021〕 24 号",
        "文号: 第24号文件",
    ),
    near=("文号: 示政办函〔2021〕3号", "文号: 示发改（价）〔2021〕3号  # 代字里的圆括号"),
)
def document_number_form(entry: Entry, context: LocalContext) -> Iterator[Flaw]:
    """文号 against `文号格式` of rules.yaml, with the corrected line."""
    pattern = context.catalog.rules.document_number
    if not pattern:
        return
    for key, value in document_numbers(entry):
        if not _matcher(pattern)(value):
            better = corrected(value, pattern)
            accepted = better or "“代字〔年份〕顺序号”，如 示政办发〔2021〕24号"
            fix = f"{key}: {better}" if better else ""
            yield Flaw(f"「{key}」写的是“{value}”，应为 {accepted}", key, value, better, fix)


@rule(
    "N302",
    title="文号年份与成文日期不一致",
    severity=WARNING,
    on="local",
    does="文号里的年份一般就是成文日期的年份。",
    why="两处不一致，通常有一处写错。",
    accepted="〔2021〕对应 2021 年的成文日期。",
    remedy="对照文件核对；属实的（如年末编号、年初成文），写情况说明。",
    basis="党政机关公文格式 GB/T 9704-2012 7.2.5",
    passing=("文号: 示政办发〔2021〕24号\n成文日期: 2021-07-16",),
    failing=(
        "文号: 示政办发〔2020〕24号\n成文日期: 2021-07-16",
        "文号: 示政办发〔2021〕1号\n成文日期: 2020-12-31\n条目: shifuban/2020/1",
    ),
    near=("文号: 示政办发[2020]24号\n成文日期: 2021-07-16  # 写法不对，由 N301 指出",),
    waivable=True,
)
def document_number_year(entry: Entry, _context: LocalContext) -> Iterator[Flaw]:
    """The year of 文号 is not that of 成文日期."""
    for key, value in document_numbers(entry):
        match = _YEAR.search(value)
        if match and entry.issued and int(match[1]) != entry.issued.year:
            message = f"「{key}」的年份是 {match[1]}，「成文日期」是 {entry.issued}，两者一般应一致"
            yield Flaw(message, key, value, f"〔{entry.issued.year}〕")


@rule(
    "N303",
    title="文号重复",
    severity=ERROR,
    on="site",
    does="同一个文号不得用在两个条目上。",
    why="一个文号只对应一份文件。",
    accepted="全站唯一的文号。",
    remedy="改正写错的一处；同一份文件分两个条目发布的，并成一个条目、几个附件。",
    basis="党政机关公文处理工作条例（发文字号）",
    passing=("文号: 示政办发〔2021〕24号\n另有: {shifuban/2021/9: {文号: 示政办发〔2021〕9号}}",),
    failing=(
        "文号: 示政办发〔2021〕24号\n另有: {shifuban/2021/23: {文号: 示政办发〔2021〕24号}}",
        "文号: 示政办发〔2021〕24号\n另有: {caizhengju/2021/1: {文号: '示政办发[2021]024号'}}",
    ),
    near=("文号: 示政办发〔2021〕24号\n另有: {shifuban/2021/23: {文号: 示政办函〔2021〕24号}}  # 代字不同",),
)
def document_number_unique(context: RuleContext) -> Iterator[tuple[Entry, Flaw]]:
    """Two entries with the same 文号, however it is written; the later one by id is reported."""
    pattern = context.catalog.rules.document_number
    first: dict[str, Entry] = {}
    for _, entry in sorted(context.entries.items()):
        if entry.withdrawal is None:
            for key, value in document_numbers(entry):
                number = (corrected(value, pattern) if pattern else "") or "".join(value.split())
                other = first.setdefault(number, entry)
                if other is not entry:
                    message = f"「{key}」“{value}”与条目 {other.id}（{other.title}）相同，应全站唯一"
                    yield entry, Flaw(message, key, value)


@rule(
    "N304",
    title="索引号写法不规范",
    severity=ERROR,
    on="local",
    does="自写的索引号为“机构码/年-流水号”。",
    why="索引号是目录的法定要素，要和台账编的号同一形式。",
    accepted="999999000001/2021-00017。",
    remedy="按原网站上的索引号照抄；没有的，不写，由台账编号。",
    basis="政府信息公开条例第十二条（索引）",
    passing=("来源: 补录\n来源说明: 纸质文件补录\n索引号: 999999000001/2021-00017",),
    failing=(
        "来源: 补录\n来源说明: 纸质文件补录\n索引号: 2021-17",
        "来源: 补录\n来源说明: 纸质文件补录\n索引号: 999999000001/2021/00017",
    ),
    near=("来源: 补录\n来源说明: 纸质文件补录\n索引号: 11330782002609178U/2021-528353  # 统一社会信用代码作机构码",),
)
def index_number_form(entry: Entry, context: LocalContext) -> Iterator[Flaw]:
    """A written 索引号 against `索引号格式` of rules.yaml."""
    pattern = context.catalog.rules.index_number
    value = entry.text("索引号")
    if pattern and value and not _matcher(pattern)(value):
        message = f"「索引号」写的是“{value}”，应为“机构码/年-流水号”，如 999999000001/2021-00017"
        yield Flaw(message, "索引号", value, "机构码/年-流水号")


@rule(
    "N305",
    title="索引号重复",
    severity=ERROR,
    on="site",
    does="自写的索引号不得与别的条目相同，无论那个是自写的还是台账编的。",
    why="索引号重复，目录就不能定位信息。",
    accepted="全站唯一的索引号。",
    remedy="改正自写的一处；台账编的号不能改。",
    basis="政府信息公开条例第十二条（索引）",
    passing=(
        "来源: 补录\n来源说明: 纸质文件补录\n索引号: 999999000001/2021-00017\n"
        "另有: {shifuban/2021/23: {来源: 补录, 来源说明: 纸质文件补录, 索引号: 999999000001/2021-00018}}",
    ),
    failing=(
        "来源: 补录\n来源说明: 纸质文件补录\n索引号: 999999000001/2021-00017\n"
        "另有: {shifuban/2021/23: {来源: 补录, 来源说明: 纸质文件补录, 索引号: 999999000001/2021-00017}}",
        "来源: 补录\n来源说明: 纸质文件补录\n索引号: 999999000001/2021-00017\n"
        "台账索引号: {shifuban/2021/23: 999999000001/2021-00017}\n另有: {shifuban/2021/23: {}}",
    ),
    near=(
        "来源: 补录\n来源说明: 纸质文件补录\n索引号: 999999000001/2021-00017\n"
        "台账索引号: {本条: 999999000001/2021-00017}  # 台账照收自写的号",
    ),
)
def index_number_unique(context: RuleContext) -> Iterator[tuple[Entry, Flaw]]:
    """Two entries with the same 索引号, one of them written by its author; the ledger itself is judged by D273."""
    first: dict[str, tuple[Entry, bool]] = {}
    for _, entry in sorted(context.entries.items()):
        stamped = context.publications.get(entry.id, WAITING).index_number
        written = entry.origin.index_number if entry.origin else ""
        for number in sorted({stamped, written} - {""}):
            other, other_wrote = first.setdefault(number, (entry, number == written))
            if other is not entry and (other_wrote or number == written):
                message = f"索引号“{number}”与条目 {other.id}（{other.title}）相同，应全站唯一"
                yield entry, Flaw(message, "索引号", number)


@rule(
    "N306",
    title="登记号写法不规范",
    severity=ERROR,
    on="local",
    does="行政规范性文件的登记号（统一编号）按本地规定的格式书写。",
    why="登记号是规范性文件统一登记、统一编号、统一公布的凭据。",
    accepted="XSLD01-2021-0004：制定机关代码、年份、四位序号。",
    remedy="照登记单上的编号抄写。",
    basis="国办发〔2018〕37号（行政规范性文件统一登记、统一编号、统一公布）",
    passing=("登记号: XSLD01-2021-0004", "登记号: null"),
    failing=("登记号: XSLC01-2021-0004", "登记号: ZJGS01-2021-0004"),
    near=("登记号: XSLD01-2021-4  # 序号不足四位，由类型自己的检查 T103 指出",),
)
def registration_number_form(entry: Entry, context: LocalContext) -> Iterator[Flaw]:
    """登记号 against `登记号格式` of rules.yaml; what the type's own check finds is not said twice."""
    pattern = context.catalog.rules.registration_number
    value = entry.text("登记号")
    if not (pattern and value) or _matcher(pattern)(value):
        return
    own = [check for check in entry.type.checks if check.kind == "格式" and one(check, "字段") == "登记号"]
    if all(_matcher(one(check, "格式"))(value) for check in own):
        yield Flaw(f"「登记号」写的是“{value}”，不符合本地的统一编号，如 XSLD01-2021-0004", "登记号", value)


@rule(
    "N307",
    title="登记号重复",
    severity=ERROR,
    on="site",
    does="同一个登记号不得用在两个条目上。",
    why="一份行政规范性文件只有一个统一编号。",
    accepted="全站唯一的登记号。",
    remedy="照登记单改正写错的一处。",
    basis="国办发〔2018〕37号（行政规范性文件统一登记、统一编号、统一公布）",
    passing=("登记号: XSLD01-2021-0004\n另有: {shifuban/2021/9: {登记号: XSLD01-2021-0003}}",),
    failing=(
        "登记号: XSLD01-2021-0004\n另有: {shifuban/2021/9: {登记号: XSLD01-2021-0004}}",
        "登记号: XSLD01-2021-0004\n另有: {caizhengju/2021/1: {登记号: XSLD01-2021-0004}}",
    ),
    near=("登记号: null\n另有: {shifuban/2021/9: {登记号: null}}  # 都没有登记号",),
)
def registration_number_unique(context: RuleContext) -> Iterator[tuple[Entry, Flaw]]:
    """Two entries with the same 登记号; the later one by id is reported."""
    first: dict[str, Entry] = {}
    for _, entry in sorted(context.entries.items()):
        value = entry.text("登记号")
        if value and entry.withdrawal is None:
            other = first.setdefault(value, entry)
            if other is not entry:
                message = f"「登记号」“{value}”与条目 {other.id}（{other.title}）相同，应全站唯一"
                yield entry, Flaw(message, "登记号", value)
