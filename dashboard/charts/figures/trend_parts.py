"""The axes of a trend: years along, values up."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from dashboard.charts.figures.base import SMALL, Axis, axis, nice_ticks, tick_decimals
from dashboard.i18n import formats
from dashboard.models.kinds import Form, Lang
from dashboard.models.marks import Facet
from dashboard.svg import elements

# More than half a year before the first figure and after the last, so that no mark touches the edge.
_EDGE = 0.7
# Plotly leaves out a gridline at the very end of an axis.
_OVER = 0.02
# Shares that all lie above this would be flat at the top of an axis from zero.
_HIGH_SHARE = 50
_MIN_REACH = 10.0


def starts_at_zero(values: Sequence[float], *, unit: str) -> bool:
    """Return whether the axis for these values begins at zero; where it does not, a caption says so."""
    return unit != "percent" or min(values) < _HIGH_SHARE


class ValueAxis:
    """The axis for values of one unit: its lowest and highest value, its ticks and their texts."""

    def __init__(self, values: Sequence[float], *, unit: str, lang: Lang) -> None:
        low = 0.0 if starts_at_zero(values, unit=unit) else float(min(values) // 10 * 10)
        ceiling = 100.0 - low if unit == "percent" else None
        # Values close together are not blown up: an axis that does not begin at zero spans ten points or more.
        reach = max(max(values) - low, _MIN_REACH if low else 0.0)
        self.ticks = [low + tick for tick in nice_ticks(reach, ceiling=ceiling, whole=unit == "persons")]
        sign = "%" if unit == "percent" else ""
        decimals = tick_decimals(self.ticks)
        self._texts = [formats.number(tick, lang, decimals) + sign for tick in self.ticks]
        over = (self.ticks[-1] - low) * _OVER
        self.low, self.high = low - (over if low else 0.0), self.ticks[-1] + over

    @property
    def span(self) -> tuple[float, float]:
        """The lowest and the highest value of the axis."""
        return self.low, self.high

    @property
    def text_width(self) -> float:
        """The px left of the plot area that the ticks need."""
        return round(elements.widest(self._texts, size=SMALL)) + 10

    def plotly(self, **more: Any) -> Axis:
        """Return the Plotly axis, with a firm line at zero where it has a zero. `more` are further properties."""
        ticks = list(zip(self.ticks, self._texts, strict=True))
        return axis(
            span=self.span, ticks=ticks, showgrid=True, ticklabelstandoff=6, line="" if self.low else "zero", **more
        )


class YearAxis:
    """The axis for the years of facets; `also` are other moments, in years, that it must hold."""

    def __init__(self, facets: Sequence[Facet], *, also: Iterable[float] = ()) -> None:
        self._years = {point.year for facet in facets for series in facet.series for point in series.points}
        every = self._years | {year for facet in facets for year in facet.missing} | {round(year) for year in also}
        self.span = (min(every) - _EDGE, max(every) + _EDGE)

    def plotly(self, *, width: float, form: Form, **more: Any) -> Axis:
        """Return the Plotly axis, `width` px wide, with as many years that have a figure as fit side by side.

        Where the screen is narrow only the first is written in full. `more` are further properties.
        """
        short = form == "narrow"
        room = elements.width("’20" if short else "2020", size=SMALL) + 6
        px_per_year = width / (self.span[1] - self.span[0])
        # From the newest back, because the sentence of the chart is about the newest.
        chosen: list[int] = []
        for year in sorted(self._years, reverse=True):
            if not chosen or (chosen[0] - year) * px_per_year >= room:
                chosen.insert(0, year)
        ticks = [(year, f"’{year % 100:02}" if short and year != chosen[0] else str(year)) for year in chosen]
        return axis(span=self.span, ticks=ticks, ticklabelstandoff=0, line="ticks", **more)

    def hatched(self, missing: Sequence[int]) -> list[tuple[float, float]]:
        """Return the spans of the axis for years without a figure; at the ends they reach the edge."""
        start, end = self.span
        spans = []
        for _, grouped in groupby(enumerate(missing), key=lambda item: item[1] - item[0]):
            years = [year for _, year in grouped]
            low, high = years[0] - 0.5, years[-1] + 0.5
            spans.append((start if low - start < 0.5 else low, end if end - high < 0.5 else high))
        return spans
