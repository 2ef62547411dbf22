"""The layout of every page: menu, language switch, and footer."""

from collections.abc import Sequence

from dashboard import config
from dashboard.models.text import Link, Note
from dashboard.web.components.html import Child, Node, h
from dashboard.web.components.shell import document
from dashboard.web.pages import paths
from dashboard.web.pages.context import PageContext, absolute_url
from dashboard.web.pages.freshness import next_update, stale
from dashboard.web.pages.glossary import explain
from dashboard.web.pages.open_data import metadata
from dashboard.web.pages.open_data.history import changes_notice
from dashboard.web.pages.page_parts import read_counts
from dashboard.web.pages.registry import MAIN_MENU, PAGES, Page
from dashboard.web.pages.share.links import share_picture
from dashboard.web.pages.share_card import alternative, card_of_body
from dashboard.web.scripts import script


def _menu(context: PageContext, page: Page | None) -> tuple[list[Link], list[Link]]:
    """Return one link for each menu name, to the first page with that name: those in sight, and those under "more"."""
    first: dict[str, Page] = {}
    for item in PAGES:
        if item.menu:
            first.setdefault(item.menu, item)
    current = page.menu if page else ""
    links = {
        name: Link(href=item.path(context.lang), label=context.t(f"menu.{name}"), current=name == current)
        for name, item in first.items()
    }
    return [links[name] for name in MAIN_MENU], [link for name, link in links.items() if name not in MAIN_MENU]


def _other_language(context: PageContext, page: Page | None) -> Link:
    """Return the URL of the page in the other language, with the same query."""
    lang = "en" if context.lang == "nl" else "nl"
    path = (page or PAGES[0]).path(lang, context.item)
    return Link(href=context.address(path), label=context.t("frame.other_language"))


def _footer_notes(context: PageContext) -> list[Note]:
    read = context.t("frame.sources", **read_counts(context, "sources", "full", "part", "secondary"))
    return [
        Note(head=context.t("fresh.head"), text=" ".join(filter(None, (stale(context), next_update(context))))),
        Note(head=context.t("frame.sources_head"), text=read),
        Note(head=context.t("frame.no_sum_head"), text=context.t("frame.no_sum")),
        Note(head=context.t("frame.licence_head"), text=context.t("frame.licence")),
    ]


def _head_elements(context: PageContext, page: Page, title: str, description: str, body: Node) -> list[Node]:
    """Return the canonical URL, the alternates by language, and the Open Graph properties."""
    site = config.settings().public_url
    # What a reader typed or opened is no page of its own.
    own = {
        lang: site + context.address(page.path(lang, context.item), open="", words="", sort="", people=0)
        for lang in page.paths
    }
    image = site + share_picture(page.name, context)
    shared = {
        "og:type": "website",
        "og:site_name": context.t("site.name"),
        "og:title": title,
        "og:description": description,
        "og:url": own[context.lang],
        "og:locale": {"nl": "nl_NL", "en": "en_GB"}[context.lang],
        "og:image": image,
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": alternative(card_of_body(page, body, context)),
    }
    text = paths.as_text(context.path) if page.name in paths.AS_TEXT else ""
    return [
        *([h("link", rel="alternate", type="text/markdown", href=context.address(text))] if text else []),
        h("link", rel="canonical", href=own[context.lang]),
        *(h("link", rel="alternate", hreflang=lang, href=address) for lang, address in own.items()),
        h("link", rel="alternate", hreflang="x-default", href=own["nl"]),
        *(h("meta", property=name, content=content) for name, content in shared.items()),
        h("meta", name="twitter:card", content="summary_large_image"),
    ]


def _footer_links(context: PageContext, name: str) -> list[tuple[str, list[Link]]]:
    """Return the footer links to the pages that explain the others."""
    names = ("claims", "ask", "costs", "set", "sources", "method", "glossary", "search", "accessibility", "privacy")
    links = [Link(href=paths.path(name, context.lang), label=context.t(f"{name}.title")) for name in names]
    return [(context.t("frame.more"), links), metadata.links(context, name)]


def frame(context: PageContext, page: Page | None, *, title: str, body: Node, scripts: Sequence[Child] = ()) -> str:
    """Return a whole page as HTML; without a page, one that says what went wrong."""
    description = context.t(f"description.{page.name}" if page else "description.lost")
    if page and page.description:
        description = page.description(context)
    machines: list[Node] = []
    if page:
        machines = _head_elements(context, page, title, description, body)
        machines += metadata.head_elements(context, page.name)
        body = explain(h("div", changes_notice(context), body) if context.choice.as_of else body, context)
    return document(
        lang=context.lang,
        title=context.full_title(title),
        description=description,
        menu=_menu(context, page),
        other=_other_language(context, page),
        body=body,
        version_text=context.version_text(),
        name=page.name if page else "",
        home_href=PAGES[0].paths[context.lang],
        address=absolute_url(context.address()) if page else "",
        icon_href="/favicon.svg",
        search_href=context.t("where.search"),
        set_href=context.t("where.set"),
        footer=_footer_notes(context),
        footer_links=_footer_links(context, page.name if page else ""),
        head_extra=[*([script("head")] if scripts else []), *machines],
        scripts=scripts,
        banded=bool(page and page.banded),
    )
