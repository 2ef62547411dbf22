"""From a number of a made-up report to checked rows: the same rules as the build, and nothing published is edited."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import pytest

from dashboard.editing.apply import apply, checked
from dashboard.editing.csv_files import read_current
from dashboard.editing.models import Change, Current, Reason
from dashboard.editing.reports.draft import DraftRow, KnownReport
from dashboard.editing.reports.numbers import read_number
from dashboard.editing.reports.pdf import open_report
from dashboard.editing.reports.publish import contradictions, hand_in, plan_draft
from dashboard.editing.reports.tables import tables
from dashboard.editing.workbook.reader import plan_upload
from tests.made_up_reports import INTERVALS, set_report

READ = date(2026, 5, 1)
ARMS = {"Proef": "voorbeeldstad_free", "Controle": "voorbeeldstad_usual"}
ENDS = {"Na een jaar": "2019", "Na twee jaar": "2020"}
PLACE = {"locator_nl": "bladzijde 1 van de pdf, tabel 4.2", "locator_en": "page 1 of the PDF, table 4.2"}


@pytest.fixture(scope="module")
def known_and_rows(tmp_path_factory: pytest.TempPathFactory) -> tuple[KnownReport, list[DraftRow]]:
    """A report of one page, and a row for each percentage in its table, with its interval and number of people."""
    path = set_report(tmp_path_factory.mktemp("reports") / "intervals.pdf", INTERVALS)
    rows = []
    with open_report(path) as report:
        (table,) = tables(report.page(1))
        for cells in table.rows[table.head_rows :]:
            for at, cell in enumerate(cells):
                if cell.is_number and cell.column_heads[-1] == "%" and cell.row_heads[-1] == "Werk":
                    reading, end = read_number(cell.text), ENDS[cell.row_heads[0]]
                    values = {
                        "id": f"work_{end}_{at}", "experiment_id": "voorbeeldstad_lottery", "arm_id": ARMS[cell.column_heads[0]],
                        "groups_comparable": "true", "adjusted": "false", "indicator_id": "paid_work", "timing": "period",
                        "base_nl": "Alle mensen in de groep", "base_en": "All people in the group", "start": "2018", "end": end,
                        "value": str(reading.value), "low": str(reading.low), "high": str(reading.high), "n": cells[at + 1].text,
                        "as_published": cell.text, "processing": "published", "preferred": "true",
                        "source_id": "report_one", **PLACE,
                    }  # fmt: skip
                    rows.append(
                        DraftRow(
                            table="observations",
                            values=values,
                            sha256=report.sha256,
                            page=1,
                            box=cell.box,
                            read_on=READ,
                        )
                    )
        known = KnownReport(report.sha256, str(path), report.page_count, {1: READ})
    return known, rows


def reports(known: KnownReport) -> Mapping[str, KnownReport]:
    return {known.sha256: known}


def test_problem_names_the_draft_row_and_its_column(
    current: Current, known_and_rows: tuple[KnownReport, list[DraftRow]]
) -> None:
    known, rows = known_and_rows
    wrong = [
        rows[0],
        replace(rows[1], values={**rows[1].values, "arm_id": "nobody_knows", "n": "many"}),
        replace(rows[2], values={**rows[2].values, "high": "16"}),
    ]
    plan = checked(current, plan_draft(current, wrong, reports(known)))
    places = {problem.place for problem in plan.problems}
    assert places >= {"draft row 2, column arm_id", "draft row 2, column n", "draft row 3, column high"}
    assert {place.partition(",")[0] for place in places} == {"draft row 2", "draft row 3"}


def test_row_that_contradicts_a_published_one_is_named(
    current: Current, known_and_rows: tuple[KnownReport, list[DraftRow]]
) -> None:
    row = known_and_rows[1][0]
    published = next(cells for cells in current.rows["observations"] if cells["id"] == "work_free")
    same = {name: published[name] for name in ("experiment_id", "arm_id", "indicator_id", "start", "end", "base_nl")}
    other = replace(row, values={**row.values, **same, "value": "31", "n": "100.0"})
    (found,) = contradictions(current, [row, other])
    assert (found.row, found.other["id"], found.fields) == (1, "work_free", ("value", "low", "high"))


def test_numbers_become_rows_of_the_database_and_published_rows_stay_as_they_are(
    released: Path, known_and_rows: tuple[KnownReport, list[DraftRow]], tmp_path: Path
) -> None:
    known, rows = known_and_rows
    data = Path(shutil.copytree(released, tmp_path / "data"))
    current = read_current(data)
    assert contradictions(current, rows) == ()
    apply(current, plan_draft(current, rows, reports(known)), database=tmp_path / "built.duckdb")
    with duckdb.connect(tmp_path / "built.duckdb", read_only=True) as connection:
        query = "select arm_id, value, low, high, n from observations where id like 'work_20%' order by id"
        assert connection.execute(query).fetchall() == [
            ("voorbeeldstad_free", 14.2, 11.9, 16.5, 210),
            ("voorbeeldstad_usual", 11.0, 8.8, 13.2, 205),
            ("voorbeeldstad_free", 18.4, 15.8, 21.0, 198),
            ("voorbeeldstad_usual", 13.7, 11.2, 16.2, 190),
        ]
    before, after = (released / "observations.csv").read_text("utf-8"), (data / "observations.csv").read_text("utf-8")
    assert after.startswith(before)
    assert len(after.splitlines()) == len(before.splitlines()) + 4
    now = read_current(data)
    old, new = (row for row in now.rows["sources"] if row["id"] == "report_one")
    day = current.releases.next_day.isoformat()
    assert (old["access"], old["withdrawn"], "1" in old["withdrawn_reason_nl"]) == ("opening", day, True)
    assert (new["access"], new["pages_read"], new["page_count"], new["read_on"]) == ("full", "1", "1", str(READ))
    readings = {row["row_id"]: row for row in now.rows["readings"]}
    assert set(readings) == {"work_free", *(row.values["id"] for row in rows)}
    box = [float(readings[rows[0].values["id"]][side]) for side in ("x0", "top", "x1", "bottom")]
    assert box == pytest.approx(rows[0].box, abs=0.06)
    assert readings[rows[0].values["id"]]["sha256"] == known.sha256
    again = plan_draft(now, rows, reports(known))
    assert (again.changes, again.problems) == ((), ())


def test_source_of_which_some_pages_were_read_is_read_in_part(
    current: Current, known_and_rows: tuple[KnownReport, list[DraftRow]]
) -> None:
    known, rows = known_and_rows
    partly = replace(known, page_count=80, pages_read=dict.fromkeys((1, 2, 3, 40), READ))
    (source,) = (change for change in plan_draft(current, rows, reports(partly)).changes if change.table == "sources")
    assert source.new is not None
    assert (source.kind, source.new["access"], source.new["pages_read"]) == ("corrected", "opening", "1-3, 40")


def test_page_with_a_taken_number_that_nobody_marked_does_not_count_as_read(
    current: Current, known_and_rows: tuple[KnownReport, list[DraftRow]]
) -> None:
    known, rows = known_and_rows
    for pages in ((), (2,)):
        marked = replace(known, page_count=2, pages_read=dict.fromkeys(pages, READ))
        changed = [change.new or {} for change in plan_draft(current, rows, reports(marked)).changes]
        found = [(row["access"], row["pages_read"]) for row in changed if row.get("id") == "report_one"]
        assert found == ([("opening", "2")] if pages else [])


def test_size_of_a_group_is_a_correction_and_a_new_group_comes_last(
    current: Current, known_and_rows: tuple[KnownReport, list[DraftRow]]
) -> None:
    reasons = {"withdrawn_reason_nl": "Aantal toegevoegd.", "withdrawn_reason_en": "Number added."}
    size = DraftRow(table="arms", values={"id": "voorbeeldstad_free", "participants": "210", **reasons})
    labels = {
        "label_nl": "Extra aandacht",
        "label_en": "Extra attention",
        "type_id": "self_direction",
        "role": "treatment",
    }
    group = DraftRow(
        table="arms", values={"id": "voorbeeldstad_extra", "experiment_id": "voorbeeldstad_lottery", **labels}
    )
    added, corrected = sorted(plan_draft(current, [size, group], {}).changes, key=lambda change: change.kind)
    assert (corrected.kind, corrected.columns) == ("corrected", ("participants",))
    assert added.new is not None
    assert (added.kind, added.new["position"]) == ("added", "4")
    unchanged = replace(size, values={"id": "voorbeeldstad_free", "participants": "", **reasons})
    assert plan_draft(current, [unchanged], {}).changes == ()


def test_workbook_to_hand_in_makes_the_same_changes(
    current: Current, known_and_rows: tuple[KnownReport, list[DraftRow]]
) -> None:
    known, rows = known_and_rows
    book = hand_in(current, rows, reports(known))
    uploaded = plan_upload(current, book, name="draft.xlsx", reason=Reason(day=current.releases.next_day))
    assert uploaded.problems == ()

    def content(change: Change) -> tuple[object, ...]:
        new = {name: text for name, text in (change.new or {}).items() if text}
        return change.kind, change.table, change.key, tuple(sorted(new.items())), change.reason

    assert set(map(content, uploaded.changes)) == set(map(content, plan_draft(current, rows, reports(known)).changes))
