"""The card of a chart: question, sentence, chart, comparison and sources, and one fold with the rest; and the card of a mark.

All interactive elements are in the fold, so that a keyboard passes a chart in two steps with its marks.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from dashboard.i18n.catalogue import t
from dashboard.models.chart import Chart
from dashboard.models.controls import ShareLinks
from dashboard.models.text import Link, Note, Strength
from dashboard.web.components.chart_tools import about, summary, take, tools
from dashboard.web.components.html import Node, Part, Plot, h
from dashboard.web.components.panel import frequencies, strength_note, strength_words
from dashboard.web.components.panel import note as note_entry
from dashboard.web.components.sections import fold
from dashboard.web.components.sources import publisher_names, source_line, source_links
from dashboard.web.components.statements import sentences
from dashboard.web.components.symbols import strength, types
from dashboard.web.components.tables import data_table

# How many former keys of a chart are anchors; of hundreds of rows in one chart, few ever gave it its key.
_MOST_FORMER = 10


def shared(charts: Sequence[Chart]) -> tuple[Note | Strength, ...]:
    """Return what explains several charts of a page: notes that recur, and every kind of comparison."""
    if len(charts) < 2:
        return ()
    many = Counter(note for chart in charts for note in dict.fromkeys(chart.reading))
    notes = [note for note, times in many.items() if times > 1]
    return (*notes, *dict.fromkeys(chart.strength for chart in charts))


def explanations(parts: Sequence[Note | Strength], *, lang: str) -> Part:
    """Return the explanations of a page as a fold, each text once under its heading."""
    heads: dict[str, list[Part]] = {}
    for part in parts:
        head, text = (t("strength.head", lang), strength_words(part, lang=lang)) if isinstance(part, Strength) else (
            part.head, part.text)  # fmt: skip
        heads.setdefault(head, []).append(h("dd", text))
    terms = [h("div", h("dt", head), texts) for head, texts in heads.items()]
    listed = h("dl", terms, cls="notes below")
    return fold(t("card.explained", lang), listed, id="reading") if parts else None


def card(
    chart: Chart, uses: ShareLinks, *, lang: str, version_text: str, level: int = 2,
    explained: Sequence[Note | Strength] = (),
) -> Node:  # fmt: skip
    """Return the card of a chart; its id is the key of the chart, for links, also with the keys that it had before.

    `explained` stands elsewhere on the page.
    """
    key = chart.key
    legend = types(tuple(replace(label, href="") for label in chart.types))
    return h(
        "article",
        [h("span", id=former) for former in chart.former[:_MOST_FORMER]],
        h("div", h(f"h{level}", chart.question, id=f"{key}-title"), h("p", chart.sentence, cls="say"), cls="head"),
        h(
            "div",
            Plot(chart=chart, has_details=True),
            h(
                "div",
                legend,
                # Official statistics compare nothing; their page says so once.
                None if chart.series else h("p", strength(chart.strength, lang=lang)),
                h("p", chart.subtitle) if chart.subtitle else None,
                publisher_names(chart.sources, lang=lang),
                cls="basis",
            ),
            _more(chart, uses, lang=lang, level=level, version_text=version_text, explained=explained),
            cls="pic",
        ),
        cls="card",
        id=key,
        aria_labelledby=f"{key}-title",
        data_card=key,
    )


def _more(
    chart: Chart, uses: ShareLinks, *, lang: str, level: int, version_text: str, explained: Sequence[Note | Strength]
) -> Node:
    """Return the one fold of a card: statements, how to read it, its table, its sources in full, and its files."""
    key, method = chart.key, f"{t('where.method', lang)}#levels"
    said = sentences(chart.statements, id=f"{key}-say", lang=lang, level=level + 1)
    notes: list[Part] = [note_entry(note) for note in chart.reading if note not in explained]
    if chart.strength not in explained:
        notes.append(strength_note(chart.strength, lang=lang))
    return h(
        "details",
        summary(chart, lang=lang, has_statements=said is not None),
        tools(chart, uses, lang=lang),
        said,
        h("dl", notes, cls="notes below") if notes else None,
        None if chart.series else h("p", h("a", t("method.levels", lang), about(chart, lang=lang), href=method)),
        frequencies(chart.frequencies, id=f"{key}-hundred", lang=lang),
        data_table(chart.table),
        source_line(chart.sources, lang=lang, calculation=chart.calculation, version_text=version_text),
        take(chart, uses, lang=lang),
        cls="fold use off-paper",
        id=f"{key}-more",
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
        h("li", h("a", t("report.link", lang), about(chart, lang=lang), href=report)) if report else None,
        cls="actions",
    )
    return h(
        "article",
        h("div", h(f"h{level}", chart.question, id=f"{key}-title"), h("p", chart.sentence, cls="say"), cls="head"),
        h(
            "div",
            Plot(chart=chart, has_details=True),
            None if short else notes,
            fold(
                [t("card.table", lang), about(chart, lang=lang)],
                notes if short else None,
                data_table(chart.table),
                source_links(chart.sources, lang=lang, label=t("source.to", lang)),
                listed,
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
