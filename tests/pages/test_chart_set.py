"""The set on its page: what is in the address is what is shown, in its order, and every way to change it is a link."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.i18n.catalogue import t
from dashboard.selection import chart_set
from dashboard.web.pages.context import known
from tests.page_reader import page as read

pytestmark = pytest.mark.usefixtures("real")

FIRST = "directions.randomised_control"
SECOND = "trend.unemployment_rate*highlight.groningen"
THIRD = "directions.over_time*theme.health"


def items(page: BeautifulSoup) -> list[str]:
    return [row["data-item"] for row in page.select("[data-item]")]


def test_each_card_offers_its_chart_with_its_choice_and_without_scripts_a_link(client: FlaskClient) -> None:
    page = read(client, "/vergelijken?theme=health")
    for card in page.select("[data-card]"):
        item = card.select_one("[data-add]")["data-add"]
        assert item == f"{card['data-card']}*theme.health"
        shown = read(client, card.select_one(".without-script a[href^='/vergaderset']")["href"])
        assert items(shown) == [item]
        assert card.h2.text in shown.text
    card = read(client, "/cijfers?highlight=oss").select_one("[data-add]")
    assert card["data-add"].endswith("*highlight.oss")


def test_links_move_and_remove(client: FlaskClient) -> None:
    page = read(client, f"/vergaderset?item={FIRST}&item={SECOND}&item={THIRD}")
    assert items(page) == [FIRST, SECOND, THIRD]
    down = next(link for link in page.select("[data-item] a") if link.text.startswith(t("set.down", "nl")))
    assert items(read(client, down["href"])) == [SECOND, FIRST, THIRD]
    remove = [link for link in page.select("[data-item] a") if link.text.startswith(t("set.remove", "nl"))]
    assert items(read(client, remove[1]["href"])) == [FIRST, THIRD]
    assert next(link["data-set-order"].split() for link in remove) == [SECOND, THIRD]


def test_the_other_language_has_the_same_set(client: FlaskClient) -> None:
    page = read(client, f"/vergaderset?item={FIRST}&item={SECOND}")
    assert items(read(client, page.select_one("a.lang")["href"])) == [FIRST, SECOND]


def test_what_is_not_there_is_said_and_can_be_removed(client: FlaskClient) -> None:
    page = read(client, f"/vergaderset?item=with_and_without.gone.matched_comparison.000000&item={FIRST}")
    assert t("set.gone", "nl") in page.text
    assert items(page)[0].startswith("with_and_without.gone")
    page = read(client, f"/vergaderset?item=scr<i>pt&item={FIRST}&item={FIRST}")
    assert items(page) == [FIRST]
    assert "‘scr<i>pt’" in page.text


def test_there_is_an_end_to_a_set(client: FlaskClient) -> None:
    many = [f"trend.x{place}" for place in range(60)]
    page = read(client, "/vergaderset?" + "&".join(f"item={item}" for item in many))
    assert len(items(page)) == chart_set.MOST_ITEMS
    assert t("remark.most_items", "nl", value=chart_set.MOST_ITEMS) in page.text


def test_an_empty_set_says_where_charts_are(client: FlaskClient) -> None:
    page = read(client, "/vergaderset")
    assert page.select_one("[data-set-empty] a")["href"] == "/vergelijken"
    assert not page.select("form.set-form")


def test_slides_have_the_sentence_the_chart_and_the_source(client: FlaskClient) -> None:
    page = read(client, f"/vergaderset/presenteren?item={FIRST}&item={SECOND}")
    slides = page.select("[data-slide]")
    assert len(slides) == 6  # The cover, two charts, what is not known, lessons, and the sources.
    assert all(slides[1].select(part) for part in ("h2", "svg:not(.icon)", ".source"))
    assert slides[1].select_one("[data-note-for]")["data-note-for"] == FIRST


def test_notes_are_never_in_an_address(client: FlaskClient) -> None:
    page = read(client, f"/vergaderset?item={FIRST}&note.{FIRST}=geheim")
    assert "geheim" not in "".join(link.get("href", "") for link in page.select("a"))
    assert page.select_one("textarea").text == ""
    assert page.select_one("form.set-form")["method"] == "post"


def test_municipality_of_the_reader_is_in_the_address_of_the_set_and_its_links(client: FlaskClient) -> None:
    page = read(client, f"/vergaderset?item={FIRST}&name=Zwolle")
    assert page.select_one("#set-place")["value"] == "Zwolle"
    assert page.select_one("form.set-form input[name=place]")["value"] == "Zwolle"
    assert "name=Zwolle" in page.select_one("[data-copy]")["data-copy"]
    assert "Zwolle" in read(client, f"/vergaderset/presenteren?item={FIRST}&name=Zwolle").main.text


@settings(max_examples=20)
@given(st.text(max_size=80))
def test_any_item_is_read_or_refused_and_reads_the_same_again(text: str) -> None:
    values = known()
    made = chart_set.canonical(text, values)
    assert made is None or chart_set.canonical(made, values) == made
    made = chart_set.canonical(f"trend.x*{text}", values)
    assert made is None or (chart_set.canonical(made, values) == made and re.fullmatch(r"[\w.*\-]+", made))
