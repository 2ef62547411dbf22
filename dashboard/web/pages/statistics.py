"""Official statistics of whole municipalities by year, beside the country; never an effect of an experiment."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from dashboard.charts import registry
from dashboard.charts.trend import without
from dashboard.db import queries
from dashboard.db.rows.statistics import StatisticRow
from dashboard.i18n import formats
from dashboard.labels import labels
from dashboard.models.controls import Control, Option, OptionGroup
from dashboard.models.evidence import Missing
from dashboard.models.text import Link, Note
from dashboard.web.components.controls import controls
from dashboard.web.components.html import Node, Part, h
from dashboard.web.components.notices import contents, missing, notice, unknowns
from dashboard.web.components.sections import cards, opening, section, stage
from dashboard.web.pages.context import PageContext
from dashboard.web.pages.page_parts import remarks
from dashboard.web.pages.share import card_of
from dashboard.web.pages.statistics_table import figure_table


def heading(context: PageContext) -> str:
    """Return the title of the page, with the current theme."""
    themes = {row.id: row for row in queries.themes(context)}
    return context.t("figures.title", theme=labels.start_small(themes[context.choice.theme].label))


def _one(name: str, groups: Sequence[OptionGroup], context: PageContext) -> Control:
    return Control(name=name, label=context.t(f"figures.{name}"), kind="one", groups=tuple(groups))


def _option(value: str, label: str, chosen: str) -> Option:
    return Option(value=value, label=label, selected=value == chosen)


def filters(context: PageContext) -> list[Control]:
    """Return the controls: theme, subject, municipality in focus, and axis."""
    choice = context.choice
    themes = queries.themes(context)
    subjects = [OptionGroup(label="", options=(_option("", context.t("figures.all_indicators"), choice.indicator),))]
    rows = queries.context_indicators(context)
    for theme in themes:
        own = tuple(_option(row.id, row.label, choice.indicator) for row in rows if row.theme == theme.id)
        if own:
            subjects.append(OptionGroup(label=theme.label, value=theme.id, options=own))
    places = [_option("", context.t("figures.no_focus"), choice.focus)]
    places += [_option(row.id, row.name, choice.focus) for row in queries.municipalities(context)]
    axes = [_option(id, context.t(f"figures.axes.{id or 'shared'}"), choice.axis) for id in ("", "free")]
    shown = tuple(_option(row.id, row.label, choice.theme) for row in themes)
    return [
        _one("theme", [OptionGroup(label="", options=shown)], context),
        _one("indicator", subjects, context),
        _one("focus", [OptionGroup(label="", options=tuple(places))], context),
        _one("axis", [OptionGroup(label="", options=tuple(axes))], context),
    ]


def chosen_text(context: PageContext) -> str:
    """Return the filters in a few words, such as `Ervaren gezondheid, Groningen, eigen as`."""
    choice = context.choice
    parts = [row.label for row in queries.themes(context) if row.id == choice.theme]
    for row in queries.context_indicators(context):
        if row.id == choice.indicator:
            parts.append(labels.start_small(row.label))
    parts += [row.name for row in queries.municipalities(context) if row.id == choice.focus]
    if choice.axis:
        parts.append(labels.start_small(context.t(f"figures.axes.{choice.axis}")))
    return ", ".join(parts)


def _gaps(rows: Sequence[StatisticRow], context: PageContext) -> list[Note]:
    """Return the places without figures for each subject, with the known reason."""
    indicators = {row.id: row for row in queries.context_indicators(context)}
    found = []
    for id, grouped in groupby(rows, key=lambda row: row.indicator_id):
        gone = without(list(grouped), context)
        if gone:
            caution = indicators[id].caution if indicators[id].caution else ""
            text = context.t("figures.gap", places=formats.listing(gone, context.lang))
            found.append(Note(head=indicators[id].label, text=f"{text} {caution}".strip()))
    return found


def _missing(gaps: Sequence[Note], context: PageContext) -> Missing:
    """Return a notice for filters without a chart."""
    choice = context.choice
    other = {row.id for row in queries.indicators(context)}
    if choice.indicator in other:
        label = next(row.label for row in queries.indicators(context) if row.id == choice.indicator)
        text = context.t("figures.of_trials", indicator=label)
        links = [Link(href=context.address(context.t("path.compare"), focus="", axis="", sort="", words=""),
                      label=context.t("figures.to_compare"))]  # fmt: skip
        texts = [text]
    else:
        links = [Link(href=context.address(focus=""), label=context.t("figures.wider.focus"))] if choice.focus else []
        texts = [f"{note.head}. {note.text}" for note in gaps] or [context.t("figures.nothing_here")]
    if choice.indicator:
        links.append(Link(href=context.address(indicator=""), label=context.t("figures.wider.indicator")))
    return Missing(
        title=context.t("figures.none", chosen=labels.start_small(chosen_text(context))),
        state="not_found",
        word=context.t("evidence.word.not_found"),
        texts=tuple(texts),
        links=(*links, Link(href=context.path, label=context.t("control.reset"))),
    )


def results(context: PageContext) -> Node:
    """Return the results, which are the part of the page that filters replace."""
    _lang, scope = context.lang, context.scope
    shown = [chart for kind in registry.STATISTICS for chart in kind.make(scope, context)]
    rows = queries.context(scope, context)
    gaps = _gaps(rows, context)
    parts: list[Part] = [*remarks(context)]
    many = context.count("compare.charts", len(shown))
    figures = context.number(sum(len(chart.rows) for chart in shown))
    found = (
        context.t("figures.found", chosen=chosen_text(context), charts=many, n=figures)
        if shown
        else context.t("compare.found_none", chosen=chosen_text(context))
    )
    parts.append(h("p", found, cls="tally", id="found"))
    if len(shown) > 1:
        links = [Link(href=f"#{chart.key}", label=chart.question) for chart in shown]
        links.append(Link(href="#table-part", label=context.t("figures.table")))
        parts.append(contents(links, label=context.t("compare.contents")))
    if not shown:
        parts.append(missing(_missing(gaps, context)))
    parts.extend(card_of(chart, context) for chart in shown)
    if gaps and shown:
        parts.append(
            section(context.t("figures.gaps"), unknowns(gaps), id="gaps", intro=context.t("figures.gaps_intro"))
        )
    if rows:
        parts.append(figure_table(rows, context))
    return cards(*parts)


def body(context: PageContext) -> Node:
    """Return the body of the page: title, limits, filters and results."""
    choice = context.choice
    hidden = {"as_of": choice.as_of.isoformat() if choice.as_of else "", "q": choice.words, "sort": choice.sort}
    return h(
        "div",
        opening(context.t("figures.heading"), lead=(context.t("figures.lead"),)),
        notice(context.t("figures.notice"), head=context.t("figures.notice_head")),
        controls(
            filters(context), action=context.path, lang=context.lang, chosen=chosen_text(context),
            hidden={name: value for name, value in hidden.items() if value},
        ),
        h("p", cls="vh", role="status", aria_live="polite", id="announce"),
        stage(results(context)),
    )  # fmt: skip
