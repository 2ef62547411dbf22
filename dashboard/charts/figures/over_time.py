"""Counts at moments, on a true time axis. The line between them is dotted: what happened in between is not known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from dashboard.charts.figures.base import LABEL, LEAST, LINE, SMALL, VALUE, WIDTH, Sheet, axis
from dashboard.i18n import formats
from dashboard.models.kinds import Figure, Form, Lang
from dashboard.models.marks import EventMark, Moment
from dashboard.style import palette
from dashboard.svg import text_metrics
from dashboard.svg.label_placement import Box, Place, Point, Segment, Taken, around, best, down

_HEIGHT: dict[Form, int] = {"wide": 340, "narrow": 300}
_TOP, _BOTTOM = 28, 36
_RIGHT = {"wide": 44, "narrow": 24}
_MARK = 9
# Plotly leaves out a gridline at the very end of an axis.
_OVER = 1.01
# Most year names that fit side by side.
_YEARS = {"wide": 14, "narrow": 8}
_EVENT_ROOM = {"wide": 150, "narrow": 104}


@dataclass(frozen=True, kw_only=True)
class _Frame:
    """The axes at one width of the chart."""

    width: float
    height: float
    left: float
    right: float
    days: tuple[int, int]
    top: float

    def at(self, day: str, value: float) -> Point:
        """The px of a value on a day."""
        share = (dt.date.fromisoformat(day).toordinal() - self.days[0]) / (self.days[1] - self.days[0])
        x = self.left + share * (self.width - self.left - self.right)
        return x, _TOP + (1 - value / self.top) * (self.height - _TOP - _BOTTOM)


def over_time(
    moments: Sequence[Moment], *, type_id: str, events: Sequence[EventMark], unit_label: str, lang: Lang, form: Form
) -> Figure:
    """A mark for each moment with its count beside it, and a line with words for each event.

    `unit_label` says what is counted. Dates are whole ISO days. Raises ValueError without moments.
    """
    if not moments:
        raise ValueError("a chart over time got no moments (expected at least one)")
    moments = sorted(moments, key=lambda moment: moment.at)
    ticks = text_metrics.nice_ticks(max(moment.value for moment in moments), whole=True)
    words = [formats.number(tick, lang, text_metrics.tick_decimals(ticks)) for tick in ticks]
    left = round(text_metrics.widest(words, size=SMALL)) + 10
    dates = [moment.at for moment in moments] + [event.at for event in events]
    first, last = int(min(dates)[:4]), int(max(dates)[:4]) + 1
    frames = [
        _Frame(
            width=float(width), height=_HEIGHT[form], left=left, right=_RIGHT[form], top=ticks[-1] * _OVER,
            days=(dt.date(first, 1, 1).toordinal(), dt.date(last, 1, 1).toordinal()),
        )
        for width in (LEAST[form], WIDTH[form])
    ]  # fmt: skip
    sheet = Sheet()
    token = palette.mark(type_id)[0]
    if len(moments) > 1:
        points = [(moment.at, moment.value) for moment in moments]
        sheet.path("between counts", points, token=token, width=2, dash="2px,4px")
    for moment in moments:
        sheet.mark("count", type_id=type_id, x=moment.at, y=moment.value)
    taken = [_taken(frame, moments, events, ticks) for frame in frames]
    taken = _counts(sheet, moments, frames=frames, taken=taken)
    taken = [room.with_lines(_grid(frame, ticks)) for room, frame in zip(taken, frames, strict=True)]
    _events(sheet, events, frames=frames, taken=taken, form=form)
    sheet.words(text_metrics.markup(unit_label), x=0, y=1, xref="paper", yref="paper", dx=-left, dy=-18)
    years = axis(span=(f"{first}-01-01", f"{last}-01-01"), ticks=_years(first, last, form), away=0)
    years |= {
        "type": "date",
        "ticks": "outside",
        "ticklen": 5,
        "tickwidth": 1,
        "tickcolor": palette.colour("chart-zero"),
    }
    counts = axis(span=(0, frames[0].top), ticks=list(zip(ticks, words, strict=True)), grid=True, away=6)
    counts |= {"zeroline": True, "zerolinecolor": palette.colour("chart-zero"), "zerolinewidth": 1}
    return sheet.figure(height=_HEIGHT[form], margin=(_TOP, _RIGHT[form], _BOTTOM, left), x=years, y=counts)


def _years(first: int, last: int, form: Form) -> list[tuple[str, str]]:
    """A tick on 1 January; on a phone only the first year is written in full."""
    step = -(-(last - first + 1) // _YEARS[form])
    short = form == "narrow"
    return [
        (f"{year}-01-01", f"’{year % 100:02}" if short and year != first else str(year))
        for year in range(first, last + 1, step)
    ]


def _taken(frame: _Frame, moments: Sequence[Moment], events: Sequence[EventMark], ticks: Sequence[float]) -> Taken:
    """Marks, the line between them, the lines of events and the numbers of the axis: no label may stand there."""
    points = [frame.at(moment.at, moment.value) for moment in moments]
    marks = tuple(Box(x - _MARK, y - _MARK, x + _MARK, y + _MARK) for x, y in points)
    lines: list[Segment] = list(pairwise(points))
    lines += [(frame.at(event.at, 0), frame.at(event.at, frame.top)) for event in events]
    numbers = tuple(Box(0, start[1] - 8, frame.left - 4, start[1] + 8) for start, _ in _grid(frame, ticks))
    return Taken(Box(0, 0, frame.width, frame.height - _BOTTOM), marks + numbers, tuple(lines))


def _grid(frame: _Frame, ticks: Sequence[float]) -> list[Segment]:
    """The gridlines. Words that may stand anywhere keep off them; a value stands at its mark all the same."""
    ys = [frame.at(dt.date.fromordinal(frame.days[0]).isoformat(), tick)[1] for tick in ticks]
    return [((frame.left, y), (frame.width - frame.right, y)) for y in ys]


def _counts(sheet: Sheet, moments: Sequence[Moment], *, frames: list[_Frame], taken: list[Taken]) -> list[Taken]:
    """The count beside each mark; the last one, and only that, says when it was."""
    for moment in moments:
        value = text_metrics.markup(moment.text, bold=True)
        wide = text_metrics.width(moment.text, size=VALUE, bold=True)
        places = around(value, wide=wide, high=LINE)
        if moment is moments[-1]:
            both = wide + text_metrics.width(f" {moment.when}", size=VALUE)
            text = f"{value} {text_metrics.markup(moment.when)}"
            stacked = around(
                f"{value}<br>{text_metrics.markup(moment.when)}",
                wide=max(wide, text_metrics.width(moment.when, size=VALUE)),
                high=VALUE * text_metrics.LEADING + LINE,
            )
            beside = [Place(text=text, anchor="left", dx=_MARK + 4.0, dy=0, wide=both, high=LINE)]
            places = [*beside, *stacked, *around(text, wide=both, high=LINE)]
        taken = _put(sheet, places, at=(moment.at, moment.value), frames=frames, taken=taken, size=VALUE)
    return taken


def _put(
    sheet: Sheet,
    places: Sequence[Place],
    *,
    at: tuple[str, float],
    frames: list[_Frame],
    taken: list[Taken],
    size: int,
) -> list[Taken]:
    """Write a label at the place that is freest at every width."""
    points = [frame.at(*at) for frame in frames]
    choices = [[place.box(point) for point in points] for place in places]
    number = best(choices, taken)
    chosen = places[number]
    sheet.words(
        chosen.text, x=at[0], y=at[1], dx=chosen.dx, dy=chosen.dy, anchor=chosen.anchor, token="chart-value", size=size,
        knock=True,
    )  # fmt: skip
    # The ground of the next label would otherwise cover the edge of this one.
    return [room.plus(box.grown(3)) for room, box in zip(taken, choices[number], strict=True)]


def _events(sheet: Sheet, events: Sequence[EventMark], *, frames: list[_Frame], taken: list[Taken], form: Form) -> None:
    """A thin line at each date, with its words beside it where there is room. The longest text goes first."""
    for event in sorted(events, key=lambda event: -len(event.text)):
        sheet.rule(at=(event.at, 0), to=(event.at, frames[0].top), token="rule-firm", refs="x y")
        longest = max(60.0, text_metrics.widest(event.text.split(), size=LABEL))
        narrow = max(_EVENT_ROOM[form], min(longest, _EVENT_ROOM["wide"]))
        places = []
        for room in dict.fromkeys((narrow, _EVENT_ROOM["wide"], longest)):
            lines = text_metrics.wrap(event.text, room=room, size=LABEL)
            wide, high = text_metrics.widest(lines, size=LABEL), len(lines) * LABEL * text_metrics.LEADING
            lowest = _HEIGHT[form] - _TOP - _BOTTOM
            places += down(text_metrics.markup(lines), wide=wide, high=high, lowest=lowest)
        taken = _put(sheet, places, at=(event.at, frames[0].top), frames=frames, taken=taken, size=LABEL)
