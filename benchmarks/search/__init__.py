"""Relevance and cost of the search: `python -m benchmarks.search` (README.md in this folder)."""
