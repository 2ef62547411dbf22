"""A reader's municipality: find it by its name of now or before, and see its figures beside the five."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from dashboard.charts import registry
from dashboard.charts.places import value_text
from dashboard.db import queries
from dashboard.db.rows.places import LikenessRow, PlaceFigureRow, PlaceRow
from dashboard.i18n import formats
from dashboard.labels import labels
from dashboard.models.chart import Chart
from dashboard.models.text import Group, Head, Link, Table
from dashboard.search import index
from dashboard.web.components import tables
from dashboard.web.components.controls import find_form
from dashboard.web.components.html import Node, Part, h
from dashboard.web.components.notices import notice
from dashboard.web.components.sections import cards, opening, rules, section
from dashboard.web.pages import urls
from dashboard.web.pages.context import PageContext
from dashboard.web.pages.page_parts import remarks, sources_section
from dashboard.web.pages.share import plain_card_of

# Two municipalities whose distance differs less than this are named together (see the method page).
_CLOSE = 0.15
# From this difference in the share of young people, in percentage points, the measure may mislead.
_YOUNG = 5


@dataclass(frozen=True, kw_only=True)
class Match:
    """A place that fits a search, and the former name by which it was found, if any."""

    place: PlaceRow
    former: str = ""


def matches(words: str, context: PageContext) -> list[Match]:
    """Return the places whose name, other name or former name has all words; all places without words."""
    wanted = index.words(words)
    former: dict[str, str] = {}
    for old in queries.former_names(context):
        if wanted and all(word in index.fold(old.name) for word in wanted):
            for id in (old.place_id, *old.also_partly):
                former.setdefault(id, old.name)
    result = []
    for row in queries.places(context):
        names = index.fold(f"{row.name} {row.also_called or ''}")
        if all(word in names for word in wanted):
            result.append(Match(place=row))
        elif row.id in former:
            result.append(Match(place=row, former=former[row.id]))
    return result


def find_body(context: PageContext) -> Node:
    """Return the search field, and the municipalities that fit it by province."""
    found = matches(context.choice.words, context)
    form = find_form(
        action=context.path, lang=context.lang, label=context.t("places.find"), value=context.choice.words,
        submit=context.t("places.submit"), hidden=context.pin, reset=bool(context.choice.words),
    )  # fmt: skip
    lists = []
    for province, group in groupby(
        sorted(found, key=lambda match: match.place.province), key=lambda m: m.place.province
    ):
        items = [
            h(
                "li",
                h("a", match.place.name, href=urls.page("place", context, id=match.place.id)),
                f" ({context.t('places.was', name=match.former)})" if match.former else None,
            )
            for match in group
        ]
        lists.append([h("h2", province), h("ul", items, cls="names")])
    return h(
        "div",
        remarks(context),
        opening(context.t("places.title"), lead=(context.t("places.lead"),)),
        form,
        h("p", context.count("places.found", len(found)), cls="tally", id="found"),
        lists or h("p", context.t("places.none", words=context.choice.words)),
        cls="places",
    )


def _place(context: PageContext) -> PlaceRow:
    """Return the place as it was at the date of the URL; one that came later, as it is now."""
    rows = (*queries.places(context.newest), *queries.places(context))
    return {row.id: row for row in rows}[context.item]


def heading(context: PageContext) -> str:
    """Return the title of the page of a place."""
    return context.t("places.beside", place=_place(context).name)


def nearest(place: str, context: PageContext) -> list[list[LikenessRow]]:
    """Return the rows of the municipalities that a place is most like: one, or several that are about equally near."""
    rows = [row for row in queries.likeness(context) if row.place_id == place]
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
    listed = formats.listing([names[group[0].municipality_id] for group in near], context.lang)
    number = formats.in_words(first.figures, context.lang)
    if first.word == "not":
        texts = [context.t("places.like_none", place=place.name, n=number)]
    else:
        texts = [context.t(f"places.like.{first.word}", place=place.name, others=listed, n=number)]
    by_step = sorted(near[0], key=lambda row: row.step)
    for key, rows in (("alike", by_step[:2]), ("differ", by_step[:-3:-1])):
        parts = [
            context.t(
                "places.figure", label=labels.lower_first(figures[row.figure_id].label),
                value=value_text(row.value, figures[row.figure_id], context.lang),
                other=value_text(row.other_value, figures[row.figure_id], context.lang),
            )
            for row in rows
        ]  # fmt: skip
        texts.append(context.t(f"places.{key}", other=names[first.municipality_id], figures="; ".join(parts)))
    total = sum(row.role == "likeness" for row in queries.place_figures(context))
    if first.figures < total:
        texts.append(context.t("places.one_missing", n=number))
    return [
        *texts,
        *_young(place, {group[0].municipality_id: names[group[0].municipality_id] for group in near}, context),
    ]


def _young(place: PlaceRow, names: dict[str, str], context: PageContext) -> list[str]:
    """Return a warning for each near municipality with a much larger or smaller share of young people, by its name."""
    shares = {row.place_id: row.value for row in queries.place_values(context) if row.figure_id == "aged_15_24"}
    by_municipality = {row.municipality_id: row.id for row in queries.places(context) if row.municipality_id}
    texts = []
    for id, name in names.items():
        other = shares.get(by_municipality.get(id, ""))
        own = shares.get(place.id)
        if own is not None and other is not None and abs(other - own) >= _YOUNG:
            key = "more" if other > own else "fewer"
            texts.append(context.t(f"places.young_{key}", other=name))
    return texts


def figure_rows(
    place: PlaceRow, figures: Sequence[PlaceFigureRow], context: PageContext
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Return the heads and rows of a table of figures of the place, of the five and of the country, with their years.

    A figure that a model estimates has an asterisk.
    """
    places = [place, *(row for row in queries.places(context) if row.municipality_id and row.id != place.id)]
    values = {(row.place_id, row.figure_id): row.value for row in queries.place_values(context)}
    heads = (context.t("places.head.figure"), *(row.name for row in places), context.t("sources.netherlands"))
    rows = []
    for figure in figures:
        found = [*(values.get((row.id, figure.id)) for row in places), figure.netherlands_value]
        label = figure.label if str(figure.year) in figure.label else f"{figure.label}, {figure.year}"
        cells = [
            formats.short(value, figure.unit, context.lang, figure.decimals)
            if value is not None
            else context.t("places.not_found")
            for value in found
        ]
        rows.append((f"{label}*" if figure.modelled else label, *cells))
    return heads, tuple(rows)


