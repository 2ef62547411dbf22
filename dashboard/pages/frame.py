"""The frame around every page: menu, language switch, what the site rests on."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard import formats, queries
from dashboard.components.shell import document
from dashboard.components.tree import Node
from dashboard.model import Link, Note
from dashboard.pages import PAGES, Page
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
    read_in_full = "none" if not held["sources_read_in_full"] else "some"
    return [
        Note(
            head=visit.say("frame.sources_head"),
            text=visit.say(
                f"frame.sources_{read_in_full}",
                sources=numbers["sources"],
                full=numbers["sources_read_in_full"],
                part=numbers["sources_read_in_part"],
                secondary=numbers["sources_secondary"],
            ),
        ),
        Note(head=visit.say("frame.no_sum_head"), text=visit.say("frame.no_sum")),
        Note(head=visit.say("frame.licence_head"), text=visit.say("frame.licence")),
    ]


def frame(
    visit: Visit,
    page: Page | None,
    *,
    title: str,
    body: Node,
    styles: Sequence[str] = (),
    scripts: Sequence[Node] = (),
) -> str:
    """A whole page as HTML."""
    name = visit.say("site.name")
    return document(
        lang=visit.lang,
        title=f"{title} | {name}" if title != name else name,
        description=visit.say(f"description.{page.name}" if page else "description.lost"),
        nav=_menu(visit, page),
        other=_other(visit, page),
        body=body,
        version_text=visit.version_text(),
        home_href=PAGES[0].paths[visit.lang],
        footer=_rests(visit),
        styles=styles,
        scripts=scripts,
    )
