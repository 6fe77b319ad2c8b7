"""The same entries for MkDocs with Material and its search: pages outside the navigation, the record header as a table.

No list pages: MkDocs has none, so it does less than the others. Every entry in the automatic navigation would cost far
more (the time grows with the square of their number), so entries are kept out of it.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from pathlib import Path

from benchmarks.corpus import Chrome, Record

SETTINGS = """\
site_name: 政府信息公开
site_url: {base}
use_directory_urls: false
theme:
  name: material
  language: zh
  font: false
plugins:
  - search:
      lang: zh
markdown_extensions:
  - tables
  - footnotes
  - attr_list
  - toc:
      permalink: false
nav:
  - index.md
not_in_nav: |
  /xx/
"""


def write_material(out: Path, repository: Path, records: Iterable[Record], chrome: Chrome) -> int:
    """Write a MkDocs project to `out` (must not exist). Returns the number of entries."""
    docs = out / "docs"
    docs.mkdir(parents=True)
    (out / "mkdocs.yml").write_text(SETTINGS.format(base=chrome.base), encoding="utf-8")
    (docs / "index.md").write_text("# 政府信息公开\n\n查找政府信息\n", encoding="utf-8")
    count = 0
    for record in records:
        target = docs / "xx" / f"{record.id}.md"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(page(record), encoding="utf-8")
        for one in record.attachments:
            name = str(one["file"])
            (docs / "xx" / record.id).mkdir(parents=True, exist_ok=True)
            shutil.copyfile(repository / "content/entries" / record.id / name, docs / "xx" / record.id / name)
        count += 1
    return count


def page(record: Record) -> str:
    """An entry in Markdown: front matter, title, the record header as a table, body, attachments, related entries."""
    up = "../" * record.id.count("/")
    name = record.id.rpartition("/")[2]
    front = {"title": record.title, "description": record.description}
    lines = [
        "---", *(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in front.items()), "---", "",
        f"# {record.title}", "", "| 项目 | 内容 |", "| --- | --- |",
        *(f"| {cell.label} | {cell.value.replace('|', chr(92) + '|')} |" for cell in record.header), "",
        record.body, "",
    ]
    if record.attachments:
        lines += ["## 附件", "", *(f"- [{one['name']}]({name}/{one['file']})" for one in record.attachments), ""]
    if record.related:
        lines += ["## 相关", "", *(f"- {how}：[{ref}]({up}{ref}.md)" for how, ref in record.related), ""]
    return "\n".join(lines)
