"""What a query means: the twin of the types in `theme/src/search/plan.mjs`, where each field is explained."""

from __future__ import annotations

from dataclasses import dataclass

#: readings with `when` = FEW are tried below this many documents
FEW_DOCUMENTS = 5

ALWAYS, FEW, NONE = "always", "few", "none"


@dataclass(frozen=True, slots=True)
class Term:
    """A folded piece of text a document must have; `weight` multiplies what it adds to the score."""

    text: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Group:
    """At least one of the terms must be there, the best of them counts; an optional group only adds to the score."""

    any: tuple[Term, ...]
    optional: bool = False


@dataclass(frozen=True, slots=True)
class NumberKeys:
    """Document numbers asked for (`generator.search.numbers` makes such keys); `prefix`: only their beginning."""

    keys: tuple[str, ...]
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Alternative:
    """One reading of the query. A document must meet all groups that are not optional."""

    kind: str
    groups: tuple[Group, ...]
    weight: float = 1.0
    when: str = ALWAYS
    label: str = ""
    phrases: tuple[str, ...] = ()
    number: NumberKeys | None = None
    #: how many of the optional groups must be met
    least: int = 0


@dataclass(frozen=True, slots=True)
class Direct:
    """A prepared answer: shown on top with its source (`href` below the site's root)."""

    question: str
    answer: str
    href: str
    source: str


@dataclass(frozen=True, slots=True)
class Plan:
    """`folded` is the query as compared and shown; the alternatives stand in the order they are tried."""

    folded: str
    alternatives: tuple[Alternative, ...] = ()
    direct: Direct | None = None


def need(text: str, weight: float = 1.0) -> Group:
    """A requirement of one text."""
    return Group((Term(text, weight),))


def need_not(text: str, weight: float = 1.0) -> Group:
    """A text that only adds to the score."""
    return Group((Term(text, weight),), True)
