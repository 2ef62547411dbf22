"""The pages on types of approach, over the real tables: what was found on one approach, and what only on several together."""

import pytest
from flask.testing import FlaskClient

from dashboard.web.pages.approach.approaches import related
from dashboard.web.pages.context import resolve_context
from tests.page_reader import reading, rows

LANGS = ("nl", "en")
PATHS = {"nl": "/aanpakken", "en": "/en/approaches"}
ITEMS = {"nl": "/aanpak", "en": "/en/approach"}
OLD = {"nl": "/soorten", "en": "/en/types"}
ARMS = {row["id"]: row for row in rows("arms")}
TYPES = [
    row["id"]
    for row in rows("experiment_types")
    if any(arm["type_id"] == row["id"] and arm["role"] == "treatment" for arm in ARMS.values())
]
SOURCES = {row["id"]: row for row in rows("sources")}
THEMES = [row["id"] for row in rows("themes")]
THEME_OF = {row["id"]: row["theme"] for row in rows("indicators")}
ALL = [(lang, id) for lang in LANGS for id in TYPES]
SLUGS = {(lang, row["id"]): row[f"slug_{lang}"] for lang in LANGS for row in rows("experiment_types")}


def at(lang: str, id: str) -> str:
    return f"{ITEMS[lang]}/{SLUGS[lang, id]}"


@pytest.fixture
def page(client: FlaskClient):
    return reading(client)


def of_type(id: str) -> list[dict[str, str]]:
    return [row for row in rows("findings") if row["arm_id"] and ARMS[row["arm_id"]]["type_id"] == id]


def tried_in(id: str) -> set[str]:
    return {arm["experiment_id"] for arm in ARMS.values() if arm["type_id"] == id and arm["role"] == "treatment"}


@pytest.mark.parametrize(("lang", "id"), ALL)
def test_every_result_of_the_approach_is_shown_once_with_its_place(page, lang, id):
    found = page(at(lang, id))
    for row in of_type(id):
        text = found.text(THEME_OF[row["indicator_id"]])
        assert text.count(row[f"text_{lang}"]) == 1, row["id"]
        assert SOURCES[row["source_id"]]["title"] in text
        assert row[f"locator_{lang}"] in text


@pytest.mark.parametrize(("lang", "id"), ALL)
def test_every_number_of_the_approach_has_its_source(page, lang, id):
    found = page(at(lang, id))
    for row in rows("observations"):
        if row["arm_id"] and ARMS[row["arm_id"]]["type_id"] == id:
            text = found.text(THEME_OF[row["indicator_id"]])
            number = row["value"].removesuffix(".0").replace(".", "," if lang == "nl" else ".")
            assert number in text, row["id"]
            assert SOURCES[row["source_id"]]["title"] in text, row["id"]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("id", TYPES)
def test_results_of_approaches_together_are_said_to_be_of_several(page, lang, id):
    found = page(at(lang, id))
    label = {"nl": "Aanpakken samen", "en": "Approaches together"}[lang]
    for row in rows("findings"):
        together = row["about"] in ("all_treatments", "all_participants") and row["experiment_id"] in tried_in(id)
        if not together or row["basis"] == "claim" or row["preferred"] != "true":
            continue
        before, _, after = found.text(THEME_OF[row["indicator_id"]]).partition(row[f"text_{lang}"])
        assert after, row["id"]
        assert label in before, row["id"]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("id", TYPES)
def test_results_of_other_approaches_are_not_shown(page, lang, id):
    text = page(at(lang, id)).text("results")
    others = [row for other in TYPES if other != id for row in of_type(other)]
    mine = {row[f"text_{lang}"] for row in of_type(id)}
    assert not [row["id"] for row in others if row[f"text_{lang}"] in text and row[f"text_{lang}"] not in mine]


@pytest.mark.parametrize(("lang", "id"), ALL)
def test_who_tried_it_leads_to_the_page_of_the_municipality(page, lang, id):
    found = page(at(lang, id))
    experiments = {row["id"]: row for row in rows("experiments")}
    base = {"nl": "/gemeenten", "en": "/en/municipalities"}[lang]
    for key in tried_in(id):
        row = experiments[key]
        assert row[f"short_{lang}"] in found.text("tried")
        assert f"{base}/{row['municipality_id']}#{key}" in found.links
    assert not [
        row["id"]
        for key, row in experiments.items()
        if key not in tried_in(id) and f"{base}/{row['municipality_id']}#{key}" in found.links
    ]


