"""Rows as CSV in which nothing can run.

A chart's rows open right in the reader's own spreadsheet: Dutch ones expect semicolons and decimal commas, English ones commas
and decimal points, and a byte order mark tells both that the file is UTF-8. Programs get RFC 4180 without that mark.
"""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dashboard.errors import DataError

# A cell that starts with one of these is read as a formula by spreadsheets (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def safe(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: a quote in front says that it is text."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def csv_rows(names: Sequence[str], rows: Iterable[Iterable[Any]]) -> bytes:
    """Return rows for programs: comma, decimal point, UTF-8, an empty cell for what is not known."""
    return _csv([names, *([_cell(value) for value in row] for row in rows)], ",")


def csv_table(rows: Sequence[Mapping[str, Any]], *, lang: str, stamp: Mapping[str, str]) -> bytes:
    """Return rows for a spreadsheet, with the columns of the first row, then those of `stamp` on every row.

    Raises DataError when there are no rows, or when a row has other columns than the first.
    """
    if not rows:
        raise DataError(["a csv file has no rows (expected at least one)"])
    names = list(rows[0])
    for row in rows:
        if list(row) != names:
            raise DataError([f"a row has the columns {list(row)} (expected {names})"])
    cells = [[_number(value, lang) for value in (*row.values(), *stamp.values())] for row in rows]
    return b"\xef\xbb\xbf" + _csv([[*names, *stamp], *cells], ";" if lang == "nl" else ",")


def _csv(rows: Iterable[Iterable[Any]], delimiter: str) -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode("utf-8")


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dt.date):
        return value.isoformat()
    return safe(value) if isinstance(value, str) else value


def _number(value: Any, lang: str) -> Any:
    """Return a cell with a number as the language writes it, with at most six decimals."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return _cell(value)
    text = f"{value:.6f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
    return text.replace(".", ",") if lang == "nl" else text
