"""The key work of a year."""

from __future__ import annotations

from dataclasses import dataclass

from generator.render.contexts.parts import Link


@dataclass(frozen=True, slots=True)
class TaskBlock:
    """A key work of the year."""

    id: str
    title: str
    clause: str
    text: str
    lead: tuple[Link, ...]
    responsible: tuple[Link, ...]
    items: tuple[Link, ...]
    columns: tuple[Link, ...]
    count: int


@dataclass(frozen=True, slots=True)
class TaskPart:
    """A heading of the document with its tasks."""

    name: str
    tasks: tuple[TaskBlock, ...]


@dataclass(frozen=True, slots=True)
class TasksPage:
    """tasks.html: the key work of a year."""

    year: int
    title: str
    source: Link
    number: str
    parts: tuple[TaskPart, ...]
    total: int
