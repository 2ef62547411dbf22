"""Convert the text of a cell to its value, or say what is wrong with it."""

import re
import unicodedata
from datetime import date
from difflib import get_close_matches
from typing import NamedTuple

from dashboard.ingest.schema import Column

Value = str | int | float | bool | date | None


class CellProblem(NamedTuple):
    """What is wrong with a value, as it is read after the name of its column, and what was expected."""

    problem: str
    expected: str


# For each type: what a value looks like, what is wrong with another one, and what is expected.
_ID = (r"[a-z0-9]+(_[a-z0-9]+)*", "is not an id", "small letters, digits and underscores, such as basic_job")
_FORMS = {
    "id": _ID,
    "reference": _ID,
    "text": (r"(?s).*", "", "a text"),
    "integer": (r"-?[0-9]+", "is not a whole number", "a whole number without a separator, such as 1500"),
    "number": (r"-?[0-9]{1,300}(\.[0-9]{1,300})?", "is not a number", "a number with a decimal point, such as 3.6"),
    "boolean": (r"true|false", "is not true or false", "true or false, in small letters"),
    "date": (r"[0-9]{4}-[0-9]{2}-[0-9]{2}", "is not a date", "a date that exists, as YYYY-MM-DD"),
    "partial_date": (
        r"[0-9]{4}(-[0-9]{2}){0,2}", "is not a date", "a date that exists, as YYYY, YYYY-MM or YYYY-MM-DD",
    ),
    "municipality_code": (r"GM[0-9]{4}", "is not the code of a municipality", "GM and four digits, such as GM0363"),
    "url": (r"https://[A-Za-z0-9.-]+(:[0-9]+)?([/?#]\S*)?", "is not a secure web address", "an address that begins with https://"),
}  # fmt: skip
_DECIMAL_COMMA = r"-?[0-9][0-9.]*,[0-9]+"
# What the integer type of the database holds.
_LARGEST = 2**31 - 1


def read_cell(text: str, *, column: Column) -> tuple[Value, CellProblem | None]:
    """Return the value of a cell in the type of its column, None when empty, and what is wrong with it, if anything."""
    bare = text.strip()
    if not bare:
        if text:
            return None, CellProblem("holds only spaces", "a value, or nothing at all")
        return None, CellProblem("is empty", _expected(column)) if column.required else None
    value = _convert(bare, column)
    if isinstance(value, CellProblem):
        return None, value
    if column.choices and value not in column.choices:
        hint = did_you_mean(bare, among=list(column.choices))
        return None, CellProblem("has an unknown value", _expected(column) + hint)
    if column.minimum is not None and isinstance(value, int | float) and value < column.minimum:
        return None, CellProblem("is too low", f"{column.minimum:g} or more")
    if bare != text:
        # The value itself is good, so that references to it are not reported as well.
        return value, CellProblem("has spaces around its value", "no spaces before or after")
    return value, None


def did_you_mean(word: str, *, among: list[str]) -> str:
    """Return a hint for a message when one of the known words is like this one; else nothing."""
    close = get_close_matches(word.lower(), among, n=1, cutoff=0.6)
    return f"; did you mean {close[0]}?" if close else ""


def _expected(column: Column) -> str:
    if column.choices:
        return "one of " + ", ".join(column.choices)
    return f"an id from {column.references[0]}.csv" if column.references else _FORMS[column.type][2]


def _convert(text: str, column: Column) -> Value | CellProblem:
    pattern, problem, expected = _FORMS[column.type]
    if column.type == "number" and re.fullmatch(_DECIMAL_COMMA, text):
        expected = "a decimal point and no thousands separator, such as 3.6"
        return CellProblem("has a comma in a number", expected)
    if not re.fullmatch(pattern, text):
        return CellProblem(problem, expected)
    if column.type == "integer":
        # A number of 5,000 digits would not even be converted.
        is_too_large = len(text) > 11 or abs(int(text)) > _LARGEST
        return CellProblem("is too large", f"{_LARGEST} at most") if is_too_large else int(text)
    if column.type == "number":
        return float(text)
    if column.type == "boolean":
        return text == "true"
    if column.type in ("date", "partial_date"):
        try:
            day = date.fromisoformat(f"{text}-01-01"[:10])
        except ValueError:
            return CellProblem(problem, expected)
        return day if column.type == "date" else text
    return unclear(text) or text


def unclear(text: str) -> CellProblem | None:
    """Return what in a text looks like something else, or like nothing: two such texts would not be equal."""
    if text.isascii() and text.isprintable():
        return None
    for letter in text:
        kind = unicodedata.category(letter)
        if letter == "\n" or not (kind[0] == "C" or kind in ("Zl", "Zp", "Zs", "Nd") or letter == "\ufffd"):
            continue
        if letter.isascii() and letter.isprintable():
            continue
        name = unicodedata.name(letter, "control character").lower()
        expected = {"Zs": "an ordinary space", "Nd": f"the digit {unicodedata.decimal(letter, 0)}"}.get(
            kind, "the text without it"
        )
        return CellProblem(f"has a {name}, U+{ord(letter):04X}", expected)
    if not unicodedata.is_normalized("NFC", text):
        return CellProblem("has a letter and its accent as two characters", "one character, as in Unicode NFC")
    return None
