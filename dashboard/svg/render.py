"""Render a Plotly figure as SVG on the server, on the pixels where Plotly draws it in a browser.

Only what our figures use is supported. Anything else raises ValueError, so that the two drawings stay the same.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from dashboard.models.kinds import Figure
from dashboard.svg.elements import (
    BASELINE,
    LEADING,
    colour_attribute,
    dash_attribute,
    line_element,
    mark,
    parse_markup,
    px_text,
    rect_element,
    reject_unknown,
    stroke,
    text_element,
    widest,
)

_AXIS = (
    "range", "type", "fixedrange", "zeroline", "zerolinecolor", "zerolinewidth", "showgrid", "gridcolor", "gridwidth",
    "tickmode", "tickvals", "ticktext", "tickfont", "tickangle", "ticklabelstandoff", "showticklabels",
    "ticks", "ticklen", "tickwidth", "tickcolor", "domain", "anchor",
)  # fmt: skip


def axis_number(value: Any) -> float:
    """Return a value of an axis as a number; an ISO date counts days."""
    return float(dt.date.fromisoformat(value).toordinal()) if isinstance(value, str) else float(value)


@dataclass(frozen=True)
class PlotArea:
    """A plot area in px, the ranges of its axes, and the px that `paper` refers to (left, top, right, bottom)."""

    left: float
    top: float
    right: float
    bottom: float
    x: tuple[float, float]
    y: tuple[float, float]
    paper: tuple[float, float, float, float]

    def x_px(self, value: Any, ref: str = "x") -> float:
        """Return the px from the left of a value, or of a share of `paper`."""
        if ref == "paper":
            return self.paper[0] + float(value) * (self.paper[2] - self.paper[0])
        return self.left + (axis_number(value) - self.x[0]) / (self.x[1] - self.x[0]) * (self.right - self.left)

    def y_px(self, value: Any, ref: str = "y") -> float:
        """Return the px from the top of a value, or of a share of `paper`."""
        if ref == "paper":
            return self.paper[3] - float(value) * (self.paper[3] - self.paper[1])
        return self.bottom - (axis_number(value) - self.y[0]) / (self.y[1] - self.y[0]) * (self.bottom - self.top)


# By the number of the panel as it ends the names of its axes: "" for the first, then "2", "3" ...
PlotAreas = Mapping[str, PlotArea]


def plot_areas(layout: Mapping[str, Any], *, width: float) -> PlotAreas:
    """Return the plot areas of a figure that is `width` px wide. Raises ValueError for axes that are not supported."""
    margin = layout["margin"]
    left, top, right, bottom = margin["l"], margin["t"], width - margin["r"], layout["height"] - margin["b"]
    areas = {}
    for number in [name[5:] for name in layout if name.startswith("xaxis")]:
        x, y = layout[f"xaxis{number}"], layout[f"yaxis{number}"]
        for name, axis, other in (("xaxis", x, "y"), ("yaxis", y, "x")):
            reject_unknown(axis, _AXIS, where=name + number)
            if axis.get("anchor", other + number) != other + number:
                raise ValueError(f"{name + number} is anchored to {axis['anchor']} (supported: {other + number})")
        (x0, x1), (y0, y1) = x.get("domain", (0, 1)), y.get("domain", (0, 1))
        x_low, x_high, y_low, y_high = (axis_number(end) for axis in (x, y) for end in axis["range"])
        areas[number] = PlotArea(
            left=left + x0 * (right - left), right=left + x1 * (right - left),
            top=bottom - y1 * (bottom - top), bottom=bottom - y0 * (bottom - top),
            x=(x_low, x_high), y=(y_low, y_high), paper=(left, top, right, bottom),
        )  # fmt: skip
    return areas


def area_of(areas: PlotAreas, *refs: str) -> PlotArea:
    """Return the plot area of axes such as `x2` and `y2`; any for `paper`. Raises ValueError for a mixture."""
    numbers = {ref[1:] for ref in refs if ref != "paper"} or {""}
    if len(numbers) > 1 or not numbers <= set(areas):
        raise ValueError(f"{' and '.join(refs)} are no panel (supported: {sorted(areas)})")
    return areas[numbers.pop()]


_ANCHORS = {"left": "start", "center": "middle", "right": "end"}
_TRACE = (
    "type", "mode", "meta", "x", "y", "line", "marker", "cliponaxis", "hoverinfo", "xaxis", "yaxis", "fill",
    "fillpattern", "customdata",
)  # fmt: skip
_ANNOTATION = (
    "text", "x", "y", "xref", "yref", "showarrow", "xanchor", "yanchor", "align", "xshift", "yshift", "font",
    "borderpad", "borderwidth", "bgcolor",
)  # fmt: skip
_SHAPE = ("type", "xref", "yref", "x0", "y0", "x1", "y1", "layer", "line", "fillcolor")


def trace_svg(trace: Mapping[str, Any], areas: PlotAreas, *, hatching: str) -> Iterator[str]:
    """Yield the elements of a trace: its hatching, its line, or its marks. `hatching` is the id of the pattern.

    Raises ValueError for a trace that is not supported.
    """
    where = f"trace {trace.get('meta')!r}"
    reject_unknown(trace, _TRACE, where=where)
    if trace.get("type") != "scatter" or trace.get("mode") not in ("lines", "markers"):
        raise ValueError(f"{where} is {trace.get('type')} {trace.get('mode')} (supported: scatter lines or markers)")
    area = area_of(areas, trace.get("xaxis", "x"), trace.get("yaxis", "y"))
    points = [
        None if x is None or y is None else (area.x_px(x), area.y_px(y))
        for x, y in zip(trace["x"], trace["y"], strict=True)
    ]
    if "fill" in trace:
        if trace["fill"] != "toself" or "fillpattern" not in trace or trace["line"]["width"]:
            raise ValueError(f"{where} is filled (supported: hatching without an edge)")
        yield f'<path d="{_path(points)}" fill={quoteattr(f"url(#{hatching})")}/>'
    elif trace["mode"] == "lines":
        line = trace["line"]
        reject_unknown(line, ("color", "width", "dash"), where="a line")
        look = stroke(line["color"], line["width"]) + dash_attribute(line.get("dash", ""))
        yield f'<path d="{_path(points)}"{colour_attribute("fill", "none")}{look} stroke-linejoin="round"/>'
    else:
        for point, details in zip_longest(points, trace.get("customdata") or ()):
            if point:
                yield mark(trace["marker"], x=point[0], y=point[1], id=details[0] if details else "")


def _path(points: Sequence[tuple[float, float] | None]) -> str:
    """Return the path through points in px; None is a gap."""
    path, pen = "", "M"
    for point in points:
        path, pen = (path, "M") if point is None else (f"{path}{pen}{px_text(point[0])},{px_text(point[1])}", "L")
    return path


def hatching_pattern(pattern: Mapping[str, Any], *, id: str) -> str:
    """Return the pattern of diagonal lines that Plotly makes of a `fillpattern`. Raises ValueError for another one."""
    reject_unknown(pattern, ("shape", "fgcolor", "fillmode", "size", "solidity"), where="a fill pattern")
    if pattern["shape"] != "/" or pattern["fillmode"] != "replace":
        raise ValueError(f"a fill pattern is {dict(pattern)} (supported: lines from bottom left to top right)")
    side = pattern["size"] * 2**0.5
    quarter, half = px_text(side / 4), px_text(side / 2)
    line = f"M-{quarter},{quarter}l{half},-{half}M0,{px_text(side)}L{px_text(side)},0"
    line += f"M{px_text(side / 4 * 3)},{px_text(side / 4 * 5)}l{half},-{half}"
    box = f'width="{px_text(side)}" height="{px_text(side)}" patternUnits="userSpaceOnUse"'
    look = stroke(pattern["fgcolor"], pattern["solidity"] * pattern["size"])
    return f'<defs><pattern id={quoteattr(id)} {box}><path d="{line}"{look}/></pattern></defs>'


def annotation_svg(note: Mapping[str, Any], areas: PlotAreas) -> Iterator[str]:
    """Yield the elements of an annotation: its background, where it has one, and its text.

    Raises ValueError for an annotation that is not supported.
    """
    reject_unknown(note, _ANNOTATION, where=f"annotation {note.get('text')!r}")
    area = area_of(areas, note["xref"], note["yref"])
    if note["align"] != note["xanchor"] or note["yanchor"] != "middle" or note["showarrow"] or note["borderwidth"]:
        raise ValueError(f"annotation {note['text']!r} has an arrow, an edge or another anchor (supported: none)")
    anchor, padding, size = note["xanchor"], note["borderpad"], note["font"]["size"]
    x = area.x_px(note["x"], note["xref"]) + note["xshift"] + {"left": padding, "center": 0, "right": -padding}[anchor]
    y = area.y_px(note["y"], note["yref"]) - note["yshift"]
    lines = parse_markup(note["text"])
    if "bgcolor" in note:
        bold = any(heavy for line in lines for _, heavy in line)
        width = widest(["".join(part for part, _ in line) for line in lines], size=size, bold=bold)
        height = (len(lines) - 1) * LEADING * size + 1.12 * size
        left = x - {"left": 0.0, "center": 0.5, "right": 1.0}[anchor] * width - padding
        top, bottom = y - height / 2 - padding, y + height / 2 + padding
        yield rect_element(
            left, top, left + width + 2 * padding, bottom, look=colour_attribute("fill", note["bgcolor"])
        )
    baseline = y - (len(lines) - 1) * LEADING * size / 2 + BASELINE * size
    yield text_element(lines, x=x, y=baseline, anchor=_ANCHORS[anchor], size=size, colour=note["font"]["color"])


def shape_svg(shape: Mapping[str, Any], areas: PlotAreas) -> str:
    """Return a straight line or a rectangle behind the marks. Raises ValueError for another shape."""
    reject_unknown(shape, _SHAPE, where="a shape")
    if shape["type"] not in ("line", "rect") or shape["layer"] != "below":
        raise ValueError(f"a shape is {shape['type']} {shape['layer']} (supported: line or rect below the traces)")
    area, line = area_of(areas, shape["xref"], shape["yref"]), shape["line"]
    x0, x1 = (area.x_px(shape[end], shape["xref"]) for end in ("x0", "x1"))
    y0, y1 = (area.y_px(shape[end], shape["yref"]) for end in ("y0", "y1"))
    if shape["type"] == "line":
        return line_element(x0, y0, x1, y1, colour=line["color"], width=line["width"])
    look = colour_attribute("fill", shape["fillcolor"]) + stroke(line["color"], line["width"])
    return rect_element(x0, y0, x1, y1, look=f'{look} shape-rendering="crispEdges"')


def apply_template(figure: Figure | dict[str, Any]) -> dict[str, Any]:
    """Return traces and layout with the defaults of the template, as plotly.js fills them in.

    A figure that is plain values already is used as it is.
    """
    plain = figure if isinstance(figure, dict) else figure.to_dict()
    layout = dict(plain["layout"])
    template = layout.pop("template", {})
    defaults = dict(template.get("layout", {}))
    shape, annotation = defaults.pop("shapedefaults", {}), defaults.pop("annotationdefaults", {})
    x, y = defaults.pop("xaxis", {}), defaults.pop("yaxis", {})
    (trace,) = template.get("data", {}).get("scatter", [{}])
    for name, value in layout.items():
        if name.startswith(("xaxis", "yaxis")):
            layout[name] = _merge(x if name[0] == "x" else y, value)
    layout["shapes"] = [_merge(shape, item) for item in layout.get("shapes", ())]
    layout["annotations"] = [_merge(annotation, item) for item in layout.get("annotations", ())]
    rest = {name: value for name, value in plain.items() if name not in ("data", "layout")}
    return {"data": [_merge(trace, item) for item in plain["data"]], "layout": _merge(defaults, layout), **rest}


def _merge(defaults: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the given values over the defaults, also inside nested values."""
    merged = {**defaults, **given}
    for name, value in defaults.items():
        if isinstance(value, dict) and name in given:
            merged[name] = {**value, **given[name]}
    return merged


