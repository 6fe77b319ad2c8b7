"""How fast reading is: printed (pytest -s), not judged; benchmarks/ measures it properly."""

from __future__ import annotations

import time

from generator.source.yaml_events import parse_yaml
from generator.source.yaml_parser import events_of

ENTRY = """\
类型: 征求意见
标题: 关于《示例办法（草案）》公开征求意见的公告
目录事项: [gkgl-001]
发文机关: [shifuban]
主题分类: 综合政务/政务公开
成文日期: 2021-07-16
公开方式: 主动公开
审查: {保密审查: 示例甲, 审核: 示例乙, 签发: 示例丙, 日期: 2021-07-15}
开始日期: 2021-07-16
截止日期: 2021-08-16
附件:
  - {文件: 草案.pdf, 名称: 示例办法（草案）, 角色: 决策草案}
示例: 是
"""


def test_ten_thousand_documents() -> None:
    def events() -> None:
        next_event = events_of(ENTRY)
        while next_event() is not None:
            pass

    for name, work in (("events alone", events), ("parse_yaml", lambda: parse_yaml(ENTRY, "f"))):
        start = time.perf_counter()
        for _ in range(1000):
            work()
        print(f"{name}: {(time.perf_counter() - start) * 10:.2f} s for 10,000 documents of {len(ENTRY)} characters")
