"""Reading the repository: entries as written, and single YAML files of the catalogue."""

from __future__ import annotations

import gc
import os
from dataclasses import replace
from hashlib import sha256
from pathlib import Path, PurePosixPath

from generator.findings import Place, Problem, Severity
from generator.source.files import EntrySource, EntrySources, SourceFile
from generator.source.front_matter import opens_with_fence, split
from generator.source.guard import (
    MAX_ATTACHMENT,
    MAX_BODY,
    MAX_YAML,
    Opened,
    executable_problem,
    in_words,
    open_problem,
    read_bytes,
    special_problem,
)
from generator.source.names import shown
from generator.source.nodes import Mapping, Node, Sequence
from generator.source.text import decode
from generator.source.walk import Claim, find_claims
from generator.source.yaml_events import parse_yaml
from generator.source.yaml_simple import SimpleFields, scan

#: Files with an execute bit are told one by one up to this many, then counted: some disks set it on every file.
MAX_EXECUTABLE = 5


def read_entries(root: Path) -> EntrySources:
    """All entries under `content/entries` of the repository `root`, by id, and every problem met on the way."""
    collecting = gc.isenabled()
    gc.disable()  # trees hold no cycles, and each collection would walk all that was read so far
    try:
        return _read_entries(root)
    finally:
        if collecting:
            gc.enable()


def _read_entries(root: Path) -> EntrySources:
    claims, problems = find_claims(root)
    entries: list[EntrySource] = []
    broken: set[str] = set()
    for claim in claims:
        entry, found = read_claim(os.fspath(root), claim)
        if found:
            problems.extend(replace(problem, entry=problem.entry or claim.id) for problem in found)
        if entry is None:
            broken.add(shown(claim.id))
        else:
            entries.append(entry)
    entries.sort(key=lambda entry: entry.id)
    problems = thinned(problems)
    problems.sort(key=lambda problem: (problem.place, problem.rule, problem.message))
    return EntrySources(tuple(entries), tuple(problems), frozenset(broken))


def read_claim(root: str, claim: Claim, *, simple: bool = False) -> tuple[EntrySource | None, list[Problem]]:
    """One entry, or None when it cannot be read; a pure function of the files, so that it can run anywhere.

    With `simple`, fields that can be are read the simple way (`EntrySource.simple`).
    """
    return _Reading(root, claim, simple=simple).run()


def with_fields(source: EntrySource) -> tuple[EntrySource, list[Problem]]:
    """A source that was read the simple way with its fields as nodes."""
    node, problems = parse_yaml(source.fields_text, source.path, first_line=source.fields_line)
    assert isinstance(node, Mapping), source.path  # simple texts are mappings
    return replace(source, fields=node, simple=None, fields_text=""), problems


