"""Relations both ways: one side is written, the other derived; written twice they count once (formats.md §3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.model.entry import Entry

#: relation -> how a reader of the page understands it
WORDS = {
    "依据": "本文件依据",
    "被引用": "引用本文件的",
    "解读对象": "本文解读的文件",
    "解读": "解读本文件的",
    "采纳情况": "意见征求采纳情况",
    "征求意见": "征求意见公告",
    "决定": "征求意见后的决定",
    "修改": "本文件修改的",
    "被修改": "修改本文件的",
    "废止": "本文件废止的",
    "被废止": "废止本文件的",
    "替代": "本文件替代的",
    "被替代": "替代本文件的",
    "部分废止": "本文件部分废止的",
    "被部分废止": "部分废止本文件的",
    "清理": "本次清理的文件",
    "清理结果": "清理结果",
    "上级规划": "上级规划",
    "下级规划": "下级规划",
    "衔接": "相衔接的规划",
    "前期": "上一期",
    "后期": "下一期",
    "上一环节": "上一环节",
    "下一环节": "下一环节",
    "转化自": "由依申请公开转来",
    "转为主动公开": "已转为主动公开",
}

#: relations in the order a reader looks for them; others follow
ORDER = (
    *("解读", "解读对象", "采纳情况", "征求意见", "决定"),
    *("被修改", "被废止", "被替代", "被部分废止", "修改", "废止", "替代"),
)


@dataclass(frozen=True, slots=True)
class Relation:
    """One related document: an entry of the portal (`target`) or a document outside (`title`)."""

    name: str
    target: str = ""
    title: str = ""
    number: str = ""
    url: str = ""
    #: derived from the other side, not written here
    derived: bool = False

    @property
    def label(self) -> str:
        """The relation as readers see it."""
        return WORDS.get(self.name, self.name)


def relations_of(entries: Iterable[Entry]) -> Mapping[str, tuple[Relation, ...]]:
    """Relations of every entry by id, written ones and derived ones, in readers' order.

    `entries` are the ones readers can open; a relation to anything else in the portal is left out.
    """
    known = {entry.id: entry for entry in entries}
    found: dict[str, dict[tuple[str, str, str], Relation]] = {id_: {} for id_ in known}
    for entry in known.values():
        for ref in entry.relations:
            if not ref.target:
                outside = Relation(ref.name, title=ref.title, number=ref.number, url=ref.url)
                found[entry.id].setdefault((ref.name, "", ref.title or ref.number), outside)
            elif ref.target in known and ref.target != entry.id:
                found[entry.id][(ref.name, ref.target, "")] = Relation(ref.name, target=ref.target)
                inverse = _inverse(entry, ref.name)
                if inverse:
                    derived = Relation(inverse, target=entry.id, derived=True)
                    found[ref.target].setdefault((inverse, entry.id, ""), derived)
    return {id_: tuple(sorted(pairs.values(), key=_sort_key)) for id_, pairs in found.items()}


def _inverse(entry: Entry, name: str) -> str:
    """The name of relation `name` on the other side; empty when the type does not declare one."""
    for kind in entry.type.relations:
        if kind.name == name:
            return kind.inverse
    return ""


def _sort_key(relation: Relation) -> tuple[int, str, str, str]:
    rank = ORDER.index(relation.name) if relation.name in ORDER else len(ORDER)
    return (rank, relation.name, relation.target, relation.title)
