"""Narrow screens and enlarged letters lose nothing."""

from __future__ import annotations

import pytest

from tests.browser.conftest import NewContext, visit
from tests.browser.pages import PAGES

#: What sticks out of the page, or is cut off by a box that does not scroll.
LOST = """() => {
  const wide = document.documentElement.clientWidth, lost = [];
  const say = (element, why) => lost.push(`${why}: ${element.outerHTML.slice(0, 100)}`);
  if (document.documentElement.scrollWidth > wide) lost.push(`page: ${document.documentElement.scrollWidth} > ${wide}`);
  for (const element of document.body.querySelectorAll("*")) {
    if (element.closest("svg, .vh, .skip") || !element.getClientRects().length) continue;
    const style = getComputedStyle(element);
    if (/hidden|clip/.test(style.overflowX) && element.scrollWidth > element.clientWidth + 1) say(element, "cut off");
    const place = element.getBoundingClientRect();
    if ((place.right > wide + 1 || place.left < -1) && !scrolls(element.parentElement)) say(element, "sticks out");
  }
  return lost;
  function scrolls(element) {
    for (let at = element; at && at !== document.body; at = at.parentElement) {
      if (/auto|scroll/.test(getComputedStyle(at).overflowX)) return true;
    }
    return false;
  }
}"""
#: Things to press that are smaller than 24 px (WCAG 2.2, 2.5.8), links within sentences excepted.
SMALL = """() => Array.from(document.querySelectorAll("nav a, button, .btn, .tools a, .brand, .paging a, .tabs a, .rows h3 a,"
    + " .brief a, .check, summary, .facet-open, .foot-links a, .hot a, .endline a, .card h3 a, .card-foot a, .side a"))
  .filter((one) => one.getClientRects().length && !one.closest("[hidden]"))
  .map((one) => [one, one.getBoundingClientRect()])
  .filter(([one, place]) => place.height < 24 || place.width < 24)
  .map(([one, place]) => `${place.width}x${place.height} ${one.outerHTML.slice(0, 100)}`)"""

#: width, size: a small phone; 1280 px at 400 %; a phone and a PC with larger letters; a PC
VIEWS = ((360, ""), (320, ""), (360, "xlarge"), (1024, "large"), (1280, ""))
SWITCH = """(size) => {
  if (size) document.documentElement.setAttribute("data-size", size);
  else document.documentElement.removeAttribute("data-size");
}"""


@pytest.mark.parametrize("kind", PAGES)
def test_nothing_is_lost_and_fingers_hit(contexts: NewContext, http: str, kind: str) -> None:
    """Nothing sticks out or is cut off, and nothing to press is too small, on narrow screens and with large letters."""
    page = contexts(360, 740).new_page()
    visit(page, http, kind)
    found = {}
    for width, size in VIEWS:
        page.set_viewport_size({"width": width, "height": 740})
        page.evaluate(SWITCH, size)
        found[f"{width} {size}"] = page.evaluate(LOST)[:4] + page.evaluate(SMALL)[:4]
    assert {view: lines for view, lines in found.items() if lines} == {}
