"""What a still is put together from: traces, shapes and words, each at the px that the axes give them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import quoteattr

from dashboard.svg.primitives import MIDDLE, area, dashes, extent, mark, only, paint, rows, short, straight, words
from dashboard.svg.text_metrics import LEADING

_ANCHORS = {"left": "start", "center": "middle", "right": "end"}
_TRACE = (
    "type", "mode", "meta", "x", "y", "line", "marker", "text", "textposition", "textfont", "cliponaxis", "hoverinfo",
    "xaxis", "yaxis", "fill", "fillpattern",
)  # fmt: skip
_NOTE = (
    "text", "x", "y", "xref", "yref", "showarrow", "xanchor", "yanchor", "align", "xshift", "yshift", "font",
    "borderpad", "borderwidth", "bgcolor",
)  # fmt: skip
_SHAPE = ("type", "xref", "yref", "x0", "y0", "x1", "y1", "layer", "line", "fillcolor")


def number(value: Any) -> float:
    """A value of an axis as a number; a date counts days."""
    return float(dt.date.fromisoformat(value).toordinal()) if isinstance(value, str) else float(value)


@dataclass(frozen=True)
class Plane:
    """Where values lie: the plot area of a panel in px, the spans of both axes, and the area that `paper` is part of."""

    left: float
    top: float
    right: float
    bottom: float
    x: tuple[float, float]
    y: tuple[float, float]
    paper: tuple[float, float, float, float]

    def across(self, value: Any, ref: str = "x") -> float:
        """The px from the left."""
        if ref == "paper":
            return self.paper[0] + float(value) * (self.paper[2] - self.paper[0])
        return self.left + (number(value) - self.x[0]) / (self.x[1] - self.x[0]) * (self.right - self.left)

    def down(self, value: Any, ref: str = "y") -> float:
        """The px from the top."""
        if ref == "paper":
            return self.paper[3] - float(value) * (self.paper[3] - self.paper[1])
        return self.bottom - (number(value) - self.y[0]) / (self.y[1] - self.y[0]) * (self.bottom - self.top)


Planes = Mapping[str, Plane]


def panel(planes: Planes, *refs: str) -> Plane:
    """The panel that axes like `x2` and `y2` belong to; of `paper` any has the area. Raises ValueError for a mixture."""
    found = {ref[1:] for ref in refs if ref != "paper"} or {""}
    if len(found) > 1 or not found <= set(planes):
        raise ValueError(f"{' and '.join(refs)} are no panel (the painter knows {sorted(planes)})")
    return planes[found.pop()]


def trace(given: Mapping[str, Any], planes: Planes, *, hatch: str) -> Iterator[str]:
    """A trace: its stripes or its line, then its marks, then its words. `hatch` is the id of the pattern of stripes."""
    where = f"trace {given.get('meta')!r}"
    only(given, _TRACE, where=where)
    plane = panel(planes, given.get("xaxis", "x"), given.get("yaxis", "y"))
    if given.get("type") != "scatter":
        raise ValueError(f"{where} is of type {given.get('type')!r} (the painter knows scatter)")
    parts = given["mode"].split("+")
    only(dict.fromkeys(parts), ("lines", "markers", "text"), where=f"the mode of {where}")
    points = [
        None if x is None or y is None else (plane.across(x), plane.down(y))
        for x, y in zip(given["x"], given["y"], strict=True)
    ]
    if "fill" in given:
        if given["fill"] != "toself" or "fillpattern" not in given or given["line"]["width"] or parts != ["lines"]:
            raise ValueError(f"{where} is filled (the painter knows only stripes without an edge)")
        yield f'<path d="{_course(points)}" fill={quoteattr(f"url(#{hatch})")}/>'
    elif "lines" in parts:
        yield _line(given["line"], points)
    if "markers" in parts:
        yield from _marks(given, points)
    if "text" in parts:
        yield from _labels(given, points)


def _line(line: Mapping[str, Any], points: list[tuple[float, float] | None]) -> str:
    only(line, ("color", "width", "dash"), where="a line")
    path = _course(points)
    look = f'{paint("stroke", line["color"])} stroke-width="{short(line["width"])}"{dashes(line.get("dash", "solid"))}'
    return f'<path d="{path}"{paint("fill", "none")}{look} stroke-linejoin="round"/>'


def _course(points: list[tuple[float, float] | None]) -> str:
    path, pen = "", "M"
    for point in points:
        path, pen = (path, "M") if point is None else (f"{path}{pen}{short(point[0])},{short(point[1])}", "L")
    return path


def stripes(pattern: Mapping[str, Any], *, id: str) -> str:
    """The pattern of diagonal lines that Plotly makes of a `fillpattern`."""
    only(pattern, ("shape", "fgcolor", "fillmode", "size", "solidity"), where="a fill pattern")
    if pattern["shape"] != "/" or pattern["fillmode"] != "replace":
        raise ValueError(f"a fill pattern is {dict(pattern)} (the painter knows lines from bottom left to top right)")
    side = pattern["size"] * 2**0.5
    quarter, half = short(side / 4), short(side / 2)
    line = f"M-{quarter},{quarter}l{half},-{half}M0,{short(side)}L{short(side)},0"
    line += f"M{short(side / 4 * 3)},{short(side / 4 * 5)}l{half},-{half}"
    look = f'{paint("stroke", pattern["fgcolor"])} stroke-width="{short(pattern["solidity"] * pattern["size"])}"'
    box = f'width="{short(side)}" height="{short(side)}" patternUnits="userSpaceOnUse"'
    return f'<defs><pattern id={quoteattr(id)} {box}><path d="{line}"{look}/></pattern></defs>'


def _marks(trace: Mapping[str, Any], points: list[tuple[float, float] | None]) -> Iterator[str]:
    look = trace["marker"]
    only(look, ("color", "symbol", "size", "line"), where="a marker")
    edge = (look["line"].get("color", look["color"]), look["line"]["width"]) if "line" in look else None
    for point in points:
        if point:
            yield mark(look["symbol"], x=point[0], y=point[1], size=look["size"], colour=look["color"], line=edge)


def _labels(trace: Mapping[str, Any], points: list[tuple[float, float] | None]) -> Iterator[str]:
    """Words at points, in the place that Plotly's `textposition` names."""
    size, colour = trace["textfont"]["size"], trace["textfont"]["color"]
    upright, across = trace["textposition"].split()
    away = trace["marker"]["size"] / 1.6 + 1 if "markers" in trace["mode"] else 0.0
    side = {"top": -1, "middle": 0, "bottom": 1}[upright]
    move = {"left": -1, "center": 0, "right": 1}[across]
    anchor = {-1: "end", 0: "middle", 1: "start"}[move]
    for point, text in zip(points, trace["text"], strict=True):
        if point and text:
            lines = rows(text)
            y = point[1] + size * 0.75 + side * away + (side - 1) * ((len(lines) - 1) * LEADING + 1) * size / 2
            yield words(lines, x=point[0] + move * away, y=y, anchor=anchor, size=size, colour=colour)


