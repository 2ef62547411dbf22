"""The card of a chart: question, sentence, chart, notes, strength, table and sources; and that of one of its marks.

Interactive elements are in a toolbar and two folds, so that a keyboard passes a chart in four steps with its marks.
"""

from collections.abc import Sequence

from dashboard.i18n.catalogue import t
from dashboard.models.chart import Chart
from dashboard.models.controls import ShareLinks
from dashboard.models.text import Link
from dashboard.web.components.chart_tools import tools
from dashboard.web.components.html import Node, Part, Plot, h
from dashboard.web.components.panel import frequencies, strength_note
from dashboard.web.components.panel import note as note_entry
from dashboard.web.components.share_links import use
from dashboard.web.components.sources import source_line, source_links
from dashboard.web.components.symbols import types
from dashboard.web.components.tables import data_table

# How many former keys of a chart are anchors; of hundreds of rows in one chart, few ever gave it its key.
_MOST_FORMER = 10


def card(chart: Chart, uses: ShareLinks, *, lang: str, version_text: str, level: int = 2) -> Node:
    """Return the card of a chart; its id is the key of the chart, for links, also with the keys that it had before."""
    key = chart.key
    return h(
        "article",
        [h("span", id=former) for former in chart.former[:_MOST_FORMER]],
        h(
            "div",
            h(f"h{level}", chart.question, id=f"{key}-title"),
            h("p", chart.sentence, cls="say"),
            h("p", chart.subtitle, cls="small soft") if chart.subtitle else None,
            cls="head",
        ),
        tools(chart, uses, lang=lang),
        h(
            "div",
            Plot(chart=chart, has_details=True),
            _beside(chart, lang=lang),
            frequencies(chart.frequencies, id=f"{key}-hundred", lang=lang),
            _below(chart),
            h(
                "details",
                h("summary", t("card.table", lang), _about(chart, lang=lang)),
                data_table(chart.table),
                source_links(chart.sources, lang=lang, label=t("source.to", lang)),
                cls="fold",
                id=f"{key}-table",
            ),
            use(chart, uses, lang=lang, level=level + 1),
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


def plain_card(
    chart: Chart, files: Sequence[Link], *, lang: str, level: int = 2, short: bool = False, report: str = ""
) -> Node:
    """Return the card of a chart that compares no arms: without strength, and with its files in the fold of its table.

    On a `short` card the notes are in the fold too. `report` is the URL to report a mistake.
    """
    key = chart.key
    notes = h("dl", [note_entry(part) for part in chart.reading], cls="notes below")
    listed = h(
        "ul",
        [h("li", h("a", link.label, href=link.href, download=True)) for link in files],
        h("li", h("a", t("report.link", lang), _about(chart, lang=lang), href=report)) if report else None,
        cls="actions",
    )
    return h(
        "article",
        h("div", h(f"h{level}", chart.question, id=f"{key}-title"), h("p", chart.sentence, cls="say"), cls="head"),
        h(
            "div",
            Plot(chart=chart, has_details=True),
            None if short else notes,
            h(
                "details",
                h("summary", t("card.table", lang), _about(chart, lang=lang)),
                notes if short else None,
                data_table(chart.table),
                source_links(chart.sources, lang=lang, label=t("source.to", lang)),
                listed,
                cls="fold",
                id=f"{key}-table",
            ),
            cls="pic",
        ),
        h("div", source_line(chart.sources, lang=lang, calculation=chart.calculation, linked=False), cls="base"),
        cls="card",
        id=key,
        aria_labelledby=f"{key}-title",
        data_card=key,
    )


def _beside(chart: Chart, *, lang: str) -> Node:
    """Return the notes to read the chart: how to read it, its marks, and the strength of the comparison."""
    marks: Part = None
    if chart.types:
        marks = h("div", h("dt", t("card.marks", lang)), h("dd", types(chart.types)))
    return h("dl", note_entry(chart.reading[0]), marks, strength_note(chart.strength, lang=lang), cls="notes")


def _below(chart: Chart) -> Part:
    """Return the other notes, in a row below the chart."""
    return h("dl", [note_entry(part) for part in chart.reading[1:]], cls="notes below") if chart.reading[1:] else None


def _about(chart: Chart, *, lang: str) -> Node:
    """Return hidden text that tells screen readers which chart a link belongs to."""
    return h("span", t("card.about", lang, question=chart.question), cls="vh")


_LINES = ("value", "comparison", "difference", "people", "fairness", "source")


def mark_card(lang: str) -> list[Node]:
    """Return the card as a template, and the region in which a screen reader hears it."""
    lines = [
        h("div", h("dt", t(f"mark.head.{name}", lang)), h("dd", data_field=name), data_line=True) for name in _LINES
    ]
    card = h(
        "div",
        h("p", h("span", data_field="place"), " ", h("span", data_field="group", cls="soft"), cls="name"),
        h("dl", lines),
        h(
            "p",
            h("a", t("mark.to_source", lang), data_source=True),
            h("button", t("mark.close", lang), type="button", cls="quiet", data_close=True),
            cls="actions",
        ),
        id="mark-card-shown",
        cls="mark-card",
        role="dialog",
        aria_label=t("mark.card", lang),
    )
    said = h("p", cls="vh", role="status", aria_live="polite", id="mark-said")
    template = h("template", card, id="mark-card", data_role=t("mark.role", lang), data_help=t("mark.help", lang))
    return [said, template]
