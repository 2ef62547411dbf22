"""Format numbers, dates and lists for each language. Values are as stored; units are those of indicators.csv."""

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal

from dashboard.i18n.catalogue import t

# Parsed once, because babel would look up the locale for each number.
_LOCALE = {"nl": Locale.parse("nl_NL"), "en": Locale.parse("en_GB")}


# Cached, because a page repeats numbers in charts, sentences and tables.
@lru_cache(maxsize=20_000)
def number(value: float, lang: str, decimals: int = 0) -> str:
    """Format a number: `6551` as `6.551` or `6,551`; `3.6` with one decimal as `3,6` or `3.6`."""
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    # Minus zero equals zero, so that without the sum the cache would give one the text of the other.
    return format_decimal(round(value, decimals) + 0, format=pattern, locale=_LOCALE[lang])


def in_words(value: int, lang: str) -> str:
    """Format a count for a heading: in words up to twelve, in digits above."""
    return t(f"number.{value}", lang) if 0 <= value <= 12 else number(value, lang)


@lru_cache(maxsize=4096)
def least_decimals(value: float, decimals: int) -> int:
    """Return the decimals to show: those of the indicator, but never fewer than the published value has."""
    text = f"{value:.6f}".rstrip("0")
    return max(decimals, len(text.split(".")[1]) if not text.endswith(".") else 0)


def qualified(text: str, qualifier: str | None, lang: str) -> str:
    """Prepend the qualifier of a number (about, more than, at least, at most), or replace one that is suppressed."""
    if qualifier == "suppressed":
        return t("qualifier.suppressed", lang)
    return t(f"qualifier.{qualifier}", lang, value=text) if qualifier else text


def short(value: float | None, unit: str, lang: str, decimals: int = 0, qualifier: str | None = None) -> str:
    """Format a value for a chart or a table cell: `25%`, `4,7`, `56`."""
    if value is None:
        return qualified("", qualifier, lang)
    text = number(value, lang, least_decimals(value, decimals))
    return qualified(f"{text}%" if unit == "percent" else text, qualifier, lang)


def full(value: float | None, unit: str, lang: str, decimals: int = 0, qualifier: str | None = None) -> str:
    """Format a value for a sentence, with its unit in words: `25 procent`, `6 procentpunt`, `56 mensen`."""
    if value is None:
        return qualified("", qualifier, lang)
    text = number(value, lang, least_decimals(value, decimals))
    key = f"unit.{unit}.{'one' if value == 1 else 'many'}"
    return qualified(t(key, lang, value=text), qualifier, lang)


def of_people(text: str, people: int | None, lang: str) -> str:
    """Return a value with the number of people that it is about, where that is known: `25% (van 132 personen)`."""
    return text if people is None else t("figure.of_people", lang, value=text, n=number(people, lang))


def date(text: str, lang: str) -> str:
    """Format a date as exactly as it is stored: `2018`, `februari 2018`, `1 februari 2018`."""
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 1:
        return text
    day = dt.date(parts[0], parts[1], parts[2] if len(parts) == 3 else 1)
    return format_date(day, format="d MMMM y" if len(parts) == 3 else "MMMM y", locale=_LOCALE[lang])


def period(start: str | None, end: str | None, lang: str) -> str:
    """Format a period: `2018–2021`, `oktober 2017 tot april 2019`, or one date when both are equal."""
    if not start and not end:
        return ""
    if not start or not end or start == end:
        return date(start or end or "", lang)
    if len(start) == len(end) == 4:
        return f"{start}–{end}"
    return t("date.period", lang, start=date(start, lang), end=date(end, lang))


def years(start: str | None, end: str | None) -> str:
    """Format the years of a period: `2018–2021`, or `2019` when only the start is known."""
    first, last = (start or "")[:4], (end or "")[:4]
    return first if not last or first == last else f"{first}–{last}"


def listing(items: Sequence[str], lang: str) -> str:
    """Join texts as a list: `a, b en c`."""
    return format_list(list(items), locale=_LOCALE[lang])


def citation_date(text: str, lang: str) -> str:
    """Format a date for a citation, year first: `2021, 7 december`, `2021, December 7`, `2021`."""
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 1:
        return text
    month = "MMMM d" if lang == "en" else "d MMMM"
    day = dt.date(parts[0], parts[1], parts[2] if len(parts) == 3 else 1)
    return f"{parts[0]}, {format_date(day, format=month if len(parts) == 3 else 'MMMM', locale=_LOCALE[lang])}"


def level_text(level: int | None, *, lang: str) -> str:
    """Return the fairness in words, such as `very fair comparison`; None is a comparison that cannot be judged."""
    return t("strength.unrated", lang) if level is None else t(f"strength.level_{level}", lang)


def lower_first(text: str) -> str:
    """Lower the first letter, unless the label starts with a name or an abbreviation."""
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2].isspace() else text


def upper_first(text: str) -> str:
    """Capitalize the first letter of a text that opens a sentence."""
    return text[:1].upper() + text[1:]
