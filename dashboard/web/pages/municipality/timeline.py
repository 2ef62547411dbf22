"""Build timelines from events: a drawing of each experiment, and a list that has the national events too."""

import calendar
from collections.abc import Sequence

from dashboard.charts.figures.timeline import WIDTH
from dashboard.charts.figures.timeline import timeline as figure
from dashboard.db import queries
from dashboard.db.rows.subjects import EventRow, ExperimentRow
from dashboard.exports.calendar import PATHS
from dashboard.labels import labels
from dashboard.models.context import Scope
from dashboard.models.marks import Milestone, Track
from dashboard.web.components.html import Node, Part, Picture, h
from dashboard.web.components.labels import short_source
from dashboard.web.components.sections import fold
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


def _milestones(rows: Sequence[EventRow], context: PageContext, *, planned: bool = False) -> tuple[Milestone, ...]:
    """Return events; the start of a `planned` trial is only announced."""
    result = []
    for row in rows:
        when, source = context.date(row.date), labels.source(row, context)
        word = "planned" if planned and row.kind == "start" else row.kind
        kind = "" if word == "other" else context.t(f"timeline.kind.{word}")
        result.append(Milestone(at=row.day.isoformat(), when=when, text=row.label, source=source, kind=kind))
    return tuple(result)


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
        milestones=_milestones([row for row in events if row.experiment_id == experiment.id], context, planned=planned),
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


def timeline(experiments: Sequence[ExperimentRow], context: PageContext) -> Node:
    """Return the drawing of experiments, and their events and national ones as a list with their sources."""
    events = queries.events(Scope(), context)
    own = [_track(row, events, context) for row in experiments]
    drawing: Part = None
    if any(track.start or track.milestones for track in own):
        described = []
        for track in own:
            moments = labels.stop("; ".join(f"{item.when}: {item.text}" for item in track.milestones))
            described.append(f"{track.name}. {moments} {track.remark}".strip())
        drawing = Picture(
            id="timeline-figure",
            figure=figure(own),
            width=WIDTH,
            title=context.t("timeline.title", municipality=experiments[0].municipality),
            description=" ".join(described),
        )
    listed = [_events(track, context) for track in (*own, _national(events, context))]
    return h(
        "div",
        drawing,
        h("p", context.t("timeline.reading"), cls="source reading"),
        fold(context.t("timeline.list"), h("div", listed, cls="tracks")),
        h("p", h("a", context.t("timeline.agenda"), href=PATHS[context.lang], download=True), cls="small"),
        cls="timeline",
    )


def _events(track: Track, context: PageContext) -> Node:
    """Return the events of a track as a list."""
    moments = []
    for item in track.milestones:
        text = h("div", h("p", item.text), short_source(item.source, lang=context.lang))
        moments.append(h("li", h("p", h("b", item.when), cls="when"), text))
    remark = h("p", track.remark, cls="small soft") if track.remark else None
    return h("div", h("h3", track.name), h("ol", moments), remark)
