"""Run axe-core, which is in tests/fixtures/axe, on the page of a tab."""

from __future__ import annotations

from typing import Any

from dashboard.config import ROOT

# WCAG 2.2 AA and the advice of axe. Style sheets are not fetched again, as no rule here reads them.
EVERYTHING = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
    "preload": False,
}
COLOURS = {**EVERYTHING, "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
_RUN = """options => axe.run(options).then(found => found.violations.map(one => [
    one.id, one.nodes.length, one.nodes.slice(0, 3).map(node => node.html.slice(0, 150))]))"""
_AXE = (ROOT / "tests" / "fixtures" / "axe" / "axe.min.js").read_text(encoding="utf-8")


def violations(tab: Any, options: dict[str, Any] = EVERYTHING) -> list[Any]:
    """Return rule, number of elements and the first elements of each violation."""
    if not tab.evaluate("typeof axe !== 'undefined'"):
        tab.evaluate(_AXE)
    return list(tab.evaluate(_RUN, options))
