"""Effects with intervals: a table of them fills in the form, becomes rows that can be changed, and is drawn in the preview."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.db import connection
from dashboard.desk.forms import FORMS, NEW, kind_of
from dashboard.desk.outcome import draft_outcome, words
from dashboard.desk.state import Desk
from dashboard.desk.suggestions import Mark, added, at_place, cells, of_cell
from dashboard.editing.models import EditProblem
from dashboard.editing.reports.draft import export_draft, import_draft
from dashboard.editing.reports.tables import tables
from tests.made_up_reports import set_report
from tests.unit.desk.conftest import OpenDesk

EFFECTS = """
Tabel 4 geeft het verschil met de controlegroep.
#figure(kind: table, supplement: [Tabel], caption: [Effect op betaald werk (procentpunt)],
  table(columns: 5, [Gemeente], [Effect], [95%-BI], [N], [p],
    [Voorbeeldstad], [2,3], [−1,4 tot 6,0], [1.204], [0,22],
    [Proefdam], [−0,8], [−5,9 tot 4,3], [398], [0,76]))
#v(4cm)
#table(columns: 4, [Groep], [Verschil], [Ondergrens], [Bovengrens],
  [Zelfregie], [1,5], [0,5], [2,5], [Anders], [1,6], [0,6], [2,6])