@pytest.mark.parametrize(("lang", "id"), ALL)
def test_what_is_not_known_is_said_for_each_trial(page, lang, id):
    found = page(at(lang, id))
    for row in rows("gaps"):
        if row["experiment_id"] in tried_in(id):
            assert row[f"text_{lang}"] in found.text(row["theme"])


@pytest.mark.parametrize(("lang", "id"), ALL)
def test_the_whole_definition_is_on_the_page_with_each_term_under_its_own_head(page, lang, id):
    text = page(at(lang, id)).text()
    definition = next(row[f"definition_{lang}"] for row in rows("experiment_types") if row["id"] == id)
    for sentence in definition.split(". "):
        assert sentence.strip(".") in text
    context = resolve_context(lang=lang, path=at(lang, id), query="", item=id)
    lead, notes = related(definition, context)
    assert lead
    assert len(notes) == 2
    assert "regelluwe" not in lead
    assert "regelluwe" in notes[0].text


def test_a_sentence_without_a_term_goes_on_about_the_term_before_it(real):
    context = resolve_context(lang="nl", path="/aanpak/basisbaan", query="", item="basic_job")
    lead, notes = related("Een proef. Dit is regelluwe bijstand. Soms niet. Geen participatie-inkomen", context)
    assert (lead, [note.text for note in notes]) == (
        "Een proef.",
        ["Dit is regelluwe bijstand. Soms niet.", "Geen participatie-inkomen."],
    )


@pytest.mark.parametrize(("lang", "id"), ALL)
def test_three_to_five_questions_those_on_the_type_first(page, lang, id):
    text = page(at(lang, id)).text("questions")
    questions = [row for row in rows("questions") if row[f"question_{lang}"] in text]
    assert 3 <= len(questions) <= 5
    assert {row["type_id"] for row in questions} <= {id, ""}
    on_type = [row for row in rows("questions") if row["type_id"] == id]
    assert len([row for row in questions if row["type_id"] == id]) == min(5, len(on_type))


@pytest.mark.parametrize("lang", LANGS)
def test_the_list_explains_all_types_and_gives_comparison_groups_no_page(page, lang):
    found = page(PATHS[lang])
    held = {row["type_id"] for row in rows("arms")}
    for row in (row for row in rows("experiment_types") if row["id"] in held):
        assert row[f"definition_{lang}"] in found.text("tried" if row["id"] in TYPES else "compared")
    leading = {link for link in found.links if link.startswith(f"{ITEMS[lang]}/")}
    assert leading == {at(lang, id) for id in TYPES}


@pytest.mark.parametrize("path", ["/aanpak/usual_support", "/en/approach/none", "/soorten/none"])
def test_a_comparison_group_has_no_page(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("lang", LANGS)
def test_ids_and_earlier_addresses_redirect_to_the_readable_one(client, lang):
    for old, new in (
        (f"{OLD[lang]}/basic_job", at(lang, "basic_job")),
        (f"{ITEMS[lang]}/basic_job", at(lang, "basic_job")),
        (OLD[lang], PATHS[lang]),
    ):
        answer = client.get(f"{old}?as_of=2026-11-21")
        assert (answer.status_code, answer.headers["Location"]) == (308, f"{new}?as_of=2026-11-21")


@pytest.mark.parametrize(("lang", "id"), ALL)
def test_each_trial_stands_on_the_ladder_by_its_comparison_or_is_named_as_without_an_outcome(page, lang, id):
    found = page(at(lang, id))
    towns = {row["id"]: row["name"] for row in rows("municipalities")}
    places = {towns[row["municipality_id"]] for row in rows("experiments") if row["id"] in tried_in(id)}
    assert all(place in found.text("fair") for place in places)


def test_a_size_is_drawn_large_only_from_a_fair_comparison(page, client):
    for lang in LANGS:
        for id in TYPES:
            shape = client.get(at(lang, id)).get_data(as_text=True).partition('class="in-shape"')[2][:40]
            assert ("+6" in shape) == (id == "earnings_premium"), (lang, id)


@pytest.mark.parametrize(("lang", "id"), ALL)
def test_sentences_to_use_are_in_the_open_with_their_source_to_copy(client, lang, id):
    html = client.get(at(lang, id)).get_data(as_text=True)
    allowed = html.partition('class="column yes"')[2].partition('class="column no"')[0]
    assert allowed.count("data-copy-text") >= 1
    assert "<details" not in allowed
