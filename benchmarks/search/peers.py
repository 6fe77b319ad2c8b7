"""The same documents for Pagefind and for Material for MkDocs; both are asked by their own clients in Chromium."""

from __future__ import annotations

import html
import json
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from generator.derive.search_documents import SearchDocument

PAGE = """<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>{title}</title></head><body>
<main data-pagefind-body><h1>{title}</h1><p>{facts}</p>{body}</main></body></html>
"""
SETTINGS = """\
site_name: 政府信息公开
theme: {name: material, language: zh, font: false}
plugins:
  - search: {lang: zh, separator: '[\\s\\u200b\\u3000\\-、。，．？！；]+'}
nav: [index.md]
not_in_nav: /x/
"""


def pagefind_site(out: Path, documents: Sequence[SearchDocument], tool: Path) -> bool:
    """Write pages and let Pagefind (`tool`) index them; False when it is not there."""
    if not tool.is_file():
        return False
    shutil.rmtree(out, ignore_errors=True)
    for document in documents:
        path = out / document.href
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = "".join(f"<p>{html.escape(line)}</p>\n" for line in document.text.splitlines() if line.strip())
        facts = html.escape(" ".join(filter(None, (document.number, document.organization, document.date))))
        path.write_text(PAGE.format(title=html.escape(document.title), facts=facts, body=lines), encoding="utf-8")
    (out / "index.html").write_text("<!doctype html><meta charset='utf-8'><title>.</title>", encoding="utf-8")
    subprocess.run([str(tool), "--site", str(out), "--force-language", "zh"], check=True, capture_output=True, timeout=1800)
    return True


def material_site(out: Path, documents: Sequence[SearchDocument], python: Path) -> bool:
    """Let Material build the pages; False when `python` has it not, or has no jieba, without which it knows no Chinese."""
    if not python.is_file():
        return False
    probe = subprocess.run([str(python), "-c", "import material, jieba"], capture_output=True)
    if probe.returncode:
        return False
    project = out.with_name(f"{out.name}-project")
    shutil.rmtree(project, ignore_errors=True)
    docs = project / "docs"
    (docs / "x").mkdir(parents=True)
    (project / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    (docs / "index.md").write_text("# 政府信息公开\n", encoding="utf-8")
    for number, document in enumerate(documents):
        facts = " ".join(filter(None, (document.number, document.organization, document.date)))
        body = document.text.replace("#", "\\#").replace("<", "&lt;")
        text = f"---\ntitle: {json.dumps(document.title, ensure_ascii=False)}\n---\n{facts}\n\n{body}\n"
        (docs / "x" / f"{number}.md").write_text(text, encoding="utf-8")
    command = [str(python), "-m", "mkdocs", "build", "-q", "-d", str(out)]
    subprocess.run(command, cwd=project, check=True, capture_output=True, timeout=3600)
    return True
