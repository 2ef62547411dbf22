"""A figure of several places as dots on one line, with every value in words below it.

Positions are percentages in attributes of SVG, because the Content-Security-Policy forbids style attributes.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.web.components.html import Node, Part, h

# px
_HEIGHT, _MIDDLE = 32, 16
_SIZES = {"own": "10", "country": "5", "place": "6", "alike": "4"}


@dataclass(frozen=True, kw_only=True)
class StripDot:
    """A place on a strip: its name, its value in words, where it stands (0 to 1; None without a value), and its kind."""

    name: str
    text: str
    share: float | None
    kind: str


@dataclass(frozen=True, kw_only=True)
class Strip:
    """A figure: its name, what belongs to it in a few words, its axis, and its dots in order.

    `ticks` are places on the axis (0 to 1), `ends` its ends in words.
    """

    label: str
    note: str
    ticks: tuple[float, ...]
    ends: tuple[str, str]
    dots: tuple[StripDot, ...]


def dot_strips(strips: Sequence[Strip]) -> Node:
    """Return figures below each other, each on an axis of its own."""
    return h("ul", [_strip(strip) for strip in strips], cls="strips")


def dot(kind: str) -> Node:
    """Return one dot, for a legend."""
    return h("svg", _mark(kind, "12"), cls="strip-dot", width="24", height="24", viewBox="0 0 24 24", aria_hidden=True)


def _mark(kind: str, x: str) -> Node:
    return h("circle", cx=x, cy="12" if x == "12" else str(_MIDDLE), r=_SIZES[kind], cls=kind)


def _strip(strip: Strip) -> Node:
    # The reader's own dot comes last, so that no other lies on it.
    drawn = sorted((one for one in strip.dots if one.share is not None), key=lambda one: one.kind == "own")
    marks: list[Part] = [_mark(one.kind, f"{100 * (one.share or 0):.2f}%") for one in drawn]
    line: list[Part] = [
        h("line", x1="0", x2="100%", y1=_MIDDLE, y2=_MIDDLE),
        [
            h("line", x1=at, x2=at, y1=_MIDDLE - 5, y2=_MIDDLE + 5)
            for at in (f"{100 * tick:.2f}%" for tick in strip.ticks)
        ],
    ]
    low, high = strip.ends
    return h(
        "li",
        h("p", h("b", strip.label), " ", h("small", strip.note), cls="what"),
        h(
            "div",
            h("svg", line, marks, width="100%", height=_HEIGHT, aria_hidden=True),
            h("p", h("span", low), h("span", high), cls="ends", aria_hidden=True),
            cls="line",
        ),
        h("ul", [h("li", one.name, " ", h("b", one.text), cls=one.kind) for one in strip.dots], cls="values"),
    )
