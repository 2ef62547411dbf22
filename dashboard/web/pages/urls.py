"""Build URLs: the address of the card, list or cell that shows a fact."""

from dashboard.db.rows.results import CitedFindingRow, CitedNumberRow, CitedPairRow
from dashboard.web.pages.context import PageContext


def _compare(context: PageContext, indicator: str, *, anchor: str, municipalities: tuple[str, ...] = ()) -> str:
    return context.link("compare", anchor=anchor, indicator=indicator, municipalities=municipalities)


def cell(experiment: str, theme: str, context: PageContext) -> str:
    """Return the URL of an opened cell of the evidence map."""
    id = f"{experiment}.{theme}"
    return context.link("overview", anchor=f"cell-{id}", open=id)


def finding(row: CitedFindingRow, context: PageContext) -> str:
    """Return the URL that shows a finding."""
    town = (row.municipality_id,) if row.municipality_id else ()
    if row.basis == "claim":
        return _compare(context, row.indicator_id, anchor="claims", municipalities=town)
    if not row.experiment_id or (row.preferred and row.counts):
        group = row.comparison_group if row.experiment_id else f"national_{row.comparison_group}"
        return _compare(context, row.indicator_id, anchor=f"directions.{group}")
    return cell(row.experiment_id or "", row.theme, context)


def number(row: CitedNumberRow, context: PageContext) -> str:
    """Return the URL that shows a number without a comparison arm."""
    if row.reason == "series":
        anchor = f"over_time.{row.indicator_id}.{row.arm_id or row.experiment_id}"
    else:
        anchor = {"interim": "interim", "superseded": "replaced", "doubtful": "replaced"}.get(row.reason, "undrawn")
    return _compare(context, row.indicator_id, anchor=anchor, municipalities=(row.municipality_id,))


def pair(row: CitedPairRow, context: PageContext) -> str:
    """Return the URL that shows a preferred pair."""
    return _compare(context, row.indicator_id, anchor=f"with_and_without.{row.group_key}")


def context(indicator: str, context: PageContext) -> str:
    """Return the URL of the official figures on a subject."""
    result = context.link("figures")
    return f"{result}{'&' if '?' in result else '?'}indicator={indicator}"
