"""Edits while the real command runs: what is served, what browsers are told, what the site is in the end."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

from tests.serving.preview import ROOT, Events, Preview

pytestmark = pytest.mark.engine


def entry(root: Path, number: int = 0) -> tuple[Path, str]:
    """An entry's YAML file that has a body beside it and the address of its page."""
    body = sorted((root / "content/entries").glob("*/*/*.md"))[number]
    file = body.with_suffix(".yaml")
    return file, "xx/" + file.relative_to(root / "content/entries").with_suffix(".html").as_posix()


@contextmanager
def edited(file: Path, text: str) -> Iterator[None]:
    """Another text in `file`, saved as editors do: beside it, then renamed over it. Put back at the end."""
    before = file.read_bytes() if file.exists() else None
    save(file, text.encode())
    try:
        yield
    finally:
        if before is None:
            file.unlink()
        else:
            save(file, before)


def save(file: Path, data: bytes) -> None:
    beside = file.with_name(f".{file.name}.swp")
    beside.write_bytes(data)
    os.replace(beside, file)


def retitled(file: Path, title: str) -> str:
    return re.sub(r"(?m)^标题: .*$", f"标题: {title}", file.read_text(encoding="utf-8"), count=1)


def test_a_changed_body_is_shown_and_told(preview: Preview) -> None:
    file, address = entry(preview.root)
    body = file.with_suffix(".md")
    here, elsewhere = Events(preview, address), Events(preview, "index.html")
    with edited(body, body.read_text(encoding="utf-8") + "\n预览时改动的一句话。\n"):
        preview.until(lambda: here.reload)
        assert "预览时改动的一句话" in preview.page(address)
        assert not preview.settled(address)["provisional"]
        assert "预览时改动的一句话" in (preview.root / "site" / address).read_text(encoding="utf-8")
        assert not elsewhere.reload, "the home page does not show this body"
        assert f"data/{address.removesuffix('.html')}.json" in here.touched
    preview.until(lambda: "预览时改动的一句话" not in preview.page(address))
    preview.settled()


def test_a_changed_title_is_shown_on_its_page_first_and_then_everywhere(preview: Preview) -> None:
    file, address = entry(preview.root, 5)
    here, list_ = Events(preview, address), Events(preview, "lanmu/quanbu/index.html")
    with edited(file, retitled(file, "关于印发预览时改名办法的通知")):
        preview.until(lambda: here.reload)
        assert "预览时改名办法" in preview.page(address)
        preview.until(lambda: "预览时改名办法" in json.dumps(_rows(preview), ensure_ascii=False))
        assert not preview.settled(address)["provisional"]
        assert any("data/lanmu/quanbu" in name or name == "*" for name in list_.touched)
    preview.until(lambda: "预览时改名办法" not in json.dumps(_rows(preview), ensure_ascii=False))
    preview.settled()


def _rows(preview: Preview) -> list[object]:
    folder = preview.root / "site/data/lanmu/quanbu"
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))]


def test_a_mistake_shows_in_the_panel_while_the_last_site_stays(preview: Preview) -> None:
    file, address = entry(preview.root, 9)
    good = preview.page(address)
    with edited(file, retitled(file, "改错时的标题") + "错字段: 1\n"):
        preview.until(lambda: preview.panel(address)["stands"])
        panel = preview.settled(address)
        first = panel["findings"][0]
        assert panel["errors"] == 1 and not panel["provisional"]
        assert (first["severity"], first["rule"], first["own"]) == ("error", "D201", True)
        assert first["path"] == file.relative_to(preview.root).as_posix() and first["line"] > 1
        assert not preview.panel()["findings"][0]["own"], "another page's panel has it too, as somebody else's"
        assert preview.panel()["findings"][0]["page"] == address
        assert _plain(preview.page(address)) == _plain(good)
        _other_entries_can_be_written(preview)
    preview.until(lambda: not preview.panel()["stands"])
    assert preview.settled()["errors"] == 0


def _plain(page: str) -> str:
    return re.sub(r"<script src=\"/gongkai-serve[^\n]*\n", "", page)


def _other_entries_can_be_written(preview: Preview) -> None:
    """Somebody else's error keeps nobody from looking at an entry: its page is shown, and said to be provisional."""
    file, address = entry(preview.root, 12)
    with edited(file, retitled(file, "关于另一条目的通知")):
        preview.until(lambda: "关于另一条目的通知" in preview.page(address))
        panel = preview.settled(address)
        assert panel["stands"] and panel["provisional"]
        assert "关于另一条目的通知" not in (preview.root / "site" / address).read_text(encoding="utf-8")
    preview.until(lambda: "关于另一条目的通知" not in preview.page(address))
    preview.settled()


