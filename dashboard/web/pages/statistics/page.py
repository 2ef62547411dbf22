"""Official statistics of whole municipalities by year, beside the country; never an effect of an experiment."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from dashboard.charts import registry
from dashboard.charts.trend import without
from dashboard.db import queries
from dashboard.db.rows.statistics import StatisticRow
from dashboard.i18n import formats
from dashboard.labels import labels
from dashboard.models.chart import Chart
from dashboard.models.controls import Control
from dashboard.models.evidence import Missing
from dashboard.models.filters import BESIDE
from dashboard.models.text import Link, Note
from dashboard.web.components.card import explanations, shared
from dashboard.web.components.controls import by_theme, select
from dashboard.web.components.html import Node, Part, h
from dashboard.web.components.sections import cards, missing, notice, opening, unfold, unknowns
from dashboard.web.pages.charts.cards import card_of, chart_contents
from dashboard.web.pages.context import PageContext, remarks
from dashboard.web.pages.page_parts import filter_section, no_results
from dashboard.web.pages.place.own_place import place_field
from dashboard.web.pages.statistics.table import figure_table


def heading(context: PageContext) -> str:
    """Return the title of the page, with the current theme."""
    themes = {row.id: row for row in queries.themes(context)}
    return context.t("statistics.title", theme=labels.lower_first(themes[context.choice.theme].label))


def filters(context: PageContext) -> list[Control]:
    """Return the controls: theme, subject, highlighted municipality, and axis."""
    choice, themes, subjects = context.choice, queries.themes(context), queries.context_indicators(context)
    any_subject = context.t("statistics.all_indicators")
    places = [("", context.t("statistics.no_highlight"))]
    places += [(row.id, row.name) for row in queries.municipalities(context)]
    axes = [(id, context.t(f"statistics.axes.{id or 'shared'}")) for id in ("", "free")]
    return [
        select("theme", context.t("statistics.theme"), [(row.id, row.label) for row in themes], choice.theme),
        by_theme(context.t("statistics.indicator"), themes, subjects, choice.indicator, any_label=any_subject),
        select("highlight", context.t("statistics.highlight"), places, choice.highlight),
        select("axis", context.t("statistics.axis"), axes, choice.axis),
    ]


def chosen_text(context: PageContext) -> str:
    """Return the filters in a few words, such as `Ervaren gezondheid, Groningen, eigen as`."""
    choice = context.choice
    parts = [row.label for row in queries.themes(context) if row.id == choice.theme]
    for row in queries.context_indicators(context):
        if row.id == choice.indicator:
            parts.append(labels.lower_first(row.label))
    parts += [row.name for row in queries.municipalities(context) if row.id == choice.highlight]
    if choice.axis:
        parts.append(labels.lower_first(context.t(f"statistics.axes.{choice.axis}")))
    return ", ".join(parts)


def _gaps(rows: Sequence[StatisticRow], context: PageContext) -> list[Note]:
    """Return the places without figures for each subject, with the known reason."""
    indicators = {row.id: row for row in queries.context_indicators(context)}
    result = []
    for id, grouped in groupby(rows, key=lambda row: row.indicator_id):
        absent = without(list(grouped), context)
        if absent:
            text = context.t("statistics.gap", places=formats.listing(absent, context.lang))
            result.append(Note(head=indicators[id].label, text=f"{text} {indicators[id].caution or ''}".strip()))
    return result


def _missing(gaps: Sequence[Note], context: PageContext) -> Missing:
    """Return a notice for filters without a chart."""
    choice = context.choice
    other = {row.id: row.label for row in queries.indicators(context)}
    links = []
    if choice.indicator in other:
        texts = [context.t("statistics.of_trials", indicator=other[choice.indicator])]
        href = context.address(context.t("where.compare"), highlight="", axis="", sort="", words="")
        links.append(Link(href=href, label=context.t("statistics.to_compare")))
    else:
        texts = [f"{note.head}. {note.text}" for note in gaps] or [context.t("statistics.nothing_here")]
        if context.scope.focus:
            links.append(Link(href=context.address(highlight=""), label=context.t("statistics.wider.highlight")))
    if choice.indicator:
        links.append(Link(href=context.address(indicator=""), label=context.t("statistics.wider.indicator")))
    title = context.t("statistics.none", chosen=labels.lower_first(chosen_text(context)))
    return no_results(title, texts, context, links=links)


def _found(shown: Sequence[Chart], context: PageContext) -> str:
    """Return the counts that a screen reader announces after each change."""
    chosen = chosen_text(context)
    if not shown:
        return context.t("compare.found_none", chosen=chosen)
    many = context.count("compare.charts", len(shown))
    figures = context.number(sum(len(chart.rows) for chart in shown))
    return context.t("statistics.found", chosen=chosen, charts=many, n=figures)


def _brief(chart: Chart, context: PageContext) -> Chart:
    """Return a chart without what the page says once, and with its definition among the notes."""
    limit = context.t("trend.no_effect")
    definition = Note(head=context.t("statistics.definition"), text=chart.subtitle)
    reading = (definition, *chart.reading) if chart.subtitle else chart.reading
    return replace(chart, sentence=chart.sentence.removesuffix(limit).rstrip(), subtitle="", reading=reading)


def results(context: PageContext) -> Node:
    """Return the results, which are the part of the page that filters replace."""
    shown = registry.all_for(context.scope, context, page="figures")
    rows = queries.context(context.scope, context)
    gaps = _gaps(rows, context)
    counted = {f"trend.{row.id}" for row in queries.context_indicators(context) if row.unit == "persons"}
    explained = shared(shown)
    people = [_brief(chart, context) for chart in shown if chart.key in counted]
    others = [_brief(chart, context) for chart in shown if chart.key not in counted]
    table = Link(href="#table-part", label=context.t("statistics.table"))
    folds: list[Part] = []
    if others and people:
        intro = h("p", context.t("statistics.people_intro"))
        drawn = [card_of(chart, context, explained=explained, level=3) for chart in people]
        folds.append(unfold(context.t("statistics.people"), intro, drawn, id="people", level=2))
    if gaps and shown:
        intro = h("p", context.t("statistics.gaps_intro"))
        folds.append(unfold(context.t("statistics.gaps"), intro, unknowns(gaps), id="gaps", level=2))
    folds.append(figure_table(rows, context) if rows else None)
    return cards(
        remarks(context),
        h("p", _found(shown, context), cls="tally", id="found"),
        h("div", chart_contents(shown, context, table), explanations(explained, lang=context.lang), cls="folds"),
        None if shown else missing(_missing(gaps, context)),
        [card_of(chart, context, explained=explained) for chart in others or people],
        h("div", folds, cls="unfolds"),
    )


def body(context: PageContext) -> Node:
    """Return the body of the page: title, limits, filters and results."""
    hidden = {name: value for name, value in (("q", context.choice.words), ("sort", context.choice.sort)) if value}
    # Municipalities like the reader's own have no series of years, so they have a page of their own.
    peers = place_field(context.t("statistics.peers"), context, beside=BESIDE[0])
    return h(
        "div",
        opening(context.t("statistics.heading"), lead=(context.t("statistics.lead"),)),
        notice(context.t("statistics.notice"), head=context.t("statistics.notice_head")),
        h("div", peers, h("p", context.t("statistics.peers_text"), cls="small soft"), id="peers"),
        filter_section(filters(context), results(context), context, chosen=chosen_text(context), **hidden),
    )
