"""The set-up of what is set side by side: trials, people, duration, pay and costs as list items, each with its source."""

from collections.abc import Callable, Sequence

from dashboard.db.rows.results import FindingRow, PairRow
from dashboard.db.rows.subjects import DesignFactRow
from dashboard.i18n import formats
from dashboard.labels import labels
from dashboard.labels.labels import Cited
from dashboard.web.components.html import Node, Part, h
from dashboard.web.components.labels import icon, strength
from dashboard.web.pages.compare.sides import Side
from dashboard.web.pages.context import PageContext
from dashboard.web.pages.costs.amounts import amount, cost_rows, trial_text
from dashboard.web.pages.evidence.profile import period

Build = Callable[[Side, PageContext], list[Node]]
# The most facts in a cell, and the most numbers of people.
_MOST = 4
_MOST_PEOPLE = 6


def _cite(row: Cited, context: PageContext) -> Node:
    source = labels.source(row, context)
    return h("a", source.publisher, href=source.about, cls="cite")


def entry(sign: str, text: Part, row: Cited, context: PageContext) -> Node:
    """Return a list item of a text with its source; `sign` is the name of an icon."""
    return h("li", icon(sign) if sign else None, h("span", text, " ", _cite(row, context)))


def _first(items: list[Node], href: str, context: PageContext, *, most: int = _MOST) -> list[Node]:
    """Return the first entries, and a link to the page that has all of them."""
    more = len(items) - most
    return [*items[:most], h("li", h("a", context.count("head_to_head.more", more), href=href))] if more > 0 else items


def unknown(text: str) -> list[Node]:
    """Return a list item that says what is not known."""
    return [h("li", icon("not-found"), h("span", text))]


def fairness(side: Side, context: PageContext) -> list[Node]:
    """Return of each trial how its fairest comparison was made."""
    built = []
    for trial in side.trials:
        rows: list[PairRow | FindingRow] = [row for row in side.pairs if row.experiment_id == trial.id]
        rows += [row for row in side.findings if row.experiment_id == trial.id]
        best = max(rows, key=lambda row: row.level or 0, default=None)
        if best is None:
            built += unknown(context.t("head_to_head.no_result_of", trial=labels.experiment(trial)))
            continue
        how = strength(labels.strength(best.level, best.comparison, context.lang), lang=context.lang)
        built.append(h("li", h("span", f"{labels.experiment(trial)}: ", how, " ", _cite(best, context))))
    return built


def trials(side: Side, context: PageContext) -> list[Node]:
    """Return the trials with their years, and whether the approach became regular policy."""
    return [
        h("li", h("span", h("a", labels.experiment(row), href=context.link("municipality", row.municipality_id)), " ",
          period(row, context)))
        for row in side.trials
    ]  # fmt: skip


def for_whom(side: Side, context: PageContext) -> list[Node]:
    """Return for whom each trial was."""
    return [entry("", f"{row.municipality}: {labels.stop(row.population)}", row, context) for row in side.trials]


def design(side: Side, context: PageContext) -> list[Node]:
    """Return the design of the study of each trial."""
    designs = {row.design: context.t(f"profile.design.{row.design}") for row in side.trials}
    return [entry("", f"{row.municipality}: {designs[row.design]}", row, context) for row in side.trials]


def _fact(row: DesignFactRow, side: Side, context: PageContext) -> Node:
    town = next(trial.municipality for trial in side.trials if trial.id == row.experiment_id)
    text = f"{town}, {labels.lower_first(row.label)}"
    if worth := amount(row, context):
        text += f": {worth}"
    return entry("", f"{text}.", row, context)


def people(side: Side, context: PageContext) -> list[Node]:
    """Return how many people took part in each trial, or that it is unknown, and then how many were planned."""
    built = []
    for trial in side.trials:
        counted = [row for row in side.facts if row.experiment_id == trial.id and row.kind == "participants"]
        series = [row for row in side.counts if row.experiment_id == trial.id]
        # Of a count that goes on after the trial: the one at its end, and the newest.
        last = [row for row in series if not trial.end or (row.end or "") <= trial.end][-1:] + series[-1:]
        built += [_fact(row, side, context) for row in counted]
        for row in dict.fromkeys([] if counted else last):
            when = formats.period(row.start, row.end, context.lang)
            text = (
                f"{trial.municipality}, {labels.lower_first(row.indicator)}, {when}: {labels.value(row, context.lang)}."
            )
            built.append(entry("", text, row, context))
        if not counted and not last:
            built += unknown(f"{labels.experiment(trial)}: {context.t('profile.people_unknown')}.")
    built += [_fact(row, side, context) for row in side.facts if row.kind == "target"]
    href = context.link("municipality", side.trials[0].municipality_id)
    return _first(built, href, context, most=_MOST_PEOPLE)


def facts(kinds: Sequence[str]) -> Build:
    """Return a function that gives the set-up facts of some kinds."""

    def build(side: Side, context: PageContext) -> list[Node]:
        built = [_fact(row, side, context) for row in side.facts if row.kind in kinds]
        if not built:
            return unknown(context.t("head_to_head.not_found"))
        return _first(built, context.link("municipality", side.trials[0].municipality_id), context)

    return build


def costs(side: Side, context: PageContext) -> list[Node]:
    """Return amounts with what they are, and whether they were planned."""
    built = []
    for row in cost_rows(side.costs):
        when = context.date(row.date) if row.date else labels.lower_first(context.t("costs.undated"))
        status = f"{context.t(f'costs.status.{row.status}')}, {when}"
        text = f"{trial_text(row, context)}, {labels.lower_first(row.label)}: {amount(row, context)}. {status}."
        built.append(entry("", text, row, context))
    return _first(built, context.link("costs"), context) or unknown(context.t("head_to_head.not_found"))
