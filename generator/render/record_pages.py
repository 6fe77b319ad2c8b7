"""Pages of entries: the entry itself, the tombstone of one that was taken back, and the signpost at an old address."""

from __future__ import annotations

from collections.abc import Iterator

from generator.derive import permalinks
from generator.derive.dates import local_day, long_date
from generator.derive.provenance import Change, changes, origin_words
from generator.derive.record import Record
from generator.derive.relations import Relation
from generator.derive.site import Site
from generator.derive.states import State
from generator.derive.validity import EFFECTS, act_of
from generator.derive.versions import comparisons
from generator.render.bodies import render_body
from generator.render.contexts import Event, Link, MovedPage, RecordPage, Related, StateMark, TombstonePage, WindowBox
from generator.render.headers import files, header, tables, ways
from generator.render.holes import BODY, DESCRIPTION, TOC
from generator.render.links import correct_href, item_link, organization_link
from generator.render.marks import day, mark
from generator.render.meta import (
    article_meta,
    column_crumbs,
    column_meta,
    home_column,
    home_crumb,
    shell_column,
)
from generator.render.page import PageDoc
from generator.render.titles import title_parts


def record_page(record: Record, site: Site) -> PageDoc:
    """The page of one entry with holes where its body and what depends on it will stand (`record_plan`)."""
    column = home_column(record, site)
    entry = record.entry
    return PageDoc(
        path=record.href,
        template="record.html",
        context=_context(record, site),
        title=entry.title,
        description=DESCRIPTION,
        meta=article_meta(record, site, DESCRIPTION),
        crumbs=(*column_crumbs(column, site), Link(entry.text("文号") or entry.title, record.href)),
        column=shell_column(column, site),
        body_class="record",
        modified=modified(record),
        listed=not record.pending,
    )


def _context(record: Record, site: Site) -> RecordPage:
    entry = record.entry
    official = "公文" in entry.type.traits
    sections = _sections(record, site)
    return RecordPage(
        title=entry.title,
        title_parts=title_parts(entry.title),
        state=_state(record),
        banner=record.state.advice if record.state else "",
        header=header(record, site),
        official=official,
        issuer_name=organization_link(entry.issuers[0], site).text if entry.issuers else "",
        number=entry.text("文号"),
        body=BODY if entry.has_body or official or sections else "",
        sections=sections,
        tables=tables(record, site),
        toc=TOC,
        files=files(record),
        related=(*(_related(relation, site) for relation in record.relations), *_compared(record, site)),
        history=_history(record, site),
        items=tuple(item_link(id_, site) for id_ in entry.items),
        sample=entry.sample,
        pending=record.pending,
        origin=_origin(record),
        data_href=permalinks.entry_data(record.id),
        correct_href=correct_href(site),
        consult=_consult(record, site),
        transact=_transact(record, site),
        permalink=permalinks.absolute(site.catalog.site, record.href),
        as_of=day(site.as_of, site.as_of),
        window=_window(record, site),
    )


def _state(record: Record) -> StateMark | None:
    """The state; of a consultation without its dates, which the box below says in full."""
    return mark(State(record.window.state.word) if record.window else record.state)


def own_files(record: Record) -> dict[str, str]:
    """Names of the entry's own attachments as its body links them, and their addresses relative to its page."""
    return {file.file.name: permalinks.attachment_in_body(record.id, file) for file in record.entry.attachments}


def head_lines(record: Record, site: Site) -> tuple[str, ...]:
    """What the page of an official document sets itself as red head, number and title; a body may repeat it."""
    entry = record.entry
    if "公文" not in entry.type.traits:
        return ()
    issuers = [organization_link(id_, site).text for id_ in entry.issuers]
    return (entry.title, entry.text("文号"), *(f"{name}文件" for name in issuers))


def _sections(record: Record, site: Site) -> tuple[tuple[str, str], ...]:
    """Long fields that the header does not show, as headed sections."""
    info = record.entry.type
    keys = site.once(
        ("sections", info.id),
        lambda: tuple(
            spec.key for spec in info.fields
            if spec.kind == "长文" and not spec.internal and spec.key not in info.page.header
        ),
    )  # fmt: skip
    texts = ((key, record.entry.text(key)) for key in keys)
    return tuple((key, render_body(text).html) for key, text in texts if text)


def _related(relation: Relation, site: Site) -> Related:
    other = site.by_id.get(relation.target)
    if other is None:
        return Related(relation.label, relation.title or relation.number, relation.url,
                       relation.number if relation.title else "")
    return Related(relation.label, other.entry.title, other.href, other.entry.text("文号"), mark(other.state))


def _compared(record: Record, site: Site) -> Iterator[Related]:
    """The way to what changed against earlier versions."""
    for found in comparisons(record, site):
        yield Related("文字对照", f"与《{found.old.entry.title}》对照", permalinks.comparison(record.id, found.number))


