"""Whatever somebody does to a table: what was published stays as it was, and an earlier date gives what it gave."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.editing.csv_files import as_csv
from dashboard.editing.diff import plan
from dashboard.editing.models import Cells, Current, Place, Reason, WantedRow
from dashboard.ingest.manifest import check_releases, content_columns
from dashboard.ingest.reader import read_table

DAY = date(2026, 6, 1)
WHY = Reason(day=DAY, nl="Verzonnen.", en="Made up.")
TABLES = ("observations", "findings", "gaps", "context", "events")


@st.composite
def worked_on(draw: st.DrawFn, rows: list[Cells], columns: list[str]) -> list[Cells]:
    """A table after somebody worked in it: cells typed over, rows deleted, copied, withdrawn, and put in another order."""
    texts = st.sampled_from(["", "x", "y_z", "1", "2.5", "true", "2019", "2020-02"])
    found: list[Cells] = []
    for row in rows:
        deed = draw(st.sampled_from(["keep", "keep", "edit", "delete", "copy", "withdraw", "forget"]))
        if deed == "delete":
            continue
        if deed == "edit":
            row = {**row, draw(st.sampled_from(columns)): draw(texts)}
        if deed == "withdraw":
            row = {**row, "withdrawn_reason_nl": "Weg.", "withdrawn_reason_en": "Gone."}
        if deed == "forget":
            row = {**row, "added": ""}
        found.append(row)
        if deed == "copy":
            found.append(
                {**row, columns[0]: f"{row[columns[0]]}_two", "added": draw(st.sampled_from(["", row["added"]]))}
            )
    return draw(st.permutations(found))


def life(rows: list[Cells], day: str) -> list[Cells]:
    """The content of the rows that hold on a day."""
    held = [row for row in rows if row["added"] <= day and (not row["withdrawn"] or row["withdrawn"] > day)]
    return sorted(held, key=str)


def bare(rows: list[Cells]) -> list[dict[str, str]]:
    end = ("withdrawn", "withdrawn_reason_nl", "withdrawn_reason_en")
    return [{name: text for name, text in row.items() if name not in end} for row in rows]


@settings(max_examples=30)
@given(draw=st.data(), name=st.sampled_from(TABLES))
def test_what_was_published_stays(current: Current, draw: st.DataObject, name: str) -> None:
    table = current.schema[name]
    before = list(current.rows[name])
    rows = draw.draw(worked_on(before, content_columns(table)))
    wanted = [WantedRow(place=Place(where=name, row=number), cells=row) for number, row in enumerate(rows, start=2)]
    made = plan(current, {name: wanted}, reason=WHY)
    after = [dict(cells) for cells, _ in made.rows.get(name, [(row, None) for row in before])]
    # Nothing of what an earlier date gives has changed, whether or not the change as a whole is good.
    assert bare(life(after, "2026-05-31")) == bare(life(before, "2026-05-31"))
    assert all(row["added"] == "2026-06-01" for row in after[len(before) :])
    if not made.problems:
        # And who looks now sees exactly what was wanted.
        seen = {tuple(row[column] for column in content_columns(table)) for row in life(after, "2026-06-01")}
        held = [row for row in rows if not row["withdrawn_reason_nl"]]
        assert seen == {tuple(row[column] for column in content_columns(table)) for row in held}


@settings(max_examples=15)
@given(draw=st.data(), name=st.sampled_from(TABLES))
def test_the_check_of_the_build_agrees(
    current: Current, tmp_path_factory: pytest.TempPathFactory, draw: st.DataObject, name: str
) -> None:
    table = current.schema[name]
    rows = draw.draw(worked_on(list(current.rows[name]), content_columns(table)))
    wanted = [WantedRow(place=Place(where=name, row=number), cells=row) for number, row in enumerate(rows, start=2)]
    made = plan(current, {name: wanted}, reason=WHY)
    if made.rows:
        folder = tmp_path_factory.mktemp("written")
        text, _ = as_csv([cells for cells, _ in made.rows[name]], table=table)
        (folder / table.file).write_text(text, encoding="utf-8", newline="")
        content = replace(read_table(folder, table=table), problems=())
        assert list(check_releases({name: content}, releases=current.releases)) == []


def test_lines_are_counted_over_texts_of_several_lines(current: Current) -> None:
    table = current.schema["events"]
    rows = [{**row, "label_nl": "een\ntwee"} for row in current.rows["events"]]
    text, lines = as_csv(rows, table=table)
    assert lines == [2, 4]
    assert text.splitlines()[3].startswith(rows[1]["id"])
