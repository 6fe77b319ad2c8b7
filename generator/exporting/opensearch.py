"""Documents for OpenSearch: the lines of its bulk interface, and the mapping they need.

The bulk interface takes a line with the action and a line with the document in turn, each ended by a line break.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from generator.derive import permalinks
from generator.derive.attached import attached_pieces
from generator.derive.document import SearchDocument, with_texts
from generator.derive.search_documents import plan_document
from generator.derive.site import Site
from generator.model.entry import NO_TEXTS, Texts

Json = Mapping[str, object]
#: fields of an entry that number it
NUMBERS = ("文号", "登记号")


def bulk_lines(site: Site, texts: Mapping[str, Texts]) -> Iterator[bytes]:
    """Action and document of every entry, in order of id, as two lines; one entry's text is held at a time."""
    for record in sorted(site.records, key=lambda one: one.id):
        said = texts.get(record.id, NO_TEXTS)
        document = with_texts(plan_document(record, site), said.body, said.attachments)
        numbers = [number for key in NUMBERS if (number := record.entry.text(key))]
        fields = document_fields(document, numbers, permalinks.absolute(site.catalog.site, record.href))
        yield _line({"index": {"_id": record.id}}) + _line(fields)


def document_fields(document: SearchDocument, numbers: Sequence[str], url: str) -> Json:
    """The fields of one document with its `numbers`; those that are empty are left out, because an empty date is no date."""
    own, pieces = attached_pieces(document.text)
    attachments = [
        {"name": piece.name, "text": piece.text.partition("\n")[2]} for piece in pieces if piece.name or piece.text
    ]
    fields = {
        "title": document.title,
        "number": list(numbers),
        "index_number": document.index_number,
        "organization": document.organization,
        "organization_id": document.organization_id,
        "aliases": list(dict.fromkeys(filter(None, document.aliases))),
        "type": document.type,
        "columns": list(document.columns),
        "topic": document.topic,
        "date": document.date,
        "state": document.state,
        "items": [{"id": id_, "name": name} for id_, name in document.items],
        "audiences": list(document.audiences),
        "text": own,
        "attachments": attachments,
        "url": url,
    }
    return {**{key: value for key, value in fields.items() if value}, "sample": document.sample}


def _line(value: Json) -> bytes:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    # half a surrogate pair has no UTF-8
    return f"{text}\n".encode("utf-8", "replace")


#: 〔2021〕, ［2021］, 【2021】, [2021] and (2021) are the same to a reader
_BRACKETS = ("〔=>(", "〕=>)", "［=>(", "］=>)", "【=>(", "】=>)", "[=>(", "]=>)", "（=>(", "）=>)")
#: longer values of a keyword field are found as text only
_KEYWORD = 1024


def mapping() -> Json:
    """Settings and mappings for `PUT /<index>`; only what OpenSearch has without a plugin.

    Chinese is cut into pairs of characters (`cjk_bigram`), in the index into single ones too, so that one character finds.
    """
    return {
        "settings": {"index": {"analysis": {
            "char_filter": {"brackets": {"type": "mapping", "mappings": list(_BRACKETS)}},
            "filter": {"pairs_and_characters": {"type": "cjk_bigram", "output_unigrams": True}},
            "analyzer": {
                "chinese": _analyzer("pairs_and_characters"),
                "chinese_query": _analyzer("cjk_bigram"),
            },
            "normalizer": {
                "plain": {"type": "custom", "char_filter": ["brackets"], "filter": ["cjk_width", "lowercase"]},
            },
        }}},
        "mappings": {"dynamic": "strict", "properties": _properties()},
    }  # fmt: skip


def _analyzer(pairs: str) -> Json:
    filters = ["cjk_width", "lowercase", pairs]
    return {"type": "custom", "char_filter": ["brackets"], "tokenizer": "standard", "filter": filters}


def _properties() -> Json:
    exact = {"type": "keyword", "normalizer": "plain", "ignore_above": _KEYWORD}
    word = {"type": "keyword", "ignore_above": _KEYWORD}
    prose = {"type": "text", "analyzer": "chinese", "search_analyzer": "chinese_query"}
    both = {**prose, "fields": {"raw": word}}
    return {
        "title": both,
        "number": {**exact, "fields": {"text": prose}},
        "index_number": exact,
        "organization": both,
        "organization_id": word,
        "aliases": both,
        "type": word,
        "columns": word,
        "topic": word,
        "date": {"type": "date", "format": "yyyy-MM-dd"},
        "state": word,
        "items": {"properties": {"id": word, "name": both}},
        "audiences": word,
        "text": prose,
        "attachments": {"properties": {"name": both, "text": prose}},
        "url": {"type": "keyword", "index": False, "doc_values": False},
        "sample": {"type": "boolean"},
    }


def mapping_text() -> bytes:
    """`mapping` as a file."""
    return (json.dumps(mapping(), ensure_ascii=False, indent=2) + "\n").encode()
