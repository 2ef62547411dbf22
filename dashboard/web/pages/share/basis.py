"""Where the result on a share card comes from, and whether lots were drawn: a picture travels without its page."""

from collections.abc import Collection

from dashboard.db import queries
from dashboard.i18n import formats
from dashboard.models.chart import Chart
from dashboard.web.pages.context import PageContext
from dashboard.web.pages.evidence.answers import answer

RANDOMISED = "randomised_control"
# The kind of comparison that the design of a trial has.
_DESIGNS = {"randomised": RANDOMISED, "matched": "matched_comparison", "uncontrolled": "over_time"}
# Without a comparison, or one that a source does not name, nothing can be said of lots.
_NOT_KNOWN = ("nothing", "none", "not_named", "unrated")
# More municipalities than this are counted.
_MOST_NAMES = 3
_WITHOUT_SUBJECT = ("overview", "municipalities", "types", "figures", "place", "places", "elsewhere", "starting")


def basis(page: str, chart: Chart | None, context: PageContext) -> str:
    """Return municipalities and how groups were formed, such as `Amsterdam · niet geloot`; empty without a subject."""
    places, how = _of_chart(chart) if chart else _of_page(page, context)
    if not places:
        return ""
    names = formats.listing(places, context.lang)
    if len(places) > _MOST_NAMES:
        names = context.t("share.places", n=formats.in_words(len(places), context.lang))
    return context.t("share.basis", places=names, how=context.t(f"share.how.{how}")) if how else names


def randomisation_text(comparison: str, context: PageContext) -> str:
    """Return whether lots were drawn for a comparison."""
    return context.t("share.how.by_lot" if comparison == RANDOMISED else "share.how.not_by_lot")


def _how(comparisons: Collection[str]) -> str:
    """Return the key of how groups were formed, by the comparisons of results; empty without any."""
    by_lot = {comparison == RANDOMISED for comparison in comparisons if comparison not in _NOT_KNOWN}
    return "" if not by_lot else "both" if len(by_lot) > 1 else "by_lot" if by_lot.pop() else "not_by_lot"


def _of_chart(chart: Chart) -> tuple[list[str], str]:
    """Return the municipalities of a chart, and how groups were formed, which is part of its key."""
    names = dict.fromkeys(row["municipality"] for row in chart.rows if row.get("municipality"))
    words = chart.key.split(".")
    comparison = words[2] if words[0] == "with_and_without" else words[1]
    return list(names), _how([comparison.removeprefix("national_")])


def _of_page(page: str, context: PageContext) -> tuple[list[str], str]:
    """Return the municipalities that a page is about, and how groups were formed for its answer or in its trials.

    A trial with a lottery may also have results of another comparison, so a page on trials does not say `by lot` of a result.
    """
    choice, experiments = context.choice, list(queries.experiments(context))
    towns = (context.item,) if page == "municipality" else choice.municipalities
    type_id = context.item if page == "type" else next(iter(choice.types), "") if not towns else ""
    if page == "claim":
        rows = [row for row in queries.claim_facts(context) if row.claim_id == context.item]
        towns = tuple(row.municipality_id for row in rows if row.municipality_id)
        own = {row.experiment_id for row in rows if row.experiment_id}
        experiments = [row for row in experiments if row.id in own]
    elif type_id:
        line = answer(type_id, context)
        return list(line.places), _how([line.comparison])
    elif page in _WITHOUT_SUBJECT or not towns:
        return [], ""
    else:
        experiments = [row for row in experiments if row.municipality_id in towns]
    names = [row.name for row in queries.municipalities(context) if row.id in towns]
    how = _how([_DESIGNS[row.design] for row in experiments if row.design in _DESIGNS])
    return names, how and f"trial_{how}"
