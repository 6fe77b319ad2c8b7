"""为何如此 as JSON: one file per unit and item, with all that is needed to contest a state and to count it again."""

from __future__ import annotations

from generator.derive.casefile import CaseFile, CaseLine
from generator.derive.counting import Count
from generator.derive.coverage import Cell
from generator.derive.office import Office
from generator.derive.record import Record
from generator.publish.json_text import Json, encode
from generator.publish.office_tables import coverage_row, iso, unit_name


def case_address(unit: str, item: str) -> str:
    """Where the file of one cell lies below neibu/."""
    return f"data/weihe/{unit}/{item}.json"


def case_json(case: CaseFile, office: Office) -> bytes:
    """One file."""
    site, cell = office.site, case.cell
    whole: dict[str, Json] = {
        "说明": "仅供内部参考",
        "数据截至": site.as_of.isoformat(),
        "结论": dict(coverage_row(cell, site)),
        "目录的要求": {"时限原文": cell.item.deadline_text, "读作": list(case.rules), "依据": list(case.bases),
                  "没有计算": list(cell.unjudged)},
        "起算": {"按顺序取": list(case.start_sources)},
        "数法": [_count(one) for one in case.counts],
        "逐条": [_line(line) for line in case.lines],
        "另有": case.more,
        "登记": [_sheet(record) for record in case.sheets],
        "怎样重数": list(case.steps),
        "重算命令": command(cell, office),
        "可以怎样办": list(case.remedies),
        "向谁提出": contest(office),
    }
    return encode(whole)


def command(cell: Cell, office: Office) -> str:
    """The command that finds the same again."""
    return f"gongkai report why --org {cell.unit} --item {cell.item.id} --as-of {office.site.as_of.isoformat()}"


def contest(office: Office) -> str:
    """Whom to tell when a state is wrong."""
    settings = office.site.catalog.site
    host = unit_name(settings.host, office.site) if settings.host else "政府信息公开工作主管部门"
    phone = f"（电话{settings.contact.phone}）" if settings.contact.phone else ""
    return f"认为结论不对的，向{host}{phone}提出，写明单位、事项编号和数据截至的日期，附上理由和材料。"


def case_files(office: Office) -> dict[str, bytes]:
    """The files of all cells, by address."""
    return {case_address(unit, item): case_json(case, office) for (unit, item), case in office.cases.items()}


def _count(one: Count) -> dict[str, Json]:
    return {
        "谁定的": one.source,
        "期限": one.limit,
        "依据": one.basis,
        "最后一天": one.last.isoformat(),
        "顺延以前": iso(one.before_roll),
        "跳过": list(one.skipped),
        "调休上班": list(one.worked),
        "没有通知的年份": [str(year) for year in one.guessed],
    }


def _line(line: CaseLine) -> dict[str, Json]:
    return {
        "期间": line.period,
        "状态": line.state,
        "起算": line.start,
        "最后一天": iso(line.last),
        "发布日期": iso(line.published),
        "条目": line.record.id if line.record is not None else "",
        "标题": line.record.entry.title if line.record is not None else "",
        "不能计算": line.cause,
    }


def _sheet(record: Record) -> dict[str, Json]:
    entry = record.entry
    return {
        "类型": entry.type.name,
        "条目": record.id,
        "期间": entry.text("期间"),
        "理由": entry.text("理由").strip(),
        "依据": entry.text("依据"),
        "公开期限": iso(entry.date("公开期限")),
        "复核日期": iso(entry.date("复核日期")),
    }
