"""The rows of a chart as a CSV file that opens right in the reader's own spreadsheet, and in which nothing can run.

Dutch spreadsheets expect semicolons and decimal commas, English ones commas and decimal points. A byte order mark tells
both that the file is UTF-8.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.errors import DataError

# A cell that starts with one of these is read as a formula by spreadsheets (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def safe(text: str) -> str:
    """A text that no spreadsheet takes for a formula: a quote in front says that it is text."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _cell(value: Any, lang: str) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        text = f"{value:.6f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
        return text.replace(".", ",") if lang == "nl" else text
    return safe(str(value))


def csv_table(rows: Sequence[Mapping[str, Any]], *, lang: str, stamp: Mapping[str, str]) -> bytes:
    """The rows as bytes; columns of the first row, then those of `stamp` (data version, address) on every row.

    Raises DataError when there are no rows, or when a row has other columns than the first.
    """
    if not rows:
        raise DataError(["a csv file was asked for no rows (expected at least one)"])
    names = list(rows[0])
    for row in rows:
        if list(row) != names:
            raise DataError([f"a row has the columns {list(row)} (expected {names})"])
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";" if lang == "nl" else ",", lineterminator="\r\n")
    writer.writerow([*names, *stamp])
    for row in rows:
        writer.writerow([*(_cell(row[name], lang) for name in names), *(safe(value) for value in stamp.values())])
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8")
