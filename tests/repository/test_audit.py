"""The repository's own rules: what the audit finds, and that it finds nothing here."""

from __future__ import annotations

import ast

import pytest

from tools import audit

LOCKED = """\
nh3==0.3.8 \\
    --hash=sha256:00aa \\
    --hash=sha256:11bb
    # via -r requirements/runtime.in
"""


def test_nothing_is_wrong_with_this_repository() -> None:
    assert list(audit.problems(audit.ROOT)) == []


def test_a_lock_with_hashes_is_right() -> None:
    assert list(audit.lock_problems("x.txt", LOCKED)) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("nh3==0.3.8\n", "not pinned with a hash"),
        ("nh3>=0.3 \\\n    --hash=sha256:00aa\n", "not pinned with a hash"),
        ("--extra-index-url https://packages.example.invalid/simple\n", "names an address"),
        ("nh3 @ https://packages.example.invalid/nh3.whl \\\n    --hash=sha256:00aa\n", "names an address"),
    ],
)
def test_locks_that_are_open_or_name_an_address(text: str, said: str) -> None:
    assert said in next(audit.lock_problems("x.txt", text))


def test_node_lock_needs_integrity_and_no_address() -> None:
    lock = {"packages": {"": {}, "a": {"integrity": "sha512-x"}, "b": {"resolved": "https://example.invalid/b.tgz"}}}
    assert list(audit.node_lock_problems("l", lock)) == ["l: b has no integrity", "l: b names an address"]


def test_imports_at_any_depth_count_and_the_standard_library_does_not() -> None:
    code = "import os\nfrom generator.errors import X\nfrom . import y\ndef f():\n    import yaml.events\n"
    assert audit.imported(ast.parse(code)) == {"yaml"}


def test_undeclared_and_unused_dependencies() -> None:
    found = list(audit.dependency_problems({"generator/x.py": "import yaml\n"}, "mkdocs==1\n"))
    assert found == [
        "generator/x.py: imports yaml, which requirements/runtime.in does not name",
        "requirements/runtime.in: mkdocs is not used",
    ]


def test_what_an_extra_names_may_be_imported_and_need_not_be() -> None:
    sources = {"generator/x.py": "import yaml\n"}
    assert list(audit.dependency_problems(sources, "", ["PyYAML>=6"])) == []
    assert list(audit.dependency_problems({}, "", ["PyYAML>=6"])) == []


WORKFLOW = {
    "on": {"pull_request": None},
    "permissions": {},
    "jobs": {"a": {"permissions": {}, "timeout-minutes": 5, "steps": []}},
}
CHECKOUT = {"uses": "actions/checkout@" + "0" * 40}


def test_a_workflow_without_rights_is_right() -> None:
    assert list(audit.workflow_problems("w", WORKFLOW)) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"on": {"pull_request_target": None}}, "pull_request_target"),
        ({"permissions": {"contents": "write"}}, "permissions at the top"),
        ({"jobs": {"a": {"timeout-minutes": 5}}}, "says no permissions"),
        ({"jobs": {"a": {"permissions": {}}}}, "no time limit"),
    ],
)
def test_workflows_that_allow_too_much(change: dict[str, object], said: str) -> None:
    assert any(said in line for line in audit.workflow_problems("w", {**WORKFLOW, **change}))


@pytest.mark.parametrize(
    ("step", "said"),
    [
        ({"uses": "actions/checkout@v4", "with": {"persist-credentials": False}}, "not pinned"),
        (CHECKOUT, "persist-credentials"),
        ({"run": "echo ${{ github.head_ref }}"}, "an expression in a script"),
    ],
)
def test_steps_that_allow_too_much(step: dict[str, object], said: str) -> None:
    jobs = {"a": {"permissions": {}, "timeout-minutes": 5, "steps": [step]}}
    assert any(said in line for line in audit.workflow_problems("w", {**WORKFLOW, "jobs": jobs}))


def test_only_the_stamping_job_keeps_its_credentials() -> None:
    jobs = {"stamp": {"permissions": {"contents": "write"}, "timeout-minutes": 5, "steps": [CHECKOUT]}}
    assert list(audit.workflow_problems("w", {**WORKFLOW, "jobs": jobs})) == []


def test_keys_and_tokens_are_found_and_not_quoted() -> None:
    token = "gh" + "p_" + "a" * 36
    found = list(audit.secret_problems("x", f"TOKEN={token}".encode()))
    assert found == ["x: looks like a key or a token"]
    assert list(audit.secret_problems("x", b"a public key")) == []
