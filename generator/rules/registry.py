"""All rules in one place: discovery, running, judging, choosing.

Python rules register themselves (`rule.rule`) in the modules of this package; rules whose problems other stages raise
come from tables; a type's own checks (T…) come from the catalogue.
"""

from __future__ import annotations

import difflib
import importlib
import pkgutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache

import generator.rules
from generator.calendar.workdays import Calendar
from generator.catalog.model import Catalog, Check
from generator.findings import Finding, Problem, Severity
from generator.model.entry import NO_TEXTS, Entry, Texts, Waiver
from generator.rules.check_declarations import check_checks, check_settings
from generator.rules.check_values import Scope
from generator.rules.check_words import sentence
from generator.rules.checks import CHECK_KINDS, FieldChecks, all_checks, unique_flaws
from generator.rules.context import LocalContext, LocalScope, RuleContext
from generator.rules.conversion_table import CATALOG_RULES, CONVERSION_RULES, WAIVER_RULES
from generator.rules.formal import FORMAL_RULES
from generator.rules.ledger_table import LEDGER_RULES
from generator.rules.privacy import mask
from generator.rules.rule import PYTHON_RULES, Needs, Reach, Rule, RuleInfo, stamp
from generator.source.files import SourceFile
from generator.source.rule_table import RULES as SOURCE_RULES
from generator.source.rule_table import RuleRow

#: modules of the package that use the registry and hold no rules
_NOT_RULES = frozenset({"registry", "explain"})


@cache
def python_rules() -> Mapping[str, Rule]:
    """Every Python rule by id, in order of id; imports the modules of the package the first time."""
    for module in sorted(m.name for m in pkgutil.iter_modules(generator.rules.__path__)):
        if module not in _NOT_RULES:
            importlib.import_module(f"generator.rules.{module}")
    return dict(sorted(PYTHON_RULES.items()))


def _from_row(row: RuleRow) -> RuleInfo:
    return RuleInfo(row.id, row.title, row.severity, row.explanation, "", "", row.hint, row.basis)


@cache
def _fixed_rules() -> Mapping[str, RuleInfo]:
    """The rules that do not come from the catalogue. A repeated id is a fault of the program and stops at once."""
    rules = {id: item.info for id, item in python_rules().items()}
    rows = [_from_row(row) for row in SOURCE_RULES if row.id not in rules]
    for info in (*rows, *CONVERSION_RULES, *CATALOG_RULES, *FORMAL_RULES, *LEDGER_RULES, *WAIVER_RULES):
        if info.id in rules:
            raise ValueError(f"rule id {info.id!r} is used twice")
        rules[info.id] = info
    return rules


def _from_check(check: Check) -> RuleInfo:
    kind = CHECK_KINDS.get(check.kind)
    return RuleInfo(
        id=check.id,
        title=_check_title(check),
        severity=check.severity,
        does=f"{sentence(check)}。",
        why="",
        accepted="",
        remedy="按提示改正。",
        basis=check.basis,
        passing=tuple(_example(words) for words in check.passing),
        failing=tuple(_example(words) for words in check.failing),
        waivable=bool(kind and kind.waivable),
    )


def _check_title(check: Check) -> str:
    fields = [
        word if isinstance(word, str) else "、".join(word)
        for name in ("字段", "前", "后", "从", "到", "总计")
        if (word := check.parameters.get(name))
    ]
    return f"{'、'.join(fields)}：{check.kind}"


def _example(words: Mapping[str, str]) -> str:
    return "\n".join(f"{key}: {value}" for key, value in words.items())


def all_rules(catalog: Catalog) -> dict[str, RuleInfo]:
    """Every rule by id, in order of id. The program's own ids stand before a catalogue's."""
    rules = {id: _from_check(check) for id, check in all_checks(catalog).items()}
    rules.update(_fixed_rules())
    return dict(sorted(rules.items()))


