"""The card of a mark: by mouse, finger and keyboard, on the server's SVG and on Plotly's chart."""

from __future__ import annotations

from typing import Any

import pytest

from dashboard.i18n.catalogue import t
from tests.browser.axe import violations
from tests.browser.conftest import Open, make_live, open_use

PATHS = {"nl": "/vergelijken?indicator=outflow_to_work", "en": "/en/compare?indicator=outflow_to_work"}
CARD = "#mark-card-shown"
PLOT = ".pic-plot"


def first_mark(tab: Any, *, live: bool) -> tuple[float, float]:
    """Scroll to the first chart; return the middle of its first mark."""
    tab.evaluate("document.querySelector('.pic-plot').scrollIntoView({ block: 'center' })")
    if live:
        make_live(tab)
        tab.wait_for_selector(".pic-plot[data-live]")
    # Both drawings have their marks in the same place.
    x, y = tab.evaluate("""() => {
        const marks = [...document.querySelectorAll('.pic-still [data-mark]')].filter(mark => mark.getClientRects().length);
        const box = marks[0].getBoundingClientRect();
        return [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
    }""")
    return x, y


def is_open(tab: Any) -> bool:
    return bool(tab.locator(CARD).count() and tab.locator(CARD).is_visible())


def rows_chosen(tab: Any) -> int:
    return int(tab.locator(".data [data-chosen-mark]:visible").count())


@pytest.mark.parametrize(("lang", "live"), [("nl", False), ("en", True)])
def test_mouse_over_a_mark_shows_its_card_and_click_opens_its_row(open_tab: Open, lang: str, live: bool) -> None:
    tab = open_tab(PATHS[lang])
    x, y = first_mark(tab, live=live)
    tab.mouse.move(x, y)
    tab.wait_for_selector(CARD)
    words = tab.inner_text(CARD)
    for expected in ("Amsterdam", "19", "25", t("mark.no_people", lang), "OIS", t("mark.head.fairness", lang)):
        assert expected in words
    assert not tab.locator(f"{CARD} [data-close]").is_visible()
    tab.mouse.move(5, 5)
    tab.wait_for_selector(CARD, state="hidden")
    x, y = first_mark(tab, live=live)
    tab.mouse.move(x, y)
    tab.mouse.click(x, y)
    tab.wait_for_selector(f"{CARD} [data-close]")
    assert rows_chosen(tab) == 1
    assert tab.locator(".data [data-chosen-mark]").get_attribute("data-mark").startswith("amsterdam_outflow")
    tab.mouse.move(5, 5)
    assert is_open(tab), "a card that was opened stays"
    tab.click(f"{CARD} [data-close]")
    assert not is_open(tab)
    assert rows_chosen(tab) == 0


@pytest.mark.parametrize("live", [False, True])
def test_tap_on_a_mark_opens_its_card(open_tab: Open, live: bool) -> None:
    tab = open_tab(PATHS["nl"], width=390, height=844, has_touch=True)
    x, y = first_mark(tab, live=live)
    tab.touchscreen.tap(x, y)
    tab.wait_for_selector(f"{CARD} [data-close]")
    assert rows_chosen(tab) == 1
    box = tab.locator(CARD).bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize(("live", "width"), [(False, 390), (True, 1280)])
def test_arrows_move_through_marks_and_enter_opens_the_row(open_tab: Open, live: bool, width: int) -> None:
    tab = open_tab(PATHS["nl"], width=width)
    first_mark(tab, live=live)
    tab.focus(PLOT)
    tab.keyboard.press("ArrowRight")
    first = tab.inner_text("#mark-said")
    assert "25 procent" in first
    assert is_open(tab)
    tab.keyboard.press("ArrowRight")
    assert "15 procent" in tab.inner_text("#mark-said")
    tab.keyboard.press("ArrowLeft")
    assert tab.inner_text("#mark-said") == first
    tab.keyboard.press("Enter")
    assert rows_chosen(tab) == 1
    assert tab.evaluate("document.activeElement.hasAttribute('data-close')")
    tab.keyboard.press("Escape")
    assert not is_open(tab)
    assert tab.evaluate("document.activeElement.matches('.pic-plot')"), "the focus is back at the chart"


def test_row_of_the_table_leads_to_its_mark(open_tab: Open) -> None:
    tab = open_tab(PATHS["nl"])
    tab.locator("[data-card] details.fold > summary").first.click()
    tab.locator(".data [data-mark]").nth(1).click()
    tab.wait_for_selector(f"{CARD} [data-close]")
    assert "15 procent" in tab.inner_text(CARD)
    assert tab.locator(".pic-still .chosen-mark:visible").count() == 2


def test_chart_on_a_page_without_filters_has_cards_too(open_tab: Open) -> None:
    tab = open_tab("/gemeenten/amsterdam#amsterdam_earnings_premium.participation", width=390, height=844)
    plot = f"#amsterdam_earnings_premium-results {PLOT}"
    tab.locator(plot).first.scroll_into_view_if_needed()
    tab.focus(plot)
    tab.keyboard.press("ArrowRight")
    assert is_open(tab)
    assert "Amsterdam" in tab.inner_text(CARD)
    tab.keyboard.press("Enter")
    assert rows_chosen(tab) == 1


@pytest.mark.parametrize(("lang", "width"), [("nl", 1280), ("en", 390)])
def test_open_card_is_accessible(open_tab: Open, lang: str, width: int) -> None:
    tab = open_tab(PATHS[lang], width=width)
    first_mark(tab, live=True)
    tab.focus(PLOT)
    tab.keyboard.press("ArrowRight")
    tab.keyboard.press("Enter")
    assert is_open(tab)
    assert violations(tab) == []
    tab.goto({"nl": "/cijfers?form=years", "en": "/en/figures?form=years"}[lang])
    open_use(tab)
    tab.locator('[data-zoom="closer"]').first.click()
    tab.wait_for_selector(".pic-plot[data-live]")
    tab.wait_for_selector('[data-zoom="whole"]')
    assert violations(tab) == []


def test_card_closes_when_a_choice_brings_other_charts(open_tab: Open) -> None:
    tab = open_tab("/vergelijken")
    x, y = first_mark(tab, live=True)
    tab.mouse.click(x, y)
    tab.wait_for_selector(f"{CARD} [data-close]")
    tab.select_option("#choose-theme", "health")
    tab.wait_for_selector(CARD, state="hidden")
    tab.wait_for_selector(".stage:not([aria-busy])")
    tab.evaluate("document.querySelector('.pic-plot').scrollIntoView({ block: 'center' })")
    tab.focus(PLOT)
    tab.keyboard.press("ArrowRight")
    assert is_open(tab)
