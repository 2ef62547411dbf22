"""Trials elsewhere in a browser: filters, the card of an estimate, and the plot in the dark and on paper."""

from __future__ import annotations

import io

import pypdf
import pytest

from tests.browser.conftest import Open, query

CARD = "#mark-card-shown"


@pytest.mark.parametrize("width", [1280, 390])
def test_a_reader_filters_opens_an_estimate_and_prints_it(open_tab: Open, width: int) -> None:
    tab = open_tab("/elders", width=width, color_scheme="dark")
    if tab.locator(".filter > summary").is_visible():
        tab.locator(".filter > summary").click()
    tab.select_option("#choose-theme", "health")
    tab.wait_for_selector(".stage:not([aria-busy])")
    assert query(tab) == "theme=health"
    tab.locator("#highlight > summary").press("Enter")
    link = "#highlight-basic_job"
    tab.locator(link).press("Enter")
    tab.wait_for_selector(f"{link}[aria-current]")
    assert query(tab) == "theme=health&highlight=basic_job"
    tab.go_back()
    tab.wait_for_selector(f"{link}:not([aria-current])", state="attached")

    plot = tab.locator(".pic-plot").first
    plot.scroll_into_view_if_needed()
    plot.focus()
    tab.keyboard.press("ArrowRight")
    tab.wait_for_selector(CARD)
    words = tab.inner_text(CARD)
    assert "95%-marge" in words
    assert "Hoe eerlijk is de vergelijking?" in words
    tab.keyboard.press("Escape")

    # Signs differ by shape and lines by dash, so the plot reads without colour.
    tab.emulate_media(media="print")
    shapes = tab.evaluate("""() => new Set([...document.querySelectorAll('.pic-still [data-mark]')]
        .map(mark => mark.tagName + (mark.getAttribute('d') || '').replace(/[-\\d.]+/g, ''))).size""")
    assert shapes > 1
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(tab.pdf())).pages[:3])
    assert "marge onbekend" in text
