"""Searching: what a reader types finds what is meant, and nothing that is typed can do harm."""

from __future__ import annotations

import time
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from dashboard.search.index import Entry, Index, fold, words
from dashboard.selection.filters import LONGEST_WORDS
from dashboard.web.pages.search.documents import KINDS
from tests import page_reader


def search(client: FlaskClient, question: str, path: str = "/zoeken") -> BeautifulSoup:
    return page_reader.page(client, f"{path}?{urlencode({'q': question})}")


def heads(page: BeautifulSoup) -> list[str]:
    return [" ".join(one.get_text(" ").split()) for one in page.select(".hits .what")]


@pytest.mark.parametrize(
    ("path", "question", "wanted"),
    [
        ("/zoeken", "basisbanen", "Basisbaan"),
        ("/zoeken", "BASISBAAN", "Heerlen, Basisbanen"),
        ("/zoeken", "gezond", "Ervaren gezondheid"),
        ("/zoeken", "gezondheid", "Ervaren gezondheid"),
        ("/zoeken", "premie", "Bijverdienpremie"),
        ("/zoeken", "procentpunten", "Procentpunt"),
        ("/zoeken", "gróningen", "Groningen"),
        ("/zoeken", "wageninge", "Wageningen"),
        ("/zoeken", "gronigen", "Groningen"),
        ("/zoeken", "lottery", "Loting"),
        ("/en/search", "healthy", "Self-rated health"),
        ("/en/search", "municipalities oss", "Oss, Zelf aan het stuur"),
        ("/en/search", "loting", "Lottery"),
        ("/en/search", "basic jobs", "Basic job"),
        ("/zoeken", "28.000 euro", "28.000 euro per jaar: geschatte kosten per basisbaan"),
        ("/zoeken", "28000", "28.000 euro per jaar: geschatte kosten per basisbaan"),
        ("/zoeken", "VNG", "Groningen, Bijstand op Maat: betaald werk"),
    ],
)
def test_golden_questions(client: FlaskClient, path: str, question: str, wanted: str) -> None:
    found = heads(search(client, question, path))
    assert any(head.startswith(wanted) for head in found), found[:12]


@pytest.mark.parametrize(
    ("path", "question", "pages"),
    [
        ("/zoeken", "factsheet", {"/raadsbrief"}),
        ("/zoeken", "raadsbrief", {"/raadsbrief"}),
        ("/zoeken", "download", {"/raadsbrief", "/vergaderset", "/api"}),
        ("/zoeken", "kosten", {"/kosten"}),
        ("/zoeken", "klopt dat", {"/klopt-dat"}),
        ("/en/search", "costs", {"/en/costs"}),
        ("/en/search", "powerpoint", {"/en/meeting-set"}),
        ("/zoeken", "participatie-inkomen", {"/aanpakken#participation-income"}),
    ],
)
def test_pages_come_first_for_the_words_that_readers_use(
    client: FlaskClient, path: str, question: str, pages: set[str]
) -> None:
    first = search(client, question, path).select_one(".hits")
    assert first["id"] == "kind-page"
    assert pages <= {link["href"] for link in first.select(".what a")}


@pytest.mark.parametrize(
    ("path", "question", "words", "place"),
    [
        (
            "/zoeken",
            "wat zegt de vng",
            ("Een eigen oordeel van de VNG", "15 mei 2020", "niet gemeten"),
            "#claims .inside",
        ),
        ("/en/search", "VNG", ("did not find a judgement of the VNG", "not measured"), "#claims .inside"),
        ("/zoeken", "CPB", ("Vervolgonderzoek van het CPB", "soms juist minder vaak een voltijdbaan"), "[data-panel]"),
    ],
)
def test_what_an_institution_says_comes_first_and_leads_to_the_rows(
    client: FlaskClient, path: str, question: str, words: tuple[str, ...], place: str
) -> None:
    first = search(client, question, path).select_one(".hits")
    text = " ".join(first.get_text(" ").split())
    assert first["id"] == "kind-answer"
    assert all(part in text for part in words)
    shown = page_reader.page(client, first.select_one(".what a")["href"].partition("#")[0]).select_one(place)
    lang = "en" if path.startswith("/en") else "nl"
    quoted = [row[f"text_{lang}"][1:] for row in page_reader.rows("findings") if row[f"text_{lang}"][1:] in text]
    assert len(quoted) >= 2
    assert all(part in shown.get_text(" ") for part in quoted)


