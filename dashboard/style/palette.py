"""The palette and marks of figures: colours from assets/tokens.css, the mark of each type, and the chart font."""

import re
from functools import lru_cache
from typing import Any

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
# Sizes at which the shapes look equally heavy; Plotly draws a diamond wider and a triangle flatter than a circle.
_SIZES = {"circle": 13, "square": 12, "diamond": 13, "triangle-up": 16, "triangle-down": 16}
_OTHER_SIZE = 15.0
_OPEN_SIZE, _OPEN_EDGE = 14.0, 2.5
_later_types: tuple[str, ...] | None = None

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
    """Return the colour token and the Plotly symbol of a type.

    Types without a fixed mark take the spare ones in the order in which they came into the data. So no two of the next
    three look alike, and none changes when another one comes. A type that is not in the data gets one by its letters.
    """
    if type_id in _TYPES:
        return _TYPES[type_id]
    later = later_types()
    place = later.index(type_id) if type_id in later else sum(type_id.encode())
    return _SPARE[place % len(_SPARE)]


def has_own_mark(type_id: str) -> bool:
    """Return whether a type has a colour of its own: one that the five municipalities tried."""
    return type_id in _TYPES or type_id in later_types()


def later_types() -> tuple[str, ...]:
    """Return the types without a fixed mark in the order in which they came into the data; none without data."""
    if _later_types is not None:
        return _later_types
    # An export worker has no data, and starts faster without what reads them.
    from dashboard.db import queries

    try:
        return tuple(id for id in queries.type_order() if id not in _TYPES)
    except DatabaseError:
        return ()


def set_later_types(types: tuple[str, ...]) -> None:
    """Set the types without a fixed mark in a process that has no data."""
    global _later_types
    _later_types = types


def marker(type_id: str) -> dict[str, Any]:
    """Return the Plotly marker of an approach. An open one is filled with the background, to hide lines."""
    token, symbol = mark(type_id)
    if symbol.endswith("-open"):
        edge = {"color": colour(token), "width": _OPEN_EDGE}
        return {"color": colour("paper"), "symbol": symbol[:-5], "size": _OPEN_SIZE, "line": edge}
    return {"color": colour(token), "symbol": symbol, "size": float(_SIZES.get(symbol, _OTHER_SIZE))}
