"""What each template of `theme/templates/` gets: one frozen dataclass per template, nothing else.

All `href` are relative to the site's root without a leading slash (`xx/shifuban/2021/24.html`), or absolute
(`https:`, `mailto:`, `tel:`); templates put `root` (`../../`) before the former through the macro `href()`.
Dates come twice: `iso` for `<time datetime>` and lists (2021-07-16), `text` as the law writes it (2021年7月16日).
Templates decide appearance only: no sorting, counting or formatting.
"""

from __future__ import annotations

from generator.render.contexts.attachment import (
    AttachmentPage,
    AttachmentPart,
    AttachmentText,
    GridCell,
    GridPart,
    ListLine,
    ListPart,
    TextPart,
)
from generator.render.contexts.catalogue import CataloguePage, FieldBlock, ItemPage, ItemRow, StateLine, UnitContact
from generator.render.contexts.chrome import PortalContext
from generator.render.contexts.home import Card, Consultation, HomePage
from generator.render.contexts.lists import ColumnPage, MapGroup, NotFoundPage, SearchPage, SiteMapPage
from generator.render.contexts.office import (
    CoveragePage,
    FindingGroup,
    FindingLine,
    FindingsPage,
    MethodPage,
    UnitPage,
    WaiversPage,
)
from generator.render.contexts.parts import Day, HeaderFact, Link, Paging, Row, StateMark
from generator.render.contexts.record import (
    Event,
    FileLink,
    MovedPage,
    RecordPage,
    Related,
    TableBlock,
    TombstonePage,
    WindowBox,
)
from generator.render.contexts.reminders import DuePage, LedgerPage, ProgressPage
from generator.render.contexts.tasks import TaskBlock, TaskPart, TasksPage
from generator.render.contexts.units import OrganizationGroup, OrganizationPage, OrganizationsPage, StatutorySection
from generator.render.contexts.versions import ComparisonPage
from generator.render.toc import TocEntry

__all__ = [
    "AttachmentPage",
    "AttachmentPart",
    "AttachmentText",
    "Card",
    "CataloguePage",
    "ColumnPage",
    "ComparisonPage",
    "Consultation",
    "CoveragePage",
    "Day",
    "DuePage",
    "Event",
    "FieldBlock",
    "FileLink",
    "FindingGroup",
    "FindingLine",
    "FindingsPage",
    "GridCell",
    "GridPart",
    "HeaderFact",
    "HomePage",
    "ItemPage",
    "ItemRow",
    "LedgerPage",
    "Link",
    "ListLine",
    "ListPart",
    "MapGroup",
    "MethodPage",
    "MovedPage",
    "NotFoundPage",
    "OrganizationGroup",
    "OrganizationPage",
    "OrganizationsPage",
    "Paging",
    "PortalContext",
    "ProgressPage",
    "RecordPage",
    "Related",
    "Row",
    "SearchPage",
    "SiteMapPage",
    "StateLine",
    "StateMark",
    "StatutorySection",
    "TableBlock",
    "TaskBlock",
    "TaskPart",
    "TasksPage",
    "TextPart",
    "TocEntry",
    "TombstonePage",
    "UnitContact",
    "UnitPage",
    "WaiversPage",
    "WindowBox",
]
