"""Wider spacing and 400 % zoom lose nothing on any kind of page."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.conftest import Open
from tests.browser.test_zoom import lost

pytestmark = pytest.mark.browser

# WCAG 1.4.12, as the bookmarklet for it sets them.
_SPACED = (
    "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } "
    "p { margin-bottom: 2em !important; }"
)


def test_wider_spacing_loses_nothing(open_tab: Open, real: None, heard: Any) -> None:
    heard.allowed = ("status of 404",)
    assert lost(open_tab("/"), sizes=((1280, 900), (390, 800)), sheet=_SPACED) == {}


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_four_times_as_large_loses_nothing(open_tab: Open, real: None, heard: Any, lang: str) -> None:
    """A window of 1280 by 1024 at 400 %; and the usual sizes, for which the same must hold."""
    heard.allowed = ("status of 404",)
    sizes = ((320, 256), (430, 800), (1280, 900)) if lang == "nl" else ((320, 256),)
    assert lost(open_tab("/"), sizes=sizes, lang=lang) == {}
