"""The picture that stands beside a link to a page: its title and first sentence, with its chart where that fits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from dashboard.exports import fonts
from dashboard.exports.png import png
from dashboard.models.kinds import Figure
from dashboard.style import palette
from dashboard.svg import text_metrics
from dashboard.svg.render import render_svg

WIDTH, HEIGHT = 1200, 630
_EDGE, _ROOM = 64, 1072
_FOOT = HEIGHT - 44
# A chart drawn smaller than this cannot be read in a list of messages; words can.
_SMALLEST = 0.8
_CHART_WIDTH = 860
# Room for two lines in words below a chart.
_SAYING = 120


@dataclass(frozen=True, kw_only=True)
class Preview:
    """What a picture is made of, in the reader's language. With a figure go its question and what it says, in words."""

    site: str
    title: str
    sentence: str
    below: str
    figure: Figure | None = None
    question: str = ""
    finding: str = ""


def _text(
    line: str, *, y: float, size: int, token: str, bold: bool = False, head: bool = False, x: float = _EDGE
) -> str:
    name = fonts.HEADS if head else fonts.TEXT
    family = f"""font-family={quoteattr(f"'{name}'")}"""
    weight = ' font-weight="bold"' if bold else ""
    return f'<text x="{x:g}" y="{y:g}" font-size="{size}"{weight} {family} fill="{palette.colour(token)}">{escape(line)}</text>'


def _lines(text: str, *, size: int, most: int, bold: bool = False) -> list[str]:
    """A text in at most so many lines, with three dots where it was cut."""
    lines = text_metrics.wrap(fonts.printable(text), room=_ROOM, size=size, bold=bold)
    if len(lines) <= most:
        return lines
    kept = " ".join(lines[:most])
    while kept and text_metrics.width(kept + "…", size=size, bold=bold) > _ROOM * (most - 0.15):
        kept = kept.rpartition(" ")[0]
    return text_metrics.wrap(kept.rstrip(" ,;:.") + "…", room=_ROOM, size=size, bold=bold)[:most]


def _block(parts: list[str], text: str, *, y: float, size: int, most: int, token: str, head: bool = False) -> float:
    """Write a text; gives the height below it."""
    step = round(size * (1.16 if head else 1.42))
    for line in _lines(text, size=size, most=most, bold=head):
        y += step
        parts.append(_text(line, y=y - step * 0.2, size=size, token=token, bold=head, head=head))
    return y


def _mark(y: float) -> str:
    """The mark of the site: hollow, line, filled."""
    ink = palette.colour("ink")
    return (
        f'<g transform="translate({_EDGE} {y})" stroke="{ink}" stroke-width="4"><path d="M22 16h18"/>'
        f'<circle cx="12" cy="16" r="10" fill="none"/><circle cx="51" cy="16" r="10" fill="{ink}"/></g>'
    )


def _chart(preview: Preview, *, y: float) -> str:
    """The chart and its sentence below a height, as large as fits; nothing when it would be too small to read."""
    if preview.figure is None:
        return ""
    height = float(preview.figure["layout"]["height"])
    scale = min(_ROOM / _CHART_WIDTH, (_FOOT - _SAYING - y) / height)
    if scale < _SMALLEST:
        return ""
    said: list[str] = []
    top = y + height * scale + 4
    _block(said, preview.finding, y=top, size=26, most=max(2, int((_FOOT - 36 - top) / 37)), token="ink")
    drawing = render_svg(
        preview.figure, width=_CHART_WIDTH, title=preview.question, description="", id_prefix="preview"
    )
    size = f'width="{_CHART_WIDTH * scale:.0f}" height="{height * scale:.0f}"'
    drawing = re.sub(r'(<svg\b[^>]*?) width="[^"]*"', r"\1", drawing, count=1)
    drawing = re.sub(r'(<svg\b[^>]*?) height="[^"]*"', r"\1", drawing, count=1)
    return drawing.replace("<svg ", f'<svg x="{_EDGE}" y="{y:.0f}" {size} ', 1) + "".join(said)


def svg(preview: Preview) -> str:
    """The picture as SVG, in the light colours."""
    paper, ink = palette.colour("paper"), palette.colour("ink")
    parts = [
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{paper}"/><rect width="{WIDTH}" height="12" fill="{ink}"/>',
        _mark(40),
        _text(preview.site, y=66, size=26, token="ink", bold=True, head=True, x=_EDGE + 80),
        _text(preview.below, y=_FOOT + 12, size=22, token="ink-soft"),
    ]
    head: list[str] = []
    y = _block(head, preview.title, y=88, size=26, most=1, token="ink-soft")
    y = _block(head, preview.question, y=y, size=40, most=2, token="ink", head=True)
    chart = _chart(preview, y=y + 20)
    if chart:
        parts += [*head, chart]
    else:
        y = _block(parts, preview.title, y=120, size=64, most=3, token="ink", head=True)
        most = max(1, int((_FOOT - 40 - y - 16) / 46))
        _block(parts, preview.sentence, y=y + 16, size=32, most=most, token="ink-soft")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">'
        + "".join(parts)
        + "</svg>"
    )


def picture(preview: Preview) -> bytes:
    """The picture as PNG, 1200 by 630."""
    return png(svg(preview), zoom=1)
