"""The texts and the marks of an SVG drawing with the rectangles that they take, in px."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple
from xml.etree import ElementTree

from dashboard.models.kinds import Figure
from dashboard.svg.elements import width
from dashboard.svg.render import render_svg

SVG = "{http://www.w3.org/2000/svg}"


class Box(NamedTuple):
    """A rectangle with what stands in it."""

    content: str
    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box, *, area: float = 1) -> bool:
        """Return whether two rectangles share more than an area in square px."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > 0 and down > 0 and across * down > area


def overlaps(pairs: Iterable[tuple[Box, Box]], *, area: float = 1) -> list[tuple[str, str]]:
    """Return the contents of the pairs whose rectangles share more than an area in square px."""
    return [(one.content, other.content) for one, other in pairs if one.overlaps(other, area=area)]


def parsed(figure: Figure, *, at: int) -> ElementTree.Element:
    """Return a figure drawn `at` px wide."""
    return ElementTree.fromstring(render_svg(figure, width=at, title="t", description="d", id_prefix="p"))


def text_of(figure: Figure, *, at: int = 860) -> str:
    """Return all text in a figure."""
    return "".join(parsed(figure, at=at).itertext())


def _lines(text: ElementTree.Element) -> list[tuple[float, str, bool]]:
    """Return the baseline, the content and the weight of the lines of a text."""
    spans = [span for span in text if span.get("y")] or [text]
    return [
        (float(span.get("y", "")), "".join(span.itertext()), any("font-weight" in part.attrib for part in span.iter()))
        for span in spans
    ]


def labels(svg: ElementTree.Element) -> list[Box]:
    """Return every line of text with the rectangle of its letters."""
    boxes = []
    for text in svg.iter(f"{SVG}text"):
        size, x = float(text.get("font-size", "")), float(text.get("x", ""))
        for baseline, content, bold in _lines(text):
            wide = width(content, size=size, bold=bold)
            left = x - {"start": 0.0, "middle": 0.5, "end": 1.0}[text.get("text-anchor", "start")] * wide
            boxes.append(Box(content, left, baseline - size * 0.74, left + wide, baseline + size * 0.2))
    return boxes


def marks(svg: ElementTree.Element, *, radius: float = 7) -> list[Box]:
    """Return every mark with about the rectangle that it fills."""
    places = [(float(item.get("cx", "")), float(item.get("cy", ""))) for item in svg.iter(f"{SVG}circle")]
    for item in svg.iter(f"{SVG}path"):
        moved = re.match(r"translate\((.*),(.*)\)", item.get("transform", ""))
        places += [(float(moved[1]), float(moved[2]))] if moved else []
    return [Box(f"mark at {x},{y}", x - radius, y - radius, x + radius, y + radius) for x, y in places]
