"""YAML to located values, from the events of libyaml (design.md D5).

Every scalar stays the text that was written. Anchors, aliases, tags, merge keys, directives and second documents
are refused; depth is bounded while events are read, so that no input can exhaust the stack.
"""

from __future__ import annotations

import yaml

from generator.findings import Place, Problem
from generator.source.guard import MAX_YAML, in_words
from generator.source.nodes import Node
from generator.source.text import gate
from generator.source.yaml_build import MAX_PROBLEMS, Builder
from generator.source.yaml_messages import explain
from generator.source.yaml_parser import events_of
from generator.source.yaml_repair import repair
from generator.source.yaml_slips import examine, looks_odd

#: What a parser may raise: syntax errors; text that is no Unicode; escapes beyond Unicode (the pure parser).
_UNREADABLE = (yaml.YAMLError, ValueError, OverflowError)


def parse_yaml(text: str, path: str, *, first_line: int = 1) -> tuple[Node | None, list[Problem]]:
    """The tree of `text` and its problems; None when it cannot be read or holds nothing.

    `first_line` is the line of `path` on which `text` begins. Slips that can be put right beyond doubt are
    reported and the tree of the corrected text is returned, so that the rest is judged in the same run.
    """
    if len(text) > MAX_YAML:
        message = f"字段有 {len(text)} 个字符，超过 {in_words(MAX_YAML)}"
        return None, [Problem("S107", Place(path, first_line), message, expected=f"不超过 {in_words(MAX_YAML)}")]
    builder = Builder(text, path, first_line)
    try:
        tree = builder.build(events_of(text))
    except _UNREADABLE:
        return _repaired(text, path, first_line)
    if looks_odd(text):
        return _examined(text, path, first_line, tree, builder.problems)
    return tree, _capped(builder.problems, path)


def _repaired(text: str, path: str, first_line: int) -> tuple[Node | None, list[Problem]]:
    """Diagnose a text that libyaml refuses; the tree of the repaired text when every fault has a sure repair."""
    text, character_problems = gate(text, path)
    mended, problems = repair(text, path, first_line)
    problems = character_problems + problems
    if mended is None:
        return None, _capped(problems, path)
    builder = Builder(mended, path, first_line)
    try:
        tree = builder.build(events_of(mended))
    except _UNREADABLE as error:  # deeper than repair looks
        tree = None
        if not problems and not builder.problems:
            problems = [explain(error, mended.split("\n"), path, first_line)]
    return tree, _capped(problems + builder.problems, path)


def _examined(
    text: str, path: str, first_line: int, tree: Node | None, found: list[Problem]
) -> tuple[Node | None, list[Problem]]:
    """Look closer at a text that libyaml accepts but that hardly means what it says."""
    mended, problems = examine(text, path, first_line)
    if mended != text:
        builder = Builder(mended, path, first_line)
        try:
            tree = builder.build(events_of(mended))
            found = builder.problems
        except _UNREADABLE:
            pass
    return tree, _capped(problems + found, path)


def _capped(problems: list[Problem], path: str) -> list[Problem]:
    if len(problems) <= MAX_PROBLEMS:
        return problems
    rest = problems[MAX_PROBLEMS:]
    more = Problem(rest[0].rule, rest[0].place, f"本文件从这里起还有 {len(rest)} 处格式问题，先改前面的")
    return [*problems[:MAX_PROBLEMS], more]
