"""Who asks for less motion gets none."""

from __future__ import annotations

from typing import Any

from tests.browser.conftest import Open, make_live
from tests.browser.page_states import go, templates

_MOVING = """() => [...document.querySelectorAll('*')].flatMap(one => {
    const look = getComputedStyle(one);
    const long = [look.transitionDuration, look.animationDuration].join(',').split(',').some(time => parseFloat(time) > 0.01);
    return long || look.scrollBehavior === 'smooth' ? [one.outerHTML.slice(0, 80)] : [];
})"""


def test_nothing_moves_for_who_asked_for_less_motion(open_tab: Open, real: None, heard: Any) -> None:
    heard.allowed = ("status of 404",)
    tab = open_tab("/", reduced_motion="reduce")
    moving = {}
    for state in templates("nl"):
        go(tab, state)
        if found := tab.evaluate(_MOVING):
            moving[str(state)] = found
    assert moving == {}


def test_live_charts_do_not_move_either_and_the_skip_link_only_slides_for_others(open_tab: Open) -> None:
    tab = open_tab("/vergelijken", reduced_motion="reduce")
    make_live(tab)
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.getAnimations().length") == 0
    tab = open_tab("/vergelijken", reduced_motion="no-preference")
    assert len(tab.evaluate(_MOVING)) == 1
