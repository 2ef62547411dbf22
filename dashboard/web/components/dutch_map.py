"""A small map of the Netherlands with a dot for each place, and what was tried there as marks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from dashboard.config import ASSETS
from dashboard.svg.icons import icons
from dashboard.web.components.html import Node, h
from dashboard.web.components.labels import type_class

# From degrees to the drawing in assets/netherlands.svg.
_X, _Y = (58.033, -184.3), (-100.33, 5377.85)
_PATH = re.compile(r'<path class="(\w+)" d="([^"]+)"/>')
# In units of the drawing: the size of a mark, and the step from one to the next.
_SIZE, _STEP = 11, 14
# Places to the west of this line have their name on the left, where the map has room.
_WEST = 140
# About the width of a letter, and the height of a line with a dot.
_LETTER, _LINE = 8, 14


@dataclass(frozen=True, kw_only=True)
class MapPlace:
    """A place on the map: its name, its point in degrees, the types that were tried there, and whether it is the reader's."""

    name: str
    latitude: float
    longitude: float
    type_ids: tuple[str, ...] = ()
    own: bool = False


@lru_cache(maxsize=1)
def _outline() -> tuple[tuple[str, str], ...]:
    return tuple(_PATH.findall((ASSETS / "netherlands.svg").read_text(encoding="utf-8")))


def dutch_map(places: Sequence[MapPlace], *, label: str) -> Node:
    """Return the map as SVG; `label` says what it shows, for the words beside it say the rest."""
    outline = [h("path", d=path, cls=name) for name, path in _outline()]
    points = [_point(place) for place in places]
    return h(
        "svg", outline, [_place(place, points) for place in places], viewBox="-6 -4 290 296", role="img", aria_label=label,
        cls="dutch-map",
    )  # fmt: skip


def _point(place: MapPlace) -> tuple[float, float]:
    return _X[0] * place.longitude + _X[1], _Y[0] * place.latitude + _Y[1]


def _place(place: MapPlace, points: Sequence[tuple[float, float]]) -> Node:
    x, y = _point(place)
    west = x < _WEST
    # A name goes to the other side where it would run over another dot.
    room, side = _LETTER * len(place.name), -1 if west else 1
    if any(0 < side * (other - x) < room and abs(height - y) < _LINE for other, height in points):
        west = not west
    beside = 14 if place.own else 10
    at, anchor = (x - beside, "end") if west else (x + beside, "start")
    first = at - len(place.type_ids) * _STEP if west else at
    marks = [
        h(
            "svg", h("use", href=f"#sign-{type_class(id)}"), x=f"{first + number * _STEP:.1f}", y=f"{y + 7:.1f}", width=_SIZE,
            height=_SIZE, viewBox=icons()[type_class(id)].view_box, cls=type_class(id),
        )
        for number, id in enumerate(place.type_ids)
    ]  # fmt: skip
    return h(
        "g",
        h("circle", cx=f"{x:.1f}", cy=f"{y:.1f}", r=9 if place.own else 5, cls="dot own" if place.own else "dot"),
        h("text", place.name, x=f"{at:.1f}", y=f"{y + 3:.1f}", text_anchor=anchor) if place.name else None,
        marks,
    )
