"""What a file is, and its cells, within bounds: a workbook, or one table as csv. Anything else is refused calmly."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from dashboard.editing.rows import Trouble

MOST_BYTES = 10_000_000
# Twenty times as much, and more cells, than all tables together have now: about a megabyte, and eleven thousand cells.
_MOST_UNPACKED = 20_000_000
_MOST_PARTS = 300
MOST_ROWS = 20_000
MOST_COLUMNS = 80
_MOST_CELLS = 500_000


class Cell(NamedTuple):
    """A value as it was found, the format in which a workbook shows it, and a problem that is known already."""

    value: object = None
    form: str = ""
    problem: str = ""


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One sheet: its name, its rows with their number, and the letters of its columns; a csv file has no letters."""

    name: str
    rows: Sequence[tuple[int, Sequence[Cell]]]
    letters: Sequence[str] = ()
    dutch: bool = True


@dataclass(frozen=True, kw_only=True)
class Upload:
    """The sheets of a file, the stamp of the tables it was made from (empty when not known), and remarks."""

    sheets: Sequence[Sheet]
    stamp: str = ""
    remarks: tuple[str, ...] = ()
    workbook: bool = True


class Refused(Exception):
    """The file as a whole cannot be read; `trouble` says why and what to do."""

    def __init__(self, problem: str, cure: str, *, place: str) -> None:
        super().__init__(problem)
        self.trouble = Trouble(place=place, problem=problem, cure=cure)


def open_upload(content: bytes, *, name: str) -> Upload:
    """The cells of a workbook or csv file. Raises Refused, and never reads more than the bounds of this module."""
    place = f"file {Path(name).name[:80] or '(no name)'}"
    if not content:
        raise Refused("the file is empty", "a workbook (.xlsx) or a csv file", place=place)
    if len(content) > MOST_BYTES:
        raise Refused(f"the file has {len(content):,} bytes", f"at most {MOST_BYTES:,} bytes", place=place)
    if content.startswith(b"PK"):
        return _workbook(content, place=place)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refused(
            "an old Excel file, or one with a password", "Excel-workbook (.xlsx) without a password", place=place
        )
    if name.lower().endswith((".csv", ".txt")):
        return _csv(content, place=place, stem=Path(name).stem)
    raise Refused("neither a workbook nor a csv file", "a workbook (.xlsx) or a file that ends in .csv", place=place)


def _workbook(content: bytes, *, place: str) -> Upload:
    _bounded(content, place=place)
    try:
        # Imported here: with numpy and what else it brings it costs a start a quarter of a second and 20 MB.
        import openpyxl

        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        try:
            stamp = next((str(one.value) for one in book.custom_doc_props.props if one.name == "stamp"), "")
            work = _Work()
            sheets = [
                Sheet(name=one.title, rows=list(_rows(one, work, place=place)), letters=_LETTERS)
                for one in book.worksheets
            ]
        finally:
            book.close()
    except Refused:
        raise
    except Exception as error:
        # Whatever the reader stumbles over, the file is not what Excel writes.
        raise Refused("not a workbook that can be read", "a workbook as Excel saves it (.xlsx)", place=place) from error
    return Upload(sheets=sheets, stamp=stamp)


def _letter(number: int) -> str:
    """The name of a column: A for 1, AA for 27."""
    before, last = divmod(number - 1, 26)
    return (_letter(before) if before else "") + chr(ord("A") + last)


_LETTERS = tuple(_letter(number) for number in range(1, MOST_COLUMNS + 2))


def _bounded(content: bytes, *, place: str) -> None:
    """A small file may unpack to a huge one, and xml may grow when it is read: both are looked at before anything is read."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > _MOST_PARTS:
                raise Refused(f"the file has {len(parts)} parts", f"at most {_MOST_PARTS}", place=place)
            left = _MOST_UNPACKED
            for part in parts:
                with archive.open(part) as stream:
                    # What the file says about its size may be a lie, so it is counted while unpacking.
                    while block := stream.read(1 << 20):
                        left -= len(block)
                        if left < 0:
                            raise Refused(
                                "the file unpacks to far more than a workbook of ours",
                                f"at most {_MOST_UNPACKED:,} bytes",
                                place=place,
                            )
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, zipfile.LargeZipFile) as error:
        raise Refused(
            "a damaged file, or one with a password", "a workbook as Excel saves it (.xlsx)", place=place
        ) from error
    except Exception as error:
        if isinstance(error, Refused):
            raise
        raise Refused("a damaged file", "a workbook as Excel saves it (.xlsx)", place=place) from error


@dataclass(kw_only=True)
class _Work:
    """How many cells of a workbook were read, those included that the reader fills in."""

    cells: int = 0


def _rows(sheet: Any, work: _Work, *, place: str) -> Iterator[tuple[int, list[Cell]]]:
    """The rows that hold something. Nothing that is far away is left out unseen: it is refused."""
    where = f"{place}, sheet {sheet.title}"
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        # One cell far to the right or far down makes the reader fill in all that is before it.
        work.cells += len(cells) + 1
        if work.cells > _MOST_CELLS:
            raise Refused("a sheet that is far too large", "the rows of the table alone", place=where)
        last = max((at for at, cell in enumerate(cells, start=1) if cell.value is not None), default=0)
        if last > MOST_COLUMNS:
            raise Refused(f"more than {MOST_COLUMNS} columns", "the columns of the table alone", place=where)
        if last and number > MOST_ROWS:
            raise Refused(f"more than {MOST_ROWS:,} rows", "the rows of the table alone", place=where)
        if last:
            yield number, [_cell(cell) for cell in cells[:last]]


def _cell(cell: Any) -> Cell:
    value = cell.value
    if value is None or (isinstance(value, str) and not value.strip()):
        return Cell()
    problem = {"f": "is a formula", "e": "is an error of Excel"}.get(cell.data_type, "")
    return Cell(str(value) if problem else value, str(cell.number_format), problem)


def _csv(content: bytes, *, place: str, stem: str) -> Upload:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in content[:4000]:
        raise Refused("not a csv file in UTF-8", "saved as 'CSV UTF-8'", place=place)
    remarks: tuple[str, ...] = ()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
        remarks = (f"{place}: not UTF-8, read as an older Excel writes it; look at letters with accents",)
    header = text.partition("\n")[0]
    separator = max(",;\t", key=header.count)
    rows: list[tuple[int, list[Cell]]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        line = 1
        for cells in reader:
            if len(rows) > MOST_ROWS or len(cells) > MOST_COLUMNS:
                raise Refused(
                    f"more than {MOST_ROWS:,} rows or {MOST_COLUMNS} columns", "the rows of one table", place=place
                )
            if any(cell.strip() for cell in cells):
                rows.append((line, [Cell(cell) if cell.strip() else Cell() for cell in cells]))
            line = reader.line_num + 1
    except csv.Error as error:
        raise Refused(
            f"not a csv file that can be read ({error})", "one table, with quotes in pairs", place=place
        ) from error
    sheet = Sheet(name=stem, rows=rows, dutch=separator != ",")
    return Upload(sheets=(sheet,), remarks=remarks, workbook=False)
