"""Trials in other places: in what they are like ours, their effects with intervals, and what may not share an axis."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from dashboard.charts import registry
from dashboard.charts.comparison import with_and_without
from dashboard.charts.elsewhere import effects
from dashboard.db import queries
from dashboard.db.rows.elsewhere import AnswerRow, EffectRow, ElsewhereFindingRow, ElsewhereTrialRow
from dashboard.labels import labels
from dashboard.models.chart import Chart
from dashboard.models.controls import Control
from dashboard.models.elsewhere import ElsewhereChoice
from dashboard.models.evidence import Missing
from dashboard.models.text import Link
from dashboard.web.components import tables
from dashboard.web.components.controls import select
from dashboard.web.components.html import Node, Part, h
from dashboard.web.components.sections import cards, fold, missing, notice, opening, phone_fold, section
from dashboard.web.components.sources import one_source
from dashboard.web.pages.context import PageContext
from dashboard.web.pages.page_parts import filtered, remarks
from dashboard.web.pages.share import card_of, chart_contents, highlight_text, highlights

_LIKE = ("on_benefits", "duties_removed", "money_added")
_COLUMNS = ("approach", *_LIKE, "likeness")


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
            word = labels.lower_first(values[value])
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


def _like(row: ElsewhereTrialRow, context: PageContext) -> Node:
    where = ", ".join(dict.fromkeys([row.place, row.country_name]))
    head = h("span", h("b", row.name), h("br"), h("span", where, cls="small soft"))
    likes = [context.t(f"elsewhere.yes.{getattr(row, name)}") for name in _LIKE]
    return _row(head, [row.type, *likes, row.likeness], context, id=f"trial-{row.id}")


def _row(head: Node, texts: Sequence[str], context: PageContext, *, id: str | None = None) -> Node:
    cells = [
        tables.cell(text, data_of=context.t(f"elsewhere.head.{name}"))
        for name, text in zip(_COLUMNS, texts, strict=True)
    ]
    return tables.row(tables.row_head(head), *cells, id=id)


def _likeness(drawn: Collection[str], context: PageContext) -> Part:
    """Return in what the trials with results on the theme are like the five municipalities, the most comparable first.

    Trials that are not `drawn` are in a fold.
    """
    choice = context.choice
    rows = [
        row for row in queries.elsewhere_trials(context) if choice.theme in row.themes and choice.elsewhere.has(row)
    ]
    if not rows:
        return None
    five = [context.t(f"elsewhere.five.{name}") for name in _COLUMNS]
    ours = _row(h("b", context.t("elsewhere.ours_head")), five, context)
    heads = [tables.column_head(context.t(f"elsewhere.head.{name}")) for name in ("trial", *_COLUMNS)]

    def table(body: list[Node], caption: str) -> Node:
        named = h("caption", context.t(caption), cls="vh" if caption == "elsewhere.like_caption" else None)
        return tables.table(named, heads, tables.body(body), cls="data cols-6 stack")

    shown = [_like(row, context) for row in rows if row.id in drawn]
    others = [_like(row, context) for row in rows if row.id not in drawn]
    head = [context.t("elsewhere.like_more"), f" ({len(others)})"]
    return section(
        context.t("elsewhere.like"),
        phone_fold("fold.trials", len(shown), table([ours, *shown], "elsewhere.like_caption"), lang=context.lang),
        fold(head, table(others, "elsewhere.like_more")) if others else None,
        id="likeness",
        intro=context.t("elsewhere.like_intro"),
    )


def _folded(key: str, items: Sequence[Node], context: PageContext, *, id: str) -> Part:
    """Return a list with rules between its items, folded under their number; None without items."""
    head = context.count(f"elsewhere.{key}", len(items))
    return fold(head, h("ul", items, cls="rules"), id=id) if items else None


def _finding(row: ElsewhereFindingRow, context: PageContext) -> Node:
    """Return a result without a size, with its comparison and source."""
    source = one_source(labels.source(row, context), lang=context.lang)
    untested = row.test == "not_stated" and row.comparison not in ("review", "not_named", "none")
    test = f" {context.t('statements.test.not_stated')}" if untested else ""
    return h(
        "li",
        h("p", h("b", f"{row.study}: {labels.lower_first(row.indicator)}. "), row.text),
        h("p", context.t(f"elsewhere.compared.{row.comparison}"), test, " ", source, cls="small soft"),
        id=f"finding-{row.id}",
    )


def _beside(row: EffectRow | None, context: PageContext) -> str:
    """Return with whom an effect that is not drawn was compared, how, and when it was measured; empty for other rows."""
    if row is None:
        return ""
    compared = context.t("elsewhere.beside", comparison=labels.lower_first(row.comparison), follow_up=row.follow_up)
    how = context.t(f"elsewhere.how.{row.comparison_role}")
    return f"{compared} " if how in row.text else f"{compared} {how} "


def _limits(findings: Sequence[ElsewhereFindingRow], effects: Sequence[EffectRow], context: PageContext) -> list[Part]:
    """Return results without a size, what may not share an axis with the effects, and what was left out."""
    sized = {row.id: row for row in effects}
    ids = {*sized, *(row.id for row in findings)}
    apart = [
        row
        for row in queries.elsewhere_not_comparable(context)
        if row.theme is None or (row.theme == context.choice.theme and row.row_id in ids)
    ]
    not_shared = [
        # The text of a trial is its name.
        h("li", h("b", f"{row.study}. "), row.text if row.text != row.study else "", " ", _beside(sized.get(row.row_id), context),
          h("i", row.why), id=f"not-{row.row_id}")
        for row in apart
    ]  # fmt: skip
    left_out = [h("li", row.text, " ", h("i", row.why)) for row in queries.elsewhere_left_out(context)]
    on_theme = [_finding(row, context) for row in findings if row.theme == context.choice.theme]
    return [
        _folded("findings", on_theme, context, id="findings"),
        _folded("apart", not_shared, context, id="not-comparable"),
        _folded("left_out", left_out, context, id="left-out"),
    ]


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
    charts = registry.all_for(context.scope, context, page="elsewhere")
    rows = effects(context.scope, context)
    findings = [row for row in queries.elsewhere_findings(context) if context.choice.elsewhere.has(row)]
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
        _limits(findings, rows, context),
    )


def body(context: PageContext) -> Node:
    """Return the title, the limits, the filters and the results."""
    return h(
        "div",
        opening(context.t("elsewhere.title"), lead=(context.t("elsewhere.lead"),)),
        notice(context.t("elsewhere.notice"), head=context.t("elsewhere.notice_head")),
        filtered(_controls(context), results(context), context, chosen=chosen_text(context)),
    )
