"""From what a citizen types to what is asked of the index: plans. `theme/src/search/understand/` is the twin."""

from __future__ import annotations
