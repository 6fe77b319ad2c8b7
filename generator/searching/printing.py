"""The answer for a reader at a terminal: what the search page shows, in lines."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from generator.search.excerpt import Piece
from generator.search.judging import WHY_NUMBER
from generator.search.narrowing import Facet
from generator.search.query import Answer, Hit
from generator.search.understand.plan import Direct

#: escape sequences of a terminal: bold, faint, a hit, back to normal
BOLD, FAINT, HIT, PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[1;31m", "\x1b[0m"
#: other words, values of a facet that are named
_WORDS, _VALUES = 6, 10
_INDENT = "   "


def answer_text(answer: Answer, offset: int, *, facets: bool, colour: bool) -> str:
    """The whole answer, its `facets` at the end; hits are numbered on from `offset`. Without `colour` what was found
    stands in 【】."""
    counted = _facets(answer.facets) if facets else ()
    return "".join(f"{line}\n" for line in (*_Printer(colour).lines(answer, offset), *counted))


def count_text(answer: Answer, offset: int) -> str:
    """How many there are, in the words of the search page."""
    if not answer.folded:
        return "请写标题、文号或一句话"
    if not answer.hits:
        if answer.total and offset:
            return f"共{answer.total}条，第{offset + 1}条以后没有了"
        return "没有查完" if answer.failed else f"没有找到“{printable(answer.folded[:30])}”"
    total = f"至少{answer.total}条" if answer.more else f"共{answer.total}条"
    shown = len(answer.hits)
    place = f"，第{offset + 1}–{offset + shown}条" if answer.total > shown else ""
    if answer.relaxed:
        return f"没有完全相符的，以下{answer.total}条包含部分字词{place}"
    return total + place


def also_text(answer: Answer) -> str:
    """What the words were taken for, or what else was searched; empty for neither."""
    meant = [label for label in answer.instead if answer.hits and answer.hits[0].label == label]
    if meant:
        return f"已按“{meant[0]}”查找"
    words = list(dict.fromkeys(word for label in answer.also for word in label.split("、")))
    return f"也搜索了：{'、'.join(words[:_WORDS])}" if words else ""


def printable(text: str) -> str:
    """`text` on one line, without what would steer the terminal."""
    return "".join(one if unicodedata.category(one)[0] != "C" else " " for one in text)


class _Printer:
    def __init__(self, colour: bool) -> None:
        self._colour = colour

    def lines(self, answer: Answer, offset: int) -> Iterator[str]:
        """All lines."""
        if answer.direct:
            yield from self._direct(answer.direct)
        also = also_text(answer)
        if also:
            yield printable(also)
        yield self._styled(count_text(answer, offset), BOLD)
        for number, hit in enumerate(answer.hits, offset + 1):
            yield ""
            yield from self._hit(number, hit)

    def _direct(self, direct: Direct) -> Iterator[str]:
        yield self._styled(f"直答：{printable(direct.question)}", BOLD)
        yield from (_INDENT + printable(line) for line in direct.answer.split("\n"))
        yield f"{_INDENT}来源：{printable(direct.source)}　{direct.href}"
        yield ""

    def _hit(self, number: int, hit: Hit) -> Iterator[str]:
        document = hit.document
        marks = f"〔{document.state}〕" if document.state else ""
        yield f"{number}. {self._marked(hit.title)}{marks}{'（示例）' if document.sample else ''}"
        note = "文号相符" if hit.why == WHY_NUMBER else hit.why if hit.why.startswith("包含") else ""
        facts = (document.number, document.organization, document.type, document.date, note)
        yield _INDENT + "　".join(printable(fact) for fact in facts if fact)
        yield self._styled(_INDENT + document.href, FAINT)
        if hit.unread:
            yield f"{_INDENT}有附件未识别文字，没有搜索"
        if hit.attachment:
            yield f"{_INDENT}在附件《{printable(hit.attachment.name)}》中："
        if hit.excerpt:
            yield _INDENT + self._marked(hit.excerpt)

    def _marked(self, pieces: Iterable[Piece]) -> str:
        begin, end = (HIT, PLAIN) if self._colour else ("【", "】")
        return "".join(f"{begin}{printable(text)}{end}" if hit else printable(text) for text, hit in pieces)

    def _styled(self, text: str, style: str) -> str:
        return f"{style}{text}{PLAIN}" if self._colour else text


def _facets(facets: Sequence[Facet]) -> Iterator[str]:
    """A line per facet: its values with how many each would show."""
    yield ""
    for facet in facets:
        told = [f"{printable(one.name)} {one.count}" for one in facet.options if one.count][:_VALUES]
        if told:
            yield f"{facet.name}：{'；'.join(told)}"
