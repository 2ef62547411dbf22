"""A reader's municipality: find it by its name of now or before, and see its figures beside the five."""

from dashboard.charts import registry
from dashboard.charts.places import values_by_figure
from dashboard.db import queries
from dashboard.db.rows.places import PlaceRow
from dashboard.i18n import formats
from dashboard.labels import labels
from dashboard.search import index
from dashboard.web.components.controls import find_form
from dashboard.web.components.dutch_map import MapPlace, dutch_map
from dashboard.web.components.html import Node, h
from dashboard.web.components.sections import band, cards, notice, opening, rules, unfold
from dashboard.web.pages.charts.cards import plain_card_of
from dashboard.web.pages.context import PageContext, remarks
from dashboard.web.pages.page_parts import sources_section
from dashboard.web.pages.place.figures import figures_table, strips
from dashboard.web.pages.place.likeness import count_of_others, likeness_sentences
from dashboard.web.pages.place.names import normalised, places_named
from dashboard.web.pages.place.own_place import remember_buttons, remembered_link
from dashboard.web.pages.place.transfer import transfer


def exact(context: PageContext) -> str:
    """Return the URL of the one municipality that has the query as its name of now; empty without it."""
    wanted = normalised(context.choice.words)
    found = list(places_named(lambda name: name == wanted, context))
    if len(found) != 1 or found[0].former:
        return ""
    return context.link("place", found[0].place.id, beside=context.choice.beside)


def find_body(context: PageContext) -> Node:
    """Return the search field, and the municipalities that fit it by province."""
    wanted = index.words(context.choice.words)
    found = list(places_named(lambda name: all(word in name for word in wanted), context))
    beside = context.choice.beside
    hidden = [*context.pin.items(), *([("beside", beside)] if beside else [])]
    form = find_form(
        action=context.path, lang=context.lang, label=context.t("places.find"), value=context.choice.words,
        submit=context.t("places.submit"), hidden=hidden, reset=bool(context.choice.words),
    )  # fmt: skip
    lists, by_province = [], dict[str, list[Node]]()
    for match in sorted(found, key=lambda match: match.place.province):
        link = h("a", match.place.name, href=context.link("place", match.place.id, beside=beside))
        former = f" ({context.t('places.was', name=match.former)})" if match.former else None
        by_province.setdefault(match.place.province, []).append(h("li", link, former))
    for province, items in by_province.items():
        # On a phone, 342 names are fifteen screens.
        title, names, id = f"{province} ({len(items)})", h("ul", items, cls="names"), "-".join(index.words(province))
        lists.append(unfold(title, names, id=id, level=2, opened=bool(context.choice.words)))
    return h(
        "div",
        remarks(context),
        opening(context.t("places.title"), lead=(context.t("places.lead"),)),
        form,
        remembered_link(context),
        h("p", context.count("places.found", len(found)), cls="tally", id="found"),
        h("div", lists, cls="unfolds") if lists else h("p", context.t("places.none", words=context.choice.words)),
        cls="places",
    )


def _place(context: PageContext) -> PlaceRow:
    """Return the place as it was at the date of the URL; one that came later, as it is now."""
    rows = (*queries.places(context.newest), *queries.places(context))
    return {row.id: row for row in rows}[context.item]


def heading(context: PageContext) -> str:
    """Return the title of the page of a place."""
    place = _place(context)
    return context.t("places.beside", place=place.name, five=count_of_others(place, context))


def results(context: PageContext) -> Node:
    """Return the charts of the page."""
    charts = registry.all_for(context.scope, context, page="place")
    return cards([plain_card_of(chart, context, level=3, short=True) for chart in charts])


def _map(place: PlaceRow, context: PageContext) -> Node:
    """Return the map with the place, and the municipalities with experiments by name."""
    shown = [row for row in queries.places(context) if row.municipality_id or row.id == place.id]
    marks = [
        MapPlace(name=row.name, latitude=row.latitude, longitude=row.longitude, own=row.id == place.id)
        for row in sorted(shown, key=lambda row: row.id == place.id)
    ]
    others = formats.listing([row.name for row in shown if row.id != place.id], context.lang)
    return h("div", dutch_map(marks, label=context.t("places.map", place=place.name, others=others)), cls="on-the-map")


def _actions(place: PlaceRow, context: PageContext) -> Node:
    # People on social assistance are a suggestion for the sum of costs.
    recipients = values_by_figure(context.scope, context).get("social_assistance_recipients", {}).get(place.id, 0)
    links = {
        context.t("places.to_brief", place=place.name): context.link("brief", name=place.name),
        context.t("places.to_costs"): context.link("costs", people=int(recipients)),
        context.t("places.other"): context.link("places"),
    }
    return h("ul", [h("li", h("a", label, href=href)) for label, href in links.items()], cls="onward")


def body(context: PageContext) -> Node:
    """Return the page of a place: likeness in words with its limits, each figure on a line, four questions; the rest folded."""
    place = _place(context)
    figures, sentences = queries.place_figures(context), likeness_sentences(place, context)
    how = h("a", context.t("places.method"), href=context.link("method", anchor="likeness"))
    alike = h(
        "div",
        h("h2", context.t("places.how_alike")),
        rules(sentences[1:]),
        h("p", how),
        notice(place.boundary_note) if place.boundary_note else None,
        _actions(place, context),
        remember_buttons(place, context),
        cls="column",
        id="likeness",
    )
    return h(
        "div",
        band(
            remarks(context),
            h("div",
              h("div", opening(heading(context), lead=tuple(sentences[:1])),
                notice(context.t("places.no_effect_text"), head=context.t("places.no_effect"))),
              _map(place, context), cls="beside-map"),
            id="place", tone="sand",
        ),
        band(strips(place, context), id="strips", title=context.t("places.figures"), intro=context.t("places.strips_intro")),
        band(h("div", alike, transfer(context), cls="columns"), id="alike", tone="sand"),
        band(
            unfold(context.t("places.charts"), results(context), id="figures"),
            unfold(context.t("places.all"), figures_table(place, context), id="all"),
            sources_section(labels.sources(figures, context), context),
            id="more",
        ),
        cls="dossier of-place",
    )  # fmt: skip
