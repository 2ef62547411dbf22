"""The numbers of a preview that the site lists beside its charts: in words, and differences with their intervals in a drawing."""

from collections.abc import Mapping
from itertools import groupby

from dashboard.charts.figures.base import WIDTH
from dashboard.charts.figures.dot_plot import dot_plot
from dashboard.db import queries
from dashboard.db.rows.results import NumberRow
from dashboard.i18n import formats
from dashboard.i18n.catalogue import t
from dashboard.labels import labels
from dashboard.models.context import Context, Scope
from dashboard.models.marks import Dot
from dashboard.web.components.html import Node, Picture, h

Numbers = Mapping[str, NumberRow]


def numbers(context: Context) -> Numbers:
    """Return the numbers that are in no chart, by the id of their row."""
    return {row.id: row for row in queries.numbers(Scope(), context) if row.reason not in ("interim", "series")}


def head(row: NumberRow) -> str:
    """Return what a number is about: its trial, outcome and group."""
    parts = (labels.experiment(row), labels.lower_first(row.indicator), labels.lower_first(row.arm or ""))
    return ", ".join(part for part in parts if part)


def in_words(row: NumberRow | None, lang: str) -> str | None:
    """Return a number with its interval and people, and why it is in no chart."""
    if row is None:
        return None
    value = labels.value(row, lang)
    if row.low is not None and row.high is not None:
        low, high = (formats.number(bound, lang, row.decimals) for bound in (row.low, row.high))
        value = t("desk.change.interval", lang, value=value, low=low, high=high)
    return f"{formats.of_people(value, row.n, lang)}. {t(f'compare.reason.{row.reason}', lang)}"


def drawings(found: Numbers, lang: str, side: str) -> dict[str, Node]:
    """Return a drawing of the differences with an interval for each outcome, by its name."""
    rows = [
        row
        for row in found.values()
        if row.reason == "only_a_difference" and row.low is not None and row.high is not None
    ]
    rows.sort(key=lambda row: row.indicator)
    return {name: _drawing(name, list(same), lang, side) for name, same in groupby(rows, key=lambda row: row.indicator)}


def _drawing(name: str, rows: list[NumberRow], lang: str, side: str) -> Node:
    dots = [
        Dot(
            block=labels.experiment(row), label=labels.upper_first(row.arm or name), mark=row.type_id or "comparison",
            value=row.value, interval=(row.low or 0, row.high or 0),
            text=formats.number(row.value, lang, row.decimals), id=row.id,
        )
        for row in rows if row.value is not None
    ]  # fmt: skip
    foot = [t(f"figure.{key}", lang) for key in ("range", "range_level")]
    figure = dot_plot(dots, unit=rows[0].unit, foot=foot, lang=lang, form="narrow")
    words = " ".join(f"{head(row)}: {in_words(row, lang)}" for row in rows)
    id = f"{side}-{rows[0].indicator_id}"
    return h("div", Picture(id=id, figure=figure, width=WIDTH["narrow"], title=name, description=words))
