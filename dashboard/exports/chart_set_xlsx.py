"""The set as a workbook: the rows behind every chart, how to read them, and where they come from.

Every text is written as text, so nothing in it can run as a formula or open as a link; numbers are numbers.
"""

from __future__ import annotations

import datetime as dt
import io
import math
from collections.abc import Sequence
from typing import Any

from dashboard.exports.chart_set import Entry, Meeting, clean, used_in
from dashboard.exports.concurrency import bounded
from dashboard.i18n import formats
from dashboard.i18n.catalogue import known, t
from dashboard.style.palette import colour
from dashboard.svg import text_metrics

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Cell = str | int | float | None
Rows = list[list[Cell]]
# What a cell of Excel holds.
_LONGEST = 32_000
_WIDEST, _LEAST = 60, 9
# Codes in the rows that readers have words for, by column.
_WORDS = {"comparison": "comparison.{}.name", "result": "verdict.{}", "test": "test.{}"}
# These say the same on every row of a chart, and stand on the sheet about it.
_LAST = ("data_version", "address")


def set_xlsx(meeting: Meeting) -> bytes:
    """The set as .xlsx. Raises TooLarge when it would be larger than any file we give."""
    import xlsxwriter

    body = io.BytesIO()
    settings = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "nan_inf_to_errors": True,
    }
    book = xlsxwriter.Workbook(body, settings)
    lang = meeting.lang
    book.set_properties(
        {
            "title": clean(meeting.heading),
            "author": t("site.name", lang),
            "subject": meeting.stamp.text,
            "comments": f"{meeting.stamp.data_version} {meeting.link}",
            "created": dt.datetime.combine(meeting.stamp.released, dt.time()),
        }
    )
    looks = {
        "head": book.add_format(
            {"bold": True, "font_color": colour("paper"), "bg_color": colour("ink"), "text_wrap": True, "valign": "top"}
        ),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
        "line": book.add_format({"valign": "top"}),
        "number": book.add_format({"valign": "top", "num_format": "#,##0.######"}),
        "year": book.add_format({"valign": "top", "num_format": "0"}),
    }
    for name, make in (("data", _data), ("notes", _notes), ("sources", _sources)):
        heads, rows, years = make(meeting)
        _sheet(
            book.add_worksheet(t(f"set.sheet.{name}", lang)),
            heads,
            rows,
            years=years,
            looks=looks,
            read=name != "data",
        )
    book.close()
    return bounded(body.getvalue())


def _sheet(sheet: Any, heads: Sequence[str], rows: Rows, *, years: set[int], looks: dict[str, Any], read: bool) -> None:
    """A table from the first cell: head that stays, filter on every column, columns as wide as what is in them.

    One that is `read` has rows as high as their words, for programs that do not see to that themselves.
    """
    widths = []
    for place, head in enumerate(heads):
        sheet.write_string(0, place, head, looks["head"])
        words = [str(row[place]) for row in rows if row[place] is not None]
        widest = max(
            [text_metrics.width(max(text.split() or [""], key=len), size=11) / 6.6 for text in words], default=0
        )
        typical = sorted(min(len(text), _WIDEST) for text in words)[len(words) * 3 // 4] if words else 0
        longest_word = max(len(word) for word in head.split())
        widths.append(min(_WIDEST, max(_LEAST, typical + 2, longest_word + 4, min(widest, 40) + 2)))
        sheet.set_column(place, place, widths[-1])
    for number, row in enumerate(rows, start=1):
        if read:
            lines = max(_lines(str(value), widths[place]) for place, value in enumerate(row) if value is not None)
            sheet.set_row(number, min(400, 15 * lines + 2))
        for place, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(number, place, value[:_LONGEST], looks["text" if read else "line"])
            elif value is not None:
                sheet.write_number(number, place, value, looks["year" if place in years else "number"])
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, len(rows)), len(heads) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    if read:
        sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _lines(text: str, width: float) -> int:
    """How many lines a text takes in a column of so many letters."""
    return sum(max(1, math.ceil(len(part) * 1.15 / width)) for part in text.split("\n"))


