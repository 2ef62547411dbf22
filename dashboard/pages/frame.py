"""The frame around every page: menu, language switch, what the site rests on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dashboard import config, formats, queries
from dashboard.components.shell import document
from dashboard.components.tree import Child, Node, h
from dashboard.exports.address import whole
from dashboard.model import Link, Note
from dashboard.pages import PAGES, Page, Place, dataset
from dashboard.pages.explaining import explain
from dashboard.pages.since import since
from dashboard.pages.visit import Visit


def _menu(visit: Visit, page: Page | None) -> list[Link]:
    """One link for each name in the menu, to the first page that has it."""
    first: dict[str, Page] = {}
    for one in PAGES:
        if one.menu:
            first.setdefault(one.menu, one)
    return [
        Link(href=one.path(visit.lang), label=visit.say(f"menu.{name}"), current=page is not None and page.menu == name)
        for name, one in first.items()
    ]


def _other(visit: Visit, page: Page | None) -> Link:
    """The same page in the other language; the query is the same in both."""
    lang = "en" if visit.lang == "nl" else "nl"
    path = (page or PAGES[0]).path(lang, visit.item)
    return Link(href=visit.address(path), label=visit.say("frame.other_language"))


def _rests(visit: Visit) -> list[Note]:
    held = queries.facts_held(as_of=visit.as_of)
    numbers = {key: formats.number(value, visit.lang) for key, value in held.items()}
    return [
        Note(
            head=visit.say("frame.sources_head"),
            text=visit.say(
                "frame.sources",
                sources=numbers["sources"],
                full=numbers["sources_read_in_full"],
                part=numbers["sources_read_in_part"],
                secondary=numbers["sources_secondary"],
            ),
        ),
        Note(head=visit.say("frame.no_sum_head"), text=visit.say("frame.no_sum")),
        Note(head=visit.say("frame.licence_head"), text=visit.say("frame.licence")),
    ]


def full_title(title: str, visit: Visit) -> str:
    """The title of a page with the name of the site."""
    name = visit.say("site.name")
    return f"{title} | {name}" if title != name else name


def preview_path(place: Place) -> str:
    """The address of the picture beside a link to a page; it changes with the data, so that it may be kept for ever."""
    name = "/".join(part for part in (place.lang, place.page.name, place.item) if part)
    return f"/preview/{queries.version()['data_version']}/{name}.png"


def _for_machines(visit: Visit, page: Page, title: str, description: str) -> list[Node]:
    """The one address of this page, the same page in each language, and what is shown beside a link to it."""
    site = config.address()
    own = {lang: site + page.path(lang, visit.item) for lang in page.paths}
    image = site + preview_path(Place(page=page, lang=visit.lang, item=visit.item))
    shared = {
        "og:type": "website",
        "og:site_name": visit.say("site.name"),
        "og:title": title,
        "og:description": description,
        "og:url": own[visit.lang],
        "og:locale": {"nl": "nl_NL", "en": "en_GB"}[visit.lang],
        "og:image": image,
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": title,
    }
    return [
        h("link", rel="canonical", href=own[visit.lang]),
        *(h("link", rel="alternate", hreflang=lang, href=address) for lang, address in own.items()),
        h("link", rel="alternate", hreflang="x-default", href=own["nl"]),
        *(h("meta", property=name, content=content) for name, content in shared.items()),
        h("meta", name="twitter:card", content="summary_large_image"),
    ]


def _places(visit: Visit) -> list[tuple[str, list[Link]]]:
    """The links at the foot of every page, to the pages that explain the others."""
    names = [
        name
        for name in ("set", "sources", "method", "glossary", "search", "accessibility", "privacy")
        if any(page.name == name for page in PAGES)
    ]
    pages = {page.name: page for page in PAGES}
    links = [Link(href=pages[name].path(visit.lang), label=visit.say(f"{name}.title")) for name in names]
    return [(visit.say("frame.more"), links), dataset.links(visit)]


def frame(
    visit: Visit,
    page: Page | None,
    *,
    title: str,
    body: Node,
    dress: Callable[[str], str],
    scripts: Sequence[Child] = (),
) -> str:
    """A whole page as HTML, with the style sheet that `dress` gives for its body."""
    description = visit.say(f"description.{page.name}" if page else "description.lost")
    return document(
        lang=visit.lang,
        title=full_title(title, visit),
        description=description,
        nav=_menu(visit, page),
        other=_other(visit, page),
        body=explain(h("div", since(visit), body) if visit.choice.as_of else body, visit) if page else body,
        version_text=visit.version_text(),
        home_href=PAGES[0].paths[visit.lang],
        address=whole(visit.address()) if page else "",
        icon_href="/favicon.svg",
        search_href=visit.say("where.search"),
        set_href=visit.say("path.set"),
        footer=_rests(visit),
        footer_links=_places(visit),
        head_extra=[*_for_machines(visit, page, title, description), *dataset.for_machines(visit, page.name)]
        if page
        else (),
        dress=dress,
        scripts=scripts,
    )
