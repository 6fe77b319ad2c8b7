"""Prepared answers (常见问题直答): questions and answers of the site's own texts, service guides, and pairs of the catalogue.

An answer is never made: it is the words of the source, cut at the end of a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.catalog.search_table import PreparedAnswer
from generator.derive.attached import own_text
from generator.derive.search_documents import SearchDocument
from generator.search.understand.tables import PACK, answer_pack

#: characters of an answer that are shown, of a question that is compared
SHOWN, QUESTION = 220, 60
#: a part of a guide's title that is a subject of its own
SUBJECT = 4
#: answers kept: those of the catalogue, then guides, then pairs, newest first
MOST = 400

_GUIDE = re.compile("(?:办事|服务|申请|申领|申报|业务办理|就医)指南(?:（[^）]{1,20}）)?$")
_PAIR = re.compile("(?:^|\\n)\\s*问[：:]\\s*(?P<q>[^\\n]{4,120})\\n+\\s*答[：:]\\s*(?P<a>(?:(?!\\n\\s*问[：:])[^\\0]){4,1500})")
_AND = re.compile("[、和及与，]|“[^”]{1,6}”")
_UNIT = re.compile("^[^市县区]{2,6}[市县区](?=.{4})")
_SENTENCE_END = "。！？；\n"


IN_TEXT = 2


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer and the ways to ask for it; `href` is the source's address, `source` its title."""

    questions: tuple[str, ...]
    answer: str
    href: str
    source: str
    #: 0 of the catalogue, 1 a service guide, IN_TEXT a pair in a text
    rank: int = IN_TEXT
    date: str = ""


def answers_in(document: SearchDocument) -> Iterator[Answer]:
    """The answers a document itself gives, not its attachments: it is a guide, or has pairs of 问 and 答. Cheap when it has none."""
    text = own_text(document.text)
    if _GUIDE.search(document.title) and text:
        asked = (document.title, *guide_subjects(document.title))
        yield Answer(asked, shortened(text), document.href, document.title, 1, document.date)
    if "问：" in text or "问:" in text:
        for match in _PAIR.finditer(text):
            answer = shortened(match["a"].split("\n\n")[0])
            yield Answer((match["q"].strip(),), answer, document.href, document.title, IN_TEXT, document.date)


def guide_subjects(title: str) -> tuple[str, ...]:
    """What a guide is about: 工伤认定和工伤保险待遇申领办事指南 -> 工伤认定, 工伤保险待遇申领, and both."""
    whole = _UNIT.sub("", _GUIDE.sub("", title))
    parts = (part for part in _AND.split(whole) if len(part) >= SUBJECT)
    return tuple(dict.fromkeys((whole, *parts)))


def shortened(text: str) -> str:
    """The beginning of `text`, whole sentences of it, at most SHOWN characters."""
    lines = "\n".join(line.strip() for line in text.strip().splitlines() if line.strip())
    if len(lines) <= SHOWN:
        return lines
    head = lines[:SHOWN]
    end = max(head.rfind(sign) for sign in _SENTENCE_END) + 1
    return head[:end].rstrip() if end > SHOWN // 4 else f"{head[: SHOWN - 1]}…"


def prepared_answers(
    prepared: Sequence[PreparedAnswer], documents: Mapping[str, SearchDocument], pages: Mapping[str, tuple[str, str]]
) -> Iterator[Answer]:
    """The pairs of the catalogue whose source is there: `documents` by entry id, `pages` (address, title) by slug."""
    for one in prepared:
        if one.entry in documents:
            source = documents[one.entry]
            text = one.answer or shortened(own_text(source.text))
            yield Answer(one.questions, text, source.href, source.title, 0, source.date)
        elif one.page in pages:
            href, title = pages[one.page]
            yield Answer(one.questions, one.answer, href, title, 0)


def answer_tables(answers: Iterable[Answer]) -> dict[str, dict[str, object]]:
    """Payloads: `answers` has the questions, `a-<n>` the answers to sixteen of them."""
    kept = sorted(answers, key=lambda one: (one.href, one.questions))
    kept.sort(key=lambda one: one.date, reverse=True)
    kept.sort(key=lambda one: one.rank)
    kept = kept[:MOST]
    asked = ["\n".join(question[:QUESTION] for question in one.questions) for one in kept]
    tables: dict[str, dict[str, object]] = {
        "answers": {"questions": asked, "sure": sum(one.rank < IN_TEXT for one in kept)}
    }
    for start in range(0, len(kept), PACK):
        rows = [[one.questions[0], one.answer, one.href, one.source] for one in kept[start : start + PACK]]
        tables[answer_pack(start)] = {"answers": rows}
    return tables
