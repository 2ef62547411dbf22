"""The made-up tables, released once for each module of tests on corrections."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from dashboard.editing.csv_files import read_current
from dashboard.editing.models import Current
from dashboard.ingest.release import release
from tests.csv_tables import MADE_UP


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = Path(shutil.copytree(MADE_UP, tmp_path_factory.mktemp("made_up") / "data"))
    release(data=folder)
    return folder


@pytest.fixture(scope="module")
def current(released: Path) -> Current:
    return read_current(released)
