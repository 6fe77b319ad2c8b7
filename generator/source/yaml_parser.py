"""The parser behind reading: libyaml's, or the pure one of PyYAML where that is missing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

#: Levels of nesting accepted, the document's own mapping counted.
MAX_DEPTH = 16

try:
    from yaml.cyaml import CParser  # type: ignore[attr-defined]

    def _parser(text: str) -> Any:
        return CParser(text)

except ImportError:  # PyYAML built without libyaml: slower, the same events
    from yaml.parser import Parser
    from yaml.reader import Reader
    from yaml.scanner import Scanner

    class _PureParser(Reader, Scanner, Parser):
        def __init__(self, text: str) -> None:
            Reader.__init__(self, text)
            Scanner.__init__(self)
            Parser.__init__(self)

    def _parser(text: str) -> Any:
        return _PureParser(text)


def events_of(text: str) -> Callable[[], Any]:
    """A function that gives the next event of `text` each time; raises `yaml.YAMLError` at a syntax error."""
    next_event: Callable[[], Any] = _parser(text).get_event
    return next_event
