"""From events to a timeline: a track for each experiment, and one for what happened nationally."""

from __future__ import annotations

import calendar
from collections.abc import Sequence

from dashboard import formats, queries
from dashboard.charts import words
from dashboard.figures.timeline import timeline as figure
from dashboard.model import Milestone, Timeline, Track
from dashboard.pages.visit import Visit
from dashboard.queries import Row, Scope

_WHOLE_DAY = 10


def _first(text: str | None) -> str:
    """The first day that a date can mean, as ISO text; empty for no date."""
    return (text + "-01-01"[len(text) - 4 :])[:_WHOLE_DAY] if text else ""


def _last(text: str) -> str:
    """The last day that a date can mean."""
    if len(text) == _WHOLE_DAY:
        return text
    year, month = int(text[:4]), int(text[5:7] or 12)
    return f"{year:04}-{month:02}-{calendar.monthrange(year, month)[1]:02}"


def _milestones(rows: Sequence[Row], visit: Visit) -> tuple[Milestone, ...]:
    return tuple(
        Milestone(
            at=row["day"].isoformat(),
            when=formats.date(row["date"], visit.lang),
            text=visit.label(row),
            source=words.source(row, visit.lang, as_of=visit.as_of),
        )
        for row in rows
    )


def _track(experiment: Row, events: Sequence[Row], visit: Visit) -> Track:
    """The track of an experiment. A start that is only planned makes no bar."""
    ids = experiment["type_ids"] or []
    planned = experiment["status"] == "unknown"
    start, end = experiment["start"] or "", experiment["end"] or ""
    exact = len(start) >= len("2020-01")
    remark = "continued_as_policy" if experiment["status"] == "continued_as_policy" else ""
    if planned or not end:
        remark = "no_end"
    elif not exact:
        remark = "start_not_exact"
    return Track(
        name=experiment[f"short_{visit.lang}"],
        mark=ids[0] if len(ids) == 1 else "together",
        milestones=_milestones([row for row in events if row["experiment_id"] == experiment["id"]], visit),
        start="" if planned else _first(start),
        sure="" if planned or exact or not start else _last(start),
        end=_first(end),
        goes_on=experiment["status"] == "continued_as_policy",
        remark=visit.say(f"timeline.remark.{remark}") if remark else "",
    )


def _national(events: Sequence[Row], visit: Visit) -> Track:
    rows = [row for row in events if row["experiment_id"] is None]
    days = {row["kind"]: row["date"] for row in reversed(rows)}
    return Track(
        name=visit.say("timeline.national"),
        mark="comparison",
        milestones=_milestones(rows, visit),
        start=_first(days.get("start")),
        end=_first(days.get("end")),
    )


def _described(track: Track) -> str:
    moments = "; ".join(f"{one.when}: {one.text}" for one in track.milestones)
    return f"{track.name}. {words.stop(moments)} {track.remark}".strip()


def chronology(experiments: Sequence[Row], visit: Visit) -> Timeline:
    """What happened in these experiments and nationally, with the source of each moment."""
    events = queries.events(Scope(as_of=visit.as_of))
    tracks = [_track(row, events, visit) for row in experiments]
    tracks.append(_national(events, visit))
    names = dict.fromkeys(one.source.publisher for track in tracks for one in track.milestones)
    return Timeline(
        id="timeline-figure",
        title=visit.say("timeline.title", municipality=experiments[0]["municipality"]),
        description=" ".join(_described(track) for track in tracks),
        figure=figure(tracks),
        tracks=tuple(tracks),
        publishers=formats.listing(list(names), visit.lang),
    )
