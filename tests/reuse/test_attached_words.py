"""A word that stands in an attachment only finds its entry, after a whole build and after one of a changed body alone."""

from __future__ import annotations

from pathlib import Path

from generator.building import build_site_once
from generator.scaffold.small_pdf import small_pdf
from generator.search.query import Hit, InAttachment, searcher_of
from tests.reuse.town import age, write_town


def the_hit(root: Path, query: str) -> Hit:
    (hit,) = searcher_of(root / "site").search(query).hits
    return hit


def test_a_word_of_an_attachment_finds_its_entry(tmp_path: Path) -> None:
    root = write_town(tmp_path, 36)
    draft = next((root / "content/entries").rglob("草案.pdf"))
    draft.write_bytes(small_pdf(("示例市办法（草案）", "码头停放独木舟的，每日收费二元。")))
    draft.with_name("说明.pdf").write_bytes(small_pdf(()))
    age(root)
    assert build_site_once(root, as_of="2021-07-30").built
    hit = the_hit(root, "停放独木舟")
    assert hit.document.id == draft.parent.relative_to(root / "content/entries").as_posix()
    assert hit.attachment == InAttachment("草案", f"xx/{hit.document.id}/1.html")
    assert (root / "site" / hit.attachment.href).is_file()
    assert hit.why == "附件" and ("停放独木舟", True) in hit.excerpt
    assert hit.unread, "no text was recognised in 说明.pdf"

    body = draft.parent.with_suffix(".md")
    body.write_text(body.read_text(encoding="utf-8") + "\n补充说明皮划艇事项。\n", encoding="utf-8")
    assert build_site_once(root, as_of="2021-07-30").built
    assert the_hit(root, "停放独木舟").attachment == hit.attachment
    own = the_hit(root, "皮划艇事项")
    assert own.document.id == hit.document.id and own.attachment is None and own.why == "正文" and own.unread
