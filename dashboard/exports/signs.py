"""The signs of the page as drawings that stand alone: read from the stylesheet, so that there is one drawing of each."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import unquote

from dashboard.config import ASSETS
from dashboard.theme import colour

_SIGN = re.compile(r'\.(?:icon|pips)-([\w-]+) \{ --sign: url\("data:image/svg\+xml,([^"]+)"\)')
_SIDES = ("better", "worse", "same", "mixed")


def _token(name: str) -> str:
    """The colour of a sign, by the name of its token."""
    if name in ("brand",):
        return "ink"
    if name in _SIDES:
        return f"state-{name}"
    return "state-direction" if name.startswith("direction") else "state-unknown"


@lru_cache(maxsize=1)
def _drawings() -> dict[str, str]:
    text = (ASSETS / "css" / "icons.css").read_text(encoding="utf-8")
    return {name: unquote(drawing) for name, drawing in _SIGN.findall(text)}


@lru_cache(maxsize=64)
def sign(name: str) -> str:
    """The sign of a state as SVG, in its light colour. Raises KeyError for a sign that the page does not have."""
    return _coloured(_drawings()[name], colour(_token(name)))


@lru_cache(maxsize=8)
def pips(level: int | None) -> str:
    """Five bars as SVG: as many filled as the level, dashed when it cannot be rated."""
    return _coloured(_drawings()[str(level or "none")], colour("ink-soft"))


def _coloured(drawing: str, ink: str) -> str:
    """Black is the ink of a sign; within a mask it is what the mask leaves out, and stays."""
    mask, end, rest = drawing.rpartition("</mask>")
    rest = rest.replace("stroke='black'", f"stroke='{ink}'")
    return f"{mask}{end}{rest}".replace("<svg ", f"<svg fill='{ink}' ", 1)
