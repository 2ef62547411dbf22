"""What was published stays as it was: an edited or vanished row is refused, and a correction is not."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard import config
from dashboard.__main__ import main
from dashboard.errors import DataError
from dashboard.ingest.build import check
from dashboard.ingest.manifest import check_releases, read_releases
from dashboard.ingest.reader import read_table
from dashboard.ingest.release import release
from dashboard.ingest.schema import load_schema
from tests.csv_tables import MADE_UP, WITHDRAWN, add, change, correct, read, write


@pytest.fixture(scope="module")
def released_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = Path(shutil.copytree(MADE_UP, tmp_path_factory.mktemp("released") / "data"))
    release(data=folder)
    return folder


@pytest.fixture
def data(released_once: Path, tmp_path: Path) -> Path:
    """A copy of the made-up tables that was released on 2026-01-01."""
    return Path(shutil.copytree(released_once, tmp_path / "data"))


def problems(data: Path) -> list[str]:
    """What the build finds when it compares the tables with the releases."""
    contents = {name: read_table(data, table=table) for name, table in load_schema().items()}
    found = {problem for content in contents.values() for problem in content.problems}
    found.update(check_releases(contents, releases=read_releases(data)))
    return [problem.in_folder(".").removeprefix("./") for problem in sorted(found)]


def test_tables_as_released_are_good_also_where_the_clock_is_behind(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert problems(data) == []
    monkeypatch.setattr(config, "today", lambda: dt.date(1970, 1, 1))
    check(data=data)


def test_an_edited_row_is_refused_with_its_line_and_column(data: Path) -> None:
    change(data, table="observations", line=3, cells={"value": "26", "n": ""})
    assert problems(data) == [
        "observations.csv:3: value, n was edited in a row that was published on 2026-01-01: work_usual@2026-01-01 "
        "(expected the row as it was, withdrawn with its reasons, and a new row with the same key and the correction)"
    ]
    with pytest.raises(DataError, match="value, n was edited in a row that was published"):
        check(data=data)


def test_a_vanished_row_is_refused(data: Path) -> None:
    write(data / "observations.csv", rows=read(data / "observations.csv")[1:])
    assert problems(data) == [
        "observations.csv: a row that was published on 2026-01-01 is gone: work_free@2026-01-01 "
        "(expected the row as it was, with withdrawn and its reasons when it no longer holds)"
    ]


def test_a_row_of_which_the_date_was_edited_is_gone_and_not_new(data: Path) -> None:
    change(data, table="events", line=2, cells={"added": "2025-12-01"})
    found = problems(data)
    assert any(
        line.startswith("events.csv: a row that was published on 2026-01-01 is gone: trial_starts@") for line in found
    )
    assert any(line.startswith("events.csv:2: added is not after the last release, 2026-01-01") for line in found)


def test_a_correction_and_a_new_row_are_good(data: Path) -> None:
    correct(data, cells={"value": "31"})
    add(data, table="events", like=2, cells={"id": "trial_ends", "added": "2026-06-01"})
    assert problems(data) == []


def test_a_row_in_another_place_or_form_is_the_same_row(data: Path) -> None:
    rows = read(data / "observations.csv")
    rows[0]["value"] = "30.0"
    write(data / "observations.csv", rows=rows[::-1])
    assert problems(data) == []


def test_a_published_withdrawal_stays(data: Path) -> None:
    correct(data, cells={"value": "31"})
    release(data=data)
    assert problems(data) == []
    change(data, table="observations", line=2, cells={"withdrawn_reason_en": "Another made-up error."})
    assert problems(data) == [
        "observations.csv:2: the withdrawal that was published on 2026-06-01 was edited: work_free@2026-01-01 "
        "(expected withdrawn and its reasons as they were; what holds again is a new row)"
    ]


def test_what_an_earlier_date_gives_does_not_change(data: Path) -> None:
    """A row that is withdrawn or added with a date that was released already would change a link that was kept."""
    correct(data, cells={"value": "31"})
    release(data=data)
    add(data, table="events", like=2, cells={"id": "too_late", "added": "2026-06-01"})
    change(data, table="questions", line=2, cells={**WITHDRAWN, "withdrawn": "2026-05-01"})
    late, early = problems(data)
    assert late.startswith("events.csv:4: added is not after the last release, 2026-06-01, and the row was not in it")
    assert early.startswith(
        "questions.csv:2: withdrawn is not after the last release, 2026-06-01, which still had the row"
    )


def test_the_files_of_releases_are_held_too(data: Path) -> None:
    correct(data, cells={"value": "31"})
    release(data=data)
    first = data / "releases" / "2026-01-01.json"
    kept = first.read_bytes()
    first.write_bytes(kept.replace(b"work_usual@", b"work_other@"))
    assert any(
        "releases/2026-06-01.json: the release before it is gone or was edited" in line for line in problems(data)
    )
    first.write_bytes(b"[1, 2")
    assert any("releases/2026-01-01.json: not a release that can be read" in line for line in problems(data))
    first.unlink()
    assert any(
        "releases/2026-06-01.json: the release before it is gone or was edited" in line for line in problems(data)
    )
    first.write_bytes(kept)
    assert problems(data) == []
    first.rename(first.with_name("2026-02-02.json"))
    assert any("releases/2026-02-02.json: not named after its date" in line for line in problems(data))


def test_a_column_that_the_tables_get_later_is_no_edit(data: Path) -> None:
    path = data / "releases" / "2026-01-01.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    place = content["columns"]["observations"].index("n")
    content["columns"]["observations"].pop(place)
    for name, cells in content["rows"]["observations"].items():
        parts = cells.split(" ")
        parts.pop(place)
        content["rows"]["observations"][name] = " ".join(parts)
    path.write_text(json.dumps(content), encoding="utf-8")
    assert problems(data) == []


def test_the_command_says_what_is_new(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["release", "--data", str(data)]) == 0
    assert capsys.readouterr().out == "nothing is new since the last release\n"
    correct(data, cells={"value": "31"})
    assert main(["release", "--data", str(data), "--check"]) == 0
    assert not (data / "releases" / "2026-06-01.json").exists()
    assert main(["release", "--data", str(data)]) == 0
    assert capsys.readouterr().out.splitlines()[-3:] == [
        "observations: added work_free@2026-06-01",
        "observations: withdrawn work_free@2026-01-01",
        "2 new; released as 2026-06-01.json: from now on these rows are not edited",
    ]
    change(data, table="observations", line=3, cells={"value": "x"})
    assert main(["release", "--data", str(data)]) == 1
    assert "nothing was written" in capsys.readouterr().err


TABLES = {
    name: [
        column for column in table.columns if column not in ("withdrawn", "withdrawn_reason_nl", "withdrawn_reason_en")
    ]
    for name, table in load_schema().items()
}


@settings(max_examples=15)
@given(draw=st.data())
def test_no_edit_of_a_published_cell_gets_through(released_once: Path, draw: st.DataObject) -> None:
    """Whatever cell is emptied or changed: the build refuses."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(shutil.copytree(released_once, Path(folder) / "data"))
        table = draw.draw(st.sampled_from(sorted(TABLES)))
        rows = read(data / f"{table}.csv")
        line = draw.draw(st.integers(2, len(rows) + 1))
        column = draw.draw(st.sampled_from(TABLES[table]))
        old = rows[line - 2][column]
        new = draw.draw(st.sampled_from(["", "x", "1", "true", "2019", "other"]).filter(lambda text: text != old))
        change(data, table=table, line=line, cells={column: new})
        assert problems(data)


def test_a_table_that_is_new_as_a_whole_may_have_rows_of_an_earlier_day(data: Path) -> None:
    path = data / "releases" / "2026-01-01.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    for part in ("columns", "rows"):
        del content[part]["questions"]
    path.write_text(json.dumps(content), encoding="utf-8")
    assert problems(data) == []
    found, written = release(data=data)
    assert {line.partition(":")[0] for line in found.lines()} == {"questions"}
    assert written
    assert written.name > path.name
    assert problems(data) == []