def test_size_of_the_difference_comes_first_with_its_comparison(client: FlaskClient) -> None:
    first = search(client, "hoe groot was het verschil").select_one("#kind-answer li")
    for part in ("25 tegen 19 procent", "vergelijkbare mensen, niet geloot", "De foutmarge is onbekend."):
        assert part in first.get_text()
    shape = page_reader.page(client, first.a["href"]).select_one(".in-shape")
    assert "niet geloot" in shape.get_text(" ")


@pytest.mark.parametrize("most", [3, pytest.param(8, marks=pytest.mark.nightly)])
def test_each_kind_of_thing_is_found_and_leads_somewhere(client: FlaskClient, most: int) -> None:
    """Each result has a link, and the page it leads to has the place; the first results of each question stand for all."""
    kinds = set()
    for question in "vng,amsterdam,zelfregie,uitstroom,tilburg,raad,loting,25 procent,gezondheid,privacy".split(","):
        page = search(client, question)
        kinds |= {section["id"] for section in page.select(".hits")}
        for link in page.select(".hits .what a")[:most]:
            address, _, anchor = link["href"].partition("#")
            assert not anchor or anchor in page_reader.places(client, address), link["href"]
            assert client.get(address).status_code == 200, link["href"]
        assert all(one.a for one in page.select(".hits .what"))
    assert kinds == {f"kind-{name}" for name in KINDS}


def test_a_claim_is_found_as_a_claim(client: FlaskClient) -> None:
    page = search(client, "wethouder fitter")
    assert "Gezegd, niet gemeten." in page.select_one("#kind-finding").get_text(" ")


def test_nothing_found_says_so_and_offers_a_way_on(client: FlaskClient) -> None:
    page = search(client, "xyzzyq")
    assert "niets" in page.select_one("#found").get_text()
    assert page.select(".contents a")


@pytest.mark.parametrize("question", ["bijstand " * 40, "e " * 900, "🙂" * 200])
def test_question_that_is_too_long_is_said_to_be_cut(client: FlaskClient, question: str) -> None:
    found = search(client, question)
    assert "te lang" in found.select_one("[data-notice]").get_text()
    assert len(found.select_one("#find-q").get("value", "")) <= LONGEST_WORDS
    assert len(found.select(".hits li")) <= 60


def test_every_page_has_the_field(client: FlaskClient) -> None:
    for path, action in (("/", "/zoeken"), ("/en/sources", "/en/search")):
        form = page_reader.page(client, path).select_one("header form[role=search]")
        assert form["action"] == action
        assert form.select_one("label[for=seek]")


# The index itself, with made-up entries


MADE_UP = Index(
    [
        Entry(id="one", main={"nl": "Verzonnen basisbanen"}, more={"nl": "In Café Eén"}),
        Entry(id="two", main={"nl": "Bijverdienpremie"}, more={"nl": "basisbaan genoemd"}),
        Entry(id="three", main={"en": "Made-up healthy people"}),
    ]
)


@pytest.mark.parametrize(
    ("question", "ids"),
    [
        ("basisbaan", ["one", "two"]),
        ("CAFE een", ["one"]),
        ("premie", ["two"]),
        ("health", ["three"]),
        ("basisbaan premie", ["two"]),
        ("basisbnen", ["one"]),
        ("", []),
        ("...", []),
    ],
)
def test_the_index(question: str, ids: list[str]) -> None:
    assert [hit.id for hit in MADE_UP.find(question).hits] == ids


def test_when_nothing_has_all_words_the_rarest_count() -> None:
    found = MADE_UP.find("premie onbekendwoord")
    assert not found.every
    assert [hit.id for hit in found.hits] == ["two"]


def test_folding() -> None:
    assert fold("Één CAFÉ") == "een cafe"
    assert words("uit-de 25% l'été") == ["uit", "de", "25", "l", "ete"]


def test_a_search_costs_little_whatever_is_looked_for() -> None:
    """Against an index several times as large as ours; the words that cost most are short parts of many others."""
    index = Index(Entry(id=str(n), main={"nl": f"woord{n} werkzoekende{n} bijstand"}) for n in range(3000))
    questions = [
        "woord werkz bijst " * 5,
        "e" * 100,
        "woord1 " * 14,
        "ﷺ" * 100,
        "a b c d e f g h i j k l m",
        "(.*)+$ " * 14,
        "\u0301" * 100,
    ]
    for question in questions:
        at = time.thread_time()
        index.find(question[:100])
        assert time.thread_time() - at < 0.5, question
