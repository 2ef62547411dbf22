"""Amounts as horizontal bars on one axis that starts at zero, with every amount in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.web.components.html import Node, Part, h


@dataclass(frozen=True, kw_only=True)
class Bar:
    """An amount: its name, the amount in words, its number, and a line below it. A planned amount is an open bar."""

    label: str
    text: str
    value: float
    line: Part
    planned: bool


def bars(rows: Sequence[Bar], *, longest: float) -> Node:
    """Return bars on an axis that ends at `longest`; the caller decides that they may share it."""
    return h("ul", [_bar(row, share=row.value / longest) for row in rows], cls="bars")


def _bar(row: Bar, *, share: float) -> Node:
    # A width in percent of the drawing, because the Content-Security-Policy forbids style attributes.
    mark = h("rect", width=f"{100 * share:.2f}%", height="100%", cls="planned" if row.planned else None)
    drawing = h("svg", mark, aria_hidden=True, width="100%", height="28")
    return h("li", h("p", row.label, " ", h("b", row.text)), drawing, h("p", row.line, cls="small soft"))
