"""An entry's JSON in two steps: everything but its body, then the body. `publish.data` plans, this finishes."""

from __future__ import annotations

from typing import NamedTuple

from generator.publish.json_text import quote

#: key of the body
BODY = "正文"
_KEY = f'\n "{BODY}": '.encode()


class Detail(NamedTuple):
    """An entry's JSON around the place where its body stands."""

    before: bytes
    after: bytes


def finish_detail(plan: Detail, body: str) -> bytes:
    """The JSON of one entry with its body; without the key where it has none."""
    if not body:
        return b"\n ".join(plan)
    return _KEY.join((plan.before, f"{quote(body)},\n ".encode() + plan.after))
