"""The policy of every answer in Chromium: nothing of ours is held back by it, and what is not ours is.

That no page is held back is in test_every_page.py: Chromium reports it in the console.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from dashboard.web.pages.registry import PAGES
from tests.browser.conftest import Heard, Open, settled, until, use

KEY = "with_and_without.outflow_to_work.matched_comparison.amsterdam_outflow_participants_2018"
LANGUAGES = {"nl": "/vergelijken", "en": "/en/compare"}
# Anything that was held back, as the browser tells the page itself.
WATCH = """
window.broken = [];
document.addEventListener("securitypolicyviolation", function (event) {
  window.broken.push([event.effectiveDirective, event.blockedURI, event.sourceFile, event.lineNumber, event.sample].join(" "));
});
"""
HOW = (
    "The policy held something back. When Dash or Plotly brings another inline style: read it, then put the digest that "
    "Chromium names into dashboard/web/http/csp.py. It said: "
)


@pytest.fixture
def watched(open_tab: Open, heard: Heard) -> Iterator[Callable[..., Any]]:
    """`tab, quiet = watched()`: a tab that notes what is held back; `quiet()` fails when there was any."""

    def opening(**options: Any) -> tuple[Any, Callable[[], None]]:
        tab = open_tab("/robots.txt", **options)
        tab.context.add_init_script(WATCH)

        def quiet() -> None:
            held_back = tab.evaluate("window.broken")
            assert held_back == [], f"{tab.url}: {HOW}{held_back} {heard.unexpected()}"
            assert heard.unexpected() == [], tab.url

        return tab, quiet

    return opening


@pytest.mark.parametrize("lang", ["nl", pytest.param("en", marks=pytest.mark.nightly)])
def test_nothing_that_a_reader_does_is_held_back(watched: Callable[..., Any], lang: str) -> None:
    """Filter, narrow the window, copy, collect, print, open a cell, look at the slides, take a file along."""
    tab, quiet = watched()
    tab.goto(LANGUAGES[lang])
    use(tab)
    assert tab.evaluate("document.querySelector('.pic-live').querySelectorAll('text').length") > 5
    tab.select_option("#choose-theme", "health")
    settled(tab)
    tab.set_viewport_size({"width": 390, "height": 800})
    tab.set_viewport_size({"width": 1280, "height": 800})
    use(tab)
    tab.locator("[data-copy]").first.click()
    tab.locator("[data-add]").first.click()
    tab.emulate_media(media="print", color_scheme="dark")
    tab.emulate_media(media="screen", color_scheme="light")
    quiet()
    tab.goto(PAGES[0].path(lang))
    tab.click('[data-cell="oss_zelf_aan_het_stuur.health"]')
    tab.wait_for_selector("[data-panel]")
    tab.keyboard.press("Escape")
    tab.wait_for_selector("[data-panel]", state="detached")
    quiet()
    tab.goto(next(page for page in PAGES if page.name == "set").path(lang))
    until(tab, "document.querySelectorAll('[data-item]').length === 1")
    with tab.expect_download():
        tab.locator('[data-file="xlsx"]').click()
    quiet()
    tab.goto(tab.locator('a[href*="present"]').first.get_attribute("href"))
    tab.locator('[data-present-do="next"]').click()
    tab.locator('[data-present-do="full"]').click()
    until(tab, "document.fullscreenElement !== null")
    quiet()


def test_a_touch_of_a_filter_loads_dash_and_plotly(watched: Callable[..., Any], heard: Heard) -> None:
    tab, quiet = watched(has_touch=True)
    tab.goto(LANGUAGES["nl"])
    assert not any("/assets/plotly." in url for url in heard.requests)
    tab.locator(".filter").first.tap(position={"x": 4, "y": 4})
    tab.wait_for_selector('.stage[data-state="live"]')
    assert any("/assets/plotly." in url for url in heard.requests)
    quiet()


def test_live_charts_have_bold_words_and_nothing_that_is_sent_to_the_cloud(watched: Callable[..., Any]) -> None:
    """Plotly makes bold markup a style attribute, which the policy forbids; partial.py makes it a weight of the font."""
    tab, quiet = watched()
    tab.goto(LANGUAGES["nl"])
    use(tab)
    bold = tab.evaluate(
        """[...document.querySelectorAll('.pic-live text')].filter(part => getComputedStyle(part).fontWeight === '700')
        .map(part => part.textContent)"""
    )
    still = tab.evaluate(
        """[...document.querySelectorAll('.pic-wide text[font-weight=bold]')].map(part => part.textContent)"""
    )
    assert len(still) > 5
    assert set(still) <= set(bold)
    chosen = tab.eval_on_selector_all(".js-plotly-plot", "all => all.map(chart => chart._context)")
    assert chosen
    for one in chosen:
        assert not one["showSendToCloud"]
        assert not one.get("showEditInChartStudio")
        assert not one.get("showLink")
        assert one["displayModeBar"] is False
    assert tab.locator(".modebar-btn").count() == 0
    quiet()


def test_frames_drawings_and_files_for_machines_open_quietly(watched: Callable[..., Any]) -> None:
    tab, quiet = watched()
    for path in (f"/embed/{KEY}", f"/en/embed/{KEY}?as_of=2026-11-21", "/favicon.svg", "/sitemap.xml", "/feed.atom"):
        tab.goto(path)
        quiet()


SMUGGLED = {
    "<style>main { display: none }</style>": "style-src-elem",
    "<p style='position: fixed'>x</p>": "style-src-attr",
    "<img src='/nothing.png' onerror='window.ran = true'>": "script-src-attr",
    "<img src='http://127.0.0.1:9/x.png'>": "img-src",
    "<iframe src='http://127.0.0.1:9/'></iframe>": "frame-src",
    "<object data='http://127.0.0.1:9/'></object>": "object-src",
}


def test_what_somebody_smuggles_into_a_page_is_held_back(watched: Callable[..., Any], heard: Heard) -> None:
    heard.allowed = ("violates", "status of 404", "127.0.0.1:9")
    tab, _ = watched()
    tab.goto(LANGUAGES["nl"])
    for smuggled, what in SMUGGLED.items():
        before = len(heard.said)
        tab.evaluate(
            f"window.broken = []; document.querySelector('main').insertAdjacentHTML('beforeend', {smuggled!r})"
        )
        until(tab, "window.broken.length > 0")
        assert [line.split()[0] for line in tab.evaluate("window.broken")] == [what]
        assert any("violates" in line for line in heard.said[before:]), "the console reports it"
    assert tab.evaluate("window.ran") is None


# What a browser may do


def test_a_page_may_do_what_ours_do_and_nothing_that_tells_of_a_reader(watched: Callable[..., Any]) -> None:
    tab, quiet = watched()
    tab.goto(LANGUAGES["nl"])
    quiet()
    allowed = set(tab.evaluate("document.featurePolicy.allowedFeatures()"))
    assert {"clipboard-write", "fullscreen"} <= allowed
    assert not allowed & set(
        "camera microphone geolocation clipboard-read display-capture usb payment local-fonts".split()
    )
    assert tab.evaluate("navigator.permissions.query({ name: 'geolocation' }).then(found => found.state)") == "denied"


# In somebody else's page


@pytest.fixture
def elsewhere() -> Iterator[Callable[[str], str]]:
    """`elsewhere(html)` gives the address of a page on another site."""

    class Other(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(text[0].encode() if self.path == "/page" else b"")

        def log_message(self, *_: object) -> None:
            pass

    text = [""]
    server = ThreadingHTTPServer(("127.0.0.1", 0), Other)
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def serving(html: str) -> str:
        text[0] = html
        return f"http://127.0.0.1:{server.server_port}/page"

    yield serving
    server.shutdown()
    server.server_close()


def test_others_may_show_a_chart_that_sets_the_height_of_its_frame_and_a_picture_of_one(
    open_tab: Open, address: str, elsewhere: Callable[[str], str]
) -> None:
    tab = open_tab("/vergelijken", width=900)
    code = tab.evaluate("document.querySelector('[data-copy-text*=iframe]').dataset.copyText").replace(
        'src="/', f'src="{address}/'
    )
    tab = open_tab(
        elsewhere(
            f"<!doctype html>{code}<iframe src='about:blank'></iframe><img src='{address}/vergelijken/{KEY}.png'>"
        ),
        width=900,
    )
    tab.wait_for_load_state("networkidle")
    frame = tab.frame_locator("iframe >> nth=0")
    assert frame.locator("h1").is_visible()
    height = "document.querySelector('iframe').clientHeight"
    inside = frame.locator("body")
    until(tab, f"Math.abs({height} - {inside.evaluate('body => body.getBoundingClientRect().height')}) < 2")
    before = tab.evaluate(height)
    frame.locator("summary").last.click()
    until(tab, f"{height} > {before}")
    frame.locator("[data-mark]:visible").first.hover(force=True)
    assert frame.locator("#mark-card-shown").is_visible()
    # Another window than that of the chart does not change its frame.
    before = tab.evaluate(height)
    tab.evaluate("window.postMessage({ chartHeight: 9 }, '*')")
    tab.wait_for_timeout(100)
    assert tab.evaluate(height) == before
    assert tab.evaluate("document.images[0].naturalWidth") > 500
    read = tab.evaluate(f"fetch('{address}/api/v1/tables/themes').then(answer => answer.json()).then(Object.keys)")
    assert read


def test_no_other_page_may_be_shown_in_a_frame(
    open_tab: Open, heard: Heard, address: str, elsewhere: Callable[[str], str]
) -> None:
    heard.allowed = ("frame-ancestors", "X-Frame-Options", "ERR_BLOCKED_BY_RESPONSE", "status of 404")
    paths = ("/", "/vergelijken", "/nergens")
    frames = "".join(f"<iframe src='{address}{path}'></iframe>" for path in paths)
    tab = open_tab(elsewhere(f"<!doctype html>{frames}"))
    tab.wait_for_load_state("networkidle")
    for number in range(len(paths)):
        assert tab.frame_locator("iframe").nth(number).locator("main").count() == 0
    assert sum("frame-ancestors" in line for line in heard.said) == len(paths)
