"""The front page and the pages of approaches in a window: how long they are, what is on the first screen, and the sheet."""

import pytest

from dashboard.db import queries
from dashboard.models.context import DEFAULT_CONTEXT
from dashboard.web.pages import paths
from tests.browser.conftest import Open, focused, laid_out

# The most pixels of a page at 1280 and at 390.
FRONT, APPROACH, MUNICIPALITY = (3300, 5400), (3500, 6000), (4500, 7500)
HEIGHT = "document.documentElement.scrollHeight"
# The least room in pixels between the shape of a tile and the text beside it.
ROOM = """Math.min(...[...document.querySelectorAll(".tile")].flatMap(tile =>
  [...tile.querySelectorAll("h3, p")].map(text =>
    text.getBoundingClientRect().left - tile.querySelector(".shape").getBoundingClientRect().right)))"""


@pytest.mark.parametrize(("width", "place"), [(1280, 0), (390, 1)])
def test_answers_fit_in_a_few_screens(real: None, open_tab: Open, width: int, place: int) -> None:
    tab = open_tab("/", width=width)
    assert tab.evaluate(HEIGHT) <= FRONT[place]
    for row in queries.types(DEFAULT_CONTEXT):
        tab.goto(paths.path("type", "nl", row.id))
        laid_out(tab)
        assert tab.evaluate(HEIGHT) <= APPROACH[place], row.id
    for town in queries.municipalities(DEFAULT_CONTEXT):
        tab.goto(paths.path("municipality", "nl", town.id))
        laid_out(tab)
        assert tab.evaluate(HEIGHT) <= MUNICIPALITY[place], town.id
    tab.goto("/uw-gemeente/ameland")
    laid_out(tab)
    assert tab.evaluate(HEIGHT) <= MUNICIPALITY[place]


def test_phone_shows_a_tile_on_the_first_screen_and_a_cell_as_a_sheet(real: None, open_tab: Open) -> None:
    tab = open_tab("/", width=390, height=844)
    box = tab.locator(".tile").first.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] < 844
    assert tab.evaluate(ROOM) >= 8
    cell = "wageningen_vertrouwen_werkt.health"
    tab.focus(f'[data-cell="{cell}"]')
    tab.keyboard.press("Enter")
    tab.wait_for_selector("[data-panel]")
    sheet = tab.locator("[data-experiment=wageningen_vertrouwen_werkt] .opened").bounding_box()
    assert sheet is not None
    assert sheet["x"] == 0
    assert round(sheet["y"] + sheet["height"]) == 844
    assert tab.evaluate("document.documentElement.scrollWidth") == 390
    tab.keyboard.press("Escape")
    tab.wait_for_selector("[data-panel]", state="detached")
    assert focused(tab) == f"cell-{cell}"


def test_menu_opens_with_a_button_on_a_phone_and_without_scripts(open_tab: Open) -> None:
    for scripts in (True, False):
        tab = open_tab("/kosten", width=390, java_script_enabled=scripts)
        link = tab.locator(".nav a[href='/verantwoording']")
        assert not link.is_visible()
        tab.click(".menu > summary")
        entries = tab.locator(".menu > ul > li > a, .menu .more > summary")
        assert entries.evaluate_all("all => all.every((one) => one.checkVisibility()) && all.length") == 5
        assert not link.is_visible()
        tab.click(".more > summary")
        assert link.is_visible()
    tab.keyboard.press("Tab")
    tab = open_tab("/kosten")
    assert tab.locator(".menu > ul > li").count() <= 5
    assert not tab.locator(".nav a[href='/verantwoording']").is_visible()
    tab.focus(".more > summary")
    tab.keyboard.press("Enter")
    assert tab.locator(".nav a[href='/verantwoording']").is_visible()
    tab.keyboard.press("Escape")
    assert not tab.locator(".nav a[href='/verantwoording']").is_visible()
