"""The element tree of a page with the charts in it, and its HTML: the first paint, complete without scripts."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, field
from functools import lru_cache
from html import escape
from typing import TypeAlias

from dashboard.charts.figures.base import WIDTH
from dashboard.models.chart import Chart
from dashboard.models.kinds import Figure, Form
from dashboard.svg.render import render_svg

_SAFE_SCHEMES = ("http", "https", "mailto")


@dataclass(frozen=True)
class Node:
    """An element: its tag, attributes (True is a bare attribute) and children."""

    tag: str
    attrs: Mapping[str, str | bool] = field(default_factory=dict)
    children: tuple["Child", ...] = ()


@dataclass(frozen=True, kw_only=True)
class Plot:
    """A chart in both forms of its figure; its name is by default the key of the chart.

    `has_details` adds what a reader can know about each mark.
    """

    chart: Chart
    name: str = ""
    has_details: bool = False

    @property
    def id(self) -> str:
        """The name of the plot, which is unique on a page."""
        return self.name or self.chart.key

    def figure(self, form: Form) -> Figure:
        """Return the figure in a form."""
        return self.chart.wide if form == "wide" else self.chart.narrow

    def height(self, form: Form) -> int:
        """Return the height of a form in pixels. Raises ValueError when its layout has none."""
        height = self.figure(form).layout.height
        if not isinstance(height, int | float) or height <= 0:
            raise ValueError(
                f"the figure of {self.id!r} has height {height!r} (expected a number of pixels in its layout)"
            )
        return round(height)


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A drawing that never becomes interactive: one figure, `width` pixels wide."""

    id: str
    figure: Figure
    width: int
    title: str
    description: str


@dataclass(frozen=True)
class Script:
    """One of our own scripts, inlined in the page; it never contains input."""

    text: str


Child: TypeAlias = Node | Plot | Picture | Script | str
_CHILD = (str, Node, Plot, Picture, Script)
Part: TypeAlias = "Child | Iterable[Part] | None"


def h(tag: str, *children: Part, cls: str | None = None, **attrs: str | int | bool | None) -> Node:
    """Return an element with its children and attributes.

    `data_x` becomes `data-x` and `for_` becomes `for`; None and False are left out. A link with another scheme than http, https
    or mailto loses its URL. Raises ValueError for attributes that the Content-Security-Policy would refuse.
    """
    built: dict[str, str | bool] = {"class": cls} if cls else {}
    for key, value in attrs.items():
        name = _name(key)
        if name == "style" or name.startswith("on"):
            raise ValueError(f"attribute {name!r} on <{tag}> (expected a class in the stylesheet or a script file)")
        if value is None or value is False or (name in ("href", "action") and not _is_safe(str(value))):
            continue
        if value is True:
            built[name] = "true" if name.startswith("aria-") else True
        else:
            built[name] = str(value)
    return Node(tag, built, tuple(flatten(children)))


@lru_cache(maxsize=256)
def _name(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def flatten(parts: Part) -> list[Child]:
    """Flatten nested children, in order, without empty ones."""
    result: list[Child] = []
    _gather(parts, result)
    return result


def joined(parts: Sequence[Part], between: str) -> list[Part]:
    """Return children with a text between them."""
    return [[between if place else None, part] for place, part in enumerate(parts)]


def plots(node: Child) -> list[Plot]:
    """Return all charts in a part of a page, in order."""
    if isinstance(node, Plot):
        return [node]
    return [plot for child in node.children for plot in plots(child)] if isinstance(node, Node) else []


def _gather(parts: Part, found: list[Child]) -> None:
    """Append children to a list: a page has tens of thousands, so lists are not copied at each level."""
    if isinstance(parts, _CHILD):
        if parts != "":
            found.append(parts)
    elif parts is not None:
        for part in parts:
            # Most children are one of these two, and a call for each would double the time.
            if part.__class__ is Node or (part.__class__ is str and part):
                found.append(part)
            else:
                _gather(part, found)


def _is_safe(address: str) -> bool:
    """Return whether a URL may be linked; control characters and unknown schemes could run as a script."""
    if any(ord(letter) < 33 for letter in address):
        return False
    scheme, colon, _ = address.partition(":")
    return not colon or any(mark in scheme for mark in "/?#") or scheme.lower() in _SAFE_SCHEMES


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
