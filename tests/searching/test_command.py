"""`gongkai search` as it is typed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from generator.cli import main
from tests.client import site

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("repository")
    site.write(folder / "site")
    return folder


def run(repository: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(["-C", str(repository), "search", *arguments])
    return code, *capsys.readouterr()


def test_an_answer_in_lines(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(repository, capsys, "提取公积金要什么材料", "--facets")
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[:3] == ["直答：提取公积金要什么材料", "   提供租赁合同。", "   来源：关于住房公积金提取的实施细则　xx/shifuban/2021/3.html"]
    assert "也搜索了：住房公积金、房补" in lines
    assert "共4条" in lines
    assert "1. 关于【住房公积金】【提取】的实施细则〔有效〕（示例）" in lines
    assert "   示政办发〔2021〕240号　示例市人民政府办公室　政策文件　2021-05-08" in lines
    assert "   xx/shifuban/2021/3.html" in lines
    assert "年份：2021年 3；2020年 1" in lines
    assert "\x1b" not in out


def test_pages_orders_and_filters(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(repository, capsys, "物价公报", "--limit", "2", "--offset", "3", "--by-date")
    assert "，第4–5条" in out
    assert "\n4. " in out
    _, out, _ = run(repository, capsys, "公积金", "--json", "--filter", "发布机关=示例市财政局", "--filter", "nf=2020年")
    assert [(one["organization"], one["date"][:4]) for one in json.loads(out)] == [("示例市财政局", "2020")]
    _, out, _ = run(repository, capsys, "物价公报", "--offset", "500")
    assert "第501条以后没有了" in out


@pytest.mark.parametrize("query", ["", "，。！？", "<script>alert(1)</script>", "公" * 10_000, "\ud800公积金", "\x1b[31m公积金"])
def test_strange_queries(repository: Path, capsys: pytest.CaptureFixture[str], query: str) -> None:
    code, out, err = run(repository, capsys, query)
    assert (code, err) == (0, "")
    assert out
    assert "\x1b" not in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("公积金", "--filter", "年份"), "应为“键=值”"),
        (("公积金", "--filter", "颜色=红"), "键可以写：栏目（lm）"),
        (("公积金", "--filter", "发布机关=财政局"), "可以写：示例市财政局"),
        (("公积金", "--limit", "0"), "--limit 至少是 1"),
        (("公积金", "--site", "nowhere"), "先运行 gongkai build"),
    ],
)
def test_wrong_command_lines(
    repository: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    code, out, err = run(repository, capsys, *arguments)
    assert (code, out) == (2, "")
    assert said in err


@pytest.mark.parametrize("manifest", [None, b"", b'{"version": 99}', b"[]"])
def test_no_index_or_another(tmp_path: Path, capsys: pytest.CaptureFixture[str], manifest: bytes | None) -> None:
    (tmp_path / "site/data/s").mkdir(parents=True)
    if manifest is not None:
        (tmp_path / "site/data/s/manifest.json").write_bytes(manifest)
    code, _, err = run(tmp_path, capsys, "公积金")
    assert code == 2
    assert "gongkai build" in err


def test_a_damaged_index_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site.write(tmp_path / "site")
    for path in (tmp_path / "site/data/s/u").glob("*.bin"):
        path.unlink()
    code, out, err = run(tmp_path, capsys, "公积金")
    assert code == 1
    assert "1. " in out
    assert "同义词、拼音没有用上" in err


def test_it_starts_without_heavy_packages(repository: Path) -> None:
    script = (
        "import sys; from generator.cli import main; main(['-C', sys.argv[1], 'search', '公积金']);"
        "print([name for name in ('numpy', 'jinja2', 'mkdocs', 'comrak', 'nh3', 'pikepdf') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(repository)], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"
