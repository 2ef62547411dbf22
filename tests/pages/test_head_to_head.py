"""Two approaches, municipalities or trials side by side: what is known of each, and whether they may be compared."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from dashboard.i18n.catalogue import t
from tests.page_reader import page, said

PATHS = {"nl": "/vergelijken/naast-elkaar", "en": "/en/compare/side-by-side"}


def cells(found: BeautifulSoup, head: str) -> list[str]:
    """Return the cells of the row with a head."""
    row = next(row for row in found.select(".duel tbody tr") if said(row.th) == head)
    return [said(cell) for cell in row.select("td")]


@pytest.mark.parametrize("lang", PATHS)
def test_verdict_names_the_side_without_numbers_and_how_fair_each_comparison_was(
    client: FlaskClient, lang: str
) -> None:
    found = page(client, f"{PATHS[lang]}?first=earnings_premium&second=tailored_support")
    (verdict,) = cells(found, t("head_to_head.may", lang))
    heads = [said(head) for head in found.select(".duel thead th")]
    assert t("head_to_head.one_side", lang, known=heads[0], unknown=heads[1]) in verdict
    assert {"nl": "Extra begeleiding: door loting.", "en": "Extra support: by lot."}[lang] in verdict
    assert t("head_to_head.no_winner", lang) in verdict


def test_figures_stand_beside_what_is_not_known_and_each_leads_to_its_source(client: FlaskClient) -> None:
    found = page(client, f"{PATHS['nl']}?first=earnings_premium&second=tailored_support")
    left, right = cells(found, "Begonnen met deeltijdwerk")
    assert "38 procent tegen 9 procent" in left
    assert right == "Niet in wat we lazen."
    for item in found.select(".duel td li:has(.cite)"):
        assert item.select_one(".cite")["href"].startswith("/bronnen#")
    assert len(found.select(".duel .cite")) > 40


def test_trial_without_results_says_so_in_each_outcome(client: FlaskClient) -> None:
    found = page(client, f"{PATHS['nl']}?first=groningen_basisbaan&second=heerlen")
    (verdict,) = cells(found, t("head_to_head.may", "nl"))
    assert t("head_to_head.no_numbers", "nl") in verdict
    assert cells(found, "Ervaren gezondheid")[1] == "Niets over gevonden."
    assert "geen resultaat gevonden" in cells(found, t("strength.head", "nl"))[1]
    assert "2023, daarna vast beleid" in cells(found, t("head_to_head.trials", "nl"))[0]


def test_people_who_took_part_come_before_those_planned_and_an_unknown_number_says_so(client: FlaskClient) -> None:
    found = page(client, f"{PATHS['nl']}?first=groningen&second=heerlen")
    groningen, heerlen = cells(found, t("head_to_head.people", "nl"))
    numbers = [
        "890 mensen",
        "maart 2023: 56 mensen",
        "gepland aantal deelnemers: 700 mensen",
        "doel voor 2026: 250 mensen",
    ]
    assert sorted(numbers, key=groningen.index) == numbers
    assert heerlen.startswith(
        "Heerlen, Basisbanen: aantal mensen niet gevonden. Heerlen, banen om mee te beginnen (plan)"
    )


def test_outcomes_of_each_theme_are_folded_with_the_two_names_above_them(client: FlaskClient) -> None:
    found = page(client, f"{PATHS['nl']}?first=groningen_basisbaan&second=heerlen")
    folds = found.select("details:has(> .duel)")
    assert [fold["id"] for fold in folds if not fold.has_attr("open")] == [
        "participation", "income_stability", "health", "wellbeing"
    ]  # fmt: skip
    names = [said(head) for head in found.select_one(".duel").select("thead th")]
    assert all([said(head) for head in fold.select("thead th")] == names for fold in folds)
    assert not found.select_one(".duel .may").find_parent("details")


@pytest.mark.parametrize(
    ("words", "path"), [("naast elkaar", PATHS["nl"]), ("wat kostte het", "/kosten"), ("uw gemeente", "/uw-gemeente")]
)
def test_search_leads_to_the_page_that_readers_name(client: FlaskClient, words: str, path: str) -> None:
    found = page(client, f"/zoeken?q={words.replace(' ', '+')}")
    assert path in [link["href"] for link in found.select("main a[href]")]


def test_numbers_of_one_trial_that_share_a_chart_may_be_set_side_by_side(client: FlaskClient) -> None:
    found = page(client, f"{PATHS['nl']}?first=earnings_premium&second=amsterdam")
    (verdict,) = cells(found, t("head_to_head.may", "nl"))
    assert t("head_to_head.partly", "nl") in verdict
    assert "uit de bijstand naar werk" in verdict


def test_choice_stands_in_the_form_and_the_same_one_twice_gives_no_table(client: FlaskClient) -> None:
    found = page(client, f"{PATHS['nl']}?first=oss&second=oss")
    assert [option["value"] for option in found.select(".duel-form option[selected]")] == ["oss", "oss"]
    assert not found.select(".duel")
    other = page(client, f"{PATHS['nl']}?first=oss")
    assert other.select(".duel-form option[selected]")[1]["value"] == "amsterdam"
    assert t("remark.unknown_value", "nl", name="first", value="mars") in client.get(f"{PATHS['nl']}?first=mars").text


def test_search_for_two_municipalities_sets_them_side_by_side_first(client: FlaskClient) -> None:
    first = page(client, "/zoeken?q=groningen+heerlen+basisbaan").select_one(".hits .what a")
    assert first["href"] == f"{PATHS['nl']}?first=groningen&second=heerlen"
    assert not page(client, "/zoeken?q=groningen").select("#kind-answer")


@pytest.mark.parametrize(
    ("path", "choice"),
    [
        ("/aanpak/bijverdienen", "first=earnings_premium"),
        # An approach with two trials sets these beside each other.
        ("/aanpak/basisbaan", "first=groningen_basisbaan&second=heerlen_basisbanen"),
        ("/gemeenten/oss", "first=oss"),
    ],
)
def test_approaches_and_municipalities_lead_to_it_with_their_choice(
    client: FlaskClient, path: str, choice: str
) -> None:
    links = [link["href"] for link in page(client, path).select("main a[href]")]
    assert f"{PATHS['nl']}?{choice}" in links


def test_compare_leads_to_it_once_below_its_title(client: FlaskClient) -> None:
    found = page(client, "/vergelijken").select(f'main a[href^="{PATHS["nl"]}"]')
    assert [link.find_parent(class_="opening") is not None for link in found] == [True]
