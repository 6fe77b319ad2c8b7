"""标准目录落实情况: each state by exact example, and the counts of a small city added up by hand."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace

import pytest

from generator.catalog.model import Deadline, Edition, Item
from generator.derive import duties
from generator.derive.coverage import Cell, coverage
from generator.derive.duties import concerns, cycle_at, previous
from generator.derive.membership import items_by_organization
from generator.derive.obligations import NO_START
from generator.derive.site import Site
from generator.model.entry import Entry
from generator.model.ledger import Publication
from tests.derive.sites import make_entry, make_site, stamp

D = dt.date
AS_OF = D(2021, 7, 30)
AFTER = Deadline("after", "形成或变更", 20, "WD")
QUARTER = Deadline("periodic", every="quarter")
JUNE = Deadline("fixed", month=6, day=30)


def item(*deadlines: Deadline, unit: str = "caizhengju", id_: str = "zcwj-001", **more: object) -> Item:
    return Item(id_, id_.split("-")[0], "事项", responsible=(unit,), deadlines=deadlines, **more)  # type: ignore[arg-type]


def city(
    items: tuple[Item, ...],
    entries: dict[str, str | Entry] | None = None,
    stamps: dict[str, Publication] | None = None,
    as_of: dt.date = AS_OF,
    **catalog: object,
) -> Site:
    site = make_site(entries or {}, stamps, as_of=as_of)
    by_id = {one.id: one for one in items}
    full = replace(site.catalog, items=by_id, **catalog)  # type: ignore[arg-type]
    return replace(site, catalog=full, items_of=items_by_organization(items, full.organizations))


def only(*deadlines: Deadline, fields: str = "", published: str = "", as_of: dt.date = AS_OF, **more: object) -> Cell:
    """The one cell of 财政局 with one item; `fields` is its one entry, made public on `published`."""
    id_ = "caizhengju/2021/1"
    base = "发文机关: [caizhengju], 目录事项: [zcwj-001]"
    entries: dict[str, str | Entry] = {id_: make_entry(id_, f"{{{base}{', ' + fields if fields else ''}}}")} if fields or published else {}
    stamps = {id_: stamp(published)} if published else {}
    (cell,) = coverage(city((item(*deadlines, **more),), entries, stamps, as_of))
    return cell


def seen(cell: Cell) -> tuple[str, dt.date | None, int]:
    return cell.state, cell.clock.last if cell.clock else None, cell.days


# --- after: the clock of C504


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("2021-06-30", (duties.ON_TIME, D(2021, 6, 30), 0)),
        ("2021-07-01", (duties.LATE, D(2021, 6, 30), 1)),
        ("2021-07-11", (duties.LATE, D(2021, 6, 30), 11)),
    ],
)
def test_the_twentieth_working_day_is_in_time_and_the_next_is_not(published: str, expected: tuple[object, ...]) -> None:
    cell = only(AFTER, fields="成文日期: 2021-06-01", published=published)
    assert seen(cell) == expected
    assert cell.record and cell.record.id == "caizhengju/2021/1"
    assert cell.clock and (cell.clock.start_name, cell.clock.start, cell.clock.limit) == ("成文日期", D(2021, 6, 1), "20个工作日")


def test_an_explanation_says_the_days() -> None:
    assert only(AFTER, fields="成文日期: 2021-06-01", published="2021-07-02").why == "应在2021年6月30日前公开，2021年7月2日才发布，超过2天。"


def test_an_entry_that_waits_is_due_or_overdue() -> None:
    assert seen(only(AFTER, fields="成文日期: 2021-07-20")) == (duties.NOT_DUE, D(2021, 8, 17), 0)
    assert seen(only(AFTER, fields="成文日期: 2021-06-01")) == (duties.MISSING, D(2021, 6, 30), 30)
    assert seen(only(AFTER, fields="成文日期: 2021-06-01", as_of=D(2021, 6, 30))) == (duties.NOT_DUE, D(2021, 6, 30), 0), "on the last day"


def test_what_nothing_started_cannot_be_late() -> None:
    cell = only(AFTER)
    assert (cell.state, cell.entries, cell.record) == (duties.TO_VERIFY, 0, None)
    decided = Deadline("after", "作出行政决定", 7, "WD")
    other = only(decided, fields="类型: 政府信息, 成文日期: 2021-06-01", published="2021-07-29")
    assert (other.state, other.cause) == (duties.TO_VERIFY, NO_START) and "作出行政决定" in other.why
    said = only(decided, fields="类型: 政府信息, 成文日期: 2021-06-01, 起算日期: 2021-07-20", published="2021-07-29")
    assert seen(said) == (duties.ON_TIME, D(2021, 7, 29), 0) and said.clock and said.clock.start_name == "起算日期"
    of_a_paper = only(decided, fields="成文日期: 2021-07-20", published="2021-07-30")
    assert seen(of_a_paper) == (duties.LATE, D(2021, 7, 29), 1), "the 公文 is the decision: its own row of 起算"


def test_the_worst_entry_of_the_year_decides_and_the_others_are_counted() -> None:
    ids = ("caizhengju/2021/1", "caizhengju/2021/2")
    entries: dict[str, str | Entry] = {
        ids[0]: make_entry(ids[0], "{发文机关: [caizhengju], 成文日期: 2021-03-01}"),
        ids[1]: make_entry(ids[1], "{发文机关: [caizhengju], 成文日期: 2021-07-01}"),
    }
    (cell,) = coverage(city((item(AFTER),), entries, {ids[0]: stamp("2021-06-01"), ids[1]: stamp("2021-07-05")}))
    assert (cell.state, cell.record and cell.record.id, cell.entries) == (duties.LATE, ids[0], 2)
    assert cell.why.endswith("2021年共2条：按期公开1条、超期公开1条。")


def test_an_entry_counts_for_the_unit_that_owes_it() -> None:
    id_ = "shifuban/2021/1"
    entries: dict[str, str | Entry] = {id_: make_entry(id_, "{发文机关: [shifuban, caizhengju], 成文日期: 2021-07-01}")}
    (cell,) = coverage(city((item(AFTER),), entries, {id_: stamp("2021-07-05")}))
    assert (cell.unit, cell.state) == ("caizhengju", duties.TO_VERIFY)


# --- dates that come back


@pytest.mark.parametrize(
    ("as_of", "published", "expected"),
    [
        (D(2021, 7, 30), "2021-06-30", (duties.ON_TIME, D(2021, 6, 30), 0)),
        (D(2021, 7, 30), "2021-07-03", (duties.LATE, D(2021, 6, 30), 3)),
        (D(2021, 7, 30), "", (duties.MISSING, D(2021, 6, 30), 30)),
        (D(2021, 6, 30), "", (duties.MISSING, D(2020, 6, 30), 365)),
        (D(2021, 7, 1), "", (duties.MISSING, D(2021, 6, 30), 1)),
        (D(2022, 2, 1), "2021-06-01", (duties.ON_TIME, D(2021, 6, 30), 0)),
        (D(2022, 7, 1), "2021-06-01", (duties.MISSING, D(2022, 6, 30), 1)),
    ],
)
def test_a_date_of_every_year(as_of: dt.date, published: str, expected: tuple[object, ...]) -> None:
    fields = "成文日期: 2021-05-20" if published else ""
    assert seen(only(JUNE, fields=fields, published=published, as_of=as_of)) == expected


def test_a_date_before_the_edition_took_effect_binds_nobody() -> None:
    site = city((item(JUNE),), as_of=D(2021, 6, 1))
    field = replace(site.catalog.fields["zcwj"], effective=D(2020, 8, 1))
    (cell,) = coverage(replace(site, catalog=replace(site.catalog, fields={"zcwj": field})))
    assert seen(cell) == (duties.NOT_DUE, D(2021, 6, 30), 0)
    later = {"2022": Edition("2022", "新版", effective=D(2022, 1, 1))}
    (cell,) = coverage(city((item(JUNE, edition="2022"),), editions=later))
    assert (cell.state, cell.why) == (duties.NOT_DUE, "目录从2022年1月1日起施行。")


@pytest.mark.parametrize(
    ("published", "state"),
    [("2021-07-02", duties.ON_TIME), ("2021-06-30", duties.ON_TIME), ("2021-04-01", duties.ON_TIME), ("2021-03-31", duties.MISSING)],
)
def test_every_quarter_means_the_last_one_that_ended(published: str, state: str) -> None:
    assert only(QUARTER, fields="成文日期: 2021-03-20", published=published).state == state


def test_cycles() -> None:
    def spoken(rule: Deadline, day: dt.date) -> tuple[str, dt.date, dt.date, dt.date]:
        cycle = cycle_at(rule, day)
        assert cycle
        return cycle.name, cycle.start, cycle.end, cycle.last

    assert spoken(QUARTER, D(2021, 5, 1)) == ("2021年第二季度", D(2021, 4, 1), D(2021, 6, 30), D(2021, 6, 30))
    assert spoken(Deadline("periodic", every="half"), D(2021, 12, 31)) == ("2021年下半年", D(2021, 7, 1), D(2021, 12, 31), D(2021, 12, 31))
    assert spoken(Deadline("periodic", every="month", day=10), D(2021, 2, 28)) == ("2021年2月", D(2021, 2, 1), D(2021, 2, 28), D(2021, 2, 10))
    assert spoken(Deadline("periodic", every="year", month=4, day=30), D(2021, 1, 1))[3] == D(2021, 4, 30)
    assert spoken(Deadline("fixed", month=4, day=1, exclusive=True), D(2021, 1, 1))[3] == D(2021, 3, 31)
    assert cycle_at(Deadline("fixed", month=2, day=30), D(2021, 1, 1)) is None
    assert cycle_at(AFTER, D(2021, 1, 1)) is None
    first = cycle_at(QUARTER, D(2021, 2, 1))
    before = previous(QUARTER, first) if first else None
    assert before and before.name == "2020年第四季度"


@pytest.mark.parametrize(
    ("when", "kind", "expected"),
    [
        ("", "部门", True),
        ("部门和镇街", "部门", True), ("部门和镇街", "派驻", True), ("部门和镇街", "镇街", True), ("部门和镇街", "政府", False),
        ("市政府", "政府", True), ("市政府", "部门", False), ("市政府部门", "政府", False), ("各部门", "部门", True),
        ("存续期信息", "部门", None), ("部门预算", "部门", None), ("行政许可、行政处罚", "镇街", None),
    ],
)
def test_whom_a_condition_is_about(when: str, kind: str, expected: bool | None) -> None:
    assert concerns(when, kind) is expected


def test_conditions_on_units_are_judged_and_those_on_content_are_told() -> None:
    rules = (Deadline("fixed", month=1, day=31, when="部门和镇街"), Deadline("fixed", month=3, day=31, when="市政府"))
    assert seen(only(*rules)) == (duties.MISSING, D(2021, 1, 31), 180)
    cell = only(AFTER, replace(JUNE, when="存续期信息"), fields="成文日期: 2021-06-01", published="2021-06-30")
    assert (cell.state, cell.unjudged) == (duties.ON_TIME, ("存续期信息的，每年6月30日前公开",))


# --- other kinds


def test_at_once_is_judged_by_the_ceiling_of_the_law() -> None:
    event = Deadline("event", "形成")
    assert only(event, fields="成文日期: 2021-06-01", published="2021-06-30").state == duties.ON_TIME
    assert only(event, fields="成文日期: 2021-06-01", published="2021-07-01").state == duties.LATE
    assert only(Deadline("event", "进展"), fields="成文日期: 2021-06-01", published="2021-06-02").state == duties.TO_VERIFY
    assert only(event).state == duties.TO_VERIFY


def test_standing_information() -> None:
    rule = Deadline("continuous", keep="latest")
    assert only(rule, fields="成文日期: 2021-06-01", published="2021-06-02").state == duties.ON_TIME
    assert only(rule).state == duties.TO_VERIFY


def test_a_time_of_display() -> None:
    id_ = "caizhengju/2021/1"
    rule = Deadline("display", "公开征求意见", 30, "CD")
    for last, state in (("2021-08-15", duties.ON_TIME), ("2021-08-14", duties.TO_VERIFY)):
        entry = make_entry(id_, f"{{类型: 征求意见, 发文机关: [caizhengju], 目录事项: [zcwj-001], 截止日期: {last}}}")
        (cell,) = coverage(city((item(rule),), {id_: entry}, {id_: stamp("2021-07-16")}))
        assert cell.state == state, last


FEEDBACK = Deadline("after", "征求活动结束", 1, "M")
WINDOW = "{类型: 征求意见, 发文机关: [caizhengju], 目录事项: [zdjc-002], 成文日期: 2021-05-01, 开始日期: 2021-05-01, 截止日期: %s}"
ANSWER = "{类型: 意见征求采纳情况, 发文机关: [caizhengju], 目录事项: [zdjc-003], 成文日期: 2021-06-25, 关系: [{名称: 征求意见, 目标: caizhengju/2021/1}]}"


@pytest.mark.parametrize(
    ("end", "answered", "expected"),
    [
        ("2021-06-01", "", (duties.MISSING, D(2021, 7, 1), 29)),
        ("2021-07-01", "", (duties.NOT_DUE, D(2021, 8, 2), 0)),
        ("2021-08-01", "", (duties.TO_VERIFY, None, 0)),
        ("2021-06-01", "2021-06-30", (duties.ON_TIME, D(2021, 7, 1), 0)),
        ("2021-06-01", "2021-07-05", (duties.LATE, D(2021, 7, 1), 4)),
    ],
)
def test_the_answer_to_a_consultation(end: str, answered: str, expected: tuple[object, ...]) -> None:
    first, second = "caizhengju/2021/1", "caizhengju/2021/2"
    entries: dict[str, str | Entry] = {first: make_entry(first, WINDOW % end)}
    stamps = {first: stamp("2021-05-01")}
    if answered:
        entries[second] = make_entry(second, ANSWER)
        stamps[second] = stamp(answered)
    (cell,) = coverage(city((item(FEEDBACK, id_="zdjc-003"),), entries, stamps))
    assert seen(cell) == expected


# --- signed states, and what is no duty


def signed(text: str, *, day: str = "2021-07-05", rules: tuple[Deadline, ...] = (), other: str = "") -> Cell:
    ids = ("caizhengju/2021/1", "caizhengju/2021/2")
    base = "发文机关: [caizhengju], 目录事项: [zcwj-001]"
    entries: dict[str, str | Entry] = {ids[0]: make_entry(ids[0], f"{{{base}, {text}}}")}
    stamps = {ids[0]: stamp(day)}
    if other:
        entries[ids[1]] = make_entry(ids[1], f"{{{base}, 成文日期: 2021-04-01}}")
        stamps[ids[1]] = stamp(other)
    (cell,) = coverage(city((item(*rules),), entries, stamps))
    return cell


NOTHING = "类型: 本期未产生, 成文日期: 2021-07-05"


def test_a_signed_state_is_a_state_and_no_gap() -> None:
    cell = signed(NOTHING, rules=(QUARTER,))
    assert (cell.state, cell.why, cell.entries) == (duties.NOTHING_AROSE, "2021年第二季度，本季度没有新的采购项目。", 0)
    assert signed(NOTHING, rules=(AFTER,)).state == duties.NOTHING_AROSE
    withheld = signed("类型: 依法不予公开, 成文日期: 2021-07-05", rules=(AFTER,))
    assert withheld.state == duties.WITHHELD and "政府信息公开条例第十五条" in withheld.why


def test_a_signed_state_ends_with_a_newer_entry_or_its_cycle() -> None:
    assert signed(NOTHING, rules=(AFTER,), other="2021-07-06").state == duties.LATE
    assert signed(NOTHING, rules=(AFTER,), other="2021-04-06").state == duties.NOTHING_AROSE
    first = "类型: 本期未产生, 成文日期: 2021-03-31, 期间: 2021年第一季度"
    assert signed(first, day="2021-03-31", rules=(QUARTER,)).state == duties.MISSING
    late = signed(NOTHING, rules=(AFTER,), other="2021-05-20")
    assert late.state == duties.LATE, "a sheet does not wipe out what was late in its year"


def test_a_review_that_is_over_is_told() -> None:
    text = "类型: 依法不予公开, 成文日期: 2021-07-05, 复核日期: 2021-07-20"
    assert signed(text, rules=(AFTER,)).why.endswith("应在2021年7月20日复核，已经过期。")


def test_what_the_catalogue_does_not_ask_of_a_unit() -> None:
    assert only(AFTER, mode="依申请").state == duties.NOT_APPLICABLE
    cells = coverage(city((item(AFTER, unit="gexingzhengjiguan", levels=("县级",)),)))
    states = {cell.unit: cell.state for cell in cells}
    assert states == {
        "shifuban": duties.TO_VERIFY, "caizhengju": duties.TO_VERIFY, "jiaotongju": duties.TO_VERIFY,
        "hexizhen": duties.NOT_APPLICABLE,
    }, "no ended unit, no party organ, no collective"
    (named,) = coverage(city((item(AFTER, unit="hexizhen", levels=("县级",)),)))
    assert named.state == duties.TO_VERIFY, "named itself"


def test_an_item_without_a_normal_form_is_not_guessed() -> None:
    cell = only(fields="成文日期: 2021-06-01", published="2021-06-02")
    assert (cell.state, cell.why) == (duties.TO_VERIFY, "目录的公开时限没有标准写法，不能计算。")


def test_the_counts_of_a_city_added_up_by_hand() -> None:
    """市府办 and 财政局 and 交通局 and 河西镇 owe 001 (20 working days) and 003 (31 January); 财政局 alone owes 002."""
    items = (
        item(AFTER, unit="gexingzhengjiguan"),
        item(JUNE, id_="zcwj-002"),
        item(Deadline("fixed", month=1, day=31), unit="gexingzhengjiguan", id_="zcwj-003"),
    )
    made = {
        "shifuban/2021/1": ("{成文日期: 2021-06-01}", "2021-06-10"),  # 001 on time
        "caizhengju/2021/1": ("{发文机关: [caizhengju], 成文日期: 2021-06-01}", "2021-07-10"),  # 001 late
        "caizhengju/2021/2": ("{发文机关: [caizhengju], 目录事项: [zcwj-002], 成文日期: 2021-06-01}", "2021-06-10"),  # on time
        "caizhengju/2021/3": ("{发文机关: [caizhengju], 目录事项: [zcwj-003], 成文日期: 2021-01-20}", "2021-01-29"),  # on time
        "hexizhen/2021/1": ("{发文机关: [hexizhen], 目录事项: [zcwj-003], 成文日期: 2021-01-20}", "2021-02-01"),  # late
    }
    site = city(items, {id_: make_entry(id_, text) for id_, (text, _) in made.items()}, {id_: stamp(day) for id_, (_, day) in made.items()})
    cells = coverage(site)
    assert Counter(cell.state for cell in cells) == {
        duties.ON_TIME: 3, duties.LATE: 2,
        duties.MISSING: 2,  # 003 of 市府办 and 交通局
        duties.TO_VERIFY: 2,  # 001 of 交通局 and 河西镇
    }
    assert [(c.unit, c.item.id) for c in cells if c.state == duties.MISSING] == [("shifuban", "zcwj-003"), ("jiaotongju", "zcwj-003")]
    assert coverage(site) == cells
