"""The tree as Dash components in plain JSON, for the part of a page that Dash takes over."""

from __future__ import annotations

from typing import Any

from dash import html

from dashboard.components.plots import graph_box
from dashboard.components.tree import Child, Picture, Plot

_HTML = "dash_html_components"
_CORE = "dash_core_components"
_NAMES = {
    "class": "className",
    "for": "htmlFor",
    "colspan": "colSpan",
    "rowspan": "rowSpan",
    "tabindex": "tabIndex",
    "datetime": "dateTime",
    "hreflang": "hrefLang",
    "accesskey": "accessKey",
    "referrerpolicy": "referrerPolicy",
    "spellcheck": "spellCheck",
}
_CONFIG = {
    "displayModeBar": False,
    "displaylogo": False,
    "showSendToCloud": False,
    "responsive": True,
    "scrollZoom": False,
    "doubleClick": False,
}


def layout(node: Child) -> Any:
    """An element as Dash JSON. Raises ValueError for a tag or an attribute that Dash does not have."""
    if isinstance(node, str):
        return node
    if isinstance(node, Plot):
        return _plot(node)
    if isinstance(node, Picture):
        raise ValueError(f"picture {node.id!r} is in a live region (expected a plot, which has a live form)")
    name = node.tag.capitalize()
    component = getattr(html, name, None)
    if component is None:
        raise ValueError(f"<{node.tag}> does not exist in Dash (expected one of dash.html)")
    known = set(component().available_properties)
    props: dict[str, Any] = {}
    for key, value in node.attrs.items():
        prop = _NAMES.get(key, key)
        if prop not in known and not prop.startswith(("data-", "aria-")):
            raise ValueError(f"<{node.tag}> has no {key!r} in Dash (expected one of {sorted(known)})")
        props[prop] = value
    children = [layout(child) for child in node.children]
    if children:
        props["children"] = children[0] if len(children) == 1 else children
    return {"type": name, "namespace": _HTML, "props": props}


def _plot(plot: Plot) -> dict[str, Any]:
    """The box of a chart with both its forms in a store; a script puts the one that fits in the graph."""
    # A picture to a screen reader: the table twin holds the same numbers in a form that can be walked through.
    box = graph_box(plot, (), role="img", aria_label=f"{plot.title}. {plot.description}")
    made: dict[str, Any] = layout(box)
    made["props"]["children"] += [
        _core("Store", id={"type": "forms", "chart": plot.id}, data={"wide": plot.wide, "narrow": plot.narrow}),
        _core("Graph", id={"type": "plot", "chart": plot.id}, config=dict(_CONFIG), className="pic-live"),
    ]
    return made


def _core(name: str, **props: Any) -> dict[str, Any]:
    return {"type": name, "namespace": _CORE, "props": props}
