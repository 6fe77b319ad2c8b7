"""The Jinja2 environment of the core's own templates (theme/templates/)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, TemplateError
from jinja2.compiler import CodeGenerator
from markupsafe import Markup, escape

from generator.render.filters import Parts, breakable, href, icon
from generator.render.toc import toc_box

__all__ = ["Environment", "Template", "TemplateError", "compiled", "environment", "public_templates"]


def environment(theme: Path) -> Environment:
    """Make the environment that renders the main part of generated pages.

    `theme` is the theme's folder (the one with `main.html`); templates are found in its `templates/` and get `p`
    (their dataclass of `render.contexts`), `root` (`../` as often as the page lies deep) and `portal`
    (`PortalContext`). Everything is escaped unless a template says `| safe`; a name that does not exist raises
    `jinja2.UndefinedError`, which means a mistake in a template and never one in content.

    Compiled templates are not kept between runs: code from a cache folder, which anybody may have committed, would be
    run. `Press.warm` compiles them before workers are forked, and a finish (`record_finish`) needs none.
    """
    jinja = _Environment(
        loader=FileSystemLoader(theme / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        # The theme does not change during a build; looking at file times for every page would cost more than it helps.
        auto_reload=False,
    )
    parts = Parts(lambda name: getattr(jinja.get_template("_macros.html").module, name))
    jinja.filters.update(href=href, icon=icon, breakable=breakable, toc_box=toc_box, part=parts.part)
    return jinja


def public_templates(jinja: Environment) -> list[str]:
    """Names of the templates that whole pages are made of."""
    return [name for name in jinja.list_templates(extensions=["html"]) if "/" not in name]


def compiled(theme: Path) -> Environment:
    """`environment(theme)` with its templates compiled."""
    jinja = environment(theme)
    for name in public_templates(jinja):
        jinja.get_template(name)
    return jinja


def escaped(value: object) -> str:
    """`value` as `markupsafe.escape` gives it. Nearly all values are Markup already or have nothing to escape."""
    kind = type(value)
    if kind is Markup:
        return value  # type: ignore[return-value]
    if kind is str:
        text: str = value  # type: ignore[assignment]
        if "&" not in text and "<" not in text and ">" not in text and '"' not in text and "'" not in text:
            return text
    return escape(value)


class _Code(CodeGenerator):
    """Compiles `{{ value }}` to a call of `escaped`. It is called thirty times a page."""

    def _output_child_pre(self, node: Any, frame: Any, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
            return
        self.write("environment.escaped(")
        if finalize.src is not None:
            self.write(finalize.src)


class _Environment(Environment):
    code_generator_class = _Code
    escaped = staticmethod(escaped)
