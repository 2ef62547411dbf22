"""A Plotly figure as plain values, with the defaults of its template filled in."""

from collections.abc import Mapping
from typing import Any

from dashboard.models.kinds import Figure


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
