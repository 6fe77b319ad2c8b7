"""A press: templates compiled beforehand, the same bytes whichever way and order."""

from __future__ import annotations

from generator.publish.groups import file_groups
from tests.derive.sites import make_site
from tests.render.presses import press


def test_a_warm_press_compiles_nothing_more_for_the_public_tree() -> None:
    own = press(make_site({f"shifuban/2021/{n}": "" for n in range(1, 8)}))
    own.warm()

    def refuse(*_: object, **__: object) -> object:
        raise AssertionError("compiled late")

    own.jinja.compile = refuse  # type: ignore[method-assign,assignment]
    assert sum(1 for group in file_groups(own) for _ in group.make()) > 20


def test_groups_know_nothing_of_each_other() -> None:
    site = make_site({f"shifuban/2021/{n}": "主题分类: 综合政务/政务公开" for n in range(1, 13)})
    forwards = [one for group in file_groups(press(site)) for one in group.make()]
    backwards = [one for group in reversed(file_groups(press(site))) for one in group.make()]
    assert len({one.path for one in forwards}) == len(forwards), "each file comes from exactly one group"
    assert sorted(forwards) == sorted(backwards)
    alone = [one for number in range(len(file_groups(press(site)))) for one in file_groups(press(site))[number].make()]
    assert sorted(alone) == sorted(forwards)
