"""Filters of the core's templates: small pieces that stand on every page.

Jinja2 calls a filter directly, a macro through several layers; a filter of constants (`"clock" | icon`) is worked out
when the template is compiled. Appearance stays in the templates: `part` only remembers what a macro made of a value.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from functools import lru_cache

from markupsafe import Markup, escape

#: how many results of macros are kept: units, topics and rows come back on many pages
_KEPT = 16_384
_ABSOLUTE = ("https:", "http:", "mailto:", "tel:", "#", "/")


def href(address: str, root: str) -> str:
    """`address` as seen from a page whose root is `root`; absolute ones stay."""
    return address if address.startswith(_ABSOLUTE) else root + address


def icon(name: str) -> Markup:
    """The symbol `name` of the page's own set."""
    return Markup(f'<svg class="i" aria-hidden="true"><use href="#i-{escape(name)}"/></svg>')


def breakable(parts: Iterable[str]) -> Markup:
    """A title in parts, between which a line may break."""
    return Markup("<wbr>").join(parts)


class Parts:
    """`value | part("row", root)` is the macro `row(root, value)` of _macros.html, made once per value."""

    def __init__(self, macro: Callable[[str], Callable[[str, Hashable], Markup]]) -> None:
        """`macro` finds a macro by name."""
        self._macro = macro
        self.part = lru_cache(maxsize=_KEPT)(self._make)

    def _make(self, value: Hashable, name: str, root: str = "") -> Markup:
        return self._macro(name)(root, value)
