"""The pieces that a still is made of: shapes of marks, words, and numbers as short as they can be."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from dashboard.svg.text_metrics import LEADING, widest

# How far below its middle line the foot of a letter lies, in parts of the size: the ascent less half the height of a
# line, as in Arial. The other families differ by less than a pixel.
MIDDLE = 0.35
_TAGS = re.compile(r"(<[^>]*>)")
_ROOT3 = 3**0.5
# Corners for a radius of 1, as Plotly draws them.
_CORNERS: dict[str, tuple[tuple[float, float], ...]] = {
    "square": ((1, 1), (-1, 1), (-1, -1), (1, -1)),
    "diamond": ((1.3, 0), (0, 1.3), (-1.3, 0), (0, -1.3)),
    "triangle-up": ((-2 / _ROOT3, 0.5), (2 / _ROOT3, 0.5), (0, -1)),
    "triangle-down": ((-2 / _ROOT3, -0.5), (2 / _ROOT3, -0.5), (0, 1)),
    "pentagon": ((0.951, -0.309), (0.588, 0.809), (-0.588, 0.809), (-0.951, -0.309), (0, -1)),
    "hexagon2": ((-0.5, _ROOT3 / 2), (0.5, _ROOT3 / 2), (1, 0), (0.5, -_ROOT3 / 2), (-0.5, -_ROOT3 / 2), (-1, 0)),
    "star": tuple(
        (1.4 * x, 1.4 * y)
        for x, y in (
            (0.225, -0.309), (0.951, -0.309), (0.363, 0.118), (0.588, 0.809), (0, 0.382), (-0.588, 0.809),
            (-0.363, 0.118), (-0.951, -0.309), (-0.225, -0.309), (0, -1),
        )
    ),
    "cross": (
        (1.2, 0.4), (0.4, 0.4), (0.4, 1.2), (-0.4, 1.2), (-0.4, 0.4), (-1.2, 0.4),
        (-1.2, -0.4), (-0.4, -0.4), (-0.4, -1.2), (0.4, -1.2), (0.4, -0.4), (1.2, -0.4),
    ),
}  # fmt: skip
_DASHES = {"solid": "", "dot": "3,3", "dash": "9,9"}


def only(given: Mapping[str, Any], allowed: Iterable[str], *, where: str) -> None:
    """Raise ValueError for anything that the painter does not draw, so that nothing is left out in silence."""
    unknown = set(given) - set(allowed)
    if unknown:
        raise ValueError(f"{where} has {sorted(unknown)} (the painter knows {sorted(allowed)})")


# The same edges, sizes and rows come back all over a chart.
@lru_cache(maxsize=4096)
def short(value: float) -> str:
    """A number of px with at most two decimals."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def dashes(given: str) -> str:
    """A Plotly dash as an attribute, empty for a whole line. Raises ValueError for a name that is not known."""
    found = _DASHES.get(given)
    if found is None:
        if not re.fullmatch(r"\d+px(,\d+px)*", given):
            raise ValueError(f"a line has the dash {given!r} (the painter knows {sorted(_DASHES)} and lengths in px)")
        found = given.replace("px", "")
    return f' stroke-dasharray="{found}"' if found else ""


@lru_cache(maxsize=256)
def paint(kind: str, value: str) -> str:
    """A colour as an attribute; a strict content policy forbids style attributes."""
    if not re.fullmatch(r"#[0-9a-f]{6}|none", value):
        raise ValueError(f"a {kind} is {value!r} (expected a colour of tokens.css, #rrggbb)")
    return f' {kind}="{value}"'


@lru_cache(maxsize=64)
def corners(symbol: str, size: float) -> str:
    """The outline of a mark around 0,0. Raises ValueError for a symbol that is not known."""
    if symbol not in _CORNERS:
        raise ValueError(f"a mark has the symbol {symbol!r} (the painter knows circle, {', '.join(sorted(_CORNERS))})")
    radius = size / 2
    return "M" + "L".join(f"{short(x * radius)},{short(y * radius)}" for x, y in _CORNERS[symbol]) + "Z"


