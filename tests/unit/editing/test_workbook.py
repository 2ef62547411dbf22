"""The tables go out as a workbook and come back: no change is no change, and a change is shown before anything is written."""

from __future__ import annotations

import datetime as dt
import io
import pickle
import shutil
import unicodedata
import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import openpyxl.chart
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment

from dashboard import config
from dashboard.__main__ import main
from dashboard.editing import apply as applying
from dashboard.editing.apply import apply, attempt
from dashboard.editing.csv_files import read_current
from dashboard.editing.models import Current, Plan, Reason
from dashboard.editing.workbook import upload
from dashboard.editing.workbook.cells import tidy
from dashboard.editing.workbook.export import export
from dashboard.editing.workbook.reader import other_sheets, plan_upload
from dashboard.errors import EditError
from dashboard.ingest.release import release
from dashboard.ingest.schema import Column
from tests.csv_tables import add, change, read

DAY = dt.date(2026, 6, 1)
WHY = Reason(day=DAY)


@pytest.fixture(scope="module")
def exported(current: Current) -> bytes:
    return export(current)


@pytest.fixture
def data(released: Path, tmp_path: Path) -> Path:
    """A copy of the released tables, to write to."""
    return Path(shutil.copytree(released, tmp_path / "data"))


# The tables that tests change. A workbook without the others is written and read in a fifth of the time.
TABLES = ("observations", "events", "gaps", "questions", "arms")


