"""Located values: what a YAML file holds, before any meaning.

A node is a `Text` (every scalar, as written), a `Mapping` or a `Sequence`. Lines and columns count from 1,
columns in characters.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.findings import Place

#: bits of a column; a file of fields has less than 2^18 characters (`source.guard.MAX_YAML`)
COLUMN_BITS = 20
_COLUMN = (1 << COLUMN_BITS) - 1


def position(line: int, column: int) -> int:
    """Line and column, both from 1, in one number."""
    return line << COLUMN_BITS | column


def place_at(path: str, number: int) -> Place:
    """The place in file `path` that `position` put into `number`."""
    return Place(path, number >> COLUMN_BITS, number & _COLUMN)


class Text(str):
    """A scalar: a plain `str` that knows where it stands."""

    __slots__ = ("column", "line")
    line: int
    column: int

    @classmethod
    def at(cls, value: str, line: int = 1, column: int = 1) -> Text:
        """A text standing at the given line and column."""
        text = cls(value)
        text.line = line
        text.column = column
        return text

    def place(self, path: str) -> Place:
        """The place of the value in file `path`."""
        return Place(path, self.line, self.column)


class Mapping:
    """Keys in file order. `keys[k]` is the key's own `Text`, `values[k]` the node."""

    __slots__ = ("column", "keys", "line", "values")

    def __init__(self, line: int = 1, column: int = 1) -> None:
        self.line = line
        self.column = column
        self.keys: dict[str, Text] = {}
        self.values: dict[str, Node] = {}

    def put(self, key: Text, value: Node) -> None:
        """Add one pair; the caller has refused duplicates."""
        self.keys[str(key)] = key
        self.values[str(key)] = value

    def get(self, key: str) -> Node | None:
        """The node under `key`, or None."""
        return self.values.get(key)

    def items(self) -> Iterator[tuple[Text, Node]]:
        """Pairs of located key and node."""
        for key, value in self.values.items():
            yield self.keys[key], value

    def place(self, path: str) -> Place:
        """The place of the mapping's first key in file `path`."""
        return Place(path, self.line, self.column)

    def __len__(self) -> int:
        return len(self.values)


class Sequence:
    """Items in file order."""

    __slots__ = ("column", "items", "line")

    def __init__(self, line: int = 1, column: int = 1) -> None:
        self.line = line
        self.column = column
        self.items: list[Node] = []

    def place(self, path: str) -> Place:
        """The place of the sequence in file `path`."""
        return Place(path, self.line, self.column)

    def __len__(self) -> int:
        return len(self.items)


Node = Text | Mapping | Sequence


def place_of(node: Node, path: str) -> Place:
    """The place of any node in file `path`."""
    return Place(path, node.line, node.column)


def plain(node: Node) -> str | dict[str, object] | list[object]:
    """The node as plain strings, dicts and lists, without places."""
    if isinstance(node, Mapping):
        return {key: plain(value) for key, value in node.values.items()}
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return str(node)