def test_an_entry_comes_and_goes(preview: Preview) -> None:
    file = next(one for one, _ in map(partial(entry, preview.root), range(20)) if "文号" not in one.read_text("utf-8"))
    new = file.with_name("yulan-xinjian.yaml")
    address = "xx/" + new.relative_to(preview.root / "content/entries").with_suffix(".html").as_posix()
    waiting = Events(preview, address)
    assert preview.status(address) == 404
    shutil.copy(file.with_suffix(".md"), new.with_suffix(".md"))
    with edited(new, retitled(file, "预览时新建的条目")):
        preview.until(lambda: "预览时新建的条目" in preview.page(address))
        preview.until(lambda: waiting.reload)
        preview.settled(address)
        there = Events(preview, address)
    new.with_suffix(".md").unlink()
    preview.until(lambda: preview.status(address) == 404)
    preview.until(lambda: there.reload)
    preview.settled()


def test_the_theme_is_followed(preview: Preview) -> None:
    style = preview.root / "theme/assets/portal.css"
    footer = preview.root / "theme/templates/record.html"
    page = Events(preview, "index.html")
    with edited(style, style.read_text(encoding="utf-8") + "\n.preview-test { color: red; }\n"):
        preview.until(lambda: "assets/portal.css" in page.touched)
        assert ".preview-test" in preview.page("assets/portal.css")
        preview.settled()
    _, address = entry(preview.root)
    with edited(footer, footer.read_text(encoding="utf-8") + "<!-- 换了模板 -->"):
        preview.until(lambda: "换了模板" in preview.page(address))
        preview.settled()
    preview.until(lambda: "换了模板" not in preview.page(address))
    preview.settled()


def test_a_broken_or_vanished_catalogue_ends_nothing(preview: Preview) -> None:
    settings = preview.root / "catalog/site.yaml"
    with edited(settings, "名称: [没有写完\n"):
        preview.until(lambda: preview.panel()["stands"] or preview.panel()["failure"])
        assert preview.status("index.html") == 200
    preview.until(lambda: not preview.panel()["stands"] and not preview.panel()["failure"])
    away = preview.root / "away"
    (preview.root / "catalog").rename(away)
    preview.until(lambda: preview.panel()["failure"])
    assert "catalog" in preview.panel()["failure"]
    away.rename(preview.root / "catalog")
    preview.until(lambda: not preview.panel()["failure"])
    preview.settled()
    assert preview.status("index.html") == 200
    test_a_changed_body_is_shown_and_told(preview)


def test_what_is_left_is_what_build_makes(preview: Preview, tmp_path: Path) -> None:
    """After all of the above: the same bytes as a build without a past."""
    preview.settled()
    for name in ("content", "catalog", "theme"):
        shutil.copytree(preview.root / name, tmp_path / name)
    shutil.copy(preview.root / "mkdocs.yml", tmp_path)
    command = [sys.executable, "-m", "generator", "-C", str(tmp_path), "build", "--quiet"]
    subprocess.run(command, check=True, env={**os.environ, "PYTHONPATH": str(ROOT)}, timeout=120)
    for tree in ("site", "neibu"):
        assert _bytes(preview.root / tree) == _bytes(tmp_path / tree)


def _bytes(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_before_there_is_a_site_the_findings_are_shown(demonstration: Path, tmp_path: Path) -> None:
    root = tmp_path / "仓库"
    shutil.copytree(demonstration, root)
    file, address = entry(root)
    text = file.read_text(encoding="utf-8")
    file.write_text(text + "错字段: 1\n", encoding="utf-8")
    running = Preview(root, "--poll")
    try:
        panel = running.settled(address)
        assert panel["stands"] and panel["findings"][0]["own"]
        assert running.status(address) == 503 and "还没有网站" in running.page(address)
        waiting = Events(running, address)
        file.write_text(text, encoding="utf-8")
        running.until(lambda: running.status(address) == 200)
        running.until(lambda: waiting.reload)
    finally:
        assert running.end(signal.SIGTERM) == 0
    assert "预览结束" in "".join(running.lines)
    assert "Traceback" not in "".join(running.lines)
