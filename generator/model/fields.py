"""Converting an entry's written fields by the declarations of its type."""

from __future__ import annotations

import re
from collections.abc import Mapping as MappingABC
from collections.abc import Sequence as Seq
from dataclasses import dataclass, field

from generator.catalog.model import Catalog, FieldSpec, InfoType, Organization
from generator.catalog.reader import suggestion
from generator.catalog.resolve import REGISTRIES, registry_words
from generator.findings import Place, Problem, Severity
from generator.model.entry import Value
from generator.model.values import SIMPLE, Complaint, Converted, Converter, pattern_converter
from generator.source.nodes import Mapping, Node, Sequence, Text, place_of, position

#: “not yet known”: the field counts as absent and is noted (D208)
PENDING = "待补"
#: fields without which there is no entry: 待补 is an error there
ESSENTIAL = frozenset({"标题", "目录事项", "发文机关", "成文日期", "公开方式"})
#: what an old portal may not have told of a document that was 迁移 or 补录: 待补 is a warning there
UNKNOWN_OF_OLD = frozenset({"成文日期"})
MAX_ITEMS = 500


@dataclass(frozen=True, slots=True)
class Registry:
    """What the converters of one catalogue share, compiled once."""

    organizations: MappingABC[str, Organization]
    #: every name and alias of a unit -> id
    names: MappingABC[str, str]
    #: type id -> key -> field
    fields: MappingABC[str, MappingABC[str, CompiledField]]


@dataclass(frozen=True, slots=True)
class CompiledField:
    """A declaration with its converter."""

    spec: FieldSpec
    convert: Converter | None  # None for groups
    children: MappingABC[str, CompiledField]


def compile_registry(catalog: Catalog) -> Registry:
    """Prepare the converters of all types."""
    names: dict[str, str] = {}
    for unit in catalog.organizations.values():
        for name in (unit.name, unit.short, *unit.aliases):
            names.setdefault(name, unit.id)
    return Registry(
        organizations=catalog.organizations,
        names=names,
        fields={info.id: _compile_fields(catalog, names, info.fields) for info in catalog.types.values()},
    )


def _compile_fields(
    catalog: Catalog, names: MappingABC[str, str], specs: tuple[FieldSpec, ...]
) -> dict[str, CompiledField]:
    return {
        spec.key: CompiledField(spec, _converter(catalog, names, spec), _compile_fields(catalog, names, spec.children))
        for spec in specs
    }


def _converter(catalog: Catalog, names: MappingABC[str, str], spec: FieldSpec) -> Converter | None:
    if spec.kind in ("组", "表格"):
        return None
    if spec.kind == "枚举":
        return _choice(registry_words(catalog, spec), _topic_aliases(catalog) if spec.options == ("主题分类",) else {})
    if spec.kind == "机构":
        return _unit(catalog.organizations, names)
    if spec.pattern:
        return pattern_converter(spec.pattern)
    return SIMPLE[spec.kind]


def _topic_aliases(catalog: Catalog) -> dict[str, str]:
    """Other spellings of a topic: 一级 alone, aliases, `\\` or ` / ` between the levels."""
    aliases: dict[str, str] = {}
    for topic in catalog.topics.values():
        for name in (topic.name, *topic.aliases):
            for child in topic.children:
                for separator in ("\\", " / ", ">", "/"):
                    aliases[f"{name}{separator}{child}"] = f"{topic.name}/{child}"
    return aliases


def _choice(accepted: tuple[str, ...], aliases: MappingABC[str, str]) -> Converter:
    words = frozenset(accepted)

    def convert(word: str) -> Converted | Complaint:
        if word in words:
            return word
        near = aliases.get(word) or suggestion(word, accepted)
        few = "、".join(accepted) if len(accepted) <= 16 else "、".join(accepted[:5]) + f" 等 {len(accepted)} 个词之一"
        return Complaint("D205", f"是不是“{near}”？可以写：{few}" if near else f"可以写：{few}", near)

    return convert


