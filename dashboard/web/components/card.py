"""A chart card: question, sentence, chart, how to read it, how strong it is, the same rows as a table, the sources.

What can be pressed stands in two folds, so that a keyboard passes a chart in two steps.
"""

from __future__ import annotations

from dashboard.i18n.catalogue import t
from dashboard.models.chart import Chart
from dashboard.models.controls import Uses
from dashboard.web.components.chart_box import chart_plot
from dashboard.web.components.frequencies import hundreds
from dashboard.web.components.html import Node, Part, h
from dashboard.web.components.panel import note as note_entry
from dashboard.web.components.panel import strength_note
from dashboard.web.components.share_links import use
from dashboard.web.components.sources import source_line, source_links
from dashboard.web.components.symbols import types
from dashboard.web.components.tables import data_table


def card(
    chart: Chart,
    *,
    lang: str,
    csv_href: str,
    link_href: str,
    version_text: str,
    level: int = 2,
    uses: Uses | None = None,
) -> Node:
    """The card of a chart; its id is the key of the chart, so that a link can point at it.

    Without an address of its rows it has nothing to take away: a preview of what is not published.
    """
    key = chart.key
    return h(
        "article",
        h(
            "div",
            h(f"h{level}", chart.question, id=f"{key}-title"),
            h("p", chart.sentence, cls="say"),
            h("p", chart.subtitle, cls="small soft") if chart.subtitle else None,
            cls="head",
        ),
        h(
            "div",
            chart_plot(chart),
            _beside(chart, lang=lang),
            hundreds(chart.hundreds, id=f"{key}-hundred", lang=lang),
            _below(chart),
            h(
                "details",
                h("summary", t("card.table", lang), _about(chart, lang=lang)),
                data_table(chart.table),
                source_links(chart.sources, lang=lang, label=t("source.to", lang)),
                cls="fold",
                id=f"{key}-table",
            ),
            use(chart, uses, lang=lang, csv_href=csv_href, link_href=link_href, level=level + 1),
            cls="pic",
        ),
        h(
            "div",
            source_line(
                chart.sources, lang=lang, calculation=chart.calculation, version_text=version_text, linked=False
            ),
            cls="base",
        ),
        cls="card",
        id=key,
        aria_labelledby=f"{key}-title",
        data_card=key,
    )


def _beside(chart: Chart, *, lang: str) -> Node:
    """What is needed to read the chart: how, which mark is what, and how strong the comparison is."""
    marks: Part = None
    if chart.marks:
        marks = h("div", h("dt", t("card.marks", lang)), h("dd", types(chart.marks)))
    return h("dl", note_entry(chart.reading[0]), marks, strength_note(chart.strength, lang=lang), cls="notes")


def _below(chart: Chart) -> Part:
    """What else to know, in a row under the chart."""
    return h("dl", [note_entry(part) for part in chart.reading[1:]], cls="notes below") if chart.reading[1:] else None


def _about(chart: Chart, *, lang: str) -> Node:
    """Links with the same words on each card say to a screen reader which chart they belong to."""
    return h("span", t("card.about", lang, question=chart.question), cls="vh")
