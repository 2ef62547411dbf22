"""The sheet that every chart is drawn on: a small layout of our own, and the few things a chart may consist of.

Everything is explicit (margins, ranges, ticks, height), so that a chart drawn by Plotly and one drawn by
`still` put each thing on the same pixel. Only the width is left open; a form is designed for its `WIDTH`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dashboard.models.kinds import Anchor, Figure, Form
from dashboard.style import palette

WIDTH: dict[Form, int] = {"wide": 860, "narrow": 358}
# The narrowest phone that a narrow form must hold on.
LEAST: dict[Form, int] = {"wide": 848, "narrow": 288}
SMALL, LABEL, VALUE = 13, 14, 15
LINE = 18

# Sizes at which the shapes look equally heavy; Plotly draws a diamond wider and a triangle flatter than a circle.
_SIZES = {"circle": 13, "square": 12, "diamond": 13, "triangle-up": 16, "triangle-down": 16}
_OTHER_SIZE = 15.0
_RING, _RING_LINE = 14.0, 2.5


def marker(type_id: str) -> dict[str, Any]:
    """Colour, shape and size of the mark of a type. A hollow one is filled with paper, to hide lines."""
    token, symbol = palette.mark(type_id)
    if symbol.endswith("-open"):
        ring = {"color": palette.colour(token), "width": _RING_LINE}
        return {"color": palette.colour("paper"), "symbol": symbol[:-5], "size": _RING, "line": ring}
    return {"color": palette.colour(token), "symbol": symbol, "size": float(_SIZES.get(symbol, _OTHER_SIZE))}


def axis(
    *, span: tuple[Any, Any], ticks: Sequence[tuple[Any, str]] = (), grid: bool = False, away: int = 4
) -> dict[str, Any]:
    """An axis that cannot be dragged, over exactly `span`, with these ticks (value, words) and no others.

    The words stand `away` px from the plot area.
    """
    drawn: dict[str, Any] = {"range": list(span), "fixedrange": True, "zeroline": False, "showgrid": grid}
    drawn |= {"tickmode": "array", "tickvals": [at for at, _ in ticks], "ticktext": [words for _, words in ticks]}
    if ticks:
        drawn["tickfont"] = {"size": SMALL, "color": palette.colour("chart-text")}
        drawn |= {"tickangle": 0, "ticklabelstandoff": away}
    drawn["showticklabels"] = bool(ticks)
    if grid:
        drawn |= {"gridcolor": palette.colour("chart-grid"), "gridwidth": 1}
    return drawn


def _in(panel: int) -> dict[str, str]:
    """The axes of a panel, for a trace; the first panel has those that need no name."""
    return {} if panel == 1 else {"xaxis": f"x{panel}", "yaxis": f"y{panel}"}


class Sheet:
    """Collects the marks, lines and words of one chart, and gives them back as a figure."""

    def __init__(self) -> None:
        self._traces: dict[tuple[str, str], dict[str, Any]] = {}
        self._shapes: list[dict[str, Any]] = []
        self._words: list[dict[str, Any]] = []

    def path(
        self,
        meta: str,
        points: Sequence[tuple[Any, float]],
        *,
        token: str,
        width: float,
        dash: str = "",
        panel: int = 1,
    ) -> None:
        """A line through points; a second one with the same name and colour follows after a gap."""
        line = {"color": palette.colour(token), "width": width} | ({"dash": dash} if dash else {})
        fresh = self._trace(meta, f"{token} {dash} {panel}", mode="lines", look={"line": line} | _in(panel))
        if fresh["x"]:
            fresh["x"].append(None)
            fresh["y"].append(None)
        fresh["x"].extend(x for x, _ in points)
        fresh["y"].extend(y for _, y in points)

    def mark(self, meta: str, *, type_id: str, x: Any, y: float) -> None:
        """The mark of a type at a place."""
        drawn = self._trace(meta, type_id, mode="markers", look={"marker": marker(type_id)})
        drawn["x"].append(x)
        drawn["y"].append(y)

    def dot(self, meta: str, *, symbol: str, size: float, token: str, x: float, y: float, panel: int = 1) -> None:
        """A mark that belongs to no type. An open one is filled with paper, to hide lines."""
        look: dict[str, Any] = {"color": palette.colour(token), "symbol": symbol, "size": size}
        if symbol.endswith("-open"):
            edge = {"color": palette.colour(token), "width": 2.0 if size > 7 else 1.5}
            look = {"color": palette.colour("paper"), "symbol": symbol[:-5], "size": size, "line": edge}
        drawn = self._trace(meta, f"{symbol} {token} {panel}", mode="markers", look={"marker": look} | _in(panel))
        drawn["x"].append(x)
        drawn["y"].append(y)

    def hatch(
        self, meta: str, spans: Sequence[tuple[float, float]], *, span: tuple[float, float], panel: int = 1
    ) -> None:
        """Stripes from bottom to top of the plot area for each stretch of the axis: what is not known."""
        pattern = {"shape": "/", "fgcolor": palette.colour("hatch"), "fillmode": "replace", "size": 6, "solidity": 0.2}
        look = {"line": {"color": palette.colour("hatch"), "width": 0}, "fill": "toself", "fillpattern": pattern}
        drawn = self._trace(meta, f"hatch {panel}", mode="lines", look=look | _in(panel))
        for start, end in spans:
            if drawn["x"]:
                drawn["x"].append(None)
                drawn["y"].append(None)
            drawn["x"].extend((start, start, end, end, start))
            drawn["y"].extend((span[0], span[1], span[1], span[0], span[0]))

    def _trace(self, meta: str, kind: str, *, mode: str, look: dict[str, Any]) -> dict[str, Any]:
        start = {"type": "scatter", "mode": mode, "meta": meta, "x": [], "y": [], **look}
        return self._traces.setdefault((meta, kind), start | {"cliponaxis": False, "hoverinfo": "skip"})

    def words(
        self,
        text: str,
        *,
        x: Any,
        y: float,
        xref: str = "x",
        yref: str = "y",
        dx: float = 0,
        dy: float = 0,
        anchor: Anchor = "left",
        token: str = "chart-text",
        size: int = SMALL,
        knock: bool = False,
    ) -> None:
        """Words with their middle line at `y`, moved `dx`, `dy` px (right, down). `knock` clears what is behind."""
        # Plotly moves words by the padding of their ground; the shift takes that back.
        pad = 2 if knock else 0
        back = {"left": -pad, "center": 0, "right": pad}[anchor]
        drawn = {"text": text, "x": x, "y": y, "xref": xref, "yref": yref, "showarrow": False}
        drawn |= {"xanchor": anchor, "yanchor": "middle", "align": anchor, "xshift": dx + back, "yshift": -dy}
        drawn |= {"font": {"size": size, "color": palette.colour(token)}, "borderpad": pad, "borderwidth": 0}
        if knock:
            drawn["bgcolor"] = palette.colour("paper")
        self._words.append(drawn)

    def rule(
        self, *, at: tuple[Any, float], to: tuple[Any, float], token: str, refs: str = "paper paper", width: float = 1
    ) -> None:
        """A straight line behind the marks. `refs` names what the two numbers of a point are measured in.

        Measured in `paper` it may lie beyond an axis, where Plotly draws no line of a trace.
        """
        xref, yref = refs.split()
        shape = {"type": "line", "xref": xref, "yref": yref, "x0": at[0], "y0": at[1], "x1": to[0], "y1": to[1]}
        self._shapes.append(shape | {"layer": "below", "line": {"color": palette.colour(token), "width": width}})

    def box(self, *, at: tuple[float, float], to: tuple[float, float], fill: str, edge: str) -> None:
        """A filled rectangle behind the marks."""
        shape = {"type": "rect", "xref": "x", "yref": "y", "x0": at[0], "y0": at[1], "x1": to[0], "y1": to[1]}
        line = {"color": palette.colour(edge), "width": 1}
        self._shapes.append(shape | {"layer": "below", "fillcolor": palette.colour(fill), "line": line})

    def figure(
        self,
        *,
        height: float,
        margin: tuple[float, float, float, float],
        x: dict[str, Any],
        y: dict[str, Any],
        more: Sequence[tuple[dict[str, Any], dict[str, Any]]] = (),
    ) -> Figure:
        """The figure. `margin` goes round as in CSS: top, right, bottom, left. `more` has the axes of panels 2 and on."""
        top, right, bottom, left = margin
        layout = {
            "height": round(height),
            "margin": {"t": top, "r": right, "b": bottom, "l": left, "pad": 0, "autoexpand": False},
            "font": {"family": palette.FONT, "size": SMALL, "color": palette.colour("chart-text")},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "showlegend": False,
            "hovermode": False,
            "dragmode": False,
            "xaxis": x,
            "yaxis": y,
            **{
                f"{name}axis{number}": drawn
                for number, axes in enumerate(more, start=2)
                for name, drawn in zip("xy", axes, strict=True)
            },
            "shapes": self._shapes,
            "annotations": self._words,
        }
        # Lines first, so that a connector never runs over the mark it leads to.
        data = sorted(self._traces.values(), key=lambda trace: trace["mode"] != "lines")
        return {"data": data, "layout": layout}
