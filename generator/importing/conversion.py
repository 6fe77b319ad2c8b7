"""One value of a record to a value that its field accepts; what does not fit is said, never bent."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass

from generator.catalog.model import FieldSpec, RuleSettings
from generator.model.fields import ESSENTIAL, PENDING, UNKNOWN_OF_OLD, CompiledField, Registry
from generator.model.values import Complaint
from generator.rules.numbers import corrected
from generator.source.text import refused, strip_refused

#: fields in which 待补 cannot stand
NEEDED = ESSENTIAL - UNKNOWN_OF_OLD
#: kinds whose corrected form is the same value written in another way
_REWRITTEN = frozenset({"整数", "金额", "数值"})
_DATE = re.compile(r"(\d{4})\s*[年./\-－—]\s*(\d{1,2})\s*[月./\-－—]\s*(\d{1,2})\s*[日号]?(?:[T\s].*)?", re.DOTALL)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:[T\s]?\d{2}:?\d{2}.*)?")


@dataclass(frozen=True, slots=True)
class Clean:
    """A text without characters that no file may hold, and how many were taken out."""

    text: str
    removed: int


def clean(text: str) -> Clean:
    """Take refused characters out; line ends become `\\n`."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    removed = sum(1 for _ in refused(text))
    return Clean(strip_refused(text) if removed else text, removed)


def one_line(text: str) -> str:
    """`text` on one line."""
    return " ".join(text.split())


def as_date(text: str, format_: str = "") -> str:
    """The ISO form of a date in any usual way (2021年7月16日, 2021/7/16, 20210716, with a time behind), or empty."""
    word = unicodedata.normalize("NFKC", text).strip()
    if format_:
        try:
            return dt.datetime.strptime(word, format_).date().isoformat()
        except ValueError:
            return ""
    match = _DATE.fullmatch(word) or _COMPACT.fullmatch(word)
    if match is None:
        return ""
    try:
        return dt.date(int(match[1]), int(match[2]), int(match[3])).isoformat()
    except ValueError:
        return ""


@dataclass(frozen=True, slots=True)
class Fitted:
    """A value that its field accepts; empty when there is none. `left` is the source's text that did not fit."""

    values: tuple[str, ...] = ()
    left: str = ""


class Fitter:
    """Fits values by the declarations of one type."""

    def __init__(self, registry: Registry, type_id: str, settings: RuleSettings) -> None:
        self.fields = registry.fields[type_id]
        self.names = registry.names
        self.units = registry.organizations
        self.settings = settings

    def fit(self, declared: CompiledField, text: str, format_: str = "") -> Fitted:
        """`text` for one field; several values of a list are parted by `、` `；` `;` or `,`."""
        kind = declared.spec.kind
        word = text.strip() if kind == "长文" else one_line(text)
        if not word:
            return Fitted()
        if word == PENDING:
            return Fitted() if declared.spec.key in NEEDED else Fitted((PENDING,))
        if not declared.spec.many:
            value = self._one(declared, word, format_)
            return Fitted((value,)) if value else Fitted(left=word)
        words = [part.strip() for part in re.split(r"[、；;,，]", word) if part.strip()]
        values = [self._one(declared, part, format_) for part in words]
        return Fitted(tuple(values)) if all(values) else Fitted(left=word)

    def _one(self, declared: CompiledField, word: str, format_: str) -> str:
        """The accepted form of one word, or empty."""
        if declared.spec.kind == "日期":
            return as_date(word, format_)
        if declared.spec.kind == "文号":
            return self._number(word)
        if declared.spec.kind == "机构":
            return self.unit(word)
        if declared.spec.kind == "索引号" and self.settings.index_number:
            return word if re.fullmatch(self.settings.index_number, word) else ""
        if declared.convert is None:
            return ""
        result = declared.convert(word)
        if isinstance(result, Complaint):
            return result.better if declared.spec.kind in _REWRITTEN else ""
        return word

    def _number(self, word: str) -> str:
        """A document number in the accepted form; others are no number of ours."""
        return corrected(word, self.settings.document_number) if self.settings.document_number else word

    def unit(self, word: str) -> str:
        """The id of the unit that `word` names exactly, or is; empty when the catalogue has none."""
        unit = self.units.get(word) or self.units.get(self.names.get(word, ""))
        return unit.id if unit is not None and unit.kind != "集合" else ""


def pending(spec: FieldSpec) -> str:
    """待补 for a required field, as YAML; empty where 待补 cannot stand (标题, 目录事项, 发文机关, 公开方式)."""
    if spec.key in NEEDED:
        return ""
    if spec.children:
        inner = ", ".join(f"{child.key}: {PENDING}" for child in spec.children if child.required)
        return f"[{{{inner}}}]" if spec.many or spec.kind == "表格" else f"{{{inner}}}"
    return f"[{PENDING}]" if spec.many else PENDING
