"""The folder of a report desk: which reports were read, which of their pages, and the draft rows.

All of it is in one file, `desk.json`. It is written to a temporary file first and then renamed, so that after a power cut
there is the old one or the new one. A lock makes sure that one desk at a time uses a folder.
"""

import json
import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Self

from dashboard.config import DATA
from dashboard.editing.reports import draft
from dashboard.editing.reports.draft import DraftRow, KnownReport
from dashboard.editing.reports.pdf import Report, ReportRefused

_FILE, _PART, _LOCK = "desk.json", "desk.json.part", "desk.lock"
_FORMAT = 1


class FolderRefused(ReportRefused):
    """A folder cannot be used for a desk. `key` is a text of the catalogue."""


class Folder:
    """The folder of one desk, which no other desk uses until `close`."""

    def __init__(self, path: Path, *, data: Path = DATA) -> None:
        """Open a folder, and make it if it is not there. Raises FolderRefused."""
        self.path = path.resolve()
        if self.path.is_relative_to(data.resolve()):
            raise FolderRefused("report.folder.tables")
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            self._lock = (self.path / _LOCK).open("a+")
        except OSError as error:
            raise FolderRefused("report.folder.unwritable") from error
        if not _locked(self._lock):
            self._lock.close()
            raise FolderRefused("report.folder.busy")
        try:
            # What a save that was cut off left behind.
            (self.path / _PART).unlink(missing_ok=True)
            self.reports, self.rows = self._read()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let another desk use the folder."""
        self._lock.close()

    def remember(self, report: Report) -> KnownReport:
        """Add a report, or update where it is; the PDF itself stays where it is."""
        before = self.reports.get(report.sha256)
        pages = before.pages_read if before else {}
        known = KnownReport(report.sha256, str(report.path.resolve()), report.page_count, pages)
        if known != before:
            self._save({**self.reports, report.sha256: known}, self.rows)
        return known

    def mark_read(self, sha256: str, pages: Iterable[int], *, day: date, read: bool = True) -> KnownReport:
        """Note that pages of a report were read on a day; with `read` False, that they were not."""
        known = self.reports[sha256]
        chosen = {page for page in pages if 1 <= page <= known.page_count}
        if read:
            all_pages = {**known.pages_read, **dict.fromkeys(chosen, day)}
        else:
            all_pages = {page: when for page, when in known.pages_read.items() if page not in chosen}
        known = replace(known, pages_read=all_pages)
        self._save({**self.reports, sha256: known}, self.rows)
        return known

    def take_over(self, other: KnownReport) -> None:
        """Count the pages that a colleague read of a report as read, unless they are already."""
        own = self.reports.get(other.sha256, replace(other, pages_read={}))
        known = replace(own, pages_read={**other.pages_read, **own.pages_read})
        self._save({**self.reports, other.sha256: known}, self.rows)

    def save_rows(self, rows: Sequence[DraftRow]) -> None:
        """Write the draft rows. Raises FolderRefused when that cannot be done; the rows on the disk then stay as they were."""
        self._save(self.reports, tuple(rows))

    def _read(self) -> tuple[dict[str, KnownReport], tuple[DraftRow, ...]]:
        try:
            raw = json.loads((self.path / _FILE).read_text(encoding="utf-8"))
            if raw["format"] != _FORMAT:
                raise ValueError("another format")
            reports = {one["sha256"]: draft.report_from_json(one, path=str(one["path"])) for one in raw["reports"]}
            return reports, tuple(draft.from_json(row) for row in raw["rows"])
        except FileNotFoundError:
            return {}, ()
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise FolderRefused("report.folder.broken", file=_FILE) from error

    def _save(self, reports: dict[str, KnownReport], rows: tuple[DraftRow, ...]) -> None:
        content = {
            "format": _FORMAT,
            "reports": [{**draft.report_as_json(one), "path": one.path} for one in reports.values()],
            "rows": [draft.as_json(row) for row in rows],
        }
        try:
            _write(self.path / _PART, json.dumps(content, ensure_ascii=False, indent=1).encode())
            os.replace(self.path / _PART, self.path / _FILE)
            _sync(self.path)
        except OSError as error:
            raise FolderRefused("report.folder.unwritable") from error
        self.reports, self.rows = reports, rows


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    """Make a rename last. A folder cannot be opened on Windows, where the file itself is on the disk."""
    if sys.platform != "win32":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _locked(file: Any) -> bool:
    """Lock a file until it is closed or the process ends; False when another desk has it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
