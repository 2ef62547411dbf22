"""The lessons for those who start themselves, and the calculator for the size of a trial."""

import csv
import io
import re

import docx
import pypdf
import pytest
from bs4 import Tag
from flask.testing import FlaskClient

from dashboard.config import ROOT
from tests.golden_files import assert_as_recorded
from tests.page_reader import page


def rows(table: str) -> list[dict[str, str]]:
    with (ROOT / "data" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if not row["withdrawn"]]


def words(part: Tag | None) -> str:
    assert part is not None
    return " ".join(part.get_text(" ").split())


PATHS = {"nl": "/zelf-beginnen", "en": "/en/getting-started"}


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_each_lesson_is_there_with_who_says_it_and_its_source(client: FlaskClient, lang: str) -> None:
    soup = page(client, PATHS[lang])
    found = {part.find(id=True)["id"]: part for part in soup.select("li.lesson")}
    table = {row["id"]: row for row in rows("lessons")}
    sources = {row["id"]: row for row in rows("sources")}
    assert set(found) == set(table)
    for id, row in table.items():
        text = words(found[id])
        for column in ("title", "text", "who_says", "locator"):
            assert " ".join(row[f"{column}_{lang}"].split()) in text, (id, column)
        assert found[id].select_one(".source a")["href"] == sources[row["source_id"]]["url"]
        # A tip of ours is set apart and named as ours; the text of the source does not contain it.
        tip = found[id].select_one(".tip")
        assert (tip is not None) == bool(row[f"tip_{lang}"])
        if tip:
            assert words(tip) == f"{'Onze tip:' if lang == 'nl' else 'Our tip:'} {row[f'tip_{lang}']}"


def test_a_rule_of_law_says_when_it_held_and_that_a_lawyer_must_look(client: FlaskClient) -> None:
    soup = page(client, PATHS["nl"])
    for row in rows("lessons"):
        if row["kind"] == "rule_of_law":
            law = words(soup.find(id=row["id"]).select_one(".law"))
            assert law.startswith("Deze regel gold op " if len(row["valid_on"]) == 10 else "Deze regel gold in ")
            assert law.endswith("Laat een jurist dit nakijken.")
    # The oldest one held in 2015.
    assert "Hij kan inmiddels anders zijn." in words(soup.find(id="consent_is_not_enough").select_one(".law"))


def test_each_phase_has_its_questions_with_links_to_lessons(client: FlaskClient) -> None:
    soup = page(client, PATHS["nl"])
    boxes = soup.select(".settle input[data-tick]")
    assert [box["data-tick"] for box in boxes] == [row["id"] for row in rows("checklist")]
    for link in soup.select(".settle a"):
        assert soup.find(id=link["href"][1:]) is not None


def test_filters_leave_the_lessons_that_fit_and_those_for_everybody(client: FlaskClient) -> None:
    table = rows("lessons")
    soup = page(client, "/zelf-beginnen?type=basic_job&reader=officials_health")
    wanted = {
        row["id"]
        for row in table
        if (not row["type_ids"] or "basic_job" in row["type_ids"].split("|"))
        and (not row["readers"] or "officials_health" in row["readers"].split("|"))
    }
    assert {part.find(id=True)["id"] for part in soup.select("li.lesson")} == wanted
    assert 0 < len(wanted) < len(table)
    words_of = page(client, "/zelf-beginnen?q=melkert").select("li.lesson")
    assert words_of
    assert all("melkert" in words(part).lower() for part in words_of)
    remark = page(client, "/zelf-beginnen?reader=mayor").select_one("[data-notice]")
    assert "mayor" in words(remark)


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("/zelf-beginnen/hoe-groot?each=400&without=30", "Met 400 mensen per groep en 30 procent zonder de aanpak"),
        ("/en/getting-started/how-large?each=400&without=30", "With 400 people in each group and 30 percent without"),
    ],
)
def test_the_calculator_answers_a_form_without_scripts(client: FlaskClient, path: str, sentence: str) -> None:
    soup = page(client, path)
    assert words(soup.select_one("#trial_size .say")).startswith(sentence)
    fields = {field["name"]: field.get("value") for field in soup.select("form#choose input[inputmode]")}
    assert (fields["each"], fields["without"]) == ("400", "30")


def test_the_trials_with_a_lottery_are_there_with_their_known_total(client: FlaskClient) -> None:
    soup = page(client, "/zelf-beginnen/hoe-groot")
    found = {words(row.th): [words(cell) for cell in row.select("td")] for row in soup.select("#trials tbody tr")}
    assert found["Wageningen, Vertrouwen Werkt"][:3] == ["410 mensen", "4", "102"]
    assert found["Amsterdam, Vormen van begeleiding"][0] == "meer dan 800 mensen"
    assert len(found) == sum(row["design"] == "randomised" for row in rows("experiments"))
    assert "Het aantal mensen per groep is niet bekend." in words(soup.select_one("#trials"))


