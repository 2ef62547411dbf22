"""What a trial cost, for any page or document: bars of amounts that share an axis, and the other amounts as notes."""

from collections.abc import Sequence
from itertools import groupby

from dashboard.db import queries
from dashboard.db.rows.subjects import CostRow, DesignFactRow
from dashboard.i18n import formats
from dashboard.labels import labels
from dashboard.models.context import Scope
from dashboard.models.text import Note
from dashboard.web.components.bars import Bar, bars
from dashboard.web.components.html import Node, Part, h
from dashboard.web.components.labels import publishers, source_line
from dashboard.web.pages.context import PageContext

# Amounts for one person or job; only these share an axis, and only within a trial.
PER_PERSON = "euro_per_year"
# Units of the costs of a whole trial.
_TOTALS = ("euro", "million_euro")
# The most other amounts in a block; the page on costs has all of them.
_MOST = 4
_ORDER = ("realised", "planned", "not_stated")


def amount(row: CostRow | DesignFactRow, context: PageContext) -> str:
    """Return an amount with its unit and qualifier in words; empty for a statement without one."""
    if row.value is None or row.unit is None:
        return ""
    return formats.full(row.value, row.unit, context.lang, 0, row.qualifier)


def date_text(row: CostRow, context: PageContext) -> str:
    """Return the date of an amount in words, or that it has none."""
    return context.date(row.date) if row.date else context.t("costs.undated")


def per_person(rows: Sequence[CostRow]) -> list[CostRow]:
    """Return the usable amounts for one person or job, of each trial by trial."""
    return [row for row in rows if row.preferred and row.value is not None and row.unit == PER_PERSON]


def status_text(row: CostRow, context: PageContext) -> str:
    """Return whether an amount was planned or realised, when, and who says so."""
    slots = {"status": context.t(f"costs.status.{row.status}"), "who": labels.source(row, context).publisher}
    if row.date is None:
        return context.t("costs.said_undated", **slots)
    return context.t("costs.said", date=labels.upper_first(context.date(row.date)), **slots)


def cost_bars(rows: Sequence[CostRow], context: PageContext, *, short: bool = False) -> list[Node]:
    """Return bars for each trial with two amounts or more that share an axis, by status.

    A bar links to its source; without `short`, for the page on costs, the sources follow in full. Of one municipality the
    heading names the trial.
    """
    alone = short and len({row.municipality_id for row in rows}) == 1
    charts = []
    for _, group in groupby(per_person(rows), key=lambda row: row.experiment_id):
        own = list(group)
        if len(own) < 2:
            continue
        longest = max(row.value or 0 for row in own)
        drawn = [
            [h("p", context.t(f"costs.status.{status}"), cls="name"),
             bars([_bar(row, context) for row in same], longest=longest)]
            for status, same in groupby(own, key=lambda row: row.status)
        ]  # fmt: skip
        title = context.t("costs.chart", place=own[0].short if alone else labels.experiment(own[0]))
        sources = None if short else source_line(labels.sources(own, context), lang=context.lang)
        note = h("p", context.t("costs.chart_note"), cls="small soft")
        charts.append(h("div", h("h3" if short else "h2", title), drawn, note, sources, cls="cost-chart"))
    return charts


def _bar(row: CostRow, context: PageContext) -> Bar:
    source = labels.source(row, context)
    line: list[Part] = [
        labels.upper_first(date_text(row, context)),
        ". ",
        h("a", source.publisher, href=source.about),
        ".",
    ]
    return Bar(
        label=row.label, text=amount(row, context), value=row.value or 0, line=line, planned=row.status == "planned"
    )


def costs_known(rows: Sequence[CostRow], context: PageContext) -> str:
    """Return how much is known of costs, and that no total is, when that is so."""
    amounts = [row for row in rows if row.value is not None and row.unit != "percent"]
    lead = context.t(
        "costs.lead",
        facts=context.number(len(rows)),
        amounts=context.number(len(amounts)),
        trials=formats.in_words(len(queries.experiments(context)), context.lang),
        **{"with": formats.in_words(len({row.experiment_id for row in rows}), context.lang)},
    )
    total = any(row.status == "realised" and row.unit in _TOTALS for row in amounts)
    return lead if total else f"{lead} {context.t('costs.no_total')}"


def cost_rows(rows: Sequence[CostRow]) -> list[CostRow]:
    """Return the usable rows with an amount, realised amounts and those for one person or job first."""
    used = [row for row in rows if row.preferred and row.value is not None]
    return sorted(used, key=lambda row: (_ORDER.index(row.status), row.unit != PER_PERSON))


def cost_notes(rows: Sequence[CostRow], context: PageContext, *, short: bool = False) -> tuple[Note, ...]:
    """Return usable amounts as notes: the amount, and what it is, whose, when and according to whom.

    Each names its trial, because a reader sees it among results of an approach; `short` leaves out
    the municipality. Realised amounts come first.
    """
    return tuple(
        Note(
            head=amount(row, context),
            text=f"{trial_text(row, context, short=short)}: {labels.lower_first(row.label)}. {status_text(row, context)}",
        )
        for row in cost_rows(rows)
    )


def trial_text(row: CostRow, context: PageContext, *, short: bool = False) -> str:
    """Return the trial of an amount, and that it is for all its approaches together where there are several."""
    trial = row.short if short else labels.experiment(row)
    several = any(len(one.type_ids) > 1 for one in queries.experiments(context) if one.id == row.experiment_id)
    return context.t("costs.all_approaches", trial=trial) if several else trial


def cost_block(scope: Scope, context: PageContext) -> Part:
    """Return the costs of the trials in a scope for a page on something else: bars, or else amounts; None without any."""
    rows = queries.costs(scope, context)
    if not rows:
        return None
    parts = cost_bars(rows, context, short=True)
    shown = cost_rows(rows)[:_MOST]
    if shown and not parts:
        notes = [h("li", h("b", note.head), " ", note.text) for note in cost_notes(shown, context)]
        cited = publishers(labels.sources(shown, context), lang=context.lang)
        parts = [h("div", h("ul", notes, cls="amounts"), cited)]
    link = h("a", context.count("costs.all", len(rows)), href=context.link("costs"))
    return h("div", parts, h("p", link), cls="costs")
