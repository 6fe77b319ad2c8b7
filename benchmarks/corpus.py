"""The entries of a demonstration as a peer needs them, read from what gongkai published of them.

Read are public files only (the JSON beside every entry, record pages, list pages), so the peers show the same values
under the same labels, link to the same units, topics and items, and stand in the same lists, whatever changes inside
the generator. What gongkai works out (states, relations both ways, times from the ledger) is given to them for nothing.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

#: list pages by kind: lanmu columns, jigou units, zhuti topics, mulu items
LISTS = ("lanmu", "jigou", "zhuti", "mulu")
#: the column that holds everything
ALL = "quanbu"

HEADER = re.compile(r'<dl class="meta">(.*?)</dl>', re.DOTALL)
PAIR = re.compile(r"<div><dt>(.*?)</dt><dd>(.*?)</dd></div>", re.DOTALL)
LONG = re.compile(r'<section class="long"><h2>(.*?)</h2>(.*?)</section>', re.DOTALL)
DESCRIPTION = re.compile(r'<meta name="description" content="([^"]*)">')
CANONICAL = re.compile(r'<link rel="canonical" href="([^"]*)">')
HEADING = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
TIME = re.compile(r'<time datetime="([^"]*)">')
TOPIC = re.compile(r'href="[^"]*zhuti/([\w-]+)\.html"')
MARK = re.compile(r'<span class="sample">.*?</span>')
TAG = re.compile(r"<[^>]*>")


class NotOurs(Exception):
    """A page of the site does not look as this module knows it: the theme changed, and this module must follow."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A line of the record header: label, value, and how it is shown (text, date, published, unit, topic)."""

    label: str
    value: str
    kind: str


@dataclass(frozen=True, slots=True)
class Record:
    """An entry: values, body in Markdown, the lists it stands in (ids by kind of list)."""

    id: str
    title: str
    published: str
    description: str
    header: tuple[Cell, ...]
    body: str
    lists: dict[str, list[str]]
    #: file name, name, role, bytes, SHA-256
    attachments: tuple[dict[str, str | int], ...]
    #: name of the relation and id of the other entry
    related: tuple[tuple[str, str], ...]
    items: tuple[str, ...]
    state: str
    number: str
    sample: bool

    @property
    def unit(self) -> str:
        """Id of the unit the entry belongs to."""
        return self.id.split("/")[0]


@dataclass(frozen=True, slots=True)
class Term:
    """A list page: kind, id, title, and the table above the rows."""

    kind: str
    id: str
    title: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Chrome:
    """What every page shares, in HTML, with links from the root of the server."""

    #: between <body> and the path of the page: symbols, header, navigation
    top: str
    foot: str
    #: address of the site with its sub-path, closed by a slash
    base: str


def records(root: Path) -> Iterator[Record]:
    """Every published entry of the built repository at `root`, in the order of their ids."""
    names = {term.title: term.id for term in terms(root) if term.kind == "lanmu"}
    for file in sorted((root / "site/data/xx").rglob("*.json")):
        data: dict[str, Any] = json.loads(file.read_bytes())
        page = (root / "site/xx" / f"{data['编号']}.html").read_text(encoding="utf-8")
        yield _record(data, page, names)


def _record(data: dict[str, Any], page: str, columns: dict[str, str]) -> Record:
    header = tuple(_cells(_found(HEADER, page, data["编号"])))
    topic = TOPIC.findall(_found(HEADER, page, data["编号"]))
    unit = data["编号"].split("/")[0]
    own = [columns[name] for name in data.get("栏目", ()) if name in columns]
    # signed states (no index number) stand on their item's page, in no list
    listed = any(cell.label == "索引号" for cell in header)
    lists = {"lanmu": [ALL, *own], "jigou": [unit], "zhuti": topic[:1], "mulu": data["目录事项"]} if listed else {}
    long = "".join(f"\n## {text(name)}\n\n{text(content)}\n" for name, content in LONG.findall(page))
    return Record(
        id=data["编号"], title=data["标题"], published=data["发布日期"], header=header, lists=lists,
        description=html.unescape(next(iter(DESCRIPTION.findall(page)), "")), body=data.get("正文", "") + long,
        attachments=tuple(
            {"file": one["文件名"], "name": one["名称"], "role": one["角色"], "bytes": one["字节"], "sha": one["SHA-256"]}
            for one in data.get("附件", ())
        ),
        related=tuple((one["名称"], one["编号"]) for one in data.get("关系", ()) if "编号" in one),
        items=tuple(data["目录事项"]), state=data.get("状态", ""), number=data.get("文号", ""),
        sample=bool(data.get("示例")),
    )


def _cells(table: str) -> Iterator[Cell]:
    for label, content in PAIR.findall(table):
        day = TIME.search(content)
        if day:
            yield Cell(text(label), day[1][:10], "published" if text(label) == "发布日期" else "date")
        else:
            kind = "unit" if "jigou/" in content else "topic" if "zhuti/" in content else "text"
            yield Cell(text(label), text(content), kind)


def terms(root: Path) -> Iterator[Term]:
    """Every list page (its first) of the built repository at `root`."""
    site = root / "site"
    for kind in LISTS:
        for file in sorted((site / kind).glob("*/index.html" if kind == "lanmu" else "*.html")):
            id_ = file.parent.name if kind == "lanmu" else file.stem
            if id_ == "index":
                continue
            page = file.read_text(encoding="utf-8")
            pairs = [(text(label), text(value)) for label, value in PAIR.findall(page)]
            yield Term(kind, id_, text(_found(HEADING, page, file.name)), tuple(pairs))


def chrome(root: Path) -> Chrome:
    """Header, navigation and footer as gongkai's record pages have them."""
    file = next(iter(sorted((root / "site/xx").rglob("*.html"))))
    page = file.read_text(encoding="utf-8")
    depth = len(file.relative_to(root / "site").parts) - 1
    address = _found(CANONICAL, page, file.name)
    base = address[: address.index("/xx/") + 1]
    top = _between(page, '<a class="skip"', '<div class="wrap where">')
    foot = _between(page, '<footer class="foot">', "</body>")
    path = urlsplit(base).path

    def rooted(part: str) -> str:
        # the demonstration's notes are text, not template: nothing in them may read as one
        return part.replace('"' + "../" * depth, f'"{path}').replace("{{", "{ {")

    return Chrome(rooted(top), rooted(foot), base)


def text(markup: str) -> str:
    """What a reader sees of a piece of HTML, in one line."""
    return " ".join(html.unescape(TAG.sub("", MARK.sub("", markup))).split())


def _found(pattern: re.Pattern[str], page: str, where: str) -> str:
    found = pattern.search(page)
    if found is None:
        raise NotOurs(f"{where}: nothing like {pattern.pattern} in the page")
    return found[1]


def _between(page: str, start: str, end: str) -> str:
    first, last = page.find(start), page.find(end)
    if not 0 <= first < last:
        raise NotOurs(f"the page has no part from {start} to {end}")
    return page[first:last]
