"""One row of a comparison: two marks, the line between them, their values and their intervals."""

from dataclasses import dataclass

from dashboard.charts.figures.base import SMALL, VALUE, FigureBuilder
from dashboard.i18n import formats
from dashboard.models.kinds import Anchor, Lang
from dashboard.models.marks import ArmValue, Pair
from dashboard.style import palette
from dashboard.svg import text_metrics

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
        width = text_metrics.width(self._left.text, size=VALUE, bold=self._left.is_treated)
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
        if self.pair.signed and text_metrics.width(self.pair.signed, size=SMALL, bold=True) <= room:
            text = text_metrics.markup(self.pair.signed, bold=True)
            middle = (left + right) / 2
            builder.add_text(text, x=middle, y=y, dy=_DIFFERENCE, anchor="center", token="chart-value")

    def _draw_mark(self, builder: FigureBuilder, arm: _Arm, *, y: float) -> None:
        builder.add_type_mark(arm.role, type_id=arm.value.type_id, x=arm.value.value, y=y, id=self.pair.id)

    def _draw_dodged(self, builder: FigureBuilder, *, y: float, named: bool) -> None:
        """Draw the marks above each other, each with its value, and with its name on the side that has room for it."""
        names = (self.pair.treated.name, self.pair.comparison.name)
        longest = text_metrics.widest([f"{self._treated.text} {name}" for name in names], size=VALUE)
        before = named and self._scale.px(self._right.value.value) + _BESIDE + longest > self._scale.end
        anchor: Anchor = "right" if before else "left"
        for arm, level in ((self._treated, y - _DODGE), (self._comparison, y + _DODGE)):
            self._draw_mark(builder, arm, y=level)
            _draw_value(builder, arm, y=level, dx=-_BESIDE if before else _BESIDE, anchor=anchor, named=named)


def _draw_value(
    builder: FigureBuilder, arm: _Arm, *, y: float, dx: int, dy: int = 0, anchor: Anchor = "left", named: bool = False
) -> None:
    """Write a value, and with `named` the name of its arm on its outer side."""
    parts = [text_metrics.markup(arm.text, bold=arm.is_treated)]
    if named:
        parts.insert(anchor == "left", text_metrics.markup(arm.value.name))
    builder.add_text(
        " ".join(parts), x=arm.value.value, y=y, dx=dx, dy=dy, anchor=anchor, size=VALUE, background=True,
        token="chart-value" if arm.is_treated else "chart-text",
    )  # fmt: skip
