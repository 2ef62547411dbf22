"""One row of a comparison: two marks, the line between them, their values and their intervals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dashboard.charts.figures.base import VALUE, FigureBuilder
from dashboard.i18n import formats
from dashboard.models.kinds import Anchor, Lang
from dashboard.models.marks import Pair
from dashboard.style import palette
from dashboard.svg import text_metrics

Arm = Literal["treated", "comparison"]
_ARMS: tuple[Arm, Arm] = ("comparison", "treated")

# px. Marks whose centres are closer than this would cover each other, so they stand above each other.
_NEAR = 19
_DODGE = 10
_BESIDE = 14
# A value that does not fit before its mark stands below it.
_BELOW = 20
_INTERVAL_AT: dict[Arm, int] = {"comparison": 14, "treated": 20}
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


def value_texts(pair: Pair, lang: Lang) -> dict[Arm, str]:
    """Return the values of both arms as text."""
    treated = formats.short(pair.treated, pair.unit, lang, pair.decimals, pair.treated_qualifier)
    comparison = formats.short(pair.comparison, pair.unit, lang, pair.decimals, pair.comparison_qualifier)
    return {"treated": treated, "comparison": comparison}


def intervals(pair: Pair) -> dict[Arm, tuple[float, float]]:
    """Return the intervals that a source gives: the lower and the higher bound by arm."""
    bounds: dict[Arm, tuple[float | None, float | None]] = {
        "comparison": (pair.comparison_low, pair.comparison_high),
        "treated": (pair.treated_low, pair.treated_high),
    }
    return {arm: (low, high) for arm, (low, high) in bounds.items() if low is not None and high is not None}


class PairRow:
    """A pair on the scale of its figure."""

    def __init__(self, pair: Pair, scale: Scale, lang: Lang) -> None:
        self.pair, self._scale = pair, scale
        self._values: dict[Arm, float] = {"treated": pair.treated, "comparison": pair.comparison}
        self._texts = value_texts(pair, lang)
        self._left, self._right = sorted(self._values, key=lambda arm: self._values[arm])
        # Whether the marks would cover each other, and whether the left value has no room before its mark.
        self.dodged = abs(pair.treated - pair.comparison) * scale.unit < _NEAR
        width = text_metrics.width(self._texts[self._left], size=VALUE, bold=self._left == "treated")
        self._cramped = not self.dodged and scale.px(self._values[self._left]) - width - _BESIDE < scale.start
        self._interval_height = _INTERVAL_HEIGHT if intervals(pair) else 0
        # px below the marks, for a value that stands there and for intervals.
        self.extra_height = (_BELOW - 3 if self._cramped else 0) + self._interval_height

    def draw(self, builder: FigureBuilder, *, y: float, named: bool = False) -> None:
        """Draw the row at `y` px. With `named`, the names of the arms go with values that stand above each other."""
        if self.dodged:
            self._draw_dodged(builder, y=y, named=named)
        else:
            connector = [(self.pair.comparison, y), (self.pair.treated, y)]
            builder.add_line("connector", connector, token="rule-firm", width=2)
            for arm in _ARMS:
                self._draw_mark(builder, arm, y=y)
            # Values stand on the outer side of their marks, so that they never lie on the line between.
            if self._cramped:
                self._draw_value(builder, self._left, y=y, dx=-7, dy=_BELOW + self._interval_height)
            else:
                self._draw_value(builder, self._left, y=y, dx=-_BESIDE, anchor="right")
            self._draw_value(builder, self._right, y=y, dx=_BESIDE)
        for arm, (low, high) in intervals(self.pair).items():
            token, level = palette.mark(self._type_id(arm))[0], y + _INTERVAL_AT[arm]
            ends = [[(bound, level - 3), (bound, level + 3)] for bound in (low, high)]
            for points in ([(low, level), (high, level)], *ends):
                builder.add_line(f"range {arm}", points, token=token, width=1.5)

    def _draw_dodged(self, builder: FigureBuilder, *, y: float, named: bool) -> None:
        """Draw the marks above each other, each with its value, and its name where there is room for it."""
        names: dict[Arm, str] = {"treated": self.pair.treated_name, "comparison": self.pair.comparison_name}
        longest = text_metrics.widest([f"{self._texts['treated']} {name}" for name in names.values()], size=VALUE)
        before = named and self._scale.px(self._values[self._right]) + _BESIDE + longest > self._scale.end
        anchor: Anchor = "right" if before else "left"
        for arm, name in names.items():
            level = y - _DODGE if arm == "treated" else y + _DODGE
            self._draw_mark(builder, arm, y=level)
            dx = -_BESIDE if before else _BESIDE
            self._draw_value(builder, arm, y=level, dx=dx, anchor=anchor, name=name if named else "")

    def _type_id(self, arm: Arm) -> str:
        return self.pair.type_id if arm == "treated" else arm

    def _draw_mark(self, builder: FigureBuilder, arm: Arm, *, y: float) -> None:
        builder.add_type_mark(arm, type_id=self._type_id(arm), x=self._values[arm], y=y)

    def _draw_value(
        self,
        builder: FigureBuilder,
        arm: Arm,
        *,
        y: float,
        dx: int,
        dy: int = 0,
        anchor: Anchor = "left",
        name: str = "",
    ) -> None:
        """Write a value, and a name on its outer side."""
        parts = [text_metrics.markup(self._texts[arm], bold=arm == "treated")]
        if name:
            parts.insert(anchor == "left", text_metrics.markup(name))
        builder.add_text(
            " ".join(parts), x=self._values[arm], y=y, dx=dx, dy=dy, anchor=anchor, size=VALUE, background=True,
            token="chart-value" if arm == "treated" else "chart-text",
        )  # fmt: skip
