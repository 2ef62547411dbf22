"""Where the files, the fixed link, the citation and the frame of a chart are, for the choice of a visit."""

from __future__ import annotations

from html import escape
from typing import Any

from dashboard.components import embed
from dashboard.components.card import card
from dashboard.components.tree import Node
from dashboard.exports.item import citation
from dashboard.model import Chart, Uses
from dashboard.pages.visit import Visit


def taking(chart: Chart, visit: Visit, *, path: str = "", **values: Any) -> Uses:
    """How a chart can be taken along. `path` is the page whose files are meant, `values` what differs from the choice."""
    base = path or visit.path
    csv_all = visit.address(f"{base}/{chart.key}.csv", **values)
    pinned = visit.pinned(base, anchor=chart.key, **values)
    frame_path = visit.say("path.embed", chart=chart.key)
    frame, frame_pinned = visit.address(frame_path, **values), visit.pinned(frame_path, **values)
    return Uses(
        png=visit.address(f"{base}/{chart.key}.png", **values),
        svg=visit.address(f"{base}/{chart.key}.svg", **values),
        csv_all=csv_all + ("&" if "?" in csv_all else "?") + "all=yes",
        pinned=pinned,
        citation=citation(chart, lang=visit.lang, as_of=visit.as_of, link=pinned),
        # In the code of a frame an address is written as in HTML.
        frame=escape(frame),
        frame_code=embed.code(chart, src=frame),
        frame_pinned=escape(frame_pinned),
        frame_pinned_code=embed.code(chart, src=frame_pinned),
    )


def card_of(chart: Chart, visit: Visit, *, path: str = "", level: int = 2, **values: Any) -> Node:
    """The card of a chart, with its files. `path` is the page whose files are meant, `values` what differs from the choice."""
    return card(
        chart,
        lang=visit.lang,
        csv_href=visit.address(f"{path or visit.path}/{chart.key}.csv", **values),
        link_href=visit.address(anchor=chart.key),
        version_text=visit.version_text(),
        uses=taking(chart, visit, path=path, **values),
        level=level,
    )
