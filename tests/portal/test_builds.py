"""Builds are reproducible, engine-neutral, and never leave half a site."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.portal.conftest import ROOT, gongkai
from tests.portal.facts import tree

GENERATOR = re.compile(rb'\s*<meta name="generator"[^>]*>')


def without_generator(files: dict[str, bytes]) -> dict[str, bytes]:
    return {path: GENERATOR.sub(b"", data) if path.endswith(".html") else data for path, data in files.items()}


def modes(folder: Path) -> dict[str, int]:
    return {p.relative_to(folder).as_posix(): p.stat().st_mode for p in folder.rglob("*")}


def assert_same(one: dict[str, bytes], other: dict[str, bytes]) -> None:
    assert sorted(one) == sorted(other)
    assert not [path for path in one if one[path] != other[path]]


def test_two_builds_are_identical_in_bytes_and_modes(built: Path, repository: Path) -> None:
    result = gongkai(repository, "build", TZ="America/New_York", LC_ALL="C", PYTHONHASHSEED="7")
    assert result.returncode == 0, result.stdout + result.stderr
    for folder in ("site", "neibu"):
        assert_same(tree(built / folder), tree(repository / folder))
        assert modes(built / folder) == modes(repository / folder)


def test_a_second_build_reuses_every_file(repository: Path) -> None:
    assert gongkai(repository, "build").returncode == 0
    before = tree(repository / "site")
    result = gongkai(repository, "build")
    assert "其中 0 个有变化" in result.stdout
    assert_same(before, tree(repository / "site"))


def test_properdocs_gives_the_same_site(built: Path, repository: Path) -> None:
    result = gongkai(repository, "build", "--engine", "properdocs")
    assert result.returncode == 0, result.stdout + result.stderr
    for folder in ("site", "neibu"):
        assert_same(without_generator(tree(built / folder)), without_generator(tree(repository / folder)))


@pytest.mark.parametrize("engine", ["mkdocs", "properdocs"])
def test_a_plain_engine_build_gives_the_same_site(built: Path, repository: Path, engine: str) -> None:
    """`mkdocs build --strict` with the plugin, as anyone who knows the engine would run it."""
    result = subprocess.run(
        [sys.executable, "-m", engine, "build", "--strict"], cwd=repository, capture_output=True, text=True, check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    for folder in ("site", "neibu"):
        assert_same(without_generator(tree(built / folder)), without_generator(tree(repository / folder)))


BAD = "类型: 政策文件\n标题： 全角冒号\n成文日期: 2021年7月16号\n"


def test_bad_input_leaves_the_site_as_it_was(repository: Path) -> None:
    assert gongkai(repository, "build").returncode == 0
    before = tree(repository / "site")
    inode = (repository / "site").stat().st_ino
    (repository / "content/entries/shifuban/2021/bad.yaml").write_text(BAD, encoding="utf-8")
    result = gongkai(repository, "build")
    assert result.returncode == 1
    assert "content/entries/shifuban/2021/bad.yaml:2" in result.stdout
    assert "Traceback" not in result.stdout + result.stderr
    assert_same(before, tree(repository / "site"))
    assert (repository / "site").stat().st_ino == inode


def test_a_plain_engine_build_refuses_bad_input_too(repository: Path) -> None:
    (repository / "content/entries/shifuban/2021/bad.yaml").write_text(BAD, encoding="utf-8")
    result = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"], cwd=repository, capture_output=True, text=True, check=False,
    )
    assert result.returncode != 0
    assert "bad.yaml:2" in result.stdout + result.stderr
    assert not (repository / "site" / "index.html").exists()


def test_check_and_build_say_the_same(repository: Path) -> None:
    (repository / "content/entries/shifuban/2021/bad.yaml").write_text(BAD, encoding="utf-8")
    check = gongkai(repository, "check")
    build = gongkai(repository, "build")
    assert check.returncode == build.returncode == 1
    assert check.stdout.strip() in build.stdout


def test_review_names_never_leave_the_repository(repository: Path) -> None:
    public = "公开方式: 主动公开"
    path, text = next(
        (path, text) for path in sorted((repository / "content/entries/shifuban").rglob("*.yaml"))
        if "保密审查: 示例甲" in (text := path.read_text(encoding="utf-8")) and public in text
    )
    path.write_text(text.replace("保密审查: 示例甲", "保密审查: 独有的审查人"), encoding="utf-8")
    assert gongkai(repository, "build").returncode == 0
    for folder in ("site", "neibu"):
        assert not [p for p, data in tree(repository / folder).items() if "独有的审查人".encode() in data]


NEW_TYPE = """\
编号: tongzhi-shiyong
名称: 试用公告
继承: common
栏目: [fading]
字段:
  - {键: 试用范围, 种类: 文本, 必填: 是, 示例值: 城东街道}
  - {键: 起始日期, 种类: 日期, 必填: 是, 示例值: "2021-07-01"}
