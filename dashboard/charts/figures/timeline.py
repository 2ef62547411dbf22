"""A timeline: for each trial a bar over the years that it ran, and a flag at each of its events. Only for a wide window.

The text of a flag stands right of its pole. The last flag hangs highest, so that no pole runs through the text of another.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.charts.figures.base import LABEL, SMALL, FigureBuilder, Margin, axis
from dashboard.models.kinds import Figure
from dashboard.models.marks import Milestone, Track
from dashboard.style import palette
from dashboard.svg import text_metrics
from dashboard.svg.plot_area import axis_number

# px
WIDTH = 1152
_LEFT, _RIGHT, _HEAD, _FOOT = 152, 178, 30, 8
_PLOT = WIDTH - _LEFT - _RIGHT
_BAR_Y, _BAR_WIDTH = 12, 10.0
_TEXT_WIDTH = 164
_LINE = SMALL * text_metrics.LEADING
_NAME_LINE = LABEL * text_metrics.LEADING
# Between a bar and its highest flag, between two flags, and between two trials.
_DROP, _FLAG_GAP, _TRACK_GAP = 20, 7, 26


@dataclass(frozen=True, kw_only=True)
class _Flag:
    """An event with its text in lines: px from the left of the plot area, and from the top of its track."""

    milestone: Milestone
    lines: list[str]
    x: float
    top: float
    height: float


def timeline(tracks: Sequence[Track]) -> Figure:
    """Return a figure with a line for each track on one axis of years. Raises ValueError without a single date."""
    days = [day for track in tracks for day in (track.start, track.end, *(one.at for one in track.milestones)) if day]
    if not days:
        raise ValueError("a timeline got no dates (expected at least one moment)")
    years = range(int(min(days)[:4]), int(max(days)[:4]) + 2)
    ticks = [(f"{year}-01-01", str(year)) for year in years]
    first, last = ticks[0][0], ticks[-1][0]
    flags = [_flags(track, first, last) for track in tracks]
    heights = [_height(track, own) for track, own in zip(tracks, flags, strict=True)]
    builder, total, top = FigureBuilder(), sum(heights), 0.0
    for track, own, height in zip(tracks, flags, heights, strict=True):
        if track is not tracks[0]:
            builder.add_rule((-_LEFT / _PLOT, 1 - top / total), (1.2, 1 - top / total), token="rule")
        _draw_track(builder, track, top=top, first=first, last=last)
        for flag in own:
            _draw_flag(builder, flag, top=top)
        top += height
    for day, text in ticks[:-1]:
        builder.add_text(text_metrics.markup(text), x=day, y=0, dx=6, dy=-_HEAD / 2)
    x = axis(span=(first, last), ticks=ticks, type="date", showgrid=True, showticklabels=False)
    margin = Margin(_HEAD, _RIGHT, _FOOT, _LEFT)
    return builder.build(height=total + _HEAD + _FOOT, margin=margin, axes=[(x, axis(span=(total, 0)))])


def _flags(track: Track, first: str, last: str) -> list[_Flag]:
    """Return the flags of a track, each at the highest free place, from the last event to the first."""
    flags: list[_Flag] = []
    start, end = axis_number(first), axis_number(last)
    for milestone in sorted(track.milestones, key=lambda one: one.at, reverse=True):
        lines = text_metrics.wrap(milestone.text, room=_TEXT_WIDTH, size=SMALL)
        when = text_metrics.width(milestone.when, size=SMALL, bold=True)
        x = (axis_number(milestone.at) - start) / (end - start) * _PLOT
        right = x + max(text_metrics.widest(lines, size=SMALL), when) + 14
        # A text that reaches a later pole hangs below its flag, or the pole would run through it.
        top = max([_BAR_Y + _DROP, *(flag.top + flag.height + _FLAG_GAP for flag in flags if right > flag.x)])
        flags.append(_Flag(milestone=milestone, lines=lines, x=x, top=top, height=(len(lines) + 1) * _LINE))
    return flags


def _name(track: Track) -> list[str]:
    return text_metrics.wrap(track.name, room=_LEFT - 20, size=LABEL, bold=True)


def _height(track: Track, flags: Sequence[_Flag]) -> float:
    """Return the height of a track in px."""
    ends = [flag.top + flag.height for flag in flags]
    return max([*ends, len(_name(track)) * _NAME_LINE + _BAR_Y, _BAR_Y + _DROP]) + _TRACK_GAP


def _draw_track(builder: FigureBuilder, track: Track, *, top: float, first: str, last: str) -> None:
    """Draw the name of a trial, its bar, and what is known of the time after it."""
    token, y, name = palette.mark(track.mark)[0], top + _BAR_Y, _name(track)
    text, middle = text_metrics.markup(name, bold=True), y + (len(name) - 1) * _NAME_LINE / 2
    builder.add_text(text, x=0, y=middle, refs="paper y", dx=-_LEFT, token="chart-value", size=LABEL)
    builder.add_line("years", [(first, y), (last, y)], token="chart-grid", width=1)
    if track.start and track.end:
        sure = track.sure or track.start
        if sure != track.start:
            ends = [(track.start, y), (sure, y)]
            builder.add_line("start not exact", ends, token=token, width=_BAR_WIDTH, dash="2px,4px")
        builder.add_line("trial", [(sure, y), (track.end, y)], token=token, width=_BAR_WIDTH)
    if track.goes_on and track.end:
        for side in (-3.5, 3.5):
            builder.add_line("kept", [(track.end, y + side), (last, y + side)], token=token, width=1.5)
    if track.remark:
        remark = text_metrics.wrap(track.remark, room=_RIGHT - 16, size=SMALL)
        builder.add_text(text_metrics.markup(remark), x=last, y=y, dx=10)


def _draw_flag(builder: FigureBuilder, flag: _Flag, *, top: float) -> None:
    """Draw a flag on the track that begins at `top` px."""
    day, bar, y = flag.milestone.at, top + _BAR_Y, top + flag.top
    builder.add_line("pole", [(day, bar), (day, y + _LINE)], token="rule-firm", width=1)
    builder.add_line("moment", [(day, bar - 8), (day, bar + 8)], token="chart-value", width=2)
    text = f"{text_metrics.markup(flag.milestone.when, bold=True)}<br>{text_metrics.markup(flag.lines)}"
    builder.add_text(text, x=day, y=y + flag.height / 2, dx=6, token="chart-value")
