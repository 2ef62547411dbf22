"""The toolbar of a chart: its forms, zoom in time, the whole screen, and the copy of its picture."""

from typing import Any

import pytest

from dashboard.i18n.catalogue import t
from tests.browser.conftest import Open, focused, make_live, open_use, query, settled, until

BAR = "[data-tools]"


def current(tab: Any) -> str:
    return str(tab.locator(f"{BAR} [aria-current]").first.text_content())


@pytest.mark.parametrize("scripts", [True, False])
def test_other_form_of_a_chart_is_chosen_above_it_and_stands_in_the_address(open_tab: Open, scripts: bool) -> None:
    tab = open_tab("/vergelijken?theme=participation", java_script_enabled=scripts)
    open_use(tab)
    assert current(tab) == t("form.pairs", "nl")
    if scripts:
        make_live(tab)
        tab.focus(f"{BAR} a")
        tab.keyboard.press("ArrowRight")
        assert tab.evaluate("document.activeElement.hasAttribute('data-full')")
        tab.keyboard.press("ArrowLeft")
        tab.keyboard.press("Enter")
        settled(tab)
        assert focused(tab).endswith("-form-" + t("form.dots", "nl").replace(" ", "-"))
    else:
        assert not tab.locator("[data-full]").first.is_visible()
        tab.locator(f"{BAR} a").first.click()
    assert "form=dots" in query(tab)
    assert current(tab) == t("form.dots", "nl")
    tab.go_back()
    until(tab, f"document.querySelector('{BAR} [aria-current]').textContent === {t('form.pairs', 'nl')!r}")


def test_years_can_be_zoomed_by_finger_with_a_reset_and_the_page_still_scrolls(open_tab: Open) -> None:
    tab = open_tab("/en/figures?theme=health&form=years", width=390, height=844, has_touch=True)
    open_use(tab)
    bar = tab.locator(BAR).first
    bar.scroll_into_view_if_needed()
    bar.locator('[data-zoom="closer"]').tap()
    tab.wait_for_selector(".pic-plot[data-live]")
    until(tab, "document.querySelector('[data-period]').textContent !== ''")
    whole = "[...document.querySelectorAll('.pic-live .annotation-text')].map(one => one.textContent).join()"
    years = "[...document.querySelector('.pic-live .xaxislayer-above').querySelectorAll('text')].length"
    until(tab, f"{whole}.includes('Amsterdam')")
    fewer = tab.evaluate(years)
    bar.locator('[data-zoom="later"]').tap()
    assert "Wageningen" in tab.evaluate(whole), "panels have their names in a part of the years too"
    assert (
        tab.evaluate("getComputedStyle(document.querySelector('.pic-live .nsewdrag') ?? document.body).touchAction")
        != "none"
    )
    bar.locator('[data-zoom="whole"]').tap()
    assert not bar.locator('[data-zoom="whole"]').is_visible()
    assert tab.evaluate("document.querySelector('[data-period]').textContent") == ""
    until(tab, f"{years} >= {fewer}")
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390


def test_chart_fills_the_screen_with_its_cards_and_its_picture_can_be_copied(open_tab: Open) -> None:
    tab = open_tab("/vergelijken", permissions=["clipboard-read", "clipboard-write"])
    make_live(tab)
    card = open_use(tab)
    tab.locator("[data-full]").first.click()
    until(tab, "document.fullscreenElement?.matches('[data-card]')")
    assert tab.locator(".card:fullscreen .say").is_visible(), "a chart never stands alone"
    tab.locator(".card:fullscreen .pic-wide [data-mark]").first.hover(force=True)
    assert tab.locator(":fullscreen #mark-card-shown").is_visible()
    tab.locator(".card:fullscreen [data-full]").click()
    until(tab, "!document.fullscreenElement")
    card.locator("[data-copy-image]").click()
    done, said = (
        t("export.copy_image_done", "nl"),
        "document.querySelector('[data-copy-image] + [data-said]').textContent",
    )
    until(tab, f"{said} === {done!r}")
    # Pages may not read the clipboard, so it is pasted.
    tab.evaluate(
        "document.addEventListener('paste', event => { window.pasted = [...event.clipboardData.files].map(one => one.type); })"
    )
    tab.keyboard.press("Control+V")
    until(tab, "window.pasted?.join() === 'image/png'")
    tab.evaluate("delete window.ClipboardItem")
    card.locator("[data-copy-image]").click()
    until(tab, f"{said} === {t('export.copy_image_failed', 'nl')!r}")
    assert card.locator("a[download]", has_text=t("export.png", "nl")).is_visible()
