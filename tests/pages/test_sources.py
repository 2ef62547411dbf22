"""The page of sources: each source is there with all that rests on it, and every number leads to it and back."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from urllib.parse import urlsplit

import flask
import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from dashboard.db import connection
from tests.csv_tables import change
from tests.page_reader import page as soup
from tests.page_reader import places, rows, said

LANGUAGES = (("nl", "/bronnen"), ("en", "/en/sources"))


@pytest.fixture(scope="module")
def pages(server: flask.Flask, real_store: connection.Database) -> dict[str, BeautifulSoup]:
    """The sources of every kind in each language, as a reader sees them who chooses a kind."""
    kinds = dict.fromkeys(row["kind"] for row in rows("sources"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection, "_database", real_store)
        client = server.test_client()
        return {
            lang: BeautifulSoup("".join(str(soup(client, f"{path}?kind={kind}").main) for kind in kinds), "lxml")
            for lang, path in LANGUAGES
        }


def test_the_list_of_all_sources_leads_to_the_facts_of_each(client: FlaskClient) -> None:
    listed = soup(client, "/bronnen")
    assert {entry["id"] for entry in listed.select("li.ref")} == {row["id"] for row in rows("sources")}
    link = listed.select_one("#ois_amsterdam_2021 .rests a")
    assert link["href"] == "/bronnen?q=ois_amsterdam_2021"
    assert soup(client, link["href"]).select("#ois_amsterdam_2021 .uses li")


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_source_is_there_once_with_its_address_and_citation(pages, lang: str) -> None:
    entries = {entry["id"]: entry for entry in pages[lang].select("li.ref")}
    table = {row["id"]: row for row in rows("sources")}
    assert set(entries) == set(table)
    for id, row in table.items():
        assert entries[id].h3.a["href"] == row["url"]
        citation = said(entries[id].select_one(".citation"))
        assert row["title"].rstrip(".") in citation
        assert citation.endswith(row["url"])
        assert (row["published"][:4] or {"nl": "z.d.", "en": "n.d."}[lang]) in citation
        assert entries[id].select_one("[data-copy-text]")["data-copy-text"] == citation


def test_a_citation_is_written_as_it_is_in_each_language(pages) -> None:
    wanted = "Amsterdams experiment met de bijstand. https://onderzoek.amsterdam.nl/publicatie/amsterdams-experiment-met-de-bijstand-2021"
    for lang, date in (("nl", "(2021, 7 december)"), ("en", "(2021, December 7)")):
        text = said(pages[lang].select_one("#ois_amsterdam_2021 .citation"))
        assert text == f"Gemeente Amsterdam, Onderzoek, Informatie en Statistiek (OIS) {date}. {wanted}"


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_what_rests_on_a_source_is_all_there(pages, lang: str) -> None:
    """The number that is said is the number of rows that cite the source, and each text of a row is there."""
    cited: dict[str, int] = defaultdict(int)
    elsewhere = ("elsewhere_trials", "elsewhere_reviews", "elsewhere_effects", "elsewhere_findings")
    for table in (
        "experiments",
        "observations",
        "findings",
        "design_facts",
        "events",
        "context",
        "lessons",
        *elsewhere,
    ):
        for row in rows(table):
            cited[row["source_id"]] += 1
    for entry in pages[lang].select("li.ref"):
        summary = entry.select_one(".rests > summary")
        assert int(said(summary).split()[0] if summary else 0) == cited[entry["id"]], entry["id"]
    texts = {entry["id"]: said(entry) for entry in pages[lang].select("li.ref")}
    for table, column in (
        ("findings", "text"),
        ("design_facts", "label"),
        ("events", "label"),
        ("experiments", "summary"),
        ("elsewhere_trials", "what"),
        ("elsewhere_effects", "indicator"),
        ("elsewhere_findings", "indicator"),
    ):
        for row in rows(table):
            assert " ".join(row[f"{column}_{lang}"].rstrip(".").split()) in texts[row["source_id"]], row["id"]


@pytest.mark.parametrize("lang", ["nl", pytest.param("en", marks=pytest.mark.nightly)])
def test_every_result_leads_to_the_place_that_shows_it(client: FlaskClient, pages, lang: str) -> None:
    """Each link to our own pages arrives at a page that has the anchor; a finding stands in words below it."""
    texts = {row[f"text_{lang}"].rstrip("."): row["id"] for row in rows("findings")}
    found = set()
    for link in pages[lang].select(".uses li > a[href]"):
        parts = urlsplit(link["href"])
        where = parts.path + (f"?{parts.query}" if parts.query else "")
        found_places = places(client, where)
        if parts.fragment:
            place = found_places.get(parts.fragment)
            assert place is not None, link["href"]
            here = [text for text in texts if text in said(link.parent)]
            row = place.find_parent("tbody") if parts.fragment.startswith("cell-") else place
            for text in here:
                assert " ".join(text.split()) in said(row), (text, link["href"])
                found.add(texts[text])
    assert found == set(texts.values())


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_number_of_a_trial_has_a_link(pages, lang: str) -> None:
    """An observation without a link would be a number that is on no page."""
    heads = {"nl": "Cijfers uit proeven", "en": "Figures from trials"}
    blocks = [block for block in pages[lang].select(".uses > div") if said(block.h4) == heads[lang]]
    assert blocks
    assert all(item.a and item.a.get("href") for block in blocks for item in block.select("li"))


@pytest.mark.parametrize("address", ["/vergelijken", "/en/compare", "/?open=amsterdam_earnings_premium.participation"])
def test_from_a_number_to_its_source_in_one_click(client: FlaskClient, pages, address: str) -> None:
    lang = "en" if address.startswith("/en") else "nl"
    links = [link["href"] for link in soup(client, address).select(".source a.about")]
    assert links
    for link in links:
        path, _, anchor = link.partition("#")
        assert path == dict(LANGUAGES)[lang]
        assert pages[lang].find(id=anchor) is not None


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("kind=council", lambda row: row["kind"] == "council"),
        ("access=opening&kind=report", lambda row: row["kind"] == "report" and row["access"] == "opening"),
        (
            "q=TILBURG",
            lambda row: "tilburg" in (row["title"] + row["publisher"] + row["authors"] + row["id"]).casefold(),
        ),
    ],
)
def test_the_list_can_be_made_shorter(client: FlaskClient, query: str, wanted) -> None:
    shown = {entry["id"] for entry in soup(client, f"/bronnen?{query}").select("li.ref")}
    assert shown == {row["id"] for row in rows("sources") if wanted(row)}
    assert 0 < len(shown) < len(rows("sources"))


def test_nothing_found_is_said(client: FlaskClient) -> None:
    page = soup(client, "/en/sources?q=zzzz")
    assert "No source fits this choice." in said(page)
    assert page.select_one("#find-q")["value"] == "zzzz"


def test_a_pdf_opens_at_the_page_where_a_row_was_read(client: FlaskClient, made_up: Path, build_and_use) -> None:
    change(made_up, table="sources", line=2, cells={
        "url": "https://example.org/report_one.pdf", "pages_read": "1-3, 7", "page_count": "12", "read_on": "2025-12-01",
    })  # fmt: skip
    build_and_use()
    listed = soup(client, "/bronnen").select_one("#report_one")
    assert listed.h3.a["href"] == "https://example.org/report_one.pdf"
    assert "bladzijde 1-3, 7 van de 12, het laatst op 1 december 2025" in said(listed)
    shown = soup(client, "/vergelijken?theme=participation").select('a[href*="report_one.pdf"]')
    # Another row cites the same report, and nobody wrote down its page.
    assert {link["href"].partition(".pdf")[2] for link in shown} == {"", "#page=1"}
