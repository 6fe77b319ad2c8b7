"""The catalogue's own model, read from `catalog/*.yaml`: the only source of truth (design.md D1)."""
