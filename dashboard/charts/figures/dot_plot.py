"""A dot plot: a value in each row on one axis, with its interval where a source gives one.

It has the arms of a comparison at one moment, the official figures of one year, and estimates with their intervals (a
forest plot). A row without a value has no place on the axis: a dashed line where the size is not known, hatching where
nothing is known, and words on it.
"""

import math
from collections.abc import Mapping, Sequence
from itertools import groupby

from dashboard.charts.figures.base import (
    LABEL,
    LINE_HEIGHT,
    MIN_WIDTH,
    SMALL,
    VALUE,
    FigureBuilder,
    Margin,
    axis,
    nice_step,
    tick_decimals,
)
from dashboard.charts.figures.trend_parts import ValueAxis
from dashboard.i18n import formats
from dashboard.models.kinds import Figure, Form, Lang
from dashboard.models.marks import Dot
from dashboard.svg import elements

# px
_LABEL_COLUMN, _ROW_HEIGHT, _BLOCK_GAP, _AXIS_HEIGHT, _EDGE, _BESIDE = 200, 25, 14, 26, 14, 13
_NOTE_GAP = 18
_TICK_GAP = 6
# On a phone, labels up to this width stand beside their row; others stand above it, with a gap below.
_NARROW_COLUMN, _NARROW_GAP = 96, 8
# The classes of urbanity of CBS, from extremely urban to not urban.
_URBANITY = [1.0, 2.0, 3.0, 4.0, 5.0]
# Symbol, colour and size of marks that are not those of a type.
_LOOKS = {
    "counted": ("circle", "chart-value", 11.0),
    "modelled": ("diamond-open", "chart-value", 12.0),
    "provisional": ("square-open", "chart-value", 11.0),
    "own counted": ("circle", "chart-value", 18.0),
    "own modelled": ("diamond-open", "chart-value", 20.0),
    "country": ("circle", "chart-text", 8.0),
    "country modelled": ("diamond-open", "chart-text", 9.0),
    "country provisional": ("square-open", "chart-text", 8.0),
    "randomised_control": ("circle", "chart-value", 13.0),
    "matched_comparison": ("diamond", "chart-value", 13.0),
    "non_participants": ("square-open", "chart-value", 12.0),
    "over_time": ("triangle-up", "chart-value", 14.0),
}


def dot_plot(
    rows: Sequence[Dot], *, unit: str, lang: Lang, form: Form, key: Mapping[str, str] | None = None, foot: Sequence[str] = (),
    log: bool = False,
) -> Figure:  # fmt: skip
    """Return a figure with a row for each dot, in the order given, under a heading for each block.

    `key` names marks above the rows, `foot` are texts below the axis. With `log`, values are logarithms to base ten.
    Raises ValueError without any value.
    """
    ends = [end for dot in rows if dot.value is not None for end in (dot.value, *(dot.interval or ()))]
    if not ends:
        raise ValueError("a dot plot got no values (expected at least one)")
    low, ticks = log_ticks(ends) if log else linear_ticks(ends, unit=unit)
    high = ticks[-1]
    widest = elements.widest([dot.label for dot in rows], size=LABEL)
    wide = form == "wide"
    beside = wide or (widest <= _NARROW_COLUMN and not any(dot.note for dot in rows))
    notes = elements.widest([dot.note for dot in rows], size=SMALL)
    texts = elements.widest([dot.text for dot in rows if dot.value is not None], size=VALUE, bold=True)
    left = _LABEL_COLUMN if wide else round(widest) + _EDGE + 8 if beside else _EDGE
    right = round(texts + _BESIDE + 4 + (notes + _NOTE_GAP if wide and notes else 0))
    builder, y = FigureBuilder(), 4.0
    for mark, name in (key or {}).items():
        _add_mark(builder, "key", Dot(label="", text="", mark=mark), x=low, y=y + LINE_HEIGHT / 2)
        text = elements.markup(name)
        builder.add_text(text, x=low, y=y + LINE_HEIGHT / 2, dx=_EDGE, token="chart-text")
        y += LINE_HEIGHT + 4
    top = y
    for block, grouped in groupby(rows, key=lambda dot: dot.block):
        y += _BLOCK_GAP if y > top else 0
        if block:
            y = _write(builder, block, y=y, left=left, room=MIN_WIDTH[form] - 4, bold=True)
        for dot in grouped:
            if not beside:
                label = f"{dot.label} ({dot.note})" if dot.note else dot.label
                y = _write(builder, label, y=y, left=left, room=MIN_WIDTH[form] - 4)
            lines = elements.wrap(dot.label, room=left - 24, size=LABEL) if wide else [dot.label] if beside else []
            height = max(_ROW_HEIGHT if beside else _ROW_HEIGHT + _NARROW_GAP, len(lines) * LINE_HEIGHT + 12)
            middle = y + height / 2
            if lines:
                text = elements.markup(lines)
                builder.add_text(text, x=0, y=middle, refs="paper y", dx=-left, token="chart-value", size=LABEL)
                if dot.note:
                    builder.add_text(elements.markup(dot.note), x=1, y=middle, refs="paper y", dx=right, anchor="right")
            _draw(builder, dot, y=middle, span=(low, high))
            y += height
    height = round(y) + 2
    for tick in ticks:
        place = (tick - low) / (high - low)
        token = "chart-grid" if tick else "chart-zero"
        builder.add_rule((place, 1 - top / height), (place, 0), token=token)
    lines = [line for text in foot for line in elements.wrap(text, room=MIN_WIDTH[form] - 4, size=SMALL)]
    middle = _AXIS_HEIGHT + len(lines) * LINE_HEIGHT / 2
    if lines:
        builder.add_text(elements.markup(lines), x=0, y=0, refs="paper paper", dx=-left, dy=middle)
    places = tick_decimals(ticks)
    named = [(tick, formats.short(10**tick if log else tick, unit, lang, places)) for tick in ticks]
    room = (MIN_WIDTH[form] - left - right) / (len(ticks) - 1)
    if elements.widest([text for _, text in named], size=SMALL) + _TICK_GAP > room:
        named = named[::2]
    axes = (axis(span=(low, high), ticks=named), axis(span=(height, 0)))
    bottom = _AXIS_HEIGHT + len(lines) * LINE_HEIGHT
    return builder.build(height=height + bottom, margin=Margin(0, right, bottom, left), axes=[axes])


