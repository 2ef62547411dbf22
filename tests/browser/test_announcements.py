"""What a screen reader hears after a choice: the result, once, politely, in the language of the page."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.conftest import Open, make_live, settled

PAGES = {
    "/vergelijken": ("health", "Gezondheid"),
    "/en/compare": ("health", "Health"),
    "/cijfers": ("health", "Gezondheid"),
    "/en/figures": ("health", "Health"),
}
_LISTEN = """() => {
    window.heard = [];
    window.wasBusy = [];
    new MutationObserver(() => window.heard.push(document.getElementById('announce').textContent))
        .observe(document.getElementById('announce'), { childList: true, characterData: true, subtree: true });
    new MutationObserver(() => window.wasBusy.push(document.querySelector('.stage').getAttribute('aria-busy')))
        .observe(document.querySelector('.stage'), { attributes: true, attributeFilter: ['aria-busy'] });
}"""


@pytest.mark.parametrize(
    ("path", "live"), [("/vergelijken", False), ("/en/compare", True), ("/cijfers", True), ("/en/figures", False)]
)
def test_a_choice_is_announced_once_and_politely(open_tab: Open, path: str, live: bool) -> None:
    value, words = PAGES[path]
    tab = open_tab(path)
    if live:
        make_live(tab)
    region = tab.locator("#announce")
    assert (region.get_attribute("role"), region.get_attribute("aria-live")) == ("status", "polite")
    assert region.inner_text() == "", "nothing is read out before a reader chose"
    tab.evaluate(_LISTEN)
    tab.select_option("#choose-theme", value)
    settled(tab)
    heard: list[str] = tab.evaluate("window.heard")
    assert heard == [tab.text_content("#found")]
    assert heard[0].startswith(words)
    assert any(letter.isdigit() for letter in heard[0]), "how much is left is said"
    assert tab.evaluate("window.wasBusy") == ["true", None]


def test_a_choice_without_results_is_announced_too(open_tab: Open) -> None:
    tab = open_tab("/en/compare?theme=health")
    tab.evaluate(_LISTEN)
    tab.click("[data-summary=municipality]")
    tab.check("#choose-municipality-heerlen")
    settled(tab)
    (said,) = tab.evaluate("window.heard")
    assert said == tab.text_content("#found")
    assert "Heerlen" in said


def test_what_was_copied_or_collected_is_said_where_it_happened(open_tab: Open) -> None:
    tab = open_tab("/en/compare")
    card: Any = tab.locator("[data-card]").first
    card.locator("details.use > summary").click()
    for button in (card.locator("[data-copy]").first, card.locator("[data-add]")):
        said = button.locator("xpath=..").locator("[data-said]")
        assert said.get_attribute("role") == "status"
        assert said.inner_text() == ""
        button.click()
        said.locator("xpath=self::*[string-length() > 0]").wait_for()
