"""The words of a standard catalogue's header (domain facts 1.1), and what column each one names."""

from __future__ import annotations

import re

from generator.importing.texts import folded

SEQ, LEVEL1, LEVEL2, LEVEL3 = "序号", "一级事项", "二级事项", "三级事项"
ELEMENTS, BASIS, DEADLINE, UNIT, CHANNELS = "公开内容", "公开依据", "公开时限", "公开主体", "公开渠道和载体"
ALL, GROUP, ACTIVE, REQUEST, LEVEL = "全社会", "特定群体", "主动", "依申请", "公开层级"
FIELD, EXTRA, CHANNEL = "领域", "其他列", "渠道"
#: headings over several columns
ITEM, AUDIENCE, MODE = "公开事项", "公开对象", "公开方式"

#: a heading -> what it names; the first that fits the whole text wins
_HEADINGS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), role)
    for pattern, role in (
        (r"序号?|序号编码|编号", SEQ),
        (r"(?:一级|主项|第一级)(?:公开)?(?:事项|目录|指标)?(?:名称)?", LEVEL1),
        (r"(?:二级|子项|第二级)(?:公开)?(?:事项|目录|指标)?(?:名称)?", LEVEL2),
        (r"(?:三级|第三级)(?:公开)?(?:事项|目录|指标)?(?:名称)?", LEVEL3),
        (r"(?:公开)?事项(?:名称)?|公开目录|公开项目|公开类别", ITEM),
        (r"(?:公开|具体)?(?:内容|要素)(?:及要求|要素|要求|和要求|标准)?|内容及要素", ELEMENTS),
        (r"(?:公开|法律|政策|法定|设定)?依据", BASIS),
        (r"(?:公开|更新)?(?:时限|期限)(?:要求)?|公开时间|公开时效", DEADLINE),
        (r"(?:公开)?(?:责任)?(?:主体|单位|部门)|牵头(?:单位|部门)", UNIT),
        (r"(?:公开|发布)?(?:渠道|载体|平台)(?:(?:和|及|与|、)?(?:载体|渠道|平台))?.*", CHANNELS),
        (r"(?:公开)?对象", AUDIENCE),
        (r"(?:公开)?方式", MODE),
        (r"(?:公开)?(?:层级|级别)", LEVEL),
        (r"(?:公开|相应|试点|所属|对应)?领域(?:名称|编码)?", FIELD),
        (r"过程|公开形式|公开时长|公开范围|责任科室|链接地址|备注|说明", EXTRA),
    )
)
_SUBS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), role)
    for pattern, role in (
        (r"全?社会(?:公开)?", ALL),
        (r"特定(?:群体|群众|对象|人群|公众)?", GROUP),
        (r"主动(?:公开)?", ACTIVE),
        (r"依?申请(?:公开)?", REQUEST),
    )
)
_LEVEL = re.compile(r"(?:[省市州盟区县旗乡镇村街道社本部门、/和及()]|东阳){1,12}级?(?:[省市州县乡镇村、]{1,4}级)*")
#: whole words, for headings that stand letter by letter in several rows
_WHOLE = (
    "全社会", "特定群体", "特定群众", "主动", "主动公开", "依申请", "依申请公开", "一级事项", "二级事项", "三级事项",
    "县级", "乡级", "村级", "市级", "区级", "乡镇级", "乡、村级", "镇级", "州级", "省级", "镇(街)级",
)
#: headings by which a header row is known
CORE = frozenset({SEQ, LEVEL1, LEVEL2, ITEM, ELEMENTS, BASIS, DEADLINE, UNIT, CHANNELS, AUDIENCE, MODE, LEVEL})
_OVER = {LEVEL1: ITEM, LEVEL2: ITEM, LEVEL3: ITEM, ALL: AUDIENCE, GROUP: AUDIENCE, ACTIVE: MODE, REQUEST: MODE}


def heading(text: str) -> str:
    """What a heading names, or empty. Text in brackets does not count."""
    word = re.sub(r"[(\[【“\"].*", "", folded(text)).strip(":,")
    if not word or len(word) > 20:
        return ""
    return next((role for pattern, role in _HEADINGS if pattern.fullmatch(word)), "")


def sub_heading(text: str) -> str:
    """What a heading of the second row names: audience, mode, a level of items or of government; or empty."""
    word = folded(text)
    if not word or len(word) > 14:
        return ""
    found = next((role for pattern, role in _SUBS if pattern.fullmatch(word)), "")
    if found:
        return found
    role = heading(text)
    if role in (LEVEL1, LEVEL2, LEVEL3):
        return role
    return LEVEL if word.endswith("级") and _LEVEL.fullmatch(word) else ""


def begins_word(text: str) -> bool:
    """Whether `text` is the beginning of a sub heading: 全, 全社, 乡, 二级."""
    word = folded(text)
    return bool(word) and any(whole.startswith(word) for whole in _WHOLE)


def over(role: str) -> str:
    """The heading that stands over `role`, or empty."""
    return LEVEL if role == LEVEL else _OVER.get(role, "")


def government_levels(text: str) -> tuple[str, ...]:
    """县级, 乡级, 村级 of a heading or cell such as 乡、村级, 区级, 镇(街)级, 州级县级."""
    word = folded(text)
    found = []
    if re.search("省", word):
        found.append("省级")
    if re.search("[州盟]|市级", word):
        found.append("市级")
    if re.search("[县区旗](?!域)", re.sub("社区", "", word)):
        found.append("县级")
    if re.search("[乡镇街]", word):
        found.append("乡级")
    if re.search("村|社区", word):
        found.append("村级")
    return tuple(found)
