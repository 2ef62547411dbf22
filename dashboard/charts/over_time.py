"""Over time: the counts of one arm at several moments. Only moments of one group are joined, and only by dots."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from dashboard.charts.figures.over_time import over_time as figure
from dashboard.db import queries
from dashboard.db.queries import Row, Scope
from dashboard.i18n import formats
from dashboard.i18n.catalogue import t
from dashboard.labels import labels
from dashboard.models.chart import Chart
from dashboard.models.marks import EventMark, Moment
from dashboard.models.text import Group, Head, Note, Table
from dashboard.statements.from_rows import of_rows

Rows = Sequence[Row]

# What divides a series for a reader: before it people were in a trial, after it in a regular scheme.
_DIVIDING = ("end", "extension")


def _events(rows: Rows, scope: Scope) -> list[Row]:
    """What happened between the first count and the last, and divides them."""
    own = queries.events(Scope(as_of=scope.as_of, experiment=rows[0]["experiment_id"]))
    first, last = rows[0]["day"], rows[-1]["day"]
    return [row for row in own if row["kind"] in _DIVIDING and first <= row["day"] <= last]


def _described(rows: Rows, events: Sequence[Row], lang: str) -> str:
    """The counts, and what is written at a line in the picture: that is heard nowhere else."""
    counts = [
        t("over_time.described", lang, value=labels.value(row, lang), date=formats.date(row["end"], lang))
        for row in rows
    ]
    lines = [
        t("over_time.event", lang, date=formats.date(row["date"], lang), text=row[f"label_{lang}"]) for row in events
    ]
    return " ".join([labels.stop(formats.listing(counts, lang)), *map(labels.stop, lines)])


def _sentence(rows: Rows, lang: str) -> str:
    first, last = rows[0], rows[-1]
    change = last["value"] - first["value"]
    key = "rose" if change > 0 else "fell" if change < 0 else "equal"
    parts = [
        t(
            f"over_time.{key}",
            lang,
            municipality=first["municipality"],
            indicator=labels.start_small(first[f"indicator_{lang}"]),
            first=labels.value(first, lang),
            first_date=formats.date(first["end"], lang),
            last=labels.value(last, lang),
            last_date=formats.date(last["end"], lang),
        )
    ]
    if first[f"caution_{lang}"]:
        parts.append(labels.stop(first[f"caution_{lang}"]))
    return " ".join(parts)


def _undrawn(rows: Rows, lang: str) -> str:
    """The counts of the same thing that are not drawn, each with its reason."""
    return " ".join(
        t(
            "over_time.not_drawn",
            lang,
            value=labels.start_large(labels.value(row, lang)),
            when=formats.date(row["end"], lang) if row["end"] else t("origin.undated", lang),
            why=labels.stop(row[f"note_{lang}"] or t("over_time.other_leads", lang)),
        )
        for row in rows
    )


def _table(rows: Rows, lang: str, *, as_of: Any) -> Table:
    lines = []
    for row in rows:
        found = labels.source(row, lang, as_of=as_of)
        lines.append(
            (
                formats.date(row["end"], lang),
                formats.short(row["value"], row["unit"], lang, row["decimals"], row["qualifier"]),
                row[f"note_{lang}"] or "",
                f"{found.publisher}, {', '.join(found.locators)}",
            )
        )
    heads = (
        Head(label=t("over_time.head.moment", lang)),
        Head(label=t(f"over_time.head.{rows[0]['unit']}", lang), numeric=True),
        Head(label=t("over_time.head.note", lang)),
        Head(label=t("over_time.head.source", lang)),
    )
    return Table(caption=rows[0][f"indicator_{lang}"], heads=heads, groups=(Group(rows=tuple(lines)),))


def _csv(row: Row, lang: str, *, as_of: Any) -> dict[str, Any]:
    return {
        "municipality": row["municipality"],
        "experiment": row[f"short_{lang}"],
        "indicator": row[f"indicator_{lang}"],
        "arm": row[f"arm_{lang}"],
        "moment": row["end"],
        "value": row["value"],
        "qualifier": row["qualifier"],
        "unit": row["unit"],
        "comparison": "none",
        "note": row[f"note_{lang}"],
        **labels.csv_source(row, labels.source(row, lang, as_of=as_of)),
    }


def _chart(rows: Rows, others: Rows, scope: Scope, lang: str) -> Chart:
    first = rows[0]
    indicator = {row["id"]: row for row in queries.indicators(as_of=scope.as_of)}[first["indicator_id"]]
    moments = [
        Moment(
            at=row["day"].isoformat(),
            when=formats.date(row["end"], lang),
            value=row["value"],
            text=formats.short(row["value"], row["unit"], lang, row["decimals"], row["qualifier"]),
        )
        for row in rows
    ]
    dividing = _events(rows, scope)
    events = tuple(EventMark(at=row["day"].isoformat(), text=row[f"label_{lang}"]) for row in dividing)
    unit = t(f"over_time.axis.{first['unit']}", lang)
    reading = [Note(head=t("chart.how_to_read", lang), text=t("over_time.reading", lang))]
    if others:
        reading.append(Note(head=t("over_time.not_drawn_head", lang), text=_undrawn(others, lang)))
    return Chart(
        key=f"over_time.{first['indicator_id']}.{first['arm_id'] or first['experiment_id']}",
        question=indicator[f"question_{lang}"],
        subtitle=labels.experiment(first, lang),
        sentence=_sentence(rows, lang),
        description=_described(rows, dividing, lang),
        wide=figure(
            moments, type_id=first["type_id"] or "together", events=events, unit_label=unit, lang=lang, form="wide"
        ),
        narrow=figure(
            moments, type_id=first["type_id"] or "together", events=events, unit_label=unit, lang=lang, form="narrow"
        ),
        reading=tuple(reading),
        strength=labels.strength(None, "none", lang),
        table=_table(rows, lang, as_of=scope.as_of),
        sources=labels.sources(rows, lang, as_of=scope.as_of),
        rows=tuple(_csv(row, lang, as_of=scope.as_of) for row in rows),
        sayings=of_rows(lang, as_of=scope.as_of, numbers=rows),
        moments=tuple(moments),
        events=events,
    )


def over_time(scope: Scope, lang: str) -> tuple[Chart, ...]:
    """One chart for each arm and indicator with counts at more than one moment."""
    rows = queries.numbers(scope)
    series = [row for row in rows if row["reason"] == "series"]
    found = []
    for (experiment, indicator, _), grouped in groupby(
        series, key=lambda row: (row["experiment_id"], row["indicator_id"], row["arm_id"])
    ):
        others = [
            row
            for row in rows
            if row["reason"] == "superseded" and (row["experiment_id"], row["indicator_id"]) == (experiment, indicator)
        ]
        found.append(_chart(list(grouped), others, scope, lang))
    return tuple(found)