def _all_figures(place: PlaceRow, context: PageContext) -> Node:
    """Return every figure of the place, of the five and of the country."""
    heads, rows = figure_rows(place, queries.place_figures(context), context)
    numeric = tuple(Head(label=name, numeric=number > 0) for number, name in enumerate(heads))
    table = Table(caption=context.t("places.table"), heads=numeric, groups=(Group(rows=rows),))
    return h("div", tables.data_table(table), h("p", context.t("brief.estimate"), cls="key"))


def charts(context: PageContext) -> tuple[Chart, ...]:
    """Return the charts of the place of a page."""
    return tuple(chart for kind in registry.PLACES for chart in kind.make(context.scope, context))


def results(context: PageContext) -> Node:
    """Return the charts of the page."""
    return cards([plain_card_of(chart, context, level=3, short=True) for chart in charts(context)])


def body(context: PageContext) -> Node:
    """Return the page of a place: likeness in words with its limits, the charts, all figures, and four questions."""
    place = _place(context)
    figures, sentences = queries.place_figures(context), likeness_sentences(place, context)
    links = [
        Link(
            href=context.cleared(name=place.name).address(context.t("path.brief")),
            label=context.t("places.to_brief", place=place.name),
        ),
        Link(href=context.link("costs", people=_recipients(place, context)), label=context.t("places.to_costs")),
        Link(href=context.link("places"), label=context.t("places.other")),
    ]
    actions = h("ul", [h("li", h("a", link.label, href=link.href)) for link in links], cls="onward")
    asked = [
        h("li", h("h3", context.t(f"places.ask.{name}")), h("p", context.t(f"places.ask.{name}_text")))
        for name in ("theory", "conditions", "behaviour", "capacity")
    ]
    approaches = [
        h("li", h("a", row.label, href=urls.page("type", context, id=row.id))) for row in queries.types(context)
    ]
    how = h("a", context.t("places.method"), href=context.link("method", anchor="likeness"))
    known: Part = [h("p", context.t("places.ask.known")), h("ul", approaches, cls="onward")]
    return h(
        "div",
        remarks(context),
        opening(heading(context), lead=tuple(sentences[:1])),
        notice(context.t("places.no_effect_text"), head=context.t("places.no_effect")),
        section(context.t("places.how_alike"), rules(sentences[1:]), h("p", how), actions, id="likeness"),
        notice(place.boundary_note) if place.boundary_note else None,
        section(context.t("places.figures"), results(context), id="figures", intro=context.t("places.figures_intro")),
        section(context.t("places.all"), _all_figures(place, context), id="all"),
        section(context.t("places.transfer"), h("ul", asked, cls="questions"), known, id="transfer",
                intro=context.t("places.transfer_intro")),
        sources_section(labels.sources(figures, context), context),
        cls="dossier",
    )  # fmt: skip


def _recipients(place: PlaceRow, context: PageContext) -> int:
    """Return the number of people on social assistance in a place, as a suggestion for the sum of costs."""
    found = (
        row.value
        for row in queries.place_values(context)
        if (row.place_id, row.figure_id) == (place.id, "social_assistance_recipients")
    )
    return int(next(found, 0))
