"""`gongkai export search`: the bulk lines on the standard output, or a folder with all that loading them takes."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.errors import PublishError
from generator.exporting.arguments import STREAM
from generator.exporting.opensearch import bulk_lines, mapping_text
from generator.preparing import Prepared

#: bytes of a file at most (one document more than that has a file for itself): a server takes 100 MB at once by default
PART = 32 << 20
_README = """\
# 导入 OpenSearch

`mapping.json` 是索引的设置（只用自带的中日韩二元分词，不用插件），`bulk-*.ndjson` 是全部条目，一份一份地导入。
把 `$OS` 换成服务器的地址；要用户名和密码的，curl 加 `-u 用户名`。

每次导出都导进一个新索引，再把别名 `gongkai` 换过去：撤下的条目不会留在里面，换的时候检索不中断。

```sh
OS=http://127.0.0.1:9200
NEW=gongkai-$(date +%Y%m%d%H%M)
curl -sS -X PUT "$OS/$NEW" -H 'Content-Type: application/json' --data-binary @mapping.json
for file in bulk-*.ndjson; do
  curl -sS -X POST "$OS/$NEW/_bulk?filter_path=errors,items.*.error" \\
    -H 'Content-Type: application/x-ndjson' --data-binary "@$file"
done
```

每一份都应显示 `"errors":false`。然后换别名：

```sh
curl -sS -X POST "$OS/_aliases" -H 'Content-Type: application/json' -d '{"actions": [
  {"remove": {"index": "gongkai-*", "alias": "gongkai", "must_exist": false}},
  {"add": {"index": "'"$NEW"'", "alias": "gongkai"}}]}'
```

试一试：

```sh
curl -sS "$OS/gongkai/_search" -H 'Content-Type: application/json' -d '{"query": {"multi_match": {
  "query": "不动产登记", "type": "most_fields", "fields": ["title^10", "number.text^3", "organization^3", "text", "attachments.text"]}}}'
```
"""


def export_search(prepared: Prepared, out: str) -> int:
    """Write everything; `out` is a folder or STREAM. Returns 1, and writes nothing, where the repository has errors."""
    if not prepared.clean:
        print("仓库里有错误，没有导出。先运行 gongkai check 看是哪些", file=sys.stderr)
        return 1
    lines = bulk_lines(prepared.site, prepared.texts)
    if out == STREAM:
        sys.stdout.flush()
        for line in lines:
            sys.stdout.buffer.write(line)
        sys.stdout.buffer.flush()
        return 0
    try:
        count = write_folder(Path(out), lines)
    except OSError as error:
        raise PublishError(f"“{out}”写不进去：{error.strerror}") from None
    print(f"已写 {len(prepared.site.records)} 个条目到 {out}（{count} 个数据文件），怎样导入见里面的 README.md")
    return 0


def write_folder(folder: Path, lines: Iterable[bytes]) -> int:
    """Data in files of at most PART bytes, mapping and directions. Returns the number of data files; those of an earlier
    export that are not written again are removed."""
    folder.mkdir(parents=True, exist_ok=True)
    written = set()
    for number, part in enumerate(_parts(lines), 1):
        name = f"bulk-{number:04d}.ndjson"
        _replace(folder / name, part)
        written.add(name)
    for path in folder.glob("bulk-[0-9][0-9][0-9][0-9].ndjson"):
        if path.name not in written:
            path.unlink()
    _replace(folder / "mapping.json", [mapping_text()])
    _replace(folder / "README.md", [_README.encode()])
    return len(written)


def _parts(lines: Iterable[bytes]) -> Iterator[Iterator[bytes]]:
    """`lines` in runs; each must be used up before the next."""
    source = iter(lines)
    held = next(source, None)

    def run() -> Iterator[bytes]:
        nonlocal held
        size = 0
        while held is not None and (not size or size + len(held) <= PART):
            size += len(held)
            yield held
            held = next(source, None)

    while held is not None:
        yield run()


def _replace(path: Path, content: Iterable[bytes]) -> None:
    """A file is there whole or as it was."""
    unfinished = path.with_name(f".{path.name}.part")
    with unfinished.open("wb") as file:
        for data in content:
            file.write(data)
    os.replace(unfinished, path)
