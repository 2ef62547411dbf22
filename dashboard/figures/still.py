"""The static painter: a figure as SVG, on the same pixels as Plotly draws it, without a browser.

It knows only what our charts use. Anything else raises ValueError, so that the two drawings cannot drift apart unseen.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from dashboard.figures.measure import LEADING
from dashboard.figures.paint import MIDDLE, dashes, extent, mark, only, paint, rows, short, words
from dashboard.model import Figure

MOST_MARKS = 5_000
_ANCHORS = {"left": "start", "center": "middle", "right": "end"}
_CLEAR = "rgba(0,0,0,0)"
_LAYOUT = (
    "height", "margin", "font", "paper_bgcolor", "plot_bgcolor", "showlegend", "hovermode", "dragmode", "xaxis", "yaxis",
    "shapes", "annotations",
)  # fmt: skip
_AXIS = (
    "range", "type", "fixedrange", "zeroline", "zerolinecolor", "zerolinewidth", "showgrid", "gridcolor", "gridwidth",
    "tickmode", "tickvals", "ticktext", "tickfont", "tickangle", "showticklabels", "ticks", "ticklen", "tickwidth", "tickcolor",
)  # fmt: skip
_TRACE = (
    "type", "mode", "meta", "x", "y", "line", "marker", "text", "textposition", "textfont", "cliponaxis", "hoverinfo",
)  # fmt: skip
_NOTE = (
    "text", "x", "y", "xref", "yref", "showarrow", "xanchor", "yanchor", "align", "xshift", "yshift", "font", "borderpad",
    "borderwidth", "bgcolor",
)  # fmt: skip
_SHAPE = ("type", "xref", "yref", "x0", "y0", "x1", "y1", "layer", "line", "fillcolor")


def _number(value: Any) -> float:
    """A value of an axis as a number; a date counts days."""
    return float(dt.date.fromisoformat(value).toordinal()) if isinstance(value, str) else float(value)


@dataclass(frozen=True, kw_only=True)
class _Plane:
    """Where values lie: the plot area in px and the spans of both axes."""

    left: float
    top: float
    right: float
    bottom: float
    x: tuple[float, float]
    y: tuple[float, float]

    def across(self, value: Any, ref: str = "x") -> float:
        """The px from the left."""
        share = float(value) if ref == "paper" else (_number(value) - self.x[0]) / (self.x[1] - self.x[0])
        return self.left + share * (self.right - self.left)

    def down(self, value: Any, ref: str = "y") -> float:
        """The px from the top."""
        share = float(value) if ref == "paper" else (_number(value) - self.y[0]) / (self.y[1] - self.y[0])
        return self.bottom - share * (self.bottom - self.top)


def still(figure: Figure, *, width: int, title: str, description: str, id_prefix: str) -> str:
    """The figure as an `<svg>` of `width` px wide that scales, with title and description for a screen reader.

    `id_prefix` keeps ids apart on a page. Raises ValueError for a figure that holds more than the painter knows, or more
    than `MOST_MARKS` points.
    """
    only(figure, ("data", "layout"), where="a figure")
    layout = figure["layout"]
    only(layout, _LAYOUT, where="a layout")
    for ground in ("paper_bgcolor", "plot_bgcolor"):
        if layout[ground] != _CLEAR:
            raise ValueError(f"{ground} is {layout[ground]!r} (the painter knows only a clear ground)")
    count = sum(len(trace.get("x", ())) for trace in figure["data"])
    if count > MOST_MARKS:
        raise ValueError(f"a figure has {count} points (the painter draws at most {MOST_MARKS})")
    plane = _plane(layout, width)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" class="plot" viewBox="0 0 {width} {short(layout["height"])}" role="img"'
    head += f" aria-labelledby={quoteattr(f'{id_prefix}-t {id_prefix}-d')} font-family={quoteattr(layout['font']['family'])}>"
    named = f"<title id={quoteattr(f'{id_prefix}-t')}>{escape(title)}</title>"
    named += f"<desc id={quoteattr(f'{id_prefix}-d')}>{escape(description)}</desc>"
    return "".join([head, named, *_below(layout, plane), *_traces(figure, plane), *_above(layout, plane), "</svg>"])


def _plane(layout: Mapping[str, Any], width: int) -> _Plane:
    margin = layout["margin"]
    for name in ("xaxis", "yaxis"):
        only(layout[name], _AXIS, where=name)
    spans = [tuple(_number(end) for end in layout[name]["range"]) for name in ("xaxis", "yaxis")]
    return _Plane(
        left=margin["l"], top=margin["t"], right=width - margin["r"], bottom=layout["height"] - margin["b"],
        x=(spans[0][0], spans[0][1]), y=(spans[1][0], spans[1][1]),
    )  # fmt: skip


def _below(layout: Mapping[str, Any], plane: _Plane) -> Iterator[str]:
    """What lies behind the marks: shapes, gridlines, zero lines, tick marks and their words."""
    for shape in layout["shapes"]:
        if shape["layer"] == "below":
            yield _shape(shape, plane)
    for name in ("xaxis", "yaxis"):
        axis = layout[name]
        for value in axis["tickvals"] if axis["showgrid"] else ():
            if not (axis["zeroline"] and value == 0):
                yield _grid(name, value, plane, axis["gridcolor"], axis["gridwidth"])
        if axis["zeroline"]:
            yield _grid(name, 0, plane, axis["zerolinecolor"], axis["zerolinewidth"])
        if axis["showticklabels"]:
            yield from _ticks(name, axis, plane)


def _above(layout: Mapping[str, Any], plane: _Plane) -> Iterator[str]:
    for shape in layout["shapes"]:
        if shape["layer"] == "above":
            yield _shape(shape, plane)
    for note in layout["annotations"]:
        yield from _note(note, plane)


def _straight(x0: float, y0: float, x1: float, y1: float, *, colour: str, width: float, dash: str = "") -> str:
    """A line on whole pixels, as Plotly draws them."""
    look = f'{paint("stroke", colour)} stroke-width="{short(width)}"{dashes(dash or "solid")} shape-rendering="crispEdges"'
    return f'<line x1="{short(x0)}" y1="{short(y0)}" x2="{short(x1)}" y2="{short(y1)}"{look}/>'


def _grid(name: str, value: Any, plane: _Plane, colour: str, width: float) -> str:
    if name == "xaxis":
        at = plane.across(value)
        return _straight(at, plane.top, at, plane.bottom, colour=colour, width=width)
    at = plane.down(value)
    return _straight(plane.left, at, plane.right, at, colour=colour, width=width)


def _ticks(name: str, axis: Mapping[str, Any], plane: _Plane) -> Iterator[str]:
    """Words at the ticks, as far from the plot area as Plotly puts them."""
    size, colour = axis["tickfont"]["size"], axis["tickfont"]["color"]
    outside = axis.get("ticks") == "outside"
    gap = 0.5 + (axis["ticklen"] + 0.2 * size if outside else 0)
    if outside and name == "yaxis":
        raise ValueError("yaxis has ticks outside (the painter knows them only on the x axis)")
    for value, text in zip(axis["tickvals"], axis["ticktext"], strict=True):
        lines = rows(text)
        if name == "xaxis":
            at = plane.across(value)
            if outside:
                look = {"colour": axis["tickcolor"], "width": axis["tickwidth"]}
                yield _straight(at, plane.bottom, at, plane.bottom + axis["ticklen"], **look)
            yield words(lines, x=at, y=plane.bottom + gap + size, anchor="middle", size=size, colour=colour)
        else:
            y = plane.down(value) + MIDDLE * size
            yield words(lines, x=plane.left - gap, y=y, anchor="end", size=size, colour=colour)


def _traces(figure: Figure, plane: _Plane) -> Iterator[str]:
    for trace in figure["data"]:
        where = f"trace {trace.get('meta')!r}"
        only(trace, _TRACE, where=where)
        if trace.get("type") != "scatter":
            raise ValueError(f"{where} is of type {trace.get('type')!r} (the painter knows scatter)")
        parts = trace["mode"].split("+")
        only(dict.fromkeys(parts), ("lines", "markers", "text"), where=f"the mode of {where}")
        points = [None if x is None or y is None else (plane.across(x), plane.down(y)) for x, y in zip(trace["x"], trace["y"], strict=True)]
        if "lines" in parts:
            yield _line(trace["line"], points)
        yield from _marks(trace, points) if "markers" in parts else ()
        yield from _labels(trace, points) if "text" in parts else ()


def _line(line: Mapping[str, Any], points: list[tuple[float, float] | None]) -> str:
    only(line, ("color", "width", "dash"), where="a line")
    path, pen = "", "M"
    for point in points:
        path, pen = (path, "M") if point is None else (f"{path}{pen}{short(point[0])},{short(point[1])}", "L")
    look = f'{paint("stroke", line["color"])} stroke-width="{short(line["width"])}"{dashes(line.get("dash", "solid"))}'
    return f'<path d="{path}"{paint("fill", "none")}{look} stroke-linejoin="round"/>'


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


def _note(note: Mapping[str, Any], plane: _Plane) -> Iterator[str]:
    """Words in the picture, on a ground of paper where they clear what is behind."""
    only(note, _NOTE, where=f"annotation {note.get('text')!r}")
    if note["align"] != note["xanchor"] or note["yanchor"] != "middle" or note["showarrow"] or note["borderwidth"]:
        raise ValueError(f"annotation {note['text']!r} has an arrow, an edge, or an anchor that the painter does not know")
    anchor, pad, size = note["xanchor"], note["borderpad"], note["font"]["size"]
    x = plane.across(note["x"], note["xref"]) + note["xshift"] + {"left": pad, "center": 0, "right": -pad}[anchor]
    y = plane.down(note["y"], note["yref"]) - note["yshift"]
    lines = rows(note["text"])
    if "bgcolor" in note:
        wide, high = extent(lines, size=size)
        start = x - {"left": 0.0, "center": 0.5, "right": 1.0}[anchor] * wide - pad
        where = f'x="{short(start)}" y="{short(y - high / 2 - pad)}" width="{short(wide + 2 * pad)}" height="{short(high + 2 * pad)}"'
        yield f'<rect {where}{paint("fill", note["bgcolor"])}/>'
    first = y - (len(lines) - 1) * LEADING * size / 2 + MIDDLE * size
    yield words(lines, x=x, y=first, anchor=_ANCHORS[anchor], size=size, colour=note["font"]["color"])


def _shape(shape: Mapping[str, Any], plane: _Plane) -> str:
    only(shape, _SHAPE, where="a shape")
    x0, x1 = (plane.across(shape[end], shape["xref"]) for end in ("x0", "x1"))
    y0, y1 = (plane.down(shape[end], shape["yref"]) for end in ("y0", "y1"))
    line = shape["line"]
    if shape["type"] == "line":
        return _straight(x0, y0, x1, y1, colour=line["color"], width=line["width"], dash=line.get("dash", ""))
    if shape["type"] != "rect":
        raise ValueError(f"a shape is of type {shape['type']!r} (the painter knows line and rect)")
    where = f'x="{short(min(x0, x1))}" y="{short(min(y0, y1))}" width="{short(abs(x1 - x0))}" height="{short(abs(y1 - y0))}"'
    look = f'{paint("fill", shape["fillcolor"])}{paint("stroke", line["color"])} stroke-width="{short(line["width"])}"'
    return f'<rect {where}{look} shape-rendering="crispEdges"/>'
