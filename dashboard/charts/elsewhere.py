"""Forest plots of trials elsewhere: one chart for each family of outcomes, never a result of the five municipalities.

Which effects share an axis follows from `queries/build/40_axis_reason.sql`. Nothing is pooled; published reviews
are rows of their own.
"""

import math
from collections.abc import Sequence
from functools import partial
from itertools import groupby
from typing import Any

from dashboard.charts.figures.forest import forest as figure
from dashboard.db import queries
from dashboard.db.rows.elsewhere import EffectRow, FamilyRow
from dashboard.i18n import formats
from dashboard.i18n.catalogue import count, t
from dashboard.labels import labels
from dashboard.models.chart import Chart, MarkDetails, StatementGroup
from dashboard.models.context import Context, Scope
from dashboard.models.marks import Estimate, ForestAxis, Unsized
from dashboard.models.text import Group, Head, Note, Strength, Table
from dashboard.statements import elsewhere as say
from dashboard.svg import text_metrics

Rows = Sequence[EffectRow]
# As in queries/build/11_comparison_level.sql.
_LEVELS = {"randomised_control": 5, "matched_comparison": 3}
_RATIO_TICKS = (0.25, 0.5, 1, 2, 5, 10, 20, 50, 100)


def effects(scope: Scope, context: Context) -> list[EffectRow]:
    """Return the effects on the theme of a scope that the reader's filters leave."""
    rows = queries.elsewhere_effects(context)
    return [row for row in rows if scope.theme in (None, row.theme) and scope.elsewhere.has(row)]


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


def _place(family: FamilyRow, number: float) -> float:
    return math.log10(number) if family.axis_scale == "log" else number


def _scale(rows: Rows, family: FamilyRow, lang: str) -> ForestAxis:
    ends = [end for row in rows for end in (row.axis_low, row.axis_high) if end is not None]
    if family.axis_scale == "log":
        wanted = [tick for tick in _RATIO_TICKS if min(ends) / 2.5 <= tick <= max(ends) * 2.5]
        ticks = [(math.log10(tick), formats.number(tick, lang, 2 if tick < 1 else 0)) for tick in wanted]
        low, high = math.log10(min(min(ends), wanted[0])), math.log10(max(max(ends), wanted[-1]))
    else:
        low, high = min(*ends, family.null_value), max(*ends, family.null_value)
        step = text_metrics.nice_step(high - low)
        first, last = math.floor(low / step), math.ceil(high / step)
        numbers = [round(step * number, 9) for number in range(first, last + 1)]
        places = text_metrics.tick_decimals(numbers)
        sign = {True: "−", False: ""}
        ticks = [(tick, sign[tick < 0] + formats.number(abs(tick), lang, places)) for tick in numbers]
        low, high = numbers[0], numbers[-1]
    kind = "flipped" if any(row.flipped for row in rows) else "plain"
    words = (t(f"elsewhere.end.{kind}.low", lang), t(f"elsewhere.end.{kind}.high", lang))
    null = _place(family, family.null_value)
    return ForestAxis(low=low, high=high, null=null, ticks=tuple(ticks), words=words, title=family.axis)


def _estimate(row: EffectRow, family: FamilyRow, lang: str) -> Estimate:
    detail = t(
        "elsewhere.detail",
        lang,
        indicator=labels.lower_first(row.indicator),
        follow_up=row.follow_up,
        people=people(row, lang),
    )
    return Estimate(
        block=row.type,
        label=row.study if row.is_review else t("elsewhere.study_in", lang, study=row.study, place=row.place),
        detail=labels.upper_first(detail),
        role=row.comparison_role,
        type_id=row.type_id,
        value=_place(family, row.axis_value),
        low=_place(family, row.axis_low or 0),
        high=_place(family, row.axis_high or 0),
        text=value(row, family, lang),
        range_text=interval(row, family, lang),
        derived=row.derived,
        nested=row.nested_in is not None,
        id=row.id,
    )


def ours(theme: str, context: Context) -> tuple[Unsized, ...]:
    """Return a row for each of our own trials on a theme: no interval was found for any, so none has a place on an axis."""
    cells = {row.experiment_id: row for row in queries.evidence(context) if row.theme == theme}
    found = []
    for trial in queries.experiments(context):
        cell = cells.get(trial.id)
        state = cell.state if cell and cell.results else "none"
        text = t(f"elsewhere.ours.{state}", context.lang)
        if cell and state != "none" and cell.comparison:
            text = f"{text}, {labels.strength(cell.level, cell.comparison, context.lang).name}"
        found.append(Unsized(label=labels.experiment(trial), text=text, missing=state == "none"))
    return tuple(found)


def _details(row: EffectRow, family: FamilyRow, context: Context) -> MarkDetails:
    lang, source = context.lang, labels.source(row, context)
    return MarkDetails(
        id=row.id,
        place=f"{row.study}, {row.place}",
        group=f"{row.indicator}, {row.follow_up}",
        # The card names a difference as our calculation, which these are not: effect and interval are the value.
        value=f"{say.in_words(row.axis_value, row, family, lang)}; {_range_words(row, family, lang)}",
        comparison=f"{labels.lower_first(row.arm)}; {labels.lower_first(row.comparison)}",
        people=people(row, lang),
        fairness=t(f"elsewhere.key.{row.comparison_role}", lang),
        source=t("mark.source", lang, publisher=source.publisher, title=source.title, place=row.locator),
        source_href=source.about,
    )


