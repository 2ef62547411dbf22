"""The field to choose a municipality, and the one that a script remembers in the browser if a reader asks."""

import json

from dashboard.db.rows.places import PlaceRow
from dashboard.web.components.controls import get_form
from dashboard.web.components.html import Node, h
from dashboard.web.pages import paths
from dashboard.web.pages.context import PageContext


def place_field(label: str, context: PageContext, **hidden: str) -> Node:
    """Return the field to choose the reader's own municipality; it needs no script."""
    return get_form(
        h("label", label, for_="own-place"),
        h("input", type="search", name="q", id="own-place", maxlength=100, autocomplete="off"),
        h("button", context.t("places.submit"), type="submit", cls="button"),
        action=context.t("where.places"),
        hidden={**context.pin, **hidden}.items(),
        cls="own-place",
    )


def remember_buttons(place: PlaceRow, context: PageContext) -> Node:
    """Return the buttons with which the browser remembers a place, or forgets it."""
    address = paths.path("place", context.lang, place.id).rpartition("/")[2]
    return h(
        "p",
        h("button", context.t("places.remember"), type="button", cls="button plain", data_remember=True),
        _forget_button(context),
        h("small", context.t("places.this_browser")),
        cls="needs-script remembered",
        data_own_place=json.dumps({"id": address, "name": place.name}, ensure_ascii=False),
    )


def remembered_link(context: PageContext) -> Node:
    """Return a link to the place that the browser remembers; hidden until the script knows one."""
    return h(
        "p",
        h("a", context.t("places.go_on"), " ", h("b")),
        _forget_button(context),
        cls="remembered",
        hidden=True,
        data_own_place=json.dumps({"path": paths.path("place", context.lang, "")}),
    )


def _forget_button(context: PageContext) -> Node:
    return h("button", context.t("places.forget"), type="button", cls="button plain", hidden=True, data_forget=True)
