"""From fields to rows: pairs, rows that are added along, sizes of groups, and numbers in Dutch notation."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from dash import html

from dashboard.db import connection
from dashboard.desk import draft_page
from dashboard.desk.forms import FORMS, NEW
from dashboard.desk.outcome import said_before
from dashboard.desk.rows import Doubtful, certain, number
from dashboard.desk.state import Desk
from dashboard.desk.suggestions import Mark, cells, of_cell
from dashboard.editing.apply import checked
from dashboard.editing.reports.draft import DraftRow, as_json, export_draft, from_json, import_draft
from dashboard.editing.reports.folder import FolderRefused
from dashboard.editing.reports.publish import contradictions, plan_draft, wanted
from dashboard.editing.reports.tables import tables
from tests.csv_tables import MADE_UP
from tests.made_up_reports import FIVE_GROUPS, set_report
from tests.unit.desk.conftest import OpenDesk

PLACE = {
    "source_id": "report_one",
    "experiment_id": "voorbeeldstad_lottery",
    "locator_nl": "bladzijde 1",
    "locator_en": "page 1",
}
NUMBER = {
    "groups_comparable": "true",
    "adjusted": "false",
    "indicator_id": "paid_work",
    "timing": "period",
    "start": "2019",
    "end": "2020",
    "as_published": "24,1%",
}
MARK = Mark(text="24,1%", page=1, box=(10, 10, 60, 20))


OTHERS = {
    "group_size": {"arm_id": "voorbeeldstad_free", "participants": "1.404"},
    "cost": {"label_nl": "Verzonnen kosten", "label_en": "Made-up costs", "value": "12.000,5", "as_published": "12.000,50"},
    "design_fact": {
        "kind": "duration", "label_nl": "Duur", "label_en": "Duration", "value": "2", "unit": "years", "as_published": "2",
    },
    "finding": {
        "indicator_id": "paid_work", "arm_id": "voorbeeldstad_free", "comparison": "randomised_control",
        "comparator_arm_id": "voorbeeldstad_usual", "direction": "higher", "test": "significant",
        "text_nl": "Verzonnen.", "text_en": "Made up.",
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("desk")


@pytest.fixture(scope="module")
def desk(folder: Path, open_desk: OpenDesk) -> Desk:
    return open_desk(folder / "desk", set_report(folder / "a.pdf", FIVE_GROUPS))


def add(desk: Desk, kind: str, *marks: Mark, **parts: dict[str, str]) -> list[str]:
    """Add the rows of a form to the draft, and return their names."""
    form = {**parts, "row": {**FORMS[kind].filled, **PLACE, **parts["row"]}}
    assert desk.problems_of(kind, form, "nl") == {}
    return [
        f"{row.table}.{row.cells['id']}"
        for row in desk.add(kind, form, marks or (MARK,), report=next(iter(desk.reports)))
    ]


def test_two_numbers_become_two_rows_with_a_group_each(desk: Desk) -> None:
    row = {**NUMBER, "arm_id": "voorbeeldstad_free", "value": "24,1", "low": "20,2", "high": "28", "n": "1.404"}
    pair = {"arm_id": "voorbeeldstad_usual", "value": "18,2", "as_published": "18,2%"}
    add(desk, "observation", MARK, MARK, row=row, pair=pair)
    first, second = (one.values for one in desk.folder.rows)
    assert (first["arm_id"], first["value"], first["low"], first["n"]) == ("voorbeeldstad_free", "24.1", "20.2", "1404")
    assert (second["arm_id"], second["value"], second["end"]) == ("voorbeeldstad_usual", "18.2", "2020")
    assert "low" not in second


def test_every_kind_of_row_fits_in_the_tables(desk: Desk) -> None:
    """A group that is new comes before its number."""
    added = {"label_nl": "Extra hulp", "label_en": "Extra help", "type_id": "self_direction", "role": "treatment"}
    names = add(desk, "observation", row={**NUMBER, "arm_id": NEW, "value": "24,1"}, arm_id=added)
    assert names == ["arms.voorbeeldstad_extra_help", "observations.voorbeeldstad_extra_help_paid_work_2020"]
    assert [one.page for one in desk.folder.rows][-2:] == [0, 1]
    for kind, row in OTHERS.items():
        add(desk, kind, row=row)
    desk.mark_read(next(iter(desk.reports)), 1, read=True)
    plan = checked(desk.current, plan_draft(desk.current, desk.folder.rows, desk.folder.reports))
    assert plan.problems == ()
    changed = {(change.table, change.kind) for change in plan.changes}
    # The made-up tables were not published, so their rows change in place.
    assert {("arms", "changed"), ("sources", "changed")} <= changed
    assert {(name, "added") for name in ("observations", "arms", "findings", "design_facts", "readings")} <= changed


def test_exact_size_replaces_a_published_qualifier(desk: Desk) -> None:
    """A reader must not see "about" with a number that a report gives exactly."""
    form = {"row": {**PLACE, **OTHERS["group_size"]}}
    published = next(row for row in desk.current.rows["arms"] if row["id"] == "voorbeeldstad_free")
    arms = [{**published, "participants_qualifier": "about", "added": "2026-01-01"}]
    current = replace(desk.current, rows={**desk.current.rows, "arms": arms})
    (row,) = (DraftRow(table=one.table, values=one.cells) for one in desk.new_rows("group_size", form, [MARK]))
    # An empty cell survives the file of the draft.
    (size,) = wanted(current, [from_json(as_json(row))], {})["arms"]
    assert (size.cells["participants"], size.cells["participants_qualifier"]) == ("1404", "")
    with connection.reading(desk.database):
        assert cells(replace(MARK, text="ongeveer 400"), {})["participants_qualifier"] == "about"


def test_draft_shows_each_value_in_words(desk: Desk) -> None:
    """Somebody who checks a draft sees its group, outcome with unit, and period, not only its number."""
    add(desk, "observation", row={**NUMBER, "arm_id": "voorbeeldstad_free", "value": "24,1"})
    with connection.reading(desk.database):
        shown = "".join(map(str, html.Div(draft_page.own(desk, "nl"))._traverse()))
    for words in ("Betaald werk (procent)", "Zelfregie", "24,1", "2020"):
        assert f"Strong('{words}')" in shown


def test_number_that_is_in_the_draft_already_is_named(desk: Desk) -> None:
    current = replace(desk.current, rows={**desk.current.rows, "observations": []})
    row = DraftRow(table="observations", values={**PLACE, **NUMBER, "id": "first", "value": "24.1"})
    same = replace(row, values={**row.values, "id": "second", "value": "24.10"})
    other = replace(row, values={**row.values, "id": "third", "value": "25", "end": "2021"})
    found = contradictions(current, [row, same, other])
    assert [(one.row, one.other["id"], one.fields) for one in found] == [(1, "first", ())]
    with connection.reading(desk.database):
        shown = str(said_before(desk, [row, same], "nl"))
    assert "Dit cijfer staat er al (Voorbeeldstad, Loterijproef, Betaald werk (procent))." in shown


def test_a_number_that_may_be_thousands_is_asked(desk: Desk) -> None:
    assert (number("1.404", "integer"), number("12,5%", "number"), number("2018-02", "partial_date")) == (
        "1404",
        "12.5",
        "2018-02",
    )
    with pytest.raises(Doubtful) as raised:
        number("1.404", "number")
    assert raised.value.args == ("1404", "1.404")
    found = desk.problems_of("observation", {"row": {"value": "1.404", "timing": ""}}, "nl")
    assert found == {
        ("row", "value"): "Bedoelt u 1404 of 1,4040? Schrijf het zo op.",
        ("row", "timing"): "Dit is nodig.",
    }


def test_a_cell_fills_in_its_interval_group_and_place(desk: Desk) -> None:
    page = next(iter(desk.reports.values())).page(1)
    mark = of_cell(tables(page)[0], 1, 1)
    with connection.reading(desk.database):
        found = cells(mark, {"experiment_id": "voorbeeldstad_lottery"})
    assert found["arm_id"] == "voorbeeldstad_free"
    assert found["indicator_id"] == "paid_work"
    assert (found["value"], found["low"], found["high"], found["n"]) == ("24.1", "20.2", "28", "412")
    assert found["locator_nl"] == "bladzijde 1 van de pdf, tabel 2"


def test_a_draft_survives_a_restart_and_a_trip_to_a_colleague(desk: Desk, folder: Path) -> None:
    add(desk, "group_size", row=OTHERS["group_size"])
    rows = desk.folder.rows
    sent = import_draft(export_draft(rows, desk.by_digest, desk.folder.reports))
    # One desk at a time uses a folder.
    with pytest.raises(FolderRefused):
        Desk(data=MADE_UP, folder=folder / "desk")
    desk.folder.close()
    again = Desk(data=MADE_UP, folder=folder / "desk")
    assert (again.folder.rows, sent.rows) == (rows, rows)
    assert sorted(sent.cuttings) == [at for at, row in enumerate(rows) if row.sha256]
    assert list(again.reports) == list(desk.reports)


def test_pages_that_a_colleague_read_count_when_their_row_is_accepted(
    desk: Desk, open_desk: OpenDesk, tmp_path: Path
) -> None:
    """The desk of the colleague has page 1 marked; this one has never opened the report."""
    add(desk, "observation", row={**NUMBER, "arm_id": "voorbeeldstad_free", "value": "24,1"})
    desk.mark_read(next(iter(desk.reports)), 1, read=True)
    other = open_desk(tmp_path / "other")
    other.received = import_draft(export_draft(desk.folder.rows, {}, desk.folder.reports))
    at, row = next((at, row) for at, row in enumerate(other.received.rows) if row.sha256)
    assert other.folder.reports == {}
    other.accept(at, row.accept())
    assert [one.ranges for one in other.folder.reports.values()] == ["1"]
    other.folder.close()
    # A report without a path is not looked for when the desk opens again.
    assert Desk(data=MADE_UP, folder=tmp_path / "other").refused == []


def test_number_that_was_in_doubt_can_be_typed_as_it_is_offered() -> None:
    for written in ("1.500", "1,234"):
        with pytest.raises(Doubtful) as doubt:
            number(written, "number")
        assert [number(certain(value, "nl"), "number") for value in doubt.value.args] == [*doubt.value.args]
    assert (number("0,05", "number"), certain("0.05", "nl")) == ("0.05", "0,05")
