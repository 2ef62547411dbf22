"""One plot area of a trend: hatching, lines and marks, bars above it, and labels that keep off what is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise

from dashboard.charts.figures.base import MIN_WIDTH, SMALL, FigureBuilder
from dashboard.charts.figures.labels import Box, Label, LabelLayout, around
from dashboard.charts.figures.trend_parts import ValueAxis, YearAxis
from dashboard.models.kinds import Form
from dashboard.models.marks import Course, Facet, Spot, Stretch
from dashboard.svg import text_metrics
from dashboard.svg.plot_area import PlotArea

# Colour, width of the line and size of the mark, in px.
_LOOK = {"own": ("chart-value", 2.5, 9.0), "country": ("chart-text", 1.5, 6.0), "other": ("rule-firm", 1.0, 5.5)}
_SYMBOL = {"counted": "circle", "modelled": "diamond-open", "provisional": "square-open"}
_DOTS = "2px,3px"
_MARK_RADIUS = 6
# px below the plot area: the years, and a line of a footnote.
AXIS_HEIGHT = 38
_NOTE_HEIGHT = 17


def runs(spots: Sequence[Spot]) -> list[list[Spot]]:
    """Return the figures that a line may join: years that follow each other without a break."""
    found: list[list[Spot]] = []
    for spot in sorted(spots, key=lambda spot: spot.year):
        if found and spot.joins and found[-1][-1].year == spot.year - 1:
            found[-1].append(spot)
        else:
            found.append([spot])
    return found


def footnotes(builder: FigureBuilder, texts: Sequence[str], *, left: float, form: Form) -> float:
    """Write texts below the years, from the left edge of the figure. Return the bottom margin in px.

    `left` is the left margin in px.
    """
    lines = [line for text in texts for line in text_metrics.wrap(text, room=MIN_WIDTH[form] - 4, size=SMALL)]
    if lines:
        middle = AXIS_HEIGHT + (len(lines) * _NOTE_HEIGHT - 4) / 2
        builder.add_text(text_metrics.markup(lines), x=0, y=0, refs="paper paper", dx=-left, dy=middle)
    return AXIS_HEIGHT + len(lines) * _NOTE_HEIGHT


class Panel:
    """A plot area. `area` has its px at the minimum width of the figure, `bounds` the area that its labels stay in."""

    def __init__(
        self,
        builder: FigureBuilder,
        *,
        years: YearAxis,
        values: ValueAxis,
        area: PlotArea,
        bounds: Box,
        number: int = 1,
    ) -> None:
        self.builder, self.years, self.values, self.area, self.bounds = builder, years, values, area, bounds
        self.number = number
        self.axes = ("x", "y") if number == 1 else (f"x{number}", f"y{number}")
        self.refs = " ".join(self.axes)
        self.labels = LabelLayout(builder, area, bounds=bounds, refs=self.refs)

    def draw(self, facet: Facet) -> None:
        """Draw the figures of a facet: the first place on top, and hatching where it has none."""
        if facet.missing:
            spans = self.years.hatched(facet.missing)
            self.builder.add_hatching("no figure", spans, height=self.values.span, panel=self.number)
        for course in reversed(facet.courses):
            self._draw_course(course)

    def _draw_course(self, course: Course) -> None:
        """Draw the line and the marks of a place. A line to a figure that is not final is dotted."""
        token, width, size = _LOOK[course.role]
        for run in runs(course.spots):
            self.labels.add_line((spot.year, spot.value) for spot in run)
            for final, grouped in groupby(pairwise(run), key=lambda pair: pair[1].kind != "provisional"):
                steps = list(grouped)
                points = [(spot.year, spot.value) for spot in (steps[0][0], *(after for _, after in steps))]
                self.builder.add_line(
                    f"{course.role} line", points, token=token, width=width, dash="" if final else _DOTS,
                    panel=self.number,
                )  # fmt: skip
        for spot in course.spots:
            self.builder.add_mark(
                f"{course.role} {spot.kind}", symbol=_SYMBOL[spot.kind], size=size, token=token, x=spot.year,
                y=spot.value, panel=self.number,
            )  # fmt: skip
        self.labels.add_marks(((spot.year, spot.value) for spot in course.spots), radius=_MARK_RADIUS)

    def add_bar(self, stretch: Stretch, lines: Sequence[str], *, up: float, width: float) -> None:
        """Add a bar `up` px above the plot area over a stretch of time, `width` px thick, with text over it.

        A stretch without an end has no bar.
        """
        if stretch.end is not None:
            y = self.share(up)
            ends = (stretch.start, y), (stretch.end, y)
            self.builder.add_rule(*ends, token="chart-value", refs=f"{self.axes[0]} paper", width=width)
        # The text begins with the bar, or further left where it would not fit.
        beyond = self.area.x_px(stretch.start) + text_metrics.widest(lines, size=SMALL) - self.bounds.right
        middle = up + 13 + (len(lines) - 1) * _NOTE_HEIGHT / 2
        # Moved up from the plot area: Plotly leaves out text that stands at a value beyond the axis.
        self.builder.add_text(
            text_metrics.markup(lines), x=stretch.start, y=self.values.high, refs=self.refs, dx=min(0.0, -beyond),
            dy=-middle, background=True,
        )  # fmt: skip

    def share(self, up: float) -> float:
        """Return `up` px above the plot area as a share of the paper."""
        _, top, _, bottom = self.area.paper
        return (bottom - self.area.top + up) / (bottom - top)

    def domains(self) -> tuple[list[float], list[float]]:
        """Return the shares of the paper that the panel takes: from left to right and from bottom to top."""
        left, top, right, bottom = self.area.paper
        across = [round((x - left) / (right - left), 5) for x in (self.area.left, self.area.right)]
        return across, [round((bottom - y) / (bottom - top), 5) for y in (self.area.bottom, self.area.top)]

    def values_at(self, spot: Spot, *, dx: float, dy: float) -> tuple[float, float]:
        """Return the year and the value that are `dx` px right of a figure and `dy` px below it, within the axes."""
        years_per_px = (self.years.span[1] - self.years.span[0]) / (self.area.right - self.area.left)
        value_per_px = (self.values.high - self.values.low) / (self.area.bottom - self.area.top)
        value = min(max(spot.value - dy * value_per_px, self.values.low), self.values.high)
        return spot.year + dx * years_per_px, value

    def write(
        self, options: Sequence[Label], *, x: float, y: float, size: int, bold: bool = False, always: bool = False
    ) -> Label | None:
        """Write the first free label at a year and a value and return it, or None (see `LabelLayout.write`)."""
        token = "chart-value" if bold else "chart-text"
        return self.labels.write(options, x=x, y=y, size=size, token=token, always=always)

    def write_beside(self, spot: Spot, text: str, *, size: int, bold: bool = False) -> Label | None:
        """Write a text above, beside or below a figure where it covers nothing, and return its label, or None."""
        width = text_metrics.width(text, size=size, bold=bold)
        options = around(text_metrics.markup(text, bold=bold), width=width)
        return self.write(options, x=spot.year, y=spot.value, size=size, bold=bold)
