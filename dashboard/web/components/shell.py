"""The document of every page: head, skip link, masthead and footer."""

from collections.abc import Sequence

from dashboard import config
from dashboard.i18n import formats
from dashboard.i18n.catalogue import t
from dashboard.models.text import Link, Note
from dashboard.web.components.html import Child, Node, Part, h, render
from dashboard.web.components.labels import icon, with_drawings
from dashboard.web.components.sections import link_list
from dashboard.web.http.static import style_sheet


def document(
    *,
    lang: str,
    title: str,
    description: str,
    other: Link,
    body: Node,
    version_text: str,
    name: str = "",
    menu: tuple[Sequence[Link], Sequence[Link]] = ((), ()),
    home_href: str = "/",
    address: str = "",
    icon_href: str = "",
    search_href: str = "",
    set_href: str = "",
    footer: Sequence[Note] = (),
    footer_links: Sequence[tuple[str, Sequence[Link]]] = (),
    head_extra: Sequence[Child] = (),
    scripts: Sequence[Child] = (),
    banded: bool = False,
) -> str:
    """Return a whole page as text.

    `other` is the link to this page in the other language, with the same query; `address` is the URL of the page, for
    paper. The body of a `banded` page is bands over the full width (`sections.band`).
    """
    content = body if banded else h("div", body, cls="wrap")
    other_lang = "en" if lang == "nl" else "nl"
    masthead = h(
        "div",
        h("a", icon("brand"), t("site.name", lang), cls="brand", href=home_href),
        _menu(*menu, lang=lang),
        _set_link(set_href, lang=lang),
        _seek(search_href, lang=lang),
        h("a", other.label, cls="lang", href=other.href, lang=other_lang, hreflang=other_lang),
        cls="wrap",
    )
    page = render(
        h(
            "body",
            h("a", t("shell.skip", lang), cls="skip", href="#content"),
            h("header", masthead, _paper(address, version_text, lang=lang), cls="mast"),
            h("main", content, id="content", tabindex="-1", cls="banded" if banded else None),
            _footer(lang=lang, notes=footer, groups=footer_links, version_text=version_text),
            scripts,
        )
    )  # fmt: skip
    head = h(
        "head",
        h("meta", charset="utf-8"),
        h("meta", name="viewport", content="width=device-width, initial-scale=1"),
        h("title", title),
        h("meta", name="description", content=description),
        h("meta", name="color-scheme", content="light dark"),
        h("style", style_sheet(name)),
        h("link", rel="icon", type="image/svg+xml", href=icon_href) if icon_href else None,
        head_extra,
    )
    # With scripts, content below the window is laid out later (assets/css/ground.css).
    waits = " data-waits" if scripts else ""
    return f'<!doctype html>\n<html lang="{lang}"{waits}>{render(head)}{with_drawings(page)}</html>\n'


def _seek(href: str, *, lang: str) -> Part:
    """Return a search field for any page; where there is no room, a link to the search page."""
    if not href:
        return None
    name, title = t("search.submit", lang), t("search.title", lang)
    field = h("input", type="search", name="q", id="seek", maxlength=100, autocomplete="off", placeholder=title)
    form = h(
        "form",
        h("label", title, cls="vh", for_="seek"),
        field,
        h("button", icon("search"), h("span", name, cls="vh"), type="submit"),
        method="get",
        action=href,
        role="search",
        cls="seek",
    )
    return [form, h("a", icon("search"), h("span", title, cls="vh"), href=href, cls="seek-link")]


def _set_link(href: str, *, lang: str) -> Part:
    """Return the link to the chart set with its number of charts; a script shows it when there are any."""
    if not href:
        return None
    many = h("span", "(", h("span", "0", data_set_count=True), ")")
    return h("a", t("set.link", lang), "\u00a0", many, href=href, cls="set-link", hidden=True, data_set_link=True)


def _paper(address: str, version_text: str, *, lang: str) -> Node:
    """Return what a printed page must say: URL, data version and date of printing.

    A script updates the URL and date when the filters change or the page was opened earlier.
    """
    day = formats.date(config.today().isoformat(), lang)
    return h(
        "p",
        h("span", address, data_paper_address=True),
        h("span", version_text, data_paper_version=True) if version_text else None,
        h("span", t("shell.printed", lang, date=day), data_paper_day=t("shell.printed", lang, date="#")),
        cls="paper",
    )


def _menu(links: Sequence[Link], more: Sequence[Link], *, lang: str) -> Part:
    """Return the menu: a row of links, of which the last opens the others; on a phone one button opens all."""
    if not links:
        return None
    rest = h(
        "details",
        h("summary", t("menu.more", lang), data_current=any(link.current for link in more)),
        h("ul", [_menu_item(link) for link in more]),
        cls="more",
    )
    items = [*(_menu_item(link) for link in links), h("li", rest) if more else None]
    button = h("summary", icon("menu"), t("menu.button", lang))
    return h("nav", h("details", button, h("ul", items), cls="menu"), cls="nav", aria_label=t("shell.menu", lang))


def _menu_item(link: Link) -> Node:
    return h("li", h("a", link.label, href=link.href, aria_current="page" if link.current else None))


def _footer(
    *, lang: str, notes: Sequence[Note], groups: Sequence[tuple[str, Sequence[Link]]], version_text: str
) -> Node:
    rests: list[Part] = [h("h2", t("shell.rests", lang))]
    rests.append(h("p", version_text) if version_text else None)
    rests.extend(h("p", h("strong", f"{note.head} ") if note.head else None, note.text) for note in notes)
    lists = [h("div", h("h2", name), link_list(links)) for name, links in groups if links]
    return h("footer", h("div", h("div", rests), lists, cls="wrap"), cls="foot")
