"""Convert the text of a cell to its value, or say what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from difflib import get_close_matches
from typing import NamedTuple
from urllib.parse import urlsplit

from dashboard.ingest.schema import Column

Value = str | int | float | bool | date | None


class CellProblem(NamedTuple):
    """What is wrong with a value, as it is read after the name of its column, and what was expected."""

    problem: str
    expected: str


class _Invalid(Exception):
    """A value that its column does not allow; never leaves this module."""

    def __init__(self, problem: str, *, expected: str) -> None:
        super().__init__(problem)
        self.problem = CellProblem(problem, expected)


_ID = re.compile(r"[a-z0-9]+(_[a-z0-9]+)*")
_INTEGER = re.compile(r"-?\d+", re.ASCII)
_NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
_COMMA = re.compile(r"-?\d[\d.]*,\d+", re.ASCII)
_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
# What the integer type of the database holds.
_LARGEST = 2**31 - 1


def read_cell(text: str, *, column: Column) -> tuple[Value, CellProblem | None]:
    """Return the value of a cell in the type of its column, None when empty, and what is wrong with it, if anything."""
    bare = text.strip()
    if not bare:
        if text:
            return None, CellProblem("holds only spaces", "a value, or nothing at all")
        return None, CellProblem("is empty", _expected(column)) if column.required else None
    try:
        value = _READERS[column.type](bare)
        _check_limits(value, column=column)
    except _Invalid as invalid:
        return None, invalid.problem
    if bare != text:
        # The value itself is good, so that references to it are not reported as well.
        return value, CellProblem("has spaces around its value", "no spaces before or after")
    return value, None


def did_you_mean(word: str, *, among: list[str]) -> str:
    """Return a hint for a message when one of the known words is like this one; else nothing."""
    close = get_close_matches(word, among, n=1, cutoff=0.6)
    return f"; did you mean {close[0]}?" if close else ""


def _expected(column: Column) -> str:
    if column.choices:
        return "one of " + ", ".join(column.choices)
    if column.references:
        return f"an id from {column.references[0]}.csv"
    return _EXPECTED[column.type]


def _check_limits(value: Value, *, column: Column) -> None:
    if column.choices and value not in column.choices:
        hint = did_you_mean(str(value), among=list(column.choices))
        raise _Invalid("has an unknown value", expected=_expected(column) + hint)
    if column.minimum is not None and isinstance(value, (int, float)) and value < column.minimum:
        raise _Invalid("is too low", expected=f"{column.minimum:g} or more")


def _text(text: str) -> Value:
    return text


def _id(text: str) -> Value:
    if not _ID.fullmatch(text):
        raise _Invalid("is not an id", expected=_EXPECTED["id"])
    return text


def _integer(text: str) -> Value:
    if not _INTEGER.fullmatch(text):
        raise _Invalid("is not a whole number", expected=_EXPECTED["integer"])
    if len(text) > 11 or abs(int(text)) > _LARGEST:
        raise _Invalid("is too large", expected=f"{_LARGEST} at most")
    return int(text)


def _number(text: str) -> Value:
    if _COMMA.fullmatch(text):
        raise _Invalid("has a comma in a number", expected="a decimal point and no thousands separator, such as 3.6")
    if not _NUMBER.fullmatch(text):
        raise _Invalid("is not a number", expected=_EXPECTED["number"])
    if len(text) > 300:
        raise _Invalid("has too many digits", expected=_EXPECTED["number"])
    return float(text)


def _boolean(text: str) -> Value:
    if text not in ("true", "false"):
        raise _Invalid("is not true or false", expected=_EXPECTED["boolean"])
    return text == "true"


def _date(text: str) -> Value:
    match = _PARTIAL.fullmatch(text)
    if not match or not match[3] or not _exists(match):
        raise _Invalid("is not a date", expected=_EXPECTED["date"])
    return date.fromisoformat(text)


def _partial_date(text: str) -> Value:
    match = _PARTIAL.fullmatch(text)
    if not match or not _exists(match):
        raise _Invalid("is not a date", expected=_EXPECTED["partial_date"])
    return text


def _exists(match: re.Match[str]) -> bool:
    year, month, day = match.groups(default="01")
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True


def _url(text: str) -> Value:
    try:
        parts = urlsplit(text)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme != "https" or not parts.netloc or re.search(r"\s", text):
        raise _Invalid("is not a secure web address", expected=_EXPECTED["url"])
    return text


_READERS: dict[str, Callable[[str], Value]] = {
    "id": _id,
    "reference": _id,
    "text": _text,
    "integer": _integer,
    "number": _number,
    "boolean": _boolean,
    "date": _date,
    "partial_date": _partial_date,
    "url": _url,
}

_EXPECTED = {
    "id": "small letters, digits and underscores, such as basic_job",
    "text": "a text",
    "integer": "a whole number without a separator, such as 1500",
    "number": "a number with a decimal point, such as 3.6",
    "boolean": "true or false, in small letters",
    "date": "a date that exists, as YYYY-MM-DD",
    "partial_date": "a date that exists, as YYYY, YYYY-MM or YYYY-MM-DD",
    "url": "an address that begins with https://",
}
