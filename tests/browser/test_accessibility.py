"""axe-core finds nothing on any kind of page in any state; tests/nightly/test_accessibility.py adds every page and every look."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from itertools import product
from typing import Any

import pytest

from dashboard.web import error_pages
from tests.browser.axe import COLOURS, violations
from tests.browser.conftest import Open
from tests.browser.page_states import LOOKS, State, go, looks, templates

# Another language, width and look of the screen each day. In forced colours axe cannot judge colours.
_DAYS = list(product(("nl", "en"), (1280, 320), [name for name in LOOKS if not name.startswith("forced")][1:]))
# Parts side by side with the same elements, classes and roles are made alike: two stand for all, and all are checked nightly.
# What something outside of it refers to stays, and so do the cells of a row and the pairs of a list of terms.
_SHORTEN = """() => {
    const referring = new Map();
    for (const name of ['for', 'href', 'aria-labelledby', 'aria-describedby', 'aria-controls']) {
        for (const one of document.querySelectorAll(`[${name}]`)) {
            for (const id of one.getAttribute(name).replace(/^#/, '').split(' ')) {
                referring.set(id, [...(referring.get(id) ?? []), one]);
            }
        }
    }
    const named = part => [part, ...part.querySelectorAll('[id]')].some(
        inner => (referring.get(inner.id) ?? []).some(one => !part.contains(one)));
    const values = ['class', 'role', 'type', 'fill', 'style', 'hidden', 'aria-hidden', 'aria-current'];
    const shape = part => {
        const seen = new Map(), shapes = [];
        for (const child of [...part.children]) {
            const found = shape(child), many = (seen.get(found) ?? 0) + 1;
            seen.set(found, many);
            if (many > 2 && !part.matches('tr, dl') && !named(child)) child.remove();
            else shapes.push(found);
        }
        return `<${part.tagName} ${values.map(name => part.getAttribute(name))} ${shapes.join('')}>`;
    };
    shape(document.body);
}"""
_DAY = dt.date.today().toordinal()
_LANG, _WIDTH, _LOOK = _DAYS[_DAY % len(_DAYS)]


def test_axe_finds_nothing_on_any_kind_of_page(open_tab: Open, real: None, heard: Any) -> None:
    """On a light screen all rules hold, and in a second look those for colours: on half of the pages, by turns."""
    heard.allowed = ("status of 404",)
    tab = open_tab("/", width=_WIDTH)
    found = {}
    for turn, state in enumerate(templates(_LANG), start=_DAY // len(_DAYS)):
        go(tab, state)
        tab.evaluate(_SHORTEN)
        if wrong := violations(tab):
            found[str(state)] = wrong
        for look in looks(tab, _LOOK) if turn % 2 else ():
            if wrong := violations(tab, COLOURS):
                found[str(state), look] = wrong
    assert found == {}


def test_browser_exposes_tables_as_tables_where_they_are_displayed_as_blocks(open_tab: Open) -> None:
    tab = open_tab("/cijfers", width=320)
    tab.evaluate("() => document.querySelectorAll('main details').forEach(part => { part.open = true; })")
    assert tab.evaluate("() => getComputedStyle(document.querySelector('main tbody tr')).display") not in (
        "table-row",
        "none",
    )
    count = "() => [...document.querySelectorAll('main tbody tr')].filter(row => row.checkVisibility()).length"
    rows = tab.evaluate(count)
    nodes = tab.context.new_cdp_session(tab).send("Accessibility.getFullAXTree")["nodes"]
    exposed = Counter(node["role"]["value"] for node in nodes if not node["ignored"])
    assert rows > 20
    assert exposed["row"] >= rows
    assert exposed["rowheader"] + exposed["cell"] > 2 * rows


@pytest.mark.parametrize("path", ["/broken", "/en/broken"])
def test_axe_finds_nothing_on_the_page_for_a_fault_of_ours(
    open_tab: Open, server: Any, real: None, heard: Any, path: str
) -> None:
    heard.allowed = ("status of 500",)
    with server.test_request_context(path):
        answer = error_pages.failure(RuntimeError("made up"))
    tab = open_tab("/")
    tab.route(f"**{path}", lambda route: route.fulfill(status=500, body=answer.get_data(), content_type="text/html"))
    for width in (1280, 320):
        tab.set_viewport_size({"width": width, "height": 900})
        go(tab, State(path))
        assert violations(tab) == []
