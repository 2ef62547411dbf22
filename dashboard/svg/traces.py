"""The SVG of the parts of a Plotly figure: traces, shapes and annotations."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any
from xml.sax.saxutils import quoteattr

from dashboard.svg.plot_area import PlotAreas, area_of
from dashboard.svg.primitives import (
    BASELINE,
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
)
from dashboard.svg.text_metrics import LEADING, widest

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
