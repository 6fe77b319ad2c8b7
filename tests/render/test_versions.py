"""文字对照: between issued versions only, reached from the newer one, and made anew when either text changes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from generator.derive.site import Site
from generator.derive.versions import compared, comparisons
from generator.render.contexts.versions import ComparisonPage
from generator.render.version_pages import comparison_page
from tests.derive.sites import make_entry, make_site, stamp
from tests.portal.conftest import copy_repository, gongkai

OLD, NEW, THIRD = "shifuban/2020/1", "shifuban/2021/1", "shifuban/2021/2"
AGAINST = "关系: [{名称: 替代, 目标: shifuban/2020/1}]"


def site(*, waiting: bool = False, snippet: str = AGAINST) -> Site:
    entries = {
        OLD: make_entry(OLD, "{成文日期: 2020-01-02, 文号: 示政办发〔2020〕1号}", body="第一条 三年。\n"),
        NEW: make_entry(NEW, f"{{成文日期: 2021-07-01, {snippet}}}", body="第一条 五年。\n"),
    }
    stamps = {OLD: stamp("2020-01-03")} | ({} if waiting else {NEW: stamp("2021-07-02")})
    return make_site(entries, stamps)


def test_the_newer_issued_version_is_compared_with_the_older() -> None:
    made = site()
    (found,) = comparisons(made.by_id[NEW], made)
    assert (found.old.id, found.new.id, found.number) == (OLD, NEW, 1)
    assert compared(made.by_id[OLD], made) and compared(made.by_id[NEW], made)
    page = comparison_page(found, "第一条 三年。\n", "第一条 五年。\n", made)
    assert page.path == "xx/shifuban/2021/1/duizhao-1.html" and not page.listed
    context = page.context
    assert isinstance(context, ComparisonPage) and context.counts == (1, 0, 0)
    assert [(piece.tag, piece.text) for piece in context.paragraphs[0].pieces] == [
        ("", "第一条 "), ("del", "三"), ("ins", "五"), ("", "年。"),
    ]


def test_drafts_waiting_entries_and_other_relations_are_not_compared() -> None:
    waiting = site(waiting=True)
    assert list(comparisons(waiting.by_id[NEW], waiting)) == [] and not compared(waiting.by_id[OLD], waiting)
    for name in ("依据", "修改"):
        other = site(snippet=f"关系: [{{名称: {name}, 目标: shifuban/2020/1}}]")
        assert list(comparisons(other.by_id[NEW], other)) == [], "a decision that lists changes is no version of the text"
    interpreted = make_site({OLD: make_entry(OLD), NEW: make_entry(NEW, "{类型: 政策解读, " + AGAINST + "}")},
                            {OLD: stamp("2020-01-03"), NEW: stamp("2021-07-02")})
    assert list(comparisons(interpreted.by_id[NEW], interpreted)) == [], "only normative documents"
    silent = replace(waiting.by_id[OLD].entry, has_body=False)
    bare = make_site({OLD: silent, NEW: make_entry(NEW, AGAINST)}, {OLD: stamp("2020-01-03"), NEW: stamp("2021-07-02")})
    assert list(comparisons(bare.by_id[NEW], bare)) == []


def test_a_page_follows_both_texts(tmp_path: Path) -> None:
    """Two builds of the sample city with a pair of versions; the second changes the old text alone."""
    root = copy_repository(tmp_path / "repository")
    folder = root / "content" / "entries" / "shifuban"
    fields = (
        "类型: 政策文件\n标题: 示例市公共租赁住房管理办法（{n}）\n目录事项: [zcwj-001]\n发文机关: [shifuban]\n成文日期: 2021-07-{n}\n"
        "文号: 示政办发〔2021〕9{n}号\n体裁: 通知\n主题分类: 综合政务/政务公开\n公开方式: 主动公开\n"
        "审查: {{保密审查: 示例甲, 审核: 示例乙, 签发: 示例丙, 日期: 2021-07-{n}}}\n示例: 是\n"
    )
    for n, body in (("01", "第一条 有效期三年。\n"), ("02", "第一条 有效期五年。\n")):
        (folder / "2021" / f"ban-{n}.yaml").write_text(fields.format(n=n), "utf-8")
        (folder / "2021" / f"ban-{n}.md").write_text(body, "utf-8")
    path = folder / "2021" / "ban-02.yaml"
    path.write_text(path.read_text("utf-8") + "关系: [{名称: 替代, 目标: shifuban/2021/ban-01}]\n", "utf-8")
    for arguments in (("stamp",), ("build",)):
        done = gongkai(root, *arguments)
        assert done.returncode == 0, done.stdout + done.stderr
    page = root / "site" / "xx" / "shifuban" / "2021" / "ban-02" / "duizhao-1.html"
    assert "<del>三</del><ins>五</ins>" in page.read_text("utf-8")
    assert "ban-02/duizhao-1.html" in (root / "site" / "xx" / "shifuban" / "2021" / "ban-02.html").read_text("utf-8")
    (folder / "2021" / "ban-01.md").write_text("第一条 有效期四年。\n", "utf-8")
    done = gongkai(root, "build")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "<del>四</del><ins>五</ins>" in page.read_text("utf-8")
