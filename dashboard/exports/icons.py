"""The icons of the page as SVG files of their own, in the colours of a printed page."""

from collections.abc import Mapping
from functools import lru_cache

from dashboard.style.palette import colour, marker
from dashboard.svg.elements import mark
from dashboard.svg.icons import icons as page_icons


def _token(name: str) -> str:
    """Return the colour token of an icon."""
    if name == "brand":
        return "ink"
    if name in ("better", "worse", "same", "mixed"):
        return f"state-{name}"
    if name == "favourable":
        return "state-better"
    if name.startswith("stairs"):
        return "ink-soft"
    return "state-direction" if name.startswith(("direction", "described")) else "state-unknown"


@lru_cache(maxsize=1)
def icons() -> Mapping[str, str]:
    """Return every icon as SVG, by its name."""
    return {name: _coloured(name) for name in page_icons()}


def _coloured(name: str) -> str:
    icon, ink = page_icons()[name], colour(_token(name))
    shapes = icon.shapes.replace("currentColor", ink)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{icon.view_box}" fill="{ink}">{shapes}</svg>'


def mark_svg(type_id: str) -> str:
    """Return the mark of a type of experiment as an SVG file, 20 px wide and high."""
    size = 'viewBox="0 0 20 20" width="20" height="20"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{mark(marker(type_id), x=10, y=10)}</svg>'
