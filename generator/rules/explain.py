"""What the registry knows, for readers: `gongkai explain` and `--list-rules`."""

from __future__ import annotations

import difflib

from generator.catalog.model import Catalog
from generator.errors import UsageError
from generator.findings import Severity
from generator.rules.registry import all_rules
from generator.rules.rule import RuleInfo

_SEVERITY = {Severity.ERROR: "必须改正", Severity.WARNING: "提醒", Severity.NOTICE: "提示"}


def explain(id: str, catalog: Catalog) -> str:
    """The page of one rule, in Chinese. Raises UsageError for an id that no rule has."""
    rules = all_rules(catalog)
    info = rules.get(id.upper())
    if info is None:
        near = difflib.get_close_matches(id.upper(), list(rules), n=1, cutoff=0.5)
        hint = f"，是不是 {near[0]}（{rules[near[0]].title}）" if near else ""
        raise UsageError(f"没有规则“{id}”{hint}；编号见 gongkai check --list-rules")
    return page(info, severity_of(info, catalog))


def severity_of(info: RuleInfo, catalog: Catalog) -> Severity:
    """The severity a rule has in this catalogue."""
    return catalog.rules.severities.get(info.id, info.severity)


def page(info: RuleInfo, severity: Severity) -> str:
    """The explanation of `info` as plain text, ending with a line feed."""
    waive = "可以作情况说明" if info.waivable else "不能用情况说明代替"
    parts = [f"{info.id}　{info.title}", f"级别：{_SEVERITY[severity]}；{waive}", ""]
    for label, text in (
        ("检查什么", info.does),
        ("为什么", info.why),
        ("怎样才对", info.accepted),
        ("怎样改", info.remedy),
        ("依据", info.basis),
    ):
        if text:
            parts.append(f"{label}：{text}")
    for label, examples in (("不通过", info.failing), ("通过", info.passing), ("看着像、其实没问题", info.near)):
        for example in examples:
            parts += ["", f"{label}：", *(f"    {line}" for line in example.splitlines())]
    return "\n".join(parts) + "\n"


def list_rules(catalog: Catalog) -> list[RuleInfo]:
    """Every rule in order of id."""
    return list(all_rules(catalog).values())


def rule_line(info: RuleInfo, catalog: Catalog) -> str:
    """One line of `--list-rules`."""
    state = "（停用）" if info.id in catalog.rules.disabled else ""
    return f"{info.id}  {_SEVERITY[severity_of(info, catalog)]}  {info.title}{state}"
