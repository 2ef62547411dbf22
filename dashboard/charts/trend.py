"""Trend charts: official statistics by year, of whole municipalities and never an effect of an experiment.

Without a focus each place has a small panel; with one it is highlighted beside the country and the other places.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby
from typing import Any

from dashboard.charts import trend_notes as notes
from dashboard.charts import trend_text
from dashboard.charts.figures.dot_plot import dot_plot
from dashboard.charts.figures.trend import trend as figure
from dashboard.charts.figures.trend_small_multiples import trend_many
from dashboard.charts.trend_text import COUNTRY, Rows
from dashboard.db import queries
from dashboard.db.rows.statistics import StatisticRow
from dashboard.db.rows.subjects import IndicatorRow
from dashboard.i18n import formats
from dashboard.i18n.catalogue import t
from dashboard.labels import labels
from dashboard.models.chart import Chart
from dashboard.models.context import Context, Scope
from dashboard.models.kinds import Figure
from dashboard.models.marks import Dot, Facet, PlaceSeries, Statistic
from dashboard.models.text import Strength

# The most panels, and the most lines that can be told apart.
_MOST_PLACES = 12


def _point(row: StatisticRow, lang: str) -> Statistic:
    text = formats.short(row.value, row.unit, lang, row.decimals)
    kind: Any = trend_text.kind(row)
    return Statistic(year=row.year, value=row.value, text=text, kind=kind, joins=row.joins, id=notes.mark_id(row))


def _series(rows: Rows, focus: str | None, lang: str) -> dict[str, PlaceSeries]:
    """Return the figures of each place by its id, in the order of the municipalities, the country last."""
    result = {}
    for id, grouped in groupby(rows, key=lambda row: row.municipality_id):
        own = list(grouped)
        role = "country" if id == COUNTRY else "own" if focus in (None, id) else "other"
        points = tuple(_point(row, lang) for row in own)
        result[id] = PlaceSeries(name=trend_text.place(own[0], lang), role=role, points=points)  # type: ignore[arg-type]
    return result


def _missing(series: PlaceSeries, years: Sequence[int]) -> tuple[int, ...]:
    has = {point.year for point in series.points}
    return tuple(year for year in years if year not in has)


def _few(rows: Rows, scope: Scope) -> Rows:
    """Limit rows to as many places as can be told apart, always with the focus and the country."""
    places = list(dict.fromkeys(row.municipality_id for row in rows))
    retained = [id for id in places if id in (scope.focus, COUNTRY)]
    retained += [id for id in places if id not in retained][: _MOST_PLACES - len(retained)]
    return rows if len(retained) == len(places) else [row for row in rows if row.municipality_id in retained]


def shown(rows: Rows, scope: Scope) -> Rows:
    """Return the rows that a chart draws: with a focus and a free axis, only that place and the country."""
    rows = _few(rows, scope)
    alone = bool(scope.focus) and (scope.axis == "free" or rows[0].unit == "persons")
    if not alone:
        return rows
    keep = {scope.focus} if rows[0].unit == "persons" else {scope.focus, COUNTRY}
    return [row for row in rows if row.municipality_id in keep]


def _one(rows: Rows, scope: Scope, context: Context, foot: Sequence[str]) -> Callable[..., Figure]:
    """Return what draws the figure with one place in focus; its stripes also cover the period of its experiments."""
    assert scope.focus is not None
    lang = context.lang
    places = _series(rows, scope.focus, lang)
    periods = trend_text.periods(scope.focus, context)
    years = trend_text.span(rows)
    ends = [round(end) for period in periods for end in (period.start, period.end) if end is not None]
    years = list(range(min([*years, *ends]), max([*years, *ends]) + 1))
    own = places.pop(scope.focus)
    country = [places.pop(COUNTRY)] if COUNTRY in places else []
    facet = Facet(title=own.name, series=(own, *country, *places.values()), missing=_missing(own, years))
    unit = rows[0].unit
    label = "" if unit == "percent" else t(f"trend.unit.{unit}", lang)
    return partial(
        figure, facet, unit=unit, unit_label=label, periods=periods, no_figure=t("trend.no_figure", lang),
        fall=trend_text.fall(rows, lang)[0], foot=foot, lang=lang,
    )  # fmt: skip


def _shared(country: PlaceSeries, own: PlaceSeries) -> PlaceSeries:
    """Limit the country to the years of a municipality, so that no two figures of different years are compared."""
    years = {point.year for point in own.points}
    return replace(country, points=tuple(point for point in country.points if point.year in years))


def _many(rows: Rows, scope: Scope, context: Context, foot: Sequence[str]) -> Callable[..., Figure]:
    lang = context.lang
    places = _series(rows, None, lang)
    country = places.get(COUNTRY)
    # Counts of the whole country would flatten every municipality.
    beside = (country,) if country and rows[0].unit != "persons" else ()
    years = trend_text.span(rows)
    facets = [
        Facet(
            title=series.name,
            series=(series, *(() if id == COUNTRY else (_shared(item, series) for item in beside))),
            missing=_missing(series, years),
        )
        for id, series in places.items()
    ]
    return partial(
        trend_many, facets, shared=scope.axis != "free", unit=rows[0].unit, fall=trend_text.fall(rows, lang)[0], foot=foot,
        lang=lang,
    )  # fmt: skip


def _forms(rows: Rows, scope: Scope) -> tuple[str, ...]:
    """Return the forms that are honest: numbers of people in places of another size do not share an axis."""
    newest = trend_text.newest(rows, scope.focus)
    if rows[0].unit == "persons" or sum(row.year == newest for row in rows) < 2:
        return ("years",)
    return ("years", "latest") if scope.focus or scope.axis == "free" else ("latest", "years")


def _latest(rows: Rows, scope: Scope, context: Context, foot: Sequence[str]) -> Callable[..., Figure]:
    """Return what draws the figures of the newest year: a row for each place, also where it has no figure."""
    lang, year, unit = context.lang, trend_text.newest(rows, scope.focus), rows[0].unit
    names = {row.municipality_id: trend_text.place(row, lang) for row in rows}
    names |= {} if scope.focus else {row.id: row.name for row in queries.municipalities(context) if row.id not in names}
    order = sorted(names, key=lambda id: id == COUNTRY)
    dots = []
    for id in order:
        row, country = trend_text.at(rows, id, year), "country " if id == COUNTRY else ""
        if row is None:
            dots.append(Dot(label=names[id], text=t("trend.no_figure", lang), mark="counted", missing=True))
            continue
        mark, text = (country + trend_text.kind(row)).removesuffix(" counted"), _point(row, lang).text
        dots.append(Dot(label=names[id], text=text, mark=mark, value=row.value, id=notes.mark_id(row)))
    label = t("trend.in_year", lang, year=year)
    if unit != "percent":
        label = t("trend.in_year_of", lang, year=year, unit=t(f"trend.unit.{unit}", lang))
    dots = [replace(dot, block=label) for dot in dots]
    return partial(dot_plot, dots, unit=unit, foot=foot, lang=lang)


def without(rows: Rows, context: Context) -> list[str]:
    """Return the places without any figure for an indicator."""
    has = {row.municipality_id for row in rows}
    result = [row.name for row in queries.municipalities(context) if row.id not in has]
    return result if COUNTRY in has else [*result, t("trend.country", context.lang)]


def _subjects(rows: Rows, focus: str) -> dict[str, frozenset[str]]:
    """Return the municipality of each mark; the country belongs to the place in focus, beside which it is read."""
    places = {notes.mark_id(row): focus if row.municipality_id == COUNTRY else row.municipality_id for row in rows}
    return {id: frozenset({place}) for id, place in places.items()}


def _chart(every: Rows, indicator: IndicatorRow, scope: Scope, context: Context) -> Chart:
    lang = context.lang
    rows = shown(every, scope)
    forms = _forms(rows, scope)
    form = scope.form if scope.form in forms else forms[0]
    newest = trend_text.newest(rows, scope.focus)
    drawn = rows if form == "years" else [row for row in rows if row.year == newest]
    draw = _latest if form == "latest" else _one if scope.focus else _many
    left = len({row.municipality_id for row in every} - {row.municipality_id for row in _few(every, scope)})
    return Chart(
        key=f"trend.{indicator.id}",
        question=indicator.question,
        subtitle=indicator.definition,
        sentence=trend_text.sentence(
            rows if scope.focus is None else every, scope.focus, lang, with_fall=form == "years"
        ),
        description=trend_text.description(rows, lang),
        draw=draw(rows, scope, context, notes.foot(drawn, scope, lang, form)),
        forms=forms,
        form=form,
        reading=notes.reading(rows, drawn, without(every, context), left, indicator, scope, lang, form),
        strength=Strength(level=None, name=t("trend.strength", lang), why=t("trend.strength_why", lang)),
        table=notes.table(rows, drawn, indicator, lang),
        sources=labels.sources(rows, context),
        calculation=t("trend.calculation", lang) if indicator.unit == "per_1000" else "",
        rows=tuple(notes.csv(row, indicator, context) for row in rows),
        series=tuple(_series(rows, scope.focus, lang).values()),
        subjects=_subjects(drawn, scope.focus) if form == "latest" and scope.focus else {},
        marks=tuple(notes.details(row, trend_text.at(rows, COUNTRY, row.year), context) for row in drawn),
    )


def trend(scope: Scope, context: Context) -> tuple[Chart, ...]:
    """Return a chart for each indicator; with a focus only where that municipality has a figure."""
    indicators = {row.id: row for row in queries.context_indicators(context)}
    result = []
    for id, grouped in groupby(queries.context(scope, context), key=lambda row: row.indicator_id):
        rows = list(grouped)
        if scope.focus is None or any(row.municipality_id == scope.focus for row in rows):
            result.append(_chart(rows, indicators[id], scope, context))
    return tuple(result)
