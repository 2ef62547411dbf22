"""Terms: all on one page, and each explained where a reader meets it first, for keyboard and finger as well."""

from __future__ import annotations

import csv

import pytest
from flask.testing import FlaskClient

from dashboard.config import ROOT
from dashboard.i18n.catalogue import t
from tests.page_reader import page as soup

ASKED_FOR = """bijstand participatiewet regelluwe_bijstand basisbaan participatie_inkomen experiment loting controlegroep
vergelijkbare_niet_deelnemers niet_deelnemers voor_en_na bewijskracht geen_verschil_aangetoond getoetst bereik procentpunt
uitstroom vrijlating bijverdienpremie zelfregie modelschatting voorlopig_cijfer dataversie""".split()


def terms() -> list[dict[str, str]]:
    with (ROOT / "data" / "terms.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if not row["withdrawn"]]


def test_every_term_that_readers_need_is_there() -> None:
    assert set(ASKED_FOR) <= {row["id"] for row in terms()}


@pytest.mark.parametrize(("lang", "path"), [("nl", "/woordenlijst"), ("en", "/en/glossary")])
def test_the_list_has_each_term_with_its_explanation_in_order(client: FlaskClient, lang: str, path: str) -> None:
    page = soup(client, path)
    shown = {term["id"]: term for term in page.select(".term")}
    assert set(shown) == {row["id"] for row in terms()}
    for row in terms():
        assert shown[row["id"]].dt.get_text() == row[f"term_{lang}"]
        assert row[f"explanation_{lang}"] in shown[row["id"]].get_text()
    names = [term.dt.get_text().casefold() for term in page.select(".term")]
    assert names == sorted(names)


def test_explanations_are_short_sentences() -> None:
    for row in terms():
        for lang in ("nl", "en"):
            sentences = [part for part in row[f"explanation_{lang}"].split(". ") if part]
            assert len(sentences) <= 4
            assert all(len(sentence.split()) <= 22 for sentence in sentences), row["id"]


@pytest.mark.parametrize("path", ["/", "/en/", "/verantwoording", "/en/method", "/gemeenten/oss", "/aanpak/basisbaan"])
def test_a_term_is_explained_at_its_first_use_and_once(client: FlaskClient, path: str) -> None:
    """A button, so that keyboard and touch open it; what it opens is there, and leads to the list."""
    page = soup(client, path)
    buttons = page.select("button.explain")
    assert buttons
    targets = [button["popovertarget"] for button in buttons]
    assert len(targets) == len(set(targets))
    for button in buttons:
        box = page.find(id=button["popovertarget"])
        assert box.has_attr("popover")
        assert len(box.get_text(" ").split()) > 6
        assert box.a["href"].endswith(f"#{button['popovertarget'].removeprefix('term-')}")
        assert not button.find_parent(["a", "button", "summary", "h1", "h2", "h3"])


def test_the_words_of_the_page_are_unchanged(client: FlaskClient) -> None:
    """What is explained stands out of the text, so that a sentence reads and copies as it was written."""
    lead = soup(client, "/verantwoording").select_one(".lead")
    assert lead.select_one("button.explain").get_text() == "eerlijk vergeleken"
    assert lead.get_text() == t("method.lead", "nl")
