"""Rows of a chart in HTML: two marks and the difference on one axis, or words where no size is known.

A row is as wide as its column, so one form serves a phone and a wide window. Positions are percentages in attributes of SVG,
because the Content-Security-Policy forbids style attributes.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.web.components.html import Node, Part, h
from dashboard.web.components.labels import icon, type_class

_HEIGHT = 44


@dataclass(frozen=True, kw_only=True)
class SizeRow:
    """A row with two numbers on the axis: `treated` and `comparison` as they are printed, and the difference."""

    label: str
    note: str
    type_id: str
    treated: float
    comparison: float
    treated_text: str
    comparison_text: str
    difference: str
    spoken: str


@dataclass(frozen=True, kw_only=True)
class WordRow:
    """A row without a size: its sign, word and a remark. A row on which nothing is known is hatched."""

    label: str
    note: str
    sign: str
    word: str
    remark: str = ""
    unknown: bool = False


def dumbbell(rows: Sequence[SizeRow | WordRow], *, ticks: Sequence[float], unit: str) -> Node:
    """Return the rows on an axis from zero to the last of `ticks`; `unit` stands on the last tick only."""
    most = ticks[-1]
    drawn = [_size(row, most, ticks) if isinstance(row, SizeRow) else _word(row) for row in rows]
    labels = [
        h("text", f"{tick:g}{unit if tick == most else ''}", x=_percent(tick, most), y="14",
          text_anchor="end" if tick == most else "middle" if tick else "start")
        for tick in ticks
    ]  # fmt: skip
    axis = h("div", h("svg", labels, width="100%", height="18", aria_hidden=True), cls="axis")
    return h("div", h("ul", drawn), axis, cls="dumbbell")


def _label(row: SizeRow | WordRow) -> Node:
    note: Part = [" ", h("small", row.note)] if row.note else None
    return h("p", h("b", row.label), note, cls="who")


def _percent(value: float, most: float) -> str:
    return f"{100 * value / most:.2f}%"


def _grid(tick: float, most: float) -> Node:
    return h("line", x1=_percent(tick, most), x2=_percent(tick, most), y1=0, y2="100%", cls="grid" if tick else "zero")


def _size(row: SizeRow, most: float, ticks: Sequence[float]) -> Node:
    low, high = sorted((row.comparison, row.treated))
    right = row.treated >= row.comparison
    start, end = _percent(row.comparison, most), _percent(row.treated, most)
    # The label of each mark is on its outer side.
    outer, inner = ("start", "end") if right else ("end", "start")
    mark = h("g", h("use", href=f"#sign-{type_class(row.type_id)}"), transform="translate(-9 17) scale(1.5)")
    drawing = h(
        "svg",
        [_grid(tick, most) for tick in ticks],
        h("line", x1=start, x2=end, y1=26, y2=26, cls="difference"),
        h("circle", cx=start, cy=26, r="6.5", cls="compared"),
        h("svg", mark, x=end, y=0, overflow="visible", cls="treated"),
        h("text", row.comparison_text, x=start, dx="-13" if right else "13", y=31, text_anchor=inner),
        h("text", row.treated_text, x=end, dx="14" if right else "-14", y=31, text_anchor=outer, cls="strong"),
        h("text", row.difference, x=_percent((low + high) / 2, most), y=15, text_anchor="middle", cls="gap"),
        width="100%",
        height=_HEIGHT,
        aria_hidden=True,
    )
    track = h("div", drawing, h("span", row.spoken, cls="vh"), cls=f"track {type_class(row.type_id)}")
    return h("li", _label(row), track)


def _word(row: WordRow) -> Node:
    remark: Part = [" ", h("small", row.remark)] if row.remark else None
    word = h("p", icon(row.sign, cls=f"is-{row.sign}"), h("span", h("b", row.word), remark), cls="word")
    return h("li", _label(row), h("div", word, cls="track open unknown" if row.unknown else "track open"))
