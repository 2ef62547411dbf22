"""Claims: each with verdict, reason, sources and rows; and what a reader's own sentence leads to."""

import re

import pytest
from flask.testing import FlaskClient

from dashboard.exports.share_card import svg
from dashboard.i18n.catalogue import t
from dashboard.web.pages.claims import match as claim_match
from dashboard.web.pages.context import resolve_context
from dashboard.web.pages.registry import at
from dashboard.web.share_cards import share_card
from tests.page_reader import page, rows, visible_text

PATHS = {"nl": "/klopt-dat", "en": "/en/claims"}


@pytest.mark.parametrize(("lang", "path"), PATHS.items())
def test_each_claim_has_verdict_reason_sources_and_a_page_with_its_rows(
    client: FlaskClient, lang: str, path: str
) -> None:
    cards = {card.a["href"]: card for card in page(client, path).select("article.claim")}
    live = rows("claims")
    assert list(cards) == [f"{path}/{row['id']}" for row in live]
    for row in live:
        verdict = t(f"claims.verdict.{row['verdict']}", lang)
        card = cards[f"{path}/{row['id']}"]
        assert card.select_one(".badge").get_text() == verdict
        for text in (row[f"claim_{lang}"], row[f"answer_{lang}"]):
            assert text in visible_text(card)
        copied = card.find("button")["data-copy-text"]
        assert verdict in copied
        assert row[f"answer_{lang}"] in copied
        own = page(client, f"{path}/{row['id']}", terms=False)
        assert own.title.get_text().startswith(f"{verdict}: “{row[f'claim_{lang}']}”")
        assert own.find("meta", property="og:description")["content"] == row[f"answer_{lang}"]
        assert len(own.select("#facts li")) == len(row["rests_on"].split("|"))


def test_a_verdict_links_to_its_claims_only(client: FlaskClient) -> None:
    for link in page(client, "/klopt-dat").select(".spread a"):
        verdict, shown = link.select("span")[-1].get_text(), page(client, link["href"])
        assert {badge.get_text() for badge in shown.select("#list .claim .badge")} == {verdict}
        assert shown.select_one(".spread [aria-current]").select("span")[-1].get_text() == verdict


def test_reasons_have_at_most_three_short_sentences() -> None:
    for row in rows("claims"):
        for lang in ("nl", "en"):
            assert len(re.findall(r"[.?!](?= |$)", row[f"answer_{lang}"])) <= 3, row["id"]
            assert len(row[f"answer_{lang}"].split()) <= 56, row["id"]


def test_numbers_in_a_reason_are_in_the_rows_that_it_rests_on() -> None:
    """Years apart, every number of a reason is a value or a base of one of its rows, or stands in their words."""
    tables = {
        name: {row["id"]: row for row in rows(name)}
        for name in ("observations", "findings", "conflicts", "design_facts")
    }
    for claim in rows("claims"):
        cited = [tables[table][id] for table, id in (name.split(".") for name in claim["rests_on"].split("|"))]
        held = " ".join(value for row in cited for value in row.values())
        for number in re.findall(r"\d+(?:\.\d+)?", re.sub(r"\b(19|20)\d\d\b", "", claim["answer_en"])):
            assert re.search(rf"\b{re.escape(number)}\b", held), (claim["id"], number)


def test_share_card_has_the_verdict_in_its_colour(client: FlaskClient) -> None:
    place = at("/klopt-dat/wageningen_110_found_work")
    card = share_card(place.page, place.lang, place.item)
    assert (card.verdict, card.tone) == ("Half waar", "state-half")
    assert card.title == "“In Wageningen vonden 110 mensen uit de proef werk.”"
    assert card.sentence.startswith("Tot april 2019 gingen 110 van de 410")
    for path in PATHS.values():
        for row in rows("claims"):
            place = at(f"{path}/{row['id']}")
            assert "…" not in svg(share_card(place.page, place.lang, place.item)), row["id"]


@pytest.mark.parametrize(
    ("sentence", "municipalities", "types", "themes"),
    [
        ("De basisbaan in Groningen maakt mensen gezonder", {"groningen"}, {"basic_job"}, {"health"}),
        ("In WAGENINGEN vonden 110 mensen werk!", {"wageningen"}, set(), {"participation"}),
        ("A bonus made people in Oss happier", {"oss"}, {"earnings_premium"}, {"wellbeing"}),
        ("Het is gelukt in Losser", set(), set(), set()),
    ],
)
def test_subjects_of_a_sentence(
    client: FlaskClient, sentence: str, municipalities: set[str], types: set[str], themes: set[str]
) -> None:
    found = claim_match.subjects_of_sentence(sentence, resolve_context(lang="nl", path="/klopt-dat", query=""))
    assert (set(found.municipalities), set(found.types), set(found.themes)) == (municipalities, types, themes)


def test_a_pasted_sentence_leads_to_claims_and_statements_on_its_subjects(client: FlaskClient) -> None:
    box = page(client, "/klopt-dat?q=In+Wageningen+vonden+110+mensen+een+baan").select_one("#box")
    assert "Wageningen" in box.select_one(".tally").get_text()
    links = {link["href"] for link in box.select("article.claim h4 a")}
    assert links == {"/klopt-dat/wageningen_110_found_work", "/klopt-dat/wageningen_full_time_gap"}
    assert "Wageningen" in visible_text(box.select_one("#sayings"))
    unknown = page(client, "/klopt-dat?q=Mooi+weer+vandaag").select_one("#box")
    assert t("claims.box.nothing", "nl") in visible_text(unknown)
    assert not unknown.select("article.claim")


def test_search_finds_claims_with_their_verdict(client: FlaskClient) -> None:
    found = visible_text(page(client, "/zoeken?q=niemand+stopte+basisbaan").select_one("#kind-claim"))
    assert "“Niemand stopte met de basisbaan.” Half waar." in found