@lru_cache(maxsize=4)
def opened(content: bytes) -> bytes:
    """The sheets of some tables as a spreadsheet program holds them, without notes and lists to choose from."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    for sheet in book.worksheets:
        if sheet.title not in (*TABLES, *other_sheets().values()):
            book.remove(sheet)
        sheet.data_validations.dataValidation = []
        for cell in sheet[1]:
            cell.comment = None
    return pickle.dumps(book)


def edited(content: bytes, edit: Callable[[Any], object]) -> bytes:
    """The workbook after somebody worked in it."""
    book = pickle.loads(opened(content))
    edit(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def column(sheet: Any, name: str) -> int:
    return next(cell.column for cell in sheet[1] if cell.value == name)


def put(table: str, row: int, **cells: object) -> Callable[[Any], None]:
    """Type values in cells of a row."""

    def edit(book: Any) -> None:
        sheet = book[table]
        for name, value in cells.items():
            sheet.cell(row=row, column=column(sheet, name)).value = value

    return edit


def put_new(table: str, like: int, **cells: object) -> Callable[[Any], None]:
    """Copy a row to the bottom, as people do, and type over some of it."""

    def edit(book: Any) -> None:
        sheet = book[table]
        row = sheet.max_row + 1
        for at in range(1, sheet.max_column + 1):
            sheet.cell(row=row, column=at).value = sheet.cell(row=like, column=at).value
        put(table, row, **cells)(book)

    return edit


def planned(current: Current, content: bytes, *, name: str = "tables.xlsx", reason: Reason = WHY) -> Plan:
    return plan_upload(current, content, name=name, reason=reason)


def troubles(plan: Plan) -> list[str]:
    return [str(trouble) for trouble in plan.problems]


def kinds(plan: Plan) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(change.kind, change.table, change.key) for change in plan.changes]


REASONS = {"withdrawn_reason_nl": "Verzonnen fout.", "withdrawn_reason_en": "Made-up error."}


# Out, and back without a change


@pytest.mark.parametrize("most", [25, pytest.param(None, marks=pytest.mark.nightly)])
def test_the_real_tables_make_the_round_trip(most: int | None) -> None:
    """The first rows of each table stand for all."""
    current = read_current(config.ROOT / "data")
    current = replace(current, rows={name: rows[:most] for name, rows in current.rows.items()})
    plan = planned(current, export(current))
    assert (plan.changes, plan.problems, plan.rows, plan.remarks) == ((), (), {}, ())


LETTERS = st.characters(exclude_categories=["C", "Z", "Nd"], include_characters=" \n0123456789")
TEXT = st.text(LETTERS, min_size=1, max_size=60).map(lambda text: unicodedata.normalize("NFC", text.strip()))
ODD = st.sampled_from(
    ["=1+1", "+31", "-x", "@sum", "'quoted", "_x0041_", "1,5", "2018-02", "#N/A", "a\nb", "TRUE", "https://x", "=", "<b>&amp;"]
)  # fmt: skip
WHOLE = st.integers(-(10**9), 10**9).map(str)
PARTS = st.decimals(-(10**6), 10**6, allow_nan=False, places=3).map(lambda number: format(number.normalize(), "f"))
NUMBER = st.one_of(WHOLE, PARTS)


@settings(max_examples=3)
@given(texts=st.lists(st.one_of(TEXT, ODD), min_size=9, max_size=18), numbers=st.lists(NUMBER, min_size=9, max_size=18))
def test_any_text_and_number_makes_the_round_trip(current: Current, texts: list[str], numbers: list[str]) -> None:
    rows = {**current.rows}
    model = current.rows["observations"][0]
    rows["observations"] = [
        {**model, "id": f"row_{at}", "note_nl": text, "note_en": text, "as_published": text or "x", "value": number}
        for at, (text, number) in enumerate(zip(texts, numbers, strict=False))
    ]
    # With the tables to which a number refers, and no others.
    names = "themes municipalities sources experiment_types experiments arms indicators observations".split()
    other = replace(current, rows=rows, schema={name: current.schema[name] for name in names})
    plan = planned(other, export(other))
    assert (plan.changes, troubles(plan)) == ((), [])


def test_what_stands_in_the_workbook(exported: bytes, current: Current) -> None:
    book = openpyxl.load_workbook(io.BytesIO(exported))
    rules, lists = other_sheets().values()
    assert book.sheetnames == [rules, *current.schema, lists]
    assert book[lists].sheet_state == "hidden"
    assert any("Dates are text" in str(cell.value) for row in book[rules].iter_rows() for cell in row)
    assert any("Datums zijn tekst" in str(cell.value) for row in book[rules].iter_rows() for cell in row)
    sheet = book["observations"]
    assert sheet.freeze_panes == "B2"
    assert all(isinstance(cell.comment, Comment) for cell in sheet[1])
    assert "Must be shown with the number" in sheet.cell(1, column(sheet, "qualifier")).comment.text
    value, start = sheet.cell(2, column(sheet, "value")), sheet.cell(2, column(sheet, "start"))
    assert (value.value, value.data_type) == (30, "n")
    assert (start.value, start.data_type, start.number_format) == ("2018", "s", "@")
    offered = {str(rule.sqref).partition(":")[0]: rule.formula1 for rule in sheet.data_validations.dataValidation}
    letter = openpyxl.utils.get_column_letter
    assert offered[f"{letter(column(sheet, 'timing'))}2"] == '"cohort,moment,period"'
    assert offered[f"{letter(column(sheet, 'source_id'))}2"].startswith("'sources'!$A$2:$A$")
    municipality = book["context"].data_validations.dataValidation[0].formula1
    column_of_list = municipality.split("$")[1]
    assert [cell.value for cell in book[lists][column_of_list] if cell.value] == [
        "netherlands",
        "voorbeeldstad",
        "proefdam",
    ]


# A change


def test_an_edited_row_is_a_correction(current: Current, exported: bytes) -> None:
    plan = planned(current, edited(exported, put("observations", 2, value="31,5", **REASONS)))
    assert troubles(plan) == []
    (change,) = plan.changes
    assert (change.kind, change.key, change.columns, change.reason) == (
        "corrected", ("work_free",), ("value",), ("Verzonnen fout.", "Made-up error."),
    )  # fmt: skip
    assert change.place == "sheet observations, row 2"
    assert plan.remarks[0].startswith("sheet observations, row 2: value changed and as_published did not")
    old, *_, new = [cells for cells, _ in plan.rows["observations"]]
    assert (old["value"], old["withdrawn"], old["withdrawn_reason_en"]) == ("30", "2026-06-01", "Made-up error.")
    assert (new["value"], new["added"], new["withdrawn"], new["withdrawn_reason_nl"]) == ("31.5", "2026-06-01", "", "")


def test_a_correction_without_a_reason_is_asked_for_one(current: Current, exported: bytes) -> None:
    content = edited(exported, put("observations", 2, value=31))
    assert troubles(planned(current, content)) == [
        "sheet observations, cell AE2: value differs from the published row, without a reason in both languages "
        "(expected a reason in withdrawn_reason_nl and withdrawn_reason_en of this row, "
        "or one for all rows (--reason-nl, --reason-en))"
    ]
    plan = planned(current, content, reason=Reason(day=DAY, nl="Verzonnen.", en="Made up."))
    assert (troubles(plan), kinds(plan)) == ([], [("corrected", "observations", ("work_free",))])


def test_a_reason_alone_withdraws(current: Current, exported: bytes) -> None:
    plan = planned(current, edited(exported, put("questions", 2, **REASONS)))
    assert (troubles(plan), kinds(plan)) == ([], [("withdrawn", "questions", ("what_is_lasting",))])
    assert plan.rows["questions"][0][0]["withdrawn"] == "2026-06-01"


def test_a_deleted_row_needs_a_reason(current: Current, exported: bytes) -> None:
    content = edited(exported, lambda book: book["questions"].delete_rows(2))
    assert "table questions: a published row was deleted: what_is_lasting" in troubles(planned(current, content))[0]
    plan = planned(current, content, reason=Reason(day=DAY, nl="Verzonnen.", en="Made up."))
    assert (troubles(plan), kinds(plan)) == ([], [("withdrawn", "questions", ("what_is_lasting",))])


@pytest.mark.parametrize("added", [None, "2026-01-01"])
def test_a_copied_row_with_an_id_of_its_own_is_new(current: Current, exported: bytes, added: str | None) -> None:
    plan = planned(current, edited(exported, put_new("events", 2, id="trial_grows", added=added)))
    assert (troubles(plan), kinds(plan)) == ([], [("added", "events", ("trial_grows",))])
    assert plan.rows["events"][-1][0]["added"] == "2026-06-01"


def test_a_copied_row_with_the_same_id_is_refused(current: Current, exported: bytes) -> None:
    (once,) = troubles(planned(current, edited(exported, put_new("events", 2, added=None))))
    assert once.startswith(
        "sheet events, row 4: the same key as sheet events, row 2: trial_starts (expected a key of its own; to correct a row"
    )
    (twice,) = troubles(planned(current, edited(exported, put_new("events", 2))))
    assert twice.startswith("sheet events, row 4: the same row as in sheet events, row 2")


def test_a_withdrawn_row_looks_withdrawn_and_stays_as_it_was(data: Path) -> None:
    add(data, table="observations", like=2, cells={"value": "31", "added": str(DAY)})
    change(data, table="observations", line=2, cells={**REASONS, "withdrawn": str(DAY)})
    release(data=data)
    second = read_current(data)
    exported = export(second)
    sheet = openpyxl.load_workbook(io.BytesIO(exported))["observations"]
    assert [sheet.cell(row, 1).font.i for row in (2, 3, 5)] == [True, False, False]
    later = Reason(day=dt.date(2026, 7, 1), nl="x", en="x")
    for cells in ({"value": 32}, {"withdrawn": None, "withdrawn_reason_nl": None, "withdrawn_reason_en": None}):
        plan = planned(second, edited(exported, put("observations", 2, **cells)), reason=later)
        assert "this row was withdrawn on 2026-06-01 and stays as it was" in troubles(plan)[0]
    gone = edited(exported, lambda book: book["observations"].delete_rows(2))
    assert planned(second, gone, reason=later).changes == ()


def test_what_was_not_published_yet_is_changed_in_place(data: Path) -> None:
    add(data, table="events", like=2, cells={"id": "trial_grows", "added": str(DAY)})
    current = read_current(data)
    exported = export(current)
    plan = planned(current, edited(exported, put("events", 4, date="2018-03")))
    assert kinds(plan) == [("changed", "events", ("trial_grows",))]
    plan = planned(current, edited(exported, lambda book: book["events"].delete_rows(4)))
    assert kinds(plan) == [("removed", "events", ("trial_grows",))]
    assert len(plan.rows["events"]) == 2


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (dt.date(2026, 1, 1), "not after the last release: 2026-01-01 (expected a later day (--date)"),
        (dt.date(2062, 11, 29), f"after today: 2062-11-29 (expected {config.today()} at most (--date))"),
    ],
)
def test_a_change_is_made_after_the_last_release_and_not_after_today(
    current: Current, exported: bytes, day: dt.date, found: str
) -> None:
    content = edited(exported, put("observations", 2, value=31, **REASONS))
    (said,) = troubles(planned(current, content, reason=Reason(day=day)))
    assert said.startswith(f"the date of the change: {found}")


def test_a_workbook_of_other_tables_is_refused(current: Current, exported: bytes) -> None:
    (found,) = troubles(planned(replace(current, stamp="other"), exported))
    assert found.startswith("the workbook: made from other tables than those of now")


# Problems, with sheet, cell and cure


def put_all(*edits: Callable[[Any], None]) -> Callable[[Any], None]:
    def edit(book: Any) -> None:
        for one in edits:
            one(book)

    return edit


UNREADABLE = put_all(
    put("observations", 2, value="ongeveer 30", source_id="raport_one", timing="cohorts", note_nl="Alleen Nederlands.", n=-4),
    put("observations", 3, value="=A1+1", source_id=None),
)  # fmt: skip


@pytest.mark.parametrize(
    ("edit", "found"),
    [
        (UNREADABLE, [
         "sheet observations, cell O2: value is not a number: ongeveer 30 (expected a number with a decimal point, such as 3.6)",
         "sheet observations, cell W2: source_id is not known: raport_one (expected a value of id in sources.csv; "
         "did you mean report_one?)",
         "sheet observations, cell W3: source_id is empty (expected an id from sources.csv)",
         "sheet observations, cell L2: timing has an unknown value: cohorts (expected one of cohort, moment, period; "
         "did you mean cohort?)",
         "note_nl has a text but note_en is empty: Alleen Nederlands. (expected both languages or neither)",
         "sheet observations, cell O3: value is a formula: =A1+1 (expected the value itself: copy, then paste as values)",
         "sheet observations, cell S2: n is too low: -4 (expected 1 or more)"]),
        (put("observations", 2, value=130), [
         "sheet observations, row 2: a percentage is outside 0 to 100: 130 "
         "(expected 0 to 100, because the unit of paid_work is percent)"]),
    ],
)  # fmt: skip
def test_a_problem_has_sheet_cell_and_cure(
    current: Current, exported: bytes, tmp_path: Path, edit: Callable[[Any], None], found: list[str]
) -> None:
    reason = Reason(day=DAY, nl="Verzonnen.", en="Made up.")
    plan = attempt(current, planned(current, edited(exported, edit), reason=reason), folder=tmp_path / "try")
    said = troubles(plan)
    assert [problem for problem in found if not any(problem in line for line in said)] == [], said


def test_a_withdrawal_that_leaves_others_behind_is_refused(current: Current, exported: bytes, tmp_path: Path) -> None:
    plan = attempt(current, planned(current, edited(exported, put("arms", 5, **REASONS))), folder=tmp_path / "try")
    assert any(
        "arm_id names a row that does not hold as long as this one: proefdam_workers" in line for line in troubles(plan)
    )


def spoil(book: Any) -> None:
    """Make in each sheet a mistake that hides no other."""
    book["observations"].title = "observaties"
    put("events", 1, kind="soort")(book)
    book["events"].cell(1, 12, "kleur")
    book["gaps"].delete_rows(1, 9)
    book["questions"].cell(1, 3, "id")


def test_a_workbook_in_another_shape_is_refused(current: Current, exported: bytes) -> None:
    found = (
        "sheet observaties: not a table that we know (expected a sheet named after a table; did you mean observations?)",
        "sheet events, cell D1: an unknown column: soort (expected a column of events",
        "sheet events: a column is missing: kind (expected a column kind: What kind of event it is)",
        "sheet events, cell L1: an unknown column: kleur (expected a column of events)",
        "sheet gaps: empty (expected a first row with the names of the columns)",
        "sheet questions, cell C1: the column is there twice: id",
    )
    said = troubles(planned(current, edited(exported, spoil)))
    assert [problem for problem in found if not any(line.startswith(problem) for line in said)] == [], said
    (said,) = troubles(planned(current, edited(exported, lambda book: book["events"].cell(3, 13, "los"))))
    assert said.startswith("sheet events, row 3: a value outside the columns: los")


def test_a_workbook_with_one_sheet_leaves_the_others_alone(current: Current, exported: bytes) -> None:
    def keep_events(book: Any) -> None:
        # An empty sheet of Excel, and one with a chart alone, are no tables.
        book.create_sheet("Blad1")
        book.create_chartsheet("Grafiek1").add_chart(openpyxl.chart.BarChart())
        for name in book.sheetnames:
            if name not in ("events", "Blad1", "Grafiek1"):
                del book[name]

    plan = planned(current, edited(exported, keep_events))
    assert (plan.changes, plan.problems) == ((), ())
    assert plan.remarks[0].startswith("no sheet for themes, municipalities")


def empty_workbook() -> bytes:
    buffer = io.BytesIO()
    openpyxl.Workbook().save(buffer)
    return buffer.getvalue()


def bomb() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 70_000_000)
    return buffer.getvalue()


def laughing(content: bytes) -> bytes:
    """Entities that would grow to gigabytes when the strings of the workbook are read."""
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            body = old.read(name)
            if name == "xl/sharedStrings.xml":
                body = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">{entities}]><sst><si><t>&a9;</t></si></sst>'.encode()
            new.writestr(name, body)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "make", "found"),
    [
        ("x.xlsx", lambda _: b"", "file x.xlsx: the file is empty"),
        ("x.xlsx", lambda _: b"hello", "file x.xlsx: neither a workbook nor a csv file"),
        ("x.pdf", lambda _: b"%PDF-1.7", "file x.pdf: neither a workbook nor a csv file"),
        ("x.xls", lambda _: b"\xd0\xcf\x11\xe0" + b"0" * 600, "file x.xls: an old Excel file, or one with a password"),
        ("x.xlsx", lambda content: content[:4000], "file x.xlsx: a damaged file"),
        ("x.xlsx", lambda _: bomb(), "file x.xlsx: the file unpacks to far more than a workbook of ours"),
        ("x.xlsx", laughing, "file x.xlsx: not a workbook that can be read"),
        ("x.xlsx", lambda _: b"0" * (upload.MOST_BYTES + 1), "file x.xlsx: the file has 10,000,001 bytes"),
        ("x.xlsx", lambda _: empty_workbook(), "the workbook: no sheet with a table"),
        ("x.xlsx", lambda content: edited(content, lambda book: book["events"].cell(1_000_000, 1, "far")),
         "a sheet that is far too large"),
        ("x.xlsx", lambda content: edited(content, lambda book: book["events"].cell(30_000, 1, "far")), "more than 20,000 rows"),
        ("x.xlsx", lambda content: edited(content, lambda book: book["events"].cell(1, 300, "far")), "more than 80 columns"),
        ("x.csv", lambda _: "id;label\n".encode("utf-16"), "file x.csv: not a csv file in UTF-8"),
        ("x.csv", lambda _: b"a,b\n1,2\n", "file x.csv: not a table that we know"),
    ],
)  # fmt: skip
def test_file_that_is_no_workbook_is_refused_with_the_reason(
    current: Current, exported: bytes, name: str, make: Callable[[bytes], bytes], found: str
) -> None:
    plan = planned(current, make(exported), name=name)
    assert plan.changes == ()
    assert any(found in line for line in troubles(plan)), troubles(plan)


# Dutch Excel


def col(type: str) -> Column:
    return Column(name="x", type=type, description="")


@pytest.mark.parametrize(
    ("raw", "form", "type", "text"),
    [
        ("3,6", "@", "number", "3.6"),
        ("1.234,5", "@", "number", "1234.5"),
        (3.6, "General", "number", "3.6"),
        (38.0, "General", "number", "38"),
        (0.1 + 0.2, "General", "number", "0.3"),
        (1e-7, "General", "number", "0.0000001"),
        ("1.500", "@", "integer", "1500"),
        (1500.0, "General", "integer", "1500"),
        ("  work_free\u00a0", "@", "id", "work_free"),
        ("WAAR", "@", "boolean", "true"),
        ("Onwaar", "@", "boolean", "false"),
        (True, "General", "boolean", "true"),
        ("1-2-2018", "@", "date", "2018-02-01"),
        ("2018-02", "@", "partial_date", "2018-02"),
        (2018, "General", "partial_date", "2018"),
        (dt.datetime(2018, 2, 1), "d-m-yyyy", "date", "2018-02-01"),
        (dt.datetime(2018, 2, 1), "d-m-yyyy", "partial_date", "2018-02-01"),
        (dt.datetime(2018, 2, 1), "[$-413]mmm/yy;@", "partial_date", "2018-02"),
        (dt.datetime(2018, 1, 1), "yyyy", "partial_date", "2018"),
        (30, "General", "text", "30"),
        ("een\r\ntwee", "@", "text", "een\ntwee"),
        ("een\rtwee_x000D_\ndrie\u2028vier", "@", "text", "een\ntwee\ndrie\nvier"),
        ("e\u0301e\u0301n\u00a0\ttwee\u202f", "@", "text", "één  twee"),
        (38, '0"%"', "number", "38"),
        (38, "0\\%", "number", "38"),
        (38, '[Red]0.0" %"_%*%', "number", "38"),
        (38, "0;-0%", "number", "38"),
        (1500, "#,##0", "number", "1500"),
        ("1,5", "@", "number", "1.5"),
        ("1,5000", "@", "number", "1.5000"),
        ("0,125", "@", "number", "0.125"),
    ],
)  # fmt: skip
def test_what_a_dutch_excel_makes_is_read_right(raw: object, form: str, type: str, text: str) -> None:
    assert tidy(raw, column=col(type), form=form) == (text, None)


@pytest.mark.parametrize(
    ("raw", "form", "type", "problem"),
    [
        ("1.500", "@", "number", "may be thousands or decimals"),
        ("1,500", "@", "number", "may be thousands or decimals"),
        ("-12,345", "@", "number", "may be thousands or decimals"),
        (0.38, "0%", "number", "is shown as 38% but holds 0.38"),
        (-0.38, "0;[Red]-0.0%", "number", "is shown as -38% but holds -0.38"),
        (0.38, "[<1]0%;0", "number", "is shown as 38% but holds 0.38"),
        (38000, '0,"k"', "integer", "is shown in thousands but holds 38000"),
        ("38%", "@", "number", "has a percent sign"),
        (dt.datetime(2018, 2, 1), "d-mmm", "number", "became a date in Excel"),
        (dt.datetime(2018, 2, 1), "d-mmm", "text", "became a date in Excel"),
        (dt.datetime(2018, 2, 1, 12), "d-m-yyyy", "date", "has a time of day"),
        (dt.time(12), "h:mm", "text", "is a time or something else"),
        (43132, "General", "partial_date", "is a number where a date belongs"),
        ("1/2/2018", "@", "date", "may be day/month or month/day"),
        ("feb-18", "General", "partial_date", "is not a date that can be read for sure"),
        (1, "General", "boolean", "is a number"),
    ],
)  # fmt: skip
def test_what_cannot_be_known_is_refused(raw: object, form: str, type: str, problem: str) -> None:
    _, cell_problem = tidy(raw, column=col(type), form=form)
    assert cell_problem
    assert cell_problem.problem.startswith(problem)


def test_a_csv_of_a_dutch_excel_is_read(current: Current, released: Path) -> None:
    rows = read(released / "observations.csv")
    rows[0].update(value="31,5", groups_comparable="WAAR", **REASONS)
    lines = [";".join(rows[0]), *(";".join(row.values()) for row in rows)]
    content = "\r\n".join(lines).encode("utf-8-sig")
    for name in ("observations.csv", "observations (1).csv"):
        plan = planned(current, content, name=name)
        assert (troubles(plan), kinds(plan)) == ([], [("corrected", "observations", ("work_free",))])
        assert plan.changes[0].columns == ("value",)


@pytest.mark.parametrize(
    ("start", "separator"), [("sep=;\r\n", ";"), ('"sep=,"\n', ","), ("SEP=\t\n", "\t"), ("", "|")]
)
def test_a_csv_may_name_its_separator(current: Current, released: Path, start: str, separator: str) -> None:
    text = (released / "questions.csv").read_text(encoding="utf-8").replace("what_is_lasting", "what_is_new").upper()
    header, _, rows = text.partition("\n")
    content = start + header.replace(",", separator) + "\n" + rows.replace(",", separator)
    problems = troubles(planned(current, content.encode(), name="questions.csv"))
    line = 2 + bool(start)
    assert f"file questions.csv, line {line}, column id: id is not an id: WHAT_IS_NEW" in problems[0]


def test_what_spoils_a_whole_csv_gives_one_message(current: Current, released: Path) -> None:
    text = (released / "observations.csv").read_text(encoding="utf-8")
    for spoilt, found in (
        (text.partition("\n")[2], "file observations.csv: the first line does not name the columns: "),
        ("Tabel\n" + text, "file observations.csv: the first line does not name the columns: tabel (expected "),
        (text.replace("Alle mensen", "Alle\rmensen", 1),
         "file observations.csv, line 2: the row goes on in the next line (expected one line, or quotes around "),
    ):  # fmt: skip
        (problem,) = troubles(planned(current, spoilt.encode(), name="observations.csv"))
        assert problem.startswith(found)
    plan = planned(current, text.encode() + b"\x1a", name="observations.csv")
    assert (plan.changes, plan.problems) == ((), ())


def test_a_comma_before_three_digits_is_refused_in_a_csv_with_commas(current: Current, released: Path) -> None:
    text = (released / "observations.csv").read_text(encoding="utf-8").replace(",30,", ',"1,500",', 1)
    (problem,) = troubles(planned(current, text.encode(), name="observations.csv", reason=replace(WHY, nl="x", en="x")))
    assert "column value: value may be thousands or decimals: 1,500 (expected 1500, or 1,5000 for decimals)" in problem


@pytest.mark.parametrize("most", [2, pytest.param(None, marks=pytest.mark.nightly)])
def test_a_workbook_as_other_programs_save_it_is_read(current: Current, exported: bytes, most: int | None) -> None:
    """Empty cells to the end of each sheet, heads and names of sheets in capitals, text with other spaces and accents."""

    def save_otherwise(book: Any) -> None:
        for sheet in book.worksheets:
            for row in range(sheet.max_row + 1, 1001) if sheet in book.worksheets[:most] else ():
                for at in range(1, 27):
                    sheet.cell(row=row, column=at).number_format = "0.00"
            for cell in sheet[1]:
                cell.value = cell.value and str(cell.value).upper().replace("_", " ")
        book["events"].title = "EVENTS "
        put("questions", 2, **{"why_nl": "e\u0301e\u0301n\u00a0reden", **REASONS})(book)

    def put(table: str, row: int, **cells: object) -> Callable[[Any], None]:
        def edit(book: Any) -> None:
            for name, value in cells.items():
                book[table].cell(row=row, column=column(book[table], name.upper().replace("_", " "))).value = value

        return edit

    plan = planned(current, edited(exported, save_otherwise))
    assert (troubles(plan), kinds(plan)) == ([], [("corrected", "questions", ("what_is_lasting",))])
    assert plan.changes[0].new
    assert plan.changes[0].new["why_nl"] == "één reden"
    assert plan.remarks[:-1] == ("1 cells with other spaces, line ends or accents: read as ordinary ones",)


def test_a_csv_of_an_older_excel_is_read_with_a_remark(current: Current, released: Path) -> None:
    text = (released / "questions.csv").read_text(encoding="utf-8")
    text = text.replace("what_is_lasting,", "what_is_lasting,", 1).replace("Verzonnen reden.", "Verzonnen één.", 1)
    plan = planned(current, text.encode("cp1252"), name="questions.csv", reason=Reason(day=DAY, nl="x", en="x"))
    assert plan.changes[0].new
    assert plan.changes[0].new["why_nl"] == "Verzonnen één."
    assert "not UTF-8" in plan.remarks[0]


def test_our_own_csv_makes_the_round_trip(current: Current, released: Path) -> None:
    for name in current.schema:
        plan = planned(current, (released / f"{name}.csv").read_bytes(), name=f"{name}.csv")
        assert (plan.changes, troubles(plan)) == ((), [])


# Writing


def test_the_whole_path_by_the_command(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book, database = tmp_path / "tables.xlsx", tmp_path / "x" / "indicators.duckdb"
    where = ["--data", str(data)]
    assert main(["workbook", "export", str(book), *where]) == 0
    content = edited(book.read_bytes(), put("observations", 2, value=31, **REASONS))
    book.write_bytes(
        edited(
            content, put_new("observations", 4, id="jobs_later", start="2022", end="2022", value=14, as_published="14")
        )
    )
    before = (data / "observations.csv").read_bytes()
    command = ["workbook", "import", str(book), *where, "--database", str(database), "--date", "2026-06-01"]
    assert main(command) == 0
    assert (data / "observations.csv").read_bytes() == before
    printed = capsys.readouterr().out
    assert "corrected observations: work_free (sheet observations, row 2)\n    value: 30 -> 31\n" in printed
    assert "added observations: jobs_later (sheet observations, row 5)" in printed
    assert "1 added, 1 corrected" in printed
    assert main([*command, "--apply"]) == 0
    with duckdb.connect(database, read_only=True) as connection:
        rows = connection.table("observations").select("id", "value", "withdrawn").fetchall()
    assert ("work_free", 30.0, DAY) in rows
    assert {("work_free", 31.0, None), ("jobs_later", 14.0, None)} <= set(rows)
    # What was not touched is the same to the byte.
    assert before.splitlines()[2:] == (data / "observations.csv").read_bytes().splitlines()[2:4]
    assert main([*command, "--apply"]) == 1
    assert "made from other tables than those of now" in capsys.readouterr().out


def everything(data: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in data.iterdir() if path.is_file()}


def test_nothing_is_written_when_something_is_wrong(
    data: Path, exported: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = tmp_path / "tables.xlsx"
    book.write_bytes(edited(exported, put("observations", 2, value=130, **REASONS)))
    before = everything(data)
    where = ["--data", str(data), "--database", str(tmp_path / "x.duckdb")]
    assert main(["workbook", "import", str(book), *where, "--date", "2026-06-01", "--apply"]) == 1
    assert "nothing was written" in capsys.readouterr().err
    assert everything(data) == before
    assert not (tmp_path / "x.duckdb").exists()


def test_a_write_that_fails_half_way_is_undone(data: Path, exported: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    current = read_current(data)
    content = edited(exported, put("observations", 2, value=31, **REASONS))
    plan = planned(current, edited(content, put_new("events", 2, id="trial_grows")))
    before = everything(data)
    real = applying.os.replace
    calls: list[Path] = []

    def full(source: Path, target: Path) -> None:
        calls.append(target)
        if len(calls) == 2:
            raise OSError("made-up: the disk is full")
        real(source, target)

    # The build moves its database by the same function, through its own name of the module.
    monkeypatch.setattr(applying, "os", type("Os", (), {**vars(applying.os), "replace": staticmethod(full)}))
    with pytest.raises(OSError, match="disk is full"):
        apply(current, plan, database=data.parent / "x.duckdb")
    assert len(calls) >= 2
    assert everything(data) == before


def test_tables_that_changed_meanwhile_are_not_overwritten(data: Path, exported: bytes) -> None:
    current = read_current(data)
    plan = planned(current, edited(exported, put("observations", 2, value=31, **REASONS)))
    with (data / "events.csv").open("a", encoding="utf-8") as file:
        file.write("\n")
    with pytest.raises(EditError, match="the tables were changed while this ran"):
        apply(current, plan, database=data.parent / "x.duckdb")
