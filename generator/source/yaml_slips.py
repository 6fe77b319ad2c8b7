from __future__ import annotations
def looks_odd(text): return False
