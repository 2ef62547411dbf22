"""Labels of a treated arm and its comparison arm: values, difference, arms, and why rows do not share an axis."""

from collections.abc import Sequence
from typing import Literal

from dashboard.db.rows.results import CitedPairRow, PairRow
from dashboard.i18n import formats
from dashboard.i18n.catalogue import t
from dashboard.labels import labels

Side = Literal["treated", "comparison"]


def value(row: CitedPairRow, lang: str, *, side: Side) -> str:
    """Return the number of one side with its unit and qualifier in words."""
    if side == "treated":
        return formats.full(row.treated, row.unit, lang, row.decimals, row.qualifier)
    return formats.full(row.comparison_value, row.unit, lang, row.decimals, row.comparison_qualifier)


def cell(row: PairRow, lang: str, *, side: Side) -> str:
    """Return the number of one side for a table, with the number of people that it is about where that is known."""
    if side == "treated":
        return formats.of_people(formats.short(row.treated, row.unit, lang, row.decimals, row.qualifier), row.n, lang)
    text = formats.short(row.comparison_value, row.unit, lang, row.decimals, row.comparison_qualifier)
    return formats.of_people(text, row.comparison_n, lang)


def difference(row: PairRow, lang: str) -> str:
    """Return the absolute difference in words, in percentage points where both values are shares."""
    unit = "percentage_points" if row.unit == "percent" else row.unit
    return formats.full(abs(row.difference), unit, lang, row.decimals)


def signed(row: PairRow, lang: str) -> str:
    """Return the difference as a number with its sign: `+6`, `−3`, `0`."""
    size = formats.number(abs(row.difference), lang, formats.least_decimals(abs(row.difference), row.decimals))
    return ("+" if row.difference > 0 else "−" if row.difference < 0 else "") + size


def interval(row: PairRow, lang: str) -> str:
    """Return the interval of the treated value in words; empty when the source gives none."""
    if row.low is None or row.high is None:
        return ""
    low = formats.number(row.low, lang, formats.least_decimals(row.low, row.decimals))
    return t("chart.range", lang, low=low, high=formats.full(row.high, row.unit, lang, row.decimals))


def group(row: CitedPairRow, lang: str) -> str:
    """Return the subgroup of a row, or its period."""
    return row.subgroup or formats.period(row.start, row.end, lang)


def whose(row: PairRow, lang: str) -> str:
    """Return whose number it is, to follow the number: `of those who started in 2018`."""
    if row.timing == "cohort" and row.start:
        return t("group.started", lang, year=row.start[:4])
    return t("group.subgroup", lang, group=labels.lower_first(group(row, lang)))


def label(row: PairRow, lang: str, *, arms: bool) -> str:
    """Return the group or period of a row, with its arms when `arms` says that these differ."""
    if not arms:
        return group(row, lang)
    return t(
        "with_and_without.arms",
        lang,
        group=group(row, lang),
        arm=labels.lower_first(row.arm),
        comparison_arm=labels.lower_first(row.comparison_arm),
    )


def arms_of(row: PairRow) -> tuple[str, ...]:
    """Return a key that is equal for rows with the same arms."""
    return row.experiment_id, row.arm, row.comparison_arm


def differ_in_arms(rows: Sequence[PairRow]) -> bool:
    """Return whether the rows have more than one treated or comparison arm."""
    return len({arms_of(row) for row in rows}) > 1


def apart(row: PairRow, others: Sequence[PairRow], lang: str) -> str:
    """Return how rows on another axis were measured differently from this row."""
    ways = {
        "comparison": any(other.comparison != row.comparison for other in others),
        "comparable": any(other.comparable != row.comparable for other in others),
        "timing": any(other.timing != row.timing for other in others),
    }
    result = {name for name, differs in ways.items() if differs}
    for other in others:
        people = (row.population, other.population)
        if None in people:
            result.add("population_unknown")
        elif people[0] != people[1]:
            result.add("population")
    how = [t(f"chart.apart_by.{name}", lang) for name in ("population", "population_unknown", *ways) if name in result]
    return t("chart.apart", lang, how=formats.listing(how, lang))
