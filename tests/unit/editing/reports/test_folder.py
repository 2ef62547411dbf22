"""The folder of a desk: what was read and drafted is there again, whatever happens while it is saved."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from datetime import date
from pathlib import Path

import pytest

from dashboard.config import DATA, ROOT
from dashboard.editing.reports.draft import DraftRow, pages_of, ranges
from dashboard.editing.reports.folder import Folder, FolderRefused
from dashboard.editing.reports.pdf import open_report
from tests.made_up_reports import set_report

DAY = date(2026, 12, 1)


def draft(number: int) -> DraftRow:
    return DraftRow(table="observations", values={"id": f"row_{number}", "value": "12.5"}, read_on=DAY)


def test_reports_pages_and_rows_are_there_when_the_folder_is_opened_again(tmp_path: Path) -> None:
    path = set_report(tmp_path / "report.pdf", "Een", "Twee", "Drie")
    with open_report(path) as report, Folder(tmp_path / "desk") as folder:
        folder.remember(report)
        folder.mark_read(report.sha256, [1, 2, 99], day=DAY)
        folder.save_rows([draft(1)])
        folder.mark_read(report.sha256, [1], day=DAY, read=False)
        digest = report.sha256
    with Folder(tmp_path / "desk") as folder:
        known = folder.reports[digest]
        assert (known.path, known.page_count, known.pages_read) == (str(path.resolve()), 3, {2: DAY})
        assert folder.mark_read(digest, [1, 3], day=DAY).ranges == "1-3"
        assert folder.rows == (draft(1),)
    assert list((tmp_path / "desk").glob("*.pdf")) == []


def test_second_desk_on_one_folder_is_refused_until_the_first_is_closed(tmp_path: Path) -> None:
    with Folder(tmp_path), pytest.raises(FolderRefused) as refused:
        Folder(tmp_path)
    assert refused.value.key == "report.folder.busy"
    Folder(tmp_path).close()


def test_folder_among_the_tables_is_refused() -> None:
    with pytest.raises(FolderRefused) as refused:
        Folder(DATA / "desk")
    assert refused.value.key == "report.folder.tables"
    assert not (DATA / "desk").exists()


def test_damaged_file_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "desk.json").write_text('{"format": 1, "reports": [', encoding="utf-8")
    with pytest.raises(FolderRefused) as refused:
        Folder(tmp_path)
    assert (refused.value.key, refused.value.values) == ("report.folder.broken", {"file": "desk.json"})
    assert (tmp_path / "desk.json").read_text(encoding="utf-8").endswith("[")


def test_half_written_temporary_file_is_no_harm(tmp_path: Path) -> None:
    with Folder(tmp_path) as folder:
        folder.save_rows([draft(1)])
    (tmp_path / "desk.json.part").write_text('{"format": 1, "rep', encoding="utf-8")
    with Folder(tmp_path) as folder:
        assert folder.rows == (draft(1),)


def test_full_disk_leaves_the_rows_of_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with Folder(tmp_path) as folder:
        folder.save_rows([draft(1)])
        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(FolderRefused) as refused:
            folder.save_rows([draft(1), draft(2)])
        assert refused.value.key == "report.folder.unwritable"
        assert folder.rows == (draft(1),)
    with Folder(tmp_path) as folder:
        assert folder.rows == (draft(1),)


def test_desk_that_is_killed_while_it_saves_leaves_whole_rows(tmp_path: Path) -> None:
    saving = textwrap.dedent(
        """
        import sys
        from pathlib import Path
        from dashboard.editing.reports.draft import DraftRow
        from dashboard.editing.reports.folder import Folder
        folder, number = Folder(Path(sys.argv[1])), 0
        while True:
            number += 1
            rows = [DraftRow(table="observations", values={"id": f"row_{number}", "value": "1" * 4000})] * 300
            folder.save_rows(rows)
            print(number, flush=True)
        """
    )
    process = subprocess.Popen([sys.executable, "-c", saving, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE)
    assert process.stdout is not None
    saved = [int(process.stdout.readline()) for _ in range(3)]
    time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()
    with Folder(tmp_path) as folder:
        names = {row.values["id"] for row in folder.rows}
        assert (len(folder.rows), len(names)) == (300, 1)
        assert int(names.pop().removeprefix("row_")) >= saved[-1]


def test_pages_are_written_as_ranges() -> None:
    assert ranges([3, 1, 2, 7]) == "1-3, 7"
    assert pages_of("1-3, 7") == {1, 2, 3, 7}
