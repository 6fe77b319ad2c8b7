"""From `catalog/*.yaml` to a `Catalog`: layers, values, references. Problems are values; only a missing folder stops."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from generator.catalog.clock import merge_clocks, read_clock
from generator.catalog.clock_table import ClockSettings
from generator.catalog.items import read_field
from generator.catalog.layers import CatalogFile, Layers, read_layers
from generator.catalog.loaded import LoadedCatalog
from generator.catalog.model import (
    CalendarYear,
    Catalog,
    Edition,
    Field,
    InfoType,
    Item,
    RuleSettings,
    Site,
    TaskYear,
    Wording,
)
from generator.catalog.reader import Reader
from generator.catalog.resolve import resolve
from generator.catalog.search_words import read_search_words
from generator.catalog.site import read_rule_settings, read_site
from generator.catalog.structure import read_channel, read_column, read_edition, read_organization, read_topic
from generator.catalog.types import CheckValidator, read_type
from generator.catalog.words import read_words
from generator.catalog.years import overlaid, read_calendar, read_tasks
from generator.errors import SetupError
from generator.findings import Place, Problem
from generator.source.text import decode
from generator.source.yaml_events import parse_yaml

T = TypeVar("T")


def load_catalog(root: Path, validate_check: CheckValidator, words_file: Path | None = None) -> LoadedCatalog:
    """Read `root/catalog` with what it inherits. Raises SetupError where there is no such folder.

    `words_file` is a 表述 list from outside the repository: its words are checked and never quoted.
    """
    if not (root / "catalog").is_dir():
        raise SetupError(f"“{root}”里没有 catalog 文件夹，请用 -C 指定仓库所在的文件夹")
    layers = read_layers(root)
    problems = list(layers.problems)
    types = _types(layers, problems, validate_check)
    editions = _by_id(layers, "editions", "版本", read_edition, problems)
    fields = _dated(_fields(layers, problems), editions)
    catalog = Catalog(
        site=_site(layers, problems),
        columns=_by_id(layers, "columns", "栏目", read_column, problems),
        organizations=_by_id(layers, "organizations", "机构", read_organization, problems),
        topics=_by_id(layers, "topics", "主题", read_topic, problems),
        channels=_by_id(layers, "channels", "渠道", read_channel, problems),
        calendar=_calendar(layers, problems),
        types=types,
        fields=fields,
        items={item.id: item for field in fields.values() for item in field.items},
        tasks=_tasks(layers, problems),
        rules=_rules(layers, problems),
        types_by_name={info.name: info for info in types.values() if not info.abstract},
        editions=editions,
        words=_words(layers, words_file, problems),
        search=read_search_words(
            [[Reader(f.node, f.path, problems, "检索词表") for f in files] for files in layers.files("search")]
        ),
        clock=_clock(layers, problems),
    )
    problems.extend(resolve(catalog))
    return LoadedCatalog(catalog, tuple(problems), _paths(layers))


def _words(layers: Layers, outside: Path | None, problems: list[Problem]) -> tuple[Wording, ...]:
    """All lists of all layers, then the one from outside; the first mention of a wording stands."""
    found: dict[str, Wording] = {}
    for files in layers.files("words"):
        for file in files:
            for word in read_words(Reader(file.node, file.path, problems, "词表")):
                found.setdefault(word.wrong, word)
    if outside is not None:
        for word in read_words(_outside(outside), secret=True):
            found.setdefault(word.wrong, word)
    return tuple(found.values())


def _outside(path: Path) -> Reader:
    """The list outside the repository. Raises SetupError when it cannot be read: it must not be skipped in silence."""
    try:
        text, problems = decode(path.read_bytes(), "仓库外的词表")
    except OSError as error:
        raise SetupError(f"读不了仓库外的词表“{path}”（环境变量 GONGKAI_WORDS）：{error.strerror}") from error
    node = None
    if text is not None and not problems:
        node, problems = parse_yaml(text, "仓库外的词表")
    if node is None or problems:
        lines = "、".join(str(p.place.line) for p in problems)
        raise SetupError(f"仓库外的词表（环境变量 GONGKAI_WORDS）写法有误，第 {lines or 1} 行")
    return Reader(node, "仓库外的词表", [])


def _paths(layers: Layers) -> tuple[str, ...]:
    names = [layer.site.path for layer in layers.layers if layer.site]
    names += [file.path for layer in layers.layers for files in layer.parts.values() for file in files]
    return tuple(sorted(names))


def _site(layers: Layers, problems: list[Problem]) -> Site:
    own = layers.layers[-1].site
    return read_site(Reader(own.node, own.path, problems, "网站设置")) if own else Site()


def _rules(layers: Layers, problems: list[Problem]) -> RuleSettings:
    """Later layers win key by key; severities add up."""
    merged = RuleSettings()
    for files in layers.files("rules"):
        for file in files:
            own = read_rule_settings(Reader(file.node, file.path, problems, "规则设置"))
            merged = RuleSettings(
                severities={**merged.severities, **own.severities},
                disabled=merged.disabled | own.disabled,
                document_number=own.document_number or merged.document_number,
                index_number=own.index_number or merged.index_number,
                registration_number=own.registration_number or merged.registration_number,
            )
    return merged


def _by_id(
    layers: Layers, part: str, key: str, read: Callable[[Reader], T | None], problems: list[Problem]
) -> dict[str, T]:
    merged: dict[str, T] = {}
    for files in layers.files(part):
        own: dict[str, T] = {}
        for file in files:
            reader = Reader(file.node, file.path, problems, file.path)
            for child in reader.children(key, f"{key}里的一项"):
                value = read(child)
                if value is not None:
                    _put(own, getattr(value, "id"), value, child.place_of("编号"), problems)  # noqa: B009
            reader.close()
        merged.update(own)
    return merged


def _put(values: dict[str, T], id_: str, value: T, place: Place, problems: list[Problem]) -> None:
    if id_ in values:
        problems.append(Problem("K805", place, f"编号“{id_}”用了两次", field="编号", found=id_))
        return
    values[id_] = value


def _types(layers: Layers, problems: list[Problem], validate: CheckValidator) -> dict[str, InfoType]:
    """Types in an order in which parents come first; a file of a later layer replaces the one of the same name."""
    files: dict[str, CatalogFile] = {}
    for layer in layers.files("types"):
        files.update({file.name: file for file in layer})
    types: dict[str, InfoType] = {}
    waiting = list(files.values())
    while waiting:
        ready = [f for f in waiting if _parent(f) == "" or _parent(f) in types or _parent(f) not in _names(waiting)]
        if not ready:
            place = Place(waiting[0].path)
            problems.append(Problem("K807", place, "类型的「继承」绕了一圈", field="继承", found=_parent(waiting[0])))
            break
        for file in ready:
            info = read_type(Reader(file.node, file.path, problems, "类型"), types, validate)
            if info is not None:
                if info.id != file.name:
                    message = f"类型编号“{info.id}”应与文件名“{file.name}”相同"
                    problems.append(Problem("K809", Place(file.path), message, field="编号", found=info.id))
                _put(types, info.id, info, Place(file.path), problems)
        waiting = [f for f in waiting if f not in ready]
    return types


def _parent(file: CatalogFile) -> str:
    return Reader(file.node, file.path, []).text("继承")


def _names(files: Iterable[CatalogFile]) -> set[str]:
    return {file.name for file in files}


def _fields(layers: Layers, problems: list[Problem]) -> dict[str, Field]:
    """Fields by id; a later layer's file for the same field replaces and adds items by id."""
    merged: dict[str, Field] = {}
    for files in layers.files("items"):
        own: dict[str, Field] = {}
        for file in files:
            field = read_field(Reader(file.node, file.path, problems, "领域"))
            if field is not None:
                _put(own, field.id, _unique_items(field, problems), field.place, problems)
        for id_, field in own.items():
            base = merged.get(id_)
            merged[id_] = field if base is None else replace(field, items=_merge_items(base, field))
    return dict(sorted(merged.items(), key=lambda pair: (pair[1].order or 999, pair[0])))


