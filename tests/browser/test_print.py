"""Every page as a document on A4: it says what it is, nothing is empty, and a chart stays with its title.

What was folded is open, except what only a screen needs: the fold of a card, and lists that have a page of their own.
"""

from __future__ import annotations

import io
import re
import unicodedata
from dataclasses import dataclass
from typing import Any

import pypdf
import pytest

from dashboard.db import queries
from dashboard.i18n import formats
from dashboard.i18n.catalogue import t
from dashboard.web.pages.registry import PAGES
from tests.browser.conftest import Open, make_live, open_use, until

# Sheets in English differ by their words only.
LANGUAGES = ("nl", pytest.param("en", marks=pytest.mark.nightly))
KEY = "with_and_without.outflow_to_work.matched_comparison.amsterdam_outflow_participants_2018"
ITEMS = f"item={KEY}&item=directions.randomised_control"
CHOSEN = {"set": ITEMS, "present": ITEMS, "search": "q=basisbaan", "brief": "municipality=amsterdam&name=Zwolle"}
WITH_CHARTS = ("compare", "figures", "municipality", "type")
SHORTEST = 40
SIZE = (595, 842)


@dataclass(frozen=True, kw_only=True)
class Print:
    """A page on paper: the words of each sheet without spaces, and what the page has on a screen."""

    path: str
    sheets: list[str]
    title: str
    heading: str
    folded: list[str]
    charts: list[tuple[str, list[str]]]


# The day of the browser, so that no page can have it from the server.
PRINTED_ON = "2031-05-01"
_kept: dict[tuple[str, bool], Print] = {}


def bare(text: str) -> str:
    """A text without spaces, soft hyphens and ligatures: lines break elsewhere on paper, and some fonts join letters."""
    return re.sub(r"[\s\u00ad]+", "", unicodedata.normalize("NFKC", text))


def paths(lang: str) -> dict[str, str]:
    """Each kind of page, the first of its items, with what fills it."""
    found = {}
    for page in PAGES:
        path = page.path(lang, "groningen" if page.name == "municipality" else page.ids()[0] if page.ids else "")
        found[page.name] = path + (f"?{CHOSEN[page.name]}" if page.name in CHOSEN else "")
    return found


def printed(tab: Any, path: str, *, live: bool = False) -> Print:
    """The page printed by Chromium, once for all tests."""
    if (path, live) not in _kept:
        tab.clock.set_fixed_time(f"{PRINTED_ON}T12:00")
        tab.goto(path)
        if live:
            make_live(tab)
            tab.evaluate("document.querySelector('.pic-plot').scrollIntoView()")
            until(tab, "document.querySelector('.pic-plot[data-live]') !== null")
        folded = tab.eval_on_selector_all(
            "main details:not(.pick, .filter) table caption:not(.vh), main details .statements .said > ul > li > p:first-child",
            "all => all.filter(part => !part.closest('.off-paper')).map(part => part.textContent)",
        )
        charts = tab.eval_on_selector_all(
            "[data-card]",
            """all => all.filter(card => !card.closest('.off-paper')).map(card => [card.querySelector('h2, h3, h4').textContent,
                Array.from(card.querySelectorAll('.pic-wide text'), text => text.textContent)])""",
        )
        title, heading = tab.title(), tab.locator("h1, .sheet h2").first.text_content()
        made = pypdf.PdfReader(io.BytesIO(tab.pdf(prefer_css_page_size=True)))
        for sheet in made.pages:
            assert (round(sheet.mediabox.width), round(sheet.mediabox.height)) == SIZE
        _kept[path, live] = Print(
            path=path,
            sheets=[bare(sheet.extract_text()) for sheet in made.pages],
            title=title,
            heading=heading,
            folded=folded,
            charts=[(question, words) for question, words in charts],
        )
    return _kept[path, live]


def stamps(lang: str) -> list[str]:
    """What a sheet must say of its data and of the day; the day is that of the browser."""
    released = queries.version().released.isoformat()
    version = t("frame.version", lang, date=formats.date(released, lang))
    return [bare(version), bare(t("shell.printed", lang, date=formats.date(PRINTED_ON, lang)))]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_sheet_says_where_it_comes_from_of_which_data_and_when(
    open_tab: Open, real: None, address: str, lang: str
) -> None:
    tab = open_tab("/")
    for name, path in paths(lang).items():
        made = printed(tab, path)
        many = len(made.sheets)
        for number, sheet in enumerate(made.sheets, start=1):
            for words in (bare(made.title), *stamps(lang)):
                assert words in sheet, (path, number, words)
            place = {"nl": "bladzijde", "en": "page"}[lang] + f"{number}/{many}"
            # A brief counts its sheets at their own foot.
            assert sheet.endswith(place) or place in sheet or name == "brief", (path, number)
        assert bare(address) in made.sheets[0] or name == "brief", path
        assert bare(made.heading) in made.sheets[0], path
        if name not in ("brief", "set", "present"):
            assert bare(address + path) in made.sheets[0], path


