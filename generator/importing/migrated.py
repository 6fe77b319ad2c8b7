"""One record of an old portal to the text of one entry (formats.md §2), marked 来源: 迁移."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.catalog.model import Catalog, InfoType
from generator.importing.conversion import Fitter, clean, one_line, pending
from generator.importing.mapping import RecordMap, Source
from generator.importing.sources import Record
from generator.importing.yaml_text import flow, flow_map, scalar
from generator.model.fields import PENDING, CompiledField, Registry
from generator.model.values import MAX_TEXT
from generator.source.front_matter import opens_with_fence
from generator.source.guard import MAX_BODY
from generator.source.names import SLUG, better_slug, is_reserved

_YEAR = re.compile(r"(?:19|20)\d{2}\Z")
#: fields of the source that come first in 来源说明 when they did not fit
_LEFT = {"发文机关": "原发布机构", "文号": "原文号", "原网址": "原地址"}


@dataclass(slots=True)
class Migrated:
    """An entry ready to be written, or why there is none (`fault`)."""

    row: int
    title: str = ""
    id: str = ""
    fields_text: str = ""
    body: str = ""
    fault: str = ""
    #: what the record is, whatever file it comes in: the same record gives the same key
    key: str = ""
    #: accepted 文号, or the number as the source writes it
    number: str = ""
    date: str = ""
    #: 来源说明 as the map gives it
    origin: str = ""
    #: publishers that the catalogue does not name
    unknown_unit: str = ""
    #: our keys that are 待补
    pending: list[str] = field(default_factory=list)
    #: our keys whose value went to 来源说明
    left: list[str] = field(default_factory=list)
    removed: int = 0


@dataclass(slots=True)
class Maker:
    """Makes entries of one type; holds what is the same for all records."""

    catalog: Catalog
    registry: Registry
    info: InfoType
    map: RecordMap
    #: the unit that takes entries whose publisher is not known; may be empty
    org: str
    #: name of the file, for 来源说明
    file: str
    #: the day of the import: the year of entries without any date
    as_of: dt.date
    _fitter: Fitter = field(init=False)

    def __post_init__(self) -> None:
        self._fitter = Fitter(self.registry, self.info.id, self.catalog.rules)

    def make(self, record: Record) -> Migrated:
        """The entry of one record."""
        made = Migrated(record.row, fault=record.fault)
        if made.fault:
            return made
        values = {column: clean(text) for column, text in record.values.items()}
        made.removed = sum(values[c].removed for c in self.map.columns() if c in values)
        texts = {column: value.text for column, value in values.items()}
        written, notes = self._fields(texts, made)
        self._units(texts, written, notes, made)
        made.body = _body(self.map.body.value(texts) if self.map.body else "")
        made.fault = self._fault(made, written)
        if not made.fault:
            self._place(texts, written, made)
            made.fields_text = self._text(written, notes, made)
        return made

    # -- fields ---------------------------------------------------------------------------------------------------

    def _fields(self, texts: Mapping[str, str], made: Migrated) -> tuple[dict[str, str], dict[str, str]]:
        """YAML by key for what the map gives, and the texts that did not fit by key."""
        written: dict[str, str] = {}
        notes: dict[str, str] = {}
        for key, source in self.map.fields.items():
            declared = self._fitter.fields[key]
            if not isinstance(source, Source):
                written[key] = self._group(declared, source, texts)
                continue
            text = source.value(texts)
            if key == "来源说明":
                made.origin = one_line(text)
                continue
            fitted = self._fitter.fit(declared, text, source.format)
            if fitted.values:
                many = declared.spec.many
                written[key] = flow(fitted.values) if many else scalar(fitted.values[0])
            if fitted.left:
                notes[key] = fitted.left
                made.left.append(key)
            self._remember(key, fitted.values[0] if fitted.values else "", fitted.left, made)
        return written, notes

    def _remember(self, key: str, value: str, left: str, made: Migrated) -> None:
        if key == "标题":
            made.title = value or left
            made.fault = f"标题有 {len(left)} 个字，最多 {MAX_TEXT} 个" if left else ""
        elif key == "文号":
            made.number = value or left
        elif key in ("成文日期", "发布日期") and value and value != PENDING:
            made.date = value if key == "成文日期" else made.date or value

    def _group(self, declared: CompiledField, sources: Mapping[str, Source], texts: Mapping[str, str]) -> str:
        """A group such as 审查: parts that do not fit or are empty are 待补 where they are required."""
        parts: dict[str, str] = {}
        for child in declared.spec.children:
            source = sources.get(child.key)
            fitted = self._fitter.fit(declared.children[child.key], source.value(texts), source.format) if source else None
            if fitted is not None and fitted.values:
                parts[child.key] = fitted.values[0]
            elif child.required:
                parts[child.key] = PENDING
        text = flow_map(parts)
        return f"[{text}]" if declared.spec.many or declared.spec.kind == "表格" else text

    def _units(
        self, texts: Mapping[str, str], written: dict[str, str], notes: dict[str, str], made: Migrated
    ) -> None:
        """发文机关 and the folder: the units that the catalogue names and that may publish, else `--org`."""
        source = self.map.fields.get("发文机关")
        word = one_line(source.value(texts)) if isinstance(source, Source) else ""
        ids = [self._fitter.unit(part.strip()) for part in re.split(r"[、；;,，]|\s+", word) if part.strip()]
        good = all(ids) and bool(ids) and self._may_publish(ids[0])
        if "发文机关" in notes:
            made.left.remove("发文机关")
        notes.pop("发文机关", None)
        if word and not good:
            made.unknown_unit = word
            notes["发文机关"] = word
        if not good and not self.org:
            made.fault = made.fault or (f"发布机构“{word}”不在机构名录里，又没有写 --org" if word else "没有发布机构，又没有写 --org")
        units = list(dict.fromkeys(ids)) if good else [self.org]
        written["发文机关"] = flow(units)
        made.id = units[0]

    def _may_publish(self, id: str) -> bool:
        """An ended unit still owns what it issued; a party organ publishes under another name."""
        unit = self.catalog.organizations[id]
        return unit.can_publish or unit.end is not None

    def _fault(self, made: Migrated, written: Mapping[str, str]) -> str:
        """Why the record cannot become an entry at all."""
        if made.fault or not made.title:
            return made.fault or "没有标题"
        if "目录事项" not in written and not self.info.off_catalogue:
            return "没有目录事项"
        size = len(made.body.encode())
        if size > MAX_BODY:
            return f"正文有 {size / 1024 / 1024:.1f} MB，最多 2 MB"
        if self.info.body == "必填" and not made.body.strip():
            return "没有正文"
        return ""

    # -- name and text ----------------------------------------------------------------------------------------------

    def _place(self, texts: Mapping[str, str], written: Mapping[str, str], made: Migrated) -> None:
        """Key, id: deterministic, from what the record says."""
        url = written.get("原网址", "")
        parts = [made.title, made.number, made.date, url]
        if not (made.date or made.number):
            parts.append(made.body)
        made.key = hashlib.blake2s("\0".join(parts).encode(), digest_size=16).hexdigest()
        name = self.map.slug.value(texts) if self.map.slug else ""
        slug = better_slug(name, frozenset()) if re.search("[A-Za-z0-9]", name) else ""
        if not SLUG.fullmatch(slug) or is_reserved(slug):
            slug = f"qy-{made.key[:10]}"
        made.id = f"{made.id}/{self._year(written, made)}/{slug}"

    def _year(self, written: Mapping[str, str], made: Migrated) -> str:
        """The year of 成文日期; without one that of the publication, of the number, of the import."""
        issued = written.get("成文日期", "").strip('"')[:4]
        bracketed = re.search(r"[〔\[(（【]((?:19|20)\d{2})年?[〕\])）】]", made.number)
        candidates = (issued, made.date[:4], bracketed[1] if bracketed else "")
        return next((year for year in candidates if _YEAR.match(year)), str(self.as_of.year))

    def _text(self, written: dict[str, str], notes: Mapping[str, str], made: Migrated) -> str:
        """The fields file: the type's fields in their order, then where the record comes from."""
        written.setdefault("公开方式", "主动公开")
        written["类型"] = self.info.name
        written["来源"] = "迁移"
        written["来源说明"] = self._origin(notes, made)
        written.setdefault("原网址", PENDING)
        if self.catalog.site.demonstration is not None:
            written.setdefault("示例", "是")
        for spec in self.info.fields:
            if spec.required and spec.key not in written and (text := pending(spec)):
                written[spec.key] = text
        made.pending = [key for key, text in written.items() if _is_pending(text)]
        order = [spec.key for spec in self.info.fields if spec.key in written]
        return "".join(f"{key}: {written[key]}\n" for key in order)

    def _origin(self, notes: Mapping[str, str], made: Migrated) -> str:
        """来源说明: the map's words or the file, then every text that fits nowhere else."""
        words = [made.origin or f"由“{self.file}”迁入", *(f"{_LEFT.get(k, '原' + k)}：{text}" for k, text in notes.items())]
        joined = "；".join(words)
        return scalar(joined if len(joined) <= MAX_TEXT else joined[: MAX_TEXT - 1] + "…")


def _is_pending(text: str) -> bool:
    """Whether a value, or a part of a group, is 待补."""
    return text in (PENDING, f"[{PENDING}]") or (text.startswith(("{", "[{")) and f": {PENDING}" in text)


def _body(text: str) -> str:
    """The text as a body file: one line end at the end, no line in front that opens a block of fields."""
    body = text.strip("\n ")
    if not body.strip():
        return ""
    return ("\n" if opens_with_fence(body) else "") + body + "\n"
