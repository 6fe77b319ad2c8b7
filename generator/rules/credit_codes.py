"""统一社会信用代码 (GB 32100-2015): public, but only when its check digit is right (N308)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model.entry import Entry
from generator.rules.checksums import is_credit_code
from generator.rules.context import LocalContext
from generator.rules.rule import WARNING, Flaw, rule
from generator.rules.texts import BODY, MOST, body_place

#: 18 characters that are meant as a code: the alphabet of GB 32100 with the letters people put in by mistake
_CODE = re.compile(r"(?<![0-9A-Za-z])[0-9A-Z]{18}(?![0-9A-Za-z])")
_SAID = re.compile(r"信用代码")
_WINDOW = 400  # characters before the code in which the word may stand (a table's header)


@rule(
    "N308",
    title="统一社会信用代码校验位不对",
    severity=WARNING,
    on="local",
    does="写明是统一社会信用代码的 18 位代码，校验位要对。",
    why="错一位就指到别的单位，或者查不到。",
    accepted="18 位，由数字和大写字母（不含 I、O、Z、S、V）组成，末位是校验码。",
    remedy="与营业执照核对后改正。",
    basis="法人和其他组织统一社会信用代码编码规则（GB 32100-2015）",
    waivable=True,
    passing=("正文: 统一社会信用代码 91110000100000123T。",),
    failing=("正文: 统一社会信用代码 91110000100000123X。", "正文: 信用代码：9111000010000O123W"),
    near=("正文: 项目代码 91110000100000123X。", "正文: 信用代码另行公布。"),
)
def credit_code(entry: Entry, context: LocalContext) -> Iterator[Flaw]:
    """A code that is called 信用代码 and fails its check."""
    if "信用代码" not in context.whole:
        return
    for key, text in context.pairs:
        wrong = [m for m in _CODE.finditer(text) if _meant(text, m.start()) and not is_credit_code(m[0])]
        for match in wrong[:MOST]:
            at = body_place(entry, text, match.start()) if key == BODY else None
            where = f"正文第 {at.line} 行" if at else f"「{key}」"
            yield Flaw(f"{where}的统一社会信用代码“{match[0]}”校验位不对，应与营业执照核对", key, match[0], at=at)


def _meant(text: str, offset: int) -> bool:
    return _SAID.search(text, max(0, offset - _WINDOW), offset) is not None