def test_a_number_that_is_none_gives_a_remark_and_the_default(client: FlaskClient) -> None:
    soup = page(client, "/zelf-beginnen/hoe-groot?each=veel")
    assert any("veel" in words(part) for part in soup.select("[data-notice]"))
    assert words(soup.select_one("#trial_size .say")).startswith("Met 100 mensen per groep")


def test_the_rows_of_the_calculation_can_be_downloaded(client: FlaskClient) -> None:
    response = client.get("/zelf-beginnen/hoe-groot/trial_size.csv?each=60")
    assert response.status_code == 200
    assert "Dit is een rekensom, geen resultaat van een proef." in response.get_data(as_text=True)


def plan_text(client: FlaskClient, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    document = docx.Document(io.BytesIO(response.data))
    return "\n".join(part.text for part in document.paragraphs)


def test_a_plan_has_the_chosen_lessons_the_questions_and_each_source(client: FlaskClient) -> None:
    text = plan_text(client, "/zelf-beginnen.docx?type=free_choice&name=Zwolle")
    assert "Voor Zwolle" in text
    sources = {row["id"]: row for row in rows("sources")}
    for row in rows("lessons"):
        chosen = not row["type_ids"] or "free_choice" in row["type_ids"].split("|")
        assert (row["text_nl"] in text) == chosen, row["id"]
        if chosen:
            assert sources[row["source_id"]]["title"] in text
            assert not row["tip_nl"] or f"Onze tip: {row['tip_nl']}" in text
    for row in rows("checklist"):
        assert f"Vraag: {row['question_nl']}\nOns antwoord:" in text
    assert "Dit is geen juridisch advies." in text


def pdf_text(client: FlaskClient, path: str) -> str:
    pages = pypdf.PdfReader(io.BytesIO(client.get(path).data)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split()).replace(". ", ".\n")


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("plan-nl", "/zelf-beginnen.docx?type=basic_job&name=Zwolle"),
        ("plan-en", "/en/getting-started.pdf?type=basic_job&name=Zwolle"),
    ],
)
def test_a_plan_is_as_it_was(client: FlaskClient, name: str, path: str) -> None:
    """The Dutch plan as Word and the English one as PDF."""
    text = (plan_text if ".docx" in path else pdf_text)(client, path)
    text = re.sub(r"https?://localhost|as_of=\d{4}-\d{2}-\d{2}", "", text)
    assert_as_recorded(f"exports/{name}.txt", f"{text}\n")


def test_a_plan_as_pdf_says_the_same_in_english(client: FlaskClient) -> None:
    response = client.get("/en/getting-started.pdf?type=basic_job&name=Zwolle")
    text = " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(response.data)).pages).split())
    assert "First draft of a plan: Basic job" in text
    assert "Our answer:" in text
    assert "28,000" in text


def test_a_municipality_shows_three_lessons_that_were_learned_there(client: FlaskClient) -> None:
    soup = page(client, "/gemeenten/groningen")
    names = {row["id"]: row["experiment_id"] for row in rows("lessons")}
    shown = [part.find(id=True)["id"] for part in soup.select("#lessons li.lesson")]
    assert len(shown) == 3
    assert all(names[id].startswith("groningen") for id in shown)
    assert soup.select_one("#lessons .onward a")["href"] == "/zelf-beginnen"


def test_a_cell_without_a_shown_difference_leads_to_the_calculator(client: FlaskClient) -> None:
    links = page(client, "/?open=amsterdam_guidance.participation").select("[data-panel] .more a")
    assert "/zelf-beginnen/hoe-groot" in [link["href"] for link in links]
    links = page(client, "/?open=heerlen_basisbanen.health").select("[data-panel] .more a")
    assert "/zelf-beginnen/hoe-groot" not in [link["href"] for link in links]


def test_the_set_has_lessons_on_the_approaches_of_its_charts(client: FlaskClient) -> None:
    """As slides on the page and as Word, each with who says it; a chart of official statistics brings none."""
    item = "item=directions.randomised_control&item=over_time.people_in_basic_job"
    slides = words(page(client, f"/vergaderset/presenteren?{item}").main)
    response = client.get(f"/vergaderset.docx?{item}")
    document = "\n".join(part.text for part in docx.Document(io.BytesIO(response.data)).paragraphs)
    own = [row for row in rows("lessons") if "tailored_support" in row["type_ids"].split("|")]
    for text in (slides, document):
        assert "Wat anderen leerden" in text
        assert any(row["text_nl"] in text and row["who_says_nl"] in text for row in own)
    assert "Wat anderen leerden" not in words(
        page(client, "/vergaderset/presenteren?item=trend.unemployment_rate").main
    )
