"""The official figures of a place beside the municipalities with experiments and the country: as strips and as a table."""

import math
from collections.abc import Sequence

from dashboard.charts.figures.dot_plot import linear_ticks, log_ticks
from dashboard.charts.places import shown_places, values_by_figure
from dashboard.db import queries
from dashboard.db.rows.places import PlaceFigureRow, PlaceRow
from dashboard.i18n import formats
from dashboard.models.context import Scope
from dashboard.models.text import Group, Head, Table
from dashboard.web.components import details
from dashboard.web.components.dot_strip import Strip, StripDot, dot, dot_strips
from dashboard.web.components.html import Node, h
from dashboard.web.pages.context import PageContext


def strips(place: PlaceRow, context: PageContext) -> list[Node]:
    """Return the legend, and each figure of the measure of likeness on a line of its own."""
    of_size = context.choice.beside == "size"
    shown, found = shown_places(context.scope, context), values_by_figure(context.scope, context)
    kinds = ("own", "place", *(["alike"] if of_size else []), "country")
    key = [h("span", dot(kind), context.t(f"places.key.{kind}")) for kind in kinds]
    href = context.address(beside="" if of_size else "size", anchor="strips")
    label = context.t("places.without_size") if of_size else context.t("places.with_size")
    key.append(h("a", label, href=href))
    drawn = [
        _strip(figure, place, shown, found.get(figure.id, {}), context)
        for figure in queries.place_figures(context)
        if figure.role == "likeness"
    ]
    return [h("p", key, cls="key"), dot_strips(drawn)]


def _strip(
    figure: PlaceFigureRow, place: PlaceRow, shown: Sequence[PlaceRow], values: dict[str, float], context: PageContext
) -> Strip:
    """Return a figure with the places in order of their values, those without one last."""
    log = figure.scale == "log"
    entries = [
        (row.name, values.get(row.id), "own" if row.id == place.id else "place" if row.municipality_id else "alike")
        for row in shown
    ]
    # On an axis with all people of the country, municipalities cannot be told apart.
    if figure.unit != "persons":
        entries.append((context.t("sources.netherlands"), figure.netherlands_value, "country"))
    entries.sort(key=lambda entry: (entry[1] is None, -(entry[1] or 0)))
    known = [_scaled(value, log=log) for _, value, _ in entries if value is not None]
    low, ticks = (log_ticks(known) if log else linear_ticks(known, unit=figure.unit)) if known else (0.0, [0.0, 1.0])
    ends = (10**tick if log else tick for tick in (low, ticks[-1]))
    low_text, high_text = (formats.short(end, figure.unit, context.lang, 0) for end in ends)
    notes = [
        str(figure.year),
        context.t("places.estimate") if figure.modelled else "",
        context.t("places.log") if log else "",
        context.t(f"trend.unit.{figure.unit}") if figure.unit == "thousand_euro" else "",
    ]
    return Strip(
        label=figure.label,
        note=", ".join(note for note in notes if note),
        ticks=tuple((tick - low) / (ticks[-1] - low) for tick in ticks),
        ends=(low_text, high_text),
        dots=tuple(
            StripDot(
                name=name,
                text=_short(value, figure, context),
                share=None if value is None else (_scaled(value, log=log) - low) / (ticks[-1] - low),
                kind=kind,
            )
            for name, value, kind in entries
        ),
    )


def _short(value: float | None, figure: PlaceFigureRow, context: PageContext) -> str:
    """Return a figure in a few characters, or that it was not found."""
    if value is None:
        return context.t("places.not_found")
    return formats.short(value, figure.unit, context.lang, figure.decimals)


def _scaled(value: float, *, log: bool) -> float:
    return math.log10(value) if log else value


def figure_rows(
    place: PlaceRow, figures: Sequence[PlaceFigureRow], context: PageContext, *, alike: bool = False
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Return the heads and rows of a table of figures of the place, of the five or those `alike`, and of the country.

    A figure that a model estimates has an asterisk.
    """
    scope = Scope(place=place.id, beside=context.choice.beside)
    others = [row for row in shown_places(scope, context) if row.id != place.id]
    places = [place, *(row for row in others if bool(row.municipality_id) != alike)]
    values = values_by_figure(scope, context)
    heads = (context.t("places.head.figure"), *(row.name for row in places), context.t("sources.netherlands"))
    rows = []
    for figure in figures:
        found = [*(values.get(figure.id, {}).get(row.id) for row in places), figure.netherlands_value]
        label = f"{figure.label}, {figure.year}"
        cells = [_short(value, figure, context) for value in found]
        rows.append((f"{label}*" if figure.modelled else label, *cells))
    return heads, tuple(rows)


def figures_table(place: PlaceRow, context: PageContext) -> Node:
    """Return every figure of the place, of the five and of the country; those of about its size have a table too."""
    captions = ["places.table", *(["places.table_size"] if context.choice.beside else [])]
    drawn = []
    for number, caption in enumerate(captions):
        heads, rows = figure_rows(place, queries.place_figures(context), context, alike=number > 0)
        numeric = tuple(Head(label=name, numeric=column > 0) for column, name in enumerate(heads))
        drawn.append(details.data_table(Table(caption=context.t(caption), heads=numeric, groups=(Group(rows=rows),))))
    return h("div", drawn, h("p", context.t("brief.estimate"), cls="key"))
