"""Which of the municipalities with experiments a place is like, in words, on which figures it is and on which it is not."""

from itertools import groupby

from dashboard.charts.places import value_text, values_by_figure
from dashboard.db import queries
from dashboard.db.rows.places import LikenessRow, PlaceFigureRow, PlaceRow
from dashboard.i18n import formats
from dashboard.i18n.catalogue import known
from dashboard.labels.labels import lower_first
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


def count_of_others(place: PlaceRow, context: PageContext) -> str:
    """Return the number of municipalities with experiments in words, such as `five`; for one of them, `other four`."""
    others = [row for row in queries.places(context) if row.municipality_id and row.id != place.id]
    number = formats.in_words(len(others), context.lang)
    return context.t("places.other_five", n=number) if place.municipality_id else number


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
    number, five = formats.in_words(first.figures, context.lang), count_of_others(place, context)
    young = list[str]()
    if first.word == "not":
        texts = [context.t("places.like_none", place=place.name, n=number, five=five)]
        texts += _beside_all(place, figures, names, context)
    else:
        slots = {"five": five} if first.word == "little" else {}
        texts = [context.t(f"places.like.{first.word}", place=place.name, others=listed, n=number, **slots)]
        if further:
            texts[0] += f" {context.t('places.slightly_further', others=further)}"
        by_step, other = sorted(near[0], key=lambda row: row.step), names[first.municipality_id]
        alike = [row for row in by_step if not _is_size(figures[row.figure_id])]
        for key, rows in (("alike", alike[:2]), ("differ", by_step[:-3:-1])):
            parts = [_beside(row, other, figures[row.figure_id], context) for row in rows]
            texts.append(
                context.t(f"places.{key}", place=place.name, other=other, figures=formats.listing(parts, context.lang))
            )
        young = _young(place, {group[0].municipality_id: names[group[0].municipality_id] for group in near}, context)
    if first.figures < sum(figure.role == "likeness" for figure in figures.values()):
        texts.append(context.t("places.one_missing", n=number))
    return [*texts, *young]


def _is_size(figure: PlaceFigureRow) -> bool:
    """Return whether a figure is a size on a logarithmic scale: a large difference there is a small step."""
    return figure.scale == "log"


def _number(value: float | None, figure: PlaceFigureRow, lang: str, *, unit: bool = True) -> str:
    """Return a figure in words, or only its number where the unit stands beside it; thousands of euros are written out."""
    if value is None:
        return value_text(value, figure, lang)
    euros = figure.unit == "thousand_euro"
    value, name, decimals = (value * 1000, "euro", 0) if euros else (value, figure.unit, figure.decimals)
    if unit:
        return formats.full(value, name, lang, decimals)
    return formats.number(value, lang, formats.least_decimals(value, decimals))


def _words(key: str, row: LikenessRow, figure: PlaceFigureRow, context: PageContext, **slots: str) -> str:
    """Return a figure of a place by its noun, with its number and another one."""
    name = f"places.noun.{row.figure_id}"
    noun = context.t(name) if known(name) else lower_first(figure.label)
    return context.t(
        f"places.{key}", noun=noun, estimate=context.t("places.estimated") if figure.modelled else "", **slots
    )


def _beside(row: LikenessRow, other: str, figure: PlaceFigureRow, context: PageContext) -> str:
    """Return a figure of a place beside that of another one, with the unit once."""
    lang = context.lang
    if row.value == row.other_value:
        return _words("figure_same", row, figure, context, value=_number(row.value, figure, lang), place=other)
    value = _number(row.value, figure, lang, unit=figure.unit == "class")
    return _words("figure", row, figure, context, value=value, other=_number(row.other_value, figure, lang))


def _beside_all(
    place: PlaceRow, figures: dict[str, PlaceFigureRow], names: dict[str, str], context: PageContext
) -> list[str]:
    """Return the figures nearest to one of the municipalities, and those furthest from all: none is singled out."""
    lang = context.lang
    rows = sorted(queries.likeness(Scope(place=place.id), context), key=lambda row: (row.figure_id, row.step))
    by_figure = [list(group) for _, group in groupby(rows, key=lambda row: row.figure_id)]
    by_figure.sort(key=lambda group: group[0].step)
    near, far, five = [], [], count_of_others(place, context)
    for first, *_ in [group for group in by_figure if not _is_size(figures[group[0].figure_id])][:2]:
        figure, other = figures[first.figure_id], names[first.municipality_id]
        slots = {"value": _number(first.value, figure, lang), "place": other}
        if first.value == first.other_value:
            near.append(_words("figure_same", first, figure, context, **slots))
        else:
            number = _number(first.other_value, figure, lang, unit=False)
            near.append(_words("figure_in", first, figure, context, **slots, other=number))
    for group in by_figure[:-3:-1]:
        figure = figures[group[0].figure_id]
        ends = [end(row.other_value for row in group) for end in (min, max)]
        low, high = (_number(end, figure, lang, unit=False) for end in ends)
        value = _number(group[0].value, figure, lang)
        far.append(_words("figure_range", group[0], figure, context, value=value, low=low, high=high, five=five))
    return [
        context.t(f"places.{key}", place=place.name, figures=formats.listing(parts, lang), five=five)
        for key, parts in (("alike_any", near), ("differ_any", far))
    ]


def _young(place: PlaceRow, names: dict[str, str], context: PageContext) -> list[str]:
    """Return a warning for each near municipality with a much larger or smaller share of young people, by its name."""
    shares = values_by_figure(Scope(place=place.id), context).get("aged_15_24", {})
    by_municipality = {row.municipality_id: row.id for row in queries.places(context) if row.municipality_id}
    texts = []
    for id, name in names.items():
        other = shares.get(by_municipality.get(id, ""))
        own = shares.get(place.id)
        if own is not None and other is not None and abs(other - own) >= _YOUNG:
            key = "more" if other > own else "fewer"
            texts.append(context.t(f"places.young_{key}", other=name))
    return texts
