"""The list of municipalities: what each tried, its status, and the state of each theme."""

from dashboard.db import queries
from dashboard.i18n import formats
from dashboard.labels import labels
from dashboard.web.components.html import Node, h
from dashboard.web.components.labels import types
from dashboard.web.components.sections import opening, section
from dashboard.web.pages import pagination
from dashboard.web.pages.context import PageContext, remarks
from dashboard.web.pages.evidence.map import linked
from dashboard.web.pages.evidence.profile import profiles


def heading(context: PageContext) -> str:
    """Return the title of the page, which is its name in the menu."""
    return context.t("menu.municipalities")


def body(context: PageContext) -> Node:
    """Return a section for each municipality."""
    rows = queries.experiments(context)
    parts = []
    places = queries.municipalities(context)
    message = {
        "municipalities": formats.in_words(len(places), context.lang).capitalize(),
        "experiments": formats.in_words(len(rows), context.lang),
    }
    shown = pagination.part(places, context, kind="municipalities", name=lambda row: row.name)
    for place in shown.rows:
        own = [row for row in rows if row.municipality_id == place.id]
        tried = dict.fromkeys(id for row in own for id in row.type_ids)
        links = linked(labels.types(tuple(tried), context), context)
        title = h("a", place.name, href=context.link("municipality", place.id))
        parts.append(section(title, types(links), profiles(own, context), id=place.id))
    return h(
        "div",
        remarks(context),
        opening(context.t("municipalities.title"), lead=(context.t("municipalities.lead", **message),)),
        h("p", h("a", context.t("municipalities.types"), href=context.link("types"))),
        shown.before,
        parts,
        shown.after,
        cls="dossier",
    )
