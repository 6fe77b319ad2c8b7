"""The words of the search: what is wrong with them is said (K814), layers replace, the repository's own are enough."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.catalog.load import load_catalog
from generator.rules.check_declarations import complaint
from tests.catalog.small import Found, found, load

ROOT = Path(__file__).resolve().parents[2]
PATH = "catalog/search/words.yaml"

CASES: dict[str, tuple[str, list[Found]]] = {
    "fine": ("词组:\n  - {正式: [医疗保障, 医疗保险], 俗称: [医保], 相关: [社会保险]}\n", []),
    "a word in two groups": (
        "词组:\n  - {正式: [医疗保障], 俗称: [医保]}\n  - {正式: [社会保险], 俗称: [医保]}\n",
        [("K814", PATH, 3, f"“医保”已经在 {PATH} 第2行的一组里；一个词只能属于一组，请合并或删去一处")],
    ),
    "a word twice in a group": (
        "词组:\n  - {正式: [医疗保障], 俗称: [医保, 医保]}\n",
        [("K814", PATH, 2, "“医保”在这一组里写了两遍")],
    ),
    "a group that leads back to itself": (
        "词组:\n  - {正式: [医疗保障], 俗称: [医保], 相关: [医保]}\n",
        [("K814", PATH, 2, "「相关」里的“医保”就是本组的词，绕回了自己，请删去")],
    ),
    "a group of one word": (
        "词组:\n  - {正式: [医疗保障]}\n",
        [("K814", PATH, 2, "“医疗保障”这一组只有一个词，不起作用")],
    ),
    "a group without an official word": (
        "词组:\n  - {俗称: [医保, 看病钱]}\n",
        [("K803", PATH, 2, "词组缺少「正式」")],
    ),
    "a word with a blank": (
        "词组:\n  - {正式: [医疗保障], 俗称: [看病 报销, 医保]}\n",
        [("K814", PATH, 2, "「俗称」里的“看病 报销”不能用：一个词不超过30个字，里面没有空格、斜杠和竖线")],
    ),
    "a word that is taken out of every query": (
        "词组:\n  - {正式: [医疗保障], 俗称: [医保]}\n虚词: [医保 怎么办]\n",
        [("K814", PATH, 2, "“医保”既是词组里的词，又是虚词；虚词会被去掉，请删去一处")],
    ),
    "an unknown key": ("同义词: []\n", [("K802", PATH, 1, "不认识「同义词」；可用的有：地名、泛词、虚词、词组、词表、问答")]),
    "an answer without a source": (
        "问答:\n  - {问: [怎么办医保], 答: 到窗口办}\n",
        [("K814", PATH, 2, "一个问答要写明来源：「条目」或者「页面」，只写一个")],
    ),
    "an answer of a page without its words": (
        "问答:\n  - {问: [怎么办医保], 页面: zhinan}\n",
        [("K814", PATH, 2, "来源是「页面」的问答要写「答」，照抄页面上的话")],
    ),
    "an answer nobody asks for": (
        "问答:\n  - {条目: shifuban/2021/24}\n",
        [("K803", PATH, 2, "问答缺少「问」")],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_wrong_is_said(case: str, tmp_path: Path) -> None:
    text, expected = CASES[case]
    assert found(load(tmp_path, {"search/words.yaml": text})) == expected


def test_a_county_takes_words_out_of_the_groups_it_inherits(tmp_path: Path) -> None:
    base = "词组:\n  - {正式: [医疗保障], 俗称: [医保, 看病钱]}\n虚词: [怎么办]\n"
    load(tmp_path, {"search/words.yaml": base})
    county = tmp_path / "county"
    folder = county / "catalog" / "search"
    folder.mkdir(parents=True)
    site = (tmp_path / "catalog" / "site.yaml").read_text(encoding="utf-8")
    (county / "catalog" / "site.yaml").write_text(f"{site}继承: ../catalog\n", encoding="utf-8")
    (folder / "own.yaml").write_text("词组:\n  - {正式: [市民卡], 俗称: [医保]}\n虚词: [咋整]\n", encoding="utf-8")
    loaded = load_catalog(county, complaint)
    groups = [(group.formal, group.plain) for group in loaded.catalog.search.groups]
    assert groups == [(("市民卡",), ("医保",)), (("医疗保障",), ("看病钱",))]
    assert loaded.catalog.search.void == ("怎么办", "咋整")
    assert not [problem for problem in loaded.problems if problem.rule == "K814"]


def test_the_repository_knows_the_words_of_the_street() -> None:
    loaded = load_catalog(ROOT, complaint)
    assert not [problem for problem in loaded.problems if problem.rule in ("K802", "K803", "K804", "K814")]
    groups = loaded.catalog.search.groups
    plain = [word for one in groups for word in one.plain if not any(word in formal for formal in one.formal)]
    assert len(groups) >= 300
    assert len(plain) >= 100
    assert len(loaded.catalog.search.answers) >= 20


def test_every_prepared_answer_names_an_entry_or_a_page_of_the_sample_city() -> None:
    for answer in load_catalog(ROOT, complaint).catalog.search.answers:
        sources = [ROOT / "content" / "entries" / f"{answer.entry}.yaml", ROOT / "content" / "entries" / f"{answer.entry}.md"]
        if answer.page:
            sources = [ROOT / "content" / "pages" / f"{answer.page}.md"]
        assert any(source.is_file() for source in sources), answer
