"""The brief as a page: it prints on as many sheets as it shows, and what is typed stays text."""

from __future__ import annotations

import io
from typing import Any
from urllib.parse import urlencode

import pypdf
import pytest

from dashboard.selection.filters import LONGEST_NAME

SUBJECTS = (
    "", *(f"municipality={id}" for id in ("amsterdam", "groningen", "heerlen", "oss", "wageningen")),
    *(f"type={id}" for id in ("self_direction", "tailored_support", "earnings_premium", "free_choice", "basic_job")),
)  # fmt: skip


@pytest.mark.parametrize("path", ["/raadsbrief", pytest.param("/en/brief", marks=pytest.mark.nightly)])
def test_every_brief_prints_on_the_sheets_that_it_shows(open_tab: Any, path: str) -> None:
    tab = open_tab(path)
    choices = [*SUBJECTS, "municipality=oss&theme=participation&theme=wellbeing", "theme=health"]
    for choice in choices:
        tab.goto(f"{path}?{choice}&name={'W' * LONGEST_NAME}")
        sheets = tab.locator(".sheet").count()
        assert sheets in (1, 2)
        printed = pypdf.PdfReader(io.BytesIO(tab.pdf(prefer_css_page_size=True)))
        assert len(printed.pages) == sheets, tab.url


def test_a_brief_never_scrolls_sideways(open_tab: Any) -> None:
    query = urlencode({"municipality": "amsterdam", "name": "W" * 5000})
    tab = open_tab(f"/raadsbrief?{query}")
    for width in (1280, 360):
        tab.set_viewport_size({"width": width, "height": 800})
        assert tab.evaluate("document.documentElement.scrollWidth") <= width


def test_a_brief_is_made_by_the_form_and_says_for_whom(open_tab: Any) -> None:
    tab = open_tab("/raadsbrief")
    tab.select_option("#brief-municipality", "oss")
    assert tab.locator(".brief-form :checked[type=checkbox]").count() == 0, "without a choice all themes are in"
    tab.check("#brief-theme-wellbeing")
    tab.fill("#brief-name", "<b>Ons dorp</b>")
    tab.click(".brief-form button")
    tab.wait_for_url("**/raadsbrief?*municipality=oss*")
    assert tab.locator(".reader").inner_text() == "Voor: <b>Ons dorp</b>"
    assert tab.locator("#brief-name").input_value() == "<b>Ons dorp</b>"
    assert tab.locator(".tried thead th").count() == 2
    with tab.expect_download() as waiting:
        tab.click('a[href*=".pdf"]')
    assert waiting.value.suggested_filename.startswith("raadsbrief-oss-")


def test_who_makes_a_factsheet_sees_it_and_it_prints_with_the_own_municipality(open_tab: Any) -> None:
    """On a phone the answer to the form is the sheet itself; the form waits in a fold."""
    tab = open_tab("/raadsbrief", width=390, height=844)
    tab.select_option("#brief-type", "earnings_premium")
    tab.fill("#brief-name", "Súdwest-Fryslân")
    tab.locator(".brief-form button").click()
    tab.wait_for_url("**type=earnings_premium**")
    title = tab.locator(".brief-title")
    assert "25" in title.inner_text()
    box = title.bounding_box()
    assert 0 <= box["y"] < 500, "the headline is on the first screen"
    assert not tab.locator(".brief-form").is_visible()
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
    assert "Súdwest-Fryslân" in tab.locator(".sheet .data").inner_text()
    printed = pypdf.PdfReader(io.BytesIO(tab.pdf(prefer_css_page_size=True)))
    assert len(printed.pages) == tab.locator(".sheet").count() == 2