def check_catalog(catalog: Catalog) -> tuple[Problem, ...]:
    """What is wrong with the checks and rule settings of the catalogue, beyond what its loader sees."""
    known = frozenset(all_rules(catalog))
    return (*check_checks(catalog), *check_settings(catalog, known))


#: an entry, its texts, and the files in its own folder by name
WithTexts = tuple[Entry, Texts, Mapping[str, SourceFile]]


class LocalJudge:
    """The local rules and checks of one catalogue, made ready once. A verdict depends on what is passed and no more."""

    def __init__(self, catalog: Catalog, calendar: Calendar) -> None:
        self._scope = LocalScope(catalog, calendar)
        self._checks = FieldChecks(Scope(calendar), local=True)
        self._rules = _rules_on("local")

    def judge(
        self, entry: Entry, texts: Texts = NO_TEXTS, folder: Mapping[str, SourceFile] | None = None
    ) -> list[Problem]:
        """What is wrong with `entry` as it stands; `folder` holds the files of its own folder by name."""
        return self.judge_all([(entry, texts, folder or {})])

    def judge_all(self, entries: Iterable[WithTexts]) -> list[Problem]:
        """What is wrong with each of `entries` by itself, rule by rule."""
        contexts = [LocalContext(self._scope, *parts) for parts in entries]
        asked = _by_needs(contexts)
        alive = asked if all([one.entry.withdrawal is None for one in contexts]) else _by_needs(
            [one for one in contexts if one.entry.withdrawal is None]
        )
        problems = [
            stamp(id, context.entry, flaw)
            for id, item in self._rules
            for context in (asked if item.withdrawn else alive)[item.needs]
            for flaw in item.function(context.entry, context)
        ]
        problems += [stamp(id, one.entry, flaw) for one in alive[""] for id, flaw in self._checks.judge(one.entry)]
        return problems


def _by_needs(contexts: list[LocalContext]) -> dict[Needs, list[LocalContext]]:
    """Whom to ask a rule with these needs about."""
    return {
        "": contexts,
        "attachments": [o for o in contexts if o.folder or o.entry.attachments or "附件" in o.entry.values],
        "relations": [o for o in contexts if o.entry.relations],
        "body": [o for o in contexts if o.texts.body],
    }


def run_entries(context: RuleContext, entries: Iterable[Entry]) -> list[Problem]:
    """Judge `entries` one by one by what needs other entries, the ledger or the day."""
    checks = FieldChecks(Scope(context.calendar, context.exists), local=False)
    rules = _rules_on("entry")
    judged = list(entries)
    alive = [entry for entry in judged if entry.withdrawal is None]
    problems = [
        stamp(id, entry, flaw)
        for id, item in rules
        for entry in (judged if item.withdrawn else alive)
        for flaw in item.function(entry, context)
    ]
    problems += [stamp(id, entry, flaw) for entry in alive for id, flaw in checks.judge(entry)]
    return problems


def _rules_on(reach: Reach) -> list[tuple[str, Rule]]:
    return [(id, item) for id, item in python_rules().items() if item.on == reach]


def run_site(context: RuleContext) -> list[Problem]:
    """Judge the entries together: uniqueness and the Python rules on the whole site."""
    problems = [stamp(id, entry, flaw) for id, entry, flaw in unique_flaws(context)]
    for id, item in python_rules().items():
        if item.on == "site":
            problems.extend(stamp(id, entry, flaw) for entry, flaw in item.function(context))
    return problems


def run(context: RuleContext) -> list[Problem]:
    """Everything the rules say about the facts of all entries of `context`; local rules have spoken before."""
    return run_entries(context, context.entries.values()) + run_site(context)


