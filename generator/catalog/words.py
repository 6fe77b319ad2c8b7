"""Lists of wordings (表述): catalog/words/*.yaml, and one file from outside the repository."""

from __future__ import annotations

from generator.catalog.model import Wording
from generator.catalog.reader import Reader
from generator.findings import SEVERITY_WORDS, Severity


def read_words(reader: Reader, *, secret: bool = False) -> tuple[Wording, ...]:
    """One list. `secret` marks words of a list that must not be quoted in findings."""
    name = reader.text("词表", required=True)
    basis = reader.text("依据")
    words = tuple(word for r in reader.children("词", "词") if (word := _word(r, name, basis, secret)))
    reader.close()
    return words


def _word(reader: Reader, name: str, basis: str, secret: bool) -> Wording | None:
    wrong = reader.text("错", required=True)
    severity = reader.choice("级别", tuple(SEVERITY_WORDS), "提醒", rule="K808")
    exceptions = reader.texts("除外")
    for word in exceptions:
        if wrong and wrong not in word:
            reader.report("K804", reader.place_of("除外"), f"「除外」里的“{word}”不含“{wrong}”，不起作用", key="除外", found=word)
    value = Wording(
        wrong=wrong,
        right=reader.text("对"),
        severity=SEVERITY_WORDS.get(severity, Severity.WARNING),
        exceptions=exceptions,
        note=reader.text("说明"),
        list_name=name,
        basis=reader.text("依据") or basis,
        secret=secret,
        place=reader.place,
    )
    reader.close()
    return value if wrong else None
