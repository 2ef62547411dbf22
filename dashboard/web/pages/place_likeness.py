"""Which of the municipalities with experiments a place is like, in words, on which figures it is and on which it is not."""

from itertools import groupby

from dashboard.charts.places import value_text, values_by_figure
from dashboard.db import queries
from dashboard.db.rows.places import LikenessRow, PlaceRow
from dashboard.i18n import formats
from dashboard.labels import labels
from dashboard.models.context import Scope
from dashboard.web.pages.context import PageContext

# Two municipalities whose distance differs less than this are named together (see the method page).
_CLOSE = 0.15
# From this difference in the share of young people, in percentage points, the measure may mislead.
_YOUNG = 5


def nearest(place: str, context: PageContext) -> list[list[LikenessRow]]:
    """Return the rows of the municipalities that a place is most like: one, or several that are about equally near."""
    rows = queries.likeness(Scope(place=place), context)
    by_municipality = [list(group) for _, group in groupby(rows, key=lambda row: row.municipality_id)]
    known = [group for group in by_municipality if group[0].word != "none"]
    return [group for group in known if group[0].distance - known[0][0].distance < _CLOSE]


def likeness_sentences(place: PlaceRow, context: PageContext) -> list[str]:
    """Return in words which of the municipalities a place is like, on which figures it is and on which it is not."""
    near = nearest(place.id, context)
    names = {row.id: row.name for row in queries.municipalities(context)}
    figures = {row.id: row for row in queries.place_figures(context)}
    if not near:
        return [context.t("places.too_few", place=place.name)]
    first = near[0][0]
    # One that is about as near, but beyond the limit of the word, is not said to be as much like the place.
    listed, further = (
        formats.listing(
            [names[group[0].municipality_id] for group in near if (group[0].word == first.word) is same], context.lang
        )
        for same in (True, False)
    )
    number = formats.in_words(first.figures, context.lang)
    if first.word == "not":
        texts = [context.t("places.like_none", place=place.name, n=number)]
    else:
        texts = [context.t(f"places.like.{first.word}", place=place.name, others=listed, n=number)]
        if further:
            texts[0] += f" {context.t('places.slightly_further', others=further)}"
    by_step = sorted(near[0], key=lambda row: row.step)
    for key, rows in (("alike", by_step[:2]), ("differ", by_step[:-3:-1])):
        parts = [
            context.t(
                "places.figure_estimated" if figures[row.figure_id].modelled else "places.figure",
                label=labels.lower_first(figures[row.figure_id].label),
                value=value_text(row.value, figures[row.figure_id], context.lang),
                other=value_text(row.other_value, figures[row.figure_id], context.lang),
            )
            for row in rows
        ]  # fmt: skip
        texts.append(
            context.t(f"places.{key}", place=place.name, other=names[first.municipality_id], figures="; ".join(parts))
        )
    total = sum(row.role == "likeness" for row in queries.place_figures(context))
    if first.figures < total:
        texts.append(context.t("places.one_missing", n=number))
    return [
        *texts,
        *_young(place, {group[0].municipality_id: names[group[0].municipality_id] for group in near}, context),
    ]


def _young(place: PlaceRow, names: dict[str, str], context: PageContext) -> list[str]:
    """Return a warning for each near municipality with a much larger or smaller share of young people, by its name."""
    shares = values_by_figure(place.id, context).get("aged_15_24", {})
    by_municipality = {row.municipality_id: row.id for row in queries.places(context) if row.municipality_id}
    texts = []
    for id, name in names.items():
        other = shares.get(by_municipality.get(id, ""))
        own = shares.get(place.id)
        if own is not None and other is not None and abs(other - own) >= _YOUNG:
            key = "more" if other > own else "fewer"
            texts.append(context.t(f"places.young_{key}", other=name))
    return texts
