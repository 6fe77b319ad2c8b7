"""Field values in words: one place that says how each kind of field reads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from generator.derive.dates import long_date

if TYPE_CHECKING:
    from generator.catalog.model import Basis, Catalog, FieldSpec
    from generator.model.entry import Value

#: separates several values in one cell
SEPARATOR = "、"


def number_text(value: int | Decimal) -> str:
    """Figures with thousands separators from five digits on, so that 2021 stays a year: 12,345.60."""
    text = f"{value:,}"
    return text.replace(",", "") if -10_000 < value < 10_000 else text


def value_text(value: Value, spec: FieldSpec | None, catalog: Catalog, *, iso: bool = False) -> str:
    """`value` as readers see it: full names of units, dates in words (or ISO), figures with their unit."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, dt.date):
        return value.isoformat() if iso else long_date(value)
    if isinstance(value, int | Decimal):
        return number_text(value) + (spec.unit if spec else "")
    if isinstance(value, tuple):
        return SEPARATOR.join(value_text(part, spec, catalog, iso=iso) for part in value)
    if isinstance(value, Mapping):
        return group_text(value, spec, catalog, iso=iso)
    return _word(value, spec, catalog)


def group_text(value: Mapping[str, Value], spec: FieldSpec | None, catalog: Catalog, *, iso: bool = False) -> str:
    """A 组 as `key：value；key：value`."""
    children = {child.key: child for child in spec.children} if spec else {}
    parts = (f"{key}：{value_text(part, children.get(key), catalog, iso=iso)}" for key, part in value.items())
    return "；".join(parts)


def _word(value: str, spec: FieldSpec | None, catalog: Catalog) -> str:
    if spec is not None and spec.kind == "机构":
        return organization_name(value, catalog)
    if spec is not None and spec.kind == "事项":
        item = catalog.items.get(value)
        return item.name if item else value
    return value


def organization_name(org_id: str, catalog: Catalog) -> str:
    """A unit's full name; an unknown unit is shown as it was written."""
    organization = catalog.organizations.get(org_id)
    return organization.name if organization else org_id


def topic_text(topic: tuple[str, str]) -> str:
    """综合政务/政务公开."""
    return "/".join(part for part in topic if part)


def basis_text(basis: Basis) -> str:
    """《中华人民共和国政府信息公开条例》（国令第711号）第二十条."""
    name = basis.name if basis.name.startswith("《") else f"《{basis.name}》"
    return f"{name}{f'（{basis.number}）' if basis.number else ''}{basis.article}"
