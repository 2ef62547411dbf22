"""A trial on the page of its municipality: in short with a word for each theme, and its results by strength."""

from collections.abc import Sequence

from dashboard.db import queries
from dashboard.db.rows.results import FindingRow, PairRow
from dashboard.db.rows.subjects import ExperimentRow
from dashboard.i18n import formats
from dashboard.labels import labels
from dashboard.models.context import Scope
from dashboard.models.evidence import MapCell
from dashboard.web.components.html import Node, Part, h
from dashboard.web.components.labels import icon, strength, type_ground, type_mark, types
from dashboard.web.pages.approach.results import comparison_note, finding_sign, size_chart
from dashboard.web.pages.context import MOST_ROWS, PageContext
from dashboard.web.pages.evidence.cell_signs import cells_of, is_fair, strength_of
from dashboard.web.pages.evidence.findings import first_of_each
from dashboard.web.pages.evidence.map import linked, map_row
from dashboard.web.pages.evidence.profile import anchor, people, period
from dashboard.web.pages.evidence.trials import fair_pairs

# The most results of a kind in the open; all of them are in the fold with every result.
_MOST_LARGE, _MOST_OTHER, _MOST_GREY = 2, 4, 3


def trial_summary(experiment: ExperimentRow, context: PageContext) -> Node:
    """Return what a trial was, how fair its fairest comparison is, and a word for each theme that leads to its results."""
    id, ids = experiment.id, experiment.type_ids
    cells = [row for row in cells_of(experiment, context) if row.comparison]
    best = max(cells, key=lambda row: row.level or 0, default=None)
    fair: Part = context.t(f"profile.design.{experiment.design}")
    if best and (how := strength_of(best, context)):
        fair = strength(how, lang=context.lang)
    row, themes = map_row(experiment, context), [theme.id for theme in queries.themes(context)]
    return h(
        "article",
        h("h2", [type_mark(id) for id in ids], h("span", experiment.short), id=f"{id}-title"),
        h("p", f"{labels.upper_first(period(experiment, context))}. {labels.upper_first(people(experiment, context))}.",
          cls="small"),
        h("p", experiment.summary, cls="summary"),
        h("p", fair, cls="fair"),
        h("ul", [_theme(cell, f"#{anchor(experiment, theme)}") for cell, theme in zip(row.cells, themes, strict=True)],
          cls="theme-words", aria_label=context.t("profile.glances")),
        types(linked(labels.types(ids, context), context)),
        id=id, cls=f"trial {type_ground(ids[0])}" if len(ids) == 1 else "trial", aria_labelledby=f"{id}-title",
    )  # fmt: skip


def _theme(cell: MapCell, href: str) -> Node:
    words = [h("span", cell.theme), h("b", cell.word), h("small", cell.detail) if cell.detail else None]
    return h("li", h("a", icon(cell.sign, cls=f"is-{cell.sign}"), words, href=href, cls=f"tint-{cell.kind}"))


def main_results(experiment: ExperimentRow, title: str, context: PageContext) -> Node:
    """Return the results of a trial by strength: sizes and fair comparisons large, hearsay in grey, claims in one line."""
    scope = Scope(most=MOST_ROWS, experiment=experiment.id)
    every = queries.findings(scope, context)
    # A result that limits another one follows it.
    measured = sorted(
        (row for row in every if row.counts), key=lambda row: (-(row.level or 0), row.verdict == "same", row.partly)
    )
    press = [row for row in measured if labels.second_hand(row, context)]
    read = [row for row in measured if row not in press]
    fair = [row for row in read if is_fair(row)]
    # One of each side first, so that the large ones are never all of one side.
    sides = first_of_each(fair, lambda row: row.verdict)
    large = [*sides, *(row for row in fair if row not in sides)][:_MOST_LARGE]
    other = [row for row in read if row not in large][:_MOST_OTHER]
    listed = [h("li", finding_sign(row), h("span", row.text, " ", comparison_note(row, context))) for row in other]
    pairs = fair_pairs(context, experiment=experiment.id)
    return h(
        "div",
        h("h2", title),
        _sized(pairs, context),
        [_large(row, context) for row in large],
        h("ul", listed, cls="items signed") if other else None,
        _second_hand(press[:_MOST_GREY], context),
        _claims([row for row in every if row.basis == "claim"], context),
        h("p", h("a", context.t("municipality.all_results"), href=f"#{experiment.id}-results")),
        cls="column found-of",
    )  # fmt: skip


def _sized(rows: Sequence[PairRow], context: PageContext) -> list[Node]:
    """Return a chart for each approach and unit with a size from a fair comparison."""
    charts: dict[tuple[str, str], list[PairRow]] = {}
    for row in rows:
        charts.setdefault((row.type_id, row.unit), []).append(row)
    return [size_chart(own, h("h3", context.t("municipality.sizes")), context) for own in charts.values()]


def _large(row: FindingRow, context: PageContext) -> Node:
    how = labels.strength(row.level, row.comparison, context.lang)
    test = labels.test_words(row.test, context.lang)
    return h(
        "div",
        h("p", finding_sign(row), h("span", row.text), cls="strong-result"),
        h("p", strength(how, lang=context.lang), h("span", test) if test else None, cls="small soft"),
    )


def _second_hand(rows: Sequence[FindingRow], context: PageContext) -> Part:
    """Return results that are only known from reports on a study of somebody else, in grey."""
    if not rows:
        return None
    lines = [h("li", row.text, " ", comparison_note(row, context, by=True)) for row in rows]
    return h("div", h("h3", context.t("municipality.hearsay")), h("ul", lines, cls="items"), cls="grey")


def _claims(rows: Sequence[FindingRow], context: PageContext) -> Part:
    """Return in one line who says what without a measurement."""
    if not rows:
        return None
    said: dict[str, list[str]] = {}
    for row in rows:
        names = said.setdefault(labels.source(row, context).publisher, [])
        name = labels.noun(row.indicator_id, row.indicator, context.lang)
        if name not in names:
            names.append(name)
    parts = [
        context.t("municipality.said", who=who, outcomes=formats.listing(names, context.lang))
        for who, names in said.items()
    ]
    return h("p", h("b", context.t("municipality.claims")), f" {'; '.join(parts)}.", cls="grey")
