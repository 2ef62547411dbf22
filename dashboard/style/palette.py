"""The palette and marks of figures: colours from assets/tokens.css, the mark of each type, and the chart font."""

from __future__ import annotations

import re
from functools import lru_cache

from dashboard.config import ASSETS
from dashboard.errors import DatabaseError

# The order is fixed, so that a type keeps its colour and shape; later types take the spare ones in turn.
_TYPES = {
    "self_direction": ("type-self-direction", "circle"),
    "tailored_support": ("type-tailored-support", "square"),
    "earnings_premium": ("type-earnings-premium", "diamond"),
    "free_choice": ("type-free-choice", "triangle-up"),
    "basic_job": ("type-basic-job", "pentagon"),
    "together": ("chart-value", "hexagon2"),
    "comparison": ("type-comparison", "circle-open"),
}
_SPARE = (("type-spare-1", "star"), ("type-spare-2", "triangle-down"), ("type-spare-3", "cross"))
_told: tuple[str, ...] | None = None

# The same font families as the page.
FONT = '-apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif'


@lru_cache(maxsize=1)
def tokens() -> dict[str, str]:
    """Return the light values of all custom properties in tokens.css, by name without leading dashes."""
    text = (ASSETS / "tokens.css").read_text(encoding="utf-8")
    root = text[text.index(":root") : text.index("}")]
    return dict(re.findall(r"--([\w-]+):\s*([^;]+);", root))


def colour(token: str) -> str:
    """Return the light value of a colour token. Raises KeyError for an unknown name."""
    return tokens()[token]


def mark(type_id: str) -> tuple[str, str]:
    """Token and Plotly symbol of a type.

    A type that is not in the list gets a spare pair: the first that came into the data the first, and so on. So no two of
    the next three types look alike, and none changes when another one comes.
    """
    if type_id in _TYPES:
        return _TYPES[type_id]
    return _SPARE[_place(type_id) % len(_SPARE)]


def later() -> tuple[str, ...]:
    """The types that came into the data after those of the list, in their order; none while there are no data."""
    if _told is not None:
        return _told
    # The process that makes files has no data, and starts faster without what opens them.
    from dashboard.db import queries

    try:
        return tuple(id for id in queries.type_order() if id not in _TYPES)
    except DatabaseError:
        return ()


def tell(types: tuple[str, ...]) -> None:
    """Say which types came later, in a process that has no data to ask."""
    global _told
    _told = types


def _place(type_id: str) -> int:
    """The place of a type among those that came later; by its letters when the data do not know it."""
    known = later()
    return known.index(type_id) if type_id in known else sum(type_id.encode())
