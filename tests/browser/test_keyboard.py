"""With the keyboard alone: every control and every cell is reached and does what it says, and the focus stays."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.conftest import Open, focused, query, settled


def stops(tab: Any, most: int = 400) -> list[str]:
    """Where Tab stops, from the top of the page to its end."""
    tab.evaluate("document.activeElement.blur()")
    found: list[str] = []
    for _ in range(most):
        tab.keyboard.press("Tab")
        here = tab.evaluate("""() => {
            const e = document.activeElement;
            if (!e || e === document.body) return '';
            const box = e.getBoundingClientRect();
            const style = getComputedStyle(e);
            const ring = style.outlineStyle !== 'none' || style.boxShadow !== 'none';
            const own = e.dataset.cell || e.id || e.getAttribute('href') || e.dataset.copy || e.textContent.trim();
            return (ring && box.width && box.height ? '' : 'unseen: ') + own;
        }""")
        if not here:
            break
        found.append(here)
    return found


def tab_to(tab: Any, selector: str, most: int = 300) -> None:
    for _ in range(most):
        tab.keyboard.press("Tab")
        if tab.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"Tab never came to {selector}")


def selector_of(cell: str) -> str:
    return f'[data-cell="{cell}"]'


@pytest.mark.parametrize("path", ["/", "/en/"])
def test_tab_comes_to_every_cell_in_order_and_shows_where_it_is(open_tab: Open, path: str) -> None:
    tab = open_tab(path)
    cells = tab.eval_on_selector_all("[data-cell]", "all => all.map(cell => cell.dataset.cell)")
    reached = stops(tab)
    assert len(cells) >= 28
    assert [stop for stop in reached if stop in cells] == cells
    assert not [stop for stop in reached if stop.startswith("unseen")]
    assert reached[0] == "#content"


def test_enter_opens_a_cell_escape_closes_it_and_the_focus_stays(open_tab: Open) -> None:
    tab = open_tab("/")
    cell = "wageningen_vertrouwen_werkt.participation"
    tab_to(tab, selector_of(cell))
    tab.keyboard.press("Enter")
    tab.wait_for_selector("[data-panel]")
    assert focused(tab) == f"cell-{cell}"
    assert f"open={cell}" in query(tab)
    assert tab.get_attribute(selector_of(cell), "aria-expanded") == "true"
    # Into the panel and back.
    tab.keyboard.press("Tab")
    tab.keyboard.press("Shift+Tab")
    assert focused(tab) == f"cell-{cell}"
    tab.keyboard.press("Escape")
    tab.wait_for_selector("[data-panel]", state="detached")
    assert focused(tab) == f"cell-{cell}"
    assert query(tab) == ""
    tab.keyboard.press("Enter")
    tab.wait_for_selector("[data-panel]")
    tab.keyboard.press("Enter")
    tab.wait_for_selector("[data-panel]", state="detached")
    assert focused(tab) == f"cell-{cell}"


def test_every_cell_opens_in_place(open_tab: Open) -> None:
    tab = open_tab("/en/")
    tab.evaluate("window.stayed = true")
    for cell in tab.eval_on_selector_all("[data-cell]", "all => all.map(cell => cell.dataset.cell)"):
        tab.focus(selector_of(cell))
        tab.keyboard.press("Enter")
        tab.wait_for_selector(f'{selector_of(cell)}[aria-expanded="true"]')
        assert tab.locator("[data-panel]").count() == 1
        assert focused(tab) == f"cell-{cell}"
    assert tab.evaluate("window.stayed"), "the page was left"
    tab.click("[data-panel] .top a")
    tab.wait_for_selector("[data-panel]", state="detached")


def test_an_opened_cell_is_in_the_address(open_tab: Open) -> None:
    tab = open_tab("/?open=amsterdam_earnings_premium.participation")
    assert tab.locator("[data-panel]").count() == 1
    tab.click(selector_of("heerlen_basisbanen.health"))
    tab.wait_for_selector(f'{selector_of("heerlen_basisbanen.health")}[aria-expanded="true"]')
    words = tab.inner_text("[data-panel]")
    tab.reload()
    assert tab.inner_text("[data-panel]") == words
    tab.click("a.lang")
    tab.wait_for_url("**/en/?open=heerlen_basisbanen.health")
    assert tab.locator("[data-panel]").count() == 1


@pytest.mark.parametrize("path", ["/en/compare?indicator=outflow_to_work"])
def test_tab_comes_to_every_control_and_link_and_shows_where_it_is(open_tab: Open, path: str) -> None:
    tab = open_tab(path)
    tab.evaluate("document.querySelectorAll('details').forEach(part => { part.open = !part.matches('.pick'); })")
    reached = stops(tab)
    expected = tab.evaluate("""() => [...document.querySelectorAll('a[href], button, select, input, summary')]
        .filter(e => e.checkVisibility({ visibilityProperty: true }) && e.type !== 'hidden').length""")
    assert len(reached) >= expected > 15
    assert not [stop for stop in reached if stop.startswith("unseen")]
    for name in ("choose-theme", "choose-indicator", "choose-measured-yes"):
        assert name in reached


def test_a_filter_with_several_values_works_with_keys_alone(open_tab: Open) -> None:
    tab = open_tab("/vergelijken")
    tab_to(tab, "summary:has([data-summary=municipality])")
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    first = focused(tab)
    assert first.startswith("choose-municipality-")
    tab.keyboard.press("Space")
    settled(tab)
    assert query(tab) == f"municipality={first.removeprefix('choose-municipality-')}"
    assert focused(tab) == first
    tab.keyboard.press("Escape")
    assert not tab.evaluate("document.querySelector('details:has([data-summary=municipality])').open")
    assert tab.evaluate("document.activeElement.matches('summary:has([data-summary=municipality])')")


def test_a_theme_is_chosen_and_a_table_opened_with_keys(open_tab: Open) -> None:
    tab = open_tab("/vergelijken")
    # The first stop skips to the content.
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    assert focused(tab) == "content"
    tab_to(tab, "#choose-theme")
    tab.keyboard.press("ArrowDown")
    settled(tab)
    assert query(tab) == "theme=income_stability"
    assert focused(tab) == "choose-theme"
    tab_to(tab, "#choose-measured-yes")
    tab.keyboard.press("Space")
    settled(tab)
    assert query(tab) == "theme=income_stability&measured=yes"
    tab_to(tab, "[data-reset]")
    tab.keyboard.press("Enter")
    settled(tab)
    assert query(tab) == ""
    tab_to(tab, "[data-card] details.fold summary")
    tab.keyboard.press("Enter")
    assert tab.locator("[data-card] table").first.is_visible()
