"""Official figures of a reader's municipality beside those with experiments and the country; never an effect."""

import math
from functools import partial

from dashboard.charts.figures.dot_plot import dot_plot
from dashboard.charts.trend_notes import NO_EFFECT
from dashboard.db import queries
from dashboard.db.rows.places import PlaceFigureRow, PlaceRow
from dashboard.i18n import formats
from dashboard.i18n.catalogue import t
from dashboard.labels import labels
from dashboard.models.chart import Chart, MarkDetails
from dashboard.models.context import Context, Scope
from dashboard.models.marks import Dot
from dashboard.models.text import Group, Head, Note, Strength, Table

COUNTRY = "netherlands"
# So many municipalities of about the same size are shown.
_OF_LIKE_SIZE = 5


def shown_places(scope: Scope, context: Context) -> list[PlaceRow]:
    """Return the place of a reader and the municipalities with experiments, then those of about its size if requested."""
    own = [row for row in queries.places(context) if row.municipality_id or row.id == scope.place]
    if scope.beside != "size":
        return own
    alike = [row for row in queries.like_size(Scope(place=scope.place), context) if not row.municipality_id]
    return [*own, *alike[:_OF_LIKE_SIZE]]


def value_text(value: float | None, figure: PlaceFigureRow, lang: str) -> str:
    """Return a figure with its unit in words, or that it was not found."""
    if value is None:
        return t("places.not_found", lang)
    return formats.full(value, figure.unit, lang, figure.decimals)


def _chart(
    figure: PlaceFigureRow, scope: Scope, values: dict[str, float], context: Context, *, yours: bool = True
) -> Chart:
    place = scope.place
    lang, kind = context.lang, "modelled" if figure.modelled else "counted"
    log = figure.scale == "log"
    source = labels.source(figure, context)
    entries: list[tuple[str, str, float | None, str]] = [
        (
            row.id,
            t("places.yours", lang, place=row.name) if yours and row.id == place else row.name,
            values.get(row.id),
            f"own {kind}" if row.id == place else kind,
        )
        for row in shown_places(scope, context)
    ]
    country = "country modelled" if figure.modelled else "country"
    # On an axis with all people of the country, municipalities cannot be told apart.
    if figure.unit != "persons":
        entries.append((COUNTRY, t("sources.netherlands", lang), figure.netherlands_value, country))
    # The highest value comes first; what was not found comes last.
    entries.sort(key=lambda entry: (entry[2] is None, -(entry[2] or 0)))
    dots = [
        Dot(
            label=name,
            text=formats.short(value, figure.unit, lang, figure.decimals) if value is not None else t("places.not_found", lang),
            value=math.log10(value) if log and value else value,
            mark=mark,
            id=id,
            missing=value is None,
        )
        for id, name, value, mark in entries
    ]  # fmt: skip
    note = t(f"places.kind.{kind}", lang)
    if log:
        note = f"{note} {labels.stop(labels.upper_first(t('places.log', lang)))}"
    columns = "place indicator=label year value unit modelled about note=caution"
    rows = [
        labels.csv_row(figure, columns, context, place=name, value=value, about=NO_EFFECT)
        for _, name, value, _ in entries
    ]
    texts = tuple((name, value_text(value, figure, lang)) for _, name, value, _ in entries)
    own = next((row.name for row in queries.places(context) if row.id == place), "")
    sentence = t("places.sentence", lang, place=own, value=value_text(values.get(place), figure, lang))
    reading = [Note(head=t("chart.how_to_read", lang), text=note)]
    if figure.caution:
        reading.append(Note(head=t("places.caution", lang), text=figure.caution))
    return Chart(
        key=f"places.{figure.id}",
        question=f"{figure.label} ({figure.year})",
        sentence=sentence,
        description="; ".join(": ".join(text) for text in texts),
        draw=partial(dot_plot, dots, unit=figure.unit, lang=lang, log=log),
        reading=tuple(reading),
        strength=Strength(level=None, name=t("places.no_effect", lang), why=note),
        table=Table(
            caption=figure.label,
            heads=(Head(label=t("places.head.place", lang)), Head(label=t("places.head.value", lang), numeric=True)),
            groups=(Group(rows=texts, marks=tuple((entry[0],) for entry in entries)),),
        ),
        sources=(source,),
        rows=tuple(rows),
        marks=tuple(
            MarkDetails(
                id=id,
                place=name,
                group=str(figure.year),
                value=value_text(value, figure, lang),
                **labels.mark_source(figure, context, key="mark.source_whole"),
            )
            for id, name, value, _ in entries
            if value is not None
        ),
    )


def values_by_figure(scope: Scope, context: Context) -> dict[str, dict[str, float]]:
    """Return the values of the places that are shown, by figure and by place."""
    found: dict[str, dict[str, float]] = {}
    # Without a place these are the values of all municipalities.
    for row in queries.place_values(Scope(place="" if scope.beside else scope.place), context):
        found.setdefault(row.figure_id, {})[row.place_id] = row.value
    return found


def first_figure(place: str, context: Context) -> Chart | None:
    """Return the chart of the rate of social assistance, for the page of a municipality with experiments."""
    figure = next((row for row in queries.place_figures(context) if row.unit == "per_1000"), None)
    scope = Scope(place=place)
    return (
        _chart(figure, scope, values_by_figure(scope, context).get(figure.id, {}), context, yours=False)
        if figure
        else None
    )


def places(scope: Scope, context: Context) -> tuple[Chart, ...]:
    """Return a chart for each figure of the measure of likeness; none without a place."""
    if not scope.place:
        return ()
    found = values_by_figure(scope, context)
    return tuple(
        _chart(figure, scope, found.get(figure.id, {}), context)
        for figure in queries.place_figures(context)
        if figure.role == "likeness"
    )
