"""Every page in Chromium, in both languages: quiet, at home at every width, whole without scripts."""

from __future__ import annotations

from typing import Any

import pytest

from dashboard.web.pages.registry import PAGES
from tests.browser.conftest import Open, cards, make_live, open_use, query

OPENED = "?open=wageningen_vertrouwen_werkt.participation"
FIXED = {
    "nl": ["/", f"/{OPENED}", "/vergelijken", "/vergelijken?theme=health&municipality=heerlen", "/nergens"],
    "en": ["/en/", f"/en/{OPENED}", "/en/compare", "/en/compare?theme=health&municipality=heerlen", "/en/nowhere"],
}


@pytest.fixture
def everywhere(real: None) -> dict[str, list[str]]:
    """Every page, and the first of its items, with the two main pages in their other states."""
    found = {lang: list(paths) for lang, paths in FIXED.items()}
    for page in PAGES:
        for lang in page.paths:
            path = page.path(lang, page.ids()[0] if page.ids else "")
            if path not in found[lang]:
                found[lang].append(path)
    return found


@pytest.mark.parametrize("lang", FIXED)
def test_no_page_says_anything_in_the_console_or_asks_another_machine(
    open_tab: Open, everywhere: dict[str, list[str]], heard: Any, lang: str
) -> None:
    heard.allowed = ("status of 404",)
    tab = open_tab("/")
    for path in everywhere[lang]:
        tab.goto(path)
        if tab.locator(".stage").count():
            make_live(tab)
        tab.evaluate("window.scrollTo(0, document.body.scrollHeight)")
        tab.wait_for_load_state("networkidle")
    assert len(heard.asked) > len(everywhere[lang])


@pytest.mark.parametrize("lang", FIXED)
def test_no_page_is_wider_than_its_window(
    open_tab: Open, everywhere: dict[str, list[str]], heard: Any, lang: str
) -> None:
    heard.allowed = ("status of 404",)
    tab = open_tab("/")
    wide = {}
    for path in everywhere[lang]:
        tab.goto(path)
        for width in (1280, 390, 360, 320):
            tab.set_viewport_size({"width": width, "height": 800})
            found = tab.evaluate("document.documentElement.scrollWidth")
            if found > width:
                wide[path, width] = found
    assert wide == {}


# Without scripts


@pytest.mark.parametrize("lang", FIXED)
def test_the_form_filters_without_scripts(open_tab: Open, lang: str) -> None:
    tab = open_tab(FIXED[lang][2], java_script_enabled=False)
    before = cards(tab)
    tab.select_option("#choose-theme", "health")
    tab.click("[data-summary=municipality]")
    tab.check("#choose-municipality-oss")
    tab.click("form[data-choose] button[type=submit]")
    tab.wait_for_url("**theme=health**")
    assert "municipality=oss" in query(tab)
    assert cards(tab) != before
    assert tab.locator("[data-card] svg:not(.icon)").first.is_visible()
    assert tab.input_value("#choose-theme") == "health"
    tab.click("[data-reset]")
    assert cards(tab) == before


@pytest.mark.parametrize("lang", FIXED)
def test_cells_open_and_close_without_scripts(open_tab: Open, lang: str) -> None:
    tab = open_tab(FIXED[lang][0], java_script_enabled=False)
    tab.click('[data-cell="oss_zelf_aan_het_stuur.health"]')
    tab.wait_for_selector("[data-panel]")
    assert query(tab) == "open=oss_zelf_aan_het_stuur.health"
    tab.click("[data-panel] .top a")
    tab.wait_for_selector("[data-panel]", state="detached")


def test_what_needs_scripts_is_not_offered_without(open_tab: Open) -> None:
    tab = open_tab("/vergelijken", java_script_enabled=False)
    buttons = open_use(tab).locator("button[data-copy]")
    assert buttons.count() > 0
    assert buttons.filter(visible=True).count() == 0
    assert tab.locator("[data-card] a[href*='.csv']").first.is_visible()
    tab = open_tab("/vergelijken")
    assert open_use(tab).locator("button[data-copy]").first.is_visible()
    assert not tab.locator("form[data-choose] button[type=submit]").is_visible()
