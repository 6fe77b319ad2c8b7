"""The city of tests/fixtures/clock as a repository: written from its tables, so that the tables are all there is to check."""

from __future__ import annotations

import csv
import datetime as dt
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from generator.derive.site import Site, build_site
from generator.model.ledger import COLUMNS, PUBLISHED, seal
from generator.preparing import ZONE, Prepared, prepare
from generator.scaffold.small_pdf import small_pdf

ROOT = Path(__file__).resolve().parents[2]
TABLES = ROOT / "tests" / "fixtures" / "clock"
#: the days of cells.csv
DAYS = tuple(
    dt.date.fromisoformat(text)
    for text in ("2019-12-31", "2020-02-29", "2020-06-30", "2020-10-09", "2021-01-31", "2021-02-01", "2021-03-31")
)

SITE = """\
继承: {base}
不继承: [organizations, items, calendar, clock, columns, tasks, words]
名称: 示例市人民政府
域名: www.example.invalid
主办单位: shifuban
演示: {{基准日: 2021-03-31, 说明: 演示站 · 非政府网站}}
"""
UNITS = """\
机构:
  - {编号: shifuban, 简称: 市府办, 全称: 示例市人民政府办公室, 种类: 部门, 索引前缀: "999999000001"}
  - {编号: caizhengju, 简称: 财政局, 全称: 示例市财政局, 种类: 部门, 索引前缀: "999999000002"}
  - {编号: minzhengju, 简称: 民政局, 全称: 示例市民政局, 种类: 部门, 索引前缀: "999999000003"}
  - {编号: jiansheju, 简称: 建设局, 全称: 示例市住房和城乡建设局, 种类: 部门, 索引前缀: "999999000004"}
  - {编号: dongshanzhen, 简称: 东山镇, 全称: 示例市东山镇人民政府, 种类: 镇街, 索引前缀: "999999000005"}
  - {编号: shizhengfu, 简称: 市政府, 全称: 示例市人民政府, 种类: 政府, 索引前缀: "999999000000"}
  - {编号: gedanwei, 简称: 各单位, 全称: 各单位, 种类: 集合, 成员: [政府, 部门, 镇街], 可发布: 否}
  - {编号: gebumen, 简称: 各部门, 全称: 各部门, 种类: 集合, 成员: [部门], 可发布: 否}
"""
COLUMNS_FILE = """\
栏目:
  - {编号: fading, 名称: 法定主动公开内容, 种类: 法定, 领域: [gk]}
  - {编号: zhongda-juece, 名称: 重大行政决策, 上级: fading}
  - {编号: jiedu-huiying, 名称: 解读回应, 种类: 其他}
"""
#: the laws the city's items meet; 合同签订 is stricter than the item
CLOCK = """\
法定:
  - {编号: yusuan, 事由: [财政批复], 数: "20", 单位: CD, 依据: 预算法第十四条第二款}
  - {编号: shuanggongshi, 事由: [作出行政决定], 数: "7", 单位: WD, 依据: 国办发〔2015〕51号}
  - {编号: caina, 事由: [征求活动结束], 数: "1", 单位: M, 依据: 示例办法第一条}
  - {编号: hetong, 事由: [合同签订], 数: "2", 单位: WD, 依据: 政府采购法实施条例第五十条}
核对: {月: "1", 日: "31"}
"""
#: what a complete entry of the type needs besides its dates
NEEDED = {
    "政府信息": {},
    "期限另有规定": {},
    "本期未产生": {},
    "征求意见": {
        "意见途径": "[{方式: 电子邮件, 内容: yijian@example.invalid}]",
        "附件": "[{文件: a.pdf, 名称: 示例办法（草案）, 角色: 决策草案}, {文件: b.pdf, 名称: 起草说明, 角色: 起草说明}]",
    },
    "意见征求采纳情况": {"收到意见": '"0"', "采纳": '"0"', "部分采纳": '"0"', "未采纳": '"0"'},
}


