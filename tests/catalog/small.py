"""A catalogue as small as one can be without a finding, to be broken on purpose."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from generator.catalog.load import load_catalog
from generator.catalog.loaded import LoadedCatalog
from generator.rules.check_declarations import complaint
from generator.rules.registry import check_catalog

#: rule, path, line, message
Found = tuple[str, str, int, str]

FILES: Mapping[str, str] = {
    "site.yaml": """\
名称: 示例市人民政府
域名: www.example.invalid
主办单位: shifuban
""",
    "columns.yaml": """\
栏目:
  - {编号: fading, 名称: 法定主动公开内容, 种类: 法定}
  - 编号: guihua
    名称: 规划信息
    上级: fading
    领域: [guih]
    类型: [xinxi]
    牵头: [shifuban]
    责任: [gezhenjie]
""",
    "organizations.yaml": """\
机构:
  - {编号: shifuban, 简称: 市府办, 全称: 示例市人民政府办公室}
  - {编号: hexizhen, 简称: 河西镇, 全称: 示例市河西镇人民政府, 种类: 镇街}
  - {编号: gezhenjie, 简称: 各镇街, 全称: 各镇人民政府、各街道办事处, 种类: 集合, 成员: [镇街], 可发布: 否}
""",
    "topics.yaml": """\
主题:
  - {编号: "02", 名称: 综合政务, 子类: [政务公开]}
""",
    "channels.yaml": """\
渠道:
  - {编号: zhengfuwangzhan, 名称: 政府网站}
""",
    "editions.yaml": """\
版本:
  - {编号: "2020", 名称: 2020年版, 施行: 2020-12-31}
  - {编号: "2021", 名称: 2021年版, 施行: 2021-07-16, 取代: "2020"}
""",
    "types/xinxi.yaml": """\
编号: xinxi
名称: 政府信息
字段:
  - {键: 标题, 种类: 文本, 必填: 是}
  - {键: 开始, 种类: 日期}
  - {键: 截止, 种类: 日期}
检查:
  - 编号: T901
    检查: 先后
    前: 开始
    后: 截止
    依据: 示例办法第一条
    例: {通过: [{开始: 2021-07-01, 截止: 2021-07-02}], 不通过: [{开始: 2021-07-03, 截止: 2021-07-02}]}
页面: {头: [标题]}
""",
    "items/guih.yaml": """\
领域: guih
名称: 规划
版本: "2020"
事项:
  - 编号: guih-001
    一级事项: 规划信息
    要素: [规划全文, 批准日期]
    时限: [{kind: after, anchor: 批准, num: "20", unit: WD}]
    主体: [shifuban]
    渠道: [政府网站]
    可用类型: [xinxi]
  - 编号: guih-002
    一级事项: 规划评估
    要素: [评估报告]
    主体: [gezhenjie]
    版本: "2021"
""",
    "calendar/2021.yaml": """\
年份: "2021"
依据: 国办发明电〔2020〕27号
放假:
  - {名称: 元旦, 起: 2021-01-01, 止: 2021-01-03}
""",
    "tasks/2021.yaml": """\
年份: "2021"
文件: {标题: 示例市2021年政务公开工作要点}
任务:
  - {编号: 1-1, 标题: 公开规划, 牵头: [市府办], 事项: [guih-001], 栏目: [guihua]}
""",
}


def write(root: Path, files: Mapping[str, str | None]) -> Path:
    """Write `files` under `root/catalog`; None leaves a file out. Returns `root`."""
    for name, text in files.items():
        path = root / "catalog" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            path.unlink(missing_ok=True)
        else:
            path.write_text(text, encoding="utf-8")
    return root


def load(root: Path, changes: Mapping[str, str | None] | None = None) -> LoadedCatalog:
    """The small catalogue with whole files changed, loaded."""
    write(root, {**FILES, **(changes or {})})
    return load_catalog(root, complaint)


def found(loaded: LoadedCatalog) -> list[Found]:
    """Everything that is wrong with the catalogue: what its loader and what the checks' judge say."""
    problems = (*loaded.problems, *check_catalog(loaded.catalog))
    return [(p.rule, p.place.path, p.place.line, p.message) for p in problems]


def changed(name: str, old: str, new: str) -> dict[str, str | None]:
    """One file of the small catalogue with `old`, which stands in it once, replaced by `new`."""
    text = FILES[name]
    assert text.count(old) == 1, (name, old)
    return {name: text.replace(old, new)}
