"""A timeline: for each trial a bar over the years that it ran, and a flag at each moment. Only for a wide window.

A flag stands at its moment like one on a pole, its words to the right. The last flag hangs highest, so no pole runs through
the words of another.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.charts.figures.base import LABEL, SMALL, FigureBuilder, Margin, axis
from dashboard.models.kinds import Figure
from dashboard.models.timeline import Milestone, Track
from dashboard.style import palette
from dashboard.svg import text_metrics

WIDTH = 1152
_LEFT, _RIGHT = 152, 178
_HEAD, _FOOT = 30, 8
_BAND, _BAR = 12, 10.0
_ROOM = 164
_LINE = SMALL * text_metrics.LEADING
# Between a bar and its highest flag, between two flags, and between two trials.
_DROP, _APART, _GAP = 20, 7, 26


@dataclass(frozen=True, kw_only=True)
class _Flag:
    """The words of a moment and where they hang: px from the left of the plot, and from the top of the track."""

    milestone: Milestone
    lines: list[str]
    x: float
    top: float
    high: float
    wide: float


@dataclass(frozen=True, kw_only=True)
class _Years:
    first: int
    last: int

    def px(self, day: str) -> float:
        """How far a day is from the left of the plot."""
        start, end = dt.date(self.first, 1, 1).toordinal(), dt.date(self.last, 1, 1).toordinal()
        return (dt.date.fromisoformat(day).toordinal() - start) / (end - start) * (WIDTH - _LEFT - _RIGHT)


def timeline(tracks: Sequence[Track]) -> Figure:
    """A line for each track, under each other on one axis of years. Raises ValueError without a single date."""
    days = [day for track in tracks for day in (track.start, track.end, *(one.at for one in track.milestones)) if day]
    if not days:
        raise ValueError("a timeline got no dates (expected at least one moment)")
    years = _Years(first=int(min(days)[:4]), last=int(max(days)[:4]) + 1)
    hung = [_hang(track, years) for track in tracks]
    heights = [_height(track, flags) for track, flags in zip(tracks, hung, strict=True)]
    total = sum(heights)
    builder = FigureBuilder()
    edge = f"{years.last}-01-01"
    top = 0.0
    for place, (track, flags, high) in enumerate(zip(tracks, hung, heights, strict=True)):
        if place:
            builder.add_rule((-_LEFT / (WIDTH - _LEFT - _RIGHT), 1 - top / total), (1.2, 1 - top / total), token="rule")
        _draw(builder, track, flags, top=top, first=f"{years.first}-01-01", edge=edge)
        top += high
    ticks = [(f"{year}-01-01", str(year)) for year in range(years.first, years.last + 1)]
    for at, text in ticks[:-1]:
        builder.add_text(text_metrics.markup(text), x=at, y=0, dx=6, dy=-_HEAD / 2)
    x = axis(span=(ticks[0][0], edge), ticks=ticks, grid=True, date=True, showticklabels=False)
    margin = Margin(_HEAD, _RIGHT, _FOOT, _LEFT)
    return builder.build(height=total + _HEAD + _FOOT, margin=margin, axes=[(x, axis(span=(total, 0)))])


def _hang(track: Track, years: _Years) -> list[_Flag]:
    """Find each flag the highest free place, from the last moment to the first."""
    flags: list[_Flag] = []
    for milestone in sorted(track.milestones, key=lambda one: one.at, reverse=True):
        lines = text_metrics.wrap(milestone.text, room=_ROOM, size=SMALL)
        wide = (
            max(text_metrics.widest(lines, size=SMALL), text_metrics.width(milestone.when, size=SMALL, bold=True)) + 6
        )
        high = (len(lines) + 1) * _LINE
        x, top = years.px(milestone.at), float(_BAND + _DROP)
        # Words that reach a later pole hang below its flag, or the pole would run through them.
        reached = [one.top + one.high for one in flags if x + wide + 8 > one.x]
        top = max(top, *(low + _APART for low in reached)) if reached else top
        flags.append(_Flag(milestone=milestone, lines=lines, x=x, top=top, high=high, wide=wide))
    return flags


def _height(track: Track, flags: Sequence[_Flag]) -> float:
    name = len(text_metrics.wrap(track.name, room=_LEFT - 20, size=LABEL, bold=True)) * LABEL * text_metrics.LEADING
    lowest = max((flag.top + flag.high for flag in flags), default=0.0)
    return max(lowest, name + _BAND, _BAND + _DROP) + _GAP


def _draw(builder: FigureBuilder, track: Track, flags: Sequence[_Flag], *, top: float, first: str, edge: str) -> None:
    token = palette.mark(track.mark)[0]
    bar = top + _BAND
    name = text_metrics.wrap(track.name, room=_LEFT - 20, size=LABEL, bold=True)
    middle = bar + (len(name) - 1) * LABEL * text_metrics.LEADING / 2
    builder.add_text(
        text_metrics.markup(name, bold=True), x=0, y=middle, refs="paper y", dx=-_LEFT, token="chart-value", size=LABEL
    )
    builder.add_line("years", [(first, bar), (edge, bar)], token="chart-grid", width=1)
    if track.start and track.end:
        sure = track.sure or track.start
        if sure != track.start:
            builder.add_line(
                "start not exact", [(track.start, bar), (sure, bar)], token=token, width=_BAR, dash="2px,4px"
            )
        builder.add_line("trial", [(sure, bar), (track.end, bar)], token=token, width=_BAR)
    if track.goes_on and track.end:
        for side in (-3.5, 3.5):
            builder.add_line("kept", [(track.end, bar + side), (edge, bar + side)], token=token, width=1.5)
    if track.remark:
        builder.add_text(
            text_metrics.markup(text_metrics.wrap(track.remark, room=_RIGHT - 16, size=SMALL)), x=edge, y=bar, dx=10
        )
    for flag in flags:
        _flag(builder, flag, top=top, bar=bar)


def _flag(builder: FigureBuilder, flag: _Flag, *, top: float, bar: float) -> None:
    at, hangs = flag.milestone.at, top + flag.top
    builder.add_line("pole", [(at, bar), (at, hangs + _LINE)], token="rule-firm", width=1)
    builder.add_line("moment", [(at, bar - 8), (at, bar + 8)], token="chart-value", width=2)
    text = f"{text_metrics.markup(flag.milestone.when, bold=True)}<br>{text_metrics.markup(flag.lines)}"
    builder.add_text(text, x=at, y=hangs + flag.high / 2, dx=6, token="chart-value")
