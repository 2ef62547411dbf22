"""axe-core finds nothing on any page, in any state, on a desktop and on a phone, in any look of the screen."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.axe import COLOURS, violations
from tests.browser.conftest import Open
from tests.browser.page_states import everywhere, go, looks, states, templates

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_axe_finds_nothing_on_any_page_in_any_state(
    open_tab: Open, real: None, heard: Any, lang: str, width: int
) -> None:
    """Each kind of page in each state at both widths and in both languages; its other items at one width each."""
    heard.allowed = ("status of 404",)
    tab = open_tab("/", width=width)
    found = {}
    for state in everywhere(lang) if (lang == "nl") == (width == 320) else templates(lang):
        go(tab, state)
        if wrong := violations(tab):
            found[str(state)] = wrong
    assert found == {}


@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_no_colour_too_faint_in_any_look(open_tab: Open, real: None, heard: Any, width: int) -> None:
    """Colours are those of a page's parts, so a page of each kind, in each of its states, has all of them; a phone adds none.

    In forced colours a browser chooses them, and axe cannot judge; test_contrast.py looks at those.
    """
    heard.allowed = ("status of 404",)
    tab = open_tab("/", width=width)
    found = {}
    for state in templates("nl") if width == 1280 else states("nl"):
        go(tab, state)
        for look in looks(tab, "dark", "more contrast", "more contrast in the dark"):
            if wrong := violations(tab, COLOURS):
                found[str(state), look] = wrong
    assert found == {}
