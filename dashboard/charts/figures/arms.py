"""The arms of a comparison without a line between them: each in a row (dots, forest), or before and after (slope)."""

from collections.abc import Sequence
from itertools import groupby

from dashboard.charts.figures.base import MIN_WIDTH, SMALL, VALUE, FigureBuilder, Margin, axis
from dashboard.charts.figures.dot_plot import dot_plot
from dashboard.charts.figures.labels import Box, LabelLayout, Place, label
from dashboard.charts.figures.pair_row import value_text
from dashboard.charts.figures.trend_parts import ValueAxis
from dashboard.i18n.catalogue import t
from dashboard.labels.labels import lower_first, upper_first
from dashboard.models.kinds import Anchor, Figure, Form, Lang
from dashboard.models.marks import ArmValue, Dot, Pair
from dashboard.style import palette
from dashboard.svg import text_metrics
from dashboard.svg.render import PlotArea

# px
_PLOT, _TOP, _BOTTOM, _SIDE = 240, 16, 58, 84
_KEY: dict[Form, int] = {"wide": 22, "narrow": 40}
# Which end of a line has its value on which side.
_ENDS: tuple[tuple[int, Anchor, float], ...] = ((0, "right", -13.0), (-1, "left", 13.0))


def _heading(pair: Pair) -> str:
    return f"{pair.block}: {lower_first(pair.row)}" if pair.block else pair.row


def arms(rows: Sequence[Pair], *, lang: Lang, form: Form) -> Figure:
    """Return a figure with a row for each arm, the comparison last, under a heading for each group."""
    dots = []
    for heading, grouped in groupby(rows, key=_heading):
        pairs = list(grouped)
        shown = [(pair, pair.treated) for pair in pairs]
        # Several arms may have one comparison arm, which is drawn once.
        shown += {pair.comparison.name: (pair, pair.comparison) for pair in pairs}.values()
        dots += [
            Dot(
                block=heading, label=upper_first(arm.name), mark=arm.type_id, value=arm.value, interval=arm.interval,
                text=value_text(pair, arm, lang), id=pair.id,
            )
            for pair, arm in shown
        ]  # fmt: skip
    known = [dot.interval is not None for dot in dots]
    keys = ["no_range"] if not any(known) else ["range"] if all(known) else ["range", "range_missing"]
    if any(known):
        keys.append("range_level")
    foot = [t(f"figure.{key}", lang) for key in keys]
    return dot_plot(dots, unit=rows[0].unit, foot=foot, lang=lang, form=form)


def slope(rows: Sequence[Pair], *, lang: Lang, form: Form) -> Figure:
    """Return a figure with a line from the first moment of each arm to its last, for one group of people.

    `row` of a pair is its moment. Raises ValueError for fewer than two moments.
    """
    moments = list(dict.fromkeys(pair.row for pair in rows))
    if len(moments) < 2:
        raise ValueError(f"a slope got the moments {moments} (expected two or more)")
    lines: dict[tuple[str, str, str], list[tuple[float, Pair, ArmValue]]] = {}
    for pair in rows:
        for arm in (pair.treated, pair.comparison):
            lines.setdefault((pair.block, arm.name, arm.type_id), []).append((moments.index(pair.row), pair, arm))
    several = len({pair.block for pair in rows}) > 1
    shown = [arm.value for points in lines.values() for _, _, arm in points]
    values = ValueAxis(shown, unit=rows[0].unit, lang=lang)
    last, width, key = float(len(moments) - 1), MIN_WIDTH[form], len(lines) * _KEY[form] + 10
    # The key stands in the plot area, above the values.
    per_px = (values.high - values.low) / _PLOT
    span = (values.low, values.high + key * per_px)
    box = Box(_SIDE, _TOP, width - _SIDE, _TOP + key + _PLOT)
    area = PlotArea(*box, x=(0, last), y=span, paper=box)
    builder = FigureBuilder()
    layout = LabelLayout(builder, area, bounds=Box(0, _TOP + key - 10, width, box.bottom + 10))
    for number in range(len(moments)):
        builder.add_rule((number, values.low), (number, values.high), token="rule-firm", refs="x y")
    for number, ((block, name, type_id), points) in enumerate(lines.items()):
        up = span[1] - (number + 0.5) * _KEY[form] * per_px
        words = f"{block}: {name}" if several else name
        builder.add_type_mark("key", type_id=type_id, x=0, y=up)
        named = text_metrics.wrap(words, room=width - _SIDE - 20, size=SMALL)
        builder.add_text(text_metrics.markup(named), x=0, y=up, dx=14, token="chart-value")
        token = palette.mark(type_id)[0]
        builder.add_line("change", [(x, arm.value) for x, _, arm in points], token=token, width=2)
        for x, pair, arm in points:
            builder.add_type_mark(arm.name, type_id=type_id, x=x, y=arm.value, id=pair.id)
        layout.keep_off_marks([(x, arm.value) for x, _, arm in points], radius=9)
    for points in lines.values():
        for at, anchor, dx in _ENDS:
            x, pair, arm = points[at]
            bold = arm is pair.treated
            written = label(
                [value_text(pair, arm, lang)], size=VALUE, bold=bold, token="chart-value" if bold else "chart-text"
            )
            places: list[Place] = [(anchor, dx, dy) for dy in sorted(range(-90, 91, 6), key=abs)]
            layout.write(written.at(places), x=x, y=arm.value, always=True)
    ticks = [
        (number, "<br>".join(text_metrics.wrap(text, room=110, size=SMALL))) for number, text in enumerate(moments)
    ]
    axes = (axis(span=(0, last), ticks=ticks), axis(span=span))
    return builder.build(height=box.bottom + _BOTTOM, margin=Margin(_TOP, _SIDE, _BOTTOM, _SIDE), axes=[axes])