MAX_POINTS = 5_000
_TRANSPARENT = "rgba(0,0,0,0)"
_LAYOUT = (
    "height", "margin", "font", "paper_bgcolor", "plot_bgcolor", "showlegend", "hovermode", "dragmode",
    "xaxis", "yaxis", "shapes", "annotations",
)  # fmt: skip
_PANEL_AXIS = re.compile(r"[xy]axis([2-9]\d*)?")


def render_svg(figure: Figure | dict[str, Any], *, width: int, title: str, description: str, id_prefix: str) -> str:
    """Return the figure as an `<svg>` of `width` px that scales, with title and description for a screen reader.

    `id_prefix` makes ids unique on a page. Raises ValueError for a figure with parts that are not supported, or with more
    than `MAX_POINTS` points.
    """
    drawn = apply_template(figure)
    reject_unknown(drawn, ("data", "layout"), where="a figure")
    layout = drawn["layout"]
    reject_unknown([name for name in layout if not _PANEL_AXIS.fullmatch(name)], _LAYOUT, where="a layout")
    for name in ("paper_bgcolor", "plot_bgcolor"):
        if layout[name] != _TRANSPARENT:
            raise ValueError(f"{name} is {layout[name]!r} (supported: {_TRANSPARENT})")
    count = sum(len(trace.get("x", ())) for trace in drawn["data"])
    if count > MAX_POINTS:
        raise ValueError(f"a figure has {count} points (expected at most {MAX_POINTS})")
    patterns = [trace["fillpattern"] for trace in drawn["data"] if "fillpattern" in trace]
    if any(pattern != patterns[0] for pattern in patterns):
        raise ValueError("a figure has several kinds of hatching (supported: one)")
    areas, hatching = plot_areas(layout, width=width), f"{id_prefix}-h"
    title_id, description_id = f"{id_prefix}-t", f"{id_prefix}-d"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="plot" viewBox="0 0 {width} {px_text(layout["height"])}"'
        f' role="img" aria-labelledby={quoteattr(f"{title_id} {description_id}")}'
        f" font-family={quoteattr(layout['font']['family'])}>",
        f"<title id={quoteattr(title_id)}>{escape(title)}</title>",
        f"<desc id={quoteattr(description_id)}>{escape(description)}</desc>",
        hatching_pattern(patterns[0], id=hatching) if patterns else "",
        *(shape_svg(shape, areas) for shape in layout["shapes"]),
        *_axes(layout, areas),
    ]
    for trace in drawn["data"]:
        parts += trace_svg(trace, areas, hatching=hatching)
    for annotation in layout["annotations"]:
        parts += annotation_svg(annotation, areas)
    return "".join([*parts, "</svg>"])


