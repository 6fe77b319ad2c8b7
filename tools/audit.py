"""Checks of the repository itself, without a network: locks, declared imports, workflows, committed secrets.

`python -m tools.audit` prints what is wrong, one line each, and ends with exit code 1; silent and 0 when all is well.
"""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent

ADDRESS = re.compile(r"[a-z+]+://|--(extra-)?index|--find-links|--trusted-host")
REQUIREMENT = re.compile(r"^[A-Za-z0-9]")
HASH = "--hash=sha256:"
PINNED_ACTION = re.compile(r"^[\w.-]+/[\w./-]+@[0-9a-f]{40}$")
SECRETS = re.compile(
    rb"-----BEGIN [A-Z ]*PRIVATE KEY-----|\bgh[pousr]_[A-Za-z0-9]{36}\b|\bgithub_pat_\w{60,}|\bAKIA[A-Z0-9]{16}\b"
)
#: needed without an `import` that names them: the theme, the engine driven by name, time zones, the installer
USED_OTHERWISE = frozenset({"mkdocs-material", "properdocs", "setuptools", "tzdata"})


def lock_problems(name: str, text: str) -> Iterator[str]:
    """A requirements lock: every version exact and hashed, no address of an index."""
    for block in re.split(r"(?<!\\)\n", text):
        if ADDRESS.search(block):
            yield f"{name}: names an address or an index: {block.strip()[:80]}"
        if REQUIREMENT.match(block) and ("==" not in block or HASH not in block):
            yield f"{name}: not pinned with a hash: {block.split()[0]}"


def node_lock_problems(name: str, lock: dict[str, Any]) -> Iterator[str]:
    """A package-lock: every package with its integrity, none with an address."""
    for path, package in lock["packages"].items():
        if path and "integrity" not in package:
            yield f"{name}: {path} has no integrity"
        if "resolved" in package:
            yield f"{name}: {path} names an address"


def declared(text: str) -> set[str]:
    """Distribution names of a requirements input, normalised."""
    lines = (line.split("#")[0].strip() for line in text.splitlines())
    return {_normal(re.split(r"[<>=~!; \[]", line)[0]) for line in lines if line and not line.startswith("-")}


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def imported(tree: ast.AST) -> set[str]:
    """Top-level names that a module imports from outside, at any depth of the code."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names.update(alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names.add(node.module.split(".")[0])
    return names - sys.stdlib_module_names - {"generator"}


def dependency_problems(sources: dict[str, str], runtime: str, extras: Iterable[str] = ()) -> Iterator[str]:
    """What `generator` imports is declared in runtime.in, and nothing is declared for nothing.

    `extras` are the requirements of pyproject's optional-dependencies.
    """
    owners = packages_distributions()
    allowed, optional = declared(runtime), declared("\n".join(extras))
    used = set(USED_OTHERWISE)
    for path, text in sources.items():
        for name in sorted(imported(ast.parse(text))):
            distributions = {_normal(d) for d in owners.get(name, ())}
            used |= distributions
            if not distributions & (allowed | optional):
                yield f"{path}: imports {name}, which requirements/runtime.in does not name"
    for name in sorted(allowed - used):
        yield f"requirements/runtime.in: {name} is not used"


def workflow_problems(name: str, workflow: dict[Any, Any]) -> Iterator[str]:
    """A workflow: nothing allowed by default, actions by commit, no credentials left behind, no foreign rights."""
    # YAML 1.1 reads the key `on` as true
    if "pull_request_target" in str(workflow.get("on", workflow.get(True))):
        yield f"{name}: pull_request_target runs foreign changes with our rights"
    if workflow.get("permissions") != {}:
        yield f"{name}: permissions at the top must be {{}}"
    for job_name, job in workflow["jobs"].items():
        if "permissions" not in job:
            yield f"{name}: job {job_name} says no permissions"
        if "timeout-minutes" not in job:
            yield f"{name}: job {job_name} has no time limit"
        for step in job.get("steps", ()):
            yield from _step_problems(f"{name}: job {job_name}", step, may_push=job_name == "stamp")


def _step_problems(where: str, step: dict[str, Any], *, may_push: bool) -> Iterator[str]:
    uses = step.get("uses", "")
    if uses and not PINNED_ACTION.match(uses):
        yield f"{where}: {uses} is not pinned by commit"
    keeps = step.get("with", {}).get("persist-credentials") is not False
    if uses.startswith("actions/checkout@") and keeps and not may_push:
        yield f"{where}: checkout without persist-credentials: false"
    if "${{" in str(step.get("run", "")):
        yield f"{where}: an expression in a script; pass it by env"


def secret_problems(name: str, data: bytes) -> Iterator[str]:
    """Keys and tokens in a committed file; the match itself is never printed."""
    if SECRETS.search(data):
        yield f"{name}: looks like a key or a token"


def committed(root: Path) -> list[str]:
    """Paths that git knows; all files when this is no git checkout."""
    run = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, check=False)
    if run.returncode == 0:
        return [name for name in run.stdout.decode().split("\0") if name and (root / name).is_file()]
    return [path.relative_to(root).as_posix() for path in sorted(root.rglob("*")) if path.is_file()]


def problems(root: Path) -> Iterator[str]:
    """All that is wrong with the repository at `root`."""
    requirements = root / "requirements"
    for path in sorted(requirements.glob("*.txt")):
        yield from lock_problems(f"requirements/{path.name}", path.read_text(encoding="utf-8"))
    yield from node_lock_problems("package-lock.json", json.loads((root / "package-lock.json").read_bytes()))
    names = committed(root)
    modules = [name for name in names if name.startswith("generator/") and name.endswith(".py")]
    sources = {name: (root / name).read_text(encoding="utf-8") for name in modules}
    runtime = (requirements / "runtime.in").read_text(encoding="utf-8")
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [line for lines in project.get("optional-dependencies", {}).values() for line in lines]
    yield from dependency_problems(sources, runtime, extras)
    for path in sorted((root / ".github/workflows").glob("*.yml")):
        yield from workflow_problems(path.relative_to(root).as_posix(), yaml.safe_load(path.read_bytes()))
    for name in names:
        yield from secret_problems(name, (root / name).read_bytes())


def main() -> int:
    """Print what is wrong; returns the exit code."""
    found = list(problems(ROOT))
    for line in found:
        print(line)
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
