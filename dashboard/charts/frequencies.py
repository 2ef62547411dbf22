"""Natural frequencies: the shares of two arms as people out of 100.

Only a share of people with a known population becomes a frequency; a score, a count or a share of working time does not.
A whole percentage is that many people of every hundred. Any other lies between two whole numbers: the text gives both, and
the picture ends in half a mark.
"""

import math
from collections.abc import Iterable, Mapping

from dashboard.db.rows.results import PairRow
from dashboard.db.rows.subjects import IndicatorRow
from dashboard.i18n import formats
from dashboard.i18n.catalogue import t
from dashboard.labels import labels
from dashboard.models.chart import Frequency, OutOfHundred

_NEAR = 1e-9


def frequencies(rows: Iterable[PairRow], lang: str, *, indicators: Mapping[str, IndicatorRow]) -> tuple[Frequency, ...]:
    """Return a frequency for each pair that is a share of a known population."""
    whose = [row for row in rows if row.unit == "percent" and row.population]
    return tuple(_hundred(row, lang, outcome=indicators[row.indicator_id].label) for row in whose)


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


def _hundred(row: PairRow, lang: str, *, outcome: str) -> Frequency:
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
    group = row.subgroup or formats.period(row.start, row.end, lang)
    return Frequency(
        head=t("frequencies.group", lang, municipality=row.municipality, group=labels.lower_first(group)),
        sentence=" ".join(filter(None, sentence)),
        population=t("frequencies.of_whom", lang, outcome=outcome, population=labels.lower_first(row.population or "")),
        arms=arms,
    )
