"""SVG elements and attributes: marks, lines, rectangles and text; how wide words are, and where a line breaks.

A label is written so that nothing in it is read as markup. Numbers are as short as they can be.
"""

import html
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any
from xml.sax.saxutils import escape, quoteattr

# Advance widths of Arial and Liberation Sans in thousandths of the size; the other families in theme.FONT come close.
_GROUPS = {
    222: "'ijl",
    278: " !,./:;I[]ft’‘|",
    333: "()-r`“”",
    389: "*",
    500: "Jcksvxyz",
    556: '"#$?L_abdeghnopqu0123456789–',
    584: "+<=>~",
    611: "FTZ",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "W",
    1000: "—…@",
}
_WIDTHS = {letter: width for width, letters in _GROUPS.items() for letter in letters}
_SOFT = "\u00ad"
_WIDTHS[_SOFT] = 0
_BOLD = 1.07
# Wider families (Noto Sans) need up to this much more than Arial; a label that is given too much room is never cut.
_ROOM = 1.06
LEADING = 1.3


def width(words: str, *, size: float, bold: bool = False) -> float:
    """The room in px that words on one line need, with a margin for families wider than Arial."""
    return _plain_width(words) * size * _ROOM * (_BOLD if bold else 1.0) / 1000


# The same labels are measured for each form of a chart, and again for each width that a line might have.
@lru_cache(maxsize=4096)
def _plain_width(words: str) -> int:
    """The width in thousandths of the size."""
    return sum(_WIDTHS.get(letter, 600) for letter in words)


def widest(lines: Sequence[str], *, size: float, bold: bool = False) -> float:
    """The room that the longest of some lines needs, 0 when there are none."""
    return max((width(line, size=size, bold=bold) for line in lines), default=0.0)


def wrap(words: str, *, room: float, size: float, bold: bool = False) -> list[str]:
    """Words over as few lines as fit in `room` px, about equally long. A wider word is broken with a hyphen.

    A soft hyphen in a word says where it may be broken.
    """
    lines = fill(words, room=room, size=size, bold=bold)
    if len(lines) == 1 or any(line.endswith("-") for line in lines):
        return lines
    least, most = 0.0, room
    while most - least > 2:
        middle = (least + most) / 2
        tried = fill(words, room=middle, size=size, bold=bold)
        if len(tried) > len(lines) or widest(tried, size=size, bold=bold) > middle:
            least = middle
        else:
            most, lines = middle, tried
    return lines


def fill(words: str, *, room: float, size: float, bold: bool = False) -> list[str]:
    """Words over lines, each as full as it can be; a word that is wider than a line is broken."""
    lines: list[str] = []
    for word in words.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and width(joined, size=size, bold=bold) <= room:
            lines[-1] = joined
        else:
            lines.extend(_broken(word, room=room, size=size, bold=bold))
    return [line.replace(_SOFT, "") for line in lines] or [""]


def _broken(word: str, *, room: float, size: float, bold: bool, hyphen: str = "-") -> list[str]:
    """A word, in pieces when it does not fit. Pieces have at least three letters, so that no letter stands alone.

    A URL is broken without a hyphen, which would look like a part of it.
    """
    if "://" in word:
        hyphen = ""
    if width(word, size=size, bold=bold) <= room or len(word) < 6:
        return [word]
    start, soft, end = word.partition(_SOFT)
    if soft:
        return [start + "-", *_broken(end, room=room, size=size, bold=bold)]
    keep = 3
    while keep < len(word) - 3 and width(word[: keep + 1] + hyphen, size=size, bold=bold) <= room:
        keep += 1
    return [word[:keep] + hyphen, *_broken(word[keep:], room=room, size=size, bold=bold, hyphen=hyphen)]


def markup(lines: str | Sequence[str], *, bold: bool = False) -> str:
    """Lines as one text for a figure. Signs that Plotly would read as markup are written as entities."""
    rows = [lines] if isinstance(lines, str) else lines
    whole = "<br>".join(html.escape(row, quote=False) for row in rows)
    return f"<b>{whole}</b>" if bold else whole


# The distance from the middle of a line of text to its baseline, as a share of the font size: the ascent less half the
# height of a line, as in Arial. The other fonts differ by less than a pixel.
BASELINE = 0.35
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

# Parts of a line of text, each with whether it is bold.
TextLine = Sequence[tuple[str, bool]]


def reject_unknown(given: Iterable[str], supported: Iterable[str], *, where: str) -> None:
    """Raise ValueError for properties that are not supported, so that nothing is left out in silence."""
    unknown = set(given) - set(supported)
    if unknown:
        raise ValueError(f"{where} has {sorted(unknown)} (supported: {sorted(supported)})")


