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
    "number": (r"-?[0-9]+(\.[0-9]+)?", "is not a number", "a number with a decimal point, such as 3.6"),
    "boolean": (r"true|false", "is not true or false", "true or false, in small letters"),
    "date": (r"[0-9]{4}-[0-9]{2}-[0-9]{2}", "is not a date", "a date that exists, as YYYY-MM-DD"),
    "partial_date": (
        r"[0-9]{4}(-[0-9]{2}){0,2}", "is not a date", "a date that exists, as YYYY, YYYY-MM or YYYY-MM-DD",
    ),
    "municipality_code": (r"GM[0-9]{4}", "is not the code of a municipality", "GM and four digits, such as GM0363"),
    "url": (
        r"https://([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}(:[0-9]{1,4})?([/?#][^\s<>\"\\^`{|}]*)?",
        "is not a secure web address", "an address that begins with https://",
    ),
}  # fmt: skip
# Two texts for one number would not be equal: 007, 030.5, -0.
_NOT_PLAIN = r"-?0[0-9]+(\.[0-9]+)?|-0(\.0+)?"
_DECIMAL_COMMA = r"-?[0-9][0-9.]*,[0-9]+"
# What the integer type of the database holds, and the digits of which the type of numbers loses none.
_LARGEST = 2**31 - 1
_MOST_DIGITS = 15
# Letters and marks that cannot be seen, but that Unicode does not call control characters.
_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
# A Latin letter beside a Greek or Cyrillic one, which may look the same.
_MIXED = re.compile("[A-Za-z][\u0370-\u03ff\u0400-\u052f]|[\u0370-\u03ff\u0400-\u052f][A-Za-z]")


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
    if column.maximum is not None and isinstance(value, int | float) and value > column.maximum:
        return None, CellProblem("is too high", f"{column.maximum:g} or less")
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
    if column.type in ("integer", "number") and re.fullmatch(_NOT_PLAIN, text):
        return CellProblem("has a zero or a sign too many", "the number as it is usually written, such as 7 or 0")
    if column.type == "integer":
        # A number of 5,000 digits would not even be converted.
        is_too_large = len(text) > 11 or abs(int(text)) > _LARGEST
        return CellProblem("is too large", f"{_LARGEST} at most") if is_too_large else int(text)
    if column.type == "number":
        is_exact = len(re.sub(r"[-.]|^-?0\.0*", "", text)) <= _MOST_DIGITS
        return float(text) if is_exact else CellProblem("has too many digits", f"{_MOST_DIGITS} digits at most")
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
        if (letter.isascii() and letter.isprintable()) or letter in "\n\u00b5":
            continue
        kind, parts = unicodedata.category(letter), unicodedata.decomposition(letter)
        expected = ""
        if kind[0] == "C" or kind in ("Zl", "Zp") or letter == "\ufffd" or _UNSEEN.match(letter):
            expected = "the text without it"
        elif kind == "Zs":
            expected = "an ordinary space"
        elif kind == "Nd":
            expected = f"the digit {unicodedata.decimal(letter)}"
        elif parts.startswith(("<wide>", "<narrow>")) or (parts.startswith("<compat>") and kind[0] in "LN"):
            # Such as f and i, or the Dutch i and j, in one character, and letters as wide as Chinese ones.
            expected = unicodedata.normalize("NFKC", letter)
        if expected:
            name = unicodedata.name(letter, "control character").lower()
            return CellProblem(f"has a {name}, U+{ord(letter):04X}", expected)
    if mixed := _MIXED.search(text):
        other = next(letter for letter in mixed[0] if not letter.isascii())
        name = unicodedata.name(other, "letter").lower()
        return CellProblem(f"has a {name}, U+{ord(other):04X}, in a word with Latin letters", "letters of one alphabet")
    if not unicodedata.is_normalized("NFC", text):
        return CellProblem("has a letter and its accent as two characters", "one character, as in Unicode NFC")
    return None
