"""Trials in other places: in what they are like ours, their effects with intervals, and what may not share an axis."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from dashboard.charts import registry
from dashboard.charts.comparison import with_and_without
from dashboard.charts.elsewhere import effects
from dashboard.db import queries
from dashboard.db.rows.elsewhere import EffectRow, ElsewhereFindingRow, ElsewhereTrialRow, NotComparableRow
from dashboard.labels import labels
from dashboard.models.chart import Chart
from dashboard.models.controls import Control, Option, OptionGroup
from dashboard.models.elsewhere import ElsewhereChoice
from dashboard.models.evidence import Missing
from dashboard.models.text import Link
from dashboard.web.components import tables
from dashboard.web.components.html import Node, Part, h
from dashboard.web.components.notices import missing, notice
from dashboard.web.components.sections import cards, opening, phone_fold, section
from dashboard.web.components.sources import one_source
from dashboard.web.pages.context import PageContext
from dashboard.web.pages.page_parts import chart_contents, filtered, highlight_text, highlights, remarks
from dashboard.web.pages.share import card_of

_LIKE = ("on_benefits", "duties_removed", "money_added")


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
    choice = context.choice
    themes = tuple(
        Option(value=row.id, label=row.label, selected=row.id == choice.theme) for row in queries.themes(context)
    )
    groups = (OptionGroup(label="", options=themes),)
    controls = [Control(name="theme", label=context.t("filter.theme"), kind="one", groups=groups)]
    for name, values in _names(context).items():
        chosen = getattr(choice.elsewhere, name)
        options = [Option(value="", label=context.t("elsewhere.any"), selected=not chosen)]
        options += [
            Option(value=value, label=labels.upper_first(values[value]), selected=value == chosen)
            for value in context.known.elsewhere[name]
            if value in values
        ]
        group = OptionGroup(label="", options=tuple(options))
        controls.append(Control(name=name, label=context.t(f"elsewhere.filter.{name}"), kind="one", groups=(group,)))
    return controls


def chosen_text(context: PageContext) -> str:
    """Return the filters in a few words, such as `Gezondheid, basisbaan`."""
    parts = [row.label for row in queries.themes(context) if row.id == context.choice.theme]
    for name, values in _names(context).items():
        value = getattr(context.choice.elsewhere, name)
        if value in values:
            word = labels.lower_first(values[value])
            parts.append(context.t(f"elsewhere.chosen.{name}", value=word) if name in ("duties", "money") else word)
    return ", ".join([*parts, *highlight_text(context)])


def _answers(context: PageContext) -> Part:
    """Return the questions of councillors on the theme and approach, with their answers."""
    chosen = context.choice.elsewhere.approach
    rows = [
        row
        for row in queries.elsewhere_answers(context)
        if row.theme == context.choice.theme and chosen in ("", row.type_id)
    ]
    if not rows:
        return None
    items = [
        h("details", h("summary", row.question), h("p", row.text), cls="fold", id=f"answer-{row.id}") for row in rows
    ]
    return section(context.t("elsewhere.answers"), items, id="answers")


def block(type_id: str, context: PageContext) -> Node:
    """Return the section on the page of an approach: what trials elsewhere say of it, and the link to their intervals."""
    rows = [row for row in queries.elsewhere_answers(context) if row.type_id == type_id]
    items = [h("details", h("summary", row.question), h("p", row.text), cls="fold") for row in rows]
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


def _like(row: ElsewhereTrialRow, context: PageContext) -> Node:
    where = ", ".join(dict.fromkeys([row.place, row.country_name]))
    head = h("span", h("b", row.name), h("br"), h("span", where, cls="small soft"))
    cells = [
        tables.cell(context.t(f"elsewhere.yes.{getattr(row, name)}"), data_of=context.t(f"elsewhere.head.{name}"))
        for name in _LIKE
    ]
    return tables.row(
        tables.row_head(head),
        tables.cell(row.type, data_of=context.t("elsewhere.head.approach")),
        *cells,
        tables.cell(row.likeness, data_of=context.t("elsewhere.head.likeness")),
        id=f"trial-{row.id}",
    )


def _likeness(drawn: Collection[str], context: PageContext) -> Part:
    """Return in what the trials with results on the theme are like the five municipalities, the most comparable first.

    Trials that are not `drawn` are in a fold.
    """
    rows = [
        row
        for row in queries.elsewhere_trials(context)
        if context.choice.theme in row.themes and context.choice.elsewhere.has(row)
    ]
    if not rows:
        return None
    ours = tables.row(
        tables.row_head(h("b", context.t("elsewhere.ours_head"))),
        *(
            tables.cell(context.t(f"elsewhere.five.{name}"), data_of=context.t(f"elsewhere.head.{name}"))
            for name in ("approach", *_LIKE, "likeness")
        ),
    )
    heads = [
        tables.column_head(context.t(f"elsewhere.head.{name}")) for name in ("trial", "approach", *_LIKE, "likeness")
    ]

    def table(body: list[Node], caption: str) -> Node:
        named = h("caption", context.t(caption), cls="vh" if caption == "elsewhere.like_caption" else None)
        return tables.table(named, heads, tables.body(body), cls="data cols-6 stack")

    shown = [_like(row, context) for row in rows if row.id in drawn]
    others = [_like(row, context) for row in rows if row.id not in drawn]
    more = h(
        "details",
        h("summary", context.t("elsewhere.like_more"), f" ({len(others)})"),
        table(others, "elsewhere.like_more"),
        cls="fold",
    )
    return section(
        context.t("elsewhere.like"),
        phone_fold("fold.trials", len(shown), table([ours, *shown], "elsewhere.like_caption"), lang=context.lang),
        more if others else None,
        id="likeness",
        intro=context.t("elsewhere.like_intro"),
    )


def _untested(row: ElsewhereFindingRow) -> bool:
    return row.test == "not_stated" and row.comparison not in ("review", "not_named", "none")


def _findings(context: PageContext) -> Part:
    """Return results without a size, folded: each with its comparison and source."""
    rows = [
        row
        for row in queries.elsewhere_findings(context)
        if row.theme == context.choice.theme and context.choice.elsewhere.has(row)
    ]
    if not rows:
        return None
    items = [
        h(
            "li",
            h("p", h("b", f"{row.study}: {labels.lower_first(row.indicator)}. "), row.text),
            h(
                "p",
                context.t(f"elsewhere.compared.{row.comparison}"),
                f" {context.t('statements.test.not_stated')}" if _untested(row) else "",
                " ",
                one_source(labels.source(row, context), lang=context.lang),
                cls="small soft",
            ),
            id=f"finding-{row.id}",
        )
        for row in rows
    ]
    head = h("summary", context.count("elsewhere.findings", len(rows)))
    return h("details", head, h("ul", items, cls="rules"), cls="fold", id="findings")


def _apart(rows: Sequence[NotComparableRow], context: PageContext) -> Part:
    """Return what may not share an axis, folded, with the reason."""
    if not rows:
        return None
    # The text of a trial is its name.
    items = [
        h("li", h("b", f"{row.study}. "), row.text if row.text != row.study else "", " ", h("i", row.why),
          id=f"not-{row.row_id}")
        for row in rows
    ]  # fmt: skip
    head = h("summary", context.count("elsewhere.apart", len(rows)))
    return h("details", head, h("ul", items, cls="rules"), cls="fold", id="not-comparable")


def _left_out(context: PageContext) -> Node:
    rows = queries.elsewhere_left_out(context)
    items = [h("li", row.text, " ", h("i", row.why)) for row in rows]
    head = h("summary", context.count("elsewhere.left_out", len(rows)))
    return h("details", head, h("ul", items, cls="rules"), cls="fold", id="left-out")


def _ours_with_interval(context: PageContext) -> list[Chart]:
    """Return the charts of our own trials on the theme that have an interval, drawn in the same form; none has one today."""
    scope = replace(context.scope, form="forest")
    return [chart for chart in with_and_without(scope, context) if "forest" in chart.forms]


def _nothing(context: PageContext) -> Missing:
    return Missing(
        title=context.t("elsewhere.none", chosen=labels.lower_first(chosen_text(context))),
        state="not_found",
        word=context.t("evidence.word.not_found"),
        texts=(context.t("elsewhere.none_why"),),
        links=(Link(href=context.path, label=context.t("control.reset")),),
    )


def results(context: PageContext) -> Node:
    """Return the results for a choice of filters."""
    charts = registry.all_for(context.scope, context, registry.ELSEWHERE)
    rows = effects(context.scope, context)
    ids = {row.id for row in rows} | {
        row.id for row in queries.elsewhere_findings(context) if context.choice.elsewhere.has(row)
    }
    apart = [
        row
        for row in queries.elsewhere_not_comparable(context)
        if row.theme in (None, context.choice.theme) and (row.theme is None or row.row_id in ids)
    ]
    many = context.count("compare.charts", len(charts))
    own = _ours_with_interval(context)
    found = context.t("elsewhere.found", chosen=chosen_text(context), charts=many, n=context.number(len(rows)))
    return cards(
        remarks(context),
        h("p", found, cls="tally", id="found"),
        _likeness({row.study_id for row in rows if row.off_axis is None}, context),
        h("div", chart_contents(charts, context), highlights(charts, context), cls="folds"),
        [card_of(chart, context) for chart in charts] if charts else missing(_nothing(context)),
        [card_of(chart, context, path=context.t("where.compare"), form="forest") for chart in own],
        _answers(context),
        notice(context.t("elsewhere.no_pool"), head=context.t("elsewhere.no_pool_head")),
        _findings(context),
        _apart(apart, context),
        _left_out(context),
    )


def body(context: PageContext) -> Node:
    """Return the title, the limits, the filters and the results."""
    return h(
        "div",
        opening(context.t("elsewhere.title"), lead=(context.t("elsewhere.lead"),)),
        notice(context.t("elsewhere.notice"), head=context.t("elsewhere.notice_head")),
        filtered(_controls(context), results(context), context, chosen=chosen_text(context)),
    )
