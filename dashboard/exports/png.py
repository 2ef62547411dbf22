"""A chart as a picture that can stand alone: with its question, its sentence, its sources, the data version and the link.

SVG is put together from the still of the page; PNG is the same drawing with the fonts of documents, two pixels for one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from dashboard.charts.figures.base import SMALL, WIDTH, marker
from dashboard.exports import fonts
from dashboard.exports.blocks import ChartBlock
from dashboard.exports.typst import set_type
from dashboard.i18n.catalogue import t
from dashboard.style import palette
from dashboard.svg import text_metrics
from dashboard.svg.primitives import mark

_EDGE = 32
_ROOM = WIDTH["wide"]
_TITLE, _SAY = 25, 17
# Sources beyond these are counted, and stand at the address.
_MOST_SOURCES = 6
_FAMILY = f'"{fonts.HEADS}", Georgia, "Noto Serif", "Liberation Serif", serif'


class _Page:
    """Collects lines of text from top to bottom."""

    def __init__(self) -> None:
        self.y = float(_EDGE)
        self.parts: list[str] = []

    def write(
        self, text: str, *, size: float, token: str, bold: bool = False, head: bool = False, after: float = 0
    ) -> None:
        step = round(size * (1.2 if head else 1.45))
        words = fonts.printable(text)
        # A title looks best in lines of equal length; a text in as few as it needs.
        lines = (
            text_metrics.wrap(words, room=_ROOM, size=size, bold=bold) if head else filled(words, room=_ROOM, size=size)
        )
        for line in lines:
            self.y += step
            look = (
                f'x="{_EDGE}" y="{self.y - step * 0.28:.1f}" font-size="{size}" fill={quoteattr(palette.colour(token))}'
            )
            look += ' font-weight="bold"' if bold else ""
            look += f" font-family={quoteattr(_FAMILY)}" if head else ""
            self.parts.append(f"<text {look}>{escape(line)}</text>")
        self.y += after

    def rule(self, *, width: float, token: str, after: float) -> None:
        look = f'x="{_EDGE}" y="{self.y:.1f}" width="{_ROOM}" height="{width}" fill={quoteattr(palette.colour(token))}'
        self.parts.append(f"<rect {look}/>")
        self.y += width + after


def filled(text: str, *, room: float, size: float) -> list[str]:
    """A text over lines that are each as full as they can be. A word that is wider than the room is broken."""
    lines: list[str] = []
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and text_metrics.width(joined, size=size) <= room:
            lines[-1] = joined
        elif text_metrics.width(word, size=size) <= room:
            lines.append(word)
        else:
            lines.extend(text_metrics.wrap(word, room=room, size=size))
    return lines


def svg(block: ChartBlock) -> str:
    """The picture as SVG, on white, in the light colours."""
    page, chart = _Page(), block.chart
    page.rule(width=3, token="ink", after=12)
    page.write(chart.question, size=_TITLE, token="ink", bold=True, head=True, after=6)
    page.write(chart.sentence, size=_SAY, token="ink", after=4)
    if chart.subtitle:
        page.write(chart.subtitle, size=SMALL, token="ink-soft")
    page.y += 14
    # The still is a whole drawing; inside another one it only needs its place.
    inner = block.svg().replace(
        "<svg ", f'<svg x="{_EDGE}" y="{page.y:.1f}" width="{_ROOM}" height="{block.height}" ', 1
    )
    page.parts.append(inner)
    page.y += block.height + 12
    _marks(page, block)
    page.rule(width=1, token="rule", after=6)
    for text in _below(block):
        page.write(text, size=SMALL, token="ink-soft", after=3)
    height = round(page.y + _EDGE / 2)
    wide = _ROOM + 2 * _EDGE
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {height}" width="{wide}" height="{height}" role="img"'
    ground = f'<rect width="{wide}" height="{height}" fill={quoteattr(palette.colour("paper"))}/>'
    named = f"<title>{escape(chart.question)}</title><desc>{escape(chart.description)}</desc>"
    lang = f" xml:lang={quoteattr(block.lang)} font-family={quoteattr(palette.FONT)}>"
    return "".join([head, lang, named, ground, *page.parts, "</svg>"])


def _marks(page: _Page, block: ChartBlock) -> None:
    """The names of the marks, where a chart leaves them to the notes beside it."""
    x, y = float(_EDGE), page.y + 12
    for label in block.chart.marks:
        room = 22 + text_metrics.width(label.name, size=SMALL) + 20
        if x + room > _EDGE + _ROOM:
            x, y = float(_EDGE), y + 22
        page.parts.append(mark(marker(label.id), x=x + 8, y=y))
        fill = quoteattr(palette.colour("chart-value"))
        page.parts.append(
            f'<text x="{x + 22:.1f}" y="{y + 4.5:.1f}" font-size="{SMALL}" fill={fill}>{escape(label.name)}</text>'
        )
        x += room
    if block.chart.marks:
        page.y = y + 22


def _below(block: ChartBlock) -> Sequence[str]:
    """Strength, sources, our own calculation, data version and link."""
    sources = block.sources
    shown = list(sources[:_MOST_SOURCES])
    if len(sources) > len(shown):
        shown.append(t("export.more_sources", block.lang, n=len(sources) - len(shown)))
    one = "source.one" if len(sources) == 1 else "source.many"
    first = f"{t(one, block.lang)} {shown[0]}"
    ending = " ".join(part for part in (block.chart.calculation, f"{block.stamp.text}.") if part)
    return [block.strength, first, *shown[1:], ending, f"{t('site.name', block.lang)}: {block.link}"]


_ROOT = re.compile(r"<svg [^>]*>")
_SHEET = (
    b"#let w = float(sys.inputs.w) * 1pt\n#let h = float(sys.inputs.h) * 1pt\n"
    b"#set page(width: w, height: h, margin: 0pt)\n"
    b'#image(bytes(sys.inputs.drawing), format: "svg", width: w, height: h)'
)


def png(drawing: str, *, zoom: float = 2) -> bytes:
    """A drawing as PNG, `zoom` pixels for one. Fonts are ours alone; nothing is fetched, and other readers go on meanwhile.

    Raises ValueError for a drawing that does not say how wide and high it is.
    """
    root = _ROOT.match(drawing)
    found = {name: re.search(rf' {name}="([\d.]+)"', root[0]) for name in ("width", "height")} if root else {}
    wide, high = found.get("width"), found.get("height")
    if wide is None or high is None:
        raise ValueError("a drawing has no width or height (expected numbers of px on its <svg>)")
    sizes = {"w": wide[1], "h": high[1], "drawing": drawing}
    return set_type(_SHEET, words=sizes, format="png", ppi=72.0 * zoom)
