"""A treated arm and its comparison arm in words: values, difference, arms, why rows share no axis, and natural frequencies.

Natural frequencies are the shares of two arms as people out of 100. Only a share of people with a known population becomes
one; a score, a count or a share of working time does not. A whole percentage is that many people of every hundred. Any other
lies between two whole numbers: the text gives both, and the picture ends in half a mark.
"""

import math
from collections.abc import Iterable, Sequence
from typing import Literal

from dashboard.db.rows.results import CitedPairRow, PairRow
from dashboard.i18n import formats
from dashboard.i18n.catalogue import t
from dashboard.labels import labels
from dashboard.models.chart import Frequency, OutOfHundred

Side = Literal["treated", "comparison"]
SIDES: tuple[Side, Side] = ("treated", "comparison")


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


_NEAR = 1e-9


def frequencies(rows: Iterable[PairRow], lang: str) -> tuple[Frequency, ...]:
    """Return a frequency for each pair that is a share of a known population."""
    shares = [row for row in rows if row.unit == "percent" and row.population]
    return tuple(_hundred(row, lang) for row in shares)


def whole(value: float) -> tuple[int, bool]:
    """Return the whole people in a percentage, and whether there is a fraction. Raises ValueError outside 0 to 100."""
    if not 0 <= value <= 100:
        raise ValueError(f"{value} out of 100 people (expected 0 to 100)")
    nearest = round(value)
    return (nearest, False) if abs(value - nearest) < _NEAR else (math.floor(value), True)


def out_of_hundred(value: float, lang: str, qualifier: str | None = None) -> str:
    """Return `25 van de 100`, or `3 tot 4 van de 100` for 3.6, with the qualifier of the number."""
    people, part = whole(value)
    if not part:
        text = t("frequencies.exact", lang, n=people)
    elif people == 0:
        text = t("frequencies.less_than_one", lang)
    else:
        text = t("frequencies.between", lang, low=people, high=people + 1)
    return formats.qualified(text, qualifier, lang)


def _range(row: PairRow, lang: str) -> str:
    if row.low is None or row.high is None:
        return ""
    # Rounded outwards, so that a range never looks narrower than it is.
    return t("frequencies.range", lang, low=math.floor(row.low), high=math.ceil(row.high))


def _arm(row: PairRow, lang: str, *, side: str) -> OutOfHundred:
    treated = side == "treated"
    value = row.treated if treated else row.comparison_value
    people, part = whole(value)
    return OutOfHundred(
        name=labels.lower_first(row.arm if treated else row.comparison_arm),
        words=out_of_hundred(value, lang, row.qualifier if treated else row.comparison_qualifier),
        type_id=row.type_id if treated else "comparison",
        people=people,
        part=part,
    )


def _hundred(row: PairRow, lang: str) -> Frequency:
    arms = (_arm(row, lang, side="treated"), _arm(row, lang, side="comparison"))
    sentence = [
        t(
            "frequencies.arms",
            lang,
            treated=arms[0].words,
            arm=labels.members(row.arm, lang),
            comparison=arms[1].words,
            comparison_arm=labels.members(row.comparison_arm, lang),
        ),
        # The kind of comparison stands above; that of these groups may be another one.
        "" if row.comparable else t("with_and_without.sure.not_comparable", lang),
        _range(row, lang),
        *([t("statements.may_be_chance", lang)] if row.may_be_chance else []),
    ]
    between = [value for value in (row.treated, row.comparison_value) if whole(value)[1]]
    if between:
        shown = [formats.number(value, lang, formats.least_decimals(value, row.decimals)) for value in between]
        sentence.append(t("frequencies.rounded", lang, values=formats.listing(shown, lang)))
    return Frequency(
        head=t("frequencies.group", lang, municipality=row.municipality, group=labels.lower_first(group(row, lang))),
        sentence=" ".join(filter(None, sentence)),
        population=t(
            "frequencies.of_whom", lang, outcome=row.indicator, population=labels.lower_first(row.population or "")
        ),
        arms=arms,
    )
