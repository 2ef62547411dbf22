"""The reader's own municipality in a brief: its official figures beside those of the municipalities with trials."""

from dashboard.db import queries
from dashboard.db.rows.places import PlaceRow
from dashboard.exports.brief import PlaceFacts
from dashboard.i18n import formats
from dashboard.labels import labels
from dashboard.search import index
from dashboard.web.pages.context import PageContext
from dashboard.web.pages.place_figures import figure_rows
from dashboard.web.pages.place_likeness import likeness_sentences
from dashboard.web.pages.places import matches

# The first figures say how large and how urban a place is; they are known without a table.
_LEFT_OUT = 2


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
    # A brief on all trials has a long table of its own, and no room for all figures.
    many = not (context.choice.municipalities or context.choice.types)
    rows, left_out = (rows[_LEFT_OUT:], rows[:_LEFT_OUT]) if many else (rows, ())
    note = [context.t("places.no_effect"), context.t("brief.no_evidence")]
    if left_out:
        names = [labels.lower_first(row.label.partition(" (")[0]) for row in figures[: len(left_out)]]
        note.append(context.t("brief.counted_too", figures=formats.listing(names, context.lang)))
    if any(row.modelled for row in figures):
        note.append(context.t("brief.estimate"))
    sources = [f"{source.publisher}, {source.title}" for source in labels.sources(figures, context)]
    note.append(f"{context.t('source.many')} {'; '.join(sources)}.")
    return PlaceFacts(
        title=context.t("brief.beside", place=place.name),
        lead=likeness_sentences(place, context)[0],
        heads=heads,
        rows=rows,
        note=" ".join(note),
    )
