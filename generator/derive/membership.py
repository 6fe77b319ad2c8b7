"""Which column an entry stands in, and which units an organisation set stands for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.catalog.model import Catalog, Column, Item, Organization
from generator.model.entry import Entry

#: 种类 of a unit -> its 公开层级 (基层政务公开标准目录, 国办发〔2019〕54号)
LEVEL_OF = {"政府": "县级", "部门": "县级", "派驻": "县级", "镇街": "乡级", "村社": "村级"}


@dataclass(frozen=True, slots=True)
class Membership:
    """Columns by type and by item, parents included, ready to be asked once per entry."""

    by_type: Mapping[str, frozenset[str]]
    by_item: Mapping[str, frozenset[str]]
    #: column id -> place in the file
    order: Mapping[str, int]

    def columns_of(self, entry: Entry) -> tuple[str, ...]:
        """Ids of the columns of `entry`, in the order of columns.yaml."""
        found = set(self.by_type.get(entry.type.id, frozenset()))
        for item in entry.items:
            found |= self.by_item.get(item, frozenset())
        return tuple(sorted(found, key=self.order.__getitem__))


def membership(catalog: Catalog) -> Membership:
    """An entry belongs to a column that names its type, one of its items or an item's field, and to the parents."""
    by_type: dict[str, set[str]] = {id_: set() for id_ in catalog.types}
    by_field: dict[str, set[str]] = {id_: set() for id_ in catalog.fields}
    by_item: dict[str, set[str]] = {id_: set() for id_ in catalog.items}
    for column in catalog.columns.values():
        line = _with_parents(column, catalog.columns)
        for ids, index in ((column.types, by_type), (column.fields, by_field), (column.items, by_item)):
            for id_ in ids:
                index.setdefault(id_, set()).update(line)
    for info in catalog.types.values():
        for column_id in info.columns:
            column_of_type = catalog.columns.get(column_id)
            if column_of_type:
                by_type[info.id].update(_with_parents(column_of_type, catalog.columns))
    for item in catalog.items.values():
        by_item[item.id] |= by_field.get(item.field_id, set())
    return Membership(
        {key: frozenset(value) for key, value in by_type.items()},
        {key: frozenset(value) for key, value in by_item.items()},
        {key: number for number, key in enumerate(catalog.columns)},
    )


def _with_parents(column: Column, columns: Mapping[str, Column]) -> list[str]:
    """The column and its ancestors; a circle of parents ends where it began."""
    line = [column.id]
    parent = columns.get(column.parent)
    while parent is not None and parent.id not in line:
        line.append(parent.id)
        parent = columns.get(parent.parent)
    return line


def statutory_of(column_id: str, columns: Mapping[str, Column]) -> str:
    """The column of the top bar that `column_id` stands under; empty when there is none."""
    column = columns.get(column_id)
    if column is None:
        return ""
    for id_ in _with_parents(column, columns):
        if columns[id_].kind in ("法定", "依申请"):
            return id_
    return ""


def expand(org_id: str, organizations: Mapping[str, Organization]) -> tuple[str, ...]:
    """The units a 集合 stands for, in file order; a real organisation stands for itself."""
    organization = organizations.get(org_id)
    if organization is None or not organization.member_kinds:
        return (org_id,)
    kinds = frozenset(organization.member_kinds)
    return tuple(o.id for o in organizations.values() if o.kind in kinds and o.end is None)


def items_by_organization(
    items: Iterable[Item], organizations: Mapping[str, Organization]
) -> Mapping[str, tuple[Item, ...]]:
    """What each unit has to publish by the standard catalogue."""
    found: dict[str, list[Item]] = {}
    for item in items:
        units = dict.fromkeys(unit for id_ in item.responsible for unit in expand(id_, organizations))
        for unit in units:
            found.setdefault(unit, []).append(item)
    return {unit: tuple(list_) for unit, list_ in found.items()}


def organizations_by_name(organizations: Mapping[str, Organization]) -> Mapping[str, str]:
    """Full name, short name and aliases -> id; the first organisation in the file wins."""
    names: dict[str, str] = {}
    for organization in organizations.values():
        for name in (organization.name, organization.short, *organization.aliases):
            if name:
                names.setdefault(name, organization.id)
    return names
