"""The catalogue's files in layers: a county's own over the catalogue it inherits (`继承`, formats.md §5).

A layer is a `catalog/` folder. The base comes first; later layers override by id and add. `site.yaml` is each
layer's own. `不继承` in site.yaml names parts that the layer takes from itself alone.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from generator.catalog.reader import suggestion
from generator.findings import Place, Problem
from generator.source.nodes import Mapping, Node, Text, place_of
from generator.source.text import decode
from generator.source.yaml_events import parse_yaml

MAX_LAYERS = 5
#: part -> file (one) or folder (many files)
FILES = {
    "columns": "columns.yaml",
    "organizations": "organizations.yaml",
    "topics": "topics.yaml",
    "channels": "channels.yaml",
    "editions": "editions.yaml",
    "rules": "rules.yaml",
    "clock": "clock.yaml",
}
FOLDERS = ("types", "items", "calendar", "tasks", "words", "search")
PARTS = (*FILES, *FOLDERS)
#: parts that no catalogue can do without, its own or inherited
NEEDED = ("columns", "organizations", "topics", "channels", "types", "items", "calendar")


@dataclass(frozen=True, slots=True)
class CatalogFile:
    """One parsed file: path as shown in findings, and its root node."""

    path: str
    name: str
    node: Node


@dataclass(frozen=True, slots=True)
class Layer:
    """One `catalog/` folder, parsed."""

    folder: Path
    site: CatalogFile | None
    parts: dict[str, tuple[CatalogFile, ...]]


@dataclass(frozen=True, slots=True)
class Layers:
    """All layers, base first, and what went wrong while reading them."""

    layers: tuple[Layer, ...]
    problems: tuple[Problem, ...]

    def files(self, part: str) -> tuple[tuple[CatalogFile, ...], ...]:
        """The files of `part`, layer by layer, base first."""
        return tuple(layer.parts.get(part, ()) for layer in self.layers)


def read_layers(root: Path) -> Layers:
    """Read `root/catalog` and what it inherits."""
    problems: list[Problem] = []
    chain: list[Layer] = []
    seen: set[Path] = set()
    folder: Path | None = root / "catalog"
    skipped: set[str] = set()
    while folder is not None:
        if len(chain) >= MAX_LAYERS or folder.resolve() in seen:
            site = chain[-1].site
            place = Place(site.path if site else "catalog/site.yaml")
            problems.append(Problem("K807", place, "「继承」绕了一圈，或者层数超过五层", field="继承"))
            break
        seen.add(folder.resolve())
        layer = _read_layer(root, folder, skipped, problems)
        chain.append(layer)
        skipped |= set(_own_parts(layer.site, problems))
        folder = _parent(layer, problems)
    problems.extend(_missing_parts(chain))
    return Layers(tuple(reversed(chain)), tuple(problems))


def _missing_parts(chain: list[Layer]) -> list[Problem]:
    """K801 for every needed part that is in no layer (a file that can't be read has its own problem)."""
    found: list[Problem] = []
    for part in NEEDED:
        if not any(part in layer.parts for layer in chain):
            name = FILES.get(part, f"{part}/")
            found.append(Problem("K801", Place(f"catalog/{name}"), f"缺少 catalog/{name}，自己的和继承的目录里都没有", found=part))
    return found


def _read_layer(root: Path, folder: Path, skipped: set[str], problems: list[Problem]) -> Layer:
    shown = os.path.relpath(folder, root).replace(os.sep, "/")
    site = _read_file(folder / "site.yaml", f"{shown}/site.yaml", problems, needed=not skipped)
    parts: dict[str, tuple[CatalogFile, ...]] = {}
    for part, name in FILES.items():
        if part not in skipped and (folder / name).exists():
            file = _read_file(folder / name, f"{shown}/{name}", problems)
            parts[part] = (file,) if file else ()
    for part in FOLDERS:
        if part not in skipped:
            files = _read_folder(folder / part, f"{shown}/{part}", problems)
            if files or any((folder / part).glob("*.yaml")):  # there, even if it can't be read
                parts[part] = files
    return Layer(folder, site, parts)


def _read_folder(folder: Path, shown: str, problems: list[Problem]) -> tuple[CatalogFile, ...]:
    if not folder.is_dir():
        return ()
    files = []
    for path in sorted(folder.iterdir(), key=lambda p: p.name):
        if path.suffix == ".yaml":
            file = _read_file(path, f"{shown}/{path.name}", problems)
            if file is not None:
                files.append(file)
        elif not path.name.startswith(".") and path.name != "README.md":
            problems.append(Problem("K801", Place(f"{shown}/{path.name}"), "目录文件应以 .yaml 结尾", found=path.name))
    return tuple(files)


def _read_file(path: Path, shown: str, problems: list[Problem], *, needed: bool = True) -> CatalogFile | None:
    if path.is_symlink() or not path.is_file():
        if needed:
            problems.append(Problem("K801", Place(shown), "缺少这个目录文件，或者它不是普通文件"))
        return None
    try:
        data = path.read_bytes()
    except OSError as error:
        problems.append(Problem("K801", Place(shown), f"读不了这个目录文件：{error.strerror}"))
        return None
    text, found = decode(data, shown)
    problems.extend(found)
    if text is None:
        return None
    node, found = parse_yaml(text, shown)
    problems.extend(found)
    if node is None:
        if not found:
            problems.append(Problem("K801", Place(shown), "这个目录文件是空的"))
        return None
    return CatalogFile(shown, path.stem, node)


def _words(site: CatalogFile | None, key: str) -> tuple[str, ...]:
    if site is None or not isinstance(site.node, Mapping):
        return ()
    node = site.node.get(key)
    if isinstance(node, Text):
        return (str(node),)
    if node is None or isinstance(node, Mapping):
        return ()
    return tuple(str(item) for item in node.items)


def _own_parts(site: CatalogFile | None, problems: list[Problem]) -> tuple[str, ...]:
    """The parts of `不继承`; a word that is no part is a problem, not a part silently inherited."""
    words = _words(site, "不继承")
    if site is None or not isinstance(site.node, Mapping):
        return ()
    node = site.node.get("不继承")
    for word in words:
        if word not in PARTS:
            near = suggestion(word, PARTS)
            hint = f"，是不是“{near}”" if near else f"；可以写：{'、'.join(PARTS)}"
            message = f"「不继承」写的是“{word}”，没有这个部分{hint}"
            place = place_of(node, site.path) if node is not None else Place(site.path)
            problems.append(Problem("K804", place, message, field="不继承", found=word, expected=near))
    if isinstance(node, Mapping):
        message = "「不继承」应是一列部分的名称，如 [organizations, tasks]"
        problems.append(Problem("K804", place_of(node, site.path), message, field="不继承"))
    return words


def _parent(layer: Layer, problems: list[Problem]) -> Path | None:
    words = _words(layer.site, "继承")
    if layer.site is None or not isinstance(layer.site.node, Mapping):
        return None
    node = layer.site.node.get("继承")
    if node is not None and (len(words) != 1 or not isinstance(node, Text)):
        message = "「继承」应是一个文件夹的相对路径，如 ../../catalog"
        problems.append(Problem("K804", place_of(node, layer.site.path), message, field="继承"))
    if not words or not words[0].strip():
        return None
    # relative to the repository that holds this catalog/ folder
    folder = Path(os.path.normpath(layer.folder.parent / words[0]))
    if not folder.is_dir():
        problems.append(
            Problem("K801", Place(layer.site.path), f"「继承」写的是“{words[0]}”，找不到这个文件夹", field="继承", found=words[0])
        )
        return None
    return folder
