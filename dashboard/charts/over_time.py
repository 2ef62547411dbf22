"""Charts over time: the counts of one arm at several moments, connected only within one group, by dots."""

import datetime as dt
from collections.abc import Sequence
from functools import partial
from itertools import groupby
from typing import Any

from dashboard.charts.figures.over_time import over_time as figure
from dashboard.db import queries
from dashboard.db.rows.results import NOT_USED, NumberRow
from dashboard.db.rows.subjects import EventRow
from dashboard.i18n import formats
from dashboard.i18n.catalogue import known, t
from dashboard.labels import labels
from dashboard.models.chart import Chart, MarkDetails
from dashboard.models.context import Context, Scope
from dashboard.models.marks import EventMark, Moment
from dashboard.models.text import Group, Head, Note, Table
from dashboard.statements.from_rows import of_rows

Rows = Sequence[NumberRow]

# Events that divide a series, such as the end of a trial.
_DIVIDING = ("end", "extension")


def _day(row: NumberRow) -> dt.date:
    """Return the first day of the period of a count; a series has no count without a date."""
    assert row.day is not None
    return row.day


def _count(row: NumberRow) -> float:
    """Return the value of a count; a series has none that is suppressed."""
    assert row.value is not None
    return row.value


def _date(row: NumberRow, lang: str) -> str:
    """Return the moment of a count, as exact as the source."""
    return formats.period(None, row.end, lang)


def _events(rows: Rows, context: Context) -> list[EventRow]:
    """Return the events between the first and the last count."""
    own = queries.events(Scope(experiment=rows[0].experiment_id), context)
    first, last = _day(rows[0]), _day(rows[-1])
    return [row for row in own if row.kind in _DIVIDING and first <= row.day <= last]


def _described(rows: Rows, events: Sequence[EventRow], lang: str) -> str:
    """Return the counts and event labels in words, for readers who do not see the picture."""
    counts = [t("over_time.described", lang, value=labels.value(row, lang), date=_date(row, lang)) for row in rows]
    lines = [t("over_time.event", lang, date=formats.date(row.date, lang), text=row.label) for row in events]
    return " ".join([labels.stop(formats.listing(counts, lang)), *map(labels.stop, lines)])


def _sentence(rows: Rows, lang: str) -> str:
    first, last = rows[0], rows[-1]
    change = _count(last) - _count(first)
    key = "rose" if change > 0 else "fell" if change < 0 else "equal"
    slots = {
        "municipality": first.municipality,
        "first": labels.value(first, lang),
        "first_date": _date(first, lang),
        "last": labels.value(last, lang),
        "last_date": _date(last, lang),
    }
    if known(f"over_time.of.{first.indicator_id}"):
        parts = [t(f"over_time.of.{first.indicator_id}", lang, **slots)]
    else:
        parts = [t(f"over_time.{key}", lang, indicator=labels.lower_first(first.indicator), **slots)]
    if first.caution:
        parts.append(labels.stop(first.caution))
    return " ".join(parts)


def _undrawn(rows: Rows, lang: str) -> str:
    """Return the counts of the same indicator that are not drawn, each with its reason."""
    return " ".join(
        t(
            "over_time.not_drawn",
            lang,
            value=labels.upper_first(labels.value(row, lang)),
            when=_date(row, lang) or t("origin.undated", lang),
            why=labels.stop(
                t("compare.reason.suppressed", lang)
                if row.value is None
                else row.note or t("over_time.other_leads", lang)
            ),
        )
        for row in rows
    )


def _table(rows: Rows, context: Context) -> Table:
    lang = context.lang
    lines = []
    for row in rows:
        result = labels.source(row, context)
        lines.append(
            (
                _date(row, lang),
                formats.short(row.value, row.unit, lang, row.decimals, row.qualifier),
                row.note or "",
                f"{result.publisher}, {', '.join(result.locators)}",
            )
        )
    unit = rows[0].unit
    heads = tuple(
        Head(label=t(f"over_time.head.{name}", lang), numeric=name == unit)
        for name in ("moment", unit, "note", "source")
    )
    groups = (Group(rows=tuple(lines), marks=tuple((row.id,) for row in rows)),)
    return Table(caption=rows[0].indicator, heads=heads, groups=groups)


def _details(row: NumberRow, context: Context) -> MarkDetails:
    """Return the details of a count; a count of people has no comparison and no size of a group."""
    lang = context.lang
    return MarkDetails(
        id=row.id,
        place=row.municipality,
        group=t("mark.at_moment", lang, arm=row.arm or row.indicator, date=_date(row, lang)),
        value=labels.value(row, lang),
        comparison=t("comparison.none.name", lang),
        **labels.mark_source(row, context),
    )


_COLUMNS = """
    municipality experiment=short indicator group=subgroup population=base arm start moment=end value qualifier low high
    interval people=n unit comparison note
"""


def csv(row: NumberRow, context: Context) -> dict[str, Any]:
    """Return a number without a place beside a comparison arm as a row of a file."""
    return labels.csv_row(row, _COLUMNS, context, interval=labels.csv_interval(row.low), comparison="none")


def _chart(rows: Rows, others: Rows, context: Context) -> Chart:
    lang, first = context.lang, rows[0]
    indicator = {row.id: row for row in queries.indicators(context)}[first.indicator_id]
    moments = [
        Moment(
            at=_day(row).isoformat(),
            when=_date(row, lang),
            value=_count(row),
            text=formats.short(row.value, row.unit, lang, row.decimals, row.qualifier),
            id=row.id,
        )
        for row in rows
    ]
    dividing = _events(rows, context)
    events = tuple(EventMark(at=row.day.isoformat(), text=row.label) for row in dividing)
    # The picture may be seen without the page, so it names the place.
    unit = f"{labels.experiment(first)}: {t(f'over_time.axis.{first.unit}', lang)}"
    reading = [Note(head=t("chart.how_to_read", lang), text=t("over_time.reading", lang))]
    if others:
        reading.append(Note(head=t("over_time.not_drawn_head", lang), text=_undrawn(others, lang)))
    return Chart(
        key=f"over_time.{first.indicator_id}.{first.arm_id or first.experiment_id}",
        question=indicator.question,
        subtitle=labels.experiment(first),
        sentence=_sentence(rows, lang),
        description=_described(rows, dividing, lang),
        draw=partial(figure, moments, type_id=first.type_id or "together", events=events, unit_label=unit, lang=lang),
        reading=tuple(reading),
        strength=labels.strength(None, "none", lang),
        table=_table(rows, context),
        sources=labels.sources(rows, context),
        rows=tuple(csv(row, context) for row in rows),
        statements=of_rows(context, numbers=rows),
        moments=tuple(moments),
        marks=tuple(_details(row, context) for row in rows),
        subjects={row.id: frozenset((row.municipality_id, row.type_id or "")) for row in rows},
        events=events,
    )


def over_time(scope: Scope, context: Context) -> tuple[Chart, ...]:
    """Return a chart for each arm and indicator with counts at more than one moment."""
    rows = queries.unpaired_numbers(scope, context)
    series = [row for row in rows if row.reason == "series"]
    result = []
    for (experiment, indicator, _), grouped in groupby(
        series, key=lambda row: (row.experiment_id, row.indicator_id, row.arm_id)
    ):
        others = [
            row
            for row in rows
            if row.reason in (*NOT_USED, "suppressed")
            and (row.experiment_id, row.indicator_id) == (experiment, indicator)
        ]
        result.append(_chart(list(grouped), others, context))
    return tuple(result)
