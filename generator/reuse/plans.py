"""Plans of entries' outputs (publish/record_plan.py), kept between builds in files of some two hundred.

A plan that is byte for byte what it was, around a text that is what it was, gives files that are what they were.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from generator.publish.record_finish import RecordPlan
from generator.render.attachment_finish import AttachmentPlan
from generator.sealed import read_sealed, thaw, write_sealed


class Planned(NamedTuple):
    """All of an entry's files but what its body says."""

    record: RecordPlan
    attachments: tuple[AttachmentPlan, ...]


@dataclass(frozen=True)
class PlanStore:
    """Plans of one build. `where` says in which file an id's plan is; `texts` what its body was."""

    folder: Path
    where: Mapping[str, int]
    texts: Mapping[str, bytes]

    def open(self, ids: Iterable[str]) -> dict[str, bytes]:
        """Frozen plans by id; those that are not there, or torn, are absent."""
        numbers: dict[int, list[str]] = {}
        for id_ in ids:
            if id_ in self.where:
                numbers.setdefault(self.where[id_], []).append(id_)
        found: dict[str, bytes] = {}
        for number, wanted in numbers.items():
            data = read_sealed(self.folder / str(number))
            if data is not None:
                with suppress(ValueError, EOFError, TypeError, KeyError):
                    whole = marshal.loads(data)
                    found.update({id_: whole[id_] for id_ in wanted})
        return found

    def keep(self, number: int, plans: Mapping[str, bytes]) -> bool:
        """Write one file of plans."""
        return write_sealed(self.folder / str(number), marshal.dumps(dict(plans)))

    def same_text(self, id_: str, now: Mapping[str, bytes]) -> bool:
        """Whether the body is what it was."""
        return self.texts.get(id_) == now.get(id_)


def planned(frozen: bytes) -> Planned:
    """A plan as kept. Raises ValueError for anything else."""
    value = thaw(frozen)
    if not isinstance(value, Planned):
        raise ValueError("not a plan")
    return value
