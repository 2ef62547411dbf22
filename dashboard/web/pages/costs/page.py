"""The page on costs: every amount of every trial, planned and realised apart, and a sum for a reader's own number of people."""

from collections.abc import Sequence
from itertools import groupby

from dashboard.db import queries
from dashboard.db.rows.subjects import CostRow
from dashboard.i18n import formats
from dashboard.labels import labels
from dashboard.models.context import Scope
from dashboard.models.filters import MOST_PEOPLE
from dashboard.models.text import heads
from dashboard.web.components import details
from dashboard.web.components.controls import get_form, submit
from dashboard.web.components.html import Node, Part, h
from dashboard.web.components.labels import cited
from dashboard.web.components.sections import band, phone_fold, section
from dashboard.web.pages.context import PageContext, remarks
from dashboard.web.pages.costs.amounts import amount, cost_bars, costs_known, date_text, per_person
from dashboard.web.pages.page_parts import sentences

_HEADS = ("what", "amount", "when", "who")


def _calculator(rows: Sequence[CostRow], context: PageContext) -> Node:
    """Return the sum sheet: each published amount for one person, times the number of people of the reader."""
    people = context.choice.people
    lines = [
        h(
            "li",
            h("p", f"{row.municipality}: {labels.lower_first(row.label)} ({context.date(row.date or '')})"),
            h("p", _product(row, people, context), cls="sum"),
        )
        for row in per_person(rows)
    ]
    field = h(
        "input", type="number", name="people", id="people", min=1, max=MOST_PEOPLE, step=1, inputmode="numeric",
        required=True, value=str(people or ""),
    )  # fmt: skip
    form = get_form(
        h("div", h("label", context.t("costs.sheet.people"), for_="people"), field, cls="field"),
        submit(context.t("costs.sheet.submit")),
        action=f"{context.path}#sheet",
        hidden=context.pin.items(),
        cls="find",
    )
    return section(
        context.t("costs.sheet.title"),
        form,
        h("ul", lines, cls="sums"),
        h("h3", context.t("costs.sheet.not_in")),
        sentences("costs.sheet.not_in", 4, context),
        id="sheet",
        intro=context.t("costs.sheet.intro"),
    )


def _product(row: CostRow, people: int, context: PageContext) -> str:
    """Return an amount for one person, or the sum for the number of people of the reader."""
    if not people or row.value is None or row.unit is None:
        return context.t("costs.sheet.each", value=amount(row, context))
    total = formats.full(row.value * people, row.unit, context.lang, 0, row.qualifier)
    each = formats.qualified(formats.number(row.value, context.lang), row.qualifier, context.lang)
    return context.t("costs.sheet.sum", value=each, n=context.number(people), total=total)


def _table(rows: Sequence[CostRow], context: PageContext) -> Node:
    """Return all amounts of a trial, grouped by whether they were planned or realised."""
    columns = heads(*(context.t(f"costs.head.{name}") for name in _HEADS), numeric=(1,))

    def line(row: CostRow) -> Node:
        doubt = h("span", f" {context.t('costs.not_used')}", cls="soft")
        label = [row.label, None if row.preferred or row.value is None else doubt]
        who = cited(labels.source(row, context), lang=context.lang)
        return details.row_of(columns, label, amount(row, context), date_text(row, context), who, id=row.id)

    groups = [
        details.body(details.title_row(context.t(f"costs.status.{status}"), len(columns)), map(line, own))
        for status, own in groupby(rows, key=lambda row: row.status)
    ]
    caption = h("caption", context.t("costs.caption", place=labels.experiment(rows[0])), cls="vh")
    return details.table(caption, columns, groups, cls="data cols-4 stack")


def body(context: PageContext) -> Node:
    """Return the body of the page: bars and sum sheet, then all amounts by trial."""
    rows = queries.costs(Scope(), context)
    trials = []
    for id, group in groupby(rows, key=lambda row: row.experiment_id):
        own = list(group)
        folded = phone_fold("costs.all", len(own), _table(own, context), lang=context.lang, id=f"costs-{id}-rows")
        trials.append(section(labels.experiment(own[0]), folded, id=f"costs-{id}"))
    top: Part = [h("h1", context.t("costs.title")), h("p", costs_known(rows, context), cls="lead")]
    charts, intro = h("div", cost_bars(rows, context)), h("p", context.t("costs.intro"), cls="small soft")
    return h(
        "div",
        band(remarks(context), top, id="top", tone="sand"),
        band(h("div", charts, _calculator(rows, context), cls="cost-top"), id="sums"),
        band(intro, trials, id="amounts", title=context.t("costs.amounts")),
        cls="costs",
    )
