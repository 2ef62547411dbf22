"""Forest plots of trials elsewhere: one chart for each family of outcomes, never a result of the five municipalities.

Which effects share an axis follows from `queries/build/40_axis_reason.sql`. Nothing is pooled; published reviews
are rows of their own.
"""

import math
from functools import partial
from itertools import groupby

from dashboard.charts import elsewhere_text as texts
from dashboard.charts.figures.base import nice_step, tick_decimals
from dashboard.charts.figures.forest import forest as figure
from dashboard.db import queries
from dashboard.db.rows.elsewhere import EffectRow, FamilyRow
from dashboard.i18n import formats
from dashboard.i18n.catalogue import count, t
from dashboard.labels import labels
from dashboard.models.chart import Chart, MarkDetails, StatementGroup
from dashboard.models.context import Context, Scope
from dashboard.models.marks import Estimate, ForestAxis, Unsized
from dashboard.statements import elsewhere as say

_RATIO_TICKS = (0.25, 0.5, 1, 2, 5, 10, 20, 50, 100)


def effects(scope: Scope, context: Context) -> list[EffectRow]:
    """Return the effects on the theme of a scope that the reader's filters leave."""
    rows = queries.elsewhere_effects(context)
    return [row for row in rows if scope.theme in (None, row.theme) and scope.elsewhere.has(row)]


def _place(family: FamilyRow, number: float) -> float:
    return math.log10(number) if family.axis_scale == "log" else number


def _scale(rows: texts.Rows, family: FamilyRow, lang: str) -> ForestAxis:
    ends = [end for row in rows for end in (row.axis_low, row.axis_high) if end is not None]
    if family.axis_scale == "log":
        wanted = [tick for tick in _RATIO_TICKS if min(ends) / 2.5 <= tick <= max(ends) * 2.5]
        ticks = [(math.log10(tick), formats.number(tick, lang, 2 if tick < 1 else 0)) for tick in wanted]
        low, high = math.log10(min(min(ends), wanted[0])), math.log10(max(max(ends), wanted[-1]))
    else:
        low, high = min(*ends, family.null_value), max(*ends, family.null_value)
        step = nice_step(high - low)
        first, last = math.floor(low / step), math.ceil(high / step)
        numbers = [round(step * number, 9) for number in range(first, last + 1)]
        places = tick_decimals(numbers)
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
        people=texts.people(row, lang),
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
        text=texts.value(row, family, lang),
        range_text=texts.interval(row, family, lang),
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
    lang = context.lang
    return MarkDetails(
        id=row.id,
        place=f"{row.study}, {row.place}",
        group=f"{row.indicator}, {row.follow_up}",
        # The card names a difference as our calculation, which these are not: effect and interval are the value.
        value=f"{say.in_words(row.axis_value, row, family, lang)}; {texts.range_words(row, family, lang)}",
        comparison=f"{labels.lower_first(row.arm)}; {labels.lower_first(row.comparison)}",
        people=texts.people(row, lang),
        fairness=t(f"elsewhere.key.{row.comparison_role}", lang),
        **labels.mark_source(row, context),
    )


def _statements(rows: texts.Rows, family: FamilyRow, context: Context) -> tuple[StatementGroup, ...]:
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
                reading=texts.reading(family, lang),
                strength=texts.strength(rows, lang),
                table=texts.table(rows, family, lang),
                sources=labels.sources(rows, context),
                calculation=t("elsewhere.derived_why", lang) if any(row.derived for row in rows) else "",
                rows=tuple(texts.csv_row(row, family, context) for row in rows),
                subjects={row.id: frozenset({row.type_id}) for row in rows},
                marks=tuple(_details(row, family, context) for row in rows),
                statements=_statements(rows, family, context),
            )
        )  # fmt: skip
    return tuple(result)
