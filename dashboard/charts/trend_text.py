"""The texts of a trend chart: newest figures, years without one, kinds of figures, and cautions."""

import datetime as dt
from collections.abc import Sequence
from itertools import groupby, pairwise

from dashboard.db import queries
from dashboard.db.rows.statistics import StatisticRow
from dashboard.db.rows.subjects import ExperimentRow, IndicatorRow
from dashboard.i18n import formats
from dashboard.i18n.catalogue import t
from dashboard.labels import labels
from dashboard.models.context import Context
from dashboard.models.marks import Period
from dashboard.models.text import Note

Rows = Sequence[StatisticRow]
COUNTRY = "netherlands"

# National falls named in the tables, with their years; they are marked wherever they show.
_NATIONAL_FALLS = {"self_rated_health_18plus": (2020, 2022)}
_PLANNED = "unknown"


def place(row: StatisticRow, lang: str) -> str:
    """Return the name of a municipality or of the country."""
    return row.municipality or t("trend.country", lang)


def kind(row: StatisticRow) -> str:
    """Return the kind of a figure. Provisional comes first, as an estimate can be provisional too."""
    return "provisional" if row.provisional else "modelled" if row.modelled else "counted"


def kinds(rows: Rows) -> list[str]:
    """Return the kinds of figures that occur, in a fixed order."""
    result = {kind(row) for row in rows}
    return [name for name in ("counted", "modelled", "provisional") if name in result]


def value(row: StatisticRow, lang: str) -> str:
    """Return a figure with its unit in words."""
    return formats.full(row.value, row.unit, lang, row.decimals)


def plain(row: StatisticRow, lang: str) -> str:
    """Return a figure without its unit."""
    return formats.short(row.value, "none", lang, row.decimals)


def at(rows: Rows, municipality: str, year: int) -> StatisticRow | None:
    """Return the figure of a place in a year. Only figures of one year are compared."""
    return next((row for row in rows if (row.municipality_id, row.year) == (municipality, year)), None)


def newest(rows: Rows, focus: str | None) -> int:
    """Return the year of the sentence: the newest of the focus, else the newest that most municipalities have."""
    if focus:
        return max(row.year for row in rows if row.municipality_id == focus)
    counts: dict[int, int] = {}
    for row in rows:
        counts[row.year] = counts.get(row.year, 0) + (row.municipality_id != COUNTRY)
    return max(counts, key=lambda year: (counts[year], year))


def fall(rows: Rows, lang: str) -> tuple[Period | None, str]:
    """Return a national fall as a mark and a sentence, where the figures of the country show it."""
    years = _NATIONAL_FALLS.get(rows[0].indicator_id)
    first, last = (at(rows, COUNTRY, year) for year in years) if years else (None, None)
    if not first or not last or last.value >= first.value:
        return None, ""
    message = t(
        "trend.fell", lang, first=value(first, lang), first_year=first.year, last=value(last, lang),
        last_year=last.year,
    )  # fmt: skip
    return Period(start=first.year, end=last.year, text=t("trend.fall", lang)), message


def sentence(rows: Rows, focus: str | None, lang: str, *, with_fall: bool) -> str:
    """Return the newest figures and that of the country in the same year, unranked and without a mean.

    A figure of one year has no mark for a national fall, so its sentence does not name one.
    """
    year = newest(rows, focus)
    country = at(rows, COUNTRY, year)
    own = [row for row in rows if row.year == year and row.municipality_id != COUNTRY]
    if focus:
        row = at(rows, focus, year)
        assert row is not None
        parts = [t("trend.one", lang, municipality=place(row, lang), value=value(row, lang), year=year)]
    else:
        unit = t(f"trend.in_unit.{rows[0].unit}", lang)
        values = [t("trend.place", lang, place=place(row, lang), value=plain(row, lang)) for row in own]
        parts = [t("trend.all", lang, year=year, unit=unit, values=formats.listing(values, lang))]
    parts.append(
        t("trend.in_country", lang, value=value(country, lang)) if country else t("trend.no_country", lang, year=year)
    )
    message = fall(rows, lang)[1] if with_fall else ""
    return " ".join([*parts, *([message] if message else []), t("trend.no_effect", lang)])


