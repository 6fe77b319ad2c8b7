"""What the search knows of words: catalog/search/*.yaml (docs/handbook/jiansuo.md). Any file may have any of the lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from generator.catalog.reader import Reader
from generator.catalog.search_table import PreparedAnswer, SearchWords, SynonymGroup
from generator.findings import Place

#: signs that separate words in the files of the index
SEPARATORS = " /|\u3000"
LONGEST_WORD, MOST_QUESTIONS = 30, 20


@dataclass(slots=True)
class _Collected:
    """The words of one layer, with the place each was first seen at."""

    groups: list[SynonymGroup] = field(default_factory=list)
    void: dict[str, None] = field(default_factory=dict)
    weak: dict[str, None] = field(default_factory=dict)
    towns: dict[str, None] = field(default_factory=dict)
    answers: list[PreparedAnswer] = field(default_factory=list)
    seen: dict[str, Place] = field(default_factory=dict)


def read_search_words(layers: Sequence[Sequence[Reader]]) -> SearchWords:
    """All layers, base first. A word of a later layer leaves the group it had in an earlier one."""
    merged = SearchWords()
    for readers in layers:
        own = _Collected()
        for reader in readers:
            _read_file(reader, own)
        _complain_of_overlaps(readers, own)
        merged = _merged(merged, own)
    return merged


def _read_file(reader: Reader, own: _Collected) -> None:
    reader.text("词表")
    for child in reader.children("词组", "词组"):
        group = _group(child, own)
        if group is not None:
            own.groups.append(group)
    for key, words in (("虚词", own.void), ("泛词", own.weak), ("地名", own.towns)):
        for line in reader.texts(key):
            words.update(dict.fromkeys(line.split()))
    for child in reader.children("问答", "问答"):
        answer = _answer(child)
        if answer is not None:
            own.answers.append(answer)
    reader.close()


def _group(reader: Reader, own: _Collected) -> SynonymGroup | None:
    formal = tuple(_usable(reader, "正式"))
    if not formal:
        reader.missing("正式")
    plain = tuple(_usable(reader, "俗称"))
    _complain_of_doubles(reader, (*formal, *plain))
    related = tuple(_usable(reader, "相关"))
    reader.close()
    place = reader.place
    for key, words in (("正式", formal), ("俗称", plain)):
        for word in words:
            _note(reader, key, word, place, own)
    for word in related:
        if word in formal or word in plain:
            message = f"「相关」里的“{word}”就是本组的词，绕回了自己，请删去"
            reader.report("K814", reader.place_of("相关"), message, key="相关", found=word)
    if formal and not (plain or related or len(formal) > 1):
        reader.report("K814", reader.place, f"“{formal[0]}”这一组只有一个词，不起作用", key="正式", found=formal[0])
    return SynonymGroup(formal, plain, related, reader.place) if formal else None


def _complain_of_doubles(reader: Reader, words: Sequence[str]) -> None:
    for word in sorted({word for word in words if words.count(word) > 1}):
        reader.report("K814", reader.place, f"“{word}”在这一组里写了两遍", key="正式", found=word)


def _usable(reader: Reader, key: str) -> Iterator[str]:
    """The words under `key` that can be searched for; the others are reported."""
    for word in reader.texts(key):
        if not word or len(word) > LONGEST_WORD or any(sign in word for sign in SEPARATORS):
            message = f"「{key}」里的“{word[:LONGEST_WORD]}”不能用：一个词不超过{LONGEST_WORD}个字，里面没有空格、斜杠和竖线"
            reader.report("K814", reader.place_of(key), message, key=key, found=word[:LONGEST_WORD])
        else:
            yield word


def _note(reader: Reader, key: str, word: str, place: Place, own: _Collected) -> None:
    first = own.seen.setdefault(word, place)
    if first is not place:
        message = f"“{word}”已经在 {first.path} 第{first.line}行的一组里；一个词只能属于一组，请合并或删去一处"
        reader.report("K814", reader.place_of(key), message, key=key, found=word)


def _answer(reader: Reader) -> PreparedAnswer | None:
    questions = reader.texts("问")
    if not questions:
        reader.missing("问")
    value = PreparedAnswer(
        questions=questions[:MOST_QUESTIONS],
        answer=reader.text("答"),
        entry=reader.text("条目"),
        page=reader.text("页面"),
        place=reader.place,
    )
    reader.close()
    if bool(value.entry) == bool(value.page):
        reader.report("K814", reader.place, "一个问答要写明来源：「条目」或者「页面」，只写一个", key="条目")
        return None
    if value.page and not value.answer:
        reader.report("K814", reader.place, "来源是「页面」的问答要写「答」，照抄页面上的话", key="答")
        return None
    return value if questions else None


def _complain_of_overlaps(readers: Sequence[Reader], own: _Collected) -> None:
    """A word of a group that is also taken out of every query would never be searched for."""
    for word in own.void:
        if word in own.seen and readers:
            place = own.seen[word]
            message = f"“{word}”既是词组里的词，又是虚词；虚词会被去掉，请删去一处"
            readers[0].report("K814", place, message, key="虚词", found=word)


def _merged(base: SearchWords, own: _Collected) -> SearchWords:
    taken = set(own.seen)
    kept = (_without(group, taken) for group in base.groups)
    return SearchWords(
        groups=(*own.groups, *(group for group in kept if group is not None)),
        void=_joined(base.void, own.void),
        weak=_joined(base.weak, own.weak),
        towns=_joined(base.towns, own.towns),
        answers=(*own.answers, *base.answers),
    )


def _without(group: SynonymGroup, taken: set[str]) -> SynonymGroup | None:
    if taken.isdisjoint((*group.formal, *group.plain)):
        return group
    formal = tuple(word for word in group.formal if word not in taken)
    plain = tuple(word for word in group.plain if word not in taken)
    return SynonymGroup(formal, plain, group.related, group.place) if formal else None


def _joined(first: Iterable[str], second: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *second)))
