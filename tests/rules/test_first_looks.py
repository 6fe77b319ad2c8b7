"""A first look that is quick may say yes too often, never no wrongly."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model.entry import NO_TEXTS
from generator.rules import privacy
from generator.rules.context import LocalContext, LocalScope
from generator.rules.texts import texts_of, words_of
from tests.builders import BASES, CALENDAR, catalog, entry

PIECES = ["1", "3", "8", "9", "0", "6222", "1380000", "1234", "110105", "19491231", "002X", "４", "１３", "Ｘ", "ｘ", " ", "-",
          "\u3000", "－", "+86", "86", "身份证", "元", "https://a.b/", ".", "\n", "张"]
TEXT = st.lists(st.sampled_from(PIECES), max_size=16).map("".join)
#: numbers that pass their checks (examples of the standards), cut up in the accepted ways
WHOLE = st.sampled_from(["11010519491231002X", "110105 19491231 002X", "１１０１０５－１９４９１２３１－００２Ｘ", "身份证110105491231002",
                         "4111111111111111", "6222 0212 3456 7890 128", "13800001234", "+86 138-0000-1234", "138\u30000000\u30001234"])


@settings(max_examples=400, deadline=None)
@given(st.lists(TEXT | WHOLE, max_size=4).map("".join))
def test_every_personal_number_is_worth_looking_for(text: str) -> None:
    plain = text.translate(privacy._SIGNS)
    finders = (privacy.identity_numbers, privacy.mobile_numbers, privacy.bank_cards)
    if any(list(find(plain)) for find in finders):
        assert privacy.worth_looking(text)


def test_telephones_of_offices_are_not_worth_it() -> None:
    assert not privacy.worth_looking("咨询电话 0000-81000000，0000-81000001；邮编 330000 2021-07-16")


def test_the_words_are_those_of_the_pairs() -> None:
    scope = LocalScope(catalog(), CALENDAR)
    for name in BASES:
        own = entry(f"类型: {name}")
        internal = scope.internal(own.type)
        assert "审查" in internal
        assert words_of(own, internal) == [text for _, text in texts_of(own, internal, "")]
        context = LocalContext(scope, own, NO_TEXTS, {})
        assert context.whole == "\n".join(text for _, text in context.pairs)
