"""The timeline: a drawing on wide windows, and the same events as a list everywhere."""

from __future__ import annotations

from dashboard.charts.figures.timeline import WIDTH
from dashboard.i18n.catalogue import t
from dashboard.models.timeline import Timeline, Track
from dashboard.web.components.html import Node, Picture, h
from dashboard.web.components.sources import short_source


def timeline(value: Timeline, *, lang: str) -> Node:
    """Return the drawing and the list, which is folded beside a drawing and open without one."""
    drawing = Picture(id=value.id, figure=value.figure, width=WIDTH, title=value.title, description=value.description)
    return h(
        "div",
        drawing,
        h("p", t("timeline.reading", lang), cls="source reading"),
        h(
            "details",
            h("summary", t("timeline.list", lang)),
            h("div", [_track(track, lang=lang) for track in value.tracks], cls="tracks"),
            cls="fold",
        ),
        h("p", t("timeline.sources", lang, publishers=value.publishers), cls="source"),
        cls="timeline",
    )


def _track(track: Track, *, lang: str) -> Node:
    moments = [
        h(
            "li",
            h("p", h("b", one.when), cls="when"),
            h("div", h("p", one.text), short_source(one.source, lang=lang)),
        )
        for one in track.milestones
    ]
    return h(
        "div", h("h3", track.name), h("ol", moments), h("p", track.remark, cls="small soft") if track.remark else None
    )
