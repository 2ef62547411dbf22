"""Pairs of arms: a row of a comparison, each arm in a row of its own (dots, forest), or before and after (slope).

A row of a comparison has two marks, the line between them, their values and their intervals.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from dashboard.charts.figures.base import MIN_WIDTH, SMALL, VALUE, FigureBuilder, Margin, axis
from dashboard.charts.figures.dot_plot import dot_plot
from dashboard.charts.figures.labels import Box, LabelLayout, Place, label
from dashboard.charts.figures.trend_parts import ValueAxis
from dashboard.i18n import formats
from dashboard.i18n.catalogue import t
from dashboard.models.kinds import Anchor, Figure, Form, Lang
from dashboard.models.marks import ArmValue, Dot, Pair
from dashboard.style import palette
from dashboard.svg import elements
from dashboard.svg.render import PlotArea

# px. Marks whose centres are closer than this would cover each other, so they stand above each other.
_NEAR = 19
_DODGE = 10
_BESIDE = 14
# A value that does not fit before its mark stands below it.
_BELOW = 20
# The difference stands above the line.
_DIFFERENCE = -12
_INTERVAL_AT = {"comparison": 14, "treated": 20}
_INTERVAL_HEIGHT = 14


@dataclass(frozen=True, kw_only=True)
class Scale:
    """The value axis at the minimum width of the figure: the px of zero and of one unit, and where text may stand."""

    zero: float
    unit: float
    start: float
    end: float

    def px(self, value: float) -> float:
        """Return the px of a value."""
        return self.zero + value * self.unit


@dataclass(frozen=True)
class _Arm:
    """An arm as it is drawn: its role, its value, and that value as text."""

    role: str
    value: ArmValue
    text: str

    @property
    def is_treated(self) -> bool:
        return self.role == "treated"


def value_text(pair: Pair, arm: ArmValue, lang: Lang) -> str:
    """Return the value of an arm as text, with the number of people that it is about where that is known."""
    text = formats.short(arm.value, pair.unit, lang, pair.decimals, arm.qualifier)
    return formats.of_people(text, arm.people, lang)


def range_keys(known: Sequence[bool]) -> list[str]:
    """Return the keys of the texts on intervals, from whether each row has one."""
    return ["no_range"] if not any(known) else ["range"] if all(known) else ["range", "range_missing"]


class PairRow:
    """A pair on the scale of its figure."""

    def __init__(self, pair: Pair, scale: Scale, lang: Lang) -> None:
        self.pair, self._scale = pair, scale
        self._treated = _Arm("treated", pair.treated, value_text(pair, pair.treated, lang))
        self._comparison = _Arm("comparison", pair.comparison, value_text(pair, pair.comparison, lang))
        self._left, self._right = sorted((self._treated, self._comparison), key=lambda arm: arm.value.value)
        # Whether the marks would cover each other, and whether the left value has no room before its mark.
        left, right = scale.px(self._left.value.value), scale.px(self._right.value.value)
        self.dodged = right - left < _NEAR
        width = elements.width(self._left.text, size=VALUE, bold=self._left.is_treated)
        self._cramped = not self.dodged and left - width - _BESIDE < scale.start
        self._interval_height = _INTERVAL_HEIGHT if pair.treated.interval or pair.comparison.interval else 0
        # px below the marks, for a value that stands there and for intervals.
        self.extra_height = (_BELOW - 3 if self._cramped else 0) + self._interval_height

    def draw(self, builder: FigureBuilder, *, y: float, named: bool = False) -> None:
        """Draw the row at `y` px. With `named`, the names of the arms go with values that stand above each other."""
        if self.dodged:
            self._draw_dodged(builder, y=y, named=named)
        else:
            connector = [(arm.value.value, y) for arm in (self._comparison, self._treated)]
            builder.add_line("connector", connector, token="rule-firm", width=2)
            for arm in (self._comparison, self._treated):
                self._draw_mark(builder, arm, y=y)
            # Values stand on the outer side of their marks, so that they never lie on the line between.
            if self._cramped:
                _draw_value(builder, self._left, y=y, dx=-7, dy=_BELOW + self._interval_height)
            else:
                _draw_value(builder, self._left, y=y, dx=-_BESIDE, anchor="right")
            _draw_value(builder, self._right, y=y, dx=_BESIDE)
            self._draw_difference(builder, y=y)
        for arm in (self._comparison, self._treated):
            if arm.value.interval:
                (low, high), level = arm.value.interval, y + _INTERVAL_AT[arm.role]
                ends = [[(bound, level - 3), (bound, level + 3)] for bound in (low, high)]
                for points in ([(low, level), (high, level)], *ends):
                    token = palette.mark(arm.value.type_id)[0]
                    builder.add_line(f"range {arm.role}", points, token=token, width=1.5)

    def _draw_difference(self, builder: FigureBuilder, *, y: float) -> None:
        """Write the difference above the line, where it fits between the marks."""
        left, right = self._left.value.value, self._right.value.value
        room = self._scale.px(right) - self._scale.px(left) - _NEAR
        if self.pair.signed and elements.width(self.pair.signed, size=SMALL, bold=True) <= room:
            text = elements.markup(self.pair.signed, bold=True)
            middle = (left + right) / 2
            builder.add_text(text, x=middle, y=y, dy=_DIFFERENCE, anchor="center", token="chart-value")

    def _draw_mark(self, builder: FigureBuilder, arm: _Arm, *, y: float) -> None:
        builder.add_type_mark(arm.role, type_id=arm.value.type_id, x=arm.value.value, y=y, id=self.pair.id)

    def _draw_dodged(self, builder: FigureBuilder, *, y: float, named: bool) -> None:
        """Draw the marks above each other, each with its value, and with its name on the side that has room for it."""
        names = (self.pair.treated.name, self.pair.comparison.name)
        longest = elements.widest([f"{self._treated.text} {name}" for name in names], size=VALUE)
        before = named and self._scale.px(self._right.value.value) + _BESIDE + longest > self._scale.end
        anchor: Anchor = "right" if before else "left"
        for arm, level in ((self._treated, y - _DODGE), (self._comparison, y + _DODGE)):
            self._draw_mark(builder, arm, y=level)
            _draw_value(builder, arm, y=level, dx=-_BESIDE if before else _BESIDE, anchor=anchor, named=named)


def _draw_value(
    builder: FigureBuilder, arm: _Arm, *, y: float, dx: int, dy: int = 0, anchor: Anchor = "left", named: bool = False
) -> None:
    """Write a value, and with `named` the name of its arm on its outer side."""
    parts = [elements.markup(arm.text, bold=arm.is_treated)]
    if named:
        parts.insert(anchor == "left", elements.markup(arm.value.name))
    builder.add_text(
        " ".join(parts), x=arm.value.value, y=y, dx=dx, dy=dy, anchor=anchor, size=VALUE, background=True,
        token="chart-value" if arm.is_treated else "chart-text",
    )  # fmt: skip


# px
_PLOT, _TOP, _BOTTOM, _SIDE = 240, 16, 58, 84
_KEY: dict[Form, int] = {"wide": 22, "narrow": 40}
# Which end of a line has its value on which side.
_ENDS: tuple[tuple[int, Anchor, float], ...] = ((0, "right", -13.0), (-1, "left", 13.0))


def _heading(pair: Pair) -> str:
    return f"{pair.block}: {formats.lower_first(pair.row)}" if pair.block else pair.row


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
                block=heading, label=formats.upper_first(arm.name), mark=arm.type_id, value=arm.value, interval=arm.interval,
                text=value_text(pair, arm, lang), id=pair.id,
            )
            for pair, arm in shown
        ]  # fmt: skip
    known = [dot.interval is not None for dot in dots]
    keys = range_keys(known) + (["range_level"] if any(known) else [])
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
        named = elements.wrap(words, room=width - _SIDE - 20, size=SMALL)
        builder.add_text(elements.markup(named), x=0, y=up, dx=14, token="chart-value")
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
    ticks = [(number, "<br>".join(elements.wrap(text, room=110, size=SMALL))) for number, text in enumerate(moments)]
    axes = (axis(span=(0, last), ticks=ticks), axis(span=span))
    return builder.build(height=box.bottom + _BOTTOM, margin=Margin(_TOP, _SIDE, _BOTTOM, _SIDE), axes=[axes])