def claim_digest(root: str, claim: Claim) -> str:
    """What `EntrySource.digest` is for a claim whose files can all be read, without reading what they say."""
    digest = sha256()
    for name in (claim.yaml, claim.markdown):
        if name:
            data = _raw(f"{root}/{claim.folder}/{name}")
            digest.update(b"%d\n" % len(data))
            digest.update(data)
    for name in claim.attachments:
        own = sha256(_raw(f"{root}/{claim.folder}/{claim.slug}/{name}")).hexdigest()
        digest.update(f"{name}\n{own}\n".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _raw(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return b"unreadable"


def read_yaml_file(root: Path, path: str) -> tuple[Node | None, list[Problem]]:
    """The tree of one YAML file, `path` relative to `root` with `/`; never follows a link or leaves `root`."""
    fault = _path_fault(os.fspath(root), path)
    if fault is not None:
        return None, [fault]
    opened = read_bytes(os.path.join(root, path), shown(path), limit=MAX_YAML)
    if isinstance(opened, Problem):
        return None, [opened]
    text, problems = decode(opened.data, shown(path))
    if text is None:
        return None, problems
    node, found = parse_yaml(text, shown(path))
    if node is None and not found:
        found = [Problem("S112", Place(shown(path)), "文件是空的", expected="字段名: 值")]
    return node, problems + found


def list_catalog(root: Path) -> tuple[str, ...]:
    """Repository paths of the YAML files under `catalog/`, sorted; links are not followed."""
    found: list[str] = []
    for folder, folders, names in os.walk(os.path.join(root, "catalog"), followlinks=False):
        folders.sort()
        below = os.path.relpath(folder, root).replace(os.sep, "/")
        found.extend(f"{below}/{name}" for name in names if name.endswith(".yaml"))
    return tuple(sorted(found))


#: stands for the fields of a text that was read the simple way
_NOT_READ = Mapping()


class _Reading:
    """The reading of one entry's files; `problems` fills as it goes."""

    def __init__(self, root: str, claim: Claim, *, simple: bool) -> None:
        self.root = root
        self.claim = claim
        self.problems: list[Problem] = []
        self.digest = sha256()
        self.simple = simple
        #: set when the fields were read the simple way
        self.scanned: SimpleFields | None = None
        self.scanned_text: tuple[str, int] = ("", 1)

    def run(self) -> tuple[EntrySource | None, list[Problem]]:
        entry = self._from_yaml() if self.claim.yaml else self._from_markdown()
        if self.claim.misnamed:
            entry = None
        return entry, self.problems

    def _from_yaml(self) -> EntrySource | None:
        path, text = self._text(self.claim.yaml, MAX_YAML)
        fields = self._fields(text, path, 1) if text is not None else None
        body, body_path, good = "", "", True
        if self.claim.markdown:
            body_path, read = self._text(self.claim.markdown, MAX_BODY)
            good = read is not None and self._is_body(read, path, body_path)
            body = read or ""
        attachments = self._attachments()
        if fields is None or not good:
            return None
        return self._entry(path, fields, body, body_path, 1, attachments)

    def _from_markdown(self) -> EntrySource | None:
        path, text = self._text(self.claim.markdown, MAX_BODY + MAX_YAML)
        attachments = self._attachments()
        if text is None:
            return None
        if not text.strip():
            self._say("S112", path, "文件是空的")
            return None
        parts = split(text, path)
        self.problems.extend(parts.problems)
        if parts.fields is None:
            return None
        fields = self._fields(parts.fields, path, parts.fields_line)
        if len(parts.body.encode("utf-8", "replace")) > MAX_BODY:
            self._say("S107", path, f"正文超过 {in_words(MAX_BODY)}", expected=f"不超过 {in_words(MAX_BODY)}")
            return None
        if fields is None:
            return None
        return self._entry(path, fields, parts.body, path, parts.body_line, attachments)

    def _entry(
        self, path: str, fields: Mapping, body: str, body_path: str, body_line: int, attachments: dict[str, SourceFile]
    ) -> EntrySource:
        claim = self.claim
        return EntrySource(
            id=claim.id,
            path=path,
            organization=claim.organization,
            year=claim.year,
            slug=claim.slug,
            fields=fields,
            body=body,
            body_path=body_path,
            body_line=body_line,
            attachments=attachments,
            digest=self.digest.hexdigest(),
            simple=self.scanned,
            fields_text=self.scanned_text[0],
            fields_line=self.scanned_text[1],
        )

    def _text(self, name: str, limit: int) -> tuple[str, str | None]:
        """Shown path and text of a file of the year's folder; its bytes go into the digest."""
        path = shown(f"{self.claim.folder}/{name}")
        opened = self._open(f"{self.claim.folder}/{name}", path, limit)
        if opened is None:
            return path, None
        self.digest.update(b"%d\n" % len(opened.data))
        self.digest.update(opened.data)
        text, problems = decode(opened.data, path)
        if problems:
            self.problems.extend(problems)
        return path, text

    def _open(self, relative: str, path: str, limit: int) -> Opened | None:
        opened = read_bytes(f"{self.root}/{relative}", path, limit=limit)
        if isinstance(opened, Problem):
            self.problems.append(opened)
            return None
        if opened.executable:
            self.problems.append(executable_problem(path))
        return opened

    def _fields(self, text: str, path: str, first_line: int) -> Mapping | None:
        if self.simple:
            self.scanned = scan(text, first_line)
            if self.scanned is not None:
                self.scanned_text = (text, first_line)
                return _NOT_READ
        node, problems = parse_yaml(text, path, first_line=first_line)
        self.problems.extend(problems)
        if type(node) is Mapping and node.values:
            return node
        if problems and node is None:
            return None
        if node is None or not len(node):
            self._say("S112", path, "没有写任何字段", line=first_line, expected="类型: …、标题: … 等字段")
        else:
            kind = "清单" if isinstance(node, Sequence) else "一段文字"
            message = f"文件最外层是{kind}，应是一行一个的字段"
            self._say("S104", path, message, line=node.line, expected="字段名: 值")
        return None

    def _is_body(self, text: str, path: str, body_path: str) -> bool:
        """Whether a body beside a YAML file is only a body; an empty one is told."""
        if opens_with_fence(text):
            message = f"{path} 和 {body_path} 都写了字段：有 .yaml 时，.md 的第一行不能是“---”"
            self._say("S111", body_path, message, found="---", expected="字段只写在一处")
            return False
        if not text.strip():
            message = "正文文件是空的；没有正文就删去它"
            self._say("S112", body_path, message, severity=Severity.WARNING)
        return True

    def _attachments(self) -> dict[str, SourceFile]:
        """The files of the entry's own folder, by name; names and hashes go into the digest."""
        claim = self.claim
        files: dict[str, SourceFile] = {}
        for name in claim.attachments:
            relative = f"{claim.folder}/{claim.slug}/{name}"
            path = shown(relative)
            opened = self._open(relative, path, MAX_ATTACHMENT)
            if opened is None:
                continue
            if not opened.data:
                self._say("S112", path, "附件是空文件（0 字节）", expected="有内容的文件")
            digest = sha256(opened.data).hexdigest()
            files[name] = SourceFile(path=path, name=name, size=len(opened.data), digest=digest)
            self.digest.update(f"{name}\n{digest}\n".encode())
        return files

    def _say(
        self,
        rule: str,
        path: str,
        message: str,
        *,
        line: int = 1,
        found: str = "",
        expected: str = "",
        severity: Severity | None = None,
    ) -> None:
        self.problems.append(
            Problem(rule, Place(path, line, 1), message, found=found, expected=expected, severity=severity)
        )


def thinned(problems: list[Problem]) -> list[Problem]:
    """Execute bits beyond the first few (by place) as one count; looks at the problems of the whole repository."""
    marked = [problem for problem in problems if problem.rule == "S109" and problem.severity is Severity.WARNING]
    if len(marked) <= MAX_EXECUTABLE:
        return problems
    marked.sort(key=lambda problem: problem.place)
    drop = {id(problem) for problem in marked[MAX_EXECUTABLE:]}
    rest = marked[MAX_EXECUTABLE]
    more = replace(rest, message=f"从这里起还有 {len(drop)} 个文件带有“可执行”权限，公开的内容不需要", entry="")
    return [problem for problem in problems if id(problem) not in drop] + [more]


def _path_fault(root: str, path: str) -> Problem | None:
    """Why `path` is not a plain place inside `root`; None when it is."""
    parts = PurePosixPath(path).parts
    if not parts or path.startswith("/") or ".." in parts or "\0" in path or "\\" in path:
        return Problem("S109", Place(shown(path)), "路径指到了仓库以外", found=shown(path), expected="仓库内的路径")
    full = root
    for part in parts[:-1]:
        full = os.path.join(full, part)
        try:
            mode = os.lstat(full).st_mode
        except OSError as error:
            return open_problem(error, shown(path))
        if (mode & 0o170000) != 0o040000:
            return special_problem(mode, shown(path))
    return None
