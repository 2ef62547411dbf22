"""Which pages there are, and at which address in each language."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dashboard.components.tree import Node
from dashboard.pages import (
    accessibility,
    brief,
    compare,
    experiment_type,
    experiment_types,
    figures,
    glossary,
    meeting_set,
    method,
    municipalities,
    municipality,
    open_data,
    overview,
    privacy,
    search,
    sources,
)
from dashboard.pages.visit import Visit


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page: its name, its path in each language, how its title and body are made, and its live region if it has one.

    A path may end in `<id>`; `ids` then gives the values that exist, and the visit has the one asked for in `item`.
    `menu` is the name of the item in the menu that is marked on this page; the first page with that name is linked.
    `script` names what it carries of our scripts when it has no live region (see `scripts.PARTS`).
    """

    name: str
    paths: dict[str, str]
    heading: Callable[[Visit], str]
    body: Callable[[Visit], Node]
    live: Callable[[Visit], Node] | None = None
    ids: Callable[[], Sequence[str]] | None = None
    menu: str = ""
    script: str = "page"

    def path(self, lang: str, item: str = "") -> str:
        """The path of this page, or of one of its items, in a language."""
        return self.paths[lang].replace("<id>", item)


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where an address leads: a page, in a language, and which item of it."""

    page: Page
    lang: str
    item: str = ""


PAGES: tuple[Page, ...] = (
    Page(name="overview", menu="overview", paths=overview.PATHS, body=overview.body, heading=overview.heading),
    Page(
        name="compare", menu="compare", paths=compare.PATHS, body=compare.body, live=compare.results,
        heading=compare.heading,
    ),
    Page(
        name="municipalities", menu="municipalities", paths=municipalities.PATHS, body=municipalities.body,
        heading=municipalities.heading,
    ),
    Page(
        name="municipality", menu="municipalities", paths=municipality.PATHS, body=municipality.body,
        heading=municipality.heading, ids=municipality.ids,
    ),
    Page(
        name="figures", menu="figures", paths=figures.PATHS, body=figures.body, live=figures.results,
        heading=figures.heading,
    ),
    Page(name="brief", menu="brief", paths=brief.PATHS, body=brief.body, heading=brief.heading),
    Page(name="set", paths=meeting_set.PATHS, body=meeting_set.body, heading=meeting_set.heading),
    Page(
        name="present", paths=meeting_set.PRESENT, body=meeting_set.present, heading=meeting_set.present_heading,
        script="present",
    ),
    Page(name="types", paths=experiment_types.PATHS, body=experiment_types.body, heading=experiment_types.heading),
    Page(
        name="type", paths=experiment_type.PATHS, body=experiment_type.body, heading=experiment_type.heading,
        ids=experiment_type.ids,
    ),
    Page(name="sources", menu="sources", paths=sources.PATHS, body=sources.body, heading=sources.heading),
    Page(name="method", menu="method", paths=method.PATHS, body=method.body, heading=method.heading),
    Page(name="glossary", paths=glossary.PATHS, body=glossary.body, heading=glossary.heading),
    Page(name="search", paths=search.PATHS, body=search.body, heading=search.heading),
    Page(name="data", paths=open_data.PATHS, body=open_data.body, heading=open_data.heading),
    Page(
        name="accessibility", paths=accessibility.PATHS, body=accessibility.body, heading=accessibility.heading,
    ),
    Page(name="privacy", paths=privacy.PATHS, body=privacy.body, heading=privacy.heading),
)  # fmt: skip


def at(path: str) -> Place | None:
    """Where a path leads; None when there is no such page or item."""
    for page in PAGES:
        for lang, own in page.paths.items():
            if path == own and page.ids is None:
                return Place(page=page, lang=lang)
            start, mark, _ = own.partition("<id>")
            if mark and page.ids and path.startswith(start) and path[len(start) :] in page.ids():
                return Place(page=page, lang=lang, item=path[len(start) :])
    return None


def everywhere() -> list[Place]:
    """Every address that exists: each page, in each language, for each of its items."""
    return [
        Place(page=page, lang=lang, item=item)
        for page in PAGES
        for lang in page.paths
        for item in (page.ids() if page.ids else ("",))
    ]
