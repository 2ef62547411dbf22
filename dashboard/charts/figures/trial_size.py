"""The smallest difference that groups of each size can show, as a line, with what a reader has and wants as marks on it."""

from dashboard.charts.figures.base import MIN_WIDTH, SMALL, VALUE, FigureBuilder, Margin, Point, axis, nice_ticks
from dashboard.charts.figures.labels import Box, LabelLayout, label
from dashboard.i18n import formats
from dashboard.models.kinds import Figure, Form, Lang
from dashboard.models.marks import SizeMark
from dashboard.svg import elements
from dashboard.svg.render import PlotArea

# px
_HEIGHT: dict[Form, int] = {"wide": 360, "narrow": 320}
_TOP, _RIGHT, _BOTTOM = 34, 28, 52


def trial_size(
    line: tuple[Point, ...], marks: tuple[SizeMark, ...], *, x_label: str, y_label: str, lang: Lang, form: Form
) -> Figure:
    """Return a figure of differences (percentage points) by people in each group, both axes from zero.

    `line` is the smallest difference for each size of a group; `marks` are points on it. Raises ValueError without a line.
    """
    if not line:
        raise ValueError("a chart of the size of a trial got no line (expected at least one point)")
    across = nice_ticks(max(x for x, _ in line), whole=True)
    up = nice_ticks(max(y for _, y in line), whole=True)
    texts = [formats.number(tick, lang) for tick in up]
    margin = Margin(_TOP, _RIGHT, _BOTTOM, round(elements.widest(texts, size=SMALL)) + 10)
    box = Box(margin.left, _TOP, MIN_WIDTH[form] - _RIGHT, _HEIGHT[form] - _BOTTOM)
    area = PlotArea(*box, x=(0, across[-1]), y=(0, up[-1] * 1.01), paper=box)
    builder = FigureBuilder()
    labels = LabelLayout(builder, area, bounds=Box(margin.left, _TOP - 14, MIN_WIDTH[form], area.bottom))
    builder.add_line("smallest difference", line, token="ink-soft", width=2)
    labels.keep_off_line(line)
    points = [(mark.people, mark.difference) for mark in marks]
    for mark in marks:
        symbol = "circle" if mark.has else "circle-open"
        builder.add_mark(mark.id, symbol=symbol, size=13, token="ink", x=mark.people, y=mark.difference, id=mark.id)
    labels.keep_off_marks(points, radius=9)
    for mark in marks:
        text = label(mark.text[: 1 if form == "narrow" else 2], size=VALUE, bold=True, token="chart-value")
        labels.write(text.around(), x=mark.people, y=mark.difference, always=True)
    builder.add_text(elements.markup(y_label), x=0, y=1, refs="paper paper", dx=-margin.left, dy=-20)
    builder.add_text(elements.markup(x_label), x=1, y=0, refs="paper paper", dy=42, anchor="right")
    x = axis(
        span=(0, across[-1]),
        ticks=[(tick, formats.number(tick, lang)) for tick in across],
        line="ticks",
    )
    y = axis(
        span=(0, up[-1] * 1.01),
        ticks=list(zip(up, texts, strict=True)),
        showgrid=True,
        ticklabelstandoff=6,
        line="zero",
    )
    return builder.build(height=_HEIGHT[form], margin=margin, axes=[(x, y)])
