"""The pages, each with the functions that make its title and its body."""

from collections.abc import Callable
from dataclasses import KW_ONLY, dataclass

from dashboard.web.components.html import Node
from dashboard.web.pages import about_site, ask, chart_set, glossary, method, paths
from dashboard.web.pages.approach import approaches
from dashboard.web.pages.approach import page as approach
from dashboard.web.pages.brief import page as brief
from dashboard.web.pages.claims import page as claims
from dashboard.web.pages.compare import head_to_head
from dashboard.web.pages.compare import page as compare
from dashboard.web.pages.compare.page import chosen_text
from dashboard.web.pages.context import PageContext
from dashboard.web.pages.costs import page as costs
from dashboard.web.pages.elsewhere import page as elsewhere
from dashboard.web.pages.municipality import municipalities
from dashboard.web.pages.municipality import page as municipality
from dashboard.web.pages.open_data import page as open_data
from dashboard.web.pages.overview import page as overview
from dashboard.web.pages.place import page as place
from dashboard.web.pages.search import page as search
from dashboard.web.pages.sources import page as sources
from dashboard.web.pages.starting import page as starting
from dashboard.web.pages.starting import trial_size
from dashboard.web.pages.statistics import page as statistics


@dataclass(frozen=True)
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
    _: KW_ONLY
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
    Page("overview", overview.body, menu="overview", heading=overview.heading, script="own_place_charts", banded=True),
    Page("compare", compare.body, menu="compare", live=compare.results, heading=compare.heading),
    Page("head_to_head", head_to_head.body, menu="compare", heading=head_to_head.heading),
    Page("municipalities", municipalities.body, menu="municipalities", heading=municipalities.heading),
    Page("municipality", municipality.body, menu="municipalities", heading=municipality.heading, banded=True),
    Page(
        "figures",
        statistics.body,
        menu="figures",
        live=statistics.results,
        heading=statistics.heading,
        chosen=statistics.chosen_text,
    ),
    Page("brief", brief.body, menu="brief", heading=brief.heading),
    Page("set", chart_set.body),
    Page("present", chart_set.present, script="present"),
    Page("types", approaches.body, menu="types"),
    Page("type", approach.body, menu="types", heading=approach.heading, banded=True),
    Page("starting", starting.body, menu="starting", script="starting"),
    Page("trial_size", trial_size.body, menu="starting", live=trial_size.results, chosen=trial_size.chosen_text),
    Page("places", place.find_body, menu="places", script="own_place"),
    Page(
        "place",
        place.body,
        menu="places",
        heading=place.heading,
        script="own_place_charts",
        banded=True,
        has_files=True,
    ),
    Page("elsewhere", elsewhere.body, menu="elsewhere", live=elsewhere.results, chosen=elsewhere.chosen_text),
    Page("sources", sources.body, menu="sources"),
    Page("method", method.body, menu="method", script="method"),
    Page("claims", claims.body, menu="claims", banded=True),
    Page(
        "claim", claims.claim_body, menu="claims", heading=claims.heading, description=claims.description, banded=True
    ),
    Page("ask", ask.body, menu="ask", banded=True),
    Page("costs", costs.body, menu="costs", banded=True),
    Page("glossary", glossary.body),
    Page("search", search.body, heading=search.heading),
    Page("data", open_data.body),
    Page("accessibility", about_site.accessibility),
    Page("privacy", about_site.privacy),
)


_BY_NAME = {page.name: page for page in PAGES}


def at(path: str) -> Place | None:
    """Return the place that a path leads to, or None when no such page or item exists."""
    for page in PAGES:
        for lang, pattern in page.paths.items():
            prefix, mark, _ = pattern.partition("<id>")
            if not mark and path == pattern:
                return Place(page=page, lang=lang)
            text = path.removeprefix(prefix)
            if mark and path == prefix + text:
                item = page.item(lang, text)
                if page.ids is not None and item in page.ids() and page.path(lang, item) == path:
                    return Place(page=page, lang=lang, item=item)
    return None


def everywhere(*, most: int | None = 2) -> list[Place]:
    """Return every place: each page, in each language, for each of its items; of hundreds of items alike the first `most`."""
    locations = paths.locations(most=most)
    return [Place(page=by_name(name), lang=lang, item=item) for name, lang, item in locations]


def by_name(name: str) -> Page:
    """Return the page with a name."""
    return _BY_NAME[name]
