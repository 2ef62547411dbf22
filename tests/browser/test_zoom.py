"""Larger letters lose nothing: no text is cut off or overlapped, nothing scrolls sideways."""

from __future__ import annotations

from typing import Any

from tests.browser.conftest import Open
from tests.browser.page_states import go, templates

_SHEET = """text => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets = [sheet];
}"""

_LOST = """() => {
    const found = [];
    const page = document.documentElement;
    if (page.scrollWidth > page.clientWidth) found.push(`wider than the window: ${page.scrollWidth}`);
    /* Not what is there for screen readers only, nor what lies over the page because a reader asked for it. The line of the
       large numerals is higher than the numerals, which have nothing below their foot. The
       line below a hit of a search is the beginning of what it leads to. */
    const clipped = one => one && (getComputedStyle(one).clipPath !== 'none' || clipped(one.parentElement));
    const inSight = one => one.checkVisibility({ visibilityProperty: true })
        && !one.closest('svg, [popover], .skip, .list, .opened, [class^=figure-], .night .zero, .in-shape b, .hits p + p')
        && !clipped(one);
    for (const one of document.querySelectorAll('body *')) {
        if (!inSight(one)) continue;
        const look = getComputedStyle(one);
        const name = `${one.tagName}.${one.className} ${one.textContent.trim().slice(0, 30)}`;
        const hides = side => /hidden|clip/.test(look[`overflow${side}`]);
        const wide = hides('X') && one.scrollWidth - one.clientWidth > 1;
        const high = hides('Y') && one.scrollHeight - one.clientHeight > 1;
        if (one.textContent.trim() && (wide || high)) found.push(`cut off: ${name}`);
        const held = ['fixed', 'sticky'].includes(look.position);
        const part = one.offsetWidth * one.offsetHeight / (innerWidth * innerHeight);
        if (held && part > 0.2) found.push(`lies over the page: ${name}`);
    }
    /* Lines of text that lie over each other. */
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const lines = [];
    const range = document.createRange();
    while (walk.nextNode()) {
        const text = walk.currentNode;
        if (!text.data.trim() || !inSight(text.parentElement) || text.parentElement.closest('option, select, script')) continue;
        range.selectNodeContents(text);
        for (const box of range.getClientRects()) {
            if (box.width > 2 && box.height > 2) lines.push({ box, text });
        }
    }
    lines.sort((a, b) => a.box.top - b.box.top);
    for (let i = 0; i < lines.length; i += 1) {
        for (let j = i + 1; j < lines.length && lines[j].box.top < lines[i].box.bottom; j += 1) {
            const [a, b] = [lines[i].box, lines[j].box];
            const over = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
            const beside = Math.min(a.right, b.right) - Math.max(a.left, b.left);
            if (lines[i].text !== lines[j].text && beside > 3 && over > 0.5 * Math.min(a.height, b.height)) {
                found.push(`overlaps: ${lines[i].text.data.trim().slice(0, 30)} | ${lines[j].text.data.trim().slice(0, 30)}`);
            }
        }
    }
    return found.slice(0, 6);
}"""


def lost(tab: Any, *, sizes: tuple[tuple[int, int], ...], lang: str = "nl", sheet: str = "") -> dict[Any, list[str]]:
    """What is lost on every kind of page in windows of these sizes."""
    found = {}
    for state in templates(lang):
        go(tab, state)
        tab.evaluate(_SHEET, sheet)
        for width, height in sizes:
            tab.set_viewport_size({"width": width, "height": height})
            if not tab.evaluate(_LOST):
                continue
            # A live chart needs a moment to be drawn for another width.
            tab.wait_for_timeout(500)
            if wrong := tab.evaluate(_LOST):
                found[str(state), width] = wrong
        tab.set_viewport_size({"width": sizes[0][0], "height": sizes[0][1]})
    return found


def test_letters_twice_as_large_lose_nothing(open_tab: Open, real: None, heard: Any) -> None:
    """As the setting of a browser makes them: a style sheet that counts in `em` gives the form with more room."""
    heard.allowed = ("status of 404",)
    tab = open_tab("/")
    tab.context.new_cdp_session(tab).send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    assert lost(tab, sizes=((1280, 900),)) == {}
    assert tab.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)") == 32


def test_a_slide_can_be_read_where_the_window_is_low(open_tab: Open) -> None:
    tab = open_tab("/vergaderset/presenteren?item=directions.over_time", width=320, height=256)
    tab.keyboard.press("ArrowRight")
    room = tab.evaluate("document.querySelector('[data-current]').getBoundingClientRect().height")
    assert room > 140, "the bar with buttons leaves no room for the slide"
