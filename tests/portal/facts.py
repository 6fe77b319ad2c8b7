"""Facts of a page, extracted with the standard parser: what golden and site tests look at instead of markup."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

#: attributes that hold an address
ADDRESSES = {"a": "href", "link": "href", "script": "src", "img": "src", "form": "action", "iframe": "src", "source": "src"}
VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})


@dataclass
class Facts:
    """Of one page."""

    title: str = ""
    meta: dict[str, str] = field(default_factory=dict)
    headings: list[str] = field(default_factory=list)
    pairs: list[str] = field(default_factory=list)  # dt/dd texts
    links: list[tuple[str, str]] = field(default_factory=list)  # (tag, address)
    named: list[tuple[str, str]] = field(default_factory=list)  # (text, address) of <a>
    ids: list[str] = field(default_factory=list)
    inline: list[str] = field(default_factory=list)  # scripts, styles, style= and on*=
    lang: str = ""
    text: str = ""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.facts = Facts()
        self._open: list[tuple[str, list[str], str]] = []
        self._words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        facts = self.facts
        if tag == "html":
            facts.lang = values.get("lang", "")
        if "id" in values:
            facts.ids.append(values["id"])
        if tag == "meta" and "name" in values:
            facts.meta[values["name"]] = values.get("content", "")
        address = ADDRESSES.get(tag)
        if address and address in values:
            facts.links.append((tag, values[address]))
        facts.inline += [f"{tag} {name}" for name in values if name == "style" or name.startswith("on")]
        if tag == "style":
            facts.inline.append("style")
        if tag == "script" and "src" not in values and "json" not in values.get("type", ""):
            facts.inline.append("script")
        if tag not in VOID:
            self._open.append((tag, [], values.get("href", "")))

    def handle_endtag(self, tag: str) -> None:
        while self._open:
            name, words, href = self._open.pop()
            text = " ".join("".join(words).split())
            if name == "title" and not self.facts.title:
                self.facts.title = text
            elif name in ("h1", "h2", "h3"):
                self.facts.headings.append(f"{name} {text}")
            elif name in ("dt", "dd"):
                self.facts.pairs.append(text)
            elif name == "a" and href:
                self.facts.named.append((text, href))
            if self._open:
                self._open[-1][1].extend(words)
            if name == tag:
                break

    def handle_data(self, data: str) -> None:
        if self._open:
            self._open[-1][1].append(data)
            if self._open[-1][0] not in ("script", "style"):
                self._words.append(data)


def facts(html: str) -> Facts:
    """Facts of a page's source."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.facts.text = " ".join("".join(reader._words).split())
    return reader.facts


def site_facts(site: Path) -> dict[str, Facts]:
    """Facts of all pages by address."""
    return {p.relative_to(site).as_posix(): facts(p.read_text(encoding="utf-8")) for p in sorted(site.rglob("*.html"))}


def tree(folder: Path) -> dict[str, bytes]:
    """Every file by address."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
