"""The part of a page that changes with a choice: its results as HTML with drawn charts, and the figures for the live ones."""

from __future__ import annotations

from typing import Any

from dashboard.components.to_html import render
from dashboard.components.tree import Child, Node, Plot
from dashboard.pages import Page
from dashboard.pages.filters import chosen_text
from dashboard.pages.frame import full_title
from dashboard.pages.visit import Visit

Figures = dict[str, dict[str, Any]]


def _gather(node: Child, found: list[Plot]) -> None:
    if isinstance(node, Node):
        for child in node.children:
            if not isinstance(child, str):
                _gather(child, found)
    elif isinstance(node, Plot):
        found.append(node)


def figures(node: Child) -> Figures:
    """The figures of all charts in a part of a page, in both forms, by the key of the chart."""
    found: list[Plot] = []
    _gather(node, found)
    return {plot.id: {"wide": plot.wide, "narrow": plot.narrow} for plot in found}


def answer(page: Page, visit: Visit) -> dict[str, Any]:
    """What a choice changes: html, figures, title of the page, and the choice in words."""
    if page.live is None:
        raise ValueError(f"page {page.name!r} has no live region")
    made = page.live(visit)
    return {
        "html": render(made),
        "figures": figures(made),
        "title": full_title(page.heading(visit), visit),
        "chosen": chosen_text(visit),
    }
