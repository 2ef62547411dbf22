"""The plot areas of a figure: where Plotly puts a value, in px from the top left corner of the figure."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.svg.primitives import reject_unknown

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
