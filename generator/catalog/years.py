"""What is kept by the year: working-day notices (catalog/calendar) and key work (catalog/tasks)."""

from __future__ import annotations

import datetime as dt

from generator.catalog.model import CalendarYear, Task, TaskYear
from generator.catalog.reader import Reader

MAX_HOLIDAY = 40


def read_calendar(reader: Reader) -> tuple[CalendarYear | None, bool]:
    """One year's notice, and whether it only adds local days to the State Council's (增补)."""
    overlay = reader.flag("增补")
    year = reader.integer("年份")
    if not year:
        reader.missing("年份")
    holidays: dict[dt.date, str] = {}
    for part in reader.children("放假", "放假"):
        name, start, end = part.text("名称", required=True), part.date("起"), part.date("止")
        part.close()
        if start is None:
            part.missing("起")
            continue
        days = ((end or start) - start).days
        if not 0 <= days <= MAX_HOLIDAY:
            part.report("K804", part.place, f"「{name}」的起止日期不对：{start} 至 {end}", key="止")
            continue
        holidays.update({start + dt.timedelta(days=n): name for n in range(days + 1)})
    workdays: dict[dt.date, str] = {}
    for part in reader.children("上班", "上班"):
        day, name = part.date("日期"), part.text("名称")
        part.close()
        if day is None:
            part.missing("日期")
        else:
            workdays[day] = name
    notice = CalendarYear(year, reader.text("依据", required=True), holidays, workdays)
    reader.close()
    return (notice if year else None), overlay


def overlaid(base: CalendarYear, own: CalendarYear) -> CalendarYear:
    """The State Council's days with a place's own (a local festival, offices closed by a storm) on top."""
    holidays = {day: name for day, name in base.holidays.items() if day not in own.workdays} | dict(own.holidays)
    workdays = {day: name for day, name in base.workdays.items() if day not in own.holidays} | dict(own.workdays)
    return CalendarYear(base.year, f"{base.basis}；{own.basis}", holidays, workdays)


def read_tasks(reader: Reader) -> TaskYear | None:
    """One year's key work."""
    year = reader.integer("年份")
    if not year:
        reader.missing("年份")
    document = reader.child("文件")
    tasks = TaskYear(
        year=year,
        title=document.text("标题", required=True) if document else "",
        number=document.text("文号") if document else "",
        date=document.date("成文日期") if document else None,
        issuer=document.text("发文机关") if document else "",
        url=document.text("来源") if document else "",
        entry=document.text("条目") if document else "",
        tasks=tuple(_task(r) for r in reader.children("任务", "任务")),
        place=reader.place,
    )
    if document is None:
        reader.missing("文件")
    else:
        document.close()
    reader.get("说明")
    reader.close()
    return tasks if year else None


def _task(reader: Reader) -> Task:
    task = Task(
        id=reader.text("编号", required=True),
        title=reader.text("标题", required=True),
        part=reader.text("部分"),
        clause=reader.text("出处"),
        text=reader.text("原文"),
        lead=reader.texts("牵头"),
        responsible=reader.texts("责任"),
        items=reader.texts("事项"),
        columns=reader.texts("栏目"),
        place=reader.place,
    )
    reader.close()
    return task
