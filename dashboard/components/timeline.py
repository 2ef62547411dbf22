"""What happened when: a drawing where the window is wide enough, and the same moments as a list everywhere."""

from __future__ import annotations

from dashboard.components.sources import short_source
from dashboard.components.tree import Node, Picture, h
from dashboard.figures.timeline import WIDTH
from dashboard.model import Timeline, Track
from dashboard.texts import say


def timeline(value: Timeline, *, lang: str) -> Node:
    """The drawing, then the list: folded beside the drawing, open where there is none."""
    drawing = Picture(id=value.id, figure=value.figure, width=WIDTH, title=value.title, description=value.description)
    return h(
        "div",
        drawing,
        h("p", say("timeline.reading", lang), cls="source reading"),
        h(
            "details",
            h("summary", say("timeline.list", lang)),
            h("div", [_track(track, lang=lang) for track in value.tracks], cls="tracks"),
            cls="fold",
        ),
        h("p", say("timeline.sources", lang, publishers=value.publishers), cls="source"),
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
