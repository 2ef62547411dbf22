"""Highlight the marks of one municipality or approach: the others turn grey, and keep their place and shape."""

from collections.abc import Callable, Collection
from typing import Any

import plotly.graph_objects as go

from dashboard.models.kinds import Figure, Form
from dashboard.style import palette

_GREY = "rule-firm"


def highlighted(draw: Callable[..., Figure], ids: Collection[str], *, form: Form) -> Figure:
    """Return the figure that `draw` makes, with every mark grey that is not one of `ids`, and lines of marks that all are."""
    drawn = draw(form=form).to_dict()
    traces: list[dict[str, Any]] = []
    colours: dict[bool, set[str]] = {False: set(), True: set()}
    for trace in drawn["data"]:
        if "customdata" not in trace:
            traces.append(trace)
            continue
        chosen = [point[0] in ids for point in trace["customdata"]]
        for wanted in sorted(set(chosen)):
            colours[wanted].add(trace["marker"].get("line", trace["marker"])["color"])
            traces.append(_part(trace, chosen, wanted=wanted))
    gone = colours[False] - colours[True]
    for trace in traces:
        if trace.get("line", {}).get("color") in gone:
            trace["line"] = {**trace["line"], "color": palette.colour(_GREY)}
    return go.Figure(traces, drawn["layout"], _validate=False)


def _part(trace: dict[str, Any], chosen: list[bool], *, wanted: bool) -> dict[str, Any]:
    """Return the trace with only the points that are chosen, or only the others, in grey."""
    part = {
        **trace,
        **{
            name: [value for value, is_chosen in zip(trace[name], chosen, strict=True) if is_chosen == wanted]
            for name in ("x", "y", "customdata")
        },
    }
    if wanted:
        return part
    grey, marker = palette.colour(_GREY), dict(trace["marker"])
    if "line" in marker:
        # An open mark is filled with the ground: its edge is its colour.
        marker["line"] = {**marker["line"], "color": grey}
    else:
        marker["color"] = grey
    return {**part, "marker": marker}
