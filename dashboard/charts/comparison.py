"""Comparison charts: a treated arm and its comparison arm, one chart for rows that may share an axis; and their texts."""

from collections.abc import Sequence
from functools import partial
from itertools import groupby
from typing import Any

from dashboard.charts.figures.comparison import with_and_without as figure
from dashboard.charts.figures.pairs import arms, slope
from dashboard.db import queries
from dashboard.db.rows.results import NumberRow, PairRow
from dashboard.db.rows.subjects import IndicatorRow
from dashboard.i18n import formats
from dashboard.i18n.catalogue import t
from dashboard.labels import labels
from dashboard.labels.pairs import (
    apart,
    arms_of,
    cell,
    differ_in_arms,
    difference,
    frequencies,
    group,
    interval,
    label,
    signed,
    value,
    whose,
)
from dashboard.models.chart import Chart, MarkDetails
from dashboard.models.context import Context, Scope
from dashboard.models.marks import ArmValue, Pair
from dashboard.models.text import Group, Head, Note, Table
from dashboard.statements.from_rows import of_rows
from dashboard.statements.rules import sentence_of

Rows = Sequence[PairRow]


def mark_id(row: PairRow) -> str:
    """Return the id of the marks of a pair."""
    return f"{row.treated_id}.{row.comparison_id}"


def has_range(rows: Rows) -> bool:
    """Return whether a source gives an interval for any of the rows."""
    return any(row.low is not None or row.comparison_low is not None for row in rows)


def sentence(rows: Rows, lang: str) -> str:
    """Return what the chart shows: the first row of each pair of arms in full, the others short, then the comparison."""
    parts: list[str] = []
    for _, grouped in groupby(rows, key=arms_of):
        own = list(grouped)
        first = own[0]
        parts.append(sentence_of(first, lang))
        parts.append(t("with_and_without.difference", lang, difference=difference(first, lang)))
        parts.extend(
            t(
                "with_and_without.more",
                lang,
                whose=whose(row, lang),
                treated=formats.short(row.treated, "none", lang, row.decimals, row.qualifier),
                comparison=value(row, lang, side="comparison"),
            )
            for row in own[1:]
        )
    kind = rows[0].comparison_kind
    parts.append(t(f"with_and_without.sure.{kind}", lang))
    parts.append(t("with_and_without.with_range" if has_range(rows) else "with_and_without.without_range", lang))
    return " ".join(parts)


def description(rows: Rows, lang: str) -> str:
    """Return every row of the figure in words, for readers who do not see it."""
    return " ".join(
        t(
            "with_and_without.described",
            lang,
            experiment=labels.experiment(row),
            group=labels.lower_first(group(row, lang)),
            treated=value(row, lang, side="treated"),
            arm=labels.members(row.arm, lang),
            comparison=value(row, lang, side="comparison"),
            comparison_arm=labels.members(row.comparison_arm, lang),
        )
        for row in rows
    )


def people(row: PairRow, lang: str) -> str:
    """Return the number of people of each arm; where it is reported for neither, that once."""
    if row.n is None and row.comparison_n is None:
        return t("mark.no_people", lang)
    numbers = [t("mark.no_people", lang) if n is None else formats.number(n, lang) for n in (row.n, row.comparison_n)]
    return formats.listing(numbers, lang)


def table(rows: Rows, lang: str, *, caption: str) -> Table:
    """Return the rows of the figure with both values, by trial."""
    groups = []
    several = differ_in_arms(rows)
    for _, grouped in groupby(rows, key=lambda row: row.experiment_id):
        own = list(grouped)
        groups.append(
            Group(
                title=labels.experiment(own[0]),
                rows=tuple(
                    (
                        label(row, lang, arms=several),
                        cell(row, lang, side="treated"),
                        cell(row, lang, side="comparison"),
                        difference(row, lang),
                        interval(row, lang) or t("chart.no_range", lang),
                        people(row, lang),
                    )
                    for row in own
                ),
                marks=tuple((mark_id(row),) for row in own),
            )
        )
    first = rows[0]
    heads = (
        Head(label=t("with_and_without.head.group", lang)),
        Head(label=t("evidence.with", lang) if several else first.arm, numeric=True),
        Head(label=t("evidence.without", lang) if several else first.comparison_arm, numeric=True),
        Head(label=t("with_and_without.head.difference", lang), numeric=True),
        Head(label=t("with_and_without.head.range", lang)),
        Head(label=t("with_and_without.head.people", lang), numeric=True),
    )
    return Table(caption=caption, heads=heads, groups=tuple(groups))