def _axes(layout: Mapping[str, Any], areas: PlotAreas) -> Iterator[str]:
    """Yield gridlines, zero lines, and ticks with their texts."""
    for number, area in areas.items():
        for name in ("xaxis", "yaxis"):
            axis = layout[name + number]
            for value in axis["tickvals"] if axis["showgrid"] else ():
                if not (axis["zeroline"] and value == 0):
                    yield _gridline(name, value, area, axis["gridcolor"], axis["gridwidth"])
            if axis["zeroline"]:
                yield _gridline(name, 0, area, axis["zerolinecolor"], axis["zerolinewidth"])
            if axis.get("showticklabels", True):
                yield from _ticks(name, axis, area)


def _gridline(name: str, value: Any, area: PlotArea, colour: str, width: float) -> str:
    if name == "xaxis":
        x = area.x_px(value)
        return line_element(x, area.top, x, area.bottom, colour=colour, width=width)
    y = area.y_px(value)
    return line_element(area.left, y, area.right, y, colour=colour, width=width)


def _ticks(name: str, axis: Mapping[str, Any], area: PlotArea) -> Iterator[str]:
    """Yield the texts at the ticks, as far from the plot area as Plotly puts them."""
    size, colour = axis["tickfont"]["size"], axis["tickfont"]["color"]
    outside = axis.get("ticks") == "outside"
    gap = 0.5 + axis["ticklabelstandoff"] + (axis["ticklen"] + 0.2 * size if outside else 0)
    if outside and name == "yaxis":
        raise ValueError("yaxis has ticks outside (supported: on the x axis)")
    for value, text in zip(axis["tickvals"], axis["ticktext"], strict=True):
        lines = parse_markup(text)
        if name == "xaxis":
            x, end = area.x_px(value), area.bottom + (axis["ticklen"] if outside else 0)
            if outside:
                yield line_element(x, area.bottom, x, end, colour=axis["tickcolor"], width=axis["tickwidth"])
            yield text_element(lines, x=x, y=area.bottom + gap + size, anchor="middle", size=size, colour=colour)
        else:
            y = area.y_px(value) + BASELINE * size
            yield text_element(lines, x=area.left - gap, y=y, anchor="end", size=size, colour=colour)
