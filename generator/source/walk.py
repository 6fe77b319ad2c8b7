"""Walking `content/entries`: every file is claimed by an entry, or is a problem. No link is followed."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from generator.findings import Place, Problem
from generator.source.guard import MAX_ATTACHMENTS, open_problem, special_problem
from generator.source.names import (
    ORGANIZATION,
    PLACEHOLDERS,
    SLUG,
    YEAR,
    attachment_fault,
    better_attachment,
    better_organization,
    better_slug,
    folded,
    is_reserved,
    is_rubbish,
    shown,
)

ENTRIES = "content/entries"
LAYOUT = f"{ENTRIES}/机构编号/年份/条目名.yaml"


@dataclass(slots=True)
class Claim:
    """The files of one entry, found but not opened. `folder` is the year's folder as a repository path."""

    folder: str
    organization: str
    year: str
    slug: str
    yaml: str = ""
    markdown: str = ""
    attachments: list[str] = field(default_factory=list)
    #: a name on the way breaks the rules: its problems are told, but it is no entry
    misnamed: bool = False

    @property
    def id(self) -> str:
        """The entry's id."""
        return f"{self.organization}/{self.year}/{self.slug}"


class Walk:
    """One walk over `root`; `claims` and `problems` fill as it goes."""

    def __init__(self, root: str) -> None:
        self.root = root
        self.claims: list[Claim] = []
        self.problems: list[Problem] = []

    def run(self) -> None:
        """Walk the three levels: organisation, year, entry."""
        parts = ENTRIES.split("/")
        for depth in range(1, len(parts) + 1):
            path = "/".join(parts[:depth])
            try:
                status = os.lstat(os.path.join(self.root, path))
            except FileNotFoundError:
                return
            except OSError as error:
                self.problems.append(open_problem(error, path))
                return
            if (status.st_mode & 0o170000) != 0o040000:
                self.problems.append(special_problem(status.st_mode, path))
                return
        for organization in self._folders(ENTRIES, "机构"):
            bad = self._misnamed_organization(organization)
            below = f"{ENTRIES}/{organization}"
            for year in self._folders(below, "年份"):
                self._year(f"{below}/{year}", organization, year, bad | self._misnamed_year(below, year))

    def year(self, organization: str, year: str) -> None:
        """One year's folder alone, where it is one."""
        path = ""
        for name in (*ENTRIES.split("/"), organization, year):
            path = f"{path}/{name}" if path else name
            try:
                if (os.lstat(os.path.join(self.root, path)).st_mode & 0o170000) != 0o040000:
                    return
            except OSError:
                return
        bad = self._misnamed_organization(organization) | self._misnamed_year(path.rpartition("/")[0], year)
        self._year(path, organization, year, bad)

    # -- levels ---------------------------------------------------------------------------------------------

    def _children(self, path: str) -> list[os.DirEntry[str]]:
        """Plain files and folders in `path`, by name; everything else is told."""
        try:
            with os.scandir(os.path.join(self.root, path)) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError as error:
            self.problems.append(open_problem(error, shown(path)))
            return []
        return [entry for entry in entries if self._is_plain(entry, path)]

    def _is_plain(self, entry: os.DirEntry[str], path: str) -> bool:
        try:
            if entry.is_file(follow_symlinks=False) or entry.is_dir(follow_symlinks=False):
                return True
            mode = entry.stat(follow_symlinks=False).st_mode
        except OSError as error:
            self.problems.append(open_problem(error, shown(f"{path}/{entry.name}")))
            return False
        self.problems.append(special_problem(mode, shown(f"{path}/{entry.name}")))
        return False

    def _folders(self, path: str, level: str) -> Iterator[str]:
        """Names of the folders in `path`; files that stand there are told."""
        twins: dict[str, str] = {}
        for entry in self._children(path):
            if not entry.is_dir(follow_symlinks=False):
                self._stray(path, entry.name, f"文件直接放在了{level}文件夹这一层", LAYOUT)
            elif not self._has_twin(twins, path, entry.name, entry.name):
                yield entry.name

    def _year(self, path: str, organization: str, year: str, bad: bool) -> None:
        """Group the files of a year's folder by entry."""
        claims: dict[str, Claim] = {}
        folders: list[str] = []
        strays: list[str] = []
        twins: dict[str, str] = {}
        for entry in self._children(path):
            if entry.is_dir(follow_symlinks=False):
                folders.append(entry.name)
                continue
            stem, dot, extension = entry.name.rpartition(".")
            if not stem or not dot or extension not in ("yaml", "md") or is_rubbish(entry.name):
                strays.append(entry.name)
            elif not self._has_twin(twins, path, stem, entry.name):
                claim = claims.setdefault(stem, Claim(path, organization, year, stem))
                if extension == "yaml":
                    claim.yaml = entry.name
                else:
                    claim.markdown = entry.name
        for name in folders:
            if not self._has_twin(twins, path, name, name):
                self._attachment_folder(path, name, claims)
        for name in strays:
            self._stray_beside_entries(path, name, claims)
        slugs = set(claims)
        for claim in claims.values():
            claim.misnamed = self._misnamed_slug(claim, slugs) or bad
            self.claims.append(claim)

    def _attachment_folder(self, path: str, name: str, claims: dict[str, Claim]) -> None:
        """List an entry's own folder; a folder of no entry is told when it holds anything."""
        below = f"{path}/{name}"
        entries = self._children(below)
        claim = claims.get(name)
        if claim is None:
            if entries:
                message = f"文件夹“{shown(name)}”没有对应的条目（旁边没有 {shown(name)}.yaml）"
                self._say("S108", below, message, expected=f"{shown(name)}.yaml")
            return
        twins: dict[str, str] = {}
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                self._say("S108", f"{below}/{entry.name}", "附件文件夹里不能再有文件夹", expected=f"{below}/附件文件")
            elif entry.name.startswith(".") or is_rubbish(entry.name):
                self._stray(below, entry.name, "附件文件夹里不能有隐藏文件", "附件文件")
            elif not self._has_twin(twins, below, entry.name, entry.name):
                self._attachment(claim, below, entry.name)

    def _attachment(self, claim: Claim, below: str, name: str) -> None:
        if len(claim.attachments) == MAX_ATTACHMENTS:
            if not any(problem.rule == "S107" and problem.place.path == shown(below) for problem in self.problems):
                message = f"附件超过 {MAX_ATTACHMENTS} 个，其余不读"
                self._say("S107", below, message, expected=f"不超过 {MAX_ATTACHMENTS} 个")
            return
        fault = attachment_fault(name)
        if fault:
            expected = "看得见、各种电脑都能用的文件名"
            self._say("S110", f"{below}/{name}", fault, found=name, expected=expected, fix=better_attachment(name))
        if shown(name) == name:  # a name that cannot be shown cannot be written under 附件 either
            claim.attachments.append(name)

    # -- names ----------------------------------------------------------------------------------------------

    def _has_twin(self, twins: dict[str, str], path: str, name: str, whole: str) -> bool:
        """Whether another `name` in `path` differs by case or normalisation only; says so."""
        key = folded(name)
        first = twins.setdefault(key, name)
        if first == name:
            return False
        message = f"“{shown(whole)}”与“{shown(first)}”只有大小写或全角半角不同，在别的电脑上会互相覆盖"
        self._say("S110", f"{path}/{whole}", message, found=name, expected="不同的名称")
        return True

    def _misnamed_organization(self, name: str) -> bool:
        if ORGANIZATION.fullmatch(name) and not is_reserved(name):
            return False
        message = f"机构文件夹“{shown(name)}”不是机构编号"
        expected = "catalog/organizations.yaml 里的编号，全是小写字母和数字，例如 shifuban"
        self._say("S110", f"{ENTRIES}/{name}", message, found=name, expected=expected, fix=better_organization(name))
        return True

    def _misnamed_year(self, path: str, name: str) -> bool:
        if YEAR.fullmatch(name):
            return False
        digits = re.search("(?:19|20)[0-9]{2}", folded(name))
        message = f"年份文件夹“{shown(name)}”不是四位年份"
        fix = digits.group() if digits else ""
        self._say("S110", f"{path}/{name}", message, found=name, expected="成文日期的年份，例如 2021", fix=fix)
        return True

    def _misnamed_slug(self, claim: Claim, taken: set[str]) -> bool:
        if SLUG.fullmatch(claim.slug) and not is_reserved(claim.slug):
            return False
        name = claim.yaml or claim.markdown
        extension = name.rpartition(".")[2]
        message = f"条目名“{shown(claim.slug)}”不合规定"
        if is_reserved(claim.slug):
            message = f"条目名“{shown(claim.slug)}”是 Windows 保留的设备名"
        expected = "小写字母、数字和连字符，以字母或数字开头，最多 64 个"
        fix = f"{better_slug(claim.slug, taken)}.{extension}"
        self._say("S110", f"{claim.folder}/{name}", message, found=claim.slug, expected=expected, fix=fix)
        return True

    # -- strays ---------------------------------------------------------------------------------------------

    def _stray(self, path: str, name: str, message: str, expected: str) -> None:
        if name in PLACEHOLDERS:
            return
        if is_rubbish(name):
            message, expected = f"“{shown(name)}”是系统或软件留下的文件，请删去", "没有这个文件"
        self._say("S108", f"{path}/{name}", message, found=name, expected=expected)

    def _stray_beside_entries(self, path: str, name: str, claims: dict[str, Claim]) -> None:
        """A file in a year's folder that no entry claims: say what it was probably meant to be."""
        if name in PLACEHOLDERS or is_rubbish(name):
            self._stray(path, name, "", "")
            return
        lower = folded(name)
        for ending, right in _MEANT.items():
            if lower.endswith(ending):
                fix = name[: len(name) - len(ending)] + right
                message = f"扩展名写成了“{shown(name[len(name) - len(ending) :])}”，应为“{right}”"
                self._say("S108", f"{path}/{name}", message, found=name, expected=right, fix=shown(fix))
                return
        stem = name.rpartition(".")[0]
        owner = stem if stem in claims else next(iter(claims)) if len(claims) == 1 else ""
        message = "这里只认 .yaml 和 .md；附件要放在与条目同名的文件夹里"
        if lower.endswith(".txt"):
            message = "这里不认 .txt；正文写在与条目同名的 .md 里，附件放在同名文件夹里"
        fix = shown(f"{owner}/{name}") if owner else ""
        self._say("S108", f"{path}/{name}", message, found=name, expected=LAYOUT, fix=fix)

    def _say(self, rule: str, path: str, message: str, *, found: str = "", expected: str = "", fix: str = "") -> None:
        self.problems.append(
            Problem(rule, Place(shown(path)), message, found=shown(found), expected=expected, fix=shown(fix))
        )


#: Endings (folded) that were meant to be another one; the longest first.
_MEANT = {
    ".yaml.txt": ".yaml",
    ".yml.txt": ".yaml",
    ".md.txt": ".md",
    ".markdown": ".md",
    ".yaml": ".yaml",
    ".yml": ".yaml",
    ".md": ".md",
}


def find_claims(root: Path) -> tuple[list[Claim], list[Problem]]:
    """The files of every entry under `content/entries` of the repository `root`, unopened; and what no entry claims."""
    walk = Walk(os.fspath(root))
    walk.run()
    return walk.claims, walk.problems


def claims_in(root: Path, organization: str, year: str) -> list[Claim]:
    """The files of the entries in one year's folder; none where there is no such folder."""
    walk = Walk(os.fspath(root))
    walk.year(organization, year)
    return walk.claims
