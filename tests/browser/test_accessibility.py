"""axe-core finds nothing: on every page, in every state, on a desktop and on a phone, in every look of a screen."""

from __future__ import annotations

from typing import Any

import pytest

from dashboard import config
from dashboard.web import error_pages
from tests.browser.conftest import Open
from tests.browser.page_states import State, everywhere, go, looks, states, templates

# WCAG 2.2 AA and what axe advises beside it. Style sheets need not be fetched again: no rule that is asked reads them.
_ALL = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
    "preload": False,
}
_COLOUR = {**_ALL, "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
_RUN = """options => axe.run(options).then(found => found.violations.map(one => [
    one.id, one.nodes.length, one.nodes.slice(0, 3).map(node => node.html.slice(0, 150))]))"""
_AXE = (config.ROOT / "tests" / "fixtures" / "axe" / "axe.min.js").read_text(encoding="utf-8")


def axe(tab: Any, options: dict[str, Any]) -> list[Any]:
    """What axe-core finds: rule, how often, and the first elements."""
    if not tab.evaluate("typeof axe !== 'undefined'"):
        tab.evaluate(_AXE)
    return list(tab.evaluate(_RUN, options))


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_axe_finds_nothing_on_any_page_in_any_state(
    open_tab: Open, real: None, heard: Any, lang: str, width: int
) -> None:
    """Each kind of page in each state at both widths and in both languages; its other items at one width each."""
    heard.allowed = ("status of 404",)
    tab = open_tab("/", width=width)
    found = {}
    for state in everywhere(lang) if (lang == "nl") == (width == 320) else templates(lang):
        go(tab, state)
        if wrong := axe(tab, _ALL):
            found[str(state)] = wrong
    assert found == {}


@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_no_colour_too_faint_in_any_look(open_tab: Open, real: None, heard: Any, width: int) -> None:
    """Colours are those of a page's parts, so a page of each kind, in each of its states, has all of them; a phone adds none.

    In forced colours a browser chooses them, and axe cannot judge; test_contrast.py looks at those.
    """
    heard.allowed = ("status of 404",)
    tab = open_tab("/", width=width)
    found = {}
    for state in templates("nl") if width == 1280 else states("nl"):
        go(tab, state)
        for look in looks(tab, "dark", "more contrast", "more contrast in the dark"):
            if wrong := axe(tab, _COLOUR):
                found[str(state), look] = wrong
    assert found == {}


@pytest.mark.parametrize("path", ["/broken", "/en/broken"])
def test_axe_finds_nothing_on_the_page_for_a_fault_of_ours(
    open_tab: Open, server: Any, real: None, heard: Any, path: str
) -> None:
    heard.allowed = ("status of 500",)
    with server.test_request_context(path):
        answer = error_pages.failure(RuntimeError("made up"))
    tab = open_tab("/")
    tab.route(f"**{path}", lambda route: route.fulfill(status=500, body=answer.get_data(), content_type="text/html"))
    for width in (1280, 320):
        tab.set_viewport_size({"width": width, "height": 900})
        go(tab, State(path))
        assert axe(tab, _ALL) == []
