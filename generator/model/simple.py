"""Converting fields that were read in the simple way (`source.yaml_simple`): everything is as declared, or nothing is taken.

A site's fields are nearly always without a surprise. They go through readers made ready once per type, which know no
message: at the first surprise they give up, and `fields.FieldReader` reads the entry again and says what is wrong.
tests/model/test_simple.py compares both.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.catalog.model import InfoType
from generator.model.entry import Value
from generator.model.fields import MAX_ITEMS, PENDING, CompiledField, Registry
from generator.model.values import Complaint, Converter
from generator.source.yaml_simple import Simple, SimpleFields

#: converted words kept per field; longer ones are seldom met again
_REMEMBERED, _SHORT = 4096, 40
#: items of a list whose labels are made ready
_READY = 12


class SurpriseError(Exception):
    """Something is not as declared; never leaves this module."""


@dataclass(slots=True)
class _Field:
    """A declared field at one place of an entry: `label` is `关系[0].名称`."""

    label: str
    key: str
    declared: CompiledField
    convert: Converter | None
    #: takes a list, and how many items
    many: bool
    most: int
    #: words that were converted before; fields of one declaration share them, and so do entries
    known: dict[str, Value]
    shared: dict[int, dict[str, Value]]
    children: dict[str, _Field] = field(default_factory=dict)
    required: tuple[str, ...] = ()
    items: list[_Field] = field(default_factory=list)

    def item(self, number: int) -> _Field:
        """The field of item `number`."""
        if number < len(self.items):
            return self.items[number]
        made = _field(f"{self.label}[{number}]", self.declared, self.shared)
        if number == len(self.items) < _READY:
            self.items.append(made)
        return made


def _field(label: str, declared: CompiledField, shared: dict[int, dict[str, Value]]) -> _Field:
    """The reader of `declared` under `label`; `shared` holds what words came to, by declaration."""
    spec = declared.spec
    children = {key: _field(f"{label}.{key}", child, shared) for key, child in declared.children.items()}
    return _Field(
        label=label,
        key=spec.key,
        declared=declared,
        convert=declared.convert,
        many=spec.many or spec.kind == "表格",
        most=10**9 if spec.kind == "表格" else MAX_ITEMS,
        known=shared.setdefault(id(declared), {}),
        shared=shared,
        children=children,
        required=tuple(key for key, child in declared.children.items() if child.spec.required),
    )


@dataclass(frozen=True, slots=True)
class _Type:
    fields: Mapping[str, _Field]
    required: frozenset[str]


class SimpleReaders:
    """The readers of all types of a catalogue, made ready when a type is first met."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._types: dict[str, _Type] = {}
        self._shared: dict[int, dict[str, Value]] = {}

    def read(self, fields: SimpleFields, info: InfoType) -> tuple[dict[str, Value], list[str], list[int]] | None:
        """Values by key, and keys and positions as `places.Places` takes them; None where anything is a surprise."""
        ready = self._types.get(info.id) or self._ready(info)
        if not ready.required <= fields.keys():
            return None
        values: dict[str, Value] = {}
        labels: list[str] = []
        positions: list[int] = []
        try:
            for key, value in fields.items():
                own = ready.fields[key]
                position, content = value
                if own.many or not isinstance(content, str):
                    values[own.key] = _value(own, value, labels, positions)
                    continue
                labels.append(own.label)  # most fields are one text
                positions.append(position)
                known = own.known.get(content)
                values[own.key] = _converted(own, content) if known is None else known
        except (KeyError, SurpriseError):
            return None
        return values, labels, positions

    def _ready(self, info: InfoType) -> _Type:
        compiled = self._registry.fields[info.id]
        ready = self._types[info.id] = _Type(
            {key: _field(key, declared, self._shared) for key, declared in compiled.items()},
            frozenset(
                key for key, declared in compiled.items()
                if declared.spec.required and not (key == "目录事项" and info.off_catalogue)
            ),
        )
        return ready


def _value(own: _Field, value: Simple, labels: list[str], positions: list[int]) -> Value:
    position, content = value
    labels.append(own.label)
    positions.append(position)
    if not own.many:
        return _single(own, content, labels, positions)
    if not isinstance(content, list):
        return (_single(own, content, labels, positions),)
    if len(content) > own.most:
        raise SurpriseError
    taken: list[Value] = []
    for number, (where, item) in enumerate(content):
        inner = own.item(number)
        labels.append(inner.label)
        positions.append(where)
        known = own.known.get(item) if isinstance(item, str) else None
        taken.append(_single(inner, item, labels, positions) if known is None else known)
    return tuple(taken)


def _single(own: _Field, content: object, labels: list[str], positions: list[int]) -> Value:
    if isinstance(content, str):
        known = own.known.get(content)
        return _converted(own, content) if known is None else known
    if own.convert is not None or not isinstance(content, dict):
        raise SurpriseError
    group: dict[str, Value] = {}
    for key, value in content.items():
        inner = own.children[key]
        group[inner.key] = _value(inner, value, labels, positions)
    for key in own.required:
        if key not in group:
            raise SurpriseError
    return group


def _converted(own: _Field, content: str) -> Value:
    word = content.strip()
    if own.convert is None or not word or word == PENDING:
        raise SurpriseError
    result = own.convert(word)
    if isinstance(result, Complaint):
        raise SurpriseError
    if len(content) <= _SHORT and len(own.known) < _REMEMBERED:
        own.known[content] = result
    return result
