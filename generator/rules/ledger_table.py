"""Rules of the publication ledger (D270-D274), raised by `model.ledger`, as data."""

from __future__ import annotations

from generator.rules.rule import ERROR, RuleInfo

_BASIS = "政府网站与政务新媒体检查指标（国办秘函〔2019〕19号）：伪造发稿日期为单项否决"
_ROW = '2021-07-16T09:00:00+08:00,shifuban/2021/24,999999000001/2021-00001,…64位…,发布,3f9c0a7d5b1e2f84'
_REMEDY = "用版本记录恢复台账原样，再运行 gongkai stamp 追加；台账不手工改。"


def _ledger(id: str, title: str, does: str, why: str, accepted: str, failing: tuple[str, str], near: str) -> RuleInfo:
    return RuleInfo(id, title, ERROR, does, why, accepted, _REMEDY, _BASIS, (_ROW,), failing, (near,))


LEDGER_RULES: tuple[RuleInfo, ...] = (
    _ledger(
        "D270", "台账的一行不完整", "台账每行六栏：时间、条目、索引号、内容摘要、动作、链。",
        "缺一栏就不能证明什么时候公开了什么。", "由 gongkai stamp 写出的行。",
        ("2021-07-16,shifuban/2021/24", "2021-07-16T09:00:00,shifuban/2021/24,,…,发布,3f9c"),
        "第一行是栏名",
    ),
    _ledger(
        "D271", "台账被改动过", "每行的链由本行和上一行算出；改动、删除、插入或移动一行，后面的链就对不上。",
        "发布时间只能由系统追加，事后改动就是伪造发稿日期。", "只在末尾追加的台账。",
        ("把 2021-07-16 改成 2021-07-15", "删去中间的一行"),
        "在末尾追加新的一行",
    ),
    _ledger(
        "D272", "台账的时间倒退或放错年份", "时间只能越来越晚，并且在自己年份的文件里。",
        "倒退的时间说明台账不是按发生顺序记的。", "按时间先后、分年存放。",
        ("上一行 7月20日，这一行 7月16日", "2021 年的行放在 2020.csv"),
        "同一时刻盖几个章",
    ),
    _ledger(
        "D273", "索引号重复", "一个索引号只给一个条目，撤回以后也不再用。",
        "索引号是查找信息的编号，重复了就不知道指哪一件。", "每个条目一个索引号。",
        ("两个条目都是 999999000001/2021-00001", "新条目用了已撤回条目的索引号"),
        "同一条目更新、改址后沿用原来的索引号",
    ),
    _ledger(
        "D274", "已公开的条目文件不见了", "已公开的条目，文件要留着；改名写「曾用地址」，收回写「撤回」。",
        "读者收藏的地址不能无故失效，撤回要说明理由。", "文件还在；或新条目的「曾用地址」写了它；或写了「撤回」。",
        ("删去 shifuban/2021/24.yaml", "把 24.yaml 改名为 25.yaml，没有写曾用地址"),
        "新条目写：曾用地址: [shifuban/2021/24]",
    ),
)
