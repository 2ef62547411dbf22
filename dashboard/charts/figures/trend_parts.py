"""What trends are drawn with: scales, years, marks and lines. A line joins years that follow each other and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise

from dashboard.charts.figures.base import SMALL, Sheet
from dashboard.i18n import formats
from dashboard.models.kinds import Form, Lang
from dashboard.models.marks import Course, Facet, Spot
from dashboard.style import palette
from dashboard.svg import text_metrics

# Half a year before the first figure and after the last; a little more, so that no mark touches the edge.
_EDGE = 0.7
# Plotly leaves out a gridline at the very end of an axis.
_OVER = 0.02
# Shares that all lie above this would be flat at the top of an axis from zero.
_HIGH_SHARE = 50
_LEAST_REACH = 10.0
_LOOK = {"own": ("chart-value", 2.5, 9.0), "country": ("chart-text", 1.5, 6.0), "other": ("rule-firm", 1.0, 5.5)}
_SYMBOL = {"counted": "circle", "modelled": "diamond-open", "provisional": "square-open"}
_DOTS = "2px,3px"


class Scale:
    """A value axis: where it begins and ends, its ticks and their words."""

    def __init__(self, values: Iterable[float], *, unit: str, lang: Lang) -> None:
        found = list(values)
        low = float(min(found) // 10 * 10) if unit == "percent" and min(found) >= _HIGH_SHARE else 0.0
        ceiling = 100.0 - low if unit == "percent" else None
        # Values close together are not blown up: an axis that does not begin at zero spans ten points or more.
        reach = max(max(found) - low, _LEAST_REACH if low else 0.0)
        ticks = [low + tick for tick in text_metrics.nice_ticks(reach, ceiling=ceiling, whole=unit == "persons")]
        self.ticks = ticks
        sign = "%" if unit == "percent" else ""
        self.words = [formats.number(tick, lang, text_metrics.tick_decimals(ticks)) + sign for tick in ticks]
        over = (ticks[-1] - low) * _OVER
        self.low, self.top = low - (over if low else 0.0), ticks[-1] + over

    @property
    def span(self) -> tuple[float, float]:
        """The ends of the axis."""
        return self.low, self.top

    @property
    def room(self) -> float:
        """The px that the words of its ticks take."""
        return round(text_metrics.widest(self.words, size=SMALL)) + 10


def starts_at_zero(values: Sequence[float], *, unit: str) -> bool:
    """Whether the axis for these values begins at zero; a caption says so where it does not."""
    return unit != "percent" or min(values) < _HIGH_SHARE


def years(facets: Sequence[Facet], *, also: Iterable[float] = ()) -> tuple[int, int]:
    """The first and the last year that an axis of time must hold."""
    found = [spot.year for facet in facets for course in facet.courses for spot in course.spots]
    found += [year for facet in facets for year in facet.missing] + [round(year) for year in also]
    return min(found), max(found)


def year_span(first: int, last: int) -> tuple[float, float]:
    """The ends of an axis of time."""
    return first - _EDGE, last + _EDGE


def year_ticks(facets: Sequence[Facet], *, first: int, last: int, room: float, form: Form) -> list[tuple[int, str]]:
    """The years with a figure, as many as fit side by side. On a phone only the first is written in full."""
    short = form == "narrow"
    wide = text_metrics.width("’20" if short else "2020", size=SMALL) + 6
    per_year = room / (last - first + 2 * _EDGE)
    # From the newest back, as the newest figure is the one that is told of.
    chosen: list[int] = []
    for year in sorted(
        {spot.year for facet in facets for course in facet.courses for spot in course.spots}, reverse=True
    ):
        if not chosen or (chosen[0] - year) * per_year >= wide:
            chosen.insert(0, year)
    return [(year, f"’{year % 100:02}" if short and year != chosen[0] else str(year)) for year in chosen]


def axis_of_years(drawn: dict[str, object]) -> dict[str, object]:
    """An axis of years with its marks outside."""
    return drawn | {"ticks": "outside", "ticklen": 5, "tickwidth": 1, "tickcolor": palette.colour("chart-zero")}


def zero_line(drawn: dict[str, object], scale: Scale) -> dict[str, object]:
    """A value axis with a firm zero line, where it has a zero."""
    if scale.low:
        return drawn
    return drawn | {"zeroline": True, "zerolinecolor": palette.colour("chart-zero"), "zerolinewidth": 1}


def stripes(missing: Sequence[int], *, span: tuple[float, float]) -> list[tuple[float, float]]:
    """The stretches of the axis of time that have no figure; at the ends up to the edge."""
    found = []
    for _, grouped in groupby(enumerate(missing), key=lambda item: item[1] - item[0]):
        own = [year for _, year in grouped]
        start, end = own[0] - 0.5, own[-1] + 0.5
        found.append((span[0] if start - span[0] < 0.5 else start, span[1] if span[1] - end < 0.5 else end))
    return found


def runs(spots: Sequence[Spot]) -> list[list[Spot]]:
    """Spots that may be joined, each run on its own: years that follow each other without a break."""
    found: list[list[Spot]] = []
    for spot in sorted(spots, key=lambda spot: spot.year):
        if found and spot.joins and found[-1][-1].year == spot.year - 1:
            found[-1].append(spot)
        else:
            found.append([spot])
    return found


def draw(sheet: Sheet, course: Course, *, panel: int = 1) -> None:
    """The line and the marks of a place. A line to a figure that is not final is dotted."""
    token, width, size = _LOOK[course.role]
    for run in runs(course.spots):
        for final, grouped in groupby(pairwise(run), key=lambda pair: pair[1].kind != "provisional"):
            steps = list(grouped)
            points = [(step[0].year, step[0].value) for step in steps[:1]]
            points += [(step[1].year, step[1].value) for step in steps]
            sheet.path(
                f"{course.role} line", points, token=token, width=width, dash="" if final else _DOTS, panel=panel
            )
    for spot in course.spots:
        symbol = _SYMBOL[spot.kind]
        sheet.dot(
            f"{course.role} {spot.kind}", symbol=symbol, size=size, token=token, x=spot.year, y=spot.value, panel=panel
        )
