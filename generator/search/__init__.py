"""Search over what is published: an exact index for the browser, and the same search in Python."""

from __future__ import annotations
