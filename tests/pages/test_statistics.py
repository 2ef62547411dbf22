"""The page of official figures, over the real tables: what it shows, what it leaves apart, and what it never says."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from dashboard.charts.registry import all_for
from dashboard.charts.trend import trend
from dashboard.models.context import Context, Scope
from dashboard.selection import chart_set, filters
from dashboard.style import palette
from dashboard.web.pages.context import known, resolve_context
from tests import page_reader
from tests.page_reader import in_turn, rows, said

PATHS = {"nl": "/cijfers", "en": "/en/figures"}
LANGS = ("nl", "en")
THEMES = [row["id"] for row in rows("themes")]
CONTEXT = [row for row in rows("context") if not row["withdrawn"]]
INDICATORS = {row["id"]: row for row in rows("indicators")}
NAMES = {row["id"]: row["name"] for row in rows("municipalities")}
Page = Callable[[str], BeautifulSoup]


@pytest.fixture
def page(client: FlaskClient) -> Page:
    def read(address: str) -> BeautifulSoup:
        return page_reader.page(client, address)

    return read


def place(row: dict[str, str], lang: str) -> str:
    return NAMES.get(row["municipality_id"], {"nl": "Nederland", "en": "Netherlands"}[lang])


def of(theme: str) -> list[dict[str, str]]:
    return [row for row in CONTEXT if INDICATORS[row["indicator_id"]]["theme"] == theme]


def number(value: str, unit: str, lang: str, decimals: str) -> str:
    text = f"{float(value):,.{decimals}f}"
    if lang == "nl":
        text = text.translate(str.maketrans(",.", ".,"))
    return text + ("%" if unit == "percent" else "")


def table(found: BeautifulSoup) -> list[tuple[str, ...]]:
    return [
        tuple(said(cell) for cell in line.select("th, td")) for line in found.select("table.sortable tbody tr:not(.of)")
    ]


@pytest.mark.parametrize(("theme", "lang"), in_turn(THEMES))
def test_every_figure_of_a_theme_is_in_the_table_with_its_source(page: Page, lang: str, theme: str) -> None:
    found = page(f"{PATHS[lang]}?theme={theme}")
    shown = table(found)
    sources = {row["id"]: row["title"] for row in rows("sources")}
    assert len(shown) == len(of(theme))
    for row in of(theme):
        indicator = INDICATORS[row["indicator_id"]]
        value = number(row["value"], indicator["unit"], lang, indicator["decimals"])
        fits = [line for line in shown if line[:3] == (place(row, lang), row["year"], value)]
        assert any(sources[row["source_id"]] in line[4] and row[f"note_{lang}"] in line[4] for line in fits), row


@pytest.mark.parametrize(("theme", "lang"), in_turn(THEMES))
def test_each_subject_has_its_chart_in_the_first_page(page: Page, lang: str, theme: str) -> None:
    found = page(f"{PATHS[lang]}?theme={theme}")
    ids = {row["indicator_id"] for row in of(theme)}
    assert {card["id"] for card in found.select("[data-card]")} == {f"trend.{id}" for id in ids}
    for id in ids:
        card = found.find(id=f"trend.{id}")
        assert len(card.select("svg.plot")) == 2
        assert INDICATORS[id][f"question_{lang}"] in said(card.find(["h2", "h3"]))
        # What several charts share is explained once on the page.
        explained = said(card) + said(found.find(id="reading"))
        assert INDICATORS[id][f"caution_{lang}"].rstrip(".") in explained


@pytest.mark.parametrize(
    ("choice", "lang"),
    in_turn(["", "?theme=health", "?highlight=groningen", "?indicator=children_low_income&highlight=oss"]),
)
def test_it_always_says_that_this_is_no_effect(page: Page, lang: str, choice: str) -> None:
    found = page(PATHS[lang] + choice)
    notice = {"nl": "Geen effect van een proef.", "en": "Not an effect of a trial."}[lang]
    assert said(found.select_one("[data-notice]")).replace(" .", ".").startswith(notice)
    own = {"nl": "geen effect van een proef", "en": "no effect of a trial"}[lang]
    pictures = found.select("[data-card] svg.plot")
    assert pictures
    assert all(own in re.sub(r"\s+", " ", picture.get_text(" ")) for picture in pictures)


def test_the_sentence_sets_only_figures_of_one_year_beside_each_other(real: None) -> None:
    for focus in (None, *NAMES):
        for chart in trend(Scope(focus=focus), Context(lang="nl")):
            first = chart.sentence.split("Ook in heel Nederland")[0]
            year = re.search(r"\b(20\d\d)\b", first)[1]
            assert set(re.findall(r"\b20\d\d\b", first)) == {year}, chart.sentence
            id = chart.key.removeprefix("trend.")
            held = {row["municipality_id"] for row in CONTEXT if row["indicator_id"] == id and row["year"] == year}
            assert ("In heel Nederland was het" in first) == ("netherlands" in held), chart.sentence
            assert ("geen cijfer voor heel Nederland" in first) == ("netherlands" not in held)


@pytest.mark.parametrize(
    ("focus", "indicator", "sentence"),
    [
        ("groningen", "self_rated_health_18plus",
         "In Groningen was het 69,8 procent in 2022. In heel Nederland was het 69,0 procent. Ook in heel Nederland daalde "
         "dit: van 78,4 procent in 2020 naar 69,0 procent in 2022. Die daling is landelijk. Dit gaat over de hele "
         "gemeente. Het is geen effect van een proef."),
        ("oss", "net_labour_participation",
         "In Oss was het 72,1 procent in 2022. Over 2022 hebben we geen cijfer voor heel Nederland. Dit gaat over de hele "
         "gemeente. Het is geen effect van een proef."),
        (None, "social_assistance_per_1000",
         "Dit zijn de cijfers van 2020, per 1.000 inwoners: Amsterdam (45,6), Groningen (46,5), Heerlen (48,3), Oss (18,6) en "
         "Wageningen (17,6). In heel Nederland was het 24,2 per 1.000 inwoners. Dit gaat over de hele gemeente. "
         "Het is geen effect van een proef."),
    ],
)  # fmt: skip
def test_golden_sentences(real: None, focus: str | None, indicator: str, sentence: str) -> None:
    (chart,) = trend(Scope(focus=focus, indicator=indicator), Context(lang="nl"))
    assert chart.sentence == sentence


@pytest.mark.parametrize(("focus", "lang"), in_turn(["", *NAMES]))
def test_the_national_fall_in_health_is_said_and_marked_where_it_shows(page: Page, lang: str, focus: str) -> None:
    found = page(f"{PATHS[lang]}?theme=health&form=years" + (f"&focus={focus}" if focus else ""))
    mark = {"nl": "landelijke daling", "en": "national fall"}[lang]
    words = {"nl": "Die daling is landelijk.", "en": "That fall is national."}[lang]
    for card in found.select("[data-card]"):
        falls = card["id"] == "trend.self_rated_health_18plus"
        assert (words in said(card.select_one(".say"))) == falls
        for picture in card.select("svg.plot"):
            assert (mark in picture.get_text(" ")) == falls


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_missing_is_named_with_the_places(page: Page, lang: str) -> None:
    found = page(f"{PATHS[lang]}?theme=income_stability")
    gaps = said(found.find(id="gaps"))
    assert INDICATORS["children_low_income"][f"label_{lang}"] in gaps
    assert INDICATORS["children_low_income"][f"caution_{lang}"] in gaps
    for name in ("Groningen", "Heerlen", "Wageningen", {"nl": "Nederland", "en": "Netherlands"}[lang]):
        assert name in gaps
    assert "Oss" not in gaps.replace(INDICATORS["children_low_income"][f"caution_{lang}"], "")


@pytest.mark.parametrize("lang", LANGS)
def test_a_place_without_a_figure_gets_a_reason_and_a_way_on(page: Page, lang: str) -> None:
    found = page(f"{PATHS[lang]}?indicator=children_low_income&focus=groningen")
    assert not found.select("[data-card]")
    part = found.find(id="missing")
    assert "Groningen" in said(part)
    links = [link["href"] for link in part.select("a")]
    assert f"{PATHS[lang]}?indicator=children_low_income" in links
    assert page(links[0]).select("[data-card]")


@pytest.mark.parametrize("lang", LANGS)
def test_an_outcome_of_trials_leads_to_compare(page: Page, lang: str) -> None:
    found = page(f"{PATHS[lang]}?indicator=outflow_to_work")
    links = [link["href"] for link in found.find(id="missing").select("a")]
    assert links[0].startswith({"nl": "/vergelijken", "en": "/en/compare"}[lang])


@pytest.mark.parametrize("lang", LANGS)
def test_with_a_focus_the_time_of_its_trials_is_marked(page: Page, lang: str) -> None:
    found = page(f"{PATHS[lang]}?theme=health&focus=groningen")
    for picture in found.select("svg.plot"):
        assert "Bijstand op Maat 2017–2019" in picture.get_text(" ")
        assert {"nl": "Basisbaan 2020–2023", "en": "Basic job 2020–2023"}[lang] in picture.get_text(" ")
    without = page(f"{PATHS[lang]}?theme=health")
    assert "2017–2019" not in "".join(picture.get_text(" ") for picture in without.select("svg.plot"))


def test_estimates_and_provisional_figures_are_said_to_be_so(page: Page) -> None:
    found = page("/cijfers?theme=income_stability")
    kinds = {(row[0], row[1], row[2]): row[3] for row in table(found)}
    assert kinds[("Groningen", "2024", "32,5")] == "voorlopig"
    assert kinds[("Groningen", "2020", "17,5%")] == "schatting uit een model"
    assert kinds[("Groningen", "2020", "12,0%")] == "telling of enquête"
    card = found.find(id="trend.standardised_household_income")
    assert "32,5 (voorlopig)" in said(card.table)
    assert "Open vierkant" in said(found.find(id="reading"))
    assert "schattingen uit een model" in said(found.find(id="trend.trouble_making_ends_meet_18plus").table.caption)


# The table


@pytest.mark.parametrize(("case", "lang"), in_turn([
    ("", 0, "ascending"), ("-place", 0, "descending"), ("year", 1, "ascending"), ("-year", 1, "descending"),
    ("value", 2, "ascending"), ("-value", 2, "descending"),
]))  # fmt: skip
def test_the_table_is_ordered_within_each_subject_and_says_so(
    page: Page, case: tuple[str, int, str], lang: str
) -> None:
    sort, column, order = case
    found = page(f"{PATHS[lang]}?theme=participation" + (f"&sort={sort}" if sort else ""))
    heads = found.select("table.sortable thead th")
    assert [head.get("aria-sort") for head in heads] == [order if number == column else None for number in range(5)]
    places = [*NAMES.values(), {"nl": "Nederland", "en": "Netherlands"}[lang]]
    for group in found.select("table.sortable tbody"):
        cells = [said(line.select("th, td")[column]) for line in group.select("tr:not(.of)")]
        if column == 0:
            values: list[float] = [places.index(cell) for cell in cells]
        else:
            # Thousands and decimals are written otherwise in each language.
            values = [float(re.sub(r"[.,](?=\d{3})", "", cell).replace("%", "").replace(",", ".")) for cell in cells]
        assert values == sorted(values, reverse=order == "descending")


def test_the_head_of_a_column_turns_the_order_round(page: Page) -> None:
    first = page("/cijfers").select("table.sortable thead a")[1]["href"]
    assert first == "/cijfers?sort=year#table"
    assert page(first.split("#")[0]).select("table.sortable thead a")[1]["href"] == "/cijfers?sort=-year#table"


@pytest.mark.parametrize(("words", "fits"), [
    ("Groningen", lambda line: "Groningen" in line[0]),
    ("groningen 2020", lambda line: "Groningen" in line[0] and line[1] == "2020"),
    ("haren", lambda line: "Haren" in line[4]),
    ("70072ned", lambda line: "70072ned" in line[4]),
])  # fmt: skip
def test_the_table_can_be_searched(page: Page, words: str, fits: Callable[[tuple[str, ...]], bool]) -> None:
    every, found = table(page("/cijfers")), page(f"/cijfers?q={words}")
    assert table(found)
    assert table(found) == [line for line in every if fits(line)]
    assert f"{len(table(found))} van de {len(every)}" in said(found.find(id="table-part"))


def test_a_search_without_a_result_says_so_and_keeps_the_charts(page: Page) -> None:
    found = page("/cijfers?q=Utrecht")
    assert "Geen cijfer gevonden met ‘Utrecht’" in said(found.find(id="table-part"))
    assert not table(found)
    assert found.select("[data-card]")


def test_a_search_keeps_what_was_chosen(page: Page) -> None:
    found = page("/cijfers?theme=health&highlight=oss&axis=free&sort=-year")
    form = found.select_one("#table-part form")
    hidden = {field["name"]: field["value"] for field in form.select("input[type=hidden]")}
    assert hidden == {"theme": "health", "highlight": "oss", "axis": "free", "sort": "-year"}
    chosen = found.select_one("form[data-choose]")
    assert {field["name"]: field["value"] for field in chosen.select("input[type=hidden]")} == {"sort": "-year"}
    picked = {list_["name"]: list_.select_one("option[selected]")["value"] for list_ in chosen.select("select")}
    assert picked == {"theme": "health", "indicator": "", "highlight": "oss", "axis": "free"}


# The address, the files, and what stays apart


@pytest.mark.parametrize("text", [
    "theme=health&highlight=oss", "indicator=unemployment_rate&axis=free&highlight=heerlen", "axis=free&q=2020&sort=-value",
    "sort=year",
])  # fmt: skip
def test_a_choice_survives_the_address(real: None, text: str) -> None:
    choice, remarks = filters.parse(text, known())
    assert (filters.query(choice, known()), remarks) == (text, ())


def test_old_addresses_and_sets_highlight_the_same_municipality(real: None, page: Page) -> None:
    assert chart_set.canonical("trend.unemployment_rate*focus.oss", known()) == "trend.unemployment_rate*highlight.oss"
    old, new = (page(f"/cijfers?indicator=unemployment_rate&form=latest&{name}=oss") for name in ("focus", "highlight"))
    assert old.find(id="results-html").decode() == new.find(id="results-html").decode()
    fills = [mark["fill"] for mark in new.select("svg.plot [data-mark]")]
    assert 0 < fills.count(palette.colour("rule-firm")) < len(fills)


@pytest.mark.parametrize(
    ("text", "name"), [("focus=utrecht", "highlight"), ("axis=log", "axis"), ("sort=best", "sort")]
)
def test_a_choice_that_does_not_exist_is_left_out_and_said(page: Page, text: str, name: str) -> None:
    context = resolve_context(lang="nl", path="/cijfers", query=text)
    assert [remark.name for remark in context.remarks] == [name]
    assert any(f"‘{name}’" in said(part) for part in page(f"/cijfers?{text}").select("[data-notice]"))


@pytest.mark.parametrize(
    ("choice", "lang"),
    in_turn(["theme=income_stability", "theme=income_stability&highlight=oss", "focus=oss&axis=free"]),
)
def test_a_file_has_the_rows_of_the_table_beside_its_chart(
    client: FlaskClient, page: Page, lang: str, choice: str
) -> None:
    found = page(f"{PATHS[lang]}?{choice}")
    for card in found.select("[data-card]"):
        href = card.select_one("a[download]")["href"]
        text = client.get(href).get_data(as_text=True).removeprefix("\ufeff")
        lines = list(csv.DictReader(io.StringIO(text), delimiter=";" if lang == "nl" else ","))
        heads = [said(head) for head in card.table.select("thead th")][1:]
        shown = {}
        for row in card.table.select("tbody tr"):
            year, *cells = [said(cell) for cell in row.select("th, td")]
            for head, cell in zip(heads, cells, strict=True):
                if found_number := re.match(r"[\d.,]+", cell):
                    shown[(head, year)] = float(re.sub(r"[.,](?=\d{3})", "", found_number[0]).replace(",", "."))
        filed = {(line["place"], line["year"]): float(line["value"].replace(",", ".")) for line in lines}
        assert filed == pytest.approx(shown), href
        assert {line["about"] for line in lines} == {"whole_municipality_no_effect_of_an_experiment"}


def test_official_figures_are_never_among_the_results_of_trials(real: None) -> None:
    for theme in THEMES:
        assert not [chart for chart in all_for(Scope(theme=theme), Context(lang="nl")) if chart.key.startswith("trend")]


@pytest.mark.parametrize("lang", LANGS)
def test_years_without_a_figure_are_named(page: Page, lang: str) -> None:
    card = page(f"{PATHS[lang]}?indicator=low_income_households").find(id="trend.low_income_households")
    assert {"nl": "Groningen: 2012–2018 en 2021–2023.", "en": "Groningen: 2012–2018 and 2021–2023."}[lang] in said(card)
    assert {"nl": "geen cijfer", "en": "no figure"}[lang] in said(card.table)
