"""Draft rows: what somebody read in a report, which of its pages, and the file in which a colleague gets it to look at.

A draft file is a ZIP archive with the rows (`draft.json`) and a picture of each place (`cuttings/0.png`); never the report.
"""

import io
import json
import re
import struct
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby
from typing import Any, Literal, get_args

from dashboard import config
from dashboard.editing.models import Cells
from dashboard.editing.reports.numbers import decimals_of, numbers_in
from dashboard.editing.reports.pdf import Page, Report, ReportRefused
from dashboard.editing.reports.words import Box
from dashboard.ingest.schema import load_schema

Status = Literal["open", "accepted", "commented"]

_FORMAT = 1
_MOST_BYTES = 30_000_000
_MOST_UNPACKED = 60_000_000
_MOST_ROWS = 500
_MOST_TEXT = 5_000
_NAMES = re.compile(r"draft\.json|cuttings/(0|[1-9]\d{0,2})\.png")
_PNG = b"\x89PNG\r\n\x1a\n"
_WIDEST = 5_000
# Around a place, in points: the whole width of a page has the label of its row, and some lines the heads of a table.
_MARGIN = 40
_CUTTING_WIDTH = 1_600
_NOWHERE = Box(0, 0, 0, 0)


class DraftRefused(ReportRefused):
    """A draft file cannot be used. `key` is a text of the catalogue."""


@dataclass(frozen=True)
class KnownReport:
    """A report that was opened: its digest, its number of pages, and on which day each page was read.

    `path` is where it was; it is empty when only a colleague opened it.
    """

    sha256: str
    path: str
    page_count: int
    pages_read: dict[int, date] = field(default_factory=dict)

    @property
    def ranges(self) -> str:
        """The pages that were read, such as `1-12, 40`."""
        return ranges(self.pages_read)


@dataclass(frozen=True, kw_only=True)
class DraftRow:
    """A row that is not in the tables yet, and where it was read: the PDF, its page and the rectangle on it.

    `values` are the cells of the row, with the locator in both languages. A row without a place has an empty `sha256`.
    """

    table: str
    values: Cells
    sha256: str = ""
    page: int = 0
    box: Box = _NOWHERE
    read_on: date = field(default_factory=config.today)
    status: Status = "open"
    comment: str = ""

    @property
    def name(self) -> str:
        """The name of the row among all rows."""
        return f"{self.table}.{self.values.get('id', '')}"

    def accept(self) -> "DraftRow":
        """Return the row as a colleague accepts it."""
        return replace(self, status="accepted", comment="")

    def comment_on(self, text: str) -> "DraftRow":
        """Return the row with the comment of a colleague."""
        return replace(self, status="commented", comment=text.strip())


@dataclass(frozen=True)
class Draft:
    """The rows of a draft file, the cuttings as PNG by the position of their row, and the reports with the pages read."""

    rows: tuple[DraftRow, ...] = ()
    cuttings: Mapping[int, bytes] = field(default_factory=dict)
    reports: tuple[KnownReport, ...] = ()


@dataclass(frozen=True)
class Comparison:
    """What another copy of the report has in the place of a row, and which numbers of the row are not there."""

    same_file: bool
    found: str
    missing: tuple[str, ...] = ()

    @property
    def agrees(self) -> bool:
        """Whether all numbers of the row are there."""
        return self.same_file and not self.missing


def as_json(row: DraftRow) -> dict[str, Any]:
    """Return a row as JSON has it."""
    # An empty value stays: in a correction it empties the column.
    return {
        "table": row.table, "values": dict(row.values), "sha256": row.sha256, "page": row.page, "box": list(row.box),
        "read_on": row.read_on.isoformat(), "status": row.status, "comment": row.comment,
    }  # fmt: skip


def from_json(value: Any) -> DraftRow:
    """Return a row that was written as JSON. Raises ValueError for anything else."""
    try:
        table = load_schema()[value["table"]]
        values = dict(value["values"])
        box = Box(*(float(side) for side in value["box"]))
        row = DraftRow(
            table=table.name, values=values, sha256=value["sha256"], page=int(value["page"]), box=box,
            read_on=date.fromisoformat(value["read_on"]), status=value["status"], comment=value["comment"],
        )  # fmt: skip
        texts = [*values.values(), row.comment]
        is_right = (
            set(values) <= set(table.columns)
            and all(isinstance(text, str) and len(text) <= _MOST_TEXT for text in texts)
            and re.fullmatch(r"[0-9a-f]{64}|", row.sha256)
            and 0 <= row.page < 1_000_000
            and all(-1e5 < side < 1e5 for side in box)
            and row.status in get_args(Status)
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ValueError(f"no row of a draft: {error}") from error
    if not is_right:
        raise ValueError("no row of a draft (expected columns of its table, a place, and texts of limited length)")
    return row


def ranges(pages: Iterable[int]) -> str:
    """Return numbers of pages as ranges: `1-12, 40`."""
    found = []
    for _, group in groupby(enumerate(sorted(set(pages))), key=lambda at: at[1] - at[0]):
        run = [page for _, page in group]
        found.append(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}")
    return ", ".join(found)


def pages_of(text: str) -> set[int]:
    """Return the pages in ranges such as `1-12, 40`."""
    ends = [part.partition("-") for part in text.replace(" ", "").split(",") if part]
    return {page for first, _, last in ends for page in range(int(first), int(last or first) + 1)}


def report_as_json(report: KnownReport) -> dict[str, Any]:
    """Return a report as JSON has it, without its path, which is nobody else's business."""
    pages = {str(page): day.isoformat() for page, day in sorted(report.pages_read.items())}
    return {"sha256": report.sha256, "page_count": report.page_count, "pages_read": pages}


def report_from_json(raw: Any, *, path: str = "") -> KnownReport:
    """Return a report that was written as JSON. Raises ValueError for anything else."""
    try:
        pages = {int(page): date.fromisoformat(day) for page, day in raw["pages_read"].items()}
        report = KnownReport(str(raw["sha256"]), path, int(raw["page_count"]), pages)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"no report: {error}") from error
    if not re.fullmatch(r"[0-9a-f]{64}", report.sha256) or not all(1 <= page <= report.page_count for page in pages):
        raise ValueError("no report (expected a SHA-256, and pages that it has)")
    return report


