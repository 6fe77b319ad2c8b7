"""Plans of outputs that quote several entries' texts, kept for a build that changes texts only: feeds, prepared answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from generator.publish.feeds import FeedPlan
from generator.sealed import freeze, read_sealed, thaw, write_sealed
from generator.search.understand.answers import Answer

FEEDS, ANSWERS = "feeds", "answers"

#: answers by the id of the entry that gives them; those of hand-written pages under ""
Answers = Mapping[str, tuple[Answer, ...]]


def all_answers(answers: Answers) -> Iterator[Answer]:
    """Every one of them."""
    return (one for found in answers.values() for one in found)


def keep_loose_ends(cache: Path, feeds: FeedPlan, answers: Answers) -> None:
    """Keep both."""
    write_sealed(cache / FEEDS, freeze(feeds))
    keep_answers(cache, answers)


def keep_answers(cache: Path, answers: Answers) -> None:
    """Keep the answers."""
    write_sealed(cache / ANSWERS, freeze(dict(answers)))


def kept_feeds(cache: Path) -> FeedPlan | None:
    """The plan of the feeds as the last build kept it."""
    found = _kept(cache / FEEDS)
    return found if isinstance(found, FeedPlan) else None


def kept_answers(cache: Path) -> dict[str, tuple[Answer, ...]] | None:
    """The answers as the last build kept them."""
    found = _kept(cache / ANSWERS)
    return found if isinstance(found, dict) else None


def _kept(path: Path) -> object:
    data = read_sealed(path)
    if data is not None:
        with suppress(ValueError):
            return thaw(data)
    return None
