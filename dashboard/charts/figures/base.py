"""What all figures share: sizes, axes, the marks of approaches, and a builder that collects the parts of a figure.

Margins, ranges, ticks and height are always given, never left to Plotly, so that Plotly and `dashboard.svg` draw every
part on the same pixel. Only the width is open; a form is designed for its `WIDTH` and tested down to its `MIN_WIDTH`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

from dashboard.models.kinds import Anchor, Figure, Form
from dashboard.style import palette

# px. A narrower phone than 320 px (288 without the edges of the page) is not supported.
WIDTH: dict[Form, int] = {"wide": 860, "narrow": 358}
MIN_WIDTH: dict[Form, int] = {"wide": 848, "narrow": 288}
SMALL, LABEL, VALUE = 13, 14, 15
LINE_HEIGHT = 18

# Sizes at which the shapes look equally heavy; Plotly draws a diamond wider and a triangle flatter than a circle.
_SIZES = {"circle": 13, "square": 12, "diamond": 13, "triangle-up": 16, "triangle-down": 16}
_OTHER_SIZE = 15.0
_OPEN_SIZE, _OPEN_EDGE = 14.0, 2.5

Axis = dict[str, Any]
# The ends of a stretch of an axis.
Span = tuple[float, float]
# The values on the x and the y axis; x may be an ISO date.
Point = tuple[Any, float]


class Margin(NamedTuple):
    """The px around the plot area, in the order of CSS."""

    top: float
    right: float
    bottom: float
    left: float


def marker(type_id: str) -> dict[str, Any]:
    """Return the Plotly marker of an approach. An open one is filled with the background, to hide lines."""
    token, symbol = palette.mark(type_id)
    if symbol.endswith("-open"):
        edge = {"color": palette.colour(token), "width": _OPEN_EDGE}
        return {"color": palette.colour("paper"), "symbol": symbol[:-5], "size": _OPEN_SIZE, "line": edge}
    return {"color": palette.colour(token), "symbol": symbol, "size": float(_SIZES.get(symbol, _OTHER_SIZE))}


def axis(
    *, span: tuple[Any, Any], ticks: Sequence[tuple[Any, str]] = (), standoff: int = 4, grid: bool = False,
    line: Literal["", "zero", "ticks"] = "", date: bool = False, **more: Any,
) -> Axis:  # fmt: skip
    """Return a fixed Plotly axis over exactly `span` with the `ticks` (value, text) and no others.

    `standoff` is the distance of the texts from the plot area in px. `line` adds a line at zero, or short lines outside
    at the ticks. `date` is for values that are ISO dates. `more` are properties of a Plotly axis.
    """
    drawn: Axis = {"range": list(span), "fixedrange": True, "zeroline": False, "showgrid": grid}
    drawn |= {"tickmode": "array", "tickvals": [value for value, _ in ticks], "ticktext": [text for _, text in ticks]}
    if ticks:
        drawn["tickfont"] = {"size": SMALL, "color": palette.colour("chart-text")}
        drawn |= {"tickangle": 0, "ticklabelstandoff": standoff}
    drawn["showticklabels"] = bool(ticks)
    if grid:
        drawn |= {"gridcolor": palette.colour("chart-grid"), "gridwidth": 1}
    if date:
        drawn["type"] = "date"
    colour = palette.colour("chart-zero")
    if line == "ticks":
        drawn |= {"ticks": "outside", "ticklen": 5, "tickwidth": 1, "tickcolor": colour}
    elif line == "zero":
        drawn |= {"zeroline": True, "zerolinecolor": colour, "zerolinewidth": 1}
    return drawn | more


class FigureBuilder:
    """Collects traces, shapes and annotations, and returns them as a Plotly figure.

    `panel` numbers the plot areas from 1. The name of a trace (`meta`) says what it shows.
    """

    def __init__(self) -> None:
        self._traces: dict[tuple[str, str], dict[str, Any]] = {}
        self._shapes: list[dict[str, Any]] = []
        self._annotations: list[dict[str, Any]] = []

    def add_line(
        self, name: str, points: Sequence[Point], *, token: str, width: float, dash: str = "", panel: int = 1
    ) -> None:
        """Add a line through points. A second one of the same name and colour follows in the same trace after a gap."""
        line = {"color": palette.colour(token), "width": width} | ({"dash": dash} if dash else {})
        self._extend(self._trace(name, f"{token} {dash} {panel}", "lines", {"line": line}, panel), points)

    def add_type_mark(self, name: str, *, type_id: str, x: Any, y: float, id: str = "") -> None:
        """Add the mark of an approach; `id` is that of its details."""
        self._add_mark(name, type_id, marker(type_id), x=x, y=y, id=id)

    def add_mark(self, name: str, *, symbol: str, size: float, token: str, x: float, y: float, panel: int = 1) -> None:
        """Add a mark of `size` px. An open symbol is filled with the background, to hide lines."""
        look: dict[str, Any] = {"color": palette.colour(token), "symbol": symbol, "size": size}
        if symbol.endswith("-open"):
            edge = {"color": palette.colour(token), "width": 2.0 if size > 7 else 1.5}
            look = {"color": palette.colour("paper"), "symbol": symbol[:-5], "size": size, "line": edge}
        self._add_mark(name, f"{symbol} {token} {panel}", look, x=x, y=y, panel=panel)

    def _add_mark(
        self, name: str, key: str, look: dict[str, Any], *, x: Any, y: float, panel: int = 1, id: str = ""
    ) -> None:
        trace = self._trace(name, key, "markers", {"marker": look}, panel)
        trace["x"].append(x)
        trace["y"].append(y)
        if id:
            trace["hoverinfo"] = "none"
            trace.setdefault("customdata", []).append([id])

    def add_hatching(self, name: str, spans: Sequence[Span], *, height: Span, panel: int = 1) -> None:
        """Add hatched areas over spans of the x axis, from the first to the second value of `height` on the y axis."""
        pattern = {"shape": "/", "fgcolor": palette.colour("hatch"), "fillmode": "replace", "size": 6, "solidity": 0.2}
        look = {"line": {"color": palette.colour("hatch"), "width": 0}, "fill": "toself", "fillpattern": pattern}
        trace = self._trace(name, f"hatch {panel}", "lines", look, panel)
        low, high = height
        for start, end in spans:
            self._extend(trace, [(start, low), (start, high), (end, high), (end, low), (start, low)])

    def _trace(self, name: str, key: str, mode: str, look: dict[str, Any], panel: int) -> dict[str, Any]:
        axes = {} if panel == 1 else {"xaxis": f"x{panel}", "yaxis": f"y{panel}"}
        start = {"type": "scatter", "mode": mode, "meta": name, "x": [], "y": [], **look, **axes}
        return self._traces.setdefault((name, key), start | {"cliponaxis": False, "hoverinfo": "skip"})

    @staticmethod
    def _extend(trace: dict[str, Any], points: Sequence[Point]) -> None:
        gap = [None] if trace["x"] else []
        trace["x"] += [*gap, *(x for x, _ in points)]
        trace["y"] += [*gap, *(y for _, y in points)]

    def add_text(
        self, text: str, *, x: Any, y: float, refs: str = "x y", dx: float = 0, dy: float = 0, anchor: Anchor = "left",
        token: str = "chart-text", size: int = SMALL, background: bool = False,
    ) -> None:  # fmt: skip
        """Add text (`text_metrics.markup`) with its middle line at `y`, moved `dx` px to the right and `dy` px down.

        `refs` names the axes of `x` and `y`, or `paper` for a share of the plot area. `background` clears what is behind.
        """
        # Plotly moves text by the padding of its background; the shift takes that back.
        padding = 2 if background else 0
        back = {"left": -padding, "center": 0, "right": padding}[anchor]
        xref, yref = refs.split()
        drawn = {"text": text, "x": x, "y": y, "xref": xref, "yref": yref, "showarrow": False}
        drawn |= {"xanchor": anchor, "yanchor": "middle", "align": anchor, "xshift": dx + back, "yshift": -dy}
        drawn |= {"font": {"size": size, "color": palette.colour(token)}, "borderpad": padding, "borderwidth": 0}
        if background:
            drawn["bgcolor"] = palette.colour("paper")
        self._annotations.append(drawn)

    def add_rule(
        self,
        start: tuple[Any, float],
        end: tuple[Any, float],
        *,
        token: str,
        refs: str = "paper paper",
        width: float = 1,
    ) -> None:
        """Add a straight line behind the marks. With `refs` of `paper` it may lie outside the plot area."""
        self._add_shape("line", start, end, refs, line={"color": palette.colour(token), "width": width})

    def add_rectangle(self, start: Point, end: Point, *, fill: str, edge: str) -> None:
        """Add a filled rectangle behind the marks."""
        line = {"color": palette.colour(edge), "width": 1}
        self._add_shape("rect", start, end, "x y", fillcolor=palette.colour(fill), line=line)

    def _add_shape(self, kind: str, start: Point, end: Point, refs: str, **look: Any) -> None:
        xref, yref = refs.split()
        ends = {"x0": start[0], "y0": start[1], "x1": end[0], "y1": end[1]}
        self._shapes.append({"type": kind, "xref": xref, "yref": yref, **ends, "layer": "below", **look})

    def build(self, *, height: float, margin: Margin, axes: Sequence[tuple[Axis, Axis]]) -> Figure:
        """Return the figure, `height` px high. `axes` are the x and y axis of each panel."""
        top, right, bottom, left = margin
        layout = {
            "height": round(height),
            "margin": {"t": top, "r": right, "b": bottom, "l": left, "pad": 0, "autoexpand": False},
            "font": {"family": palette.FONT, "size": SMALL, "color": palette.colour("chart-text")},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "showlegend": False,
            "hovermode": "closest",
            "dragmode": False,
        }
        for number, (x, y) in enumerate(axes, start=1):
            layout |= {f"{name}axis{number if number > 1 else ''}": drawn for name, drawn in (("x", x), ("y", y))}
        # Lines first, so that a connector never runs over the mark it leads to.
        data = sorted(self._traces.values(), key=lambda trace: trace["mode"] != "lines")
        return {"data": data, "layout": layout | {"shapes": self._shapes, "annotations": self._annotations}}
