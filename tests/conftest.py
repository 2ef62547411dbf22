"""What many tests need."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard import build, config


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real tables in data/, built once for all tests."""
    path = tmp_path_factory.mktemp("database") / "indicators.duckdb"
    build.build(data=config.ROOT / "data", database=path)
    return path
