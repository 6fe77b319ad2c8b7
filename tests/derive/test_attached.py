"""Words of attachments behind an entry's own text, and apart again."""

from __future__ import annotations

import pytest

from generator.derive.attached import (
    OTHER,
    PER_ENTRY,
    PER_FILE,
    READ,
    UNREAD,
    AttachedFile,
    Piece,
    attached_pieces,
    own_text,
    page_address,
    with_attached,
)
from generator.derive.permalinks import attachment_page, entry
from generator.model.entry import Attachment
from generator.search.folding import fold
from generator.source.files import SourceFile


def file(number: int, name: str = "收费表", kind: str = "pdf") -> AttachedFile:
    return AttachedFile(number, name, f"f{number}.{kind}", kind == "pdf")


def test_texts_come_apart_as_they_went_together() -> None:
    files = (file(1), file(2, "照片"), file(3, "压缩包", "zip"))
    text = with_attached("正文。\n第二段。", files, {"f1.pdf": "每吨二元。\n另一行\n", "f2.pdf": "", "f3.zip": "不读"})
    assert attached_pieces(text) == ("正文。\n第二段。", (
        Piece(READ, "收费表", "收费表\n每吨二元。\n另一行"), Piece(UNREAD, "照片", "照片"), Piece(OTHER, "压缩包", "压缩包"),
    ))  # fmt: skip
    assert own_text(text) == "正文。\n第二段。"
    assert fold(text) == fold("正文。 第二段。 收费表 每吨二元。 另一行 照片 压缩包"), "marks are nothing to search"


@pytest.mark.parametrize("own", ["", "正文。"])
def test_the_place_of_a_piece_is_its_number(own: str) -> None:
    text = with_attached(own, (file(2), file(4)), {"f4.pdf": "词"})
    found, pieces = attached_pieces(text)
    assert found == own
    assert [piece.name for piece in pieces] == ["", "收费表", "", "收费表"]
    assert [piece.mark for piece in pieces] == [OTHER, UNREAD, OTHER, READ]


def test_without_attachments_a_text_stays() -> None:
    assert with_attached("正文。", (), {"other.pdf": "词"}) == "正文。"
    assert attached_pieces("正文。") == ("正文。", ())


def test_authors_cannot_write_a_mark() -> None:
    text = with_attached(f"正{READ}文\n{UNREAD}", (file(1, f"名{OTHER}\n称"),), {"f1.pdf": f"甲{READ}乙"})
    own, pieces = attached_pieces(text)
    assert own == "正 文 " and [piece.name for piece in pieces] == ["名 称"] and pieces[0].text == "名 称\n甲 乙"


def test_long_attachments_are_cut() -> None:
    files = tuple(file(number) for number in range(1, 5))
    words = {one.file: "字" * (PER_FILE + 5) for one in files}
    _, pieces = attached_pieces(with_attached("", files, words))
    assert [len(piece.text) - len("收费表\n") for piece in pieces[:2]] == [PER_FILE, PER_FILE]
    assert sum(piece.text.count("字") for piece in pieces) == PER_ENTRY
    assert {piece.mark for piece in pieces} == {READ}, "what has no room has words all the same"


def test_the_address_is_that_of_the_reading_view() -> None:
    attachment = Attachment(3, "收费表", SourceFile("content/entries/shifuban/2021/1/收费表.pdf", "收费表.pdf", 1, ""))
    assert page_address(entry("shifuban/2021/1"), 3) == attachment_page("shifuban/2021/1", attachment)
