"""The frame of each page of the desk: the document around it, and the layout of the Dash app in it."""

from collections.abc import Sequence
from dataclasses import replace

from dash import dcc, html

from dashboard.desk.address import PAGES, Address, parse
from dashboard.i18n.catalogue import t
from dashboard.models.text import Link
from dashboard.web.components.html import Child, h
from dashboard.web.components.shell import document as shell


def document(path: str, *, head: Sequence[Child]) -> str:
    """Return the document of an address, in which Dash fills the content."""
    address = parse(path)
    lang, other = address.lang, replace(address, lang="nl" if address.lang == "en" else "en")
    menu = [
        Link(href=Address(lang=lang, page=page).path, label=t(f"desk.menu.{page}", lang), current=page == address.page)
        for page in PAGES
        if page != "report"
    ]
    return shell(
        lang=lang,
        title=f"{t('desk.title', lang)} | {t('site.name', lang)}",
        description=t("desk.lead", lang),
        other=Link(href=other.path, label=t("frame.other_language", lang)),
        # The style sheet shows that the desk is busy as long as the page has no content.
        body=h("div", h("div", id="react-entry-point"), h("p", t("desk.busy", lang), cls="desk-busy")),
        version_text=t("desk.stays", lang),
        name="desk",
        menu=(menu, ()),
        home_href=Address(lang=lang).path,
        head_extra=head,
    )


def layout() -> html.Div:
    """Return the layout: the address, and the page that a callback makes for it."""
    return html.Div([dcc.Location(id="address", refresh=True), html.Div(id="page-body")])
