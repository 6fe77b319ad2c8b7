"""`<meta>` names of 国办发〔2017〕47号 and the line “where am I”, for every kind of page."""

from __future__ import annotations

from generator.catalog.model import Column
from generator.derive import permalinks
from generator.derive.dates import minute
from generator.derive.membership import statutory_of
from generator.derive.record import Record
from generator.derive.site import Site
from generator.derive.values import organization_name
from generator.render.contexts import Link

Meta = tuple[tuple[str, str], ...]

#: ColumnType of everything in the 专栏
COLUMN_TYPE = "信息公开"
KEYWORD_SEPARATOR = "，"


def column_meta(name: str, description: str, keywords: tuple[str, ...] = (), kind: str = COLUMN_TYPE) -> Meta:
    """Column tags, for list and article pages."""
    words = KEYWORD_SEPARATOR.join(dict.fromkeys((name, *keywords)))
    return (
        ("ColumnName", name),
        ("ColumnType", kind),
        ("ColumnDescription", description or name),
        ("ColumnKeywords", words),
    )


def meta_of_column(column: Column) -> Meta:
    """Column tags of a column of columns.yaml."""
    short = (column.short,) if column.short else ()
    kind = COLUMN_TYPE if column.section == "专栏" else "政策解读" if column.types else column.name
    return column_meta(column.name, column.description, short, kind)


def home_column(record: Record, site: Site) -> Column | None:
    """The column a record is shown under: the first of its columns that has no other of them below it."""
    return site.once(("home", record.columns), lambda: _narrowest(record.columns, site))


def _narrowest(ids: tuple[str, ...], site: Site) -> Column | None:
    own = [site.catalog.columns[id_] for id_ in ids]
    parents = {column.parent for column in own}
    return next((column for column in own if column.id not in parents), None)


def article_meta(record: Record, site: Site, about: str) -> Meta:
    """Column and article tags of an entry described by `about`; without PubDate while it waits for its stamp."""
    entry = record.entry
    tags = [*_column_tags(record, site), ("ArticleTitle", entry.title)]
    if record.publication.published is not None:
        tags.append(("PubDate", minute(record.publication.published)))
    elif record.declared is not None:
        tags.append(("PubDate", f"{record.declared.isoformat()} 00:00"))
    keywords = dict.fromkeys(filter(None, (entry.type.name, *entry.topic, entry.text("文号"))))
    tags += [
        ("ContentSource", organization_name(entry.publisher, site.catalog)),
        ("Keywords", KEYWORD_SEPARATOR.join(keywords)),
        ("Description", about),
        ("Url", permalinks.absolute(site.catalog.site, record.href)),
    ]
    return tuple(tags)


def _column_tags(record: Record, site: Site) -> Meta:
    """Tags of the column an entry is shown under; an entry without one stands under its type."""
    column = home_column(record, site)
    if column is not None:
        return site.once(("column tags", column.id), lambda: meta_of_column(column))
    info = record.entry.type
    return site.once(("type tags", info.id), lambda: column_meta(info.name, info.help))


def fallback_description(record: Record, site: Site) -> str:
    """A sentence about an entry whose body has none: who published what."""
    return f"{organization_name(record.entry.responsible, site.catalog)}：{record.entry.title}"


def home_crumb(site: Site) -> Link:
    """The first link of every breadcrumb."""
    return Link(site.catalog.site.platform, permalinks.HOME)


def column_crumbs(column: Column | None, site: Site) -> tuple[Link, ...]:
    """From the platform's home down to `column`."""
    return site.once(("crumbs", column.id if column else ""), lambda: _crumbs(column, site))


def _crumbs(column: Column | None, site: Site) -> tuple[Link, ...]:
    line: list[Link] = []
    seen: set[str] = set()
    while column is not None and column.id not in seen:
        seen.add(column.id)
        line.append(Link(column.name, permalinks.column(column.id) if site.has_column(column.id) else ""))
        column = site.catalog.columns.get(column.parent)
    return (home_crumb(site), *reversed(line))


def shell_column(column: Column | None, site: Site) -> str:
    """The column whose link in the top bar is active."""
    if column is None:
        return ""
    return site.once(("statutory", column.id), lambda: statutory_of(column.id, site.catalog.columns))
