"""Counts at moments, on a true time axis. The line between them is dotted: what happened in between is not known."""

from collections.abc import Sequence
from dataclasses import replace

from dashboard.charts.figures.base import (
    LABEL,
    LINE_HEIGHT,
    MIN_WIDTH,
    SMALL,
    VALUE,
    FigureBuilder,
    Margin,
    axis,
    nice_ticks,
    tick_decimals,
)
from dashboard.charts.figures.labels import Box, Label, LabelLayout, Place, label
from dashboard.i18n import formats
from dashboard.models.kinds import Figure, Form, Lang
from dashboard.models.marks import EventMark, Moment
from dashboard.style import palette
from dashboard.svg import elements
from dashboard.svg.render import PlotArea, axis_number

# px
_HEIGHT: dict[Form, int] = {"wide": 340, "narrow": 300}
_TOP, _BOTTOM = 28, 36
_RIGHT: dict[Form, int] = {"wide": 44, "narrow": 24}
_MARK_RADIUS = 9
_EVENT_WIDTH: dict[Form, int] = {"wide": 150, "narrow": 104}
# Plotly leaves out a gridline at the very end of an axis.
_OVER = 1.01
# Most years that fit side by side.
_YEARS: dict[Form, int] = {"wide": 14, "narrow": 8}


def over_time(
    moments: Sequence[Moment], *, type_id: str, events: Sequence[EventMark], unit_label: str, lang: Lang, form: Form
) -> Figure:
    """Return a figure with a mark and its count for each moment, and a line with a text for each event.

    `unit_label` says what is counted. Dates are whole ISO days. Raises ValueError without moments.
    """
    if not moments:
        raise ValueError("a chart over time got no moments (expected at least one)")
    moments = sorted(moments, key=lambda moment: moment.at)
    ticks = nice_ticks(max(moment.value for moment in moments), whole=True)
    texts = [formats.number(tick, lang, tick_decimals(ticks)) for tick in ticks]
    margin = Margin(_TOP, _RIGHT[form], _BOTTOM, round(elements.widest(texts, size=SMALL)) + 10)
    dates = [moment.at for moment in moments] + [event.at for event in events]
    first, last = int(min(dates)[:4]), int(max(dates)[:4]) + 1
    days, high = (f"{first}-01-01", f"{last}-01-01"), ticks[-1] * _OVER
    box = Box(margin.left, _TOP, MIN_WIDTH[form] - margin.right, _HEIGHT[form] - _BOTTOM)
    area = PlotArea(*box, x=(axis_number(days[0]), axis_number(days[1])), y=(0, high), paper=box)
    builder = FigureBuilder()
    labels = LabelLayout(builder, area, bounds=Box(margin.left - 4, _TOP - 10, MIN_WIDTH[form], area.bottom))
    points = [(moment.at, moment.value) for moment in moments]
    if len(moments) > 1:
        token = palette.mark(type_id)[0]
        builder.add_line("between counts", points, token=token, width=2, dash="2px,4px")
        labels.keep_off_line(points)
    for moment in moments:
        builder.add_type_mark("count", type_id=type_id, x=moment.at, y=moment.value, id=moment.id)
    labels.keep_off_marks(points, radius=_MARK_RADIUS)
    for event in events:
        builder.add_rule((event.at, 0), (event.at, high), token="rule-firm", refs="x y")
        labels.keep_off_line([(event.at, 0), (event.at, high)])
    for moment in moments:
        labels.write(_count_labels(moment, newest=moment is moments[-1]), x=moment.at, y=moment.value)
    for event in events:
        labels.write(_event_labels(event, form, height=area.bottom - area.top), x=event.at, y=high, always=True)
    builder.add_text(elements.markup(unit_label), x=0, y=1, refs="paper paper", dx=-margin.left, dy=-18)
    x = axis(span=days, ticks=_years(first, last, form), type="date", ticklabelstandoff=0, line="ticks")
    y = axis(
        span=(0, high), ticks=list(zip(ticks, texts, strict=True)), showgrid=True, ticklabelstandoff=6, line="zero"
    )
    return builder.build(height=_HEIGHT[form], margin=margin, axes=[(x, y)])


def _years(first: int, last: int, form: Form) -> list[tuple[str, str]]:
    """Return a tick for each 1 January; where the screen is narrow only the first year is written in full."""
    step = -(-(last - first + 1) // _YEARS[form])
    short = form == "narrow"
    return [
        (f"{year}-01-01", f"’{year % 100:02}" if short and year != first else str(year))
        for year in range(first, last + 1, step)
    ]


def _count_labels(moment: Moment, *, newest: bool) -> list[Label]:
    """Return the labels that a count may have; only the newest one says when it was."""
    count = label([moment.text], size=VALUE, bold=True, token="chart-value")
    if not newest:
        return count.around()
    when = elements.markup(moment.when)
    beside = replace(
        count, text=f"{count.text} {when}", width=count.width + elements.width(f" {moment.when}", size=VALUE)
    )
    below = replace(
        count, text=f"{count.text}<br>{when}", height=VALUE * elements.LEADING + LINE_HEIGHT,
        width=max(count.width, elements.width(moment.when, size=VALUE)),
    )  # fmt: skip
    return [*beside.at([("left", _MARK_RADIUS + 4, 0)]), *below.around()]


def _event_labels(event: EventMark, form: Form, *, height: float) -> list[Label]:
    """Return the labels that an event may have: left and right of its line, from the top down, narrow ones first."""
    widest_word = max(60.0, elements.widest(event.text.split(), size=LABEL))
    narrow = max(_EVENT_WIDTH[form], min(widest_word, _EVENT_WIDTH["wide"]))
    options = []
    for room in dict.fromkeys((narrow, _EVENT_WIDTH["wide"], widest_word)):
        text = label(elements.wrap(event.text, room=room, size=LABEL), size=LABEL, token="chart-value")
        drops = range(round(text.height / 2) + 8, round(height - text.height / 2), 10)
        places: list[Place] = [place for dy in drops for place in (("right", -7, dy), ("left", 7, dy))]
        options += text.at(places)
    return options
