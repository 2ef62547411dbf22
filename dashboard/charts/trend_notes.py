"""What belongs to a trend chart beside its figure: notes, the details of marks, the table, and rows of a file."""

from collections.abc import Sequence
from typing import Any

from dashboard.charts import trend_text
from dashboard.charts.figures.trend_parts import starts_at_zero
from dashboard.charts.trend_text import COUNTRY, Rows
from dashboard.db.rows.statistics import StatisticRow
from dashboard.db.rows.subjects import IndicatorRow
from dashboard.i18n import formats
from dashboard.i18n.catalogue import t
from dashboard.labels import labels
from dashboard.models.chart import MarkDetails
from dashboard.models.context import Context, Scope
from dashboard.models.text import Group, Head, Note, Table

# What a file says about each official figure.
NO_EFFECT = "whole_municipality_no_effect_of_an_experiment"


def _axis(rows: Rows, scope: Scope, lang: str, form: str) -> str:
    parts = []
    if not starts_at_zero([row.value for row in rows], unit=rows[0].unit):
        parts.append(t("trend.axis_cut", lang))
    if form == "latest":
        return " ".join(parts)
    if scope.focus:
        name = next(trend_text.place(row, lang) for row in rows if row.municipality_id == scope.focus)
        if rows[0].unit == "persons":
            parts.append(t("trend.axis_size", lang, municipality=name))
        elif scope.axis == "free":
            parts.append(t("trend.axis_alone", lang, municipality=name))
    elif scope.axis == "free":
        parts.append(t("trend.axis_free", lang))
    else:
        country = rows[0].unit == "persons" and any(row.municipality_id == COUNTRY for row in rows)
        parts.append(t("trend.axis_country" if country else "trend.axis_shared", lang))
    return " ".join(parts)


def reading(
    rows: Rows, drawn: Rows, gone: Sequence[str], left: int, indicator: IndicatorRow, scope: Scope, lang: str, form: str
) -> tuple[Note, ...]:
    """Return the notes of a chart, of which `form` draws some rows.

    `gone` are places without figures; `left` counts places that are not drawn.
    """
    first = [t("trend.reading_latest" if form == "latest" else "trend.reading", lang)]
    if form == "years" and scope.focus:
        name = next(trend_text.place(row, lang) for row in rows if row.municipality_id == scope.focus)
        if any(row.municipality_id not in (scope.focus, COUNTRY) for row in rows):
            first.insert(0, t("trend.reading_one", lang, municipality=name))
        first.append(t("trend.periods", lang))
    elif form == "years" and rows[0].unit != "persons" and any(row.municipality_id == COUNTRY for row in rows):
        first.insert(0, t("trend.reading_many", lang))
    notes = [Note(head=t("chart.how_to_read", lang), text=" ".join(first))]
    if trend_text.kinds(drawn) != ["counted"]:
        notes.append(trend_text.kind_note(drawn, lang))
    for key, text in (
        ("chart.mind", trend_text.mind(rows, indicator, lang)),
        ("trend.axis_head", _axis(drawn, scope, lang, form)),
        ("trend.missing_head", trend_text.missing(rows, lang)),
        ("trend.left_out_head", t("trend.left_out", lang, n=formats.number(left, lang)) if left else ""),
        ("trend.places_head", t("trend.places", lang, places=formats.listing(gone, lang)) if gone else ""),
    ):
        if text:
            notes.append(Note(head=t(key, lang), text=text))
    return tuple(notes)


def foot(rows: Rows, scope: Scope, lang: str, form: str) -> list[str]:
    """Return what the picture itself must say, because it may be seen without the page."""
    kinds = trend_text.kinds(rows)
    parts = [t(f"trend.foot_kind.{name}", lang) for name in kinds] if kinds != ["counted"] else []
    is_many = form == "years" and not scope.focus
    if is_many and rows[0].unit != "percent":
        parts.insert(0, t("trend.foot_unit", lang, unit=t(f"trend.unit.{rows[0].unit}", lang)))
    if is_many and scope.axis == "free":
        parts.append(t("trend.foot_free", lang))
    if not starts_at_zero([row.value for row in rows], unit=rows[0].unit):
        parts.append(t("trend.foot_axis", lang))
    return [*(["; ".join(parts)] if parts else []), t("trend.foot_whole", lang)]


def mark_id(row: StatisticRow) -> str:
    """Return the id of the mark of a figure."""
    return f"{row.municipality_id}.{row.year}"


def details(row: StatisticRow, country: StatisticRow | None, context: Context) -> MarkDetails:
    """Return the details of a figure of a place, beside that of the country in the same year."""
    lang, comparison = context.lang, ""
    if country and row is not country:
        comparison = t("mark.of_arm", lang, value=trend_text.value(country, lang), arm=trend_text.place(country, lang))
    return MarkDetails(
        id=mark_id(row),
        place=trend_text.place(row, lang),
        group=str(row.year),
        value=trend_text.value(row, lang) + (t("trend.provisional", lang) if row.provisional else ""),
        comparison=comparison,
        **labels.mark_source(row, context, key="mark.source_whole"),
    )


def table(rows: Rows, drawn: Rows, indicator: IndicatorRow, lang: str) -> Table:
    """Return a row for each year that any place has, and a column for each place."""
    places = {row.municipality_id: trend_text.place(row, lang) for row in rows}

    def cell(id: str, year: int) -> str:
        row = trend_text.at(rows, id, year)
        if row is None:
            return t("trend.no_figure", lang)
        return trend_text.plain(row, lang) + (t("trend.provisional", lang) if row.provisional else "")

    years = sorted({row.year for row in rows})
    lines = tuple((str(year), *(cell(id, year) for id in places)) for year in years)
    shown_at = {(row.municipality_id, row.year) for row in drawn}
    marks = tuple(tuple(f"{id}.{year}" if (id, year) in shown_at else "" for id in places) for year in years)
    key = "trend.caption_modelled" if all(row.modelled for row in rows) else "trend.caption"
    heads = (Head(label=t("trend.year", lang)), *(Head(label=name, numeric=True) for name in places.values()))
    unit = t(f"trend.unit.{indicator.unit}", lang)
    return Table(
        caption=t(key, lang, label=indicator.label, unit=unit), heads=heads, groups=(Group(rows=lines, marks=marks),)
    )


def csv(row: StatisticRow, indicator: IndicatorRow, context: Context) -> dict[str, Any]:
    """Return a figure as a row of a file."""
    place, columns = (
        trend_text.place(row, context.lang),
        "place indicator year value unit modelled provisional about note",
    )
    return labels.csv_row(row, columns, context, place=place, indicator=indicator.label, about=NO_EFFECT)
