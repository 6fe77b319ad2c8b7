from __future__ import annotations
from generator.findings import Place, Problem
def repair(text: str, path: str, first_line: int):
    return None, [Problem("S104", Place(path, first_line), "YAML 格式有误")]
