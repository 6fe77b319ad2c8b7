"""The catalogue: the repository's own, and small bad ones."""
