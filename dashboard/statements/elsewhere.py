"""Sentences on effects elsewhere, by rule: from the effect, its interval and its comparison.

"Not shown" when the interval has no difference in it, "shown" only with an interval that leaves it out, and otherwise that it is
not known. No sentence turns a result of another place into a promise for here.
"""

import re
from typing import Literal

from dashboard.db.rows.elsewhere import EffectRow, FamilyRow
from dashboard.i18n import formats
from dashboard.i18n.catalogue import known, t
from dashboard.labels.labels import lower_first
from dashboard.models.chart import Statement

# Groups with fewer people together are called small.
_SMALL = 150
_DECIMALS = {"percentage_points": 1, "percent": 1, "per_1000": 1, "days_per_year": 1, "percent_per_half_year": 1}
_WHOLE = ("euros_per_month", "dollars_per_year")

Sure = Literal["shown", "not_shown", "unknown"]


def decimals(unit: str) -> int:
    """Return the decimals of an effect in a unit."""
    return 0 if unit in _WHOLE else _DECIMALS.get(unit, 2)


def sure(row: EffectRow) -> Sure:
    """Return whether an effect is shown, not shown, or unknown because no interval was found."""
    return {"significant": "shown", "not_significant": "not_shown"}.get(row.test, "unknown")  # type: ignore[return-value]


def number(value: float, unit: str, lang: str) -> str:
    """Return a number with its sign; a bound that would be rounded to no difference is said to lie beside it."""
    places = decimals(unit)
    if unit == "ratio":
        return formats.number(value, lang, places)
    if value and not round(value, places):
        return t(f"elsewhere.just.{'above' if value > 0 else 'below'}", lang)
    sign = "−" if value < 0 else ""
    return sign + formats.number(abs(value), lang, places)


def in_words(value: float, row: EffectRow, family: FamilyRow, lang: str, *, published: bool = False) -> str:
    """Return an effect or a bound in words, such as `2,3 dagen minder`; in the published unit where that has words."""
    unit = re.sub(r"[^a-z0-9]+", "_", row.unit.lower()) if published else ""
    if known(f"elsewhere.amount.{family.id}.above"):
        unit = family.id
    elif not known(f"elsewhere.amount.{unit}.above"):
        turned = row.flipped and family.axis_unit == "standard_deviations"
        unit = "flipped" if turned else family.axis_unit
    places = decimals(family.axis_unit if unit == "flipped" else unit)
    if unit != "ratio" and value and not round(value, places):
        return t(f"elsewhere.just.{'above' if value > 0 else 'below'}", lang)
    amount = formats.number(abs(value), lang, places)
    if value > (1 if unit == "ratio" else 0):
        return t(f"elsewhere.amount.{unit}.above", lang, value=amount)
    return t(f"elsewhere.amount.{unit}.below", lang, value=amount)


def bounds(row: EffectRow, family: FamilyRow, lang: str) -> tuple[str, str] | None:
    """Return both ends of the interval in words; None without one."""
    if row.low is not None and row.high is not None and not row.flipped and known(_published(row)):
        low, high = row.low, row.high
        return tuple(in_words(end, row, family, lang, published=True) for end in (low, high))  # type: ignore[return-value]
    if row.axis_low is None or row.axis_high is None:
        return None
    return in_words(row.axis_low, row, family, lang), in_words(row.axis_high, row, family, lang)


def _published(row: EffectRow) -> str:
    return f"elsewhere.amount.{re.sub(r'[^a-z0-9]+', '_', row.unit.lower())}.above"


def limits(row: EffectRow, lang: str) -> list[str]:
    """Return the sentences that go with an effect wherever it is said: comparison, test, groups, interval and place."""
    texts = [t(f"elsewhere.how.{row.comparison_role}", lang)]
    if known(f"elsewhere.one_trial.{row.id}"):
        texts.append(t(f"elsewhere.one_trial.{row.id}", lang))
    if row.p_sided == "one" and row.p_value is not None:
        key = "less" if row.p_qualifier else "is"
        places = max(3, len(f"{row.p_value:g}".partition(".")[2]))
        texts.append(t(f"elsewhere.one_sided.{key}", lang, p=formats.number(row.p_value, lang, places)))
    if row.n_treated and row.n_control and row.n_treated + row.n_control < _SMALL:
        texts.append(t("elsewhere.small", lang, treated=str(row.n_treated), control=str(row.n_control)))
    if row.derived:
        texts.append(t("elsewhere.derived", lang))
    if row.country != "nl":
        texts.append(t("elsewhere.not_here", lang))
    return texts


def sentence(row: EffectRow, family: FamilyRow, lang: str) -> str:
    """Return what may be said of an effect, without its limits."""
    ends = bounds(row, family, lang)
    slots = {"study": row.study, "indicator": lower_first(row.indicator), "follow_up": row.follow_up}
    if sure(row) == "unknown" or ends is None:
        effect = in_words(row.axis_value, row, family, lang)
        return t("elsewhere.say.unknown", lang, effect=effect, **slots)
    slots |= {"low": ends[0], "high": ends[1], "level": str(row.interval_level or 95)}
    if sure(row) == "not_shown":
        return t("elsewhere.say.not_shown", lang, **slots)
    key = "ratio" if family.axis_unit == "ratio" else "shown"
    return t(f"elsewhere.say.{key}", lang, effect=in_words(row.axis_value, row, family, lang), **slots)


def of_effect(row: EffectRow, family: FamilyRow, lang: str, *, source: str) -> Statement:
    """Return the statement that an effect supports, with everything that limits it."""
    return Statement(text=" ".join([sentence(row, family, lang), *limits(row, lang)]), allowed=True, source=source)


def promise(row: EffectRow, lang: str) -> Statement:
    """Return the statement that no result elsewhere supports, with the reason."""
    text = t("elsewhere.promise", lang, approach=row.type)
    return Statement(text=text, allowed=False, why=t("elsewhere.promise_why", lang, study=row.study))
