"""Direction charts in words: how many results point where, what limits them, and each result for a screen reader."""

from collections.abc import Sequence
from itertools import groupby
from typing import Literal

from dashboard.db.rows.results import FindingRow
from dashboard.i18n import formats
from dashboard.i18n.catalogue import count, t
from dashboard.labels import labels
from dashboard.models.context import Context

Rows = Sequence[FindingRow]
Side = Literal["unfavourable", "same", "favourable", "other"]

SIDES: tuple[Side, ...] = ("unfavourable", "same", "favourable", "other")
_ONE_WAY = ("favourable", "unfavourable")


def side(verdict: str) -> Side:
    """Return the box of a verdict; neutral, mixed and unclear verdicts are `other`."""
    return verdict if verdict in ("unfavourable", "same", "favourable") else "other"  # type: ignore[return-value]


def block_of(row: FindingRow, lang: str) -> str:
    """Return the trial of a finding, or that it is of several municipalities."""
    return labels.experiment(row) if row.experiment_id else t("about.several_municipalities", lang)


def counted(item: str, number: int, comparison: str, lang: str) -> str:
    """Return a number of results on a side; what went up without another group is not said to be favourable."""
    key = f"{item}_over_time" if comparison == "over_time" and item in _ONE_WAY else item
    return count(f"directions.count.{key}", lang, number, n=formats.number(number, lang))


def _counts(own: Rows, lang: str) -> str:
    """Return the counts by side, such as `3 resultaten zijn gunstig`, with the outcome where they are about one."""
    parts = []
    for item in ("favourable", "unfavourable", "same", "other"):
        rows = [row for row in own if side(row.verdict) == item]
        if rows:
            number = counted(item, len(rows), rows[0].comparison, lang)
            names = {labels.noun(row.indicator_id, row.indicator, lang) for row in rows}
            parts.append(
                t("directions.named", lang, counted=number, outcome=names.pop()) if len(names) == 1 else number
            )
    return formats.listing(parts, lang)


def described(row: FindingRow, lang: str) -> str:
    """Return one result for a reader who does not see the chart."""
    result = labels.lower_first(labels.verdict_word(row.effect, lang))
    if row.partly and row.verdict in _ONE_WAY:
        result = t("directions.sometimes", lang, result=result)
    if not row.experiment_id:
        outcome = labels.lower_first(row.indicator)
        years = formats.years(row.start, row.end)
        return t("directions.described_national", lang, outcome=outcome, years=years, result=result)
    return t(
        "directions.described", lang, outcome=labels.lower_first(row.indicator),
        approach=labels.lower_first(labels.approach(row, lang)), result=result, experiment=block_of(row, lang),
    )  # fmt: skip


def sentence(rows: Rows, group: str, context: Context) -> str:
    """Return the counts of each trial with their limits, and how groups were formed."""
    lang = context.lang
    parts = [
        t("directions.block", lang, experiment=block, counts=_counts(list(own), lang))
        for block, own in groupby(rows, key=lambda row: block_of(row, lang))
    ]
    limits = {
        "partly": [row.partly for row in rows],
        "untested": [row.test == "not_stated" for row in rows],
        "not_tested": [row.test == "not_tested" for row in rows],
        "second_hand": [labels.second_hand(row, context) for row in rows],
    }
    parts += [
        count(f"directions.{name}", lang, sum(own), n=formats.number(sum(own), lang))
        for name, own in limits.items()
        if any(own)
    ]
    if len(rows) > 1 and not rows[0].experiment_id:
        parts.append(t("directions.same_trials", lang))
    return " ".join([*parts, t("directions.no_size", lang), t(f"directions.sure.{group}", lang)])