def _dated(fields: dict[str, Field], editions: Mapping[str, Edition]) -> dict[str, Field]:
    """Fields with the day their edition takes effect, where it stands in editions.yaml."""
    return {
        id_: replace(field, effective=editions[field.edition].effective) if field.edition in editions else field
        for id_, field in fields.items()
    }


def _unique_items(field: Field, problems: list[Problem]) -> Field:
    items: dict[str, Item] = {}
    for item in field.items:
        _put(items, item.id, item, item.place, problems)
    return replace(field, items=tuple(items.values()))


def _merge_items(base: Field, own: Field) -> tuple[Item, ...]:
    items = {item.id: item for item in base.items}
    items.update({item.id: item for item in own.items})
    return tuple(items.values())


def _clock(layers: Layers, problems: list[Problem]) -> ClockSettings:
    """Later layers win row by row."""
    merged = ClockSettings()
    for files in layers.files("clock"):
        for file in files:
            merged = merge_clocks(merged, read_clock(Reader(file.node, file.path, problems, "时限的计算")))
    return merged


def _calendar(layers: Layers, problems: list[Problem]) -> dict[int, CalendarYear]:
    """Notices by year; a later layer's notice replaces, an overlay (增补) adds to what stands by then."""
    years: dict[int, CalendarYear] = {}
    for files in layers.files("calendar"):
        overlays: list[tuple[str, CalendarYear]] = []
        for file in files:
            notice, overlay = read_calendar(Reader(file.node, file.path, problems, "工作日历"))
            if notice is not None and overlay:
                overlays.append((file.path, notice))
            elif notice is not None:
                years[notice.year] = notice
        for path, notice in overlays:
            if notice.year in years:
                years[notice.year] = overlaid(years[notice.year], notice)
            else:
                message = f"「增补」要加在国务院办公厅的通知上，目录里没有 {notice.year} 年的通知"
                problems.append(Problem("K806", Place(path), message, field="年份", found=str(notice.year)))
    return years


def _tasks(layers: Layers, problems: list[Problem]) -> dict[int, TaskYear]:
    years: dict[int, TaskYear] = {}
    for files in layers.files("tasks"):
        for file in files:
            tasks = read_tasks(Reader(file.node, file.path, problems, "重点工作"))
            if tasks is not None:
                years[tasks.year] = tasks
    return years


