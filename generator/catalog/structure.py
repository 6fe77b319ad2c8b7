"""Columns, organisations, topics and channels."""

from __future__ import annotations

import re

from generator.catalog.model import Channel, Column, Contact, Edition, Organization, Topic
from generator.catalog.reader import Reader

COLUMN_KINDS = ("法定", "依申请", "重点领域", "其他")
SECTIONS = ("专栏", "站内其他栏目")
ORGANIZATION_KINDS = ("政府", "部门", "派驻", "镇街", "党委部门", "牌子", "村社", "企事业", "集合")
ORGANIZATION_ID = re.compile(r"[a-z][a-z0-9]{1,31}\Z")
IDENTIFIER = re.compile(r"[a-z][a-z0-9-]{1,47}\Z")


def read_id(reader: Reader, pattern: re.Pattern[str], what: str) -> str:
    """The 编号 of an item, or empty when it is missing or malformed."""
    word = reader.text("编号", required=True)
    if word and not pattern.match(word):
        reader.report("K809", reader.place_of("编号"), f"编号“{word}”不合要求：{what}", key="编号", found=word)
        return ""
    return word


def read_column(reader: Reader) -> Column | None:
    """An item of columns.yaml `栏目`."""
    id_ = read_id(reader, IDENTIFIER, "用小写字母开头，只含小写字母、数字和连字符")
    column = Column(
        id=id_,
        name=reader.text("名称", required=True),
        short=reader.text("简称"),
        parent=reader.text("上级"),
        kind=reader.choice("种类", COLUMN_KINDS, "重点领域", rule="K808"),
        section=reader.choice("归属", SECTIONS, "专栏", rule="K808"),
        description=reader.text("说明"),
        types=reader.texts("类型"),
        fields=reader.texts("领域"),
        items=reader.texts("事项"),
        lead=reader.texts("牵头"),
        responsible=reader.texts("责任"),
        clause=reader.text("出处"),
        cycle=reader.text("更新周期"),
        pages=reader.texts("相关页面"),
        place=reader.place,
    )
    reader.close()
    return column if id_ else None


def read_organization(reader: Reader) -> Organization | None:
    """An item of organizations.yaml `机构`."""
    id_ = read_id(reader, ORGANIZATION_ID, "用简称的全拼，只含小写字母和数字，如 shifuban")
    organization = Organization(
        id=id_,
        short=reader.text("简称", required=True),
        name=reader.text("全称", required=True),
        kind=reader.choice("种类", ORGANIZATION_KINDS, "部门", rule="K808"),
        aliases=reader.texts("别名"),
        index_prefix=reader.text("索引前缀"),
        credit_code=reader.text("统一社会信用代码"),
        vertical=reader.flag("垂直管理"),
        start=reader.date("起"),
        end=reader.date("止"),
        successor=reader.text("承继"),
        plaque=reader.text("加挂牌子"),
        can_publish=reader.flag("可发布", True),
        contact=_contact(reader),
        office=reader.text("公开科室"),
        member_kinds=reader.texts("成员"),
        unconfirmed=reader.flag("待确认"),
        place=reader.place,
    )
    reader.get("说明")
    reader.close()
    return organization if id_ else None


def _contact(reader: Reader) -> Contact:
    """Contact keys stand in the organisation itself."""
    return Contact(
        phone=reader.text("电话"),
        fax=reader.text("传真"),
        address=reader.text("地址"),
        postcode=reader.text("邮编"),
        email=reader.text("邮箱"),
        hours=reader.text("办公时间"),
    )


def read_topic(reader: Reader) -> Topic | None:
    """An item of topics.yaml `主题`."""
    id_ = read_id(reader, re.compile(r"\d{2}\Z"), "两位数字，如 02")
    topic = Topic(id_, reader.text("名称", required=True), reader.texts("别名"), reader.texts("子类"))
    reader.close()
    return topic if id_ else None


def read_edition(reader: Reader) -> Edition | None:
    """An item of editions.yaml `版本`."""
    id_ = read_id(reader, re.compile(r"[0-9A-Za-z\u4e00-\u9fff.-]{1,20}\Z"), "用年份或者短的名称，如 2020")
    edition = Edition(
        id=id_,
        name=reader.text("名称", required=True),
        effective=reader.date("施行"),
        replaces=reader.text("取代"),
        note=reader.text("说明"),
        place=reader.place,
    )
    if edition.effective is None and not reader.text("施行"):
        reader.missing("施行")
    reader.close()
    return edition if id_ else None


def read_channel(reader: Reader) -> Channel | None:
    """An item of channels.yaml `渠道`."""
    id_ = read_id(reader, IDENTIFIER, "用小写字母开头，只含小写字母、数字和连字符")
    channel = Channel(id_, reader.text("名称", required=True), reader.texts("别名"), reader.flag("本地"))
    reader.close()
    return channel if id_ else None

