"""Comparison charts: a treated arm and its comparison arm, one chart for rows that may share an axis."""

from functools import partial
from itertools import groupby
from typing import Any

from dashboard.charts import comparison_text as texts
from dashboard.charts.comparison_text import Rows
from dashboard.charts.figures.arms import arms, slope
from dashboard.charts.figures.comparison import with_and_without as figure
from dashboard.charts.frequencies import frequencies
from dashboard.db import queries
from dashboard.db.rows.results import PairRow
from dashboard.db.rows.subjects import IndicatorRow
from dashboard.i18n import formats
from dashboard.i18n.catalogue import t
from dashboard.labels import labels
from dashboard.labels.pairs import arms_of, difference, group, signed, value
from dashboard.models.chart import Chart, MarkDetails
from dashboard.models.context import Context, Scope
from dashboard.models.marks import ArmValue, Pair
from dashboard.statements.from_rows import of_rows


def _pair(row: PairRow, lang: str) -> Pair:
    return Pair(
        id=texts.mark_id(row),
        block=labels.experiment(row),
        row=group(row, lang),
        treated=ArmValue(
            name=labels.lower_first(row.arm),
            type_id=row.type_id,
            value=row.treated,
            qualifier=row.qualifier,
            interval=_interval(row.low, row.high),
            people=row.n,
        ),
        comparison=ArmValue(
            name=labels.lower_first(row.comparison_arm),
            type_id="comparison",
            value=row.comparison_value,
            qualifier=row.comparison_qualifier,
            interval=_interval(row.comparison_low, row.comparison_high),
            people=row.comparison_n,
        ),
        difference=difference(row, lang),
        signed=signed(row, lang),
        unit=row.unit,
        decimals=row.decimals,
    )


def _details(row: PairRow, context: Context) -> MarkDetails:
    lang, source = context.lang, labels.source(row, context)
    kind = row.comparison_kind
    return MarkDetails(
        id=texts.mark_id(row),
        place=row.municipality,
        group=group(row, lang),
        value=t(
            "mark.of_arm",
            lang,
            value=formats.of_people(value(row, lang, side="treated"), row.n, lang),
            arm=labels.lower_first(row.arm),
        ),
        comparison=t(
            "mark.of_arm",
            lang,
            value=formats.of_people(value(row, lang, side="comparison"), row.comparison_n, lang),
            arm=labels.lower_first(row.comparison_arm),
        ),
        difference=difference(row, lang),
        people=texts.people(row, lang),
        fairness=labels.strength(row.level, kind, lang).name,
        source=t("mark.source", lang, publisher=source.publisher, title=source.title, place=row.locator),
        source_href=source.about,
    )


def _interval(low: float | None, high: float | None) -> tuple[float, float] | None:
    return None if low is None or high is None else (low, high)


# The figure of each form; intervals are drawn in all of them.
_FIGURES = {"pairs": figure, "dots": arms, "forest": arms, "slope": slope}


def _forms(rows: Rows) -> tuple[str, ...]:
    """Return the forms that are honest for rows; a slope only joins counts of one group at several moments."""
    moments: dict[tuple[str | None, ...], set[str | None]] = {}
    for row in rows:
        moments.setdefault((*arms_of(row), row.subgroup), set()).add(row.end)
    before_and_after = all(row.timing == "moment" for row in rows) and min(map(len, moments.values())) > 1
    return ("pairs", "forest" if texts.has_range(rows) else "dots", *(("slope",) if before_and_after else ()))


def _csv(row: PairRow, context: Context, *, indicator: IndicatorRow) -> dict[str, Any]:
    return {
        "municipality": row.municipality,
        "experiment": row.short,
        "indicator": indicator.label,
        "group": row.subgroup,
        "population": row.population,
        "arm": row.arm,
        "value": row.treated,
        "qualifier": row.qualifier,
        "low": row.low,
        "high": row.high,
        "interval": labels.csv_interval(row.low),
        "people": row.n,
        "comparison_arm": row.comparison_arm,
        "comparison_value": row.comparison_value,
        "comparison_qualifier": row.comparison_qualifier,
        "comparison_low": row.comparison_low,
        "comparison_high": row.comparison_high,
        "comparison_interval": labels.csv_interval(row.comparison_low),
        "comparison_people": row.comparison_n,
        "difference_our_calculation": round(row.difference, 6),
        "unit": row.unit,
        "comparison": row.comparison_kind,
        "evidence_level": row.level,
        "start": row.start,
        "end": row.end,
        "note": row.note,
        **labels.csv_source(labels.source(row, context)),
    }


def with_and_without(scope: Scope, context: Context) -> tuple[Chart, ...]:
    """Return a chart for each set of pairs that may share an axis.

    Such pairs agree in indicator, unit, population and kind of comparison.
    """
    lang = context.lang
    rows = [row for row in queries.pairs(scope, context) if row.preferred]
    indicators = {row.id: row for row in queries.indicators(context)}
    former = queries.former_chart_keys(context)
    hidden = [row for row in queries.numbers(scope, context) if row.reason == "suppressed" and row.value is None]
    result = []
    for key, grouped in groupby(rows, key=lambda row: row.group_key):
        own = list(grouped)
        indicator = indicators[own[0].indicator_id]
        others = [row for row in rows if row.indicator_id == indicator.id and row.group_key != key]
        pairs = [_pair(row, lang) for row in own]
        kind = own[0].comparison_kind
        population = own[0].population
        forms = _forms(own)
        form = scope.form if scope.form in forms else forms[0]
        result.append(
            Chart(
                key=f"with_and_without.{key}",
                former=tuple(f"with_and_without.{row.former}" for row in former if row.group_key == key),
                question=indicator.question,
                subtitle=t("with_and_without.of_whom", lang, population=labels.lower_first(population))
                if population
                else t("with_and_without.of_whom_unknown", lang),
                sentence=texts.sentence(own, lang, outcome=indicator.label),
                description=texts.description(own, lang),
                draw=partial(_FIGURES[form], pairs, lang=lang),
                forms=forms,
                form=form,
                reading=(
                    *texts.reading(own, indicator, lang, others=others, form=form),
                    *texts.suppressed([row for row in hidden if row.indicator_id == indicator.id], lang),
                ),
                strength=labels.strength(own[0].level, kind, lang),
                table=texts.table(own, lang, caption=indicator.label),
                sources=labels.sources(own, context),
                calculation=t("with_and_without.calculation", lang),
                rows=tuple(_csv(row, context, indicator=indicator) for row in own),
                statements=of_rows(context, pairs=own, indicators=indicators),
                frequencies=frequencies(own, lang, indicators=indicators),
                pairs=tuple(pairs),
                marks=tuple(_details(row, context) for row in own),
                subjects={texts.mark_id(row): frozenset((row.municipality_id, row.type_id)) for row in own},
            )
        )
    return tuple(result)
