"""Where the keys of an entry stand: small, because a site keeps them for every entry, while few are ever asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.findings import Place
from generator.source.nodes import place_at

#: rows of keys met before, to the place of each in the row: entries of one type share a few. Bounded, for hostile files.
_REMEMBERED = 20_000
_shapes: dict[tuple[str, ...], tuple[tuple[str, ...], dict[str, int]]] = {}
_positions: dict[tuple[int, ...], tuple[int, ...]] = {}


class Places(Mapping[str, Place]):
    """Key -> place within one file; `关系[0]`-style keys for list items. A value: it never changes."""

    __slots__ = ("_index", "_keys", "_path", "_positions")

    def __init__(self, path: str, keys: Iterable[str], positions: Iterable[int]) -> None:
        shape, numbers = tuple(keys), tuple(positions)
        known = _shapes.get(shape)
        if known is None:
            known = (shape, {key: number for number, key in enumerate(shape)})
            if len(_shapes) < _REMEMBERED:
                _shapes[shape] = known
        if len(_positions) < _REMEMBERED:
            numbers = _positions.setdefault(numbers, numbers)
        self._path = path
        self._keys, self._index = known
        self._positions = numbers

    def __getitem__(self, key: str) -> Place:
        return place_at(self._path, self._positions[self._index[key]])

    def __contains__(self, key: object) -> bool:
        return key in self._index

    def __iter__(self) -> Iterator[str]:
        return iter(self._index)

    def __len__(self) -> int:
        return len(self._index)

    def __reduce__(self) -> tuple[type[Places], tuple[str, tuple[str, ...], tuple[int, ...]]]:
        return Places, self.parts()

    def parts(self) -> tuple[str, tuple[str, ...], tuple[int, ...]]:
        """Path, keys and positions: what it is made of."""
        return self._path, self._keys, self._positions
