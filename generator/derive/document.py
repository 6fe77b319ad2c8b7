"""One entry as search sees it, and how its texts come to it. Light to load: a changed body needs no more than this."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.derive.attached import AttachedFile, with_attached
from generator.derive.plain import plain_text


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """One entry as search sees it. Everything is text a reader may see; internal fields are not in here."""

    #: entry id, `shifuban/2021/24`
    id: str
    #: address below the site's root, `xx/shifuban/2021/24.html`
    href: str
    title: str
    #: 文号, 登记号; empty when there is none
    number: str
    #: 索引号; empty while the entry waits for its stamp
    index_number: str
    #: full name of the responsible unit
    organization: str
    #: name of the type (政策文件)
    type: str
    #: names of the columns the entry stands in
    columns: tuple[str, ...]
    #: first class of 主题分类
    topic: str
    #: date lists are ordered by, ISO; empty when unknown
    date: str
    #: word of the state (有效, 废止, 征求意见中 …); empty when the type has none
    state: str
    #: a 示例 entry of the demonstration
    sample: bool
    #: plain text of the body and of the fields readers see, then of attachments (`derive.attached`)
    text: str
    #: ids for facets: organisation (jg), type (lx), topic (zt)
    organization_id: str = ""
    type_id: str = ""
    topic_id: str = ""
    #: short name and aliases of the responsible unit, so that 市府办 finds it
    aliases: tuple[str, ...] = ()
    #: (id, name) of the items it is published under, and whom these are for (全社会, 特定群体)
    items: tuple[tuple[str, str], ...] = ()
    audiences: tuple[str, ...] = ()
    #: attachments whose names and words are still to come into `text`: of a plan only
    attachments: tuple[AttachedFile, ...] = ()


def with_texts(document: SearchDocument, body: str, attached: Mapping[str, str]) -> SearchDocument:
    """`document` of a plan with the text of its body (Markdown; blank: none) before that of its fields, and the words of
    its attachments, by name of the file, behind."""
    own = "\n".join(filter(None, (plain_text(body), document.text)))
    text = with_attached(own, document.attachments, attached)
    return SearchDocument(
        document.id, document.href, document.title, document.number, document.index_number, document.organization,
        document.type, document.columns, document.topic, document.date, document.state, document.sample, text,
        document.organization_id, document.type_id, document.topic_id, document.aliases,
        document.items, document.audiences,
    )  # fmt: skip
