"""A timeline: for each trial a bar over the years that it ran, with its events above and below. Only for a wide window.

An event has a mark on the bar, and its date with one word where there is room; the list below the drawing has all of it.
"""

from collections.abc import Sequence

from dashboard.charts.figures.base import LABEL, SMALL, FigureBuilder, Margin, axis
from dashboard.models.kinds import Figure
from dashboard.models.marks import Milestone, Track
from dashboard.style import palette
from dashboard.svg import elements
from dashboard.svg.render import axis_number

# px
WIDTH = 1152
_LEFT, _RIGHT, _HEAD, _FOOT = 152, 140, 26, 4
_PLOT = WIDTH - _LEFT - _RIGHT
_BAR_WIDTH, _TRACK_GAP, _BESIDE = 12.0, 10, 6
_LINE = SMALL * elements.LEADING
_NAME_LINE = LABEL * elements.LEADING
# A date and a word above the bar or below it.
_LANE = 2 * _LINE + 2


def timeline(tracks: Sequence[Track]) -> Figure:
    """Return a figure with a line for each track on one axis of years. Raises ValueError without a single date."""
    days = [day for track in tracks for day in (track.start, track.end, *(one.at for one in track.milestones)) if day]
    if not days:
        raise ValueError("a timeline got no dates (expected at least one moment)")
    years = range(int(min(days)[:4]), int(max(days)[:4]) + 2)
    ticks = [(f"{year}-01-01", str(year)) for year in years]
    first, last = ticks[0][0], ticks[-1][0]
    lanes = [_lanes(track, first, last) for track in tracks]
    builder, top = FigureBuilder(), 0.0
    for track, own in zip(tracks, lanes, strict=True):
        bar = top + max(_LANE if own[0] else 0, len(_name(track)) * _NAME_LINE / 2) + _BAR_WIDTH / 2
        _draw_track(builder, track, y=bar, first=first, last=last)
        for side, shown in zip((-1, 1), own, strict=True):
            for milestone in shown:
                _draw_label(builder, milestone, bar=bar, side=side)
        top = bar + _BAR_WIDTH / 2 + max(_LANE if own[1] else 0, len(_name(track)) * _NAME_LINE / 2) + _TRACK_GAP
    for day, text in ticks[:-1]:
        builder.add_text(elements.markup(text), x=day, y=0, dx=6, dy=-_HEAD / 2)
    x = axis(span=(first, last), ticks=ticks, type="date", showgrid=True, showticklabels=False)
    margin = Margin(_HEAD, _RIGHT, _FOOT, _LEFT)
    return builder.build(height=round(top) + _HEAD + _FOOT, margin=margin, axes=[(x, axis(span=(round(top), 0)))])


def _lanes(track: Track, first: str, last: str) -> tuple[list[Milestone], list[Milestone]]:
    """Return the events with a label above and below the bar: each where it runs into no other, or without a label."""
    start, end = axis_number(first), axis_number(last)
    lanes: tuple[list[Milestone], list[Milestone]] = ([], [])
    free = [0.0, 0.0]
    for milestone in sorted(track.milestones, key=lambda one: one.at):
        x = (axis_number(milestone.at) - start) / (end - start) * _PLOT
        for lane in (0, 1):
            if milestone.kind and x >= free[lane]:
                lanes[lane].append(milestone)
                free[lane] = (
                    x
                    + _BESIDE
                    + 10
                    + max(
                        elements.width(milestone.when, size=SMALL, bold=True),
                        elements.width(milestone.kind, size=SMALL),
                    )
                )
                break
    return lanes


def _name(track: Track) -> list[str]:
    return elements.wrap(track.name, room=_LEFT - 20, size=LABEL, bold=True)


def _draw_track(builder: FigureBuilder, track: Track, *, y: float, first: str, last: str) -> None:
    """Draw the name of a trial, its bar with its events, and what is known of the time after it."""
    token = palette.mark(track.mark)[0]
    text = elements.markup(_name(track), bold=True)
    builder.add_text(text, x=0, y=y, refs="paper y", dx=-_LEFT, token="chart-value", size=LABEL)
    builder.add_line("years", [(first, y), (last, y)], token="chart-grid", width=1)
    if track.start and track.end:
        sure = track.sure or track.start
        if sure != track.start:
            ends = [(track.start, y), (sure, y)]
            builder.add_line("start not exact", ends, token=token, width=_BAR_WIDTH, dash="2px,4px")
        builder.add_line("trial", [(sure, y), (track.end, y)], token=token, width=_BAR_WIDTH)
    if track.goes_on and track.end:
        for side in (-3.5, 3.5):
            builder.add_line("continued", [(track.end, y + side), (last, y + side)], token=token, width=1.5)
    for milestone in track.milestones:
        builder.add_line("moment", [(milestone.at, y - 9), (milestone.at, y + 9)], token="chart-value", width=2)
    if track.remark:
        remark = elements.wrap(track.remark, room=_RIGHT - 16, size=SMALL)
        builder.add_text(elements.markup(remark), x=last, y=y, dx=10)


def _draw_label(builder: FigureBuilder, milestone: Milestone, *, bar: float, side: int) -> None:
    """Draw the date and the word of an event above (-1) or below (1) the bar at `bar` px, beside a pole."""
    day = milestone.at
    near, far = bar + side * _BAR_WIDTH / 2, bar + side * (_BAR_WIDTH / 2 + _LANE)
    builder.add_line("pole", [(day, near), (day, far)], token="rule-firm", width=1)
    text = f"{elements.markup(milestone.when, bold=True)}<br>{elements.markup(milestone.kind)}"
    builder.add_text(text, x=day, y=(near + far) / 2, dx=_BESIDE, token="chart-value")
