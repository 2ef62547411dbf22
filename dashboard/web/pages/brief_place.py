"""The reader's own municipality in a brief: its official figures beside those of the municipalities with trials."""

from dashboard.db import queries
from dashboard.db.rows.places import PlaceRow
from dashboard.exports.brief import PlaceFacts
from dashboard.labels import labels
from dashboard.search import index
from dashboard.web.pages.context import PageContext
from dashboard.web.pages.places import figure_rows, likeness_sentences, matches


def place_of(name: str, context: PageContext) -> PlaceRow | None:
    """Return the municipality with this name, of now or before; None for other words and for a name that was divided."""
    wanted = index.fold(name).strip()
    found = [
        match.place
        for match in matches(name, context)
        if wanted in (index.fold(match.place.name), index.fold(match.place.also_called or ""), index.fold(match.former))
    ]
    exact = [row for row in found if index.fold(row.name) == wanted]
    return (exact or found)[0] if len(exact or found) == 1 else None


def place_facts(context: PageContext) -> PlaceFacts | None:
    """Return the figures on which likeness is measured, each with its year; None without a municipality of the list."""
    place = place_of(context.choice.name, context) if context.choice.name else None
    if place is None:
        return None
    figures = [row for row in queries.place_figures(context) if row.role == "likeness"]
    heads, rows = figure_rows(place, figures, context)
    note = [context.t("places.no_effect"), context.t("places.no_effect_text"), context.t("brief.no_evidence")]
    if any(row.modelled for row in figures):
        note.append(context.t("brief.estimate"))
    return PlaceFacts(
        title=context.t("brief.beside", place=place.name),
        lead=likeness_sentences(place, context)[0],
        heads=heads,
        rows=rows,
        note=" ".join(note),
        sources=labels.sources(figures, context),
    )
