"""What all figures share: sizes, the Plotly template, axes, a builder of figures, and highlighted marks.

The template has the fonts, the colours and the defaults of axes, traces, annotations and shapes. A figure adds margins,
ranges, ticks and height, which are never left to Plotly, so that Plotly and `dashboard.svg` draw every part on the same
pixel. Only the width is open; a form is designed for its `WIDTH` and tested down to its `MIN_WIDTH`.
"""

import math
from collections.abc import Callable, Collection, Sequence
from itertools import pairwise
from typing import Any, Literal, NamedTuple

import plotly.graph_objects as go
import plotly.io as pio

from dashboard.models.kinds import Anchor, Figure, Form
from dashboard.style import palette
from dashboard.style.palette import marker

# px. A narrower phone than 320 px (288 without the edges of the page) is not supported.
WIDTH: dict[Form, int] = {"wide": 860, "narrow": 358}
MIN_WIDTH: dict[Form, int] = {"wide": 848, "narrow": 288}
SMALL, LABEL, VALUE = 13, 14, 15
LINE_HEIGHT = 18


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


def _template() -> go.layout.Template:
    """Return the defaults of every figure, in the light colours of tokens.css."""
    text, zero, clear = palette.colour("chart-text"), palette.colour("chart-zero"), "rgba(0,0,0,0)"
    axis = {
        "fixedrange": True, "showgrid": False, "gridcolor": palette.colour("chart-grid"), "gridwidth": 1,
        "zeroline": False, "zerolinecolor": zero, "zerolinewidth": 1,
        "ticks": "", "ticklen": 5, "tickwidth": 1, "tickcolor": zero, "tickmode": "array", "tickangle": 0,
        "tickfont": {"size": SMALL, "color": text}, "ticklabelstandoff": 4,
    }  # fmt: skip
    annotation = {
        "showarrow": False, "xanchor": "left", "yanchor": "middle", "align": "left", "xshift": 0, "yshift": 0,
        "borderpad": 0, "borderwidth": 0, "font": {"size": SMALL, "color": text},
    }  # fmt: skip
    layout = {
        "font": {"family": palette.FONT, "size": SMALL, "color": text}, "paper_bgcolor": clear, "plot_bgcolor": clear,
        "margin": {"pad": 0, "autoexpand": False}, "showlegend": False, "hovermode": "closest", "dragmode": False,
        "xaxis": axis, "yaxis": axis, "annotationdefaults": annotation, "shapedefaults": {"layer": "below"},
    }  # fmt: skip
    ink = palette.colour("chart-value")
    trace = {
        "mode": "markers", "cliponaxis": False, "hoverinfo": "skip", "line": {"color": ink, "width": 2},
        "marker": {"color": ink, "symbol": "circle", "size": 13},
    }  # fmt: skip
    return go.layout.Template(layout=layout, data={"scatter": [trace]})


pio.templates["dashboard"] = _template()
pio.templates.default = "dashboard"


def axis(
    *,
    span: tuple[Any, Any],
    ticks: Sequence[tuple[Any, str]] = (),
    line: Literal["", "zero", "ticks"] = "",
    **more: Any,
) -> Axis:
    """Return a Plotly axis over exactly `span` with the `ticks` (value, text) and no others.

    `line` adds a line at zero, or short lines outside at the ticks. `more` are properties of a Plotly axis.
    """
    drawn: Axis = {"range": list(span)}
    drawn |= {"tickvals": [value for value, _ in ticks], "ticktext": [text for _, text in ticks]}
    if not ticks:
        drawn["showticklabels"] = False
    drawn |= {"ticks": "outside"} if line == "ticks" else {"zeroline": True} if line == "zero" else {}
    return drawn | more


def nice_step(top: float) -> float:
    """The step of 1, 2, 2.5 or 5 times a power of ten that gives the fewest lines from zero to `top`: three to five."""
    if top <= 0:
        return 1.0
    power = 10.0 ** (math.floor(math.log10(top)) - 1)
    steps = [power * size for size in (1, 2, 2.5, 5, 10, 20, 25, 50)]
    fitting = [step for step in steps if 3 <= math.ceil(round(top / step, 9)) <= 5]
    return fitting[-1] if fitting else steps[-1]