def description(rows: Rows, lang: str) -> str:
    """Return every figure in words, by place."""
    parts = []
    for _, grouped in groupby(rows, key=lambda row: row.municipality_id):
        own = list(grouped)
        values = [
            t(
                "trend.described_value", lang, value=value(row, lang), year=row.year,
                kind=t("trend.provisional", lang) if row.provisional else "",
            )
            for row in own
        ]  # fmt: skip
        parts.append(t("trend.described", lang, place=place(own[0], lang), values=formats.listing(values, lang)))
    return " ".join(parts)


def span(rows: Rows) -> list[int]:
    """Return all years from the first figure of any place to the last."""
    result = [row.year for row in rows]
    return list(range(min(result), max(result) + 1))


def year_list(years: Sequence[int], lang: str) -> str:
    """Return years as a list of ranges, such as `2013–2015, 2017 en 2021`."""
    parts: list[list[int]] = [[years[0]]]
    for before, after in pairwise(years):
        if after == before + 1:
            parts[-1].append(after)
        else:
            parts.append([after])
    words = [f"{part[0]}–{part[-1]}" if len(part) > 2 else formats.listing([str(year) for year in part], lang)
             for part in parts]  # fmt: skip
    return formats.listing(words, lang) if len(parts) > 1 else words[0]


def missing(rows: Rows, lang: str) -> str:
    """Return the years without a figure in words: those of all places once, the others by place."""
    everywhere = [year for year in span(rows) if all(row.year != year for row in rows)]
    parts = [t("trend.missing_all", lang, years=year_list(everywhere, lang))] if everywhere else []
    for _, grouped in groupby(rows, key=lambda row: row.municipality_id):
        own = list(grouped)
        has = {row.year for row in own}
        absent = [year for year in span(rows) if year not in has and year not in everywhere]
        if absent:
            parts.append(t("trend.missing_one", lang, place=place(own[0], lang), years=year_list(absent, lang)))
    return " ".join(parts)


def mind(rows: Rows, indicator: IndicatorRow, lang: str) -> str:
    """Return the caution of the indicator and the notes of single places, each sentence once.

    Notes with numbers, on how one figure was computed, are only in the table.
    """
    places: dict[str, list[str]] = {}
    for row in rows:
        for text in (row.note or "").split(". "):
            short = labels.stop(text.strip())
            if text.strip() and not row.provisional and not any(letter.isdigit() for letter in text):
                places.setdefault(short, []).append(place(row, lang))
    parts = [labels.stop(indicator.caution)] if indicator.caution else []
    for text, named in places.items():
        listed = formats.listing(list(dict.fromkeys(named)), lang)
        parts.append(t("trend.note", lang, places=listed, text=labels.lower_first(text)))
    return " ".join(parts)


def periods(focus: str, context: Context) -> list[Period]:
    """Return the period of each experiment of a municipality; experiments of equal periods share a bar."""
    lang = context.lang
    result: dict[tuple[str, str | None], list[ExperimentRow]] = {}
    for row in queries.experiments(context):
        if row.municipality_id == focus:
            result.setdefault((row.start, row.end), []).append(row)
    built = []
    for (start, end), own in result.items():
        key = "trend.planned" if own[0].status == _PLANNED else "trend.period"
        name = formats.listing([row.short for row in own], lang)
        text = t(key, lang, name=name, years=formats.years(start, end))
        built.append(Period(start=_year(start), end=_year(end, last=True) if end else None, text=text))
    return built


def _year(date: str, *, last: bool = False) -> float:
    """Return a date in years, where .0 is the middle of a year; an inexact date is its first or last day."""
    parts = [int(part) for part in date.split("-")]
    month = parts[1] if len(parts) > 1 else 12 if last else 1
    day = parts[2] if len(parts) > 2 else 28 if last else 1
    return parts[0] + (dt.date(parts[0], month, day).timetuple().tm_yday - 1) / 365 - 0.5


def kind_note(rows: Rows, lang: str) -> Note:
    """Return what the marks say about the kinds of figures."""
    texts = [t(f"trend.kind.{name}", lang) for name in kinds(rows)]
    return Note(head=t("trend.kinds_head", lang), text=" ".join(texts))
