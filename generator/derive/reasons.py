"""Why a state is what it is, in one or two sentences for the unit that has to act on it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from generator.derive import duties, obligations, verdicts
from generator.derive.clock import LENGTHS
from generator.derive.dates import long_date
from generator.derive.deadline_words import deadline_words
from generator.derive.obligations import BY_DATE, DISPLAYED, STANDING, Obligation
from generator.derive.verdicts import Duty, Sheet, Verdict

_TALLY = (duties.ON_TIME, duties.LATE, duties.MISSING, duties.NOT_DUE)


def reason(duty: Duty, verdict: Verdict, day: dt.date) -> str:
    """The whole explanation of a verdict."""
    if verdict.sheet is not None and (verdict.obligation is None or not _done(verdict.obligation, day)):
        return _signed(verdict, verdict.sheet, day)
    if verdict.obligation is None:
        return _without(duty, verdict)
    return f"{_by_obligation(verdict.obligation, verdict, day)}{_others(verdict, day)}"


def length(rule_num: int, unit: str) -> str:
    """20个工作日."""
    return f"{rule_num}{LENGTHS.get(unit, '日')}"


def limit_words(obligation: Obligation) -> str:
    """The limit that binds: 20个工作日, 每年1月31日前公开, with who set it where it is the law."""
    rule, law = obligation.rule, obligation.law
    if obligation.by_law and law is not None:
        return f"{length(law.num, law.unit)}（{law.basis}）"
    if rule.kind in ("after", "display"):
        return length(rule.num, rule.unit)
    return deadline_words([rule])


def _done(one: Obligation, day: dt.date) -> bool:
    return one.published is not None and one.published <= day


def _others(verdict: Verdict, day: dt.date) -> str:
    """How the other entries of the period stand, where there are any."""
    if len(verdict.found) < 2:
        return ""
    counts = verdicts.tally(verdict.found, day)
    total = sum(counts.values())
    if total < 2:
        return ""
    words = [f"{state}{counts[state]}条" for state in _TALLY if counts.get(state)]
    if counts.get(duties.TO_VERIFY):
        words.append(f"不能计算{counts[duties.TO_VERIFY]}条")
    name = verdict.period.name if verdict.period else ""
    return f"{name}共{total}条：{'、'.join(words)}。"


# --- nothing but the catalogue, or a sheet -------------------------------------------------------------------------


def _without(duty: Duty, verdict: Verdict) -> str:
    name = verdict.period.name if verdict.period else ""
    last = long_date(verdict.last) if verdict.last else ""
    if verdict.state == duties.NOT_APPLICABLE:
        return verdict.cause
    words = {
        verdicts.NOT_IN_FORCE: f"目录从{last}起施行。",
        verdicts.NOT_STARTED: f"{name}还没有条目，也没有能起算的日期，期限没有开始。"
        f"到{last}前没有条目的，登记“本期未产生”。",
        verdicts.TO_REVIEW: f"{name}没有条目。请在{last}前补上条目，或者登记“本期未产生”。",
        verdicts.NO_STANDING: "长期公开的事项，没有找到条目。",
    }
    if verdict.cause in words:
        return words[verdict.cause]
    if last:
        return f"{name}没有条目，到{last}也没有登记“本期未产生”；有没有应公开的信息产生，数据里看不出来，请核实。"
    return "没有找到条目；有没有应公开的信息产生，数据里看不出来。"


def _signed(verdict: Verdict, sheet: Sheet, day: dt.date) -> str:
    entry, limit, review = sheet.record.entry, sheet.limit, sheet.record.entry.date("复核日期")
    if verdict.state == duties.MISSING and limit is not None:
        return f"登记了另外的期限，{long_date(limit)}已经过去，还没有找到条目。"
    said = "，".join(text for text in (entry.text("期间"), entry.text("理由").strip().rstrip("。")) if text)
    basis = f"依据：{entry.text('依据')}。" if entry.text("依据") else ""
    until = f"应在{long_date(limit)}前公开。" if limit else ""
    again = f"应在{long_date(review)}复核，已经过期。" if review and review < day else ""
    return f"{said or '已登记'}。{basis}{until}{again}"


# --- an obligation -------------------------------------------------------------------------------------------------


def _by_obligation(one: Obligation, verdict: Verdict, day: dt.date) -> str:
    if one.cause:
        return _not_computable(one)
    if one.met_by == STANDING:
        return "长期公开的事项，已有公开内容。" if _done(one, day) else "条目已经提交，等待发布。"
    if one.met_by == DISPLAYED:
        return _displayed(one, verdict)
    if one.rule.kind in ("fixed", "periodic"):
        return _of_cycle(one, verdict, day)
    return _timed(one, verdict, day)


def _not_computable(one: Obligation) -> str:
    if one.cause == obligations.NO_CONSULTATION:
        return "条目没有关联本站的征求意见，不能计算。"
    if one.cause == obligations.MIGRATED:
        return "迁移的条目没有写原网址和原发布日期，什么时候公开的没有佐证，请核实。"
    if one.cause == obligations.BEYOND:
        return "起算日期太早或太晚，不能计算，请核实。"
    if one.cause == verdicts.NO_FORM:
        return "目录的公开时限没有标准写法，不能计算。"
    if one.cause == obligations.BY_CONTENT:
        return "目录的公开时限要看信息的内容，不能计算。"
    if one.rule.kind == "event":
        return "目录要求及时公开，起算日期不在数据里，请核实。"
    words = deadline_words([one.rule])
    if one.rule.kind == "after":
        return f"条目没有写明“{one.rule.anchor}”的日期（「起算日期」），不能计算。"
    return f"期限“{words}”的起算日期不在数据里（「起算日期」），请核实。"


def _displayed(one: Obligation, verdict: Verdict) -> str:
    window = one.record.window if one.record else None
    held = f"{long_date(window.start)}至{long_date(window.end)}" if window else ""
    if verdict.state == duties.ON_TIME:
        return f"{held}，不少于{length(one.rule.num, one.rule.unit)}。"
    if verdict.state == duties.NOT_DUE:
        return "条目已经提交，等待发布。"
    return f"{held}，是否符合“{deadline_words([one.rule])}”，请核实。"


def _of_cycle(one: Obligation, verdict: Verdict, day: dt.date) -> str:
    words, last = deadline_words([replace(one.rule, when="")]), one.last
    name = one.period.name
    end = long_date(last) if last else ""
    if _done(one, day):
        return _public(one, verdict)
    if verdict.state == duties.NOT_DUE:
        return f"{words}；{name}的期限是{end}。"
    return f"{words}；{name}的期限{end}已过，没有找到这一期的条目。"


def _timed(one: Obligation, verdict: Verdict, day: dt.date) -> str:
    last = long_date(one.last) if one.last else ""
    if _done(one, day):
        return _public(one, verdict)
    if one.about is not None:
        tail = "，还没有找到" if verdict.state == duties.MISSING else ""
        return f"征求意见{long_date(one.start) if one.start else ''}截止，应在{last}前公开采纳情况{tail}。"
    if verdict.state == duties.MISSING:
        return f"条目已经提交，应在{last}前发布，到今天还没有发布。"
    return f"条目已经提交，应在{last}前发布，还没有到期。"


def _public(one: Obligation, verdict: Verdict) -> str:
    """It is public: before or after the last day, and how that stands to the law's."""
    last, published = one.last, one.published
    if last is None or published is None:
        return ""
    if one.met_by == BY_DATE and verdict.state == duties.ON_TIME:
        if one.rule.kind == "event":
            return f"及时公开：{long_date(published)}发布，没有超过法定的{_legal(one)}。"
        return f"应在{long_date(last)}前公开，{long_date(published)}发布。"
    days = (published - last).days
    law = ""
    if one.by_law:
        law = "这是法定的最长期限。"
    elif one.legal is not None and published > one.legal > last:
        law = f"也超过了法定的期限（{long_date(one.legal)}）。"
    elif one.legal is not None and published <= one.legal and one.legal > last:
        law = f"没有超过法定的期限（{long_date(one.legal)}）。"
    return f"应在{long_date(last)}前公开，{long_date(published)}才发布，超过{days}天。{law}"


def _legal(one: Obligation) -> str:
    return length(one.law.num, one.law.unit) if one.law else "期限"
