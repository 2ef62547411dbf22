"""The page on changes says what is new since the last visit, and stores that in the browser only."""

from __future__ import annotations

from tests.browser.conftest import Open
from tests.page_reader import DATA


def test_versions_since_the_last_visit_are_named_once(open_tab: Open) -> None:
    first, *_, last = sorted(path.stem for path in (DATA / "releases").glob("*.json"))
    tab = open_tab("/verantwoording")
    note = tab.locator("[data-new-since]")
    assert not note.is_visible()
    assert tab.evaluate("localStorage.getItem('seen-version')") == last
    tab.evaluate(f"localStorage.setItem('seen-version', '{first}')")
    tab.reload()
    newest = tab.locator(f"[data-version='{last}'] h3").inner_text()
    assert note.is_visible()
    assert newest in note.inner_text()
    assert tab.locator(f"[data-version='{first}'] h3").inner_text() not in note.inner_text()
    tab.reload()
    assert not note.is_visible()
