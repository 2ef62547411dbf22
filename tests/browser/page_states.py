"""Where a reader may be, and in which state: every page, opened parts, empty results, errors; in every look of a screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from dashboard.web.pages import registry
from tests.browser.conftest import laid_out, make_live, until

LIGHT = {"color_scheme": "light", "contrast": "no-preference", "forced_colors": "none"}
# How a screen may look, by name.
LOOKS: dict[str, dict[str, str]] = {
    "light": LIGHT,
    "dark": LIGHT | {"color_scheme": "dark"},
    "more contrast": LIGHT | {"contrast": "more"},
    "more contrast in the dark": LIGHT | {"contrast": "more", "color_scheme": "dark"},
    "forced colours": LIGHT | {"forced_colors": "active"},
    "forced colours in the dark": LIGHT | {"forced_colors": "active", "color_scheme": "dark"},
}
# The picture of a claim takes an export slot until it is drawn, so a tab that leaves at once leaves a slot taken behind.
_DRAWN = """[...document.querySelectorAll('img[src^="/preview/"]')].every(picture => {
    picture.loading = 'eager';
    return picture.complete && picture.naturalWidth;
})"""
_ITEMS = "item=directions.over_time&item=directions.randomised_control&item=not_there"


@dataclass(frozen=True)
class State:
    """A place: its address, and what is done there before a reader looks."""

    path: str
    does: Callable[[Any], None] | None = None
    name: str = ""

    def __str__(self) -> str:
        return f"{self.path} {self.name}".strip()


def open_all(tab: Any) -> None:
    """Everything that folds is open, but for lists that lie over the page."""
    tab.evaluate("""() => {
        document.querySelectorAll('main details:not(.pick), body > details').forEach(part => { part.open = true; });
    }""")


def _explain(tab: Any) -> None:
    tab.locator(".explain").first.click()


def _pick(tab: Any) -> None:
    if tab.locator(".filter > summary").is_visible():
        tab.locator(".filter > summary").click()
    tab.locator(".pick > summary").first.click()


def _live(tab: Any) -> None:
    make_live(tab)
    tab.locator("[data-card] .pic-plot").first.scroll_into_view_if_needed()
    tab.wait_for_selector(".pic-plot[data-live]")


def templates(lang: str) -> list[State]:
    """Every page once, with one of its items, and every state that a page can be in."""
    found = [State(page.path(lang, page.ids()[0] if page.ids else ""), open_all) for page in registry.PAGES]
    return [*found, *states(lang)]


def states(lang: str) -> list[State]:
    """What is no page of its own: opened cells, remarks, nothing found, a set, slides, frames, errors."""

    def at(name: str) -> str:
        return next(page.paths[lang] for page in registry.PAGES if page.name == name)

    home, compare, start = at("overview"), at("compare"), "" if lang == "nl" else "/en"
    return [
        State(f"{home}?open=wageningen_vertrouwen_werkt.participation", open_all, "an opened cell"),
        State(f"{home}?open=heerlen_basisbanen.health", open_all, "an opened cell without a result"),
        State(home, _explain, "an explanation"),
        State(f"{compare}?theme=none&colour=red", None, "what was not understood"),
        State(f"{compare}?theme=health&municipality=heerlen", open_all, "nothing found"),
        State(compare, _pick, "an open list of choices"),
        State(compare, _live, "live charts"),
        State(f"{at('figures')}?municipality=oss", _live, "live charts"),
        State(f"{at('set')}?{_ITEMS}", open_all, "a set"),
        State(f"{at('present')}?{_ITEMS}", None, "slides"),
        State(f"{at('brief')}?municipality=oss", None, "a brief"),
        State(f"{at('search')}?q=loting+werk", open_all, "found"),
        State(f"{at('search')}?q=qqqq", open_all, "not found"),
        State(f"{start}/embed/directions.over_time", open_all, "a frame"),
        State(f"{start}/nowhere", None, "a page that is not there"),
    ]


def everywhere(lang: str) -> list[State]:
    """Every address, and every state."""
    return [
        State(place.page.path(lang, place.item), open_all) for place in registry.everywhere() if place.lang == lang
    ] + [*states(lang)]


def go(tab: Any, state: State, *, arrived: Callable[[Any], None] | None = None) -> None:
    """Be there, in that state, on a light screen; `arrived` is called before everything is opened."""
    tab.emulate_media(**LIGHT)
    tab.goto(state.path)
    laid_out(tab)
    until(tab, _DRAWN)
    if arrived and state.does is open_all:
        arrived(tab)
    if state.does:
        state.does(tab)
    if arrived and state.does is not open_all:
        arrived(tab)


def looks(tab: Any, *names: str) -> Iterator[str]:
    """The same place in these looks, or in all, one after the other."""
    for name in names or LOOKS:
        tab.emulate_media(**LOOKS[name])
        yield name
    tab.emulate_media(**LIGHT)
