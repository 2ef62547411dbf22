"""The words of a number beside its comparison arm: its sides, its difference, its arms, and why it stands apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from dashboard.db.rows.results import CitedPairRow, PairRow
from dashboard.i18n import formats
from dashboard.i18n.catalogue import t
from dashboard.labels import labels

Side = Literal["treated", "comparison"]


def value(row: CitedPairRow, lang: str, *, side: Side) -> str:
    """The number of one side in words, with its unit and the word that belongs to it."""
    if side == "treated":
        return formats.full(row.treated, row.unit, lang, row.decimals, row.qualifier)
    return formats.full(row.comparison_value, row.unit, lang, row.decimals, row.comparison_qualifier)


def difference(row: PairRow, lang: str) -> str:
    """The difference as a size, in points where both sides are shares; the direction stands in the two numbers."""
    unit = "percentage_points" if row.unit == "percent" else row.unit
    return formats.full(abs(row.difference), unit, lang, row.decimals)


def interval(row: PairRow, lang: str) -> str:
    """The interval of the treated side in words; empty where the source has none."""
    if row.low is None or row.high is None:
        return ""
    low = formats.number(row.low, lang, formats.least_decimals(row.low, row.decimals))
    return t("chart.range", lang, low=low, high=formats.full(row.high, row.unit, lang, row.decimals))


def group(row: CitedPairRow, lang: str) -> str:
    """Which people of the arms a row is about, or over which period."""
    return row.subgroup or formats.period(row.start, row.end, lang)


def label(row: PairRow, lang: str, *, arms: bool) -> str:
    """What tells a row from the others: its group or period, and its arms where `arms` says that these differ."""
    if not arms:
        return group(row, lang)
    return t(
        "with_and_without.arms",
        lang,
        group=group(row, lang),
        arm=labels.start_small(row.arm),
        comparison_arm=labels.start_small(row.comparison_arm),
    )


def arms_of(row: PairRow) -> tuple[str, ...]:
    """The arms of a row, so that rows of the same arms can be told in one sentence."""
    return row.experiment_id, row.arm, row.comparison_arm


def differ_in_arms(rows: Sequence[PairRow]) -> bool:
    """Whether the rows are about more than one approach or comparison arm, so that one name does not hold for all."""
    return len({arms_of(row) for row in rows}) > 1


def apart(row: PairRow, others: Sequence[PairRow], lang: str) -> str:
    """In what the same outcome, in rows on another axis, was measured differently from this row."""
    ways = {
        "comparison": any(other.comparison != row.comparison for other in others),
        "comparable": any(other.comparable != row.comparable for other in others),
        "timing": any(other.timing != row.timing for other in others),
    }
    found = {name for name, differs in ways.items() if differs}
    for other in others:
        people = (row.population, other.population)
        if None in people:
            found.add("population_unknown")
        elif people[0] != people[1]:
            found.add("population")
    how = [t(f"chart.apart_by.{name}", lang) for name in ("population", "population_unknown", *ways) if name in found]
    return t("chart.apart", lang, how=formats.listing(how, lang))