def export_draft(
    rows: Sequence[DraftRow], reports: Mapping[str, Report], known: Mapping[str, KnownReport] | None = None
) -> bytes:
    """Return a draft file with the pages read of `known` reports; a row whose report is not in `reports` has no cutting.

    Both are by SHA-256.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        read = [
            report_as_json(report) for digest, report in (known or {}).items() if digest in {row.sha256 for row in rows}
        ]
        content = {"format": _FORMAT, "rows": [as_json(row) for row in rows], "reports": read}
        archive.writestr("draft.json", json.dumps(content, ensure_ascii=False, indent=1))
        for at, row in enumerate(rows):
            report = reports.get(row.sha256)
            # A whole page, which a row that was typed from a scan has, is no cutting.
            if report and row.box.bottom - row.box.top < report.page(row.page).height / 2:
                archive.writestr(f"cuttings/{at}.png", cutting(row, report))
    return buffer.getvalue()


def cutting(row: DraftRow, report: Report) -> bytes:
    """Return the lines of a page around the place of a row as a PNG, with a line around that place."""
    page = report.page(row.page)
    lines = Box(0, max(0, row.box.top - _MARGIN), page.width, min(page.height, row.box.bottom + _MARGIN))
    return report.picture(row.page, _CUTTING_WIDTH, lines, around=row.box)


def import_draft(content: bytes) -> Draft:
    """Read a draft file of a colleague; nothing of it is written to the disk. Raises DraftRefused."""
    if len(content) > _MOST_BYTES:
        raise DraftRefused("report.draft.large", most=_MOST_BYTES // 1_000_000)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            names = [part.filename for part in parts]
            if not all(map(_NAMES.fullmatch, names)) or len(set(names)) < len(names) or "draft.json" not in names:
                raise DraftRefused("report.draft.other")
            if sum(part.file_size for part in parts) > _MOST_UNPACKED or any(part.flag_bits & 1 for part in parts):
                raise DraftRefused("report.draft.large", most=_MOST_BYTES // 1_000_000)
            files = {name: archive.read(name) for name in names}
        raw = json.loads(files.pop("draft.json"))
        if raw["format"] != _FORMAT or len(raw["rows"]) > _MOST_ROWS:
            raise DraftRefused("report.draft.other")
        rows = tuple(from_json(row) for row in raw["rows"])
        reports = tuple(report_from_json(report) for report in raw.get("reports", ()))
    except (zipfile.BadZipFile, ValueError, KeyError, TypeError, RecursionError, NotImplementedError, OSError) as error:
        raise DraftRefused("report.draft.broken") from error
    cuttings = {int(name[9:-4]): file for name, file in files.items()}
    if not all(at < len(rows) and _is_picture(file) for at, file in cuttings.items()):
        raise DraftRefused("report.draft.other")
    return Draft(rows, cuttings, reports)


def _is_picture(file: bytes) -> bool:
    """Return whether a file is a PNG that does not become very large when it is shown."""
    return file.startswith(_PNG) and len(file) > 24 and max(struct.unpack(">II", file[16:24])) <= _WIDEST


def compare(row: DraftRow, report: Report) -> Comparison:
    """Compare a row with the same place in another copy of its report."""
    if row.sha256 != report.sha256:
        return Comparison(same_file=False, found="")
    try:
        page = report.page(row.page)
    except (IndexError, ReportRefused):
        return Comparison(same_file=True, found="", missing=_numbers(row))
    found = text_in(page, row.box)
    there = {value for number in numbers_in(found) for value in decimals_of(number)}
    missing = tuple(number for number in _numbers(row) if there.isdisjoint(decimals_of(number)))
    return Comparison(same_file=True, found=found, missing=missing)


def text_in(page: Page, box: Box) -> str:
    """Return the words of a page whose middle is in a box."""
    return " ".join(word.text for word in page.words if box.holds(word.box) and word.text)


def _numbers(row: DraftRow) -> tuple[str, ...]:
    """Return the numbers of a row as they were published, or else its value."""
    printed = row.values.get("as_published") or row.values.get("value") or row.values.get("participants") or ""
    return tuple(numbers_in(printed))
