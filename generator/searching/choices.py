"""`--filter 键=值`: values by id or by name, looked up in the columns of the index."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path

from generator.errors import UsageError
from generator.search.layout import FOLDER
from generator.search.narrowing import FACETS, Filters
from generator.search.tolerant import parsed

#: values that an error names
_NAMED = 8


def choices(site: Path, written: Sequence[str]) -> Filters:
    """The filters written as 键=值: key or name of a facet, id or name of a value. UsageError where one is not known.

    Several of one facet are alternatives.
    """
    known = {word: facet for facet, names in FACETS.items() for word in (*names, facet)}
    found: dict[str, list[str]] = {}
    for one in written:
        key, sign, value = (part.strip() for part in one.partition("="))
        if not sign or not value or key not in known:
            names = "、".join(f"{name}（{short}）" for short, name in FACETS.values())
            raise UsageError(f"--filter 写的是“{one}”，应为“键=值”，键可以写：{names}")
        facet = known[key]
        found.setdefault(FACETS[facet][0], []).extend(_ids(value, FACETS[facet][1], values_of(site, facet)))
    return found


def _ids(value: str, facet: str, values: Mapping[str, str]) -> list[str]:
    wanted = value.removesuffix("年") if facet == "年份" else value
    ids = [id_ for id_, name in values.items() if wanted in (id_, name)]
    if not ids:
        near = get_close_matches(value, values.values(), _NAMED, 0.3) or list(values.values())[:_NAMED]
        raise UsageError(f"{facet}里没有“{value}”" + (f"，可以写：{'、'.join(near)}" if near else ""))
    return ids


def values_of(site: Path, facet: str) -> dict[str, str]:
    """Name by id of all values of a facet. A chunk that can't be read is passed over: the search tells of it."""
    found: dict[str, str] = {}
    for path in sorted((site / FOLDER / "f" / facet).glob("*.bin")):
        try:
            found.update((str(id_), str(name)) for id_, name in parsed(path.read_bytes())["values"])
        except (OSError, ValueError, KeyError, TypeError):
            continue
    return dict(sorted(found.items()))
