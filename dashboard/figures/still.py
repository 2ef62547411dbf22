"""The static painter: a figure as SVG, on the same pixels as Plotly draws it, without a browser.

It knows only what our charts use. Anything else raises ValueError, so that the two drawings cannot drift apart unseen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from dashboard.figures.paint import MIDDLE, only, rows, short, straight, words
from dashboard.figures.still_parts import Plane, note, number, shape, trace
from dashboard.model import Figure

MOST_MARKS = 5_000
_CLEAR = "rgba(0,0,0,0)"
_LAYOUT = (
    "height", "margin", "font", "paper_bgcolor", "plot_bgcolor", "showlegend", "hovermode", "dragmode",
    "xaxis", "yaxis", "shapes", "annotations",
)  # fmt: skip
_AXIS = (
    "range", "type", "fixedrange", "zeroline", "zerolinecolor", "zerolinewidth", "showgrid", "gridcolor", "gridwidth",
    "tickmode", "tickvals", "ticktext", "tickfont", "tickangle", "ticklabelstandoff", "showticklabels",
    "ticks", "ticklen", "tickwidth", "tickcolor",
)  # fmt: skip


def still(figure: Figure, *, width: int, title: str, description: str, id_prefix: str) -> str:
    """The figure as an `<svg>` of `width` px wide that scales, with title and description for a screen reader.

    `id_prefix` keeps ids apart on a page. Raises ValueError for a figure that holds more than the painter knows, or
    more than `MOST_MARKS` points.
    """
    only(figure, ("data", "layout"), where="a figure")
    layout = figure["layout"]
    only(layout, _LAYOUT, where="a layout")
    for ground in ("paper_bgcolor", "plot_bgcolor"):
        if layout[ground] != _CLEAR:
            raise ValueError(f"{ground} is {layout[ground]!r} (the painter knows only a clear ground)")
    count = sum(len(item.get("x", ())) for item in figure["data"])
    if count > MOST_MARKS:
        raise ValueError(f"a figure has {count} points (the painter draws at most {MOST_MARKS})")
    plane = _plane(layout, width)
    named = f"{quoteattr(f'{id_prefix}-t')}>{escape(title)}</title>"
    described = f"{quoteattr(f'{id_prefix}-d')}>{escape(description)}</desc>"
    look = f"aria-labelledby={quoteattr(f'{id_prefix}-t {id_prefix}-d')}"
    look += f" font-family={quoteattr(layout['font']['family'])}"
    frame = f'viewBox="0 0 {width} {short(layout["height"])}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" class="plot" {frame} role="img" {look}>'
    head += f"<title id={named}<desc id={described}"
    drawn = [piece for item in figure["data"] for piece in trace(item, plane)]
    return "".join([head, *_below(layout, plane), *drawn, *_above(layout, plane), "</svg>"])


def _plane(layout: Mapping[str, Any], width: int) -> Plane:
    margin = layout["margin"]
    for name in ("xaxis", "yaxis"):
        only(layout[name], _AXIS, where=name)
    spans = [tuple(number(end) for end in layout[name]["range"]) for name in ("xaxis", "yaxis")]
    return Plane(
        left=margin["l"], top=margin["t"], right=width - margin["r"], bottom=layout["height"] - margin["b"],
        x=(spans[0][0], spans[0][1]), y=(spans[1][0], spans[1][1]),
    )  # fmt: skip


def _below(layout: Mapping[str, Any], plane: Plane) -> Iterator[str]:
    """What lies behind the marks: shapes, gridlines, zero lines, tick marks and their words."""
    for item in layout["shapes"]:
        if item["layer"] == "below":
            yield shape(item, plane)
    for name in ("xaxis", "yaxis"):
        axis = layout[name]
        for value in axis["tickvals"] if axis["showgrid"] else ():
            if not (axis["zeroline"] and value == 0):
                yield _grid(name, value, plane, axis["gridcolor"], axis["gridwidth"])
        if axis["zeroline"]:
            yield _grid(name, 0, plane, axis["zerolinecolor"], axis["zerolinewidth"])
        if axis["showticklabels"]:
            yield from _ticks(name, axis, plane)


def _above(layout: Mapping[str, Any], plane: Plane) -> Iterator[str]:
    for item in layout["shapes"]:
        if item["layer"] == "above":
            yield shape(item, plane)
    for item in layout["annotations"]:
        yield from note(item, plane)


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
