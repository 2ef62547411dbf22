"""A reader's municipality on a phone with the keyboard alone: it is found from the front page by any of its names."""

import pytest

from tests.browser.conftest import Open


@pytest.mark.parametrize("scripts", [True, False])
def test_place_is_found_by_keyboard_on_a_phone(real: None, open_tab: Open, scripts: bool) -> None:
    tab = open_tab("/", width=390, height=844, java_script_enabled=scripts)
    for words, name in (("Zwolle", "Zwolle"), ("uden", "Maashorst"), ("sudwest", "Súdwest-Fryslân")):
        tab.goto("/")
        tab.focus("#own-place")
        tab.keyboard.type(words)
        tab.keyboard.press("Enter")
        if words != name:
            tab.wait_for_url("**/uw-gemeente?q=*")
            tab.focus("#find-q")
            for _ in range(8):
                tab.keyboard.press("Tab")
                if tab.locator(":focus").inner_text() == name:
                    break
            tab.keyboard.press("Enter")
        tab.wait_for_url("**/uw-gemeente/*")
        assert tab.inner_text("h1") == f"{name} vergeleken met de vijf"
        assert tab.evaluate("document.documentElement.scrollWidth") == 390


def test_place_is_remembered_in_the_browser_when_asked_and_forgotten(real: None, open_tab: Open) -> None:
    tab = open_tab("/", width=390, height=844)
    assert not tab.locator("[data-own-place]").is_visible()
    tab.goto("/uw-gemeente/sudwest-fryslan")
    assert tab.evaluate("localStorage.getItem('own-place')") is None
    tab.get_by_role("button", name="Onthoud deze gemeente").press("Enter")
    assert tab.locator(":focus").inner_text() == "Vergeet deze gemeente"
    tab.goto("/")
    tab.get_by_role("link", name="Verder met Súdwest-Fryslân").click()
    tab.wait_for_url("**/uw-gemeente/sudwest-fryslan")
    tab.goto("/en")
    tab.get_by_role("button", name="Forget this municipality").click()
    assert not tab.locator("[data-own-place]").is_visible()
    assert tab.evaluate("localStorage.getItem('own-place')") is None
