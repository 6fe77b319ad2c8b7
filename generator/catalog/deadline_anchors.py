"""What starts a deadline's clock: the table of anchors (formats.md §4)."""

from __future__ import annotations

import re

#: the anchor of 条例第二十六条, for a number that stands alone
DEFAULT = "形成或变更"

_SUBJECT = r"(?:该|此|本|政府|相关|有关|公开|事项|上述)*"
_THING = r"(?:该|此|相关|有关)?[一-鿿、《》()]{0,14}"

#: anchor as written (folded, without 自 and 之日起) -> the word of the normal form; the first that fits wins
_TABLE: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), word)
    for pattern, word in (
        (rf"{_SUBJECT}(?:信息)?(?:形成|生成|产生)(?:\((?:或)?变更\)|(?:或|及|和|、)(?:变更|更新|变化))", "形成或变更"),
        (rf"{_SUBJECT}(?:信息)?(?:变更|更新|变化)(?:或|、)形成", "形成或变更"),
        (rf"{_SUBJECT}信息(?:形成|生成|产生)|形成(?:信息)?|生成|产生", "形成"),
        (rf"(?:制作|制定|形成|产生)(?:或|、|和|及)(?:获取|获得|收到){_THING}", "制作或获取"),
        (rf"(?:获取|获得|制作|制定|收到){_SUBJECT}信息", "制作或获取"),
        (rf"{_SUBJECT}(?:信息)?形成\(变更\)下发至本单位", "收到"),
        (r"作出(?:行政)?(?:许可|处罚|强制|审批|确认|裁决)?(?:等)?行政?决定", "作出行政决定"),
        (r"作出(?:行政)?处罚决定", "作出处罚决定"),
        (r"(?:经)?(?:本级|同级)(?:人民代表大会|人大)(?:(?:或其|及其|或)?(?:常务委员会|常委会))?(?:审查)?批准", "本级人大（常委会）批准"),
        (r"(?:经)?(?:本级政府|同级|本级)?财政部门?批复", "财政批复"),
        (r"(?:主管)?部门批复", "部门批复"),
        (r"(?:拟征收土地)?(?:土地)?现状调查结束", "现状调查结束"),
        (r"(?:征求|征集)(?:意见)?活动结束", "征求活动结束"),
        (r"(?:政策|文件|政策文件)(?:公开|公布|发布|印发)", "文件公开"),
        (r"(?:中标|供应商|成交供应商)(?:结果)?确定", "供应商确定"),
        (r"(?:政府采购)?合同(?:签订|签署)", "合同签订"),
    )
)

#: an anchor that ends in one of these names an event and stands as it is written
_EVENT = re.compile(
    r"[一-鿿、，,《》()〔〕\d“”/]{0,30}"
    r"(?:确定|确认|发出|领取|结束|完成|批准|批复|核准|通过|签订|签署|公布|印发|下达|下发|发布|作出|决定|发生|审定|审批|审核|备案|生效|竣工|验收|受理|"
    r"办结|开始|启动|举行|召开|听证|申请|评定|认定|送达|变更|变化|调整|更新|成立|收到|登记|颁布|实施|施行|出台|报告|届满|期满|公示|执行|"
    r"工作|会议|形成|获取|获得|制作|制定|到账|拨付|发放)"
)
_RECEIVED = re.compile(r"(?:收到|接到|取得)[一-鿿、《》()]{1,20}")


def anchor_of(written: str) -> str:
    """The normal form's word for an anchor as written (folded), or empty when it is not known."""
    text = written.strip(",、:")
    for pattern, word in _TABLE:
        if pattern.fullmatch(text):
            return word
    if any(word == text for _, word in _TABLE) or text in ("进展", "会议", "收到"):
        return text
    return text if _EVENT.fullmatch(text) or _RECEIVED.fullmatch(text) else ""
