"""Build timelines from events: a track for each experiment and one for national events."""

from __future__ import annotations

import calendar
from collections.abc import Sequence

from dashboard.charts.figures.timeline import timeline as figure
from dashboard.db import queries
from dashboard.db.rows.subjects import EventRow, ExperimentRow
from dashboard.i18n import formats
from dashboard.labels import labels
from dashboard.models.scope import Scope
from dashboard.models.timeline import Milestone, Timeline, Track
from dashboard.web.pages.context import PageContext

_WHOLE_DAY = 10


def _first(text: str | None) -> str:
    """Return the first day that a date can mean as ISO text; empty for no date."""
    return (text + "-01-01"[len(text) - 4 :])[:_WHOLE_DAY] if text else ""


def _last(text: str) -> str:
    """Return the last day that a date can mean."""
    if len(text) == _WHOLE_DAY:
        return text
    year, month = int(text[:4]), int(text[5:7] or 12)
    return f"{year:04}-{month:02}-{calendar.monthrange(year, month)[1]:02}"


def _milestones(rows: Sequence[EventRow], context: PageContext) -> tuple[Milestone, ...]:
    return tuple(
        Milestone(
            at=row.day.isoformat(),
            when=context.date(row.date),
            text=row.label,
            source=labels.source(row, context),
        )
        for row in rows
    )


def _track(experiment: ExperimentRow, events: Sequence[EventRow], context: PageContext) -> Track:
    """Return the track of an experiment. A planned start has no bar."""
    ids = experiment.type_ids
    planned = experiment.status == "unknown"
    start, end = experiment.start or "", experiment.end or ""
    exact = len(start) >= len("2020-01")
    remark = "continued_as_policy" if experiment.status == "continued_as_policy" else ""
    if planned or not end:
        remark = "no_end"
    elif not exact:
        remark = "start_not_exact"
    return Track(
        name=experiment.short,
        mark=ids[0] if len(ids) == 1 else "together",
        milestones=_milestones([row for row in events if row.experiment_id == experiment.id], context),
        start="" if planned else _first(start),
        sure="" if planned or exact or not start else _last(start),
        end=_first(end),
        goes_on=experiment.status == "continued_as_policy",
        remark=context.t(f"timeline.remark.{remark}") if remark else "",
    )


def _national(events: Sequence[EventRow], context: PageContext) -> Track:
    rows = [row for row in events if row.experiment_id is None]
    days = {row.kind: row.date for row in reversed(rows)}
    return Track(
        name=context.t("timeline.national"),
        mark="comparison",
        milestones=_milestones(rows, context),
        start=_first(days.get("start")),
        end=_first(days.get("end")),
    )


def _described(track: Track) -> str:
    moments = "; ".join(f"{one.when}: {one.text}" for one in track.milestones)
    return f"{track.name}. {labels.stop(moments)} {track.remark}".strip()


def chronology(experiments: Sequence[ExperimentRow], context: PageContext) -> Timeline:
    """Return the timeline of experiments and national events, with the source of each event."""
    events = queries.events(Scope(), context)
    tracks = [_track(row, events, context) for row in experiments]
    tracks.append(_national(events, context))
    names = dict.fromkeys(one.source.publisher for track in tracks for one in track.milestones)
    return Timeline(
        id="timeline-figure",
        title=context.t("timeline.title", municipality=experiments[0].municipality),
        description=" ".join(_described(track) for track in tracks),
        figure=figure(tracks),
        tracks=tuple(tracks),
        publishers=formats.listing(list(names), context.lang),
    )
