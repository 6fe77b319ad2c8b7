"""The files of the index: complete, small, the same from any order, changed only where documents changed."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.derive.search_documents import SearchDocument
from generator.search import shards
from generator.search.batches import PAIRS, TermBatch, terms_of_batch
from generator.search.build import build
from generator.search.columns import document_values
from generator.search.compression import inflated
from generator.search.folding import fold
from generator.search.layout import FACETS, FOLDER, TWINS, Parameters, twin_members
from generator.search.numbering import document_numbers, epoch_of, slots_of
from generator.search.packs import title_row, unpack
from generator.search.postings import read_postings, written_postings
from generator.search.ranking import ranked
from generator.search.reader import Index
from generator.search.sizes import mean_characters, shard_bits, term_weight, text_documents
from generator.search.terms import Impact, impacts, query_terms, term_hash
from tests.search.samples import DOCUMENTS, document

WORDS = (
    "公积金 不动产 登记 办法 通知 ABC 2021 iso9001 财政局 补助 标准 Ⅲ级 ㎡ … ① 𠮷野家 e\u0301 \u200b ｶﾞ 각 \ud800 " + "x" * 30
).split(" ")
texts = st.lists(st.sampled_from(WORDS), max_size=25).map("".join) | st.text(max_size=40)


def some(count: int, seed: int = 1, days: int = 300) -> list[SearchDocument]:
    chance = random.Random(seed)
    return [
        document(
            n,
            "关于" + "".join(chance.sample(WORDS[:12], 3)),
            number=f"示政发〔2021〕{n}号" if n % 3 else "",
            date=f"20{10 + n % 9}-{1 + n % 12:02d}-{1 + n % days % 28:02d}" if n % 20 else "",
            text="".join(chance.choice(WORDS) for _ in range(chance.randrange(60))),
        )
        for n in range(count)
    ]


def postings_of(documents: list[SearchDocument]) -> dict[str, dict[str, Impact]]:
    """Every term with its documents, without an index."""
    found: dict[str, dict[str, Impact]] = defaultdict(dict)
    for one in documents:
        for term, impact in impacts(one).items():
            found[term][one.id] = impact
    return found


def numbered(documents: list[SearchDocument]) -> dict[str, int]:
    dates = [one.date for one in documents]
    return document_numbers([(one.id, one.date) for one in documents], epoch_of(dates), slots_of(dates))


def unbatched(batch: TermBatch) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    at = 0
    for place, name in enumerate(batch.names.tolist()):
        term = batch.words[name] if name < PAIRS else (chr(name >> 16) + chr(name & 0xFFFF)).rstrip("\0")
        assert term_hash(term) == batch.hashes[place]
        own = range(at, at + int(batch.counts[place]))
        found[term] = {batch.ids[batch.docs[at]]: int(batch.codes[at]) for at in own}
        at = own.stop
    return found


# What is indexed


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(texts, texts), max_size=6))
def test_many_documents_at_once_are_as_one_by_one(given_texts: list[tuple[str, str]]) -> None:
    documents = [replace(document(n, title), text=text) for n, (title, text) in enumerate(given_texts)]
    wanted = postings_of(documents)
    batch = terms_of_batch(documents)
    assert unbatched(batch) == {term: {id_: code for id_, (code, _) in own.items()} for term, own in wanted.items()}
    extra = {term: sum(fields - 1 for _, fields in own.values()) for term, own in wanted.items()}
    assert batch.extra.sum() == sum(extra.values())
    assert batch.hashes.tolist() == sorted(batch.hashes.tolist())


def test_a_text_that_needs_wide_keys() -> None:
    """More different characters than fit into 32 bits with their documents."""
    wide = "".join(map(chr, range(0x4E00, 0x9FA5)))
    documents = [replace(DOCUMENTS[0], text=wide), *DOCUMENTS[1:], *some(70)]
    wanted = postings_of(documents)
    assert unbatched(terms_of_batch(documents)).keys() == wanted.keys()


@pytest.mark.parametrize("head", [3, 512])
def test_every_term_has_all_its_documents(head: int) -> None:
    """So too the first and the last of every shard, and lists of exactly `head` and one more."""
    documents = some(300)
    index = Index(dict(build(documents, head=head)).get)
    assert index.parameters.bits >= 1
    numbers = numbered(documents)
    lengths = set()
    for term, own in postings_of(documents).items():
        stored = index.term(term)
        assert stored is not None, term
        assert stored.documents == len(own)
        assert stored.occurrences == sum(fields for _, fields in own.values())
        full = sorted((numbers[id_], code) for id_, (code, _) in own.items())
        assert index.full(term, stored) == full, term
        best = sorted(sorted(full, key=lambda one: (-one[1], one[0]))[:head])
        assert stored.postings() == best
        assert (stored.part >= 0) == (len(own) > head)
        lengths.add(len(own) - head)
    assert lengths >= {0, 1} or head == 512
    assert index.term("没有") is None


@pytest.mark.parametrize("count", [4, 5, 6])
def test_a_list_of_exactly_the_head_is_whole(count: int) -> None:
    documents = [document(n, f"甲{n}", text="独特词") for n in range(count)]
    index = Index(dict(build(documents, head=5)).get)
    stored = index.term("独特")
    assert stored is not None
    assert (stored.part >= 0) == (count > 5)
    assert len(ranked(index, query_terms("独特词"))) == count


def test_the_last_character_of_a_query_matters() -> None:
    index = Index(dict(build(DOCUMENTS)).get)
    for one in DOCUMENTS:
        title = "".join(run for run in fold(one.title) if run >= "一")
        for size in (2, 3, 4):
            for start in range(len(title) - size + 1):
                query = title[start : start + size]
                hits = {row[1] for row in index.rows(hit.number for hit in ranked(index, query_terms(query))).values()}
                if query in fold(one.title):
                    assert one.id in hits
                assert not ranked(index, query_terms(query[:-1] + "鑫"))


# What the files are


def test_order_and_batches_do_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    documents = some(400)
    files = dict(build(documents, head=20))
    shuffled = documents[:]
    random.Random(2).shuffle(shuffled)
    monkeypatch.setattr(shards, "_RANGE", 2000)
    assert dict(build(shuffled, head=20)) == files


def test_twins_hold_the_same_bytes() -> None:
    files = dict(build(some(300), head=8))
    found = {}
    for address, content in files.items():
        kind, _, name = address.removeprefix(f"{FOLDER}/").partition("/")
        if not name.endswith(".js"):
            continue
        group = name.removesuffix(".js")
        assert content.startswith(f'gongkaiData("s/{kind}/{group}",'.encode())
        assert content.endswith(b");\n")
        assert content.count(b"\n") == 1
        for member, payload in twin_members(content).items():
            own = {"t": f"{member >> 8}/{member}", "f": f"{group}/{member}", "l": f"{group}-{member}"}.get(kind, str(member))
            assert kind in "lf" or member >> TWINS[kind] == int(group)
            found[f"{FOLDER}/{kind}/{own}.bin"] = payload
    assert found == {address: content for address, content in files.items() if address.endswith(".bin")}
    assert {address.split("/")[2] for address in found} == set("hldtf")
    script = files[f"{FOLDER}/manifest.js"].removeprefix(b'gongkaiData("s/manifest",').removesuffix(b");\n")
    assert json.loads(script) == json.loads(files[f"{FOLDER}/manifest.json"])


def test_rows_and_texts_come_back() -> None:
    documents = some(120)
    index = Index(dict(build(documents)).get)
    numbers = numbered(documents)
    rows = index.rows(numbers.values())
    for one in documents:
        row = rows[numbers[one.id]]
        assert row == json.loads(json.dumps(title_row(numbers[one.id], one)))
        assert index.text(numbers[one.id]) == one.text


def test_columns_of_facets() -> None:
    documents = some(120)
    files = dict(build(documents))
    numbers = numbered(documents)
    by_number = {number: one for one in documents for number in (numbers[one.id],)}
    for facet in FACETS:
        seen: dict[int, list[tuple[str, str]]] = {}
        for address in sorted(address for address in files if address.startswith(f"{FOLDER}/f/{facet}/")):
            column = json.loads(inflated(files[address]))
            number = 0
            for difference, codes in zip(column["numbers"], column["rows"], strict=True):
                number += difference
                chosen = codes if isinstance(codes, list) else [codes] if codes >= 0 else []
                seen[number] = [tuple(column["values"][code]) for code in chosen]
        assert seen == {number: list(document_values(one).get(facet, ())) for number, one in by_number.items()}


def test_no_documents_and_no_texts() -> None:
    files = dict(build([]))
    assert {address for address in files if address.endswith(".bin")} == set()
    assert ranked(Index(files.get), ["公积"]) == []
    bare = dict(build([document(1, "标题")]))
    assert not [address for address in bare if "/t/" in address]


def test_damaged_files_are_no_traceback_of_their_own_kind() -> None:
    files = dict(build(some(60)))
    for address in [address for address in files if address.endswith(".bin") and "/f/" not in address]:
        payload = inflated(files[address])
        for bad in (b"", files[address][:-3], files[address] + b"x", b"\xff" * 40):
            with pytest.raises(ValueError):
                inflated(bad)
        if "/h/" in address:
            assert written_postings(read_postings(payload, 512)) == payload
            for cut in range(0, len(payload), 7):
                with pytest.raises(ValueError):
                    read_postings(payload[:cut], 512)
        else:
            assert unpack(files[address])
    with pytest.raises(ValueError, match="version"):
        Index({f"{FOLDER}/manifest.json": b'{"version":2}'}.get)


# Numbers and sizes


def test_numbers_are_the_order_of_dates_newest_first() -> None:
    documents = some(500)
    numbers = numbered(documents)
    dates = {one.id: one.date for one in documents}
    ordered = sorted(numbers, key=numbers.__getitem__)
    assert all(dates[before] >= dates[after] for before, after in pairwise(ordered))
    assert len(set(numbers.values())) == len(documents)


def test_a_new_document_moves_few_others() -> None:
    documents = some(500, days=7)
    before = numbered(documents)
    after = numbered([*documents, document(9999, "新", date="2018-03-03")])
    assert sum(before[id_] != after[id_] for id_ in before) <= 8


def test_a_day_has_twice_the_room_it_needs() -> None:
    assert [slots_of(["2021-01-01"] * count) for count in (0, 1, 2, 3, 16, 17, 10**6)] == [1, 1, 2, 3, 5, 6, 12]
    assert slots_of(["2021-01-01", "2021-01-02", ""]) == 1


def test_a_crowded_day_runs_over_into_the_next() -> None:
    crowd = [(f"a/{n}", "2021-05-05") for n in range(1000)]
    others = [(f"b/{n}", "2021-05-04") for n in range(10)]
    epoch = epoch_of(["2021-05-05"])
    numbers = document_numbers([*others, *crowd], epoch, 5)
    assert max(numbers[id_] for id_, _ in crowd) < min(numbers[id_] for id_, _ in others)
    assert len(set(numbers.values())) == 1010


def test_dates_that_are_none_and_dates_far_off() -> None:
    dates = ["", "2021-13-45", "0001-01-01", "9999-12-31", "2021-01-01", "２０２１"]
    epoch = epoch_of(dates)
    numbers = document_numbers([(str(n), one) for n, one in enumerate(dates)], epoch, 12)
    assert sorted(numbers, key=numbers.__getitem__)[:3] == ["3", "4", "2"]
    assert max(numbers.values()) < 1 << 32


def test_thresholds_are_coarse() -> None:
    assert [shard_bits(measure) for measure in (0, 999, 1000, 1999, 2000, 4000)] == [0, 0, 1, 1, 2, 3]
    assert term_weight(0, 512) == 0
    assert term_weight(5000, 512) == term_weight(512, 512)
    assert [mean_characters(total, 10) for total in (0, 10, 8191, 10_000)] == [1, 1, 512, 512]
    assert mean_characters(0, 0) == 1
    assert 1 <= text_documents(100_000) <= text_documents(1) <= 16


def test_packs_are_bounded() -> None:
    index = Index(dict(build(some(1500))).get)
    parameters = index.parameters
    assert isinstance(parameters, Parameters)
    for address, content in build(some(1500)):
        if address.startswith(f"{FOLDER}/d/") and address.endswith(".bin"):
            assert len(unpack(content)) <= 256
        if address.startswith(f"{FOLDER}/t/") and address.endswith(".bin"):
            assert len(unpack(content)) <= 16
