"""Names of fields (领域) -> ids: the 26 of 国办发〔2019〕54号 and the later national guides."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.importing.texts import folded

#: id, ordinal (for sorting only), name, other names; names of the 2017 pilot list are among them
_TABLE: tuple[tuple[str, int, str, tuple[str, ...]], ...] = (
    ("zdjsxm", 1, "重大建设项目", ("重大项目",)),
    ("ggzyjy", 2, "公共资源交易", ("公共资源配置",)),
    ("ywjy", 3, "义务教育", ()),
    ("hjgl", 4, "户籍管理", ("户籍",)),
    ("shjz", 5, "社会救助", ()),
    ("ylfw", 6, "养老服务", ()),
    ("ggflfw", 7, "公共法律服务", ("法律服务",)),
    ("czyjs", 8, "财政预决算", ("财政预算决算",)),
    ("jy", 9, "就业", ("就业创业",)),
    ("shbx", 10, "社会保险", ()),
    ("gtkjgh", 11, "国土空间规划", ("城乡规划",)),
    ("zdbc", 12, "农村集体土地征收", ("征地补偿", "征地")),
    ("sthj", 13, "生态环境", ("环境保护",)),
    ("fwzs", 14, "国有土地上房屋征收与补偿", ("国有土地上房屋征收", "房屋征收", "拆迁安置")),
    ("bzxzf", 15, "保障性住房", ("住房保障",)),
    ("ncwfgz", 16, "农村危房改造", ("危房改造",)),
    ("cszhzf", 17, "城市综合执法", ("城市管理综合执法", "综合执法")),
    ("szfw", 18, "市政服务", ()),
    ("snbt", 19, "涉农补贴", ()),
    ("ggwhfw", 20, "公共文化服务", ("公共文化体育", "公共文化")),
    ("wsjk", 21, "医疗卫生", ("卫生健康",)),
    ("aqsc", 22, "安全生产", ()),
    ("jz", 23, "救灾", ("救灾救助",)),
    ("spypjg", 24, "食品药品监管", ("食品药品",)),
    ("ssgl", 25, "税收管理", ("税收",)),
    ("fp", 26, "扶贫", ("乡村振兴", "巩固脱贫攻坚")),
    ("gbds", 0, "广播电视", ()),
    ("xwcb", 0, "新闻出版版权", ()),
    ("tj", 0, "统计", ()),
    ("ly", 0, "旅游", ()),
    ("hg", 0, "海关", ()),
    ("jtys", 0, "交通运输", ()),
    ("zrzy", 0, "自然资源", ()),
)


@dataclass(frozen=True, slots=True)
class FieldName:
    """A field as proposed: `id` is empty where the name is in no list."""

    id: str
    name: str
    order: int = 0


_BY_NAME = {word: FieldName(id, name, order) for id, order, name, others in _TABLE for word in (name, *others)}
_LONGEST = sorted(_BY_NAME, key=len, reverse=True)
#: what stands before the rest of a title: `（二）示例县…领域基层政务公开标准目录`
_BEFORE = re.compile(r"(.+?)(?:领域|基层政务公开|政务公开标准目录|政府信息公开|标准目录)")
_NUMBERING = re.compile(r"^(?:附件|附表)?\d*[:：.、]?(?:\(?[一二三四五六七八九十]{1,3}\)?[、.]?)?")


def field_of(text: str) -> FieldName | None:
    """The field that a title, a sheet or a cell names; without an id when it names one that no list has."""
    word = folded(text)
    match = _BEFORE.match(word)
    name = _NUMBERING.sub("", match[1] if match else word)
    for known in _LONGEST:
        if name.endswith(known):
            return _BY_NAME[known]
    if match is None:
        return None
    for known in _LONGEST:
        if len(known) >= 4 and known in name:
            return _BY_NAME[known]
    return FieldName("", name[:40]) if name else None


def field_in(text: str) -> FieldName | None:
    """The known field whose name stands somewhere in `text` (a file's name)."""
    word = folded(text)
    return next((_BY_NAME[known] for known in _LONGEST if len(known) >= 4 and known in word), None)
