"""Rendering: contexts (a dataclass per template), bodies, shells, pages. The only place that knows Jinja2."""