def _unit(organizations: MappingABC[str, Organization], names: MappingABC[str, str]) -> Converter:
    def convert(word: str) -> Converted | Complaint:
        unit = organizations.get(word)
        if unit is not None and unit.kind != "集合":
            return word
        if unit is not None:
            return Complaint("D206", f"“{unit.short}”是一类机构，请写具体机构的编号，如 shifuban")
        near = names.get(word) or names.get(suggestion(word, list(names))) or suggestion(word, list(organizations))
        if not near:
            return Complaint("D206", "没有这个机构；请写 catalog/organizations.yaml 里的机构编号，如 shifuban")
        return Complaint("D206", f"应写机构编号，是不是 {near}（{organizations[near].name}）", near)

    return convert


@dataclass(slots=True)
class FieldReader:
    """Reads one entry's fields; collects values, places and problems."""

    path: str
    entry: str
    values: dict[str, Value] = field(default_factory=dict)
    #: position of each key that was written, and of each item of a list (`places.position`)
    places: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    #: keys that an unknown key was probably meant to be
    meant: set[str] = field(default_factory=set)
    #: keys for which 待补 is an error
    essential: frozenset[str] = ESSENTIAL

    def read(self, fields: Mapping, compiled: MappingABC[str, CompiledField], info: InfoType) -> None:
        """Convert all fields of an entry."""
        if "来源" in fields.values:
            self.essential = ESSENTIAL - UNKNOWN_OF_OLD
        for key, node in fields.items():
            declared = compiled.get(key)
            if declared is None:
                self._unknown(key, node, compiled, info.name)
                continue
            value = self._value(declared, node, str(key))
            if value is not None:
                self.values[declared.spec.key] = value
        self._missing(fields, compiled, info)

    def _report(
        self, rule: str, place: Place, message: str, key: str, *, found: str = "", expected: str = "", fix: str = "",
        basis: str = "", severity: Severity | None = None,
    ) -> None:
        self.problems.append(
            Problem(rule, place, message, key, found, expected, fix, basis, severity, self.entry)
        )

    def _unknown(self, key: Text, node: Node, compiled: MappingABC[str, CompiledField], name: str) -> None:
        near = suggestion(key, [k for k in compiled if k not in self.values])
        self.meant.add(near)
        hint = f"，是不是「{near}」" if near else f"；{name}可以填的有：{'、'.join(compiled)}"
        inline = f"{near}: {node}" if near and isinstance(node, Text) else (f"{near}:" if near else "")
        self._report("D201", key.place(self.path), f"{name}没有「{key}」这一项{hint}", str(key),
                     found=str(key), expected=near, fix=inline)

    def _missing(self, fields: Mapping, compiled: MappingABC[str, CompiledField], info: InfoType) -> None:
        for key, declared in compiled.items():
            spec = declared.spec
            if not spec.required or key in fields.values or (key == "目录事项" and info.off_catalogue):
                continue
            if key not in self.meant:
                help_ = f"（{spec.help}）" if spec.help else ""
                self._report("D202", Place(self.path, 1, 1), f"缺少「{key}」{help_}", key,
                             expected=spec.example, fix=f"{key}: {blank(spec)}", basis=spec.basis)

    def _value(self, declared: CompiledField, node: Node, name: str) -> Value | None:
        self.places[name] = position(node.line, node.column)
        if not declared.spec.many and declared.spec.kind != "表格":
            return self._single(declared, node, name)
        if isinstance(node, Text):
            if not node.strip():
                self._empty(declared.spec, node)
                return None
            single = self._single(declared, node, name)
            return None if single is None else (single,)
        if isinstance(node, Mapping):
            if declared.convert is None:
                group = self._single(declared, node, name)
                return None if group is None else (group,)
            self._shape(declared.spec, node, "一列值，如 [甲, 乙]")
            return None
        return self._list(declared, node, name)

    def _list(self, declared: CompiledField, node: Sequence, name: str) -> Value | None:
        if len(node.items) > MAX_ITEMS and declared.spec.kind != "表格":
            self._shape(declared.spec, node, f"最多 {MAX_ITEMS} 项")
            return None
        values: list[Value] = []
        words = [str(item) for item in node.items if isinstance(item, Text)]
        for item in node.items:
            label = f"{name}[{len(values)}]"  # by the position among the values that are taken
            self.places[label] = position(item.line, item.column)
            value = self._single(declared, item, label, words)
            if value is not None:
                values.append(value)
        return tuple(values)

    def _single(self, declared: CompiledField, node: Node, name: str, words: Seq[str] = ()) -> Value | None:
        """One value; `words` are all values of the list it stands in, for a line that keeps the others."""
        spec = declared.spec
        if declared.convert is None:
            return self._group(declared, node, name)
        if not isinstance(node, Text):
            example = spec.example or "文字"
            self._shape(spec, node, f"一个值，如 {example}")
            return None
        word = node.strip()
        if not word:
            self._empty(spec, node)
            return None
        if word == PENDING:
            severity = Severity.ERROR if name.split("[")[0] in self.essential else None
            self._report("D208", node.place(self.path), f"「{name}」还是“{PENDING}”", spec.key,
                         found=PENDING, severity=severity)
            return None
        result = declared.convert(word)
        if isinstance(result, Complaint):
            better = [result.better if w.strip() == word else w for w in words] or [result.better]
            line = f"[{', '.join(better)}]" if spec.many else result.better
            fix = f"{spec.key}: {line}" if result.better else ""
            message = f"「{spec.key}」写的是“{_short(word)}”，{result.accepted}"
            self._report(result.rule, node.place(self.path), message, spec.key,
                         found=word, expected=result.better, fix=fix, basis=spec.basis)
            return None
        return result

    def _group(self, declared: CompiledField, node: Node, name: str) -> Value | None:
        spec = declared.spec
        if not isinstance(node, Mapping):
            self._shape(spec, node, "“键: 值”的形式" + (f"，如 {spec.example}" if spec.example else ""))
            return None
        values: dict[str, Value] = {}
        for key, child in node.items():
            inner = declared.children.get(key)
            if inner is None:
                self._unknown(key, child, declared.children, f"「{spec.key}」里")
                continue
            value = self._value(inner, child, f"{name}.{key}")
            if value is not None:
                values[inner.spec.key] = value
        for name_, inner in declared.children.items():
            if inner.spec.required and name_ not in node.values and name_ not in self.meant:
                self._report("D202", node.place(self.path), f"「{spec.key}」里缺少「{name_}」", spec.key,
                             expected=inner.spec.example, fix=f"{name_}: {blank(inner.spec)}", basis=spec.basis)
        return values

    def _shape(self, spec: FieldSpec, node: Node, accepted: str) -> None:
        fix = f"{spec.key}: {spec.example}" if spec.example else ""
        self._report("D207", place_of(node, self.path), f"「{spec.key}」的写法不对，应为{accepted}", spec.key, fix=fix)

    def _empty(self, spec: FieldSpec, node: Text) -> None:
        if spec.required:
            self._report("D202", node.place(self.path), f"「{spec.key}」是空的", spec.key,
                         expected=spec.example, fix=f"{spec.key}: {blank(spec)}", basis=spec.basis)


def blank(spec: FieldSpec) -> str:
    """What to paste for a field that is missing: a form to fill in. Never an example that would pass for a fact."""
    if spec.kind == "枚举" and spec.options and spec.options[0] not in REGISTRIES:
        return f"[{spec.options[0]}]" if spec.many else spec.options[0]
    if spec.children:
        inner = ", ".join(f"{child.key}: {blank(child)}" for child in spec.children if child.required)
        return f"[{{{inner}}}]" if spec.many or spec.kind == "表格" else f"{{{inner}}}"
    return f"[{PENDING}]" if spec.many else PENDING


def _short(word: str) -> str:
    """A value as quoted in a message; long runs of digits are masked (a message never repeats a personal number)."""
    masked = re.sub(r"\d{11,}[\dXx]?", lambda m: "…" + m[0][-2:], word)
    return masked if len(masked) <= 60 else masked[:59] + "…"
