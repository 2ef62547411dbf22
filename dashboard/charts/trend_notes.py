"""Notes on a trend chart: how to read it, its axis, the kinds of figures, and what is missing."""

from collections.abc import Sequence

from dashboard.charts import trend_text
from dashboard.charts.figures.trend_parts import starts_at_zero
from dashboard.charts.trend_text import COUNTRY, Rows
from dashboard.db.rows.subjects import IndicatorRow
from dashboard.i18n import formats
from dashboard.i18n.catalogue import t
from dashboard.models.scope import Scope
from dashboard.models.text import Note


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
