"""What is converted without a surprise is exactly what the reader of fields makes of it, and all else is left to it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.catalog.load import load_catalog
from generator.catalog.model import Catalog
from generator.model.convert import convert_entry, convert_simple
from generator.model.entry import Entry
from generator.model.fields import Registry, compile_registry
from generator.model.simple import SimpleReaders
from generator.rules.check_declarations import complaint
from generator.source.files import EntrySource
from generator.source.nodes import Mapping
from generator.source.tree import read_claim
from generator.source.walk import find_claims
from generator.source.yaml_simple import scan
from tests.builders import BASES
from tests.builders import catalog as small

ROOT = Path(__file__).resolve().parents[2]


@cache
def tools(root: Path | None = None) -> tuple[Catalog, Registry, SimpleReaders]:
    """A catalogue with both ways of conversion; the small one of the tests without `root`."""
    catalog = load_catalog(root, complaint, None).catalog if root else small()
    registry = compile_registry(catalog)
    return catalog, registry, SimpleReaders(registry)


def parts(entry: Entry) -> tuple[object, ...]:
    return entry, list(entry.values), list(entry.places.items()), [list(v) for v in entry.values.values() if isinstance(v, dict)]


def same(source: EntrySource, root: Path | None = None) -> bool:
    """Whether the simple way took `source`; it must say what the other way says."""
    catalog, registry, readers = tools(root)
    found = convert_simple(source, catalog, readers)
    if found is None:
        return False
    entry, problems = convert_entry(source, catalog, registry)
    assert entry is not None and problems == found[1]
    assert parts(entry) == parts(found[0])
    return True


@pytest.mark.parametrize("root", [ROOT, ROOT / "tests/golden/repository"], ids=["city", "golden"])
def test_entries_of_the_repository(root: Path) -> None:
    taken = []
    for claim in find_claims(root)[0]:
        source, _ = read_claim(str(root), claim, simple=True)
        taken.append(source is not None and same(source, root))
    assert sum(taken) > 0.7 * len(taken)


def source_of(text: str) -> EntrySource:
    simple = scan(text)
    path = "content/entries/shifuban/2021/24"
    return EntrySource("shifuban/2021/24", f"{path}.yaml", "shifuban", "2021", "24", Mapping(), "", "", 1, {}, "0" * 64,
                       simple, text)


@pytest.mark.parametrize("name", BASES)
def test_every_type(name: str) -> None:
    items = {key: f"\n  - {value[1:-1]}" if value.startswith("[{") else value for key, value in BASES[name].items()}
    text = f"类型: {name}\n" + "".join(f"{key}: {value}\n" for key, value in items.items() if "附件" not in key)
    assert same(source_of(text.replace(": \n", ":\n")))


WORDS = st.sampled_from(["shifuban", "市府办", "示例市", "2021-07-16", "2021-02-30", "2021.7.16", "主动公开", "公开", "待补", "37", "1.5", "甲",
                         "zcwj-001", "是", "示例甲", "部门", "通知", "x" * 501])
GROUP = st.dictionaries(st.sampled_from(["名称", "目标", "日期", "保密审查", "审核", "签发", "理由", "规则", "文件", "别的"]), WORDS, min_size=1,
                        max_size=4).map(lambda pairs: "{" + ", ".join(f"{key}: {word}" for key, word in pairs.items()) + "}")
VALUES = WORDS | st.lists(WORDS, min_size=1, max_size=3).map(lambda words: f"[{', '.join(words)}]") | GROUP | WORDS.map('"{}"'.format)
BLOCK = st.lists(VALUES, min_size=1, max_size=3).map(lambda items: "\n" + "\n".join(f"  - {item}" for item in items))


@settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(BASES)), st.data())
def test_any_values(name: str, data: st.DataObject) -> None:
    keys = sorted({spec.key for spec in tools()[0].types_by_name[name].fields} - {"类型"})
    fields = {key: value for key, value in BASES[name].items() if "@" not in value}
    for key in data.draw(st.lists(st.sampled_from([*keys, "没有"]), max_size=4)):
        fields[key] = data.draw(VALUES | BLOCK)
    for key in data.draw(st.lists(st.sampled_from(keys), max_size=1)):
        fields.pop(key, None)
    same(source_of("".join(f"{key}:{value if value.startswith(chr(10)) else ' ' + value}\n" for key, value in {"类型": name, **fields}.items())))
