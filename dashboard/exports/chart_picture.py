"""A chart as a picture that can stand alone: with its question, sentence, sources, data version and link."""

from xml.sax.saxutils import escape, quoteattr

from dashboard.charts.figures.base import SMALL, WIDTH
from dashboard.exports import fonts
from dashboard.exports.blocks import ChartBlock
from dashboard.exports.png import placed, svg_file, svg_text
from dashboard.i18n.catalogue import t
from dashboard.style import palette
from dashboard.style.palette import marker
from dashboard.svg import elements
from dashboard.svg.elements import mark

_EDGE = 32
_ROOM = WIDTH["wide"]
_TITLE, _SENTENCE = 25, 17
# Sources beyond these are counted, and stand at the address.
_MOST_SOURCES = 6


class _Page:
    """Collects lines of text from top to bottom."""

    def __init__(self) -> None:
        self.y = float(_EDGE)
        self.parts: list[str] = []

    def write(self, text: str, *, size: float, token: str = "ink", after: float = 0, title: bool = False) -> None:
        step = round(size * (1.2 if title else 1.45))
        words = fonts.printable(text)
        # A title looks best in lines of equal length; a text in as few as it needs.
        lines = (elements.wrap if title else elements.fill)(words, room=_ROOM, size=size, bold=title)
        for line in lines:
            self.y += step
            look = {"x": _EDGE, "y": self.y - step * 0.28, "size": size}
            self.parts.append(svg_text(line, **look, token=token, bold=title, head=title))
        self.y += after

    def rule(self, *, width: float, token: str, after: float) -> None:
        look = f'x="{_EDGE}" y="{self.y:.1f}" width="{_ROOM}" height="{width}" fill={quoteattr(palette.colour(token))}'
        self.parts.append(f"<rect {look}/>")
        self.y += width + after


def svg(block: ChartBlock) -> str:
    """Return the picture as SVG, on white, in the light colours."""
    page, chart, lang = _Page(), block.chart, block.lang
    page.rule(width=3, token="ink", after=12)
    page.write(chart.question, size=_TITLE, after=6, title=True)
    page.write(chart.sentence, size=_SENTENCE, after=4)
    if chart.subtitle:
        page.write(chart.subtitle, size=SMALL, token="ink-soft")
    page.y += 14
    page.parts.append(placed(block.svg(), x=_EDGE, y=page.y, width=_ROOM, height=block.height))
    page.y += block.height + 12
    _add_marks(page, block)
    page.rule(width=1, token="rule", after=6)
    first, *others = block.sources
    shown = others[: _MOST_SOURCES - 1]
    if left := len(others) - len(shown):
        shown.append(t("export.more_sources", lang, n=left))
    first = f"{t('source.many' if others else 'source.one', lang)} {first}"
    ending = " ".join(part for part in (chart.calculation, f"{block.stamp.text}.") if part)
    for text in (block.strength, first, *shown, ending, f"{t('site.name', lang)}: {block.link}"):
        page.write(text, size=SMALL, token="ink-soft", after=3)
    named = f"<title>{escape(chart.question)}</title><desc>{escape(chart.description)}</desc>"
    height, spoken = round(page.y + _EDGE / 2), f" xml:lang={quoteattr(lang)}"
    return svg_file(page.parts, width=_ROOM + 2 * _EDGE, height=height, attributes=spoken, named=named)


def _add_marks(page: _Page, block: ChartBlock) -> None:
    """Add the names of the marks, which a chart leaves to the notes beside it."""
    x, y = float(_EDGE), page.y + 12
    for label in block.chart.types:
        room = 22 + elements.width(label.name, size=SMALL) + 20
        if x + room > _EDGE + _ROOM:
            x, y = float(_EDGE), y + 22
        page.parts.append(mark(marker(label.id), x=x + 8, y=y))
        page.parts.append(svg_text(label.name, x=round(x + 22, 1), y=y + 4.5, size=SMALL, token="chart-value"))
        x += room
    if block.chart.types:
        page.y = y + 22
