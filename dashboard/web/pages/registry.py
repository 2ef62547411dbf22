"""The pages, each with the functions that make its title and its body."""

from collections.abc import Callable
from dataclasses import dataclass

from dashboard.web.components.html import Node
from dashboard.web.pages import (
    about_site,
    ask,
    brief,
    chart_set,
    claims,
    compare,
    costs,
    elsewhere,
    experiment_type,
    experiment_types,
    glossary,
    head_to_head,
    method,
    municipalities,
    municipality,
    open_data,
    overview,
    paths,
    places,
    search,
    sources,
    starting,
    statistics,
    trial_size,
)
from dashboard.web.pages.compare import chosen_text
from dashboard.web.pages.context import PageContext


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page: its name, the functions that make its title and body, and its live region if it has one.

    `menu` is the name of the menu item that is marked on this page; the first page with that name is linked. Items that
    are not in `MAIN_MENU` are listed under "more", in the order of the pages.
    `script` names the bundle of scripts of a page without a live region (see `scripts.PARTS`). The body of a `banded` page
    is bands over the full width of the window.
    Charts of a page with a live region, or one that `has_files`, can be downloaded.
    Without `heading` the title is the text `<name>.title`.
    `chosen` gives the filters of a live page in words. `description` is for a page whose items need their own.
    """

    name: str
    body: Callable[[PageContext], Node]
    heading: Callable[[PageContext], str] | None = None
    live: Callable[[PageContext], Node] | None = None
    menu: str = ""
    script: str = "page"
    banded: bool = False
    has_files: bool = False
    chosen: Callable[[PageContext], str] = chosen_text
    description: Callable[[PageContext], str] | None = None

    @property
    def paths(self) -> dict[str, str]:
        """The path in each language; it may end in `<id>`."""
        return paths.PATHS[self.name]

    @property
    def ids(self) -> Callable[[], tuple[str, ...]] | None:
        """The ids that `<id>` may be, or None for a page without items."""
        return paths.ITEMS.get(self.name)

    def title(self, context: PageContext) -> str:
        """Return the title of the page for a request."""
        return self.heading(context) if self.heading else context.t(f"{self.name}.title")

    def item(self, lang: str, slug: str) -> str:
        """Return the id of the item that a path names."""
        return paths.item(self.name, lang, slug)

    def path(self, lang: str, item: str = "") -> str:
        """Return the path of this page, or of one of its items, in a language."""
        return paths.path(self.name, lang, item)


@dataclass(frozen=True, kw_only=True)
class Place:
    """The page that an address leads to, in a language, and its item."""

    page: Page
    lang: str
    item: str = ""


MAIN_MENU = ("overview", "types", "municipalities", "brief")
"""The menu items that are always in sight."""

PAGES: tuple[Page, ...] = (
    Page(
        name="overview",
        menu="overview",
        body=overview.body,
        heading=overview.heading,
        script="own_place_charts",
        banded=True,
    ),
    Page(name="compare", menu="compare", body=compare.body, live=compare.results, heading=compare.heading),
    Page(name="head_to_head", menu="compare", body=head_to_head.body, heading=head_to_head.heading),
    Page(name="municipalities", menu="municipalities", body=municipalities.body, heading=municipalities.heading),
    Page(name="municipality", menu="municipalities", body=municipality.body, heading=municipality.heading, banded=True),
    Page(
        name="figures",
        menu="figures",
        body=statistics.body,
        live=statistics.results,
        heading=statistics.heading,
        chosen=statistics.chosen_text,
    ),
    Page(name="brief", menu="brief", body=brief.body, heading=brief.heading),
    Page(name="set", body=chart_set.body),
    Page(name="present", body=chart_set.present, script="present"),
    Page(name="types", menu="types", body=experiment_types.body),
    Page(name="type", menu="types", body=experiment_type.body, heading=experiment_type.heading, banded=True),
    Page(name="starting", menu="starting", body=starting.body, script="starting"),
    Page(
        name="trial_size", menu="starting", body=trial_size.body, live=trial_size.results, chosen=trial_size.chosen_text
    ),
    Page(name="places", menu="places", body=places.find_body, script="own_place"),
    Page(
        name="place",
        menu="places",
        body=places.body,
        heading=places.heading,
        script="own_place_charts",
        banded=True,
        has_files=True,
    ),
    Page(name="elsewhere", menu="elsewhere", body=elsewhere.body, live=elsewhere.results, chosen=elsewhere.chosen_text),
    Page(name="sources", menu="sources", body=sources.body),
    Page(name="method", menu="method", body=method.body, script="method"),
    Page(name="claims", menu="claims", body=claims.body, banded=True),
    Page(
        name="claim",
        menu="claims",
        body=claims.claim_body,
        heading=claims.heading,
        description=claims.description,
        banded=True,
    ),
    Page(name="ask", menu="ask", body=ask.body, banded=True),
    Page(name="costs", menu="costs", body=costs.body, banded=True),
    Page(name="glossary", body=glossary.body),
    Page(name="search", body=search.body, heading=search.heading),
    Page(name="data", body=open_data.body),
    Page(name="accessibility", body=about_site.accessibility),
    Page(name="privacy", body=about_site.privacy),
)


_BY_NAME = {page.name: page for page in PAGES}


def at(path: str) -> Place | None:
    """Return the place that a path leads to, or None when no such page or item exists."""
    result = paths.find(path)
    return _place(*result) if result else None


def everywhere(*, most: int | None = 2) -> list[Place]:
    """Return every place: each page, in each language, for each of its items; of hundreds of items alike the first `most`."""
    return [_place(*location) for location in paths.locations(most=most)]


def by_name(name: str) -> Page:
    """Return the page with a name."""
    return _BY_NAME[name]


def _place(name: str, lang: str, item: str) -> Place:
    return Place(page=by_name(name), lang=lang, item=item)
