"""A report desk on the made-up tables, which are built once for all desks."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.desk.state import Desk
from tests.csv_tables import MADE_UP

OpenDesk = Callable[..., Desk]


@pytest.fixture(scope="session")
def open_desk(made_up_database: Path) -> OpenDesk:
    """Open a desk in a folder: `open_desk(folder, report, ...)`."""

    def opened(folder: Path, *reports: Path) -> Desk:
        folder.mkdir(exist_ok=True)
        shutil.copyfile(made_up_database, folder / "indicators.duckdb")
        return Desk(data=MADE_UP, folder=folder, reports=reports)

    return opened