def mark(symbol: str, *, x: float, y: float, size: float, colour: str, line: tuple[str, float] | None) -> str:
    """A mark at a place; an open one has its colour as an edge and nothing inside."""
    look = paint("fill", colour)
    if symbol.endswith("-open"):
        symbol, look, line = symbol[:-5], paint("fill", "none"), (colour, line[1] if line else 1.0)
    if line and line[1]:
        look += f'{paint("stroke", line[0])} stroke-width="{short(line[1])}"'
    if symbol == "circle":
        return f'<circle cx="{short(x)}" cy="{short(y)}" r="{short(size / 2)}"{look}/>'
    return f'<path transform="translate({short(x)},{short(y)})" d="{corners(symbol, size)}"{look}/>'


def rows(text: str) -> list[list[tuple[str, bool]]]:
    """A text of a figure as lines of pieces with whether they are bold. Raises ValueError for other markup."""
    lines: list[list[tuple[str, bool]]] = [[]]
    bold = False
    for piece in _TAGS.split(text):
        if piece == "<br>":
            lines.append([])
        elif piece in ("<b>", "</b>"):
            bold = piece == "<b>"
        elif piece.startswith("<"):
            raise ValueError(f"a text has {piece!r} (the painter knows <b> and <br>)")
        elif piece:
            lines[-1].append((html.unescape(piece), bold))
    return lines


def extent(lines: Sequence[Sequence[tuple[str, bool]]], *, size: float) -> tuple[float, float]:
    """The room that lines of text take, as far as it can be known without the letters."""
    plain = ["".join(piece for piece, _ in line) for line in lines]
    bold = any(heavy for line in lines for _, heavy in line)
    return widest(plain, size=size, bold=bold), (len(lines) - 1) * LEADING * size + 1.12 * size


def _piece(text: str, bold: bool) -> str:
    return f'<tspan font-weight="bold">{escape(text)}</tspan>' if bold else escape(text)


def straight(x0: float, y0: float, x1: float, y1: float, *, colour: str, width: float, dash: str = "solid") -> str:
    """A line on whole pixels, as Plotly draws gridlines."""
    look = f'{paint("stroke", colour)} stroke-width="{short(width)}"{dashes(dash)} shape-rendering="crispEdges"'
    return f'<line x1="{short(x0)}" y1="{short(y0)}" x2="{short(x1)}" y2="{short(y1)}"{look}/>'


def area(x0: float, y0: float, x1: float, y1: float, *, look: str) -> str:
    """A rectangle between two corners."""
    wide, high = short(abs(x1 - x0)), short(abs(y1 - y0))
    return f'<rect x="{short(min(x0, x1))}" y="{short(min(y0, y1))}" width="{wide}" height="{high}"{look}/>'


def words(
    lines: Sequence[Sequence[tuple[str, bool]]], *, x: float, y: float, anchor: str, size: float, colour: str
) -> str:
    """Lines of text, the foot of the first at `y`."""
    look = f'{paint("fill", colour)} font-size="{short(size)}"'
    look += "" if anchor == "start" else f' text-anchor="{anchor}"'
    if len(lines) == 1 and len(lines[0]) == 1:
        text, bold = lines[0][0]
        heavy = ' font-weight="bold"' if bold else ""
        return f'<text x="{short(x)}" y="{short(y)}"{look}{heavy}>{escape(text)}</text>'
    inner = []
    for number, line in enumerate(lines):
        pieces = "".join(_piece(text, bold) for text, bold in line)
        inner.append(f'<tspan x={quoteattr(short(x))} y="{short(y + number * LEADING * size)}">{pieces}</tspan>')
    return f'<text x="{short(x)}" y="{short(y)}"{look}>{"".join(inner)}</text>'