def test_a_brief_has_its_own_address_with_the_version(open_tab: Open, real: None, address: str) -> None:
    made = printed(open_tab("/"), paths("nl")["brief"])
    assert bare(f"{address}/raadsbrief?municipality=amsterdam&as_of=") in made.sheets[-1]
    assert len(made.sheets) == 2
    assert bare("Uw gemeente ernaast: Zwolle") in made.sheets[1]
    assert bare("Mensen met bijstand per 1.000 inwoners, 2020 28,3") in made.sheets[1]


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_without_scripts_the_first_sheet_says_it(open_tab: Open, real: None, address: str, lang: str) -> None:
    tab = open_tab("/", java_script_enabled=False)
    for path in (paths(lang)["overview"], paths(lang)["compare"] + "?theme=health", paths(lang)["privacy"]):
        tab.goto(path)
        made = pypdf.PdfReader(io.BytesIO(tab.pdf(prefer_css_page_size=True)))
        first = bare(made.pages[0].extract_text())
        released = formats.date(queries.version().released.isoformat(), lang)
        day = t("shell.printed", lang, date="").strip()
        for words in (address + path, t("frame.version", lang, date=released), day):
            assert bare(words) in first, (path, words)


def test_the_choice_that_was_made_is_in_the_address_on_paper(open_tab: Open, address: str) -> None:
    """Scripts change the address after the page came; paper has the one of now."""
    tab = open_tab("/vergelijken")
    tab.select_option("#choose-theme", "health")
    tab.wait_for_selector(".stage:not([aria-busy])")
    first = pypdf.PdfReader(io.BytesIO(tab.pdf(prefer_css_page_size=True))).pages[0].extract_text()
    assert bare(f"{address}/vergelijken?theme=health") in bare(first)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_was_folded_is_open_and_no_sheet_is_empty(open_tab: Open, real: None, lang: str) -> None:
    tab = open_tab("/")
    for path in paths(lang).values():
        made = printed(tab, path)
        whole = "".join(made.sheets)
        for words in made.folded:
            # A sentence may run on over two sheets, with the line at the foot between its halves.
            assert bare(words)[:SHORTEST] in whole or bare(words)[-SHORTEST:] in whole, (path, words)
        for number, sheet in enumerate(made.sheets, start=1):
            said = sheet
            for words in (bare(made.title), *stamps(lang)):
                said = said.replace(words, "")
            assert len(said) > SHORTEST, (path, number, sheet)


def test_an_approach_takes_four_sheets_and_points_to_its_factsheet(open_tab: Open, real: None) -> None:
    tab = open_tab("/")
    for id in ("earnings_premium", "tailored_support"):
        type_page = next(page for page in PAGES if page.name == "type")
        made = printed(tab, type_page.path("nl", id))
        assert len(made.sheets) <= 4, id
        assert bare(f"/raadsbrief?type={id}") in "".join(made.sheets)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_controls_are_not_on_paper(open_tab: Open, real: None, lang: str) -> None:
    tab = open_tab("/")
    keys = ("card.copy", "card.csv", "set.add", "control.reset", "statements.copy")
    for path in paths(lang).values():
        whole = "".join(printed(tab, path).sheets)
        assert [key for key in keys if bare(t(key, lang)) in whole] == [], path
    tab.emulate_media(media="print")
    for path in paths(lang).values():
        tab.goto(path)
        # A note on a set may be written by hand.
        shown = tab.eval_on_selector_all(
            "nav a, select, input:not([type=hidden]), summary, button",
            """all => all.filter(one => one.checkVisibility() && !one.closest('.set-form, .contents, .use, .lesson, .settle')
                && !one.querySelector('h2, h3'))
                .map(one => one.outerHTML.slice(0, 90))""",
        )
        assert shown == [], path


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_chart_stays_whole_and_with_its_title(open_tab: Open, real: None, lang: str) -> None:
    tab = open_tab("/")
    found = 0
    for name in WITH_CHARTS:
        made = printed(tab, paths(lang)[name])
        for question, words in made.charts:
            needed = [bare(question), *filter(None, map(bare, words))]
            assert any(all(part in sheet for part in needed) for sheet in made.sheets), (made.path, question)
            found += 1
    assert found > 10


def test_compare_takes_four_sheets_and_points_to_the_factsheet(open_tab: Open, real: None) -> None:
    made = printed(open_tab("/"), paths("nl")["compare"])
    assert len(made.sheets) <= 4
    assert "/raadsbrief?theme=participation" in made.sheets[-1]
    assert bare("Heerlen, Basisbanen") in made.sheets[-1], "a trial without results is named"


def test_fold_that_a_reader_opened_is_printed(open_tab: Open) -> None:
    tab = open_tab("/vergelijken?indicator=outflow_to_work")
    caption = bare(open_use(tab).locator("caption").first.text_content())
    whole = pypdf.PdfReader(io.BytesIO(tab.pdf(prefer_css_page_size=True))).pages
    assert any(caption in bare(sheet.extract_text()) for sheet in whole)


def test_live_charts_print_as_the_still_ones(open_tab: Open, real: None) -> None:
    path = paths("nl")["compare"]
    tab = open_tab("/")
    assert printed(tab, path, live=True).sheets == printed(tab, path).sheets
