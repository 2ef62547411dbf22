"""The front page: did it help? A chart of all trials, an answer for each approach, the evidence map, and what is not known."""

from collections import Counter
from collections.abc import Sequence

from dashboard.db import queries
from dashboard.db.rows.evidence import CellRow
from dashboard.i18n import formats
from dashboard.labels import labels
from dashboard.web.components.dutch_map import MapPlace, dutch_map
from dashboard.web.components.evidence_map import evidence_map, legend
from dashboard.web.components.html import Node, Part, h
from dashboard.web.components.labels import icon, sign, stairs, type_class, type_ground, type_mark
from dashboard.web.components.sections import band
from dashboard.web.pages import pagination
from dashboard.web.pages.claims.page import claim_row
from dashboard.web.pages.context import ON_A_PAGE, PageContext, remarks
from dashboard.web.pages.evidence import national
from dashboard.web.pages.evidence.answers import answer, comparison_text
from dashboard.web.pages.evidence.cell_signs import KINDS, kind
from dashboard.web.pages.evidence.map import groups, ordered
from dashboard.web.pages.evidence.trials import Trial, places_text, trials
from dashboard.web.pages.freshness import stale_notice
from dashboard.web.pages.overview.hero import fair_trial_count, hero
from dashboard.web.pages.overview.unknown import unknown_band
from dashboard.web.pages.place.own_place import place_field, remembered_link


def heading(context: PageContext) -> str:
    """Return the title of the page, which search engines and previews show."""
    number = formats.in_words(queries.facts_held(context).experiments, context.lang)
    return context.t("overview.heading", experiments=labels.upper_first(number))


def spread_text(cells: Sequence[CellRow], context: PageContext) -> str:
    """Return how many cells are favourable, show no difference, and are unknown."""
    counted = Counter(map(kind, cells))
    return context.t(
        "overview.spread",
        total=context.number(len(cells)),
        good=context.number(counted["better"] + counted["favourable"]),
        same=context.number(counted["same"]),
        unknown=context.number(counted["none"]),
    )


def trial_signs(own: Sequence[Trial], type_id: str) -> Part:
    """Return a mark for each trial: filled for a known size, open for an unknown one, dotted where nothing was found."""
    return [
        sign(type_class(type_id), cls=f"icon mark {'known' if one.sized else 'open' if one.findings else 'dotted'}")
        for one in own
    ]


def _tile(type_id: str, name: str, context: PageContext) -> Node:
    own, line, shape = trials(type_id, context), answer(type_id, context), type_class(type_id)
    many = h("b", context.count("overview.trials", len(own)))
    signs = h("span", trial_signs(own, type_id), cls=f"trials {shape}")
    parts = [
        sign(shape, cls="icon shape"),
        h("h3", name),
        h("p", line.short),
        h("p", many, signs, h("span", places_text(own, context), cls="places"), cls="tried"),
        h("p", stairs(line.level), h("span", comparison_text(line, context)), cls="fair"),
    ]
    return h("li", h("a", parts, href=context.link("type", type_id), cls=f"tile {type_ground(type_id)}"))


def _spread(cells: Sequence[CellRow], context: PageContext) -> Node:
    """Return one bar with a part for each kind of cell; it is the legend of the map too."""
    counted, parts = Counter(map(kind, cells)), []
    for name, icon_name in KINDS.items():
        if many := counted[name]:
            mark = icon(icon_name, cls=f"is-{icon_name}")
            count = h("b", mark, context.number(many), cls=f"tint-{name}")
            parts.append(h("li", count, h("span", context.t(f"overview.kind.{name}")), cls=f"many-{min(many, 12)}"))
    return h("ul", parts, cls="kinds-bar")


def _map(context: PageContext) -> Part:
    """Return the map of the Netherlands with the municipalities; those without a point are left out."""
    tried: dict[str, list[str]] = {}
    for row in queries.experiments(context):
        tried.setdefault(row.municipality_id, []).extend(row.type_ids)
    order = [row.id for row in queries.types(context)]
    places = [
        MapPlace(
            name=row.name,
            latitude=row.latitude,
            longitude=row.longitude,
            type_ids=tuple(id for id in order if id in tried[row.id]),
        )
        for row in queries.municipalities(context)
        if row.latitude is not None and row.longitude is not None and row.id in tried
    ]
    if not places or len(places) > ON_A_PAGE:
        return None
    names = formats.listing([place.name for place in places], context.lang)
    key = [h("li", type_mark(row.id), labels.lower_first(row.label)) for row in queries.types(context)]
    return h(
        "div",
        dutch_map(places, label=context.t("overview.map_label", places=names)),
        h("p", context.t("overview.map_marks"), cls="source"),
        h("ul", key, cls="types"),
        place_field(context.t("overview.own"), context),
        remembered_link(context),
        cls="on-the-map",
    )


def body(context: PageContext) -> Node:
    """Return the body of the page."""
    cells, held, lang = queries.evidence(context), queries.facts_held(context), context.lang
    counts = {
        "experiments": formats.in_words(held.experiments, lang).capitalize(),
        "municipalities": formats.in_words(held.municipalities, lang),
    }
    types = queries.types(context)
    in_words = formats.in_words(len(types), lang)
    opened = context.choice.open.rpartition(".")[0]
    part = pagination.part(
        ordered(context), context, kind="experiments", name=lambda row: row.municipality,
        opened=lambda row: row.id == opened,
    )  # fmt: skip
    shown = (*groups(part.rows, context, number=part.number), national.group(context, number=part.number))
    themes = [(row.label, row.short) for row in queries.themes(context)]
    return h(
        "div",
        band(
            h("div", remarks(context), stale_notice(context), cls="notices"),
            h("h1", context.t("overview.question"), id="answer-title"),
            h("p", f"{context.t('overview.deck', **counts)} {spread_text(cells, context)}", cls="deck"),
            fair_trial_count(context),
            h("div", h("h2", context.t("overview.tiles", types=in_words.capitalize(), answers=in_words)),
              h("p", context.t("overview.tiles_intro")), cls="head"),
            h("ul", [_tile(row.id, row.label, context) for row in types], cls="tiles"),
            hero(context),
            id="answer", tone="sand", labelled_by="answer-title",
        ),
        band(
            _spread(cells, context),
            part.before,
            h("div", _map(context), evidence_map(shown, themes=themes, lang=lang) if part.rows else None, cls="where"),
            part.after,
            legend(lang=lang),
            id="evidence", title=context.t("overview.map"),
            intro=context.t("overview.map_intro", themes=formats.in_words(held.themes, lang), **counts),
        ),
        unknown_band(context),
        claim_row(context),
        cls="front",
    )  # fmt: skip
