"""Links to share or download a chart, for the filters of a request."""

from html import escape
from typing import Any

from dashboard.exports.data_version import citation
from dashboard.models.chart import Chart
from dashboard.models.controls import ShareLinks
from dashboard.models.text import Link
from dashboard.web.components import embed
from dashboard.web.components.card import card, plain_card
from dashboard.web.components.html import Node
from dashboard.web.pages.context import PageContext
from dashboard.web.pages.report import report_link
from dashboard.web.scripts import script


def card_of(chart: Chart, context: PageContext, *, path: str = "", level: int = 2, **values: Any) -> Node:
    """Return the card of a chart with its links.

    `path` is the page of its files; `values` are their only filters, instead of those of the page.
    """
    filtered = context.cleared(**values) if values else context
    base = path or context.path
    frame_path = context.t("path.embed", chart=chart.key)
    frame, frame_pinned = filtered.address(frame_path), filtered.pinned(frame_path)
    pinned, csv = filtered.pinned(base, anchor=chart.key), filtered.address(f"{base}/{chart.key}.csv")
    uses = ShareLinks(
        csv=csv,
        link=context.address(anchor=chart.key),
        png=filtered.address(f"{base}/{chart.key}.png"),
        svg=filtered.address(f"{base}/{chart.key}.svg"),
        csv_all=csv + ("&" if "?" in csv else "?") + "all=yes",
        pinned=pinned,
        citation=citation(chart, context, link=pinned),
        # URLs in the embed code are escaped as HTML.
        frame=escape(frame),
        frame_code=embed.code(chart, src=frame, script=script("embed_parent")),
        frame_pinned=escape(frame_pinned),
        frame_pinned_code=embed.code(chart, src=frame_pinned, script=script("embed_parent")),
        report=report_link(chart, context, pinned=pinned),
        forms=tuple(
            Link(
                # The first form is the default, which an address leaves out.
                href=filtered.address(base, anchor=chart.key, form=name if number else ""),
                label=context.t(f"form.{name}"),
                current=name == chart.form,
            )
            for number, name in enumerate(chart.forms)
        ),
    )
    return card(chart, uses, lang=context.lang, version_text=context.version_text(), level=level)


def plain_card_of(chart: Chart, context: PageContext, *, level: int = 2, short: bool = False) -> Node:
    """Return the card of a chart that compares no arms, with its files for the filters of the request."""
    files = [
        Link(href=context.address(f"{context.path}/{chart.key}.{kind}"), label=kind.upper())
        for kind in ("csv", "svg", "png")
    ]
    report = report_link(chart, context, pinned=context.pinned(anchor=chart.key))
    return plain_card(chart, files, lang=context.lang, level=level, short=short, report=report)
