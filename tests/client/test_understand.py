"""The browser and Python understand every query alike: hundreds of them, right, wrong, and made of anything."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from generator.search.understand.tables import Tables
from generator.search.understand.understand import tables_for, understand
from tests.search.understanding import TITLES, payloads, search_words

ROOT = Path(__file__).resolve().parents[2]
NODE = shutil.which("node") or ""

FIXED = (
    *("", " ", "，。", "\ud800", "a" * 3000, "社" * 3000, "<b>医保</b>", "医保\u0000", "〔2021〕24号", "国令第711号", "711号令", "二〇二一 24号"),
    *("示政办发〔2021〕24号", "示政办发2021 24", "示政办发〔202124号", "示政辦發〔2021〕24號", "2021-07-16", "0000-81000808", "示政办发〔2021〕"),
    *("低保怎么申请", "水电过户还要另外跑吗", "工伤认定需要什么材料", "养犬 杭州", "離婚怎麼辦理", "gongshang baoxian", "gjj", "lvhua", "ktv"),
    *("我家孩子上小学需要什么材料", "没有本地户口的小孩可以在这里上学吗", "老板不发工资怎么办", "婚因登记", "妇保法", "科学技木", "𠮷野家"),
)
PIECES = "的吗怎么办理哪里国办发〔〕2019（）号社会保险公积金养犬國養 ，。abcgjjyanglaobaoxian住房补贴"


def queries() -> list[str]:
    """Fixed ones; words of the catalogue as they are, spoilt and in questions; pieces of titles; heaps of characters."""
    chance = random.Random(20211124)
    words = [word for group in search_words().groups for word in (*group.formal, *group.plain)]
    found = list(FIXED)
    for word in chance.sample(words, 120):
        found.append(word)
        place = chance.randrange(len(word))
        found.append(word[:place] + chance.choice("人士仁府付福宝保城成") + word[place + 1 :])
        found.append(chance.choice(("怎么办理{}", "{}需要什么材料", "{} 杭州", "2021年{}标准", "{}多少钱")).format(word))
    for title in TITLES:
        found += [title[start : start + 5] for start in range(0, len(title), 3)]
    for _ in range(250):
        found.append("".join(chance.choice(PIECES) for _ in range(chance.randint(1, 14))))
    return found


def plain(value: Any) -> Any:
    """A plan as JSON."""
    return json.loads(json.dumps(asdict(value)))


@pytest.mark.skipif(not NODE, reason="node is not installed: the browser's understanding was not tested")
def test_browser_and_python_understand_alike() -> None:
    asked = queries()
    assert len(asked) >= 500
    given = json.dumps({"tables": payloads(), "queries": asked})
    done = subprocess.run(
        [NODE, str(Path(__file__).with_name("understand.mjs"))], cwd=ROOT, input=given, capture_output=True, text=True, timeout=240
    )
    assert done.returncode == 0, done.stderr
    everything, words = Tables(payloads()), Tables({"words": payloads()["words"]})
    for query, row in zip(asked, json.loads(done.stdout), strict=True):
        assert row[:3] == [plain(understand(query, everything)), plain(understand(query, words)), plain(understand(query))], query
        assert row[3:] == [tables_for(query, everything), tables_for(query, words), tables_for(query)], query
