"""Render the element tree as HTML: the first paint, complete without scripts."""

import json
import re
from dataclasses import astuple
from html import escape

from dashboard.charts.figures.base import WIDTH
from dashboard.svg.render import render_svg
from dashboard.web.components.html import Child, Node, Picture, Plot, Script, h

_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
# Nearly no text contains these, and searching is faster than five replacements.
_MARKED = re.compile("[&<>\"']").search
# One transparent pixel. A canvas has no size in a browser without scripts.
_CLEAR = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
_DATA_TYPES = ("application/json", "application/ld+json")


def render(node: Child) -> str:
    """Return the HTML of an element and its children, with every text and attribute escaped."""
    parts: list[str] = []
    _write(node, parts)
    return "".join(parts)


def _write(node: Child, parts: list[str]) -> None:
    if isinstance(node, str):
        parts.append(escape(node, quote=False) if _MARKED(node) else node)
        return
    if not isinstance(node, Node):
        _write_other(node, parts)
        return
    parts.append(f"<{node.tag}")
    for name, value in node.attrs.items():
        parts.append(_attribute(name, value))
    parts.append(">")
    if node.tag in _VOID:
        if node.children:
            raise ValueError(f"<{node.tag}> has children (expected none)")
        return
    if node.tag in ("script", "style"):
        parts.append(_raw(node))
    else:
        for child in node.children:
            _write(child, parts)
    parts.append(f"</{node.tag}>")


def _write_other(node: Plot | Picture | Script, parts: list[str]) -> None:
    if isinstance(node, Plot):
        _write_plot(node, parts)
    elif isinstance(node, Script):
        parts.append(f"<script>{_whole(node.text)}</script>")
    else:
        drawn = render_svg(
            node.figure, width=node.width, title=node.title, description=node.description, id_prefix=node.id
        )
        parts.append(f'<div class="picture">{drawn}</div>')


def _attribute(name: str, value: str | bool) -> str:
    if value is True:
        return f" {name}"
    text = str(value)
    return f' {name}="{escape(text) if _MARKED(text) else text}"'


def _raw(node: Node) -> str:
    """Return the content of a script or style element; `<` is written as a JSON escape, as entities do not apply."""
    text = "".join(child for child in node.children if isinstance(child, str))
    if node.tag == "style" and "<" not in text:
        return text
    if text and (node.tag != "script" or node.attrs.get("type") not in _DATA_TYPES):
        raise ValueError(f"<{node.tag}> with text in it (expected a file of its own, data as JSON, or a style sheet)")
    return text.replace("<", "\\u003c")


def _whole(script: str) -> str:
    """Return a script. Raises ValueError when it contains `</script` or `<!--`, which would end or hide it."""
    if re.search(r"</script|<!--", script, re.IGNORECASE):
        raise ValueError("a script with </script or <!-- in it (expected these written in parts)")
    return script


def _write_plot(plot: Plot, parts: list[str]) -> None:
    """Write both SVGs of a chart into a box; the style sheet shows the form that fits the window.

    Two transparent images of one pixel wide hold the box open, equally high for SVG and Plotly, so that nothing moves on
    hydration: their size comes from attributes, so heights need no style attribute and no script.
    """
    parts.append(f'<div class="pic-plot"{_attribute("data-plot", plot.id)}>')
    for form in WIDTH:
        _write(h("img", cls=f"rise pic-{form}", src=_CLEAR, alt="", width=1, height=plot.height(form)), parts)
    title, description = plot.chart.question, plot.chart.description
    for form, width in WIDTH.items():
        name = f"{plot.id}-{form}"
        svg = render_svg(plot.figure(form), width=width, title=title, description=description, id_prefix=name)
        parts.append(f'<div class="pic-still pic-{form}">{svg}</div>')
    _write(h("div", cls="pic-live", data_slot=plot.id, aria_hidden=True), parts)
    if plot.has_details and plot.chart.marks:
        details = json.dumps([astuple(mark) for mark in plot.chart.marks], ensure_ascii=False, separators=(",", ":"))
        _write(h("script", details, type="application/json", data_details=True), parts)
    parts.append("</div>")
