"""Read the cells of a workbook or CSV file, within limits on its size."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
from openpyxl.utils import get_column_letter

from dashboard.editing.models import EditProblem

MOST_BYTES = 10_000_000
# Sixty times the size of all tables together: some programs save every sheet with empty cells to its end.
_MOST_UNPACKED = 60_000_000
_MOST_PARTS = 300
MOST_ROWS = 20_000
MOST_COLUMNS = 80
_MOST_CELLS = 3_000_000
_LETTERS = tuple(get_column_letter(number) for number in range(1, MOST_COLUMNS + 2))
_SEPARATOR = re.compile(r'"?sep=([,;\t|])"?[,;\t ]*\r?\n', re.IGNORECASE)
_ALONE = "the table alone: delete all rows below it and all columns beside it"
_XLSX = "a workbook as Excel saves it (.xlsx)"


class Cell(NamedTuple):
    """A value as it was read, its number format in a workbook, and what is wrong with it already."""

    value: object = None
    form: str = ""
    problem: str = ""


@dataclass(frozen=True, kw_only=True)
class Worksheet:
    """A worksheet: its rows with their number, and the letters of its columns; a CSV file has no letters.

    `dutch`: 1.500 as text may be one and a half thousand.
    """

    name: str
    rows: Sequence[tuple[int, Sequence[Cell]]]
    letters: Sequence[str] = ()
    dutch: bool = True


@dataclass(frozen=True, kw_only=True)
class Upload:
    """The worksheets of a file, the stamp of the tables it was made from (empty when not known), and remarks."""

    sheets: Sequence[Worksheet]
    stamp: str = ""
    remarks: tuple[str, ...] = ()
    workbook: bool = True


class UploadRefused(Exception):
    """The file as a whole cannot be read; `problem` says why and what is expected."""

    def __init__(self, problem: str, expected: str, *, place: str) -> None:
        super().__init__(problem)
        self.problem = EditProblem(place=place, problem=problem, expected=expected)


def open_upload(content: bytes, *, name: str) -> Upload:
    """Read a workbook or CSV file. Raises UploadRefused."""
    place = f"file {Path(name).name[:80] or '(no name)'}"
    if not content:
        raise UploadRefused("the file is empty", "a workbook (.xlsx) or a csv file", place=place)
    if len(content) > MOST_BYTES:
        raise UploadRefused(f"the file has {len(content):,} bytes", f"at most {MOST_BYTES:,} bytes", place=place)
    if content.startswith(b"PK"):
        return _workbook(content, place=place)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        problem, expected = "an old Excel file, or one with a password", "Excel-workbook (.xlsx) without a password"
        raise UploadRefused(problem, expected, place=place)
    if name.lower().endswith((".csv", ".txt")):
        return _csv(content, place=place, stem=Path(name).stem)
    expected = "a workbook (.xlsx) or a file that ends in .csv"
    raise UploadRefused("neither a workbook nor a csv file", expected, place=place)


def _workbook(content: bytes, *, place: str) -> Upload:
    _check_archive(content, place=place)
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        stamp = next((str(one.value) for one in book.custom_doc_props.props if one.name == "stamp"), "")
        cells = 0
        sheets = []
        for sheet in book.worksheets:
            rows = list(_rows(sheet, place=f"{place}, sheet {sheet.title}", most=_MOST_CELLS - cells))
            cells += sum(len(row) for _, row in rows)
            sheets.append(Worksheet(name=sheet.title, rows=rows, letters=_LETTERS))
        book.close()
    except UploadRefused:
        raise
    except Exception as error:
        # openpyxl raises many kinds of errors; each means that the file is not what Excel writes.
        raise UploadRefused("not a workbook that can be read", _XLSX, place=place) from error
    return Upload(sheets=sheets, stamp=stamp)


def _check_archive(content: bytes, *, place: str) -> None:
    """Refuse an archive that unpacks to far more than a workbook: zipfile reads no more of a part than it declares."""
    try:
        parts = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except Exception as error:
        raise UploadRefused("a damaged file, or one with a password", _XLSX, place=place) from error
    if len(parts) > _MOST_PARTS:
        raise UploadRefused(f"the file has {len(parts)} parts", f"at most {_MOST_PARTS}", place=place)
    if sum(part.file_size for part in parts) > _MOST_UNPACKED:
        problem = "the file unpacks to far more than a workbook of ours"
        raise UploadRefused(problem, f"at most {_MOST_UNPACKED:,} bytes", place=place)


def _rows(sheet: Any, *, place: str, most: int) -> Iterator[tuple[int, list[Cell]]]:
    """Give the rows that hold something. A sheet with cells far away is refused, so that nothing is left out unseen."""
    read = 0
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        # A cell far to the right or far down makes the reader fill in all that is before it.
        read += len(cells) + 1
        if read > most:
            raise UploadRefused("a sheet that is far too large", _ALONE, place=place)
        last = max((at for at, cell in enumerate(cells, start=1) if cell.value is not None), default=0)
        if last > MOST_COLUMNS or (last and number > MOST_ROWS):
            limit = f"{MOST_COLUMNS} columns" if last > MOST_COLUMNS else f"{MOST_ROWS:,} rows"
            raise UploadRefused(f"more than {limit}", _ALONE, place=place)
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
        raise UploadRefused("not a csv file in UTF-8", "saved as 'CSV UTF-8'", place=place)
    remarks: tuple[str, ...] = ()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
        remarks = (f"{place}: not UTF-8, read as an older Excel writes it; look at letters with accents",)
    # Old programs of DOS end a file with this.
    text = text.removesuffix("\x1a")
    stated = _SEPARATOR.match(text)
    # A first line as Excel takes it, which names the separator.
    rest = text[stated.end() :] if stated else text
    separator = stated[1] if stated else max(",;\t|", key=text.partition("\n")[0].count)
    rows: list[tuple[int, list[Cell]]] = []
    reader = csv.reader(io.StringIO(rest, newline=""), delimiter=separator)
    skipped = 1 if stated else 0
    line = 1 + skipped
    try:
        for cells in reader:
            if len(rows) > MOST_ROWS or len(cells) > MOST_COLUMNS:
                problem = f"more than {MOST_ROWS:,} rows or {MOST_COLUMNS} columns"
                raise UploadRefused(problem, "the rows of one table", place=place)
            if any(cell.strip() for cell in cells):
                rows.append((line, [Cell(cell) if cell.strip() else Cell() for cell in cells]))
            line = reader.line_num + 1 + skipped
    except csv.Error as error:
        problem = f"not a csv file that can be read ({error})"
        raise UploadRefused(problem, "one table, with quotes in pairs", place=place) from error
    sheet = Worksheet(name=stem, rows=rows, dutch=separator != ",")
    return Upload(sheets=(sheet,), remarks=remarks, workbook=False)
