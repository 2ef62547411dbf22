"""What a desk works on: the tables, the database that is built from them, the open reports, and the folder with the draft."""

import threading
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import flask

from dashboard import config
from dashboard.db import connection
from dashboard.db.connection import Database
from dashboard.desk.rows import NewRow, Parts, problems, rows
from dashboard.desk.suggestions import Mark
from dashboard.editing.csv_files import read_current, stamp_of
from dashboard.editing.models import Current
from dashboard.editing.reports.draft import Draft, DraftRow
from dashboard.editing.reports.folder import Folder
from dashboard.editing.reports.pdf import Report, ReportRefused, open_report
from dashboard.editing.reports.words import Box
from dashboard.ingest.build import build_if_needed
from dashboard.ingest.schema import load_schema


class Desk:
    """The tables in `data` and the folder of a desk. Many requests may use it at once.

    `reports` are the open reports by the start of their digest; `received` is the draft of a colleague; `checking` is
    the newest check of a form, which makes an older one stop.
    """

    def __init__(self, *, data: Path, folder: Path, reports: Sequence[Path] = ()) -> None:
        self.data, self.folder, self.schema = data, Folder(folder, data=data), load_schema()
        self.reports: dict[str, Report] = {}
        self.refused: list[tuple[str, ReportRefused]] = []
        self.received = Draft()
        self.checking: object = None
        self._current: Current | None = None
        self.lock = threading.Lock()
        known = [Path(report.path) for report in self.folder.reports.values() if report.path]
        for path in dict.fromkeys(path.resolve() for path in (*reports, *known)):
            self.open(path)
        self.database = Database(self._file)
        self.build()

    @property
    def _file(self) -> Path:
        return self.folder.path / "indicators.duckdb"

    def open(self, path: Path) -> None:
        """Open a report under the start of its digest, or remember why it is refused."""
        try:
            report = open_report(path)
        except ReportRefused as refused:
            self.refused.append((path.name, refused))
        else:
            self.reports[report.sha256[:12]] = report
            self.folder.remember(report)

    def mark_read(self, report: str, number: int, *, read: bool) -> None:
        """Note that a page was read today, or that it was not."""
        with self.lock:
            self.folder.mark_read(self.reports[report].sha256, [number], day=config.today(), read=read)

    def drafted(self, name: str) -> DraftRow | None:
        """Return the row of the draft with a name."""
        return next((row for row in self.folder.rows if row.name == name), None)

    def problems_of(self, kind: str, parts: Parts, lang: str) -> dict[tuple[str, str], str]:
        """Return what is wrong with each field of a form, by part and column."""
        drafted = [row.values for row in self.folder.rows if row.table == "indicators"]
        units = {row["id"]: row.get("unit", "") for row in (*self.current.rows["indicators"], *drafted)}
        return problems(kind, parts, lang, schema=self.schema, units=units)

    def new_rows(self, kind: str, parts: Parts, marks: Sequence[Mark]) -> list[NewRow]:
        """Return the rows of a form, with ids that neither the tables nor the other rows of the draft have."""
        taken = {row["id"] for table in self.current.rows.values() for row in table if "id" in row}
        taken |= {row.values["id"] for row in self.folder.rows if row.name != marks[0].row}
        return rows(kind, parts, schema=self.schema, taken=taken, paired=len(marks) > 1)

    def add(self, kind: str, parts: Parts, marks: Sequence[Mark], *, report: str) -> list[NewRow]:
        """Add the rows of a form to the draft, with where each was read, or put them in the place of the row that they change."""
        with self.lock:
            added = self.new_rows(kind, parts, marks)
            drafted = list(self.folder.rows)
            at = next((at for at, row in enumerate(drafted) if row.name == marks[0].row), len(drafted))
            drafted[at : at + 1] = [self._draft_row(row, marks, report) for row in added]
            self.folder.save_rows(drafted)
        return added

    def _draft_row(self, row: NewRow, marks: Sequence[Mark], report: str) -> DraftRow:
        """Return a draft row; what is added along, such as a source, has no place in the report."""
        bare = DraftRow(table=row.table, values=row.cells)
        if row.part not in ("row", "pair"):
            return bare
        mark = marks[-1 if row.part == "pair" else 0]
        return replace(bare, sha256=self.reports[report].sha256, page=mark.page, box=Box(*mark.box))

    def remove(self, name: str) -> None:
        """Remove a row from the draft."""
        with self.lock:
            self.folder.save_rows([row for row in self.folder.rows if row.name != name])

    def accept(self, at: int, row: DraftRow) -> None:
        """Note what was decided on a row of a colleague; an accepted one is added, with the pages they read of its report."""
        rows = self.received.rows
        self.received = replace(self.received, rows=(*rows[:at], row, *rows[at + 1 :]))
        if row.status == "accepted":
            # What it refers to, such as a new source, comes along.
            new = [one for one in rows if not one.sha256 and one.values.get("id") in row.values.values()]
            accepted = {one.name: one for one in (*new, row)}
            with self.lock:
                self.folder.save_rows(
                    [*(one for one in self.folder.rows if one.name not in accepted), *accepted.values()]
                )
                for report in self.received.reports:
                    if report.sha256 == row.sha256:
                        self.folder.take_over(report)

    @property
    def by_digest(self) -> dict[str, Report]:
        """The open reports by their whole digest."""
        return {report.sha256: report for report in self.reports.values()}

    @property
    def current(self) -> Current:
        """The tables as they are now, read again when a byte of them changed."""
        if self._current is None or self._current.stamp != stamp_of(self.data):
            self._current = read_current(self.data)
        return self._current

    def build(self) -> None:
        """Build the database when the tables changed. Raises DataError when they cannot be built."""
        build_if_needed(data=self.data, database=self._file)

    def read_tables(self) -> None:
        """Let queries of this request read the tables of the desk."""
        flask.g.tables = ExitStack()
        flask.g.tables.enter_context(connection.reading(self.database))

    def leave_tables(self, _: Any = None) -> None:
        """End what `read_tables` began."""
        if "tables" in flask.g:
            flask.g.tables.close()