def _data(meeting: Meeting) -> tuple[list[str], Rows, set[int]]:
    """Every row of every chart; a column for each thing that any of them says."""
    lang = meeting.lang
    names = list(dict.fromkeys(name for entry in meeting.entries for row in entry.item.chart.rows for name in row))
    # Where it comes from stands last, whatever chart came first.
    origin = [name for name in names if name.startswith("source") or name == "locator"]
    names = [name for name in names if name not in origin] + origin
    rows: Rows = []
    for entry in meeting.entries:
        stamp = (entry.item.stamp.data_version, entry.item.link)
        for row in entry.item.chart.rows:
            cells = [_cell(row.get(name), name=name, lang=lang) for name in names]
            rows.append([entry.number, clean(entry.item.chart.question), *cells, *stamp])
    every = ["chart", "question", *names, *_LAST]
    heads = [t(f"set.column.{name}", lang) if known(f"set.column.{name}") else name for name in every]
    return heads, rows, {place for place, name in enumerate(every) if name in ("chart", "year")}


def _cell(value: Any, *, name: str, lang: str) -> Cell:
    """A value of a row: numbers as numbers, codes in words."""
    if value is None:
        return None
    if isinstance(value, bool):
        return t(f"set.word.{'yes' if value else 'no'}", lang)
    if isinstance(value, int | float):
        return value
    code = str(value)
    for key in (_WORDS.get(name, "").format(code), f"set.word.{code}"):
        if name != "source_id" and key and known(key):
            return t(key, lang)
    return clean(code)


def _notes(meeting: Meeting) -> tuple[list[str], Rows, set[int]]:
    """About the set, then about each chart, then what is not known."""
    lang = meeting.lang

    def told(name: str) -> str:
        return t(f"set.told.{name}", lang)

    rows: Rows = [
        [None, told("set"), t("set.heading", lang)],
        [None, told("version"), f"{meeting.stamp.text} ({meeting.stamp.data_version})"],
        [None, told("made"), formats.date(meeting.made.isoformat(), lang)],
        [None, told("address"), meeting.link],
        [None, told("sum"), t("set.not_added", lang)],
        [None, told("licence"), t("frame.licence", lang)],
    ]
    if meeting.title:
        rows.insert(1, [None, told("meeting"), meeting.title])
    for entry in meeting.entries:
        rows += [[entry.number, what, text] for what, text in _told(entry, lang) if text]
    rows += [[None, t("set.unknown", lang), f"{note.head}. {note.text}"] for note in meeting.unknown]
    heads = [t("set.column.chart", lang), told("what"), told("text")]
    return heads, [[cell if not isinstance(cell, str) else clean(cell) for cell in row] for row in rows], {0}


def _told(entry: Entry, lang: str) -> list[tuple[str, str]]:
    chart = entry.item.chart
    return [
        (t("set.told.question", lang), chart.question),
        (t("set.told.sentence", lang), " ".join(text for text in (chart.sentence, chart.subtitle) if text)),
        (t("set.told.chosen", lang), entry.chosen),
        *((note.head, note.text) for note in chart.reading),
        (t("set.told.strength", lang), entry.item.strength),
        (t("set.told.calculation", lang), chart.calculation),
        (t("set.told.version", lang), f"{entry.item.stamp.text} ({entry.item.stamp.data_version})"),
        (t("set.told.address", lang), entry.item.link),
        (t("set.told.note", lang), entry.note),
    ]


def _sources(meeting: Meeting) -> tuple[list[str], Rows, set[int]]:
    names = ("number", "publisher", "title", "published", "places", "access", "address", "used")
    rows: Rows = [
        [
            number,
            *(clean(text) for text in (source.publisher, source.title, source.published, "; ".join(source.locators))),
            clean(source.access),
            source.url,
            used_in(meeting, number),
        ]
        for number, source in enumerate(meeting.sources, start=1)
    ]
    return [t(f"set.source.{name}", meeting.lang) for name in names], rows, {0}
