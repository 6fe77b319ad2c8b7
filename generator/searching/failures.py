"""What could not be searched, in the words of the search page (`theme/src/search/page/view.mjs`)."""

from __future__ import annotations

from collections.abc import Sequence

from generator.search.tolerant import Failure

#: terms that are named
_NAMED = 4
#: tables of prepared answers
_ANSWERS = ("answers", "a-")
_SAID = {
    "document": "有几条的标题没有读到",
    "text": "有几条的正文没有核对",
    "number": "文号没有查到",
    "facet": "筛选条件没有读到",
    "table": "同义词、拼音没有用上",
}


def failure_text(failed: Sequence[Failure]) -> str:
    """One sentence on all failures, with the way out."""
    said = []
    words = list(dict.fromkeys(f"“{one.name}”" for one in failed if one.kind == "term"))
    if words:
        said.append(f"含有{'、'.join(words[:_NAMED])}的信息没有查全")
    if any(one.kind == "table" and one.name.startswith(_ANSWERS) for one in failed):
        said.append("常见问题直答没有用上")
    kinds = {one.kind for one in failed if not (one.kind == "table" and one.name.startswith(_ANSWERS))}
    said += [text for kind, text in _SAID.items() if kind in kinds]
    return f"有资料没有读到：{'；'.join(said)}。以上结果可能不全，重新运行 gongkai build 可以修复。"