def reading(rows: Rows, indicator: IndicatorRow, lang: str, *, others: Rows, form: str) -> tuple[Note, ...]:
    """Return how to read the chart in a form, what to keep in mind, and why `others` are not on its axis."""
    notes = dict.fromkeys(row.note for row in rows if row.note)
    result = [Note(head=t("chart.how_to_read", lang), text=t(f"with_and_without.reading.{form}", lang))]
    if not has_range(rows):
        result.append(Note(head=t("chart.range_head", lang), text=t("with_and_without.range_why", lang)))
    if indicator.caution or notes:
        # The caution of the indicator and the notes of the rows may repeat each other, or the kind of comparison.
        sentences: dict[str, None] = {}
        for text in (indicator.caution, *notes):
            for sentence in (text or "").split(". "):
                if labels.stop(sentence.strip()) not in (".", t("with_and_without.no_lottery", lang)):
                    sentences[labels.stop(sentence.strip())] = None
        result.append(Note(head=t("chart.mind", lang), text=" ".join(sentences)))
    if others:
        result.append(Note(head=t("chart.apart_head", lang), text=apart(rows[0], others, lang)))
    return tuple(result)


def suppressed(rows: Sequence[NumberRow], lang: str) -> tuple[Note, ...]:
    """Return a note on the numbers that are not drawn because they are about few people."""
    parts = []
    for row in rows:
        who = row.subgroup or formats.period(row.start, row.end, lang)
        names = (row.municipality, *map(labels.lower_first, filter(None, (row.arm, who))))
        parts.append(f"{', '.join(names)}: {labels.value(row, lang)}.")
    text = " ".join([*parts, t("compare.reason.suppressed", lang)])
    return (Note(head=t("over_time.not_drawn_head", lang), text=text),) if parts else ()


def _pair(row: PairRow, lang: str) -> Pair:
    return Pair(
        id=mark_id(row),
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
    lang = context.lang
    return MarkDetails(
        id=mark_id(row),
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
        people=people(row, lang),
        fairness=labels.strength(row.level, row.comparison_kind, lang).name,
        **labels.mark_source(row, context),
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
    return ("pairs", "forest" if has_range(rows) else "dots", *(("slope",) if before_and_after else ()))


_COLUMNS = """
    municipality experiment=short indicator group=subgroup population arm value=treated qualifier low high interval people=n
    comparison_arm comparison_value comparison_qualifier comparison_low comparison_high comparison_interval
    comparison_people=comparison_n difference_our_calculation unit comparison=comparison_kind evidence_level=level start end
    note
"""


def _csv(row: PairRow, context: Context, *, indicator: IndicatorRow) -> dict[str, Any]:
    return labels.csv_row(
        row, _COLUMNS, context, indicator=indicator.label, interval=labels.csv_interval(row.low),
        comparison_interval=labels.csv_interval(row.comparison_low),
        difference_our_calculation=round(row.difference, 6),
    )  # fmt: skip


def with_and_without(scope: Scope, context: Context) -> tuple[Chart, ...]:
    """Return a chart for each set of pairs that may share an axis.

    Such pairs agree in indicator, unit, population and kind of comparison.
    """
    lang = context.lang
    rows = [row for row in queries.pairs(scope, context) if row.preferred]
    indicators = {row.id: row for row in queries.indicators(context)}
    former = queries.former_chart_keys(context)
    hidden = [
        row for row in queries.unpaired_numbers(scope, context) if row.reason == "suppressed" and row.value is None
    ]
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
                sentence=sentence(own, lang),
                description=description(own, lang),
                draw=partial(_FIGURES[form], pairs, lang=lang),
                forms=forms,
                form=form,
                reading=(
                    *reading(own, indicator, lang, others=others, form=form),
                    *suppressed([row for row in hidden if row.indicator_id == indicator.id], lang),
                ),
                strength=labels.strength(own[0].level, kind, lang),
                table=table(own, lang, caption=indicator.label),
                sources=labels.sources(own, context),
                calculation=t("with_and_without.calculation", lang),
                rows=tuple(_csv(row, context, indicator=indicator) for row in own),
                statements=of_rows(context, pairs=own),
                frequencies=frequencies(own, lang),
                pairs=tuple(pairs),
                marks=tuple(_details(row, context) for row in own),
                subjects={mark_id(row): frozenset((row.municipality_id, row.type_id)) for row in own},
            )
        )
    return tuple(result)
