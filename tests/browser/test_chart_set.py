"""The meeting set as a reader uses it: collect, order, write, take along, and show, also when the connection is gone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.browser.conftest import Open, focused, open_use, query, until


def in_order(tab: Any) -> list[str]:
    return list(tab.eval_on_selector_all("[data-item]", "all => all.map(row => row.dataset.item)"))


def collect(tab: Any, many: int) -> list[str]:
    """Put the first charts of a page in the set; gives their items."""
    tab.wait_for_selector("[data-add][aria-pressed]", state="attached")
    buttons = [open_use(tab, place).locator("[data-add]") for place in range(many)]
    for button in buttons:
        button.click()
    assert tab.locator("[data-in-set]:visible").count() == many, "a fold says what is in the set, closed too"
    return [button.get_attribute("data-add") for button in buttons]


def test_two_charts_are_collected_ordered_annotated_and_taken_along(
    open_tab: Open, tmp_path: Path, chromium: Any
) -> None:
    tab = open_tab("/vergelijken")
    link = tab.locator("[data-set-link]")
    assert not link.is_visible(), "nothing is said of a set that is empty"
    first, second = collect(tab, 2)
    assert link.inner_text().replace("\u00a0", " ").replace("\n", "") == "Vergaderset (2)"
    assert tab.locator("[data-add]").first.get_attribute("aria-pressed") == "true"

    # It survives browsing, and its page is found without an address.
    tab.goto("/vergaderset")
    until(tab, "document.querySelectorAll('[data-item]').length === 2")
    assert in_order(tab) == [first, second]

    note = "Vraag <b>dit</b> na"
    tab.locator(f'[data-note="{first}"]').fill(note)
    tab.locator("[data-set-title]").fill("Raad 12 december")
    tab.locator('[data-place="down-0"] a').focus()
    tab.keyboard.press("Enter")
    until(tab, f"document.querySelector('[data-item]').dataset.item === '{second}'")
    assert in_order(tab) == [second, first]
    assert tab.locator(f'[data-note="{first}"]').input_value() == note
    assert tab.evaluate("document.activeElement.closest('[data-item]').dataset.item") == first
    assert tab.locator("[data-set-announce]").inner_text() == "Verplaatst naar plaats 2."
    assert "Vraag" not in tab.url

    with tab.expect_download() as coming:
        tab.locator('[data-file="html"]').click()
    file = tmp_path / "set.html"
    coming.value.save_as(file)
    until(tab, "document.querySelector('[data-set-status]').textContent.includes('klaar')")

    # The file, on a machine without a network.
    context = chromium.new_context(offline=True, viewport={"width": 1280, "height": 800})
    said: list[str] = []
    page_of_file = context.new_page()
    page_of_file.on("console", lambda message: said.append(message.text))
    page_of_file.on("requestfailed", lambda request: said.append(request.url))
    page_of_file.goto(file.as_uri())
    assert note in page_of_file.inner_text("main")
    assert page_of_file.locator("h1").inner_text() == "Raad 12 december"
    assert page_of_file.locator(".pic-wide svg").first.is_visible()
    page_of_file.locator('[data-present-do="start"]').click()
    page_of_file.keyboard.press("ArrowRight")
    assert page_of_file.locator("[data-slide]:visible").count() == 1
    assert page_of_file.locator("[data-current] .pic-wide svg").is_visible()
    page_of_file.keyboard.press("Escape")
    assert page_of_file.locator("[data-slide]:visible").count() > 1
    assert said == []
    context.close()


def test_a_presentation_goes_on_without_a_connection(open_tab: Open) -> None:
    tab = open_tab("/cijfers?theme=health")
    items = collect(tab, 2)
    tab.goto("/vergaderset")
    until(tab, "document.querySelectorAll('[data-item]').length === 2")
    tab.locator(f'[data-note="{items[0]}"]').fill("Mijn vraag")
    tab.locator(".set-links a").first.click()
    tab.wait_for_selector("[data-current]")
    tab.context.set_offline(True)

    def shown() -> str:
        assert tab.locator("[data-slide]:visible").count() == 1
        return str(tab.locator("[data-present-place]").inner_text())

    assert shown() == "1 van 5"
    tab.keyboard.press("ArrowRight")
    assert shown() == "2 van 5"
    assert focused(tab) == "H2"
    assert tab.locator("[data-current] .slide-note").inner_text().endswith("Mijn vraag")
    box = tab.locator("[data-current] .pic-wide svg").bounding_box()
    assert box["width"] > 600
    bar = tab.locator(".present-bar").bounding_box()
    assert bar["y"] + bar["height"] <= 900
    tab.keyboard.press("End")
    assert shown() == "5 van 5"
    tab.keyboard.press("ArrowRight")
    assert shown() == "5 van 5"
    tab.keyboard.press("Home")
    tab.keyboard.press("ArrowLeft")
    assert shown() == "1 van 5"
    tab.locator('[data-present-do="next"]').click()
    assert shown() == "2 van 5"
    tab.context.set_offline(False)


def test_a_set_from_a_link_does_not_take_the_place_of_a_readers_own(open_tab: Open) -> None:
    tab = open_tab("/vergelijken")
    (own,) = collect(tab, 1)
    tab.goto("/vergaderset?item=directions.over_time")
    tab.wait_for_selector("[data-set-other]:not([hidden])")
    tab.locator("[data-set-own]").click()
    until(tab, f"document.querySelector('[data-item]').dataset.item === '{own}'")
    tab.goto("/vergaderset?item=directions.over_time")
    tab.locator("[data-set-use]").click()
    assert not tab.locator("[data-set-other]").is_visible()
    tab.goto("/vergaderset")
    until(tab, "document.querySelector('[data-item]').dataset.item === 'directions.over_time'")


def test_removing_the_last_chart_leaves_a_way_to_others(open_tab: Open) -> None:
    tab = open_tab("/vergelijken")
    collect(tab, 1)
    tab.locator("[data-set-link]").click()
    tab.locator("[data-item] a", has_text="Haal weg").click()
    tab.wait_for_selector("[data-set-empty]")
    assert query(tab) == ""
    assert not tab.locator("[data-set-link]").is_visible()
    assert tab.evaluate("document.activeElement.closest('[data-set-empty]') !== null")


def test_without_scripts_the_form_gives_a_file_with_the_note(open_tab: Open, tmp_path: Path) -> None:
    tab = open_tab("/vergaderset?item=directions.over_time", java_script_enabled=False)
    tab.locator("textarea").fill("Zonder script")
    with tab.expect_download() as coming:
        tab.locator('[data-file="html"]').click()
    coming.value.save_as(tmp_path / "set.html")
    assert "Zonder script" in (tmp_path / "set.html").read_text(encoding="utf-8")


def test_on_a_phone_nothing_of_a_slide_is_cut_off(open_tab: Open) -> None:
    tab = open_tab("/vergaderset/presenteren?item=directions.randomised_control", width=360, height=740)
    tab.keyboard.press("ArrowRight")
    box = tab.locator("[data-current] .pic-narrow svg").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    assert tab.locator('[data-present-do="next"]').is_visible()
