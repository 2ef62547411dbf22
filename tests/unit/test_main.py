"""The command line: what each command prints, and its exit code."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from dashboard.__main__ import main
from dashboard.db.connection import Database
from tests.csv_tables import MADE_UP
from tests.postgresql_server import PostgreSQLServer


def test_help_lists_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    lines = [line.split()[0] for line in capsys.readouterr().out.partition("Commands:")[2].split("\n") if line]
    assert lines == ["build", "desk", "refresh", "release", "usage", "workbook"]


@pytest.mark.parametrize(
    "arguments", [["build"], ["release"], ["workbook", "export", "x.xlsx"], ["refresh"]], ids=lambda words: words[0]
)
def test_missing_folder_is_named(arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*arguments, "--data", str(tmp_path / "nowhere")]) == 1
    printed = capsys.readouterr().err
    assert "nowhere" in printed or "refresh.toml" in printed
    assert "nothing was written" in printed


@pytest.mark.parametrize("arguments", [["workbook", "import"], ["desk"], ["usage"]], ids=lambda words: words[-1])
def test_missing_file_is_named(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*arguments, "/nowhere/a.pdf"]) == 1
    assert capsys.readouterr().err.startswith("/nowhere/a.pdf is not there (expected a file)\n1 to put right")


def test_file_that_cannot_be_written_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["workbook", "export", "/nowhere/x.xlsx"]) == 1
    assert capsys.readouterr().err.startswith("/nowhere/x.xlsx: No such file or directory\n1 to put right")


@pytest.mark.parametrize("arguments", [["nonsense"], ["build", "--nonsense"], ["workbook"]])
def test_wrong_usage_exits_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    assert "Usage" in capsys.readouterr().err


def test_missing_packages_for_editing_are_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in [name for name in sys.modules if name.startswith("dashboard.editing")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pandas", None)
    assert main(["workbook", "export", str(tmp_path / "x.xlsx")]) == 1
    assert "pandas is missing: pip install -r requirements-editing.txt" in capsys.readouterr().err


def test_missing_packages_for_the_desk_are_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in [name for name in sys.modules if name.startswith(("dashboard.desk", "dashboard.editing"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    assert main(["desk"]) == 1
    assert "pypdfium2 is missing: pip install -r requirements-desk.txt" in capsys.readouterr().err


def test_build_publishes_to_postgresql(postgresql: PostgreSQLServer, capsys: pytest.CaptureFixture[str]) -> None:
    address = postgresql.create("published")
    assert main(["build", "--data", str(MADE_UP), "--database", address]) == 0
    assert capsys.readouterr().out.endswith("3 sources, written to PostgreSQL\n")
    rows = Database(address).execute("select count(*) from observations", {}).rows
    assert rows == [(3,)]
