"""Trials in other places: in what they are like ours, their effects with intervals, and what may not share an axis."""

from dataclasses import replace

from dashboard.charts import registry
from dashboard.charts.comparison import with_and_without
from dashboard.charts.elsewhere import effects
from dashboard.db import queries
from dashboard.db.rows.elsewhere import AnswerRow, EffectRow, ElsewhereFindingRow
from dashboard.labels import labels
from dashboard.models.chart import Chart
from dashboard.models.controls import Control
from dashboard.models.elsewhere import ElsewhereChoice
from dashboard.web.components.controls import select
from dashboard.web.components.html import Node, Part, h
from dashboard.web.components.sections import cards, fold, missing, notice, opening, section
from dashboard.web.pages.charts.cards import card_of, chart_contents, highlight_text, highlights
from dashboard.web.pages.context import PageContext, remarks
from dashboard.web.pages.elsewhere.lists import likeness, limits
from dashboard.web.pages.page_parts import filter_section, no_results


def _names(context: PageContext) -> dict[str, dict[str, str]]:
    """Return the words for the values of each filter, by the name of the filter."""
    found = queries.elsewhere_effects(context)
    named: list[EffectRow | ElsewhereFindingRow] = [*found, *queries.elsewhere_findings(context)]
    countries = {row.country: row.country_name for row in queries.elsewhere_trials(context)}
    return {
        "approach": {row.type_id: row.type for row in named},
        "country": countries,
        "design": {row.design: context.t(f"elsewhere.design.{row.design}") for row in named},
        "duties": {value: context.t(f"elsewhere.yes.{value}") for value in context.known.elsewhere["duties"]},
        "money": {value: context.t(f"elsewhere.yes.{value}") for value in context.known.elsewhere["money"]},
        "follow_up": {row.follow_up_id: row.follow_up for row in found},
    }


def _controls(context: PageContext) -> list[Control]:
    """Return the controls: theme, then what trials differ in."""
    choice, themes = context.choice, [(row.id, row.label) for row in queries.themes(context)]
    controls = [select("theme", context.t("filter.theme"), themes, choice.theme)]
    for name, values in _names(context).items():
        known = [value for value in context.known.elsewhere[name] if value in values]
        options = [(value, labels.upper_first(values[value])) for value in known]
        label, chosen = context.t(f"elsewhere.filter.{name}"), getattr(choice.elsewhere, name)
        controls.append(select(name, label, options, chosen, any_label=context.t("elsewhere.any")))
    return controls


def chosen_text(context: PageContext) -> str:
    """Return the filters in a few words, such as `Gezondheid, basisbaan`."""
    parts = [row.label for row in queries.themes(context) if row.id == context.choice.theme]
    for name, values in _names(context).items():
        value = getattr(context.choice.elsewhere, name)
        if value in values:
            word = values[value] if name == "country" else labels.lower_first(values[value])
            parts.append(context.t(f"elsewhere.chosen.{name}", value=word) if name in ("duties", "money") else word)
    return ", ".join([*parts, *highlight_text(context)])


def _answer(row: AnswerRow, *, id: str | None = None) -> Node:
    return fold(row.question, h("p", row.text), id=id)


def _answers(context: PageContext) -> Part:
    """Return the questions of councillors on the theme and approach, with their answers."""
    choice = context.choice
    rows = [row for row in queries.elsewhere_answers(context) if row.theme == choice.theme]
    rows = [row for row in rows if choice.elsewhere.approach in ("", row.type_id)]
    items = [_answer(row, id=f"answer-{row.id}") for row in rows]
    return section(context.t("elsewhere.answers"), items, id="answers") if items else None


def block(type_id: str, context: PageContext) -> Node:
    """Return the section on the page of an approach: what trials elsewhere say of it, and the link to their intervals."""
    rows = [row for row in queries.elsewhere_answers(context) if row.type_id == type_id]
    items = [_answer(row) for row in rows]
    to_page = context.link("elsewhere")
    if rows:
        to_page = context.link("elsewhere", theme=rows[0].theme, elsewhere=ElsewhereChoice(approach=type_id))
    link = h("a", context.t("elsewhere.to_page"), href=to_page)
    return section(
        context.t("elsewhere.title"),
        items,
        h("p", link, cls="onward"),
        id="elsewhere",
        intro=context.t("elsewhere.block_intro" if rows else "elsewhere.block_none"),
    )


def _ours_with_interval(context: PageContext) -> list[Chart]:
    """Return the charts of our own trials on the theme that have an interval, drawn in the same form; none has one today."""
    scope = replace(context.scope, form="forest")
    return [chart for chart in with_and_without(scope, context) if "forest" in chart.forms]


def results(context: PageContext) -> Node:
    """Return the results for a choice of filters."""
    charts = registry.all_for(context.scope, context, page="elsewhere")
    rows = effects(context.scope, context)
    findings = [row for row in queries.elsewhere_findings(context) if context.choice.elsewhere.has(row)]
    many, chosen = context.count("compare.charts", len(charts)), chosen_text(context)
    nothing = context.t("elsewhere.none", chosen=labels.lower_first(chosen))
    own = _ours_with_interval(context)
    found = context.t("elsewhere.found", chosen=chosen, charts=many, n=context.number(len(rows)))
    return cards(
        remarks(context),
        h("p", found, cls="tally", id="found"),
        likeness({row.study_id for row in rows if row.off_axis is None}, context),
        h("div", chart_contents(charts, context), highlights(charts, context), cls="folds"),
        [card_of(chart, context) for chart in charts],
        None if charts else missing(no_results(nothing, [context.t("elsewhere.none_why")], context)),
        [card_of(chart, context, path=context.t("where.compare"), form="forest") for chart in own],
        _answers(context),
        notice(context.t("elsewhere.no_pool"), head=context.t("elsewhere.no_pool_head")),
        limits(findings, rows, context),
    )


def body(context: PageContext) -> Node:
    """Return the title, the limits, the filters and the results."""
    return h(
        "div",
        opening(context.t("elsewhere.title"), lead=(context.t("elsewhere.lead"),)),
        notice(context.t("elsewhere.notice"), head=context.t("elsewhere.notice_head")),
        filter_section(_controls(context), results(context), context, chosen=chosen_text(context)),
    )
