"""With a finger, a page scrolls past its live charts."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Open, make_live

_HELD = """() => [...document.querySelectorAll('.pic-live, .pic-live *')].filter(one => {
    const look = getComputedStyle(one);
    return look.pointerEvents !== 'none' && ['none', 'pan-x'].includes(look.touchAction);
}).map(one => one.outerHTML.slice(0, 80))"""


@pytest.mark.parametrize("path", ["/vergelijken", "/en/figures?municipality=oss"])
def test_the_page_scrolls_past_a_live_chart_by_touch(open_tab: Open, path: str) -> None:
    tab = open_tab(path, width=390, height=700, has_touch=True, is_mobile=True)
    make_live(tab)
    tab.evaluate("document.querySelector('[data-card] .pic-plot').scrollIntoView({ block: 'center' })")
    tab.wait_for_selector(".pic-plot[data-live]")
    x, y = tab.evaluate("""() => {
        const box = document.querySelector('.pic-plot[data-live]').getBoundingClientRect();
        return [box.left + box.width / 2, Math.min(Math.max(box.top, 0) + 100, 600)];
    }""")
    assert tab.evaluate("([x, y]) => !!document.elementFromPoint(x, y).closest('.pic-live')", [x, y])
    before = tab.evaluate("scrollY")
    finger = tab.context.new_cdp_session(tab)
    finger.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for moved in range(10, 260, 10):
        finger.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x, "y": y - moved}]})
        tab.wait_for_timeout(10)
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    tab.wait_for_timeout(300)
    assert tab.evaluate("scrollY") - before > 150
    assert tab.evaluate(_HELD) == [], "a chart takes no gesture for itself"


def test_a_page_can_be_passed_on_to_an_app_only_where_that_works(open_tab: Open) -> None:
    """A phone that can share has the button, and passes the address with its choice; other browsers do not show it."""
    assert not open_tab("/raadsbrief?type=basic_job").locator("[data-share]").is_visible()
    tab = open_tab("/", width=390, height=700, has_touch=True, is_mobile=True)
    tab.add_init_script("navigator.share = what => { window.passedOn = what; return Promise.resolve(); }")
    tab.goto("/raadsbrief?type=basic_job")
    tab.locator("[data-share]").tap()
    assert tab.evaluate("passedOn.url").endswith("/raadsbrief?type=basic_job")
    assert tab.evaluate("passedOn.title") == tab.title()
