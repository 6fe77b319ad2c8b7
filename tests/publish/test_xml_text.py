"""XML text is what the standard library makes of what XML allows."""

from __future__ import annotations

from xml.etree import ElementTree
from xml.sax import saxutils

from hypothesis import given
from hypothesis import strategies as st

from generator.publish.xml_text import attribute, text

ALLOWED = st.text(st.sampled_from("&<>\"'\n\r\t示例a；\U0001f600"))


@given(ALLOWED)
def test_it_is_what_the_standard_library_makes(value: str) -> None:
    assert text(value) == saxutils.escape(value)
    assert attribute(value) == saxutils.quoteattr(value)


@given(st.text())
def test_it_can_be_read_back(value: str) -> None:
    element = ElementTree.fromstring(f"<a b={attribute(value)}>{text(value)}</a>")
    known = "".join(c for c in value if c in "\t\n\r" or (c >= " " and not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff"))
    assert element.get("b") == known
    assert (element.text or "") == known.replace("\r\n", "\n").replace("\r", "\n")
