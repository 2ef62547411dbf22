"""What keeps the pages quick in a browser, measured by requests and layout rather than by a clock."""

from __future__ import annotations

from typing import Any

import pytest

from dashboard.web.dash_app import DEPENDENCIES, LAYOUT, UPDATE
from tests.browser.conftest import Open, laid_out, make_live, settled, until

COMPARE = "/vergelijken"


def requested(tab: Any) -> list[str]:
    """From here on, what the tab asks the server for, without files."""
    found: list[str] = []

    def hear(request: Any) -> None:
        path = request.url.partition("?")[0]
        if path.startswith("http") and "/assets/" not in path and "favicon" not in path:
            found.append(f"{request.method} /{path.split('/', 3)[3]}")

    tab.on("request", hear)
    return found


@pytest.mark.parametrize("live", [False, True])
def test_a_choice_makes_one_request_for_results(open_tab: Open, live: bool) -> None:
    tab = open_tab(COMPARE)
    if live:
        make_live(tab)
    found = requested(tab)
    tab.select_option("#choose-theme", "health")
    settled(tab)
    tab.wait_for_timeout(300)
    expected = [f"POST {UPDATE}"] if live else [f"GET {LAYOUT}", f"GET {DEPENDENCIES}", f"GET {COMPARE}"]
    assert sorted(found) == sorted(expected)


def test_charts_that_stay_keep_their_graph(open_tab: Open) -> None:
    tab = open_tab("/cijfers")
    make_live(tab)
    tab.locator(".pic-plot").first.scroll_into_view_if_needed()
    tab.wait_for_selector(".pic-plot[data-live]")
    tab.evaluate("document.querySelector('.js-plotly-plot').before_the_choice = true")
    tab.select_option("#choose-axis", "free")
    settled(tab)
    tab.wait_for_selector(".pic-plot[data-live]")
    assert tab.evaluate("document.querySelector('.js-plotly-plot').before_the_choice") is True
    # Counts of people are folded at the end of the page.
    last = tab.locator(".pic-plot:visible").last
    assert last.get_attribute("data-live") is None
    last.scroll_into_view_if_needed()
    until(
        tab,
        "[...document.querySelectorAll('.pic-plot')].findLast(plot => plot.checkVisibility()).hasAttribute('data-live')",
    )


def test_what_is_below_the_window_is_laid_out_after_what_is_in_it(open_tab: Open) -> None:
    tab = open_tab(COMPARE)
    make_live(tab)
    tab.evaluate("""() => {
        const still = document.getElementById("results-html");
        window.first = new Promise(done => new MutationObserver((_, self) => {
            self.disconnect();
            const last = [...document.querySelectorAll("[data-card]")].at(-1);
            done([getComputedStyle(last).contentVisibility, last.getBoundingClientRect().top > innerHeight]);
        }).observe(still, {childList: true}));
    }""")
    tab.select_option("#choose-theme", "health")
    assert tab.evaluate("window.first") == ["auto", True]
    # A moment later all of it is, so that a link into the page, a search and a place to come back to are right.
    until(tab, "getComputedStyle([...document.querySelectorAll('[data-card]')].at(-1)).contentVisibility === 'visible'")


WAITS = "[...document.querySelectorAll('.part, .band')].map(part => getComputedStyle(part).contentVisibility)"
# What is laid out at the first frame, and where each part then is; told before a script of the page could change it.
# Moves are counted from the moment that the page has been read: a browser with little time paints parts of it before.
FIRST = """
window.first = new Promise(done => requestAnimationFrame(() => done([...document.querySelectorAll(".part, .band")].map(
    part => [getComputedStyle(part).contentVisibility, part.getBoundingClientRect().top > innerHeight]))));
window.moved = 0;
new PerformanceObserver(list => list.getEntries().forEach(one => { window.moved += one.value; }))
    .observe({ type: "layout-shift" });
"""


def test_a_page_is_laid_out_below_the_window_after_what_is_in_it_and_nothing_moves(open_tab: Open) -> None:
    tab = open_tab("/robots.txt")
    tab.context.add_init_script("document.addEventListener('DOMContentLoaded', () => {" + FIRST + "});")
    for path in ("/", "/verantwoording", "/gemeenten/amsterdam"):
        tab.goto(path)
        first = tab.evaluate("window.first")
        assert ["auto", True] in first, path
        # A moment later all of it is, so that a search and a place to come back to are right.
        laid_out(tab)
        assert set(tab.evaluate(WAITS)) == {"visible"}, path
        assert tab.evaluate("window.moved") == 0, path


def test_masthead_is_shown_only_when_all_of_it_has_arrived(open_tab: Open) -> None:
    tab = open_tab("/robots.txt")
    shown = "getComputedStyle(document.querySelector('.mast .wrap')).visibility"
    whole = tab.request.get("/gemeenten/amsterdam").text()
    for end, visibility in (('class="lang"', "hidden"), ("</header>", "visible")):
        tab.set_content(whole[: whole.index(end)])
        assert tab.evaluate(shown) == visibility


def test_a_link_into_a_page_leads_to_its_place_and_a_reader_comes_back_to_the_same(open_tab: Open) -> None:
    tab = open_tab("/verantwoording")
    third = tab.evaluate("document.querySelectorAll('.part[id]')[2].id")
    tab.goto("/robots.txt")
    tab.goto(f"/verantwoording#{third}")
    assert set(tab.evaluate(WAITS)) == {"visible"}
    place = f"Math.round(document.getElementById({third!r}).getBoundingClientRect().top)"
    there = tab.evaluate(place)
    assert 0 <= there < 200
    tab.goto("/")
    tab.go_back()
    until(tab, f"{place} === {there}")


def test_without_scripts_nothing_waits(open_tab: Open) -> None:
    tab = open_tab("/verantwoording", java_script_enabled=False)
    found = tab.locator(".part").evaluate_all("all => all.map(part => getComputedStyle(part).contentVisibility)")
    assert set(found) == {"visible"}
