"""An official who wants to start: choose, tick off, work out the size of a trial and take the plan along."""

from __future__ import annotations

import io

import docx

from tests.browser.conftest import Open, query, settled, until


def test_an_official_chooses_ticks_off_calculates_and_takes_a_plan_along(open_tab: Open) -> None:
    tab = open_tab("/zelf-beginnen", width=390, height=844, has_touch=True, is_mobile=True)
    every = tab.locator("li.lesson").count()
    tab.select_option("#find-type", "basic_job")
    tab.locator("form.find button", has_text="Toon").tap()
    tab.wait_for_url("**type=basic_job**")
    assert 0 < tab.locator("li.lesson").count() < every

    first, second = tab.locator("[data-tick]").nth(0), tab.locator("[data-tick]").nth(1)
    first.scroll_into_view_if_needed()
    first.focus()
    tab.keyboard.press("Space")
    tab.reload()
    assert first.is_checked(), "a tick stays in this browser"
    assert not second.is_checked()

    tab.fill("#plan-name", "Zwolle")
    with tab.expect_download() as loading:
        tab.get_by_role("button", name="Als Word").tap()
    document = docx.Document(io.BytesIO(loading.value.path().read_bytes()))
    text = "\n".join(part.text for part in document.paragraphs)
    assert "Voor Zwolle" in text
    assert "Basisbaan" in text.splitlines()[0]

    tab.get_by_role("link", name="Reken het uit").first.tap()
    tab.wait_for_url("**/hoe-groot**")
    tab.focus("#choose-each")
    tab.keyboard.press("Control+A")
    tab.keyboard.type("400")
    tab.keyboard.press("Enter")
    until(tab, "document.querySelector('#trial_size .say').textContent.includes('400 mensen per groep')")
    settled(tab)
    assert "each=400" in query(tab)
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
