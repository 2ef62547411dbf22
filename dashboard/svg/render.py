"""Render a Plotly figure as SVG on the server, on the pixels where Plotly draws it in a browser.

Only what our figures use is supported. Anything else raises ValueError, so that the two drawings stay the same.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from dashboard.models.kinds import Figure
from dashboard.svg.plot_area import PlotArea, PlotAreas, plot_areas
from dashboard.svg.primitives import BASELINE, line_element, parse_markup, px_text, reject_unknown, text_element
from dashboard.svg.traces import annotation_svg, hatching_pattern, shape_svg, trace_svg


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