def _history(record: Record, site: Site) -> tuple[Event, ...]:
    """What happened to the entry, newest first."""
    events = [(one.day, _by_whom(one, record, site)) for one in changes(record)]
    for relation in record.relations:
        other = site.by_id.get(relation.target)
        if other is not None and relation.name in EFFECTS:
            act = act_of(relation.name, other.entry)
            if act.day is not None and act.day <= site.as_of:
                events.append((act.day, act.sentence))
        elif other is not None and relation.name in ("解读", "采纳情况") and other.day:
            events.append((other.day, f"公开{other.entry.type.name}"))
    ordered = sorted(events, key=lambda event: event[0], reverse=True)
    return tuple(Event(day(when, site.as_of), text) for when, text in ordered)


def _by_whom(change: Change, record: Record, site: Site) -> str:
    """内容更新, with the unit that did it where it is not the one that owes it."""
    return change.kind if change.unit == record.entry.responsible else f"{change.kind}（{organization_link(change.unit, site).text}）"


def _origin(record: Record) -> str:
    origin = record.entry.origin
    if origin is None:
        return ""
    where = f"原网址：{origin.url}" if origin.url else ""
    return "。".join(part for part in (origin_words(record), where) if part)


def _consult(record: Record, site: Site) -> tuple[str, str]:
    """Who answers questions about the entry, and by which number."""
    entry = record.entry
    unit = entry.text("咨询机构") or entry.text("解读机关") or entry.responsible
    organization = site.catalog.organizations.get(unit)
    phone = entry.text("咨询电话") or entry.text("联系电话") or (organization.contact.phone if organization else "")
    return (organization.name if organization else unit, phone)


def _transact(record: Record, site: Site) -> tuple[Link, ...]:
    """Where the matter of the entry is dealt with: its own address, else the service hall and the hotline."""
    own = record.entry.text("办理链接")
    return (Link("网上办理", own),) if own else site.once("hall", lambda: tuple(_hall(site)))


def _hall(site: Site) -> Iterator[Link]:
    settings = site.catalog.site
    hall = settings.service_hall
    if hall.name:
        yield Link(hall.name, hall.url, hall.address)
    if settings.hotline:
        yield Link(settings.hotline, f"tel:{settings.hotline}" if settings.hotline.isdigit() else "", "热线")


def _window(record: Record, site: Site) -> WindowBox | None:
    window = record.window
    if window is None:
        return None
    others = (site.by_id.get(relation.target) for relation in record.relations)
    answer = next((other for other in others if other and "采纳情况" in other.entry.type.traits), None)
    due = window.feedback_due if answer is None and window.feedback_due >= site.as_of else None
    return WindowBox(
        open=window.open,
        days_left=window.days_left,
        start=day(window.start, site.as_of),
        end=day(window.end, site.as_of),
        ways=tuple(ways(record)),
        feedback=Link(answer.entry.title, answer.href) if answer else None,
        feedback_due=day(due, site.as_of) if due else None,
    )


def modified(record: Record) -> str:
    """The day of the last stamp (ISO), else the entry's own."""
    stamped = record.publication.updated or record.publication.published
    if stamped is not None:
        return local_day(stamped).isoformat()
    return record.day.isoformat() if record.day else ""


def tombstone_pages(site: Site) -> Iterator[PageDoc]:
    """撤回说明 at the address of every entry that was taken back."""
    for record in site.withdrawn:
        withdrawal = record.entry.withdrawal
        if withdrawal is None:
            continue
        organization = site.catalog.organizations.get(record.entry.responsible)
        context = TombstonePage(
            title=record.entry.title,
            day=day(withdrawal.date, site.as_of),
            reason=withdrawal.reason,
            organization=organization.name if organization else record.entry.responsible,
            phone=organization.contact.phone if organization else "",
        )
        yield PageDoc(
            path=record.href,
            template="tombstone.html",
            context=context,
            title="撤回说明",
            description=f"这条信息已于{long_date(withdrawal.date)}撤回",
            meta=column_meta("撤回说明", "撤回的政府信息"),
            crumbs=(home_crumb(site), Link("撤回说明", record.href)),
            listed=False,
        )


def moved_pages(site: Site) -> Iterator[PageDoc]:
    """A signpost at every old address (曾用地址)."""
    for old, record in sorted(site.moved.items()):
        path = permalinks.entry(old)
        title = record.entry.title if record.entry.withdrawal is None else "撤回说明"
        yield PageDoc(
            path=path,
            template="moved.html",
            context=MovedPage(title, record.href),
            title="这一页换了地址",
            description=f"新地址：{permalinks.absolute(site.catalog.site, record.href)}",
            meta=column_meta("换了地址", "换了地址的网页"),
            crumbs=(home_crumb(site), Link("换了地址", path)),
            listed=False,
            refresh=record.href,
        )