检查:
  - {编号: T901, 检查: 先后, 前: 成文日期, 后: 起始日期, 级别: 错误, 依据: 示例}
页面: {头: [索引号, 试用范围, 起始日期, 成文日期], 列表: [发文机关, 试用范围], 排序: 成文日期}
"""
NEW_ENTRY = """\
类型: 试用公告
标题: 示例市公共自行车试用公告
目录事项: [zcwj-002]
发文机关: [shifuban]
主题分类: 综合政务/政务公开
成文日期: 2021-07-01
公开方式: 主动公开
审查: {保密审查: 示例甲, 审核: 示例乙, 签发: 示例丙, 日期: 2021-06-30}
试用范围: 城东街道和城南街道
起始日期: 2021-07-10
示例: 是
"""


def test_a_new_type_needs_one_yaml_file_and_nothing_else(repository: Path) -> None:
    (repository / "catalog/types/tongzhi-shiyong.yaml").write_text(NEW_TYPE, encoding="utf-8")
    entry = repository / "content/entries/shifuban/2021/zixingche.yaml"
    entry.write_text(NEW_ENTRY, encoding="utf-8")
    entry.with_suffix(".md").write_text("自即日起试用公共自行车。\n", encoding="utf-8")
    item = repository / "catalog/items/zcwj.yaml"  # the catalogue's row must admit it: data again
    item.write_text(re.sub(r"(可用类型: \[)", r"\1tongzhi-shiyong, ", item.read_text(encoding="utf-8")), encoding="utf-8")
    result = gongkai(repository, "build")
    assert result.returncode == 0, result.stdout + result.stderr
    page = (repository / "site/xx/shifuban/2021/zixingche.html").read_text(encoding="utf-8")
    for word in ("试用范围", "城东街道和城南街道", "2021年7月10日", "自即日起试用公共自行车"):
        assert word in page
    assert "zixingche" in (repository / "site/data/lanmu/fading/2021.json").read_text(encoding="utf-8")
    listed = gongkai(repository, "check", "--list-rules").stdout
    assert "T901" in listed
    entry.write_text(NEW_ENTRY.replace("起始日期: 2021-07-10", "起始日期: 2021-06-01"), encoding="utf-8")
    refused = gongkai(repository, "check")
    assert refused.returncode == 1
    assert "zixingche.yaml:10:7 错误 T901" in refused.stdout


def test_the_take_over_example_builds_without_a_change_to_the_tool(tmp_path: Path) -> None:
    target = tmp_path / "county"
    for name in ("catalog", "theme", "examples"):
        shutil.copytree(ROOT / name, target / name)
    result = gongkai(target / "examples/yiwu", "build", "--as-of", "2021-07-30")
    assert result.returncode == 0, result.stdout + result.stderr
    page = (target / "examples/yiwu/site/xx/shifuban/2021/24.html").read_text(encoding="utf-8")
    for word in ("义政办发〔2021〕24号", "义乌市人民政府办公室", "各镇人民政府，各街道办事处，市政府各部门", "此件公开发布"):
        assert word in page
    tasks = (target / "examples/yiwu/site/gongzuo/2021.html").read_text(encoding="utf-8")
    assert "推动依申请公开行政争议实质性化解" in tasks
    whole = b"".join(tree(target / "examples/yiwu/site").values()).decode("utf-8", "replace")
    assert "示例市" not in whole
