"""catalog/site.yaml and catalog/rules.yaml."""

from __future__ import annotations

from generator.catalog.model import Contact, Demonstration, RuleSettings, ServiceHall, Site
from generator.catalog.reader import Reader
from generator.findings import SEVERITY_WORDS, Severity

MAX_PAGE_SIZE = 200


def read_contact(reader: Reader | None) -> Contact:
    """A 联系 mapping."""
    if reader is None:
        return Contact()
    contact = Contact(
        phone=reader.text("电话"),
        fax=reader.text("传真"),
        address=reader.text("地址"),
        postcode=reader.text("邮编"),
        email=reader.text("邮箱"),
        hours=reader.text("办公时间"),
    )
    reader.close()
    return contact


def read_site(reader: Reader) -> Site:
    """site.yaml."""
    main = reader.child("主站")
    filing = reader.child("备案")
    demonstration = reader.child("演示")
    for key in ("继承", "不继承"):
        reader.get(key)
    site = Site(
        name=reader.text("名称", required=True),
        platform=reader.text("平台", "政府信息公开"),
        domain=reader.text("域名", required=True),
        id_code=reader.text("网站标识码"),
        subpath=_subpath(reader),
        main_site_name=main.text("名称") if main else "",
        main_site_url=_link(main, "地址") if main else "",
        host=reader.text("主办单位", required=True),
        hotline=reader.text("热线"),
        contact=read_contact(reader.child("联系")),
        service_hall=_service_hall(reader.child("办事")),
        icp=filing.text("ICP") if filing else "",
        police=filing.text("公安") if filing else "",
        correction_url=reader.text("纠错"),
        page_size=min(max(reader.integer("每页条数", 20), 1), MAX_PAGE_SIZE),
        hot_words=reader.texts("热词"),
        publish_progress=reader.flag("公开进展"),
        demonstration=_demonstration(demonstration),
        unconfirmed=reader.text("待确认"),
        place=reader.place,
    )
    for part in (main, filing):
        if part is not None:
            part.close()
    reader.close()
    return site


def _service_hall(reader: Reader | None) -> ServiceHall:
    if reader is None:
        return ServiceHall()
    value = ServiceHall(name=reader.text("名称"), address=reader.text("地址"), url=_link(reader, "网址"))
    reader.close()
    return value


def _link(reader: Reader, key: str) -> str:
    address = reader.text(key)
    if address and not address.startswith(("https://", "http://")):
        message = f"「{key}」写的是“{address}”，应以 https:// 开头"
        reader.report("K804", reader.place_of(key), message, key=key, found=address)
        return ""
    return address


def _demonstration(reader: Reader | None) -> Demonstration | None:
    if reader is None:
        return None
    value = Demonstration(as_of=reader.date("基准日"), note=reader.text("说明"))
    reader.close()
    return value


def _subpath(reader: Reader) -> str:
    word = reader.text("子路径", "/")
    if not (word.startswith("/") and word.endswith("/")) or "//" in word or ".." in word:
        reader.report("K804", reader.place_of("子路径"), f"「子路径」写的是“{word}”，应以 / 开头并以 / 结尾", key="子路径", found=word)
        return "/"
    return word


def read_rule_settings(reader: Reader) -> RuleSettings:
    """rules.yaml."""
    severities: dict[str, Severity] = {}
    for rule, word in reader.pairs("级别").items():
        if word in SEVERITY_WORDS:
            severities[rule] = SEVERITY_WORDS[word]
        else:
            accepted = "、".join(SEVERITY_WORDS)
            reader.report("K804", reader.place_of("级别"), f"{rule} 的级别写的是“{word}”，可以写：{accepted}", key="级别", found=word)
    settings = RuleSettings(
        severities=severities,
        disabled=frozenset(reader.texts("停用")),
        document_number=reader.pattern("文号格式"),
        index_number=reader.pattern("索引号格式"),
        registration_number=reader.pattern("登记号格式"),
    )
    reader.close()
    return settings