def log_ticks(ends: Sequence[float]) -> tuple[float, list[float]]:
    """Return the lowest value of an axis of logarithms to base ten and its ticks, one for each power of ten."""
    ticks = [float(power) for power in range(math.floor(min(ends)), math.ceil(max(ends)) + 1)]
    return ticks[0], ticks


def linear_ticks(ends: Sequence[float], *, unit: str) -> tuple[float, list[float]]:
    """Return the lowest value of the axis and its ticks: all classes, and both sides of zero for an estimate below it."""
    if unit == "class":
        return _URBANITY[0], _URBANITY
    if min(ends) >= 0:
        ticks = ValueAxis(ends, unit=unit, lang="nl").ticks
        return ticks[0], ticks
    step = nice_step(max(ends) - min(ends))
    first = -int(-min(ends) // step) - 1
    ticks = [round(step * number, 9) for number in range(first, int(max(max(ends), 0) // step) + 2)]
    return ticks[0], ticks


def _write(builder: FigureBuilder, text: str, *, y: float, left: float, room: float, bold: bool = False) -> float:
    """Write a text at the left edge from `y` px down. Return the px below it."""
    lines = elements.wrap(text, room=room, size=LABEL, bold=bold)
    middle, markup = y + len(lines) * LINE_HEIGHT / 2, elements.markup(lines, bold=bold)
    builder.add_text(markup, x=0, y=middle, refs="paper y", dx=-left, token="chart-value", size=LABEL, background=True)
    return y + len(lines) * LINE_HEIGHT


def _draw(builder: FigureBuilder, dot: Dot, *, y: float, span: tuple[float, float]) -> None:
    """Draw the mark, the interval and the value of a row; or that its value is not known."""
    if dot.value is None:
        if dot.missing:
            builder.add_hatching("not known", [span], height=(y - 9, y + 9))
        else:
            builder.add_line(
                "size not known", [(span[0], y), (span[1], y)], token="rule-firm", width=1.5, dash="5px,4px"
            )
        text = elements.markup(dot.text)
        builder.add_text(text, x=span[0], y=y, dx=16, size=LABEL, background=True)
        return
    end = dot.value
    if dot.interval:
        low, end = dot.interval
        for points in ([(low, y), (end, y)], *([(bound, y - 5), (bound, y + 5)] for bound in dot.interval)):
            builder.add_line("interval", points, token="chart-text", width=1.5)
    _add_mark(builder, dot.mark, dot, x=dot.value, y=y)
    text = elements.markup(dot.text, bold=True)
    builder.add_text(text, x=max(end, dot.value), y=y, dx=_BESIDE, token="chart-value", size=VALUE, background=True)


def _add_mark(builder: FigureBuilder, name: str, dot: Dot, *, x: float, y: float) -> None:
    if dot.mark in _LOOKS:
        symbol, token, size = _LOOKS[dot.mark]
        builder.add_mark(name, symbol=symbol, size=size, token=token, x=x, y=y, id=dot.id)
    else:
        builder.add_type_mark(name, type_id=dot.mark, x=x, y=y, id=dot.id)
