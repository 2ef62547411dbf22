"""What is long waits behind a fold on a phone, and nowhere else; what must be read is never folded."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.conftest import Open, laid_out

PHONE = 360
PAGES = (
    "/gemeenten/groningen",
    "/en/municipalities/amsterdam",
    "/bronnen",
    "/vergelijken",
    "/aanpak/bijverdienen",
)
# A page that is taller than this takes a thumb more than thirty screens.
TALLEST = 24_000


def seen(tab: Any, selector: str) -> bool:
    """Whether something is drawn: what is in a closed fold has no height that a reader sees."""
    return bool(
        tab.evaluate(
            "selector => { const part = document.querySelector(selector); return !!part && part.checkVisibility("
            "{ contentVisibilityAuto: false, visibilityProperty: true }) }",
            selector,
        )
    )


def test_no_page_is_endless_on_a_phone(open_tab: Open) -> None:
    tab = open_tab("/", width=PHONE)
    for path in PAGES:
        tab.goto(path)
        laid_out(tab)
        assert tab.evaluate("document.documentElement.scrollHeight") < TALLEST, path


def test_the_list_of_sources_opens_by_kind_by_a_link_and_by_a_search(open_tab: Open) -> None:
    tab = open_tab("/bronnen", width=PHONE)
    assert not seen(tab, "#kind-report-list .ref")
    tab.click("#kind-report-list > summary")
    assert seen(tab, "#kind-report-list .ref")
    first = tab.get_attribute("#kind-paper-list .ref", "id")
    assert not seen(tab, f"#{first}")
    tab.goto("/privacy")
    tab.goto(f"/bronnen#{first}")
    assert seen(tab, f"#{first}")
    box = tab.locator(f"#{first}").bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 900
    tab.goto("/bronnen?q=tilburg")
    assert seen(tab, ".ref")


def test_link_to_a_fold_opens_it_on_load_and_within_the_page(open_tab: Open) -> None:
    tab = open_tab("/vergelijken?indicator=paid_work&municipality=groningen#claims")
    assert seen(tab, "#claims .inside")
    assert not seen(tab, "#gaps .inside")
    tab.evaluate("location.hash = 'gaps'")
    tab.wait_for_function("document.getElementById('gaps').open")
    tab.click("#gaps > summary")
    assert not seen(tab, "#gaps .inside")
    tab.evaluate("document.body.insertAdjacentHTML('afterbegin', '<a id=again href=\"#gaps\">Made up</a>')")
    tab.click("#again")
    tab.wait_for_function("document.getElementById('gaps').open")


@pytest.mark.parametrize("scripts", [True, False])
def test_municipality_has_results_open_and_opens_the_rest_by_a_link(open_tab: Open, scripts: bool) -> None:
    tab = open_tab("/gemeenten/groningen", width=PHONE, java_script_enabled=scripts)
    for selector in (".theme-words", "#found .grey", "#costs .bars", "#questions", "#official .pic-plot"):
        assert seen(tab, selector), selector
    health = "#groningen_basisbaan\\.health"
    for selector in (".set-up", ".tracks", "#official-table table", ".results.measured", health):
        assert not seen(tab, selector), selector
    tab.click('.theme-words a[href="#groningen_basisbaan.health"]')
    assert seen(tab, health)
    assert seen(tab, f"{health} .results.measured")
    tab.locator("#official-table > summary").press("Enter")
    assert seen(tab, "#official-table table")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_wider_window_has_all_sources_open(open_tab: Open, scripts: bool) -> None:
    tab = open_tab("/bronnen", java_script_enabled=scripts)
    for fold in tab.locator(".on-phone").all():
        assert not fold.locator("> summary").is_visible()
        box = fold.bounding_box()
        assert box is not None
        assert box["height"] > 40
    assert tab.locator(".ref h3 a").last.is_visible()
