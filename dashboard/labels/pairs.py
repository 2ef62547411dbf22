"""The words of a number beside its comparison arm: its sides, its difference, its arms, and why it stands apart."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.db.queries import Row
from dashboard.i18n import formats
from dashboard.i18n.catalogue import t
from dashboard.labels import labels


def value(row: Row, lang: str, *, side: str) -> str:
    """The number of one side in words: `treated` or `comparison`."""
    key, qualifier = ("treated", "qualifier") if side == "treated" else ("comparison_value", "comparison_qualifier")
    return labels.value(row, lang, key=key, qualifier=qualifier)


def difference(row: Row, lang: str) -> str:
    """The difference as a size, in points where both sides are shares; the direction stands in the two numbers."""
    unit = "percentage_points" if row["unit"] == "percent" else row["unit"]
    return formats.full(abs(row["difference"]), unit, lang, row["decimals"])


def group(row: Row, lang: str) -> str:
    """Which people of the arms a row is about, or over which period."""
    return str(row[f"subgroup_{lang}"] or formats.period(row["start"], row["end"], lang))


def label(row: Row, lang: str, *, arms: bool) -> str:
    """What tells a row from the others: its group or period, and its arms where `arms` says that these differ."""
    if not arms:
        return group(row, lang)
    return t(
        "with_and_without.arms",
        lang,
        group=group(row, lang),
        arm=labels.start_small(row[f"arm_{lang}"]),
        comparison_arm=labels.start_small(row[f"comparison_arm_{lang}"]),
    )


def arms_of(row: Row) -> tuple[str, ...]:
    """The arms of a row, so that rows of the same arms can be told in one sentence."""
    return row["experiment_id"], row["arm_en"], row["comparison_arm_en"]


def differ_in_arms(rows: Sequence[Row]) -> bool:
    """Whether the rows are about more than one approach or comparison arm, so that one name does not hold for all."""
    return len({arms_of(row) for row in rows}) > 1


def apart(row: Row, others: Sequence[Row], lang: str) -> str:
    """In what the same outcome, in rows on another axis, was measured differently from this row."""
    ways = {"comparison": "comparison", "comparable": "comparable", "timing": "timing"}
    found = {name for name, key in ways.items() if any(other[key] != row[key] for other in others)}
    for other in others:
        people = (row["population_en"], other["population_en"])
        if None in people:
            found.add("population_unknown")
        elif people[0] != people[1]:
            found.add("population")
    how = [t(f"chart.apart_by.{name}", lang) for name in ("population", "population_unknown", *ways) if name in found]
    return t("chart.apart", lang, how=formats.listing(how, lang))
