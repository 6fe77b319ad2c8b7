"""The layers of generator/README.md: a module imports only what stands before it, and the core knows no engine."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "generator"

#: in the order data flows; a layer may import itself and what stands before it
LAYERS = (
    ("findings", "errors"),
    ("sealed", "progress", "executing"),
    ("source",),
    ("catalog",),
    ("calendar",),
    ("model",),
    ("derive",),
    ("rules",),
    ("render",),
    ("search",),
    ("publish",),
    ("reporters",),
    ("reporting",),
    ("searching",),
    ("importing",),
    ("scaffold",),
    ("gathering",),
    ("reuse",),
    ("judging",),
    ("preparing",),
    ("exporting",),
    ("indexing",),
    ("producing",),
    ("pipeline",),
    ("engines", "stamping"),
    ("retouching",),
    ("building",),
    ("serving",),
    ("cli", "plugin"),
    ("__main__",),
)
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}
#: third-party packages and the only place each may be imported in
HOMES = {
    "mkdocs": ("plugin.py", "engines.py"),
    "properdocs": ("engines.py",),
    "jinja2": ("render/environment.py", "plugin.py", "building.py"),
    "comrak": ("render/",),
    "nh3": ("render/",),
    "yaml": ("source/",),
    "pikepdf": ("source/office.py", "source/"),
    "python_calamine": ("importing/workbook.py",),
    "distributed": ("executing.py",),
    "pypdfium2_raw": ("source/documents/pdfium_child.py",),
}
MODULES = sorted(PACKAGE.rglob("*.py"))


def imports(path: Path) -> list[tuple[str, int, bool]]:
    """Imported module names of a file with line, and whether the import runs when the module is loaded."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    lazy = {id(node) for f in ast.walk(tree) if isinstance(f, ast.FunctionDef) for node in ast.walk(f)}
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [(alias.name, node.lineno, id(node) not in lazy) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: relative import"
            module = node.module or ""
            names = [f"{module}.{alias.name}" for alias in node.names] if module == "generator" else [module]
            found += [(name, node.lineno, id(node) not in lazy) for name in names]
    return found


def layer(module: str) -> str:
    """`generator.source.text` -> `source`."""
    return module.split(".")[1] if "." in module else ""


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_point_one_way(path: Path) -> None:
    own = path.relative_to(PACKAGE).with_suffix("").parts[0]
    if own == "__init__":
        assert not [name for name, _, _ in imports(path) if name.startswith("generator")]
        return
    assert own in RANK, f"{own} is in no layer: add it to LAYERS where it belongs"
    for name, line, _ in imports(path):
        target = layer(name) if name.startswith("generator") else ""
        if target in ("", "__version__"):
            continue
        same = target == own
        assert same or RANK[target] < RANK[own], f"{path}:{line}: {own} must not import {target}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_third_party_packages_stay_in_their_place(path: Path) -> None:
    relative = path.relative_to(PACKAGE).as_posix()
    for name, line, _ in imports(path):
        homes = HOMES.get(name.split(".")[0])
        if homes is not None:
            assert any(relative.startswith(home) for home in homes), f"{relative}:{line} must not import {name}"


def test_the_command_line_loads_nothing_before_a_command_runs() -> None:
    allowed = {"generator", "generator.errors", "generator.findings", "generator.preparing", "generator.progress"}
    eager = [
        name for name, _, at_load in imports(PACKAGE / "cli.py")
        if at_load and name.startswith("generator") and layer(name) not in ("__version__",)
    ]
    # findings, preparing and progress are imported for type checking only
    assert {name.rsplit(".", 1)[0] if name.startswith("generator.__") else name for name in eager} <= allowed


def test_engines_are_imported_lazily() -> None:
    eager = [name for name, _, at_load in imports(PACKAGE / "engines.py") if at_load]
    assert not [name for name in eager if name.startswith(("mkdocs", "properdocs"))]


def test_files_stay_readable() -> None:
    long = {str(p.relative_to(ROOT)): n for p in MODULES if (n := p.read_text(encoding="utf-8").count("\n")) > 450}
    assert not long, f"split along a noun: {long}"


def test_there_is_no_drawer_for_odds_and_ends() -> None:
    assert not [p for p in MODULES if p.stem in ("utils", "util", "helpers", "common", "misc", "manager")]