def table(name: str) -> Iterator[Mapping[str, str]]:
    """The rows of a table."""
    with (TABLES / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def write_city(root: Path, until: dt.date = DAYS[-1]) -> Path:
    """The repository at `root` as it stood on a day, its ledger included."""
    catalog = root / "catalog"
    (catalog / "items").mkdir(parents=True)
    (catalog / "site.yaml").write_text(SITE.format(base=os.path.relpath(ROOT / "catalog", root)), "utf-8")
    (catalog / "organizations.yaml").write_text(UNITS, "utf-8")
    (catalog / "columns.yaml").write_text(COLUMNS_FILE, "utf-8")
    (catalog / "clock.yaml").write_text(CLOCK, "utf-8")
    shutil.copy(TABLES / "items.yaml", catalog / "items" / "gk.yaml")
    (catalog / "calendar").mkdir()
    for year in (2019, 2020):  # 2021 has no notice on purpose
        shutil.copy(ROOT / "catalog" / "calendar" / f"{year}.yaml", catalog / "calendar")
    shutil.copytree(ROOT / "content" / "pages", root / "content" / "pages")
    shutil.copytree(ROOT / "theme", root / "theme")
    shutil.copy(ROOT / "mkdocs.yml", root)
    rows = tuple(row for row in table("entries.csv") if row["成文日期"] <= str(until))
    for row in rows:
        _write_entry(root, row)
    _write_ledger(root, [row for row in rows if "" < row["发布日期"] <= str(until)])
    return root


def _write_entry(root: Path, row: Mapping[str, str]) -> None:
    id_, type_ = row["条目"], row["类型"]
    path = root / "content" / "entries" / f"{id_}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    unit = id_.split("/")[0]
    lines = [
        f"类型: {type_}", f"标题: 示例信息（{id_.replace('/', ' ')}）", f"目录事项: [{row['事项']}]", f"发文机关: [{unit}]",
        f"成文日期: {row['成文日期']}", "公开方式: 主动公开",
        f"审查: {{保密审查: 示例甲, 审核: 示例乙, 签发: 示例丙, 日期: {row['成文日期']}}}", "示例: 是",
        *(f"{key}: {value}" for key, value in NEEDED[type_].items()),
    ]
    other = row["其他"]
    if other.startswith("关系"):
        lines.append(other)
    elif other:
        lines += [part.strip() for part in other.split(", ")]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    if type_ in ("政府信息", "征求意见"):
        path.with_suffix(".md").write_text("示例正文。\n", "utf-8")
    if type_ == "征求意见":
        path.with_suffix("").mkdir()
        for name in ("a.pdf", "b.pdf"):
            (path.with_suffix("") / name).write_bytes(small_pdf(("示例",)))


def _write_ledger(root: Path, rows: Sequence[Mapping[str, str]]) -> None:
    """The stamps of entries.csv at 9:30, sealed."""
    digests = prepared(root, DAYS[-1]).reading.digests
    previous = ""
    years: dict[int, list[tuple[str, ...]]] = {}
    stamped = sorted(rows, key=lambda row: (row["发布日期"], row["条目"]))
    for number, row in enumerate(stamped, 1):
        moment = dt.datetime.combine(dt.date.fromisoformat(row["发布日期"]), dt.time(9, 30), ZONE)
        cells = (
            moment.isoformat(timespec="seconds"), row["条目"], f"999999000001/{moment.year}-{number:05d}",
            digests[row["条目"]], PUBLISHED,
        )
        previous = seal(previous, cells)
        years.setdefault(moment.year, []).append((*cells, previous))
    for year, own in years.items():
        path = root / "content" / "ledger" / f"{year}.csv"
        path.parent.mkdir(exist_ok=True)
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([COLUMNS, *own])


def prepared(root: Path, day: dt.date) -> Prepared:
    """The city read and judged on `day`."""
    return prepare(root, as_of=day, today=lambda: day)


def site_on(city: Prepared, day: dt.date) -> Site:
    """The city's site on another day, without reading its files again."""
    return build_site(city.catalog, city.entries.values(), city.publications, day, city.calendar, city.hand_written)