# The same edges, sizes and rows come back all over a chart.
@lru_cache(maxsize=4096)
def px_text(value: float) -> str:
    """Return a number of px with at most two decimals."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def dash_attribute(dash: str) -> str:
    """Return a Plotly dash in px as an attribute, empty for a solid line. Raises ValueError for another dash."""
    if not re.fullmatch(r"(\d+px(,\d+px)*)?", dash):
        raise ValueError(f"a line has the dash {dash!r} (supported: lengths in px)")
    return f' stroke-dasharray="{dash.replace("px", "")}"' if dash else ""


@lru_cache(maxsize=256)
def colour_attribute(name: str, value: str) -> str:
    """Return a colour as an attribute; the content security policy forbids style attributes."""
    if not re.fullmatch(r"#[0-9a-f]{6}|none", value):
        raise ValueError(f"a {name} is {value!r} (expected a colour of tokens.css, #rrggbb)")
    return f' {name}="{value}"'


def stroke(colour: str, width: float) -> str:
    """Return the attributes of a line."""
    return f'{colour_attribute("stroke", colour)} stroke-width="{px_text(width)}"'


@lru_cache(maxsize=64)
def _outline(symbol: str, size: float) -> str:
    """Return the path of a symbol around 0,0. Raises ValueError for a symbol that is not known."""
    if symbol not in _CORNERS:
        raise ValueError(f"a mark has the symbol {symbol!r} (supported: circle, {', '.join(sorted(_CORNERS))})")
    radius = size / 2
    return "M" + "L".join(f"{px_text(x * radius)},{px_text(y * radius)}" for x, y in _CORNERS[symbol]) + "Z"


def mark(marker: Mapping[str, Any], *, x: float, y: float, id: str = "") -> str:
    """Return a Plotly marker at a place in px, with the id of its details.

    Raises ValueError for a marker that is not supported.
    """
    reject_unknown(marker, ("color", "symbol", "size", "line"), where="a marker")
    look = colour_attribute("fill", marker["color"])
    if "line" in marker:
        look += stroke(marker["line"]["color"], marker["line"]["width"])
    look += f" data-mark={quoteattr(id)}" if id else ""
    symbol, size = marker["symbol"], marker["size"]
    if symbol == "circle":
        return f'<circle cx="{px_text(x)}" cy="{px_text(y)}" r="{px_text(size / 2)}"{look}/>'
    return f'<path transform="translate({px_text(x)},{px_text(y)})" d="{_outline(symbol, size)}"{look}/>'


def line_element(x0: float, y0: float, x1: float, y1: float, *, colour: str, width: float) -> str:
    """Return a line on whole pixels, as Plotly draws gridlines."""
    ends = f'x1="{px_text(x0)}" y1="{px_text(y0)}" x2="{px_text(x1)}" y2="{px_text(y1)}"'
    return f'<line {ends}{stroke(colour, width)} shape-rendering="crispEdges"/>'


def rect_element(x0: float, y0: float, x1: float, y1: float, *, look: str) -> str:
    """Return a rectangle between two corners; `look` are its other attributes."""
    size = f'width="{px_text(abs(x1 - x0))}" height="{px_text(abs(y1 - y0))}"'
    return f'<rect x="{px_text(min(x0, x1))}" y="{px_text(min(y0, y1))}" {size}{look}/>'


def parse_markup(text: str) -> list[TextLine]:
    """Return the lines of a text with `<b>` and `<br>`. Raises ValueError for other markup."""
    lines: list[list[tuple[str, bool]]] = [[]]
    bold = False
    for piece in _TAGS.split(text):
        if piece == "<br>":
            lines.append([])
        elif piece in ("<b>", "</b>"):
            bold = piece == "<b>"
        elif piece.startswith("<"):
            raise ValueError(f"a text has {piece!r} (supported: <b> and <br>)")
        elif piece:
            lines[-1].append((html.unescape(piece), bold))
    return list(lines)


def text_element(lines: Sequence[TextLine], *, x: float, y: float, anchor: str, size: float, colour: str) -> str:
    """Return lines of text, the baseline of the first at `y`."""
    at, look = f'x="{px_text(x)}" y="{px_text(y)}"', f'{colour_attribute("fill", colour)} font-size="{px_text(size)}"'
    look += "" if anchor == "start" else f' text-anchor="{anchor}"'
    if len(lines) == 1 and len(lines[0]) == 1:
        text, bold = lines[0][0]
        weight = ' font-weight="bold"' if bold else ""
        return f"<text {at}{look}{weight}>{escape(text)}</text>"
    inner = []
    for number, line in enumerate(lines):
        parts = (f'<tspan font-weight="bold">{escape(text)}</tspan>' if bold else escape(text) for text, bold in line)
        start = f'x={quoteattr(px_text(x))} y="{px_text(y + number * LEADING * size)}"'
        inner.append(f"<tspan {start}>{''.join(parts)}</tspan>")
    return f"<text {at}{look}>{''.join(inner)}</text>"
