"""With the keyboard past the charts: two steps for each, everything behind them in reach, and the focus always in sight.

tests/browser/test_every_page.py counts the tab stops of the charts of every page.
"""

from __future__ import annotations

import pytest

from tests.browser.conftest import Open, make_live, open_use

# The marks of a chart are one stop, and the fold with everything else is another; a slide has a toolbar too.
MOST = 4
OF_A_CARD = 2
# What Tab stops at, in a part of the page.
_STOPS = """part => [...part.querySelectorAll('a[href], button, input, select, textarea, summary, iframe, [tabindex]')]
    .filter(one => one.tabIndex >= 0 && !one.disabled && one.checkVisibility({ visibilityProperty: true }))
    .map(one => one.tagName + ' ' + one.textContent.trim().slice(0, 40))"""
CHARTS = "[data-card], .brief-chart, .slide, main.embed, .timeline"
COSTLY = f"""most => [...document.querySelectorAll('{CHARTS}')].map(part => [part.id || part.className, ({_STOPS})(part)])
    .filter(([, stops]) => stops.length > most)"""


@pytest.mark.parametrize("path", ["/vergelijken", "/en/meeting-set/present?item=directions.over_time"])
def test_it_costs_no_more_without_scripts(open_tab: Open, path: str) -> None:
    tab = open_tab(path, java_script_enabled=False)
    assert tab.evaluate(COSTLY, MOST) == []
    assert tab.locator(CHARTS).count() > 1


def test_tab_passes_each_live_chart_in_two_steps(open_tab: Open) -> None:
    tab = open_tab("/vergelijken")
    make_live(tab)
    tab.locator("[data-card] .pic-plot").first.scroll_into_view_if_needed()
    tab.wait_for_selector(".pic-plot[data-live]")
    assert tab.evaluate(f"({_STOPS})(document.querySelector('.pic-plot'))") == [], "nothing inside a chart is a stop"
    # What stands above the charts has links of its own.
    tab.evaluate("""() => {
        const first = document.querySelector("[data-card]");
        const before = [...document.querySelectorAll("main a[href], main summary")].filter(stop => stop.checkVisibility()
            && stop.compareDocumentPosition(first) & Node.DOCUMENT_POSITION_FOLLOWING && !first.contains(stop));
        before.at(-1).focus();
    }""")
    seen: dict[str, int] = {}
    for _ in range(40):
        tab.keyboard.press("Tab")
        card = tab.evaluate("document.activeElement.closest('[data-card]')?.dataset.card ?? ''")
        if not card:
            break
        seen[card] = seen.get(card, 0) + 1
    assert len(seen) > 4
    assert set(seen.values()) == {OF_A_CARD}


@pytest.mark.parametrize("path", ["/vergelijken?indicator=outflow_to_work"])
def test_every_action_of_a_chart_is_reached_in_the_order_in_which_it_stands(open_tab: Open, path: str) -> None:
    tab = open_tab(path)
    card = open_use(tab)
    tab.keyboard.press("Shift+Tab")
    reached = []
    for _ in range(40):
        tab.keyboard.press("Tab")
        if not tab.evaluate("!!document.activeElement.closest('details.use')"):
            break
        reached.append(tab.evaluate("document.activeElement.textContent.trim().slice(0, 40)"))
    expected = tab.evaluate(f"({_STOPS})(document.querySelector('details.use'))")
    assert [one.split(" ", 1)[1] for one in expected] == reached
    assert len(reached) >= 11
    assert card.locator("[data-add]").is_visible()


@pytest.mark.parametrize(
    ("path", "width", "height"),
    [
        ("/?open=wageningen_vertrouwen_werkt.participation", 1280, 800),
        ("/en/compare", 320, 256),
        ("/vergaderset?item=directions.over_time", 320, 256),
    ],
)
def test_nothing_lies_over_what_has_the_focus(open_tab: Open, path: str, width: int, height: int) -> None:
    """2.4.11: a reader who tabs sees where they are, also where the window is as small as at 400 %."""
    tab = open_tab(path, width=width, height=height, reduced_motion="reduce")
    hidden = []
    for _ in range(90):
        tab.keyboard.press("Tab")
        found = tab.evaluate("""() => {
            const one = document.activeElement;
            if (!one || one === document.body) return null;
            const box = one.getBoundingClientRect();
            const points = [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5], [0.5, 0.1], [0.5, 0.9]]
                .map(([x, y]) => document.elementFromPoint(box.left + x * box.width, box.top + y * box.height));
            return [points.some(at => at && (one.contains(at) || at.contains(one))), one.outerHTML.slice(0, 90)];
        }""")
        if found is None:
            break
        if not found[0]:
            hidden.append(found[1])
    assert hidden == []
