"""Web fonts: loaded after the first paint, used once the browser has stored them, and nothing moves."""

from dashboard.web.http.static import fonts
from tests.browser.conftest import Open, until

MOVED = """
window.moved = 0;
new PerformanceObserver(list => list.getEntries().forEach(one => { window.moved += one.value; }))
    .observe({ type: "layout-shift", buffered: true });
"""
TIMES = """() => {
    const painted = performance.getEntriesByName("first-contentful-paint")[0];
    const files = performance.getEntriesByType("resource").filter(one => one.name.endsWith(".woff2"));
    return [painted.startTime, files.map(one => one.startTime)];
}"""
USED = "getComputedStyle(document.querySelector('h1')).fontFamily.includes('Source Serif Web')"


def test_web_fonts_come_after_the_first_paint_and_move_nothing(open_tab: Open) -> None:
    tab = open_tab("/robots.txt")
    tab.context.add_init_script(MOVED)
    tab.goto("/")
    until(tab, "performance.getEntriesByType('resource').filter(one => one.name.endsWith('.woff2')).length === 3")
    painted, started = tab.evaluate(TIMES)
    assert min(started) > painted
    until(tab, "localStorage.getItem('fonts') === 'stored'")
    assert tab.evaluate(USED) is False
    assert tab.evaluate("window.moved") == 0
    tab.goto("/gemeenten/oss")
    assert tab.evaluate(USED) is True
    assert tab.evaluate("document.fonts.check('700 1em \"Source Serif Web\"')")
    assert tab.evaluate("window.moved") == 0


def test_web_fonts_are_small() -> None:
    assert len(fonts()) == 3
    assert sum(len(file.content) for file in fonts().values()) <= 70_000