def _range_words(row: EffectRow, family: FamilyRow, lang: str) -> str:
    ends = say.bounds(row, family, lang)
    if ends is None:
        return t("chart.no_range", lang)
    key = "derived" if row.derived else "published"
    return t(f"elsewhere.range.{key}", lang, low=ends[0], high=ends[1], level=str(row.interval_level or 95))


def _table(rows: Rows, family: FamilyRow, lang: str) -> Table:
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
                _range_words(row, family, lang),
                t(f"elsewhere.sure.{say.sure(row)}", lang),
                t(f"elsewhere.key.{row.comparison_role}", lang),
                people(row, lang),
                row.follow_up,
            )
            for row in own
        )
        groups.append(Group(title=kind, rows=cells, marks=tuple((row.id,) for row in own)))
    return Table(caption=f"{family.label}. {family.axis}", heads=tuple(heads), groups=tuple(groups))


def csv_row(row: EffectRow, family: FamilyRow, context: Context) -> dict[str, Any]:
    """Return an effect as a row of a file: as published, and on the axis."""
    return {
        "id": row.id, "study": row.study, "place": row.place, "country": row.country_name, "review": row.is_review,
        "approach": row.type, "arm": row.arm, "comparison_arm": row.comparison, "comparison": row.comparison_role,
        "indicator": row.indicator, "family": family.label, "value": row.value, "unit": row.unit, "low": row.low,
        "high": row.high, "interval_level": row.interval_level, "standard_error": row.se, "p_value": row.p_value,
        "p_qualifier": row.p_qualifier, "p_sided": row.p_sided, "people": row.n_treated, "comparison_people": row.n_control,
        "people_together": row.n_total, "people_qualifier": row.n_qualifier, "follow_up": row.follow_up,
        "axis": family.axis, "axis_value": row.axis_value, "axis_low": row.axis_low, "axis_high": row.axis_high,
        "interval_our_calculation": row.derived, "sign_turned": row.flipped, "formula": row.formula, "test": row.test,
        "part_of": row.nested_in, "money_added": row.money_added, "duties_removed": row.duties_removed, "text": row.text,
        **labels.csv_source(labels.source(row, context)),
    }  # fmt: skip


def _statements(rows: Rows, family: FamilyRow, context: Context) -> tuple[StatementGroup, ...]:
    groups = []
    for study, grouped in groupby(rows, key=lambda row: row.study):
        own = list(grouped)
        allowed = [
            say.of_effect(row, family, context.lang, source=t("mark.source", context.lang, publisher=source.publisher,
                          title=source.title, place=row.locator))
            for row in own
            for source in (labels.source(row, context),)
        ]  # fmt: skip
        groups.append(StatementGroup(title=study, statements=(*allowed, say.promise(own[0], context.lang))))
    return tuple(groups)


def _reading(family: FamilyRow, lang: str) -> tuple[Note, ...]:
    notes = [Note(head=t("chart.how_to_read", lang), text=t("elsewhere.reading", lang))]
    if family.axis_unit == "standard_deviations":
        notes.append(Note(head=t("elsewhere.deviation_head", lang), text=t("elsewhere.deviation", lang)))
    notes.append(Note(head=t("chart.mind", lang), text=family.caution))
    return tuple(notes)


def _strength(rows: Rows, lang: str) -> Strength:
    """Return the strength of the weakest comparison with its remark; a review of several has none of its own."""
    levels = [level for row in rows if (level := _LEVELS.get(row.comparison_role))]
    name = "elsewhere.strength" if levels else "elsewhere.key.review"
    return Strength(level=min(levels, default=None), name=t(name, lang), why=t("elsewhere.strength_why", lang))


def forests(scope: Scope, context: Context) -> tuple[Chart, ...]:
    """Return a forest plot for each family with effects that may be drawn; our own trials stand in the first one."""
    lang = context.lang
    drawn = [row for row in effects(scope, context) if row.off_axis is None]
    result: list[Chart] = []
    for family in queries.elsewhere_families(context):
        rows = [row for row in drawn if row.family == family.id]
        if not rows:
            continue
        unsized = () if result else ours(rows[0].theme, context)
        sentences = [say.sentence(row, family, lang) for row in rows]
        beside = [f"{item.label}: {item.text}." for item in unsized]
        shown = sum(say.sure(row) == "shown" for row in rows)
        studies = len({row.study_id for row in rows})
        result.append(
            Chart(
                key=f"elsewhere.{family.id}",
                question=t("elsewhere.question", lang, family=family.label),
                sentence=t(
                    "elsewhere.sentence", lang, effects=count("elsewhere.effects", lang, len(rows)),
                    studies=count("elsewhere.studies", lang, studies), shown=shown, rest=len(rows) - shown,
                ),
                description=" ".join([*sentences, *beside]),
                draw=partial(
                    figure, [_estimate(row, family, lang) for row in rows], unsized, scale=_scale(rows, family, lang),
                    unsized_head=t("elsewhere.ours_head", lang), lang=lang,
                ),
                reading=_reading(family, lang),
                strength=_strength(rows, lang),
                table=_table(rows, family, lang),
                sources=labels.sources(rows, context),
                calculation=t("elsewhere.derived_why", lang) if any(row.derived for row in rows) else "",
                rows=tuple(csv_row(row, family, context) for row in rows),
                subjects={row.id: frozenset({row.type_id}) for row in rows},
                marks=tuple(_details(row, family, context) for row in rows),
                statements=_statements(rows, family, context),
            )
        )  # fmt: skip
    return tuple(result)
