"""What a page must never do: ask another host for anything, break its own security policy, or fail in a script."""

from __future__ import annotations

from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request

#: Tells the console about violations that the browser itself would report to nobody.
TELL = """addEventListener("securitypolicyviolation", (event) =>
  console.error(`CSP ${event.violatedDirective}: ${event.blockedURI} ${event.sample}`));"""


@dataclass
class Watch:
    """Complaints about one browser context, whose pages belong below `roots`."""

    roots: tuple[str, ...]
    complaints: list[str] = field(default_factory=list)
    requests: int = 0

    def attach(self, context: BrowserContext) -> None:
        """Listen to all pages of `context`, also those opened later."""
        context.add_init_script(TELL)
        context.on("request", self._request)
        context.on("console", self._console)
        context.on("page", self._page)

    def _request(self, request: Request) -> None:
        self.requests += 1
        if not request.url.startswith((*self.roots, "data:")):
            self.complaints.append(f"foreign request: {request.url}")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"{message.type}: {message.text}")

    def _page(self, page: Page) -> None:
        page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
