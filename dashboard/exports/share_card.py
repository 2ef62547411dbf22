"""The picture beside a link to a page: its title and first sentence, with its chart where that fits."""

from dataclasses import dataclass

from dashboard.exports import fonts
from dashboard.exports.png import placed, png, svg_file, svg_text
from dashboard.models.kinds import Figure
from dashboard.style import palette
from dashboard.svg import elements
from dashboard.svg.render import render_svg

WIDTH, HEIGHT, SQUARE = 1200, 630, 1200
_EDGE, _ROOM = 64, 1072
# A chart drawn smaller than this cannot be read in a list of messages; words can.
_SMALLEST = 0.8
_CHART_WIDTH = 860
# Room for two lines of text below a chart; a square has room for more.
_FINDING = {HEIGHT: 120, SQUARE: 300}


@dataclass(frozen=True, kw_only=True)
class ShareCard:
    """What the picture shows, in the reader's language.

    A figure comes with its question and its finding. A `verdict` on the title stands under it, in the colour `tone`, a token;
    that of an approach is its own.
    `basis` is where the result comes from and how groups were formed.
    """

    site: str
    title: str
    sentence: str
    below: str
    figure: Figure | None = None
    question: str = ""
    finding: str = ""
    verdict: str = ""
    tone: str = "ink"
    basis: str = ""
    height: int = HEIGHT

    @property
    def foot(self) -> int:
        """Where the last line stands."""
        return self.height - 44


def picture(card: ShareCard) -> bytes:
    """Return the picture as PNG, 1200 wide and 630 or 1200 high."""
    return png(svg(card), zoom=1)


def svg(card: ShareCard) -> str:
    """Return the picture as SVG, in the light colours."""
    ink = palette.colour("ink")
    # A verdict and an approach have a band on the left, so that they are seen before the title is read.
    size = f'width="{WIDTH}" height="12"' if card.tone == "ink" and not card.verdict else 'width="30" height="100%"'
    parts = [
        f'<rect {size} fill="{palette.colour(card.tone)}"/>',
        # The mark of the site: hollow, line, filled.
        f'<g transform="translate({_EDGE} 40)" stroke="{ink}" stroke-width="4"><path d="M22 16h18"/>'
        f'<circle cx="12" cy="16" r="10" fill="none"/><circle cx="51" cy="16" r="10" fill="{ink}"/></g>',
        svg_text(card.site, x=_EDGE + 80, y=66, size=26, token="ink", bold=True, head=True),
        svg_text(card.below, x=_EDGE, y=card.foot + 12, size=22, token="ink-soft"),
        *_basis(card),
    ]
    head: list[str] = []
    y = _add_text(head, card.title, y=88, size=26, most=1, token="ink-soft")
    y = _add_text(head, card.question, y=y, size=40, most=2, head=True)
    chart = _chart(card, y=y + 20)
    if chart:
        parts += [*head, *chart]
    else:
        # The reason of a verdict must fit as a whole: cut, it could say something else.
        title, sentence = (48, 28) if card.verdict else (56, 32)
        if card.height == SQUARE:
            title, sentence = title + 24, sentence + 16
        y = _add_text(parts, card.title, y=120, size=title, most=3, head=True)
        if card.verdict:
            y = _add_verdict(parts, card, y=y + 24)
        most = max(1, int((card.foot - 24 - y - 16) / (sentence * 1.42)))
        _add_text(parts, card.sentence, y=y + 16, size=sentence, most=most, token="ink-soft")
    return svg_file(parts, width=WIDTH, height=card.height)


def _basis(card: ShareCard) -> list[str]:
    """Return the box in the corner with the municipality and how groups were formed."""
    if not card.basis:
        return []
    words = fonts.printable(card.basis)
    width = elements.width(words, size=26, bold=True) * 1.04 + 36
    x = _EDGE + _ROOM - width
    frame = f'fill="none" stroke="{palette.colour("ink")}" stroke-width="3"'
    return [
        f'<rect x="{x:.0f}" y="32" width="{width:.0f}" height="52" {frame}/>',
        svg_text(words, x=x + 18, y=67, size=26, token="ink", bold=True),
    ]


def _add_verdict(parts: list[str], card: ShareCard, *, y: float) -> float:
    """Add the verdict as white words on its colour; return the height below it."""
    width = elements.width(card.verdict, size=32, bold=True) + 48
    parts.append(f'<rect x="{_EDGE}" y="{y:g}" width="{width:.0f}" height="60" fill="{palette.colour(card.tone)}"/>')
    parts.append(svg_text(card.verdict, x=_EDGE + 24, y=y + 41, size=32, token="paper", bold=True))
    return y + 60


def _chart(card: ShareCard, *, y: float) -> list[str]:
    """Return the chart and its sentence, as large as fits below a height; nothing when it would be too small to read."""
    if card.figure is None:
        return []
    height = float(card.figure.layout.height)
    scale = min(_ROOM / _CHART_WIDTH, (card.foot - _FINDING[card.height] - y) / height)
    if scale < _SMALLEST:
        return []
    drawing = render_svg(card.figure, width=_CHART_WIDTH, title=card.question, description="", id_prefix="preview")
    parts = [placed(drawing, x=_EDGE, y=round(y), width=round(_CHART_WIDTH * scale), height=round(height * scale))]
    top = y + height * scale + 4
    size = 26 if card.height == HEIGHT else 40
    _add_text(parts, card.finding, y=top, size=size, most=max(2, int((card.foot - 36 - top) / (size * 1.42))))
    return parts


def _add_text(
    parts: list[str], text: str, *, y: float, size: int, most: int, token: str = "ink", head: bool = False
) -> float:
    """Add a text in at most so many lines; return the height below it."""
    step = round(size * (1.16 if head else 1.42))
    for line in _lines(text, size=size, most=most, bold=head):
        y += step
        parts.append(svg_text(line, x=_EDGE, y=y - step * 0.2, size=size, token=token, bold=head, head=head))
    return y


def _lines(text: str, *, size: int, most: int, bold: bool) -> list[str]:
    """Return a text in at most so many lines, with an ellipsis where it was cut."""
    wrap = elements.wrap if bold else elements.fill
    lines = wrap(fonts.printable(text), room=_ROOM, size=size, bold=bold)
    if len(lines) <= most:
        return lines
    shorter = " ".join(lines[:most])
    while shorter and elements.width(shorter + "…", size=size, bold=bold) > _ROOM * (most - 0.15):
        shorter = shorter.rpartition(" ")[0]
    return wrap(shorter.rstrip(" ,;:.") + "…", room=_ROOM, size=size, bold=bold)[:most]
