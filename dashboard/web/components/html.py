"""The element tree of a page, which render.py turns into HTML; with the charts in it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeAlias

from dashboard.models.chart import Chart
from dashboard.models.kinds import Figure, Form

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
