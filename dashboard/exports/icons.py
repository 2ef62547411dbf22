"""The signs of the page as drawings that stand alone, in the ink of paper."""

from __future__ import annotations

from functools import lru_cache

from dashboard.style.palette import colour
from dashboard.svg.icons import Drawing, drawings

_SIDES = ("better", "worse", "same", "mixed")


def _token(name: str) -> str:
    """The colour of a sign, by the name of its token."""
    if name in ("brand",):
        return "ink"
    if name in _SIDES:
        return f"state-{name}"
    return "state-direction" if name.startswith("direction") else "state-unknown"


@lru_cache(maxsize=64)
def sign(name: str) -> str:
    """The sign of a state as SVG, in its light colour. Raises KeyError for a sign that the page does not have."""
    return _coloured(drawings()[name], colour(_token(name)))


@lru_cache(maxsize=8)
def pips(level: int | None) -> str:
    """Five bars as SVG: as many filled as the level, dashed when it cannot be rated."""
    return _coloured(drawings()[f"pips-{level or 'none'}"], colour("ink-soft"))


def _coloured(drawing: Drawing, ink: str) -> str:
    shapes = drawing.shapes.replace("currentColor", ink)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{drawing.box}" fill="{ink}">{shapes}</svg>'
