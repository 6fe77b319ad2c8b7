"""Reading a repository: pairing, front matter, every file claimed or told, names, links, digests."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from generator.findings import Severity
from generator.source import guard
from generator.source.nodes import plain
from generator.source.tree import list_catalog, read_entries, read_yaml_file
from tests.source.repository import Repository, rows, short

BASE = "content/entries/shifuban/2021"


@pytest.fixture
def repo(tmp_path: Path) -> Repository:
    return Repository(tmp_path)


# -- entries that are right --------------------------------------------------------------------------------------


def test_yaml_body_and_attachments(repo: Repository) -> None:
    repo.entry("24.yaml", "标题: 甲\n附件: [{文件: 草案.pdf}]\n")
    repo.entry("24.md", "# 一\r\n正文\r\n")
    repo.entry("24/草案.pdf", b"%PDF-x")
    result = repo.read()
    assert result.problems == ()
    assert not result.broken
    (entry,) = result.entries
    assert (entry.id, entry.organization, entry.year, entry.slug) == ("shifuban/2021/24", "shifuban", "2021", "24")
    assert entry.path == f"{BASE}/24.yaml"
    assert (entry.body, entry.body_path, entry.body_line) == ("# 一\n正文\n", f"{BASE}/24.md", 1)
    file = entry.attachments["草案.pdf"]
    assert (file.path, file.name, file.size) == (f"{BASE}/24/草案.pdf", "草案.pdf", 6)
    assert file.digest == hashlib.sha256(b"%PDF-x").hexdigest()


def test_front_matter(repo: Repository) -> None:
    repo.entry("24.md", "---\n标题: 甲\n类型: 乙\n---\n\n第一段\n")
    result = repo.read()
    assert result.problems == ()
    (entry,) = result.entries
    assert plain(entry.fields) == {"标题": "甲", "类型": "乙"}
    assert entry.fields.keys["类型"].line == 3
    assert entry.path == entry.body_path == f"{BASE}/24.md"
    assert (entry.body, entry.body_line) == ("\n第一段\n", 5)


def test_entries_come_in_order_of_id(repo: Repository) -> None:
    for path in ("b/2021/1", "a/2022/1", "a/2021/2", "a/2021/10"):
        repo.write(f"content/entries/{path.replace('a/', 'aa/').replace('b/', 'bb/')}.yaml")
    assert [entry.id for entry in repo.read().entries] == ["aa/2021/10", "aa/2021/2", "aa/2022/1", "bb/2021/1"]


def test_no_entries_folder_is_no_problem(repo: Repository) -> None:
    result = repo.read()
    assert (result.entries, result.problems, result.broken) == ((), (), frozenset())


def test_placeholders_and_empty_folders_are_silent(repo: Repository) -> None:
    repo.write("content/entries/.gitkeep", "")
    repo.entry(".gitkeep", "")
    (repo.root / BASE / "leer").mkdir()
    assert repo.read().problems == ()


def test_digest_follows_every_file(repo: Repository) -> None:
    def digest() -> str:
        return repo.read().entries[0].digest

    repo.entry("24.yaml", "标题: 甲\n")
    seen = {digest()}
    repo.entry("24.md", "正文\n")
    seen.add(digest())
    repo.entry("24/甲.pdf", b"1")
    seen.add(digest())
    repo.entry("24/甲.pdf", b"2")
    seen.add(digest())
    os.rename(repo.root / BASE / "24/甲.pdf", repo.root / BASE / "24/乙.pdf")
    seen.add(digest())
    repo.entry("24.yaml", "标题: 乙\n")
    seen.add(digest())
    assert len(seen) == 6
    assert digest() == digest()


# -- fields and bodies -------------------------------------------------------------------------------------------


def test_fields_in_two_places_name_both_files(repo: Repository) -> None:
    repo.entry("24.yaml")
    repo.entry("24.md", "---\n标题: 乙\n---\n正文\n")
    result = repo.read()
    message = f"{BASE}/24.yaml 和 {BASE}/24.md 都写了字段：有 .yaml 时，.md 的第一行不能是“---”"
    assert short(result.problems) == [("S111", 1, 1, message, "")]
    assert result.problems[0].entry == "shifuban/2021/24"
    assert result.broken == {"shifuban/2021/24"}


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("正文而已\n", ("S112", 1, "只有正文，没有字段：旁边没有同名的 .yaml，文件开头也没有“---”之间的字段", "---")),
        ("类型: 征求意见\n---\n", ("S112", 1, "字段前面少了一行“---”", "---")),
        ("---\n标题: 甲\n正文\n", ("S104", 1, "开头的“---”后面没有找到另一行“---”，分不清字段和正文", "---")),
        ("", ("S112", 1, "文件是空的", "")),
        ("---\n---\n正文\n", ("S112", 2, "没有写任何字段", "")),
        ("---\n- 甲\n---\n", ("S104", 2, "文件最外层是清单，应是一行一个的字段", "")),
    ],
)
def test_markdown_without_good_fields(repo: Repository, content: str, expected: tuple[str, int, str, str]) -> None:
    repo.entry("24.md", content)
    result = repo.read()
    assert [(p.rule, p.place.line, p.message, p.fix) for p in result.problems] == [expected]
    assert result.broken == {"shifuban/2021/24"}


@pytest.mark.parametrize("fence", ["－－－", "———", "--", "----", "—— "])
def test_fence_slips(repo: Repository, fence: str) -> None:
    repo.entry("24.md", f"{fence}\n标题：甲\n{fence}\n正文\n")
    result = repo.read()
    message = f"字段块的分界线写成了“{fence.strip()}”，应为三个英文减号“---”，前后没有别的字"
    assert [(p.rule, p.place.line, p.fix) for p in result.problems] == [
        ("S103", 1, "---"),
        ("S103", 2, "标题: 甲"),
        ("S103", 3, "---"),
    ]
    assert result.problems[0].message == message
    assert result.entries[0].body == "正文\n"


@pytest.mark.parametrize(
    ("content", "rule", "message"),
    [
        ("", "S112", "没有写任何字段"),
        ("# 注释\n", "S112", "没有写任何字段"),
        ("- 甲\n", "S104", "文件最外层是清单，应是一行一个的字段"),
        ("一段文字\n", "S104", "文件最外层是一段文字，应是一行一个的字段"),
    ],
)
def test_yaml_without_fields(repo: Repository, content: str, rule: str, message: str) -> None:
    repo.entry("24.yaml", content)
    result = repo.read()
    assert [(p.rule, p.message) for p in result.problems] == [(rule, message)]
    assert result.broken == {"shifuban/2021/24"}


def test_empty_body_is_a_warning(repo: Repository) -> None:
    repo.entry("24.yaml")
    repo.entry("24.md", " \n")
    result = repo.read()
    assert [(p.rule, p.severity) for p in result.problems] == [("S112", Severity.WARNING)]
    assert len(result.entries) == 1


def test_problems_of_body_and_fields_are_told_together(repo: Repository) -> None:
    repo.entry("24.yaml", "标题：甲\n说明: \u200b\n")
    repo.entry("24.md", "正文\u202e\n")
    assert rows(repo.read().problems) == [("24.md", "S102"), ("24.yaml", "S103"), ("24.yaml", "S102")]


# -- every file claimed ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "message", "fix"),
    [
        ("24.yml", "扩展名写成了“.yml”，应为“.yaml”", "24.yaml"),
        ("24.YAML", "扩展名写成了“.YAML”，应为“.yaml”", "24.yaml"),
        ("24.Md", "扩展名写成了“.Md”，应为“.md”", "24.md"),
        ("24.yaml.txt", "扩展名写成了“.yaml.txt”，应为“.yaml”", "24.yaml"),
        ("24.markdown", "扩展名写成了“.markdown”，应为“.md”", "24.md"),
        ("24.txt", "这里不认 .txt；正文写在与条目同名的 .md 里，附件放在同名文件夹里", "25/24.txt"),
        ("草案.pdf", "这里只认 .yaml 和 .md；附件要放在与条目同名的文件夹里", "25/草案.pdf"),
        ("无扩展名", "这里只认 .yaml 和 .md；附件要放在与条目同名的文件夹里", "25/无扩展名"),
        (".DS_Store", "“.DS_Store”是系统或软件留下的文件，请删去", ""),
        ("Thumbs.db", "“Thumbs.db”是系统或软件留下的文件，请删去", ""),
        ("~$25.docx", "“~$25.docx”是系统或软件留下的文件，请删去", ""),
        ("25.yaml.bak", "“25.yaml.bak”是系统或软件留下的文件，请删去", ""),
    ],
)
def test_strays_beside_entries(repo: Repository, name: str, message: str, fix: str) -> None:
    repo.entry("25.yaml")
    repo.entry(name, "x")
    result = repo.read()
    assert [(p.place.path, p.rule, p.message, p.fix) for p in result.problems] == [
        (f"{BASE}/{name}", "S108", message, fix)
    ]
    assert len(result.entries) == 1


def test_wrong_depth(repo: Repository) -> None:
    repo.write("content/entries/24.yaml")
    repo.write("content/entries/shifuban/24.yaml")
    repo.entry("24.yaml")
    repo.entry("24/甲.pdf", b"1")
    repo.entry("24/更深/乙.pdf", b"1")
    repo.entry("25/丙.pdf", b"1")
    result = repo.read()
    assert [(p.place.path, p.rule, p.message) for p in result.problems] == [
        ("content/entries/24.yaml", "S108", "文件直接放在了机构文件夹这一层"),
        (f"{BASE}/24/更深", "S108", "附件文件夹里不能再有文件夹"),
        (f"{BASE}/25", "S108", "文件夹“25”没有对应的条目（旁边没有 25.yaml）"),
        ("content/entries/shifuban/24.yaml", "S108", "文件直接放在了年份文件夹这一层"),
    ]


def test_hidden_files_among_attachments(repo: Repository) -> None:
    repo.entry("24.yaml")
    repo.entry("24/.gitattributes", "x")
    repo.entry("24/~$草案.docx", "x")
    assert rows(repo.read().problems) == [("24/.gitattributes", "S108"), ("24/~$草案.docx", "S108")]


# -- names -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "fix"),
    [
        ("2021_Budget.yaml", "2021-budget.yaml"),
        ("Ａ１.yaml", "a1.yaml"),
        ("预算公开.yaml", "8.yaml"),
        ("关于印发7号文.md", "8.md"),
        ("-x.yaml", "x.yaml"),
        ("a" * 65 + ".yaml", "a" * 64 + ".yaml"),
    ],
)
def test_entry_names(repo: Repository, name: str, fix: str) -> None:
    repo.entry("7.yaml")
    repo.entry(name, "---\n标题: 甲\n---\n" if name.endswith("md") else "标题: 甲\n")
    result = repo.read()
    assert [(p.place.path, p.rule, p.fix) for p in result.problems] == [(f"{BASE}/{name}", "S110", fix)]
    assert result.problems[0].message == f"条目名“{name.rpartition('.')[0]}”不合规定"
    assert [entry.slug for entry in result.entries] == ["7"]


@pytest.mark.parametrize("slug", ["con", "nul", "com1", "lpt9"])
def test_names_reserved_by_windows(repo: Repository, slug: str) -> None:
    repo.entry(f"{slug}.yaml")
    assert [(p.rule, p.message) for p in repo.read().problems] == [("S110", f"条目名“{slug}”是 Windows 保留的设备名")]


def test_folder_names(repo: Repository) -> None:
    repo.write("content/entries/市府办/2021/1.yaml")
    repo.write("content/entries/Shi-Fu-Ban/2021年/1.yaml")
    result = repo.read()
    assert [(p.place.path, p.rule, p.fix) for p in result.problems] == [
        ("content/entries/Shi-Fu-Ban", "S110", "shifuban"),
        ("content/entries/Shi-Fu-Ban/2021年", "S110", "2021"),
        ("content/entries/市府办", "S110", ""),
    ]
    assert result.entries == ()
    assert len(result.broken) == 2


def test_names_equal_but_for_case_or_form(repo: Repository) -> None:
    repo.entry("a1.yaml")
    repo.entry("A1.md", "x")
    repo.entry("24.yaml")
    repo.entry("24/表（一）.pdf", b"1")
    repo.entry("24/表(一).pdf", b"1")
    repo.entry("24/caf\u00e9.pdf", b"1")
    repo.entry("24/cafe\u0301.pdf", b"1")
    problems = [p for p in repo.read().problems if "互相覆盖" in p.message]
    assert [p.rule for p in problems] == ["S110"] * 3
    assert problems[1].message == "“表（一）.pdf”与“表(一).pdf”只有大小写或全角半角不同，在别的电脑上会互相覆盖"


@pytest.mark.parametrize(
    ("name", "message", "fix"),
    [
        ("报告\u202efdp.exe", "文件名里有看不见的字符", "报告fdp.exe"),
        ("a:b.pdf", "文件名里有 Windows 不允许的“:”", "ab.pdf"),
        ("con.pdf", "这是 Windows 保留的设备名", "附件con.pdf"),
        (" 甲.pdf", "文件名以点或空格开头或结尾", "甲.pdf"),
        ("e\u0301.pdf", "文件名里的字符是分解写法（多半来自苹果电脑）", "\u00e9.pdf"),
        ("甲" * 70 + ".pdf", "文件名太长（214 字节，最多 200，约 66 个汉字）", "甲" * 65 + ".pdf"),
    ],
)
def test_attachment_names(repo: Repository, name: str, message: str, fix: str) -> None:
    repo.entry("24.yaml")
    repo.entry(f"24/{name}", b"1")
    assert [(p.rule, p.message, p.fix) for p in repo.read().problems] == [("S110", message, fix)]


@pytest.mark.parametrize("name", ["示例办法（草案）.pdf", "2021年《公报》 第1期.PDF", "附件1：清单.xlsx", "表-1_a.csv"])
def test_good_attachment_names(repo: Repository, name: str) -> None:
    repo.entry("24.yaml")
    repo.entry(f"24/{name}", b"1")
    assert repo.read().problems == ()


# -- modes and bounds --------------------------------------------------------------------------------------------


def test_execute_bits_are_warnings_and_thinned(repo: Repository) -> None:
    for number in range(9):
        repo.entry(f"{number}.yaml").chmod(0o755)
    problems = repo.read().problems
    assert [(p.rule, p.severity) for p in problems] == [("S109", Severity.WARNING)] * 6
    assert problems[-1].message == "从这里起还有 4 个文件带有“可执行”权限，公开的内容不需要"


def test_bounds(repo: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.source.tree.MAX_ATTACHMENT", 1000)
    monkeypatch.setattr("generator.source.walk.MAX_ATTACHMENTS", 2)
    repo.entry("1.yaml", "标题: " + "甲" * 90_000)
    repo.entry("2.yaml")
    repo.entry("2.md", "x" * (2 * guard.MIB + 1))
    repo.entry("3.yaml")
    for name in "abcd":
        repo.entry(f"3/{name}.pdf", b"1" * (1001 if name == "b" else 10))
    result = repo.read()
    assert [(p.place.path.removeprefix(BASE), p.rule, p.message) for p in result.problems] == [
        ("/1.yaml", "S107", "文件有 264 KB，超过 256 KB"),
        ("/2.md", "S107", "文件有 2097153 字节，超过 2 MB"),
        ("/3", "S107", "附件超过 2 个，其余不读"),
        ("/3/b.pdf", "S107", "文件有 1001 字节，超过 1000 字节"),
    ]
    assert result.broken == {"shifuban/2021/1", "shifuban/2021/2"}


# -- single files ------------------------------------------------------------------------------------------------


def test_read_yaml_file(repo: Repository) -> None:
    repo.write("catalog/site.yaml", "名称: 示例\n")
    repo.write("catalog/empty.yaml", "")
    node, problems = read_yaml_file(repo.root, "catalog/site.yaml")
    assert node is not None and plain(node) == {"名称": "示例"}
    assert problems == []
    assert [(p.rule, p.message) for p in read_yaml_file(repo.root, "catalog/empty.yaml")[1]] == [("S112", "文件是空的")]
    assert [(p.rule, p.message) for p in read_yaml_file(repo.root, "catalog/no.yaml")[1]] == [
        ("S114", "文件读不出来：文件不存在")
    ]


@pytest.mark.parametrize("path", ["/etc/passwd", "../x.yaml", "catalog/../../x.yaml", "", "a\0b", "a\\b.yaml"])
def test_read_yaml_file_stays_inside(repo: Repository, path: str) -> None:
    node, problems = read_yaml_file(repo.root, path)
    assert node is None
    assert [p.rule for p in problems] == ["S109"]


def test_list_catalog(repo: Repository) -> None:
    for path in ("catalog/site.yaml", "catalog/types/b.yaml", "catalog/types/a.yaml", "catalog/x.yml"):
        repo.write(path)
    assert list_catalog(repo.root) == ("catalog/site.yaml", "catalog/types/a.yaml", "catalog/types/b.yaml")


def test_the_demonstration_reads_clean() -> None:
    root = Path(__file__).parents[2]
    for place in (root, root / "examples/yiwu"):
        result = read_entries(place)
        assert [(p.place, p.rule, p.message) for p in result.problems] == []
        assert result.entries
