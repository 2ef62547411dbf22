"""What a reader has of the live region in a browser: answers at once, before and after Dash is there, in the same place."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

COMPARE = "/vergelijken"
STATE = "document.querySelector('.stage').dataset.state"
# Waiting inside a page needs eval, which the content security policy forbids: ask again from here.
TIMEOUT = 20.0


def until(page: Any, condition: str) -> None:
    end = time.monotonic() + TIMEOUT
    while not page.evaluate(condition):
        assert time.monotonic() < end, f"never: {condition}"
        time.sleep(0.02)


@pytest.fixture
def context(chromium: Any, address: str) -> Iterator[Callable[..., Any]]:
    """Open a page that notes what it loads and what it complains about; nothing may be complained about."""
    opened: list[Any] = []
    complaints: list[str] = []

    def opening(path: str = COMPARE, **settings: Any) -> Any:
        context = chromium.new_context(viewport={"width": 1280, "height": 900}, **settings)
        page = context.new_page()
        page.requests = []
        page.on(
            "console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None
        )
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: page.requests.append((request.method, request.url.removeprefix(address))))
        opened.append(context)
        page.goto(address + path)
        return page

    yield opening
    for context in opened:
        context.close()
    assert complaints == []


def start(page: Any) -> None:
    """Come near a filter with the pointer: Dash and Plotly are loaded."""
    page.dispatch_event("[data-filter]", "pointerover", {"bubbles": True})
    until(page, f"{STATE} === 'live'")


def scripts(page: Any) -> list[str]:
    return [url for _, url in page.requests if "/assets/dash_renderer." in url or "/plotly." in url]


def posts(page: Any) -> int:
    return sum(method == "POST" for method, _ in page.requests)


def choose(page: Any, *, theme: str) -> None:
    before = page.evaluate("document.getElementById('found').textContent")
    page.select_option("[name=theme]", theme)
    until(page, f"document.getElementById('found').textContent !== {before!r}")


def test_reading_loads_no_script_of_dash_or_plotly(context: Callable[..., Any]) -> None:
    page = context()
    time.sleep(1)
    assert scripts(page) == []
    assert page.evaluate(STATE) == "html"
    assert page.locator(".pic-still svg:visible").count() >= 3


def test_a_choice_made_before_dash_is_loaded_comes_from_its_page(context: Callable[..., Any], address: str) -> None:
    page = context()
    # Without a mouse or keyboard: what a finger does first.
    page.evaluate("document.querySelector('[name=theme]').value = 'health'")
    page.evaluate("document.querySelector('[name=theme]').dispatchEvent(new Event('change', {bubbles: true}))")
    until(page, "document.title.includes('gezondheid')")
    assert posts(page) == 0
    assert page.url == f"{address}{COMPARE}?theme=health"
    until(page, f"{STATE} === 'live'")
    choose(page, theme="wellbeing")
    assert posts(page) == 1
    assert "elbevinden" in page.title()
    fresh = context(f"{COMPARE}?theme=wellbeing")
    results = "document.getElementById('results-html').innerText"
    start(fresh)
    assert page.evaluate(results) == fresh.evaluate(results)
    assert page.locator("[data-chosen]").text_content() == fresh.locator("[data-chosen]").text_content()
    assert page.locator(".lang").get_attribute("href") == fresh.locator(".lang").get_attribute("href")


def test_live_charts_take_the_place_of_drawn_ones_without_a_jump(context: Callable[..., Any]) -> None:
    page = context()
    page.evaluate(
        "window.shift = 0; new PerformanceObserver(list => list.getEntries().forEach(e => { window.shift += e.value }))"
        ".observe({type: 'layout-shift', buffered: true})"
    )
    box = page.locator(".pic-plot").first
    box.scroll_into_view_if_needed()
    before = box.bounding_box()
    start(page)
    until(page, "document.querySelector('.pic-plot').hasAttribute('data-live')")
    assert box.bounding_box() == before
    assert page.evaluate("window.shift") < 0.005
    assert box.locator(".pic-live .dash-graph .main-svg").first.is_visible()
    assert not box.locator(".pic-still svg").first.is_visible()
    words = box.get_attribute("aria-label")
    assert words.startswith(box.locator(".pic-still title").first.text_content())
    page.emulate_media(media="print")
    assert box.locator(".pic-wide svg").is_visible()
    assert not box.locator(".pic-live").is_visible()


def test_a_finger_on_a_chart_makes_it_live(context: Callable[..., Any]) -> None:
    page = context(has_touch=True)
    page.locator(".pic-plot").first.scroll_into_view_if_needed()
    time.sleep(0.3)
    assert page.evaluate(STATE) == "html"
    page.locator(".pic-plot").first.tap(position={"x": 5, "y": 5})
    until(page, "document.querySelector('.pic-plot').hasAttribute('data-live')")