def note(given: Mapping[str, Any], planes: Planes) -> Iterator[str]:
    """Words in the picture, on a ground of paper where they clear what is behind."""
    only(given, _NOTE, where=f"annotation {given.get('text')!r}")
    plane = panel(planes, given["xref"], given["yref"])
    if given["align"] != given["xanchor"] or given["yanchor"] != "middle" or given["showarrow"] or given["borderwidth"]:
        raise ValueError(f"annotation {given['text']!r} has an arrow, an edge or an anchor (the painter knows none)")
    anchor, pad, size = given["xanchor"], given["borderpad"], given["font"]["size"]
    x = plane.across(given["x"], given["xref"]) + given["xshift"] + {"left": pad, "center": 0, "right": -pad}[anchor]
    y = plane.down(given["y"], given["yref"]) - given["yshift"]
    lines = rows(given["text"])
    if "bgcolor" in given:
        wide, high = extent(lines, size=size)
        start = x - {"left": 0.0, "center": 0.5, "right": 1.0}[anchor] * wide - pad
        ground = paint("fill", given["bgcolor"])
        yield area(start, y - high / 2 - pad, start + wide + 2 * pad, y + high / 2 + pad, look=ground)
    first = y - (len(lines) - 1) * LEADING * size / 2 + MIDDLE * size
    yield words(lines, x=x, y=first, anchor=_ANCHORS[anchor], size=size, colour=given["font"]["color"])


def shape(given: Mapping[str, Any], planes: Planes) -> str:
    """A straight line or a rectangle."""
    only(given, _SHAPE, where="a shape")
    plane = panel(planes, given["xref"], given["yref"])
    x0, x1 = (plane.across(given[end], given["xref"]) for end in ("x0", "x1"))
    y0, y1 = (plane.down(given[end], given["yref"]) for end in ("y0", "y1"))
    line = given["line"]
    if given["type"] == "line":
        return straight(x0, y0, x1, y1, colour=line["color"], width=line["width"], dash=line.get("dash", "solid"))
    if given["type"] != "rect":
        raise ValueError(f"a shape is of type {given['type']!r} (the painter knows line and rect)")
    look = f'{paint("fill", given["fillcolor"])}{paint("stroke", line["color"])} stroke-width="{short(line["width"])}"'
    return area(x0, y0, x1, y1, look=f'{look} shape-rendering="crispEdges"')
