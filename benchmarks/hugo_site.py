"""The same site for Hugo: content with front matter, taxonomies for the lists, the layouts of `hugo/layouts`.

Written for speed as a Hugo author would: header, footer and rows by `partialCached`, values in front matter, addresses
of attachments as page resources. Three settings: with lists (the yardstick), pages alone, lists and data.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.corpus import LISTS, Cell, Chrome, Record, Term

LAYOUTS = Path(__file__).parent / "hugo/layouts"
#: name of a variant -> what its configuration adds
VARIANTS = {
    "hugo": "",
    "hugo-pages": "",
    "hugo-data": '[outputs]\npage = ["html", "json"]\nterm = ["html", "rss"]\ntaxonomy = ["html"]\nhome = ["html", "rss"]\n',
}
#: kinds of pages a variant leaves out
WITHOUT = {
    "hugo": ["RSS", "section"],
    "hugo-pages": ["RSS", "section", "taxonomy", "term", "sitemap"],
    "hugo-data": ["section"],
}


def write_hugo(
    out: Path, repository: Path, records: Iterable[Record], terms: Iterable[Term], chrome: Chrome, *, old: bool = False
) -> int:
    """Write a Hugo site to `out` (must not exist). `old` is for versions before 0.128. Returns the number of entries."""
    shutil.copytree(LAYOUTS, out / "layouts")
    (out / "layouts/partials/top.html").write_text(chrome.top, encoding="utf-8")
    (out / "layouts/partials/foot.html").write_text(chrome.foot, encoding="utf-8")
    shutil.copytree(repository / "site/assets", out / "static/assets")
    names = Names()
    for term in terms:
        _write_term(out / "content", term)
        names.add_term(term)
    count = 0
    for record in records:
        _write_record(out / "content/xx", repository, record)
        names.add_record(record)
        count += 1
    for variant in VARIANTS:
        (out / f"{variant}.toml").write_text(_settings(variant, chrome, names, old=old), encoding="utf-8")
    return count


@dataclass(slots=True)
class Names:
    """What all pages look up: the labels of the record header in their order, units, items."""

    cells: dict[str, Cell] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    phones: dict[str, str] = field(default_factory=dict)
    items: dict[str, str] = field(default_factory=dict)

    def add_term(self, term: Term) -> None:
        """Remember the telephone of a unit, the name of an item."""
        if term.kind == "jigou":
            self.units[term.id] = term.title
            self.phones[term.id] = dict(term.facts).get("联系电话", "")
        elif term.kind == "mulu":
            self.items[term.id] = term.title

    def add_record(self, record: Record) -> None:
        """Remember labels not seen before, and the unit's name as entries write it."""
        for cell in record.header:
            self.cells.setdefault(cell.label, cell)
            if cell.kind == "unit":
                self.units[record.unit] = cell.value


def _settings(variant: str, chrome: Chrome, names: Names, *, old: bool) -> str:
    return "\n".join((
        f"baseURL = {_quoted(chrome.base)}",
        'title = "政府信息公开"',
        "uglyURLs = true",
        "pluralizeListTitles = false",
        'timeout = "600s"',
        f"disableKinds = {json.dumps(WITHOUT[variant])}",
        "paginate = 20" if old else "[pagination]\npagerSize = 20\ndisableAliases = true",
        "[taxonomies]",
        *(f'{kind} = "{kind}"' for kind in LISTS),
        VARIANTS[variant],
        "[params]",
        "fields = [",
        *(f"  {{label = {_quoted(c.label)}, kind = {_quoted(c.kind)}}}," for c in names.cells.values()),
        "]",
        "[params.units]",
        *(f"{key} = {{name = {_quoted(name)}, phone = {_quoted(names.phones.get(key, ''))}}}"
          for key, name in names.units.items()),
        "[params.items]",
        *(f"{key} = {_quoted(name)}" for key, name in names.items.items()),
        "",
    ))


def _write_record(folder: Path, repository: Path, record: Record) -> None:
    front: dict[str, object] = {
        "title": record.title, "date": f"{record.published.replace(' ', 'T')}:00+08:00",
        "description": record.description, "unit": record.unit, **record.lists,
    }
    front |= {cell.label: cell.value for cell in record.header if cell.kind != "published"}
    front |= {"state": record.state, "number": record.number, "sample": record.sample, "items": list(record.items)}
    if record.related:
        front["related"] = [{"how": how, "ref": ref} for how, ref in record.related]
    target = folder / f"{record.id}.md"
    if record.attachments:
        front["attachments"] = list(record.attachments)
        target = folder / record.id / "index.md"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(f"---\n{_yaml(front)}---\n\n{record.body}", encoding="utf-8")
    for one in record.attachments:
        name = str(one["file"])
        shutil.copyfile(repository / "content/entries" / record.id / name, target.parent / name)


def _write_term(folder: Path, term: Term) -> None:
    """The page of a list, also of one without rows."""
    target = folder / term.kind / term.id / "_index.md"
    target.parent.mkdir(parents=True, exist_ok=True)
    front = {"title": term.title, "facts": [{"label": label, "value": value} for label, value in term.facts]}
    target.write_text(f"---\n{_yaml(front)}---\n", encoding="utf-8")


def _yaml(front: Mapping[str, object]) -> str:
    """Front matter as people write it, a key a line; values as JSON, which YAML reads."""
    return "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in front.items())


def _quoted(value: str) -> str:
    """A TOML string."""
    return json.dumps(value, ensure_ascii=False)
