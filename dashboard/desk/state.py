"""What a desk works on: the tables, the database that is built from them, and the folder with what was read."""

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import flask

from dashboard.db import connection
from dashboard.db.connection import Database
from dashboard.editing.reports.pdf import Report, ReportRefused, open_report
from dashboard.ingest.build import build_if_needed


class Desk:
    """The tables in `data` and the files in `folder`. Many requests may use it at once."""

    def __init__(self, *, data: Path, folder: Path, reports: Sequence[Path] = ()) -> None:
        self.data, self.folder = data, folder
        folder.mkdir(parents=True, exist_ok=True)
        self.reports: dict[str, Report] = {}
        self.refused: list[tuple[str, ReportRefused]] = []
        for path in reports:
            self.open(path)
        self.database = Database(folder / "indicators.duckdb")
        self.build()

    def open(self, path: Path) -> None:
        """Open a report under the start of its digest, or remember why it is refused."""
        try:
            report = open_report(path)
        except ReportRefused as refused:
            self.refused.append((path.name, refused))
        else:
            self.reports[report.sha256[:12]] = report

    def build(self) -> None:
        """Build the database when the tables changed. Raises DataError when they cannot be built."""
        build_if_needed(data=self.data, database=self.folder / "indicators.duckdb")

    def read_tables(self) -> None:
        """Let queries of this request read the tables of the desk."""
        flask.g.tables = ExitStack()
        flask.g.tables.enter_context(connection.reading(self.database))

    def leave_tables(self, _: Any = None) -> None:
        """End what `read_tables` began."""
        if "tables" in flask.g:
            flask.g.tables.close()