def nice_ticks(highest: float, *, ceiling: float | None = None, whole: bool = False) -> list[float]:
    """Values for gridlines from zero to the next step above `highest`, at most `ceiling`; `whole` keeps out halves."""
    step = nice_step(highest)
    if whole and step < 1:
        step = 1.0
    ticks = [0.0]
    while ticks[-1] < highest - 1e-9:
        ticks.append(round(ticks[-1] + step, 9))
    if ceiling is not None and highest <= ceiling < ticks[-1]:
        ticks = [tick for tick in ticks if tick < ceiling] + [ceiling]
    return ticks if len(ticks) > 1 else [0.0, step]


def tick_decimals(ticks: Sequence[float]) -> int:
    """The decimals that tell neighbouring ticks apart."""
    step = min(after - before for before, after in pairwise(ticks))
    return 0 if step >= 1 and all(tick == int(tick) for tick in ticks) else 1 if step >= 0.1 else 2


class FigureBuilder:
    """Collects traces, shapes and annotations, and returns them as a Plotly figure.

    `panel` numbers the plot areas from 1. The name of a trace (`meta`) says what it shows. Plotly's own `add_annotation`
    copies all annotations each time, which takes 5 ms for each one of a hundred.
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
        self._extend(self._trace(name, f"{token} {dash} {panel}", {"mode": "lines", "line": line}, panel), points)

    def add_type_mark(self, name: str, *, type_id: str, x: Any, y: float, id: str = "") -> None:
        """Add the mark of an approach; `id` is that of its details."""
        self._add_mark(name, type_id, marker(type_id), x=x, y=y, id=id)

    def add_mark(
        self, name: str, *, symbol: str, size: float, token: str, x: float, y: float, panel: int = 1, id: str = ""
    ) -> None:
        """Add a mark of `size` px. An open symbol is filled with the background, to hide lines."""
        look: dict[str, Any] = {"color": palette.colour(token), "symbol": symbol, "size": size}
        if symbol.endswith("-open"):
            edge = {"color": palette.colour(token), "width": 2.0 if size > 7 else 1.5}
            look = {"color": palette.colour("paper"), "symbol": symbol[:-5], "size": size, "line": edge}
        self._add_mark(name, f"{symbol} {token} {panel}", look, x=x, y=y, panel=panel, id=id)

    def _add_mark(
        self, name: str, key: str, look: dict[str, Any], *, x: Any, y: float, panel: int = 1, id: str = ""
    ) -> None:
        trace = self._trace(name, key, {"mode": "markers", "marker": look}, panel)
        trace["x"].append(x)
        trace["y"].append(y)
        if id:
            trace["hoverinfo"] = "none"
            trace.setdefault("customdata", []).append([id])

    def add_hatching(self, name: str, spans: Sequence[Span], *, height: Span, panel: int = 1) -> None:
        """Add hatched areas over spans of the x axis, from the first to the second value of `height` on the y axis."""
        pattern = {"shape": "/", "fgcolor": palette.colour("hatch"), "fillmode": "replace", "size": 6, "solidity": 0.2}
        line = {"color": palette.colour("hatch"), "width": 0}
        look = {"mode": "lines", "line": line, "fill": "toself", "fillpattern": pattern}
        trace = self._trace(name, f"hatch {panel}", look, panel)
        low, high = height
        for start, end in spans:
            self._extend(trace, [(start, low), (start, high), (end, high), (end, low), (start, low)])

    def _trace(self, name: str, key: str, look: dict[str, Any], panel: int) -> dict[str, Any]:
        axes = {} if panel == 1 else {"xaxis": f"x{panel}", "yaxis": f"y{panel}"}
        return self._traces.setdefault((name, key), {"type": "scatter", "meta": name, "x": [], "y": [], **look, **axes})

    @staticmethod
    def _extend(trace: dict[str, Any], points: Sequence[Point]) -> None:
        gap = [None] if trace["x"] else []
        trace["x"] += [*gap, *(x for x, _ in points)]
        trace["y"] += [*gap, *(y for _, y in points)]

    def add_text(
        self, text: str, *, x: Any, y: float, refs: str = "x y", dx: float = 0, dy: float = 0, anchor: Anchor = "left",
        token: str = "chart-text", size: int = SMALL, background: bool = False,
    ) -> None:  # fmt: skip
        """Add text (`elements.markup`) with its middle line at `y`, moved `dx` px to the right and `dy` px down.

        `refs` names the axes of `x` and `y`, or `paper` for a share of the plot area. `background` clears what is behind.
        """
        # Plotly moves text by the padding of its background; the shift takes that back.
        padding = 2 if background else 0
        xref, yref = refs.split()
        drawn = {"text": text, "x": x, "y": y, "xref": xref, "yref": yref, "yshift": -dy}
        drawn["xshift"] = dx + {"left": -padding, "center": 0, "right": padding}[anchor]
        if anchor != "left":
            drawn |= {"xanchor": anchor, "align": anchor}
        font: dict[str, Any] = {"size": size} if size != SMALL else {}
        font |= {"color": palette.colour(token)} if token != "chart-text" else {}
        drawn |= {"font": font} if font else {}
        drawn |= {"borderpad": padding, "bgcolor": palette.colour("paper")} if background else {}
        self._annotations.append(drawn)

    def add_rule(self, start: Point, end: Point, *, token: str, refs: str = "paper paper", width: float = 1) -> None:
        """Add a straight line behind the marks. With `refs` of `paper` it may lie outside the plot area."""
        self._add_shape("line", start, end, refs, line={"color": palette.colour(token), "width": width})

    def add_rectangle(self, start: Point, end: Point, *, fill: str, edge: str) -> None:
        """Add a filled rectangle behind the marks."""
        line = {"color": palette.colour(edge), "width": 1}
        self._add_shape("rect", start, end, "x y", fillcolor=palette.colour(fill), line=line)

    def _add_shape(self, kind: str, start: Point, end: Point, refs: str, **look: Any) -> None:
        xref, yref = refs.split()
        ends = {"x0": start[0], "y0": start[1], "x1": end[0], "y1": end[1]}
        self._shapes.append({"type": kind, "xref": xref, "yref": yref, **ends, **look})

    def build(self, *, height: float, margin: Margin, axes: Sequence[tuple[Axis, Axis]]) -> go.Figure:
        """Return the figure, `height` px high. `axes` are the x and y axis of each panel."""
        top, right, bottom, left = margin
        layout = {"height": round(height), "margin": {"t": top, "r": right, "b": bottom, "l": left}}
        for number, (x, y) in enumerate(axes, start=1):
            layout |= {f"{name}axis{number if number > 1 else ''}": drawn for name, drawn in (("x", x), ("y", y))}
        layout |= {"shapes": self._shapes, "annotations": self._annotations}
        # Lines first, so that a connector never runs over the mark it leads to.
        data = sorted(self._traces.values(), key=lambda trace: trace["mode"] != "lines")
        # Validation takes ten times as long as the rest; the tests validate every form.
        return go.Figure(data, layout, _validate=False)


# The colour of marks that are not highlighted; they keep their place and shape.
_GREY = "rule-firm"


def highlighted(draw: Callable[..., Figure], ids: Collection[str], *, form: Form) -> Figure:
    """Return the figure that `draw` makes, with every mark grey that is not one of `ids`, and lines of marks that all are."""
    drawn, grey = draw(form=form).to_dict(), {"color": palette.colour(_GREY)}
    traces: list[dict[str, Any]] = []
    colours: dict[bool, set[str]] = {False: set(), True: set()}
    for trace in drawn["data"]:
        if "customdata" not in trace:
            traces.append(trace)
            continue
        chosen, marker = [point[0] in ids for point in trace["customdata"]], trace["marker"]
        for wanted in sorted(set(chosen)):
            part = {
                name: [value for value, is_chosen in zip(trace[name], chosen, strict=True) if is_chosen == wanted]
                for name in ("x", "y", "customdata")
            }
            # An open mark is filled with the ground: its edge is its colour.
            colours[wanted].add(marker.get("line", marker)["color"])
            grey_marker = marker | ({"line": marker["line"] | grey} if "line" in marker else grey)
            traces.append({**trace, **part, "marker": marker if wanted else grey_marker})
    gone = colours[False] - colours[True]
    for trace in traces:
        if trace.get("line", {}).get("color") in gone:
            trace["line"] = trace["line"] | grey
    return go.Figure(traces, drawn["layout"], _validate=False)
