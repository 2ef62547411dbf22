"""The reader's own municipality in a brief: its official figures beside those of the municipalities with trials."""

from dashboard.db import queries
from dashboard.exports.blocks import FactTable
from dashboard.i18n import formats
from dashboard.labels import labels
from dashboard.models.text import Note
from dashboard.web.pages.context import PageContext
from dashboard.web.pages.place.figures import figure_rows
from dashboard.web.pages.place.likeness import likeness_sentences
from dashboard.web.pages.place.names import place_of

# The first figures say how large and how urban a place is; they are known without a table.
_LEFT_OUT = 2


def place_facts(context: PageContext) -> FactTable | None:
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
    return FactTable(
        title=context.t("brief.beside", place=place.name),
        lead=likeness_sentences(place, context)[0],
        heads=heads,
        rows=rows,
        note=f"{' '.join(note)} {context.t('source.many')}",
        sources=tuple(labels.sources(figures, context)),
    )


def place_notes(name: str, context: PageContext) -> tuple[str, list[Note]] | None:
    """Return the title and the notes of a slide: likeness in words, each figure of all municipalities, and its limits."""
    place = place_of(name, context)
    if place is None:
        return None
    figures = [row for row in queries.place_figures(context) if row.role == "likeness"]
    (_, *towns), rows = figure_rows(place, figures, context)
    notes = [
        Note(
            head=context.t("places.no_effect").rstrip("."),
            text=f"{likeness_sentences(place, context)[0]} {place.boundary_note or ''}".strip(),
        )
    ]
    for figure, (label, *values) in zip(figures, rows, strict=True):
        each = "; ".join(f"{town} {value}" for town, value in zip(towns, values, strict=True))
        source = labels.source(figure, context)
        notes.append(Note(head=label, text=f"{each}. {context.t('source.one')} {source.publisher}, {source.title}."))
    if any(row.modelled for row in figures):
        notes.append(Note(head="", text=context.t("brief.estimate")))
    return context.t("brief.beside", place=place.name), notes
