"""The key work of a year (年度重点工作), task by task."""

from __future__ import annotations

from collections.abc import Iterator

from generator.catalog.model import Task, TaskYear
from generator.derive import permalinks
from generator.derive.site import Site
from generator.derive.statistics import task_count
from generator.render.contexts import Link, TaskBlock, TaskPart, TasksPage
from generator.render.links import item_link, named_unit_link
from generator.render.meta import column_meta, home_crumb
from generator.render.page import PageDoc


def title(year: int) -> str:
    """The page's name."""
    return f"{year}年政务公开重点工作"


def task_pages(site: Site) -> Iterator[PageDoc]:
    """A page per year."""
    for year, plan in sorted(site.catalog.tasks.items()):
        description = f"{year}年政务公开重点工作共{len(plan.tasks)}项，每项的牵头单位、公开事项和已公开条数"
        yield PageDoc(
            path=permalinks.tasks(year),
            template="tasks.html",
            context=_context(plan, site),
            title=title(year),
            description=description,
            meta=column_meta(title(year), description, ("年度重点工作", plan.number)),
            crumbs=(home_crumb(site), Link(title(year), permalinks.tasks(year))),
            body_class="tasks",
        )


def _context(plan: TaskYear, site: Site) -> TasksPage:
    parts: dict[str, list[TaskBlock]] = {}
    for task in plan.tasks:
        parts.setdefault(task.part, []).append(_block(task, site))
    return TasksPage(
        year=plan.year,
        title=title(plan.year),
        source=_source(plan, site),
        number=plan.number,
        parts=tuple(TaskPart(name, tuple(blocks)) for name, blocks in parts.items()),
        total=len(plan.tasks),
    )


def _source(plan: TaskYear, site: Site) -> Link:
    """The document: its own entry, else the address it was taken from."""
    record = site.by_id.get(plan.entry)
    return Link(f"《{plan.title}》", record.href if record else plan.url)


def _block(task: Task, site: Site) -> TaskBlock:
    columns = (site.catalog.columns[id_] for id_ in task.columns if id_ in site.catalog.columns)
    return TaskBlock(
        id=f"t-{task.id}",
        title=task.title,
        clause=task.clause,
        text=task.text,
        lead=tuple(named_unit_link(name, site) for name in task.lead),
        responsible=tuple(named_unit_link(name, site) for name in task.responsible),
        items=tuple(item_link(id_, site) for id_ in task.items),
        columns=tuple(
            Link(column.name, permalinks.column(column.id) if site.has_column(column.id) else "") for column in columns
        ),
        count=task_count(site, task),
    )
