"""Entries as bytes and back, for the cache and for other processes: plain tuples, types by id.

The bytes are a pickle of this package's values (`generator.sealed.freeze`); no `InfoType` travels with them.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from operator import attrgetter
from typing import Any, TypeVar

from generator.catalog.model import Catalog, InfoType
from generator.findings import Place
from generator.model.entry import Attachment, Entry, Origin, RelationRef, Review, Waiver, Withdrawal
from generator.model.places import Places
from generator.sealed import freeze, thaw
from generator.source.files import SourceFile
from generator.source.nodes import place_at, position

Made = TypeVar("Made")

#: changes with the fields of what is packed
VERSION = 2


def pack(entries: Iterable[Entry], *, facts_only: bool = False) -> bytes:
    """`entries` in their order. Equal entries give equal bytes, whichever process made them.

    With `facts_only` the digest, which texts go into, comes back empty.
    """
    known: Known = {}
    return freeze((VERSION, [_flat(entry, known, facts_only=facts_only) for entry in entries]))


def unpack(data: bytes, catalog: Catalog) -> list[Entry]:
    """The entries of `pack`, under the types of `catalog`. Raises ValueError for anything else."""
    packed = thaw(data)
    if not isinstance(packed, tuple) or len(packed) != 2 or packed[0] != VERSION:
        raise ValueError("packed by another version")
    try:
        return [_entry(flat, catalog.types) for flat in packed[1]]
    except (KeyError, TypeError, IndexError) as error:
        raise ValueError(f"not packed entries: {error}") from error


def _names(kind: type[Any], *without: str) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind) if field.name not in without)


def _getter(kind: type[Any], *without: str) -> Callable[[Any], tuple[Any, ...]]:
    return attrgetter(*_names(kind, *without))


#: fields of an entry that are no plain values, in the order in which they are packed before the plain ones
_MADE = ("type", "review", "relations", "attachments", "waivers", "withdrawal", "origin", "places")
_PLAIN_NAMES = _names(Entry, *_MADE)
_plain = _getter(Entry, *_MADE)
_DIGEST = _PLAIN_NAMES.index("digest")
_review, _file, _origin = _getter(Review), _getter(SourceFile), _getter(Origin)
_withdrawal = _getter(Withdrawal)
_relation, _attachment = _getter(RelationRef, "place"), _getter(Attachment, "place", "file")
_waiver = _getter(Waiver, "place")


#: the first of each equal value: a pickle writes an object that it meets again as a reference, so what is equal must be
#: one object, or never one
Known = dict[Any, Any]


def _flat(entry: Entry, known: Known, *, facts_only: bool) -> tuple[Any, ...]:
    plain = _plain(entry)
    if facts_only:
        plain = (*plain[:_DIGEST], "", *plain[_DIGEST + 1 :])
    places = entry.places
    if not isinstance(places, Places):
        places = Places(entry.path, places, (at(place) for place in places.values()))
    path, keys, positions = places.parts()
    flat = _same((
        entry.type.id,
        _review(entry.review) if entry.review else None,
        tuple([(_relation(ref), at(ref.place)) for ref in entry.relations]),
        tuple([(_attachment(one), _file(one.file), at(one.place)) for one in entry.attachments]),
        tuple([(_waiver(one), at(one.place)) for one in entry.waivers]),
        _withdrawal(entry.withdrawal) if entry.withdrawal else None,
        _origin(entry.origin) if entry.origin else None,
        path,
        plain,
    ), known)
    if keys not in known:
        known[keys] = _same(keys, known)
    return (*flat, known[keys], known.setdefault(positions, positions))


def _same(value: Any, known: Known) -> Any:
    """`value` with equal texts and days made one object, and tuples and groups made anew."""
    kind = type(value)
    first = known.setdefault
    if kind is str or kind is dt.date:
        return first(value, value)
    if kind is tuple:
        return tuple([first(item, item) if type(item) is str else _same(item, known) for item in value])
    if kind is int or kind is bool or value is None:
        return value
    if isinstance(value, Mapping):
        return {
            first(key, key): first(item, item) if type(item) is str else _same(item, known)
            for key, item in value.items()
        }
    if kind is Decimal:
        return first((kind, str(value)), value)
    raise TypeError(f"an entry holds {kind.__name__}")


def at(place: Place) -> int:
    """A place in the entry's own file as a number."""
    return position(place.line, place.column)


def _entry(flat: tuple[Any, ...], types: Mapping[str, InfoType]) -> Entry:
    kind, review, relations, attachments, waivers, withdrawal, origin, path, plain, keys, positions = flat
    made = dict(zip(_PLAIN_NAMES, plain, strict=True))
    return Entry(
        type=types[kind],
        review=Review(*review) if review else None,
        relations=tuple([_located(RelationRef, ref, place_at(path, n)) for ref, n in relations]),
        attachments=tuple([_attached(one, SourceFile(*file), place_at(path, n)) for one, file, n in attachments]),
        waivers=tuple([_located(Waiver, one, place_at(path, n)) for one, n in waivers]),
        withdrawal=Withdrawal(*withdrawal) if withdrawal else None,
        origin=Origin(*origin) if origin else None,
        places=Places(path, keys, positions),
        **made,
    )


def _located(kind: Callable[..., Made], plain: tuple[Any, ...], place: Place) -> Made:
    return kind(*plain, place)


def _attached(plain: tuple[Any, ...], file: SourceFile, place: Place) -> Attachment:
    number, name, role = plain
    return Attachment(number, name, file, role, place)
