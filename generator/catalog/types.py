"""Information types: catalog/types/*.yaml, with what they inherit (`继承`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from generator.catalog.clock import merge_starts, read_start
from generator.catalog.model import (
    TRAITS,
    AttachmentRole,
    Check,
    FieldSpec,
    InfoType,
    PageLayout,
    RelationKind,
)
from generator.catalog.reader import Reader
from generator.catalog.structure import IDENTIFIER, read_id
from generator.findings import SEVERITY_WORDS, Severity
from generator.source.nodes import Mapping as NodeMapping
from generator.source.nodes import Node, Sequence, Text

FIELD_KINDS = ("文本", "长文", "日期", "整数", "金额", "数值", "代码", "枚举", "机构", "事项", "文号", "索引号", "链接", "表格", "组")
BODY_WORDS = ("必填", "可选", "无")
_CHECK_META = ("编号", "检查", "级别", "依据", "说明", "除非", "例")

#: checks a check's parameters: (kind, parameters) -> a Chinese sentence, or empty
CheckValidator = Callable[[str, Mapping[str, str | tuple[str, ...]]], str]


def read_type(reader: Reader, parents: Mapping[str, InfoType], validate: CheckValidator) -> InfoType | None:
    """One type file. `parents` holds the types read before; `validate` knows the closed list of checks."""
    id_ = read_id(reader, IDENTIFIER, "用小写字母开头，只含小写字母、数字和连字符")
    parent_id = reader.text("继承")
    parent = parents.get(parent_id) if parent_id else None
    if parent_id and parent is None:
        reader.report("K806", reader.place_of("继承"), f"「继承」写的是“{parent_id}”，没有这个类型", key="继承", found=parent_id)
    base = parent or InfoType(id="", name="")
    own_fields = tuple(_field(r) for r in reader.children("字段"))
    info = InfoType(
        id=id_,
        name=reader.text("名称", required=True),
        abstract=reader.flag("抽象"),
        columns=reader.texts("栏目") or base.columns,
        traits=base.traits | _traits(reader),
        fields=_merge_fields(base.fields, own_fields),
        attachments=base.attachments + tuple(_role(r) for r in reader.children("附件")),
        relations=base.relations + tuple(_relation(r) for r in reader.children("关系")),
        checks=base.checks + tuple(c for r in reader.children("检查") if (c := _check(r, validate))),
        page=_layout(reader.child("页面"), base.page),
        starts=merge_starts(tuple(read_start(r) for r in reader.children("起算", "起算")), base.starts),
        off_catalogue=reader.flag("目录外", base.off_catalogue),
        body=reader.choice("正文", BODY_WORDS, base.body, rule="K808"),
        help=reader.text("说明"),
        place=reader.place,
    )
    reader.close()
    return info if id_ else None


def _merge_fields(base: tuple[FieldSpec, ...], own: tuple[FieldSpec, ...]) -> tuple[FieldSpec, ...]:
    """Base fields in order, replaced by key where the type declares them anew, then the type's own."""
    mine = {spec.key: spec for spec in own}
    kept = tuple(mine.pop(spec.key, spec) for spec in base)
    return kept + tuple(spec for spec in own if spec.key in mine)


def _traits(reader: Reader) -> frozenset[str]:
    words = reader.texts("特性")
    for word in words:
        if word not in TRAITS:
            known = "、".join(sorted(TRAITS))
            reader.report("K808", reader.place_of("特性"), f"不认识特性“{word}”，可以写：{known}", key="特性", found=word)
    return frozenset(words) & TRAITS


def _field(reader: Reader) -> FieldSpec:
    spec = FieldSpec(
        key=reader.text("键", required=True),
        kind=reader.choice("种类", FIELD_KINDS, "文本", rule="K808"),
        required=reader.flag("必填"),
        many=reader.flag("多值"),
        options=reader.texts("取值"),
        pattern=reader.pattern("格式"),
        unit=reader.text("单位"),
        internal=reader.flag("内部"),
        help=reader.text("说明"),
        example=reader.text("示例值"),
        basis=reader.text("依据"),
        children=tuple(_field(r) for r in reader.children("字段")),
    )
    if spec.kind == "枚举" and not spec.options:
        reader.report("K803", reader.place, f"枚举字段「{spec.key}」缺少「取值」", key="取值")
    if spec.kind in ("组", "表格") and not spec.children:
        reader.report("K803", reader.place, f"{spec.kind}字段「{spec.key}」缺少「字段」", key="字段")
    reader.close()
    return spec


def _role(reader: Reader) -> AttachmentRole:
    role = AttachmentRole(reader.text("角色", required=True), reader.flag("必填"))
    reader.close()
    return role


def _relation(reader: Reader) -> RelationKind:
    relation = RelationKind(
        name=reader.text("名称", required=True),
        inverse=reader.text("反向"),
        target_types=reader.texts("目标类型"),
        required=reader.flag("必填"),
    )
    reader.close()
    return relation


def _check(reader: Reader, validate: CheckValidator) -> Check | None:
    id_ = reader.text("编号", required=True)
    kind = reader.text("检查", required=True)
    parameters = {
        str(key): value
        for key, node in reader.node.items()
        if key not in _CHECK_META and (value := _parameter(reader.get(key))) is not None
    }
    complaint = validate(kind, parameters) if kind else ""
    if complaint:
        reader.report("K808", reader.place_of("检查"), f"检查 {id_}：{complaint}", key="检查", found=kind)
    examples = reader.child("例")
    check = Check(
        id=id_,
        kind=kind,
        parameters=parameters,
        severity=_severity(reader),
        basis=reader.text("依据", required=True),
        message=reader.text("说明"),
        unless=reader.text("除非"),
        passing=_examples(examples, "通过"),
        failing=_examples(examples, "不通过"),
        place=reader.place,
    )
    if examples is not None:
        examples.close()
    reader.close()
    return None if complaint or not (id_ and kind) else check


def _severity(reader: Reader) -> Severity:
    word = reader.choice("级别", tuple(SEVERITY_WORDS), "错误", rule="K808")
    return SEVERITY_WORDS[word or "错误"]


def _parameter(node: Node | None) -> str | tuple[str, ...] | None:
    if isinstance(node, Text):
        return str(node)
    if isinstance(node, Sequence):
        return tuple(str(item) for item in node.items if isinstance(item, Text))
    return None


def _examples(reader: Reader | None, key: str) -> tuple[Mapping[str, str], ...]:
    node = reader.get(key) if reader else None
    if not isinstance(node, Sequence):
        return ()
    return tuple({str(k): str(v) for k, v in item.items()} for item in node.items if isinstance(item, NodeMapping))


def _layout(reader: Reader | None, base: PageLayout) -> PageLayout:
    if reader is None:
        return base
    layout = PageLayout(
        header=reader.texts("头") or base.header,
        listing=reader.texts("列表") or base.listing,
        order=reader.text("排序", base.order),
    )
    reader.close()
    return layout
