"""Looks that figures need as values: colours read from assets/tokens.css, the mark of each type, and the chart font."""

from __future__ import annotations

import re
from functools import lru_cache

from dashboard import queries
from dashboard.config import ASSETS
from dashboard.errors import StoreError

# A type and its shape never part, so the order is fixed; types that are added later take the spare ones in turn.
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

# Browsers resolve the same family list as the page's, so that letters in a chart are those around it.
FONT = '-apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif'


@lru_cache(maxsize=1)
def tokens() -> dict[str, str]:
    """The light values of all custom properties in tokens.css, by name without dashes in front."""
    text = (ASSETS / "tokens.css").read_text(encoding="utf-8")
    root = text[text.index(":root") : text.index("}")]
    return dict(re.findall(r"--([\w-]+):\s*([^;]+);", root))


def colour(token: str) -> str:
    """The light value of a colour token. Raises KeyError for a name that tokens.css does not have."""
    return tokens()[token]


def mark(type_id: str) -> tuple[str, str]:
    """Token and Plotly symbol of a type.

    A type that is not in the list gets a spare pair: the first that came into the data the first, and so on. So no two of
    the next three types look alike, and none changes when another one comes.
    """
    if type_id in _TYPES:
        return _TYPES[type_id]
    return _SPARE[_place(type_id) % len(_SPARE)]


def _place(type_id: str) -> int:
    """The place of a type among those that came later; by its letters when the data do not know it."""
    try:
        later = [row["id"] for row in queries.type_order() if row["id"] not in _TYPES]
    except StoreError:
        later = []
    return later.index(type_id) if type_id in later else sum(type_id.encode())
