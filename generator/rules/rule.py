"""What a rule is: its description, the facts it yields, and the decorator that registers it.

A rule function yields `Flaw` values: facts without id, severity or entry. The registry stamps those, so a rule cannot
mislabel itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from generator.findings import Place, Problem, Severity
from generator.model.entry import Entry

ERROR, WARNING, NOTICE = Severity.ERROR, Severity.WARNING, Severity.NOTICE

#: S reading, D fields and dates, N numbers, R relations, C items, K catalogue, P personal data, A attachments, T types
RULE_ID = re.compile(r"[SDNRCPAKT]\d{3}\Z")


@dataclass(frozen=True, slots=True)
class RuleInfo:
    """One rule as readers of `gongkai explain` see it; everything but the id in Chinese."""

    id: str
    title: str
    severity: Severity
    #: what it does
    does: str
    #: why it is bad
    why: str
    #: what is accepted
    accepted: str
    #: how to put it right
    remedy: str
    #: legal or catalogue basis
    basis: str = ""
    #: short YAML snippets; for Python rules the tests run them (tests/builders.py tells the extra keys)
    passing: tuple[str, ...] = ()
    failing: tuple[str, ...] = ()
    #: looks wrong and is right
    near: tuple[str, ...] = ()
    #: whether a 情况说明 can cover it; errors of form, uniqueness, references and personal data cannot be waived
    waivable: bool = False


@dataclass(frozen=True, slots=True)
class Flaw:
    """A fact a rule found. `key` is the entry's key that it is about, `关系[0]`-style for list items."""

    message: str
    key: str = ""
    found: str = ""
    expected: str = ""
    fix: str = ""
    basis: str = ""
    #: a place that no key has (a line of the body)
    at: Place | None = None
    severity: Severity | None = None


#: What a rule may look at, which is also when it has to be asked again.
#: local: the entry, its texts, its folder, the catalogue: nothing else, so that its verdict can be kept
#: entry: also other entries' facts, the ledger, the day of judgement and the kind of build; no texts
#: site: all entries at once
Reach = Literal["local", "entry", "site"]

#: What an entry must have for a rule to have anything to say; the rule is not asked about others.
#: attachments: named ones, or files in its folder; relations: at least one; body: a body
Needs = Literal["", "attachments", "relations", "body"]

#: local: (entry, LocalContext) -> flaws; entry: (entry, RuleContext) -> flaws; site: (RuleContext) -> (entry, flaw)
RuleFunction = Callable[..., Iterator[Any]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A registered Python rule."""

    info: RuleInfo
    on: Reach
    needs: Needs
    #: whether it also judges entries that were taken back (撤回)
    withdrawn: bool
    function: RuleFunction


#: every Python rule by id, filled by `rule` while the modules are imported
PYTHON_RULES: dict[str, Rule] = {}


def rule(
    id: str,
    *,
    title: str,
    severity: Severity,
    does: str,
    why: str,
    accepted: str,
    remedy: str,
    basis: str = "",
    on: Reach = "entry",
    needs: Needs = "",
    passing: tuple[str, ...],
    failing: tuple[str, ...],
    near: tuple[str, ...] = (),
    waivable: bool = False,
    withdrawn: bool = False,
) -> Callable[[RuleFunction], RuleFunction]:
    """Register the decorated function as rule `id`. A wrong or repeated id fails at import."""
    if not RULE_ID.match(id):
        raise ValueError(f"rule id {id!r} is not of the form D250")
    if id in PYTHON_RULES:
        raise ValueError(f"rule id {id!r} is used twice")
    info = RuleInfo(
        id=id,
        title=title,
        severity=severity,
        does=does,
        why=why,
        accepted=accepted,
        remedy=remedy,
        basis=basis,
        passing=passing,
        failing=failing,
        near=near,
        waivable=waivable,
    )

    def register(function: RuleFunction) -> RuleFunction:
        PYTHON_RULES[id] = Rule(info, on, needs, withdrawn, function)
        return function

    return register


def stamp(rule_id: str, entry: Entry, flaw: Flaw) -> Problem:
    """The flaw as a problem of `entry` under `rule_id`."""
    return Problem(
        rule=rule_id,
        place=flaw.at or place_of(entry, flaw.key),
        message=flaw.message,
        field=field_of(flaw.key),
        found=flaw.found,
        expected=flaw.expected,
        fix=flaw.fix,
        basis=flaw.basis,
        severity=flaw.severity,
        entry=entry.id,
    )


def place_of(entry: Entry, key: str) -> Place:
    """Where `key` stands; falls back from `表[0].列` to `表[0]`, `表` and the file's first line."""
    while key:
        if key in entry.places:
            return entry.places[key]
        cut = max(key.rfind("."), key.rfind("["))
        key = key[:cut] if cut > 0 else ""
    return entry.place()


def field_of(key: str) -> str:
    """The field's own name: `关系[0].目标` -> `关系`."""
    return re.split(r"[.\[]", key, maxsplit=1)[0]
