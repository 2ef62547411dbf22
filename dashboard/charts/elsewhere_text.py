"""Texts, table and rows of the effects of trials elsewhere."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from dashboard.db.rows.elsewhere import EffectRow, FamilyRow
from dashboard.i18n import formats
from dashboard.i18n.catalogue import t
from dashboard.labels import labels
from dashboard.models.context import Context
from dashboard.models.text import Group, Head, Note, Strength, Table
from dashboard.statements import elsewhere as say

Rows = Sequence[EffectRow]
# As in queries/build/11_comparison_level.sql.
_LEVELS = {"randomised_control": 5, "matched_comparison": 3}


def value(row: EffectRow, family: FamilyRow, lang: str) -> str:
    """Return an effect on its axis, with a sign."""
    text = say.number(row.axis_value, family.axis_unit, lang)
    return f"+{text}" if family.axis_unit != "ratio" and row.axis_value > 0 and text[:1].isdigit() else text


def interval(row: EffectRow, family: FamilyRow, lang: str) -> str:
    """Return the interval on the axis, such as `−0,6 tot 1,5`; or that none was found."""
    if row.axis_low is None or row.axis_high is None:
        return t("chart.no_range", lang)
    ends = (say.number(end, family.axis_unit, lang) for end in (row.axis_low, row.axis_high))
    return t("elsewhere.to", lang, **dict(zip(("low", "high"), ends, strict=True)))


def people(row: EffectRow, lang: str) -> str:
    """Return the numbers of people, as far as they were found."""
    if row.n_treated and row.n_control:
        text = t(
            "elsewhere.people.two", lang, a=formats.number(row.n_treated, lang), b=formats.number(row.n_control, lang)
        )
    elif row.n_treated:
        text = t("elsewhere.people.treated", lang, a=formats.number(row.n_treated, lang))
    elif row.n_total:
        text = t("elsewhere.people.total", lang, a=formats.number(row.n_total, lang))
    else:
        return t("mark.no_people", lang)
    return formats.qualified(text, row.n_qualifier, lang)


def range_words(row: EffectRow, family: FamilyRow, lang: str) -> str:
    """Return the interval in words, with its level; or that none was found."""
    ends = say.bounds(row, family, lang)
    if ends is None:
        return t("chart.no_range", lang)
    key = "derived" if row.derived else "published"
    return t(f"elsewhere.range.{key}", lang, low=ends[0], high=ends[1], level=str(row.interval_level or 95))


def table(rows: Rows, family: FamilyRow, lang: str) -> Table:
    """Return the table of the effects of a family, by approach."""
    heads = [Head(label=t("elsewhere.head.study", lang))]
    heads += [
        Head(label=t(f"elsewhere.head.{name}", lang), numeric=name == "effect")
        for name in ("effect", "range", "sure", "comparison", "people", "follow_up")
    ]
    groups = []
    for kind, grouped in groupby(rows, key=lambda row: row.type):
        own = list(grouped)
        cells = tuple(
            (
                f"{row.study}: {labels.lower_first(row.indicator)}",
                value(row, family, lang),
                range_words(row, family, lang),
                t(f"elsewhere.sure.{say.sure(row)}", lang),
                t(f"elsewhere.key.{row.comparison_role}", lang),
                people(row, lang),
                row.follow_up,
            )
            for row in own
        )
        groups.append(Group(title=kind, rows=cells, marks=tuple((row.id,) for row in own)))
    return Table(caption=f"{family.label}. {family.axis}", heads=tuple(heads), groups=tuple(groups))


_COLUMNS = """
    id study place country=country_name review=is_review approach=type arm comparison_arm=comparison
    comparison=comparison_role indicator family value unit low high interval_level standard_error=se p_value p_qualifier
    p_sided people=n_treated comparison_people=n_control people_together=n_total people_qualifier=n_qualifier follow_up axis
    axis_value axis_low axis_high interval_our_calculation=derived sign_turned=flipped formula test part_of=nested_in
    money_added duties_removed text
"""


def csv_row(row: EffectRow, family: FamilyRow, context: Context) -> dict[str, Any]:
    """Return an effect as a row of a file: as published, and on the axis."""
    return labels.csv_row(row, _COLUMNS, context, family=family.label, axis=family.axis)


def reading(family: FamilyRow, lang: str) -> tuple[Note, ...]:
    """Return how to read the chart, and what to keep in mind."""
    notes = [Note(head=t("chart.how_to_read", lang), text=t("elsewhere.reading", lang))]
    if family.axis_unit == "standard_deviations":
        notes.append(Note(head=t("elsewhere.deviation_head", lang), text=t("elsewhere.deviation", lang)))
    notes.append(Note(head=t("chart.mind", lang), text=family.caution))
    return tuple(notes)


def strength(rows: Rows, lang: str) -> Strength:
    """Return the strength of the weakest comparison with its remark; a review of several has none of its own."""
    levels = [level for row in rows if (level := _LEVELS.get(row.comparison_role))]
    name = "elsewhere.strength" if levels else "elsewhere.key.review"
    return Strength(level=min(levels, default=None), name=t(name, lang), why=t("elsewhere.strength_why", lang))
