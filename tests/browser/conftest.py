"""A tab in Chromium that hears everything: after each test its console must be empty and no request may have left."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest

Open = Callable[..., Any]


class Heard:
    """Messages and requests of the tabs of a test. `allowed` has words of messages that the test causes itself."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.requests: list[str] = []
        self.allowed: tuple[str, ...] = ()

    def follow(self, tab: Any) -> None:
        tab.on("console", lambda message: self.said.append(f"{message.type}: {message.text}"))
        tab.on("pageerror", lambda error: self.said.append(f"error: {error}"))
        tab.on("requestfailed", lambda request: self.said.append(f"failed: {request.url} {request.failure}"))
        tab.on("request", lambda request: self.requests.append(request.url))

    def unexpected(self) -> list[str]:
        # A page that is left while it still fetches gives up on what it fetched.
        given_up = "net::ERR_ABORTED"
        return [line for line in self.said if given_up not in line and not any(word in line for word in self.allowed)]


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def open_tab(chromium: Any, address: str, heard: Heard) -> Iterator[Open]:
    """`open_tab("/vergelijken", width=390, ...)` gives a page that has loaded."""
    contexts = []

    def opening(path: str, *, width: int = 1280, height: int = 900, **options: Any) -> Any:
        context = chromium.new_context(viewport={"width": width, "height": height}, base_url=address, **options)
        context.set_default_timeout(15_000)
        contexts.append(context)
        tab = context.new_page()
        heard.follow(tab)
        tab.goto(path)
        laid_out(tab)
        return tab

    yield opening
    for context in contexts:
        context.close()
    assert heard.unexpected() == []
    outside = [
        url
        for url in heard.requests
        if urlsplit(url).hostname != "127.0.0.1" and not url.startswith(("data:", "blob:"))
    ]
    assert outside == []


def make_live(tab: Any) -> None:
    """Come near a filter with the pointer: Dash and Plotly are loaded, and take over."""
    tab.dispatch_event("[data-filter]", "pointerover", {"bubbles": True})
    tab.wait_for_selector('.stage[data-state="live"]')


# Come near the next chart that is not drawn yet; whether there was one.
_NEXT = """() => {
  const next = document.querySelector(".stage .pic-plot:not([data-live])");
  if (next) next.scrollIntoView({ block: "center" });
  return Boolean(next);
}"""


def use(tab: Any) -> None:
    """Open what is folded on a page, and come near each chart."""
    if tab.locator(".stage").count():
        make_live(tab)
    tab.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true; })")
    while tab.evaluate(_NEXT):
        tab.wait_for_timeout(30)
    tab.evaluate("window.scrollTo(0, document.body.scrollHeight)")


def cards(tab: Any) -> list[str]:
    """The charts that are shown, by key."""
    return list(tab.eval_on_selector_all("[data-card]", "all => all.map(card => card.dataset.card)"))


def open_use(tab: Any, place: int = 0) -> Any:
    """Open the fold with what a reader does with a chart; gives the card."""
    card = tab.locator("[data-card]").nth(place)
    card.locator("details.use > summary").click()
    return card


def focused(tab: Any) -> str:
    return str(
        tab.evaluate(
            "document.activeElement.id || document.activeElement.dataset.cell || document.activeElement.tagName"
        )
    )


def query(tab: Any) -> str:
    return urlsplit(tab.url).query


def settled(tab: Any) -> None:
    """The results are those of the choice."""
    tab.wait_for_selector(".stage:not([aria-busy])")


def laid_out(tab: Any) -> None:
    """All of the page has its height, also what is below the window."""
    until(tab, "!document.documentElement.hasAttribute('data-waits') || !matchMedia('(scripting: enabled)').matches")


def until(tab: Any, condition: str) -> None:
    """Wait until something is so. The content security policy of the pages forbids what playwright offers for this."""
    for _ in range(150):
        if tab.evaluate(condition):
            return
        tab.wait_for_timeout(50)
    pytest.fail(f"not so after 7 seconds: {condition}")


def pasted(tab: Any) -> str:
    """What a reader would paste now. Pages may not read the clipboard, so it is pasted into a field of the test's own."""
    tab.evaluate("document.body.append(Object.assign(document.createElement('textarea'), { id: 'pasted-here' }))")
    tab.focus("#pasted-here")
    tab.keyboard.press("Control+V")
    text = str(tab.input_value("#pasted-here"))
    tab.evaluate("document.getElementById('pasted-here').remove()")
    return text
