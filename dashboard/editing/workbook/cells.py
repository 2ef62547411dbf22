"""Convert a cell, as Excel or a Dutch author writes it, to the text in the CSV tables, or say what is wrong with it."""

import datetime as dt
import re
import unicodedata
from decimal import Decimal

from dashboard.ingest.cells import CellProblem
from dashboard.ingest.schema import Column

# Non-breaking and zero-width spaces, and byte order marks.
_INVISIBLE = " \t\r\n\u00a0\u200b\u200c\u200d\u2007\u202f\ufeff"
_DUTCH_NUMBER = re.compile(r"-?(?:\d{1,3}(?:\.\d{3})+|\d+),\d+")
# One group of three digits after a comma or, to a Dutch reader, a point: thousands or decimals.
_DOUBTFUL = re.compile(r"-?[1-9]\d{0,2},\d{3}")
_THOUSANDS = re.compile(r"-?[1-9]\d{0,2}(?:\.\d{3})+")
_DUTCH_DATE = re.compile(r"(\d{1,2})-(\d{1,2})-(\d{4})")
_SLASHES = re.compile(r"\d{1,4}/\d{1,2}/\d{1,4}")
_MONTH_NAMED = re.compile(r"(?:\d{1,2}-)?[a-z]{3,4}\.?-\d{2,4}", re.IGNORECASE)
_BOOLEANS = {"waar": "true", "onwaar": "false", "true": "true", "false": "false"}
# What a number format has of text, colours, and room for a character.
_LITERALS = re.compile(r'\[[^\]]*\]|"[^"]*"|[\\_*].')
_LINE_ENDS = re.compile(r"\r\n|_x000D_\n?|[\r\x85\u2028\u2029]")
_SPACES = re.compile(r"[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")


def ordinary(raw: str) -> str:
    """Return a text with ordinary line ends, spaces and accents (NFC), and without what cannot be seen around it."""
    return unicodedata.normalize("NFC", _SPACES.sub(" ", _LINE_ENDS.sub("\n", raw.strip(_INVISIBLE)))).strip(_INVISIBLE)


def tidy(raw: object, *, column: Column, form: str = "", dutch: bool = True) -> tuple[str, CellProblem | None]:
    """Return the text of a cell as the tables have it, and what is wrong when that is not certain.

    `form` is the number format of the cell in Excel. `dutch`: 1.500 as text may be one and a half thousand.
    """
    if raw is None:
        return "", None
    if isinstance(raw, str):
        return _text(ordinary(raw), column=column, dutch=dutch)
    if isinstance(raw, bool):
        return str(raw).lower(), None
    if isinstance(raw, int | float):
        return _number(raw, column=column, form=form)
    if isinstance(raw, dt.datetime | dt.date):
        return _date(raw, column=column, form=form)
    return str(raw), CellProblem("is a time or something else that no table has", "text or a number")


def _text(text: str, *, column: Column, dutch: bool) -> tuple[str, CellProblem | None]:
    if column.type == "boolean":
        return _BOOLEANS.get(text.lower(), text), None
    if column.type == "number":
        if _DOUBTFUL.fullmatch(text):
            plain = text.replace(",", "")
            return text, CellProblem("may be thousands or decimals", f"{plain}, or {text}0 for decimals")
        if _DUTCH_NUMBER.fullmatch(text):
            return text.replace(".", "").replace(",", "."), None
        if dutch and _THOUSANDS.fullmatch(text):
            plain = text.replace(".", "")
            return text, CellProblem(
                "may be thousands or decimals", f"{plain}, or {text.replace('.', ',', 1)}0 for decimals"
            )
        if text.endswith("%"):
            return text, CellProblem("has a percent sign", f"{text.rstrip('% ')}, without the sign")
    if column.type == "integer" and dutch and _THOUSANDS.fullmatch(text):
        return text.replace(".", ""), None
    if column.type in ("date", "partial_date"):
        return _date_text(text)
    return text, None


def _date_text(text: str) -> tuple[str, CellProblem | None]:
    if match := _DUTCH_DATE.fullmatch(text):
        day, month, year = match.groups()
        return f"{year}-{month:0>2}-{day:0>2}", None
    if _SLASHES.fullmatch(text):
        return text, CellProblem("may be day/month or month/day", "YYYY-MM-DD, such as 2018-02-01")
    if _MONTH_NAMED.fullmatch(text):
        expected = "2018-02 for February 2018, as text; perhaps Excel made a date of it and saved only part"
        return text, CellProblem("is not a date that can be read for sure", expected)
    return text, None


def _number(raw: int | float, *, column: Column, form: str) -> tuple[str, CellProblem | None]:
    text = _plain(raw)
    if column.type in ("number", "integer") and (problem := _scaled(raw, text, form)):
        return text, problem
    if column.type in ("date", "partial_date") and not re.fullmatch(r"\d{4}", text):
        return text, CellProblem("is a number where a date belongs", "YYYY, YYYY-MM or YYYY-MM-DD, as text")
    if column.type == "boolean" and text in ("0", "1"):
        return text, CellProblem("is a number", "true or false (waar or onwaar)")
    return text, None


def _scaled(raw: int | float, text: str, form: str) -> CellProblem | None:
    """Return a problem for a number that a sheet shows multiplied or divided, so that nobody knows what was meant."""
    sections = _LITERALS.sub("", form).split(";")
    # Conditions such as [<1] may choose any section; otherwise the sign does.
    place = 1 if raw < 0 else 2 if raw == 0 else 0
    shown = ";".join(sections) if re.search(r"\[[<>=]", form) else sections[place if place < len(sections) else 0]
    if "%" in shown:
        percent = _plain(float(Decimal(text) * 100))
        expected = f"{percent}, in a cell that is not formatted as a percentage"
        return CellProblem(f"is shown as {percent}% but holds {text}", expected)
    if re.search(r"[0#?],+(?![0#?,])", shown):
        return CellProblem(f"is shown in thousands but holds {text}", f"{text}, in a cell that shows the whole number")
    return None


def _plain(raw: int | float) -> str:
    """Return the 15 digits that Excel stores, never with an exponent."""
    if isinstance(raw, int) or raw.is_integer():
        return str(int(raw))
    return format(Decimal(f"{raw:.15g}"), "f")


def _date(raw: dt.datetime | dt.date, *, column: Column, form: str) -> tuple[str, CellProblem | None]:
    """Return a date of Excel. It always has a day; the number format says how exact it was meant."""
    day = raw.isoformat()[:10]
    if column.type not in ("date", "partial_date"):
        return day, CellProblem(
            "became a date in Excel", "the value as text; format the cell as text and type it again"
        )
    if isinstance(raw, dt.datetime) and raw.time() != dt.time():
        return day, CellProblem("has a time of day", "a date alone")
    shown = _LITERALS.sub("", form).lower()
    if column.type == "date" or not form or "d" in shown:
        return day, None
    return (day[:7] if "m" in shown else day[:4]), None
