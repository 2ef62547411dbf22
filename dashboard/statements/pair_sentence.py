"""The sentence of a pair: both values, whose they are, and when."""

from dashboard.db.rows.results import PairRow
from dashboard.i18n.catalogue import known, t
from dashboard.labels.labels import lower_first, members
from dashboard.labels.pairs import group, value


def pair_sentence(
    indicator_id: str, lang: str, *, share: bool, arm: str, comparison_arm: str, outcome: str, **slots: str
) -> str:
    """Return a sentence with its own verb where the texts have one for the outcome, such as `went to work`."""
    key = f"statements.pair_of.{indicator_id}"
    if not (share and known(key)):
        key = f"statements.pair.{'share' if share else 'other'}"
        slots["outcome"] = lower_first(outcome)
    return t(key, lang, arm=members(arm, lang), comparison_arm=members(comparison_arm, lang), **slots)


def sentence_of(row: PairRow, lang: str, *, outcome: str) -> str:
    """Return the sentence of a row; `outcome` is the label of its indicator."""
    return pair_sentence(
        row.indicator_id,
        lang,
        share=row.unit == "percent",
        arm=row.arm,
        comparison_arm=row.comparison_arm,
        outcome=outcome,
        place=row.municipality,
        treated=value(row, lang, side="treated"),
        comparison=value(row, lang, side="comparison"),
        group=lower_first(group(row, lang)),
    )
