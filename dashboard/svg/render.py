"""The static painter: a figure as SVG, on the same pixels as Plotly draws it, without a browser.

It knows only what our charts use. Anything else raises ValueError, so that the two drawings cannot drift apart unseen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from dashboard.models.kinds import Figure
from dashboard.svg.primitives import MIDDLE, only, rows, short, straight, words
from dashboard.svg.traces import Plane, Planes, note, number, shape, stripes, trace

MOST_MARKS = 5_000
_CLEAR = "rgba(0,0,0,0)"
_LAYOUT = (
    "height", "margin", "font", "paper_bgcolor", "plot_bgcolor", "showlegend", "hovermode", "dragmode",
    "xaxis", "yaxis", "shapes", "annotations",
)  # fmt: skip
_AXIS = (
    "range", "type", "fixedrange", "zeroline", "zerolinecolor", "zerolinewidth", "showgrid", "gridcolor", "gridwidth",
    "tickmode", "tickvals", "ticktext", "tickfont", "tickangle", "ticklabelstandoff", "showticklabels",
    "ticks", "ticklen", "tickwidth", "tickcolor", "domain", "anchor",
)  # fmt: skip
_PANEL = re.compile(r"[xy]axis([2-9]\d*)?")


def still(figure: Figure, *, width: int, title: str, description: str, id_prefix: str) -> str:
    """The figure as an `<svg>` of `width` px wide that scales, with title and description for a screen reader.

    `id_prefix` keeps ids apart on a page. Raises ValueError for a figure that holds more than the painter knows, or
    more than `MOST_MARKS` points.
    """
    only(figure, ("data", "layout"), where="a figure")
    layout = figure["layout"]
    only({name: 0 for name in layout if not _PANEL.fullmatch(name)}, _LAYOUT, where="a layout")
    for ground in ("paper_bgcolor", "plot_bgcolor"):
        if layout[ground] != _CLEAR:
            raise ValueError(f"{ground} is {layout[ground]!r} (the painter knows only a clear ground)")
    count = sum(len(item.get("x", ())) for item in figure["data"])
    if count > MOST_MARKS:
        raise ValueError(f"a figure has {count} points (the painter draws at most {MOST_MARKS})")
    planes = _planes(layout, width)
    patterns = [item["fillpattern"] for item in figure["data"] if "fillpattern" in item]
    if any(pattern != patterns[0] for pattern in patterns):
        raise ValueError("a figure has stripes of more than one kind (the painter knows one)")
    hatch = f"{id_prefix}-h"
    named = f"{quoteattr(f'{id_prefix}-t')}>{escape(title)}</title>"
    described = f"{quoteattr(f'{id_prefix}-d')}>{escape(description)}</desc>"
    look = f"aria-labelledby={quoteattr(f'{id_prefix}-t {id_prefix}-d')}"
    look += f" font-family={quoteattr(layout['font']['family'])}"
    frame = f'viewBox="0 0 {width} {short(layout["height"])}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" class="plot" {frame} role="img" {look}>'
    head += f"<title id={named}<desc id={described}"
    if patterns:
        head += stripes(patterns[0], id=hatch)
    drawn = [piece for item in figure["data"] for piece in trace(item, planes, hatch=hatch)]
    return "".join([head, *_below(layout, planes), *drawn, *_above(layout, planes), "</svg>"])


def _planes(layout: Mapping[str, Any], width: int) -> Planes:
    """The panels by the end of the names of their axes, the first without one; each over its part of the plot area."""
    margin = layout["margin"]
    left, top = margin["l"], margin["t"]
    right, bottom = width - margin["r"], layout["height"] - margin["b"]
    found = {}
    for end in [name[5:] for name in layout if name.startswith("xaxis")]:
        x, y = layout[f"xaxis{end}"], layout[f"yaxis{end}"]
        for name, axis, other in ((f"xaxis{end}", x, f"y{end}"), (f"yaxis{end}", y, f"x{end}")):
            only(axis, _AXIS, where=name)
            if axis.get("anchor", other) != other:
                raise ValueError(f"{name} is anchored to {axis['anchor']} (the painter knows only {other})")
        (x0, x1), (y0, y1) = x.get("domain", (0, 1)), y.get("domain", (0, 1))
        spans = [tuple(number(end) for end in axis["range"]) for axis in (x, y)]
        found[end] = Plane(
            left=left + x0 * (right - left), right=left + x1 * (right - left),
            top=bottom - y1 * (bottom - top), bottom=bottom - y0 * (bottom - top),
            x=(spans[0][0], spans[0][1]), y=(spans[1][0], spans[1][1]), paper=(left, top, right, bottom),
        )  # fmt: skip
    return found


def _below(layout: Mapping[str, Any], planes: Planes) -> Iterator[str]:
    """What lies behind the marks: shapes, gridlines, zero lines, tick marks and their words."""
    for item in layout["shapes"]:
        if item["layer"] == "below":
            yield shape(item, planes)
    for end, plane in planes.items():
        for name in ("xaxis", "yaxis"):
            axis = layout[name + end]
            for value in axis["tickvals"] if axis["showgrid"] else ():
                if not (axis["zeroline"] and value == 0):
                    yield _grid(name, value, plane, axis["gridcolor"], axis["gridwidth"])
            if axis["zeroline"]:
                yield _grid(name, 0, plane, axis["zerolinecolor"], axis["zerolinewidth"])
            if axis["showticklabels"]:
                yield from _ticks(name, axis, plane)


def _above(layout: Mapping[str, Any], planes: Planes) -> Iterator[str]:
    for item in layout["shapes"]:
        if item["layer"] == "above":
            yield shape(item, planes)
    for item in layout["annotations"]:
        yield from note(item, planes)


def _grid(name: str, value: Any, plane: Plane, colour: str, width: float) -> str:
    if name == "xaxis":
        at = plane.across(value)
        return straight(at, plane.top, at, plane.bottom, colour=colour, width=width)
    at = plane.down(value)
    return straight(plane.left, at, plane.right, at, colour=colour, width=width)


def _ticks(name: str, axis: Mapping[str, Any], plane: Plane) -> Iterator[str]:
    """Words at the ticks, as far from the plot area as Plotly puts them."""
    size, colour = axis["tickfont"]["size"], axis["tickfont"]["color"]
    outside = axis.get("ticks") == "outside"
    gap = 0.5 + axis["ticklabelstandoff"] + (axis["ticklen"] + 0.2 * size if outside else 0)
    if outside and name == "yaxis":
        raise ValueError("yaxis has ticks outside (the painter knows them only on the x axis)")
    for value, text in zip(axis["tickvals"], axis["ticktext"], strict=True):
        lines = rows(text)
        if name == "xaxis":
            at = plane.across(value)
            if outside:
                look = {"colour": axis["tickcolor"], "width": axis["tickwidth"]}
                yield straight(at, plane.bottom, at, plane.bottom + axis["ticklen"], **look)
            yield words(lines, x=at, y=plane.bottom + gap + size, anchor="middle", size=size, colour=colour)
        else:
            y = plane.down(value) + MIDDLE * size
            yield words(lines, x=plane.left - gap, y=y, anchor="end", size=size, colour=colour)