"""
OUTCOME = {
    "label_nl": "Verschil in werk", "label_en": "Difference in work", "theme": "participation", "unit": "percentage_points",
    "decimals": "0", "better": "up", "question_nl": "Meer werk?", "question_en": "More work?", "definition_nl": "Verzonnen.",
    "definition_en": "Made up.",
}  # fmt: skip


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, open_desk: OpenDesk) -> Desk:
    folder = tmp_path_factory.mktemp("desk")
    return open_desk(folder / "desk", set_report(folder / "a.pdf", EFFECTS))


def taken(desk: Desk, text: str) -> Mark:
    """Return what a click on a number of the page takes."""
    page = next(iter(desk.reports.values())).page(1)
    word = next(word for word in page.words if word.text == text)
    return at_place(Mark(text=text, page=1, box=tuple(word.box)), tables(page))


def form(desk: Desk, mark: Mark, known: dict[str, str], **more: str) -> dict[str, dict[str, str]]:
    with connection.reading(desk.database):
        found = cells(mark, known)
    place = {
        "groups_comparable": "true",
        "adjusted": "false",
        "source_id": "report_one",
        "timing": "period",
        "start": "2019",
        "end": "2020",
    }
    return {"row": {**FORMS["observation"].filled, **place, **found, **more}}


def test_number_on_the_page_gets_the_interval_people_trial_and_groups_of_its_row(desk: Desk) -> None:
    row = form(desk, taken(desk, "2,3"), {"experiment_id": "proefdam_jobs"})["row"]
    assert (row["value"], row["low"], row["high"], row["n"]) == ("2.3", "-1.4", "6", "1204")
    assert (row["experiment_id"], row["arm_id"]) == ("voorbeeldstad_lottery", "voorbeeldstad_free")
    assert row["comparator_arm_id"] == "voorbeeldstad_usual"
    # A difference is no percentage, and the caption is not the sentence above the table.
    assert (row["indicator_id"], row["locator_nl"]) == ("", "bladzijde 1 van de pdf, tabel 1")
    assert added("indicator_id", taken(desk, "2,3")) == {"decimals": "1", "unit": "percentage_points"}
    bounds = form(desk, taken(desk, "1,5"), {})["row"]
    assert (bounds["low"], bounds["high"], bounds["experiment_id"]) == ("0.5", "2.5", "")


def test_row_without_heads_of_columns_gets_its_interval_and_the_trial_of_its_label(desk: Desk) -> None:
    found = tables(next(iter(desk.reports.values())).page(1))[0]
    at = next(at for at, row in enumerate(found.rows) if row[1].text == "2,3")
    bare = tuple(replace(cell, column_heads=(), row_heads=("Voorbeeldstad, vrij",)) for cell in found.rows[at])
    for number, expected in (("2,3", ("-1.4", "6")), ("7,3", (None, None))):
        cut = replace(found, rows=((bare[0], replace(bare[1], text=number), *bare[2:]),))
        row = form(desk, of_cell(cut, 0, 1), {"experiment_id": "proefdam_jobs"})["row"]
        assert (row.get("low"), row.get("high"), row["experiment_id"]) == (*expected, "voorbeeldstad_lottery")


def test_outcome_that_was_chosen_for_a_table_is_suggested_for_its_other_numbers(desk: Desk) -> None:
    first, second = taken(desk, "2,3"), taken(desk, "−0,8")
    known = {"indicator_id": "chosen", "table": first.place}
    assert form(desk, second, known)["row"]["indicator_id"] == "chosen"
    assert form(desk, taken(desk, "1,5"), known)["row"]["indicator_id"] == ""


def test_difference_is_refused_as_a_percentage_and_without_its_group(desk: Desk) -> None:
    parts = form(desk, taken(desk, "2,3"), {}, indicator_id="paid_work", arm_id="")
    found = desk.problems_of("observation", parts, "nl")
    assert set(found) == {("row", "low"), ("row", "arm_id"), ("row", "indicator_id")}
    assert found["row", "low"].endswith("Kies dan een uitkomst in procentpunten, of maak er een.")
    # Also where all of its numbers could be percentages.
    between = {"row": {**parts["row"], "low": "1,4", "arm_id": "voorbeeldstad_free"}}
    assert set(desk.problems_of("observation", between, "nl")) == {("row", "indicator_id")}


def test_effects_are_drawn_in_the_preview_and_a_changed_row_stays_in_its_place(desk: Desk) -> None:
    """The outcome has no decimals; what was published with them is not rounded."""
    report, known = next(iter(desk.reports)), {}
    for text in ("2,3", "−0,8"):
        mark = taken(desk, text)
        parts = form(desk, mark, known)
        if not known:
            parts = {"row": {**parts["row"], "indicator_id": NEW}, "indicator_id": OUTCOME}
        rows = desk.add("observation", parts, [mark], report=report)
        known = {"indicator_id": rows[-1].cells["indicator_id"], "table": mark.place}
    row = desk.folder.rows[1]
    assert kind_of(row.table, row.values) == "observation"
    changed = replace(taken(desk, "2,3"), row=row.name)
    desk.add("observation", {"row": {**row.values, "value": "2,5"}}, [changed], report=report)
    assert [one.values.get("value") for one in desk.folder.rows] == [None, "2.5", "-0.8"]
    with connection.reading(desk.database):
        shown = str(draft_outcome(desk, "nl")[-1].html)
    drawing = shown[shown.index("<svg") : shown.index("</svg>")]
    for label in ("Voorbeeldstad, Loterijproef", "Zelfregie", "2,5", "Proefdam, Banenproef"):
        assert label in drawing
    assert "2,5 procentpunt (interval -1,4 tot 6,0) (van 1.204 personen)." in shown


def test_accepted_row_of_a_colleague_brings_its_new_outcome_along(
    desk: Desk, open_desk: OpenDesk, tmp_path: Path
) -> None:
    other = open_desk(tmp_path / "other")
    other.received = import_draft(export_draft(desk.folder.rows, {}, desk.folder.reports))
    other.accept(2, other.received.rows[2].accept())
    assert [row.name for row in other.folder.rows] == [desk.folder.rows[at].name for at in (0, 2)]


@pytest.mark.parametrize(
    ("place", "drafted", "said"),
    [("draft row 3", 2, "Dit formulier."), ("draft row 3", 3, "Rij 3 van het concept."),
     ("file los.csv", None, "Bestand los.csv."), ("sheet Blad1", None, "Tabblad Blad1.")],
)  # fmt: skip
def test_place_of_a_problem_is_named_in_dutch(place: str, drafted: int | None, said: str) -> None:
    problem = EditProblem(place=place, problem="not a table that we know", expected="", value="")
    assert words(problem, "nl", drafted).startswith(said + " Deze naam")