def judge(problems: Iterable[Problem], catalog: Catalog, entries: Mapping[str, Entry]) -> tuple[Finding, ...]:
    """The problems with severity, basis and waivers, without repetitions, in their total order.

    Severity is the problem's own, else that of rules.yaml, else the rule's. A 情况说明 covers every problem of its rule
    on its entry. What is wrong with the 情况说明 themselves (D240-D242) is judged here too.
    """
    rules = all_rules(catalog)
    waivers = _waivers(entries, rules)
    used: set[tuple[str, str]] = set()
    found: dict[tuple[str, int, int, str, str, str], Finding] = {}
    for problem in problems:
        key = (problem.entry, problem.rule)
        used.add(key)
        _add(found, problem, rules, catalog, waivers.get(key))
    for problem in _waiver_problems(entries, rules, used, catalog.rules.disabled):
        _add(found, problem, rules, catalog, waivers.get((problem.entry, problem.rule)))
    return tuple(found[key] for key in sorted(found))


def _add(
    found: dict[tuple[str, int, int, str, str, str], Finding],
    problem: Problem,
    rules: Mapping[str, RuleInfo],
    catalog: Catalog,
    waiver: Waiver | None,
) -> None:
    if problem.rule in catalog.rules.disabled:
        return
    info = rules.get(problem.rule)
    severity = problem.severity or catalog.rules.severities.get(problem.rule)
    message, value, fix = mask(problem.message), mask(problem.found), mask(problem.fix)
    finding = Finding(
        rule=problem.rule,
        severity=severity or (info.severity if info else Severity.ERROR),
        place=problem.place,
        message=message,
        field=problem.field,
        found=value,
        expected=mask(problem.expected),
        fix=fix if fix == problem.fix else "",
        basis=problem.basis or (info.basis if info else ""),
        entry=problem.entry,
        waiver=waiver.reason if waiver else "",
    )
    found.setdefault(finding.sort_key(), finding)


def _waivers(entries: Mapping[str, Entry], rules: Mapping[str, RuleInfo]) -> dict[tuple[str, str], Waiver]:
    """The 情况说明 that count, by entry and rule: those of waivable rules, with a reason."""
    return {
        (entry.id, waiver.rule): waiver
        for entry in entries.values()
        for waiver in entry.waivers
        if waiver.reason and waiver.rule in rules and rules[waiver.rule].waivable
    }


def _waiver_problems(
    entries: Mapping[str, Entry],
    rules: Mapping[str, RuleInfo],
    used: Collection[tuple[str, str]],
    disabled: Collection[str],
) -> Iterator[Problem]:
    for entry in entries.values():
        for waiver in entry.waivers:
            problem = _waiver_problem(entry, waiver, rules)
            if problem is not None:
                yield problem
            elif (entry.id, waiver.rule) not in used or waiver.rule in disabled:
                message = f"规则 {waiver.rule} 在本条目没有指出问题，这条情况说明用不着，应删去"
                yield Problem("D242", waiver.place, message, "情况说明", waiver.rule, entry=entry.id)


def _waiver_problem(entry: Entry, waiver: Waiver, rules: Mapping[str, RuleInfo]) -> Problem | None:
    info = rules.get(waiver.rule)
    if info is None:
        near = difflib.get_close_matches(waiver.rule, list(rules), n=1, cutoff=0.5)
        hint = f"，是不是 {near[0]}（{rules[near[0]].title}）" if near else ""
        message = f"没有规则“{waiver.rule}”{hint}；编号见 gongkai check --list-rules"
        return Problem("D241", waiver.place, message, "情况说明", waiver.rule, near[0] if near else "", entry=entry.id)
    if not info.waivable:
        message = f"规则 {waiver.rule}（{info.title}）不能用情况说明，应改正所指的问题"
        return Problem("D240", waiver.place, message, "情况说明", waiver.rule, entry=entry.id)
    return None


def unknown_words(words: Iterable[str], catalog: Catalog) -> list[str]:
    """The words of --only or --skip that no rule id begins with."""
    ids = list(all_rules(catalog))
    return [word for word in words if not any(id.startswith(word) for id in ids)]
