"""With a finger: targets of 24 pixels or with room around them, and a page that scrolls past its charts."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.conftest import Open, make_live
from tests.browser.page_states import State, go, open_all, templates

# 2.5.8: as large as 24 by 24, or a circle of 24 around its middle meets no other target; a link inside a sentence is as high
# as its line. A label is part of the target of its box.
_SMALL = """() => {
    const least = 24;
    const seen = one => one.checkVisibility({ visibilityProperty: true }) && one.getBoundingClientRect().width > 0;
    const all = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]
        .filter(seen).map(one => one.matches('.check input') ? one.closest('.check') : one);
    const inSentence = one => {
        if (!getComputedStyle(one).display.startsWith('inline')) return false;
        const block = one.closest('p, li, dd, dt, td, th, h1, h2, h3, h4, h5, h6, figcaption');
        return !!block && block.textContent.trim().length > one.textContent.trim().length + 3;
    };
    const near = (box, x, y) => Math.hypot(Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom));
    const boxes = all.map(one => ({ one, box: one.getBoundingClientRect() }));
    return boxes.filter(({ one, box }) => {
        if (box.width >= least - 0.1 && box.height >= least - 0.1 || inSentence(one)) return false;
        const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
        return boxes.some(other => {
            if (other.one === one || one.contains(other.one) || other.one.contains(one)) return false;
            const small = other.box.width < least || other.box.height < least;
            const [ox, oy] = [other.box.left + other.box.width / 2, other.box.top + other.box.height / 2];
            return near(other.box, x, y) < least / 2 || small && Math.hypot(ox - x, oy - y) < least;
        });
    }).map(({ one, box }) => `${one.outerHTML.slice(0, 90)} ${Math.round(box.width)}x${Math.round(box.height)}`);
}"""

_HELD = """() => [...document.querySelectorAll('.pic-live, .pic-live *')].filter(one => {
    const look = getComputedStyle(one);
    return look.pointerEvents !== 'none' && ['none', 'pan-x'].includes(look.touchAction);
}).map(one => one.outerHTML.slice(0, 80))"""


@pytest.mark.parametrize("lang", ["nl", pytest.param("en", marks=pytest.mark.nightly)])
def test_targets_are_large_enough_for_a_finger(open_tab: Open, real: None, heard: Any, lang: str) -> None:
    heard.allowed = ("status of 404",)
    tab = open_tab("/", width=320)
    small = {}
    for state in templates(lang):
        go(tab, state)
        for width in (320, 430):
            tab.set_viewport_size({"width": width, "height": 800})
            if found := tab.evaluate(_SMALL):
                small[str(state), width] = found[:4]
    assert small == {}


def test_a_target_that_is_too_small_is_found(open_tab: Open) -> None:
    tab = open_tab("/", width=320)
    go(tab, State("/", open_all))
    assert tab.evaluate(_SMALL) == []
    tab.evaluate("""document.querySelectorAll('.nav li, .nav a').forEach(one => {
        one.style.cssText = 'min-height: 0; border: 0; font-size: 8px; line-height: 1';
    })""")
    assert tab.evaluate(_SMALL) != []


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
