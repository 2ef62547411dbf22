"""The pages on municipalities, over the real tables: everything that is known is there, once, with its source."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from tests.page_reader import reading, rows

LANGS = ("nl", "en")
PATHS = {"nl": "/gemeenten", "en": "/en/municipalities"}


MUNICIPALITIES = [row["id"] for row in rows("municipalities")]
SOURCES = {row["id"]: row for row in rows("sources")}
EXPERIMENTS = rows("experiments")
ALL = [(lang, id) for lang in LANGS for id in MUNICIPALITIES]


@pytest.fixture
def page(client: FlaskClient):
    return reading(client)


def own(table: str, id: str) -> list[dict[str, str]]:
    experiments = {row["id"] for row in EXPERIMENTS if row["municipality_id"] == id}
    return [row for row in rows(table) if row["experiment_id"] in experiments]


@pytest.mark.parametrize(("lang", "id"), ALL)
def test_every_finding_gap_and_set_up_fact_is_shown_with_its_place(page, lang, id):
    found = page(f"{PATHS[lang]}/{id}")
    for row in [*own("findings", id)]:
        text = found.text(f"{row['experiment_id']}-results")
        assert text.count(row[f"text_{lang}"]) == 1, row["id"]
        assert f"{row[f'locator_{lang}']}" in text
        assert SOURCES[row["source_id"]]["title"] in text
    for row in own("gaps", id):
        assert row[f"text_{lang}"] in found.text(f"{row['experiment_id']}.{row['theme']}"), row
    for row in own("design_facts", id):
        text = found.text(f"{row['experiment_id']}-set-up")
        assert row[f"label_{lang}"] in text, row["id"]
        assert SOURCES[row["source_id"]]["title"] in text
        assert row[f"locator_{lang}"] in text


@pytest.mark.parametrize(("lang", "id"), ALL)
def test_every_number_is_shown_with_its_place(page, lang, id):
    found = page(f"{PATHS[lang]}/{id}")
    for row in own("observations", id):
        text = found.text(f"{row['experiment_id']}-results")
        number = re.sub(r"\.0$", "", row["value"])
        if lang == "nl":
            number = number.replace(".", ",")
        assert re.search(rf"(?<![\d,.]){re.escape(number)}(?![\d])", text), row["id"]
        assert SOURCES[row["source_id"]]["title"] in text, row["id"]
        assert row[f"locator_{lang}"] in text


@pytest.mark.parametrize(("lang", "id"), ALL)
def test_every_moment_of_its_trials_and_of_the_country_is_on_the_timeline(page, lang, id):
    text = page(f"{PATHS[lang]}/{id}").text("timeline")
    for row in [*own("events", id), *(row for row in rows("events") if not row["experiment_id"])]:
        assert row[f"label_{lang}"] in text, row["id"]
        assert SOURCES[row["source_id"]]["title"] in text


@pytest.mark.parametrize(("lang", "id"), ALL)
def test_groups_are_named_and_an_unknown_number_is_said_to_be_unknown(page, lang, id):
    found = page(f"{PATHS[lang]}/{id}")
    unknown = {"nl": "aantal mensen niet gevonden", "en": "number of people not found"}[lang]
    for experiment in (row for row in EXPERIMENTS if row["municipality_id"] == id):
        text = found.text(f"{experiment['id']}-set-up")
        arms = [row for row in rows("arms") if row["experiment_id"] == experiment["id"]]
        assert all(row[f"label_{lang}"] in text for row in arms)
        missing = sum(not row["participants"] for row in [*arms, experiment])
        assert text.count(unknown) == missing


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("id", ["amsterdam", "groningen"])
def test_two_experiments_are_kept_apart(page, lang, id):
    found = page(f"{PATHS[lang]}/{id}")
    both = [row["id"] for row in EXPERIMENTS if row["municipality_id"] == id]
    assert len(both) == 2
    for one, other in (both, both[::-1]):
        text = found.text(f"{one}-results")
        shown = [row for row in rows("findings") if row["experiment_id"] == other]
        assert shown
        assert not [row["id"] for row in shown if row[f"text_{lang}"] in text]


@pytest.mark.parametrize(("lang", "id"), ALL)
def test_size_of_result_follows_its_strength(page, lang, id):
    strong = page(f"{PATHS[lang]}/{id}").texts(".strong-result")
    grey = " ".join(page(f"{PATHS[lang]}/{id}").texts("#found .grey"))
    measured = {row[f"text_{lang}"]: row for row in own("findings", id)}
    assert len(strong) <= 2 * len([row for row in EXPERIMENTS if row["municipality_id"] == id])
    for text in strong:
        row = measured[text]
        assert row["comparison"] in ("randomised_control", "matched_comparison")
        assert row["basis"] == "measured"
        assert SOURCES[row["source_id"]]["access"] != "secondary"
    for row in measured.values():
        if row["basis"] == "claim":
            assert row[f"text_{lang}"] not in page(f"{PATHS[lang]}/{id}").text("found")
            assert SOURCES[row["source_id"]]["publisher"] in grey


def test_costs_of_basic_job_are_planned_and_stated_apart_each_with_its_source(page):
    text = page("/gemeenten/groningen").text("costs")
    order = [
        "Wat kostte het?", "Gepland of gereserveerd", "28.000 euro per jaar", "RTV Noord",
        "Later genoemd", "volgens de wethouder", "32.000 euro per jaar", "NPO Radio 1", "15.000 euro per jaar", "NPO Radio 1",
    ]  # fmt: skip
    at = [0]
    for words in order:
        at.append(text.index(words, at[-1]) + len(words))
    assert [heading for heading in page("/gemeenten/groningen").texts("h2, h3") if heading == "Wat kostte het?"] == [
        "Wat kostte het?"
    ]


@pytest.mark.parametrize("lang", LANGS)
def test_heerlen_says_what_was_planned_what_is_not_known_and_who_may_know(page, lang):
    found = page(f"{PATHS[lang]}/heerlen")
    experiment = next(row for row in EXPERIMENTS if row["municipality_id"] == "heerlen")
    planned = found.text("heerlen_basisbanen-set-up")
    assert {"nl": "gepland en aangekondigd", "en": "planned and announced"}[lang] in planned
    assert {"nl": "25 banen", "en": "25 jobs"}[lang] in planned
    unknown = found.text("heerlen_basisbanen-results")
    assert experiment[f"scheme_{lang}"] in unknown
    assert {"nl": "Einde niet gevonden", "en": "End not found"}[lang] in found.text("timeline")
    # A trial of which only the announcement is known has no results, and no chart either.
    assert not [id for id in found.ids if id.startswith(("with_and_without", "over_time", "directions"))]


@pytest.mark.parametrize(("lang", "id"), ALL)
def test_three_to_five_questions_each_with_its_reason_and_none_about_another_municipality(page, lang, id):
    text = page(f"{PATHS[lang]}/{id}").text("questions")
    questions = [row for row in rows("questions") if row[f"question_{lang}"] in text]
    assert 3 <= len(questions) <= 5
    assert len({row["focus"] for row in questions}) == len(questions)
    experiments = {row["id"] for row in EXPERIMENTS if row["municipality_id"] == id}
    tried = {row["type_id"] for row in rows("arms") if row["experiment_id"] in experiments}
    others = [row["name"] for row in rows("municipalities") if row["id"] != id]
    for row in questions:
        assert row[f"why_{lang}"] in text
        assert not row["type_id"] or row["type_id"] in tried
        assert not [name for name in others if name in row[f"question_{lang}"]]


def test_the_question_whether_heerlen_was_evaluated_is_asked_in_heerlen_only(page):
    question = next(row["question_nl"] for row in rows("questions") if row["id"] == "heerlen_evaluation")
    questions = [id for id in MUNICIPALITIES if question in page(f"/gemeenten/{id}").text("questions")]
    assert questions == ["heerlen"]


@pytest.mark.parametrize(("lang", "id"), ALL)
def test_official_figures_stand_beside_the_country_of_the_same_year(page, lang, id):
    found = page(f"{PATHS[lang]}/{id}")
    text = found.text("official-table")
    context = rows("context")
    newest: dict[str, dict[str, str]] = {}
    for row in context:
        before = newest.get(row["indicator_id"])
        if row["municipality_id"] == id and (before is None or int(row["year"]) > int(before["year"])):
            newest[row["indicator_id"]] = row
    labels = {row["id"]: row[f"label_{lang}"] for row in rows("indicators")}
    missing = 0
    for indicator, row in newest.items():
        unit = r"( \([^)]+\))?"
        assert re.search(rf"{re.escape(labels[indicator])}{unit} {row['year']} ", text), labels[indicator]
        same = [
            one
            for one in context
            if (one["municipality_id"], one["indicator_id"], one["year"]) == ("netherlands", indicator, row["year"])
        ]
        missing += not same
    assert text.count({"nl": "geen cijfer voor dit jaar", "en": "no figure for this year"}[lang]) == missing
    assert found.text().count({"nl": "Geen effect van een proef", "en": "Not an effect of a trial"}[lang]) == 1
    drawn = found.text("official")
    assert all(row["name"] in drawn for row in rows("municipalities"))
    assert {"nl": "Nederland", "en": "Netherlands"}[lang] in drawn


@pytest.mark.parametrize("lang", LANGS)
def test_the_list_has_every_experiment_with_a_word_for_each_theme_that_leads_to_its_results(page, lang):
    found = page(PATHS[lang])
    themes = [row["id"] for row in rows("themes")]
    for row in EXPERIMENTS:
        assert row[f"summary_{lang}"] in found.text(row["municipality_id"])
        for theme in themes:
            assert f"{PATHS[lang]}/{row['municipality_id']}#{row['id']}.{theme}" in found.links


def test_the_map_leads_to_the_pages_of_municipalities_and_types(page):
    links = page("/").links
    assert {f"/gemeenten/{id}" for id in MUNICIPALITIES} <= set(links)
    assert {"/aanpak/minder-plichten", "/aanpak/basisbaan"} <= set(links)


@pytest.mark.parametrize("path", ["/gemeenten/utrecht", "/en/municipalities/netherlands", "/gemeenten/"])
def test_an_address_without_a_municipality_is_no_page(client, path):
    assert client.get(path).status_code in (404, 308)
