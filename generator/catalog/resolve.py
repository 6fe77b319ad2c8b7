"""References inside the catalogue: what one file names must stand in another (K806, K807, K810)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from generator.catalog.model import Catalog, Column, FieldSpec, InfoType, Item, Organization
from generator.catalog.reader import suggestion
from generator.findings import Place, Problem

#: registries that a 枚举 field may name instead of listing words
REGISTRIES = ("主题分类", "渠道", "类型")


def resolve(catalog: Catalog) -> Iterator[Problem]:
    """Problems of references within the catalogue."""
    yield from _site(catalog)
    for column in catalog.columns.values():
        yield from _column(catalog, column)
    for organization in catalog.organizations.values():
        yield from _organization(catalog, organization)
    yield from _editions(catalog)
    for info in catalog.types.values():
        yield from _type(catalog, info)
    for item in catalog.items.values():
        yield from _item(catalog, item)
    for refresh in catalog.clock.refreshes:
        yield from _known(refresh.items, catalog.items, refresh.place, "事项", "目录事项")
    yield from _starts(catalog)
    yield from _same_elements(catalog.items.values())
    for year in catalog.tasks.values():
        for task in year.tasks:
            yield from _known(task.items, catalog.items, task.place, "事项", "目录事项")
            yield from _known(task.columns, catalog.columns, task.place, "栏目", "栏目")


def _known(
    words: Iterable[str], accepted: Collection[str], place: Place, key: str, what: str
) -> Iterator[Problem]:
    for word in words:
        if word not in accepted:
            near = suggestion(word, list(accepted))
            hint = f"，是不是“{near}”" if near else ""
            yield Problem("K806", place, f"「{key}」写的是“{word}”，没有这个{what}{hint}", field=key, found=word, expected=near)


def _site(catalog: Catalog) -> Iterator[Problem]:
    if catalog.site.host:
        yield from _known([catalog.site.host], catalog.organizations, catalog.site.place, "主办单位", "机构")


def _organization(catalog: Catalog, organization: Organization) -> Iterator[Problem]:
    place, units = organization.place, catalog.organizations
    if organization.successor:
        yield from _known([organization.successor], units, place, "承继", "机构")
    if _circles(organization.id, {id_: unit.successor for id_, unit in units.items()}):
        message = f"机构“{organization.short}”的「承继」绕了一圈"
        yield Problem("K807", place, message, field="承继", found=organization.successor)
    if organization.plaque:
        yield from _known([organization.plaque], units, place, "加挂牌子", "机构")
        if organization.plaque in units and units[organization.plaque].kind != "牌子":
            message = f"「加挂牌子」写的是“{organization.plaque}”，它的种类应是 牌子"
            yield Problem("K804", place, message, field="加挂牌子", found=organization.plaque)
    if organization.kind == "党委部门" and organization.can_publish:
        message = f"“{organization.short}”是党委部门，不是政府信息公开的主体，「可发布」应写 否"
        yield Problem("K804", place, message, field="可发布", found="是", fix="可发布: 否")


def _circles(start: str, next_of: Mapping[str, str]) -> bool:
    """Whether following `next_of` from `start` comes back to it."""
    seen: set[str] = set()
    current = next_of.get(start, "")
    while current and current not in seen:
        if current == start:
            return True
        seen.add(current)
        current = next_of.get(current, "")
    return False


def _editions(catalog: Catalog) -> Iterator[Problem]:
    editions = catalog.editions
    for edition in editions.values():
        if edition.replaces:
            yield from _known([edition.replaces], editions, edition.place, "取代", "版本")
        if _circles(edition.id, {id_: other.replaces for id_, other in editions.items()}):
            message = f"版本“{edition.name}”的「取代」绕了一圈"
            yield Problem("K807", edition.place, message, field="取代", found=edition.replaces)
    for field in catalog.fields.values():
        if field.edition and field.effective is None:  # not written out with its day: one of editions.yaml
            yield from _known([field.edition], editions, field.place, "版本", "版本")


def _column(catalog: Catalog, column: Column) -> Iterator[Problem]:
    place = column.place
    if column.parent:
        yield from _known([column.parent], catalog.columns, place, "上级", "栏目")
    yield from _known(column.types, catalog.types, place, "类型", "信息类型")
    yield from _known(column.fields, catalog.fields, place, "领域", "领域")
    yield from _known(column.items, catalog.items, place, "事项", "目录事项")
    yield from _known((*column.lead, *column.responsible), catalog.organizations, place, "牵头/责任", "机构")
    seen, current = {column.id}, column.parent
    while current in catalog.columns:
        if current in seen:
            yield Problem("K807", place, f"栏目“{column.name}”的「上级」绕了一圈", field="上级", found=column.parent)
            return
        seen.add(current)
        current = catalog.columns[current].parent


def _type(catalog: Catalog, info: InfoType) -> Iterator[Problem]:
    yield from _known(info.columns, catalog.columns, info.place, "栏目", "栏目")
    for relation in info.relations:
        yield from _known(relation.target_types, catalog.types, info.place, "目标类型", "信息类型")
    keys = {spec.key for spec in info.fields}
    for key in (*info.page.header, *info.page.listing, info.page.order):
        if key not in keys and key not in ("索引号", "发布日期"):
            yield Problem("K806", info.place, f"「页面」里的“{key}”不是本类型的字段", field="页面", found=key)
    for check in info.checks:
        for key in ("字段", "前", "后", "从", "到", "总计", "分项", "当"):
            value = check.parameters.get(key, ())
            words = [value] if isinstance(value, str) else value
            # `表.列` is a column of a 表格 field: rules.check_declarations looks at the part behind the dot
            yield from _known([word.split(".")[0] for word in words], keys, check.place, key, "字段")


#: `<关系>的发布日期` in 起算: the day the related document became public
PUBLISHED_OF = "的发布日期"


def _starts(catalog: Catalog) -> Iterator[Problem]:
    """Words of 起算 that no type has as a date, each once: a type inherits rows for dates that only others have."""
    dates = {spec.key for info in catalog.types.values() for spec in info.fields if spec.kind == "日期"}
    relations = {f"{kind.name}{PUBLISHED_OF}" for info in catalog.types.values() for kind in info.relations}
    seen: set[str] = set()
    for info in catalog.types.values():
        for row in info.starts:
            words = [word for word in row.sources if word not in seen]
            seen.update(words)
            yield from _known(words, dates | relations, info.place, "取", "日期字段")


def _item(catalog: Catalog, item: Item) -> Iterator[Problem]:
    names = {channel.name for channel in catalog.channels.values()}
    yield from _known(item.responsible, catalog.organizations, item.place, "主体", "机构")
    yield from _known(item.channels, names, item.place, "渠道", "渠道")
    yield from _known(item.types, catalog.types, item.place, "可用类型", "信息类型")
    if item.edition:
        yield from _known([item.edition], catalog.editions, item.place, "版本", "版本")


def _same_elements(items: Iterable[Item]) -> Iterator[Problem]:
    seen: dict[tuple[str, ...], Item] = {}
    for item in items:
        if not item.elements:
            continue
        other = seen.setdefault(item.elements, item)
        if other is not item:
            message = f"事项“{item.id}”与“{other.id}”的要素完全相同，应合并或写明区别"
            yield Problem("K810", item.place, message, field="要素", found=item.id)


def registry_words(catalog: Catalog, spec: FieldSpec) -> tuple[str, ...]:
    """The words a 枚举 field accepts: its own, or those of the registry it names."""
    if spec.options == ("主题分类",):
        return tuple(
            f"{topic.name}/{child}" if child else topic.name
            for topic in catalog.topics.values()
            for child in (topic.children or ("",))
        )
    if spec.options == ("渠道",):
        return tuple(channel.name for channel in catalog.channels.values())
    if spec.options == ("类型",):
        return tuple(catalog.types_by_name)
    return spec.options
