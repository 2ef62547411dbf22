"""One plot area of a trend: hatching, lines and marks, bars above it, and labels that keep off what is drawn."""

from collections.abc import Sequence
from itertools import groupby, pairwise

from dashboard.charts.figures.base import MIN_WIDTH, SMALL, Axis, FigureBuilder
from dashboard.charts.figures.labels import Box, Label, LabelLayout, label
from dashboard.charts.figures.trend_parts import ValueAxis, YearAxis
from dashboard.models.kinds import Form
from dashboard.models.marks import Facet, Period, PlaceSeries, Statistic
from dashboard.svg import elements
from dashboard.svg.render import PlotArea

# Colour, width of the line and size of the mark, in px.
_LOOK = {"own": ("chart-value", 2.5, 9.0), "country": ("chart-text", 1.5, 6.0), "other": ("rule-firm", 1.0, 5.5)}
_SYMBOL = {"counted": "circle", "modelled": "diamond-open", "provisional": "square-open"}
_DOTS = "2px,3px"
_MARK_RADIUS = 6
# px below the plot area: the years, and a line of a footnote.
AXIS_HEIGHT = 38
NOTE_HEIGHT = 17


def runs(points: Sequence[Statistic]) -> list[list[Statistic]]:
    """Return the figures that a line may join: years that follow each other without a break."""
    found: list[list[Statistic]] = []
    for point in sorted(points, key=lambda point: point.year):
        if found and point.joins and found[-1][-1].year == point.year - 1:
            found[-1].append(point)
        else:
            found.append([point])
    return found


def write_footnotes(builder: FigureBuilder, texts: Sequence[str], *, left: float, form: Form) -> float:
    """Write texts below the years, `left` px left of the plot area. Return the bottom margin in px."""
    lines = [line for text in texts for line in elements.wrap(text, room=MIN_WIDTH[form] - 4, size=SMALL)]
    if lines:
        middle = AXIS_HEIGHT + (len(lines) * NOTE_HEIGHT - 4) / 2
        builder.add_text(elements.markup(lines), x=0, y=0, refs="paper paper", dx=-left, dy=middle)
    return AXIS_HEIGHT + len(lines) * NOTE_HEIGHT


class Panel(LabelLayout):
    """A plot area at the px `box` of the minimum width of a figure, which draws on `paper` (both in px)."""

    def __init__(
        self,
        builder: FigureBuilder,
        years: YearAxis,
        values: ValueAxis,
        *,
        box: Box,
        paper: Box,
        bounds: Box,
        number: int = 1,
    ) -> None:
        self.years, self.values, self.number = years, values, number
        self._axes = [name if number == 1 else f"{name}{number}" for name in "xy"]
        area = PlotArea(*box, x=years.span, y=values.span, paper=paper)
        super().__init__(builder, area, bounds=bounds, refs=" ".join(self._axes))

    def draw(self, facet: Facet) -> None:
        """Draw the figures of a facet, the first place on top, and hatching where it has none."""
        if facet.missing:
            spans = self.years.hatched(facet.missing)
            self.builder.add_hatching("no figure", spans, height=self.values.span, panel=self.number)
        for series in reversed(facet.series):
            self._draw_series(series)

    def _draw_series(self, series: PlaceSeries) -> None:
        """Draw the line and the marks of a place. A line to a figure that is not final is dotted."""
        token, width, size = _LOOK[series.role]
        for run in runs(series.points):
            self.keep_off_line((point.year, point.value) for point in run)
            for final, grouped in groupby(pairwise(run), key=lambda pair: pair[1].kind != "provisional"):
                steps = list(grouped)
                points = [(point.year, point.value) for point in (steps[0][0], *(after for _, after in steps))]
                look = {"token": token, "dash": "" if final else _DOTS}
                self.builder.add_line(f"{series.role} line", points, width=width, panel=self.number, **look)
        for point in series.points:
            look = {"symbol": _SYMBOL[point.kind], "token": token}
            name = f"{series.role} {point.kind}"
            self.builder.add_mark(name, size=size, x=point.year, y=point.value, panel=self.number, id=point.id, **look)
        self.keep_off_marks(((point.year, point.value) for point in series.points), radius=_MARK_RADIUS)

    def add_bar(self, period: Period, lines: Sequence[str], *, up: float, width: float) -> None:
        """Add a bar `up` px above the plot area over a period of time, `width` px thick, with text over it.

        A period without an end has no bar.
        """
        if period.end is not None:
            ends = (period.start, self.share(up)), (period.end, self.share(up))
            self.builder.add_rule(*ends, token="chart-value", refs=f"{self._axes[0]} paper", width=width)
        text = label(lines, size=SMALL)
        # The text begins with the bar, or further left where it would not fit.
        beyond = self.area.x_px(period.start) + text.width - self.bounds.right
        # Moved up from the plot area: Plotly leaves out text that stands at a value beyond the axis.
        dy = -up - 13 - (len(lines) - 1) * NOTE_HEIGHT / 2
        places = text.at([("left", min(0.0, -beyond), dy)])
        self.write(places, x=period.start, y=self.values.high, always=True)

    def share(self, up: float) -> float:
        """Return `up` px above the plot area as a share of the paper."""
        _, top, _, bottom = self.area.paper
        return (bottom - self.area.top + up) / (bottom - top)

    def values_at(self, point: Statistic, beside: Label) -> tuple[float, float]:
        """Return the year and the value where a label beside a figure begins."""
        _, dx, dy = beside.place
        (first, last), (low, high) = self.area.x, self.area.y
        year = point.year + dx * (last - first) / (self.area.right - self.area.left)
        return year, min(max(point.value - dy * (high - low) / (self.area.bottom - self.area.top), low), high)

    def axes(self, *, form: Form, has_ticks: bool = True) -> tuple[Axis, Axis]:
        """Return the Plotly axes of the panel, over its share of the paper; without `has_ticks` values are not named."""
        left, top, right, bottom = self.area.paper
        x = [round((px - left) / (right - left), 5) for px in (self.area.left, self.area.right)]
        y = [round((bottom - px) / (bottom - top), 5) for px in (self.area.bottom, self.area.top)]
        along = self.years.plotly(width=self.area.right - self.area.left, form=form, domain=x, anchor=self._axes[1])
        return along, self.values.plotly(domain=y, anchor=self._axes[0], showticklabels=has_ticks)
