"""What a desk works on: the tables, the database that is built from them, and the folder with what was read."""

import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import flask

from dashboard.db import connection
from dashboard.db.connection import Database
from dashboard.desk.rows import NewRow, Parts, rows
from dashboard.desk.suggestions import Mark
from dashboard.editing.apply import attempt
from dashboard.editing.csv_files import read_current
from dashboard.editing.diff import plan
from dashboard.editing.models import Cells, Current, EditProblem, Place, Plan, Reason, WantedRow
from dashboard.editing.reports.pdf import Report, ReportRefused, open_report
from dashboard.ingest.build import build_if_needed
from dashboard.ingest.schema import load_schema


class Desk:
    """The tables in `data` and the files in `folder`. Many requests may use it at once."""

    def __init__(self, *, data: Path, folder: Path, reports: Sequence[Path] = ()) -> None:
        self.data, self.folder = data, folder
        folder.mkdir(parents=True, exist_ok=True)
        self.schema = load_schema()
        self.draft: list[NewRow] = []
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

    def rows(self, kind: str, parts: Parts, *, paired: bool) -> list[NewRow]:
        """Return the rows of a form, with ids that neither the tables nor the draft have."""
        taken = {row["id"] for rows in self.current.rows.values() for row in rows if "id" in row}
        taken |= {row.cells["id"] for row in self.draft}
        return rows(kind, parts, schema=self.schema, taken=taken, paired=paired)

    def add(self, kind: str, parts: Parts, marks: Sequence[Mark], *, report: str) -> list[NewRow]:
        """Add the rows of a form to the draft, with where each was read."""
        added = self.rows(kind, parts, paired=len(marks) > 1)
        self.draft += added
        return added

    def plan(self, rows: Sequence[NewRow]) -> Plan:
        """Return what rows change in the tables."""
        current, wanted = self.current, dict[str, list[WantedRow]]()
        for row in rows:
            cells = self._whole(row, rows)
            wanted.setdefault(row.table, []).append(WantedRow(place=Place(where=row.cells["id"]), cells=cells))
        last = current.releases.last
        day = max(date.today(), last + timedelta(days=1)) if last else date.today()
        return plan(current, wanted, reason=Reason(day=day), whole=False)

    def _whole(self, row: NewRow, rows: Sequence[NewRow]) -> Cells:
        """Return the cells of a row: of a correction with the rest of the row, of a new group with its position."""
        if row.table != "arms":
            return row.cells
        arms = [arm for arm in self.current.rows["arms"] if not arm["withdrawn"]]
        if before := next((arm for arm in arms if arm["id"] == row.cells["id"]), None):
            return {**before, "added": "", **row.cells}
        older = [one for one in rows[: rows.index(row)] if one.table == "arms"]
        group = [
            arm
            for arm in (*arms, *(one.cells for one in older))
            if arm.get("experiment_id") == row.cells["experiment_id"]
        ]
        return {**row.cells, "position": str(len(group) + 1)}

    def problems(self, rows: Sequence[NewRow]) -> tuple[EditProblem, ...]:
        """Return what the build refuses of the draft with these rows."""
        planned = self.plan([*self.draft, *rows])
        with tempfile.TemporaryDirectory() as folder:
            tried, _ = attempt(self.current, planned, folder=Path(folder))
        return tried.problems

    @property
    def current(self) -> Current:
        """The tables as they are now."""
        return read_current(self.data)

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
