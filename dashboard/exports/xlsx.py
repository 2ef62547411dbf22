"""Workbooks: the rows behind one or more charts, how to read them, and where they come from; and whole tables.

Every text is written as text, so nothing in it can run as a formula or open as a link; numbers are numbers.
"""

import datetime as dt
import io
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.exports.blocks import ChartBlock, Cover, ReferenceList
from dashboard.exports.document import Document, clean
from dashboard.i18n.catalogue import known, t
from dashboard.style.palette import colour
from dashboard.svg import elements

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Cell = str | int | float | None
# What a cell of Excel holds.
_LONGEST = 32_000
_WIDEST, _LEAST = 60, 9
# The keys of the words for codes in the rows, by column.
_WORDS = {"comparison": "comparison.{}.name", "result": "verdict.{}", "test": "test.{}"}
_SOURCE = ("number", "publisher", "title", "published", "places", "access", "address", "used")


@dataclass(frozen=True, kw_only=True)
class Worksheet:
    """A table for a worksheet. `plain` columns hold numbers that are no amounts; one that is `prose` is read line by line."""

    heads: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    plain: Sequence[int] = (0,)
    prose: bool = True


def write(document: Document) -> bytes:
    """Write charts as .xlsx."""
    lang, stamp = document.lang, document.stamp
    sheets = {
        t(f"set.sheet.{name}", lang): make(document)
        for name, make in (("data", _data), ("notes", _notes), ("sources", _sources))
    }
    return workbook(
        sheets,
        title=clean(document.title),
        author=t("site.name", lang),
        subject=stamp.text,
        comments=f"{stamp.data_version} {document.link}",
        created=dt.datetime.combine(stamp.released, dt.time()),
    )


def workbook(sheets: Mapping[str, Worksheet], **properties: str | dt.datetime) -> bytes:
    """Write tables by the name of their worksheet."""
    import xlsxwriter

    body = io.BytesIO()
    never = ("strings_to_formulas", "strings_to_urls", "strings_to_numbers")
    book = xlsxwriter.Workbook(body, {"in_memory": True, "nan_inf_to_errors": True, **dict.fromkeys(never, False)})
    book.set_properties(properties)
    head: dict[str, Any] = {"bold": True, "font_color": colour("paper"), "bg_color": colour("ink"), "text_wrap": True}
    looks = {
        name: book.add_format({"valign": "top", **look})
        for name, look in {
            "head": head, "text": {"text_wrap": True}, "line": {}, "number": {"num_format": "#,##0.######"},
            "plain": {"num_format": "0"},
        }.items()
    }  # fmt: skip
    for name, content in sheets.items():
        _fill(book.add_worksheet(name), content, looks)
    book.close()
    return body.getvalue()


def _fill(sheet: Any, content: Worksheet, looks: dict[str, Any]) -> None:
    """Write a table with a fixed head, a filter on every column, and columns as wide as their content."""
    widths = []
    for place, head in enumerate(content.heads):
        sheet.write_string(0, place, head, looks["head"])
        widths.append(_width(head, [str(row[place]) for row in content.rows if row[place] is not None]))
        sheet.set_column(place, place, widths[-1])
    for number, row in enumerate(content.rows, start=1):
        if content.prose:
            # Not every program makes rows as high as their text.
            lines = max(_lines(str(value), widths[place]) for place, value in enumerate(row) if value is not None)
            sheet.set_row(number, min(400, 15 * lines + 2))
        for place, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(number, place, value[:_LONGEST], looks["text" if content.prose else "line"])
            elif value is not None:
                sheet.write_number(number, place, value, looks["plain" if place in content.plain else "number"])
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, len(content.rows)), len(content.heads) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    if content.prose:
        sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _width(head: str, texts: Sequence[str]) -> float:
    """Return the width of a column in characters: for most of its texts, and for every word."""
    words = [max(text.split() or [""], key=len) for text in texts]
    widest = max((elements.width(word, size=11) / 6.6 for word in words), default=0)
    typical = sorted(min(len(text), _WIDEST) for text in texts)[len(texts) * 3 // 4] if texts else 0
    return min(_WIDEST, max(_LEAST, typical + 2, max(map(len, head.split())) + 4, min(widest, 40) + 2))


def _lines(text: str, width: float) -> int:
    """Return the number of lines that a text takes in a column of so many characters."""
    return sum(max(1, math.ceil(len(part) * 1.15 / width)) for part in text.split("\n"))


def _data(document: Document) -> Worksheet:
    """Return every row of every chart, with a column for each name in any of them."""
    lang, charts = document.lang, document.charts
    names = list(dict.fromkeys(name for block in charts for row in block.chart.rows for name in row))
    # The origin of a row stands last, whichever chart came first.
    names.sort(key=lambda name: name.startswith("source") or name == "locator")
    rows = [
        [
            block.number,
            clean(block.chart.question),
            *(_cell(row.get(name), name=name, lang=lang) for name in names),
            block.stamp.data_version,
            block.link,
        ]
        for block in charts
        for row in block.chart.rows
    ]
    names = ["chart", "question", *names, "data_version", "address"]
    heads = [t(f"set.column.{name}", lang) if known(f"set.column.{name}") else name for name in names]
    plain = [place for place, name in enumerate(names) if name in ("chart", "year")]
    return Worksheet(heads=heads, rows=rows, plain=plain, prose=False)


def _cell(value: Any, *, name: str, lang: str) -> Cell:
    """Return a value of a row: numbers as numbers, codes in words."""
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


def _notes(document: Document) -> Worksheet:
    """Return what belongs to the set, then to each chart, then what is not known."""
    lang, stamp = document.lang, document.stamp
    cover = document.blocks(Cover)[0]
    rows: list[tuple[int | None, str, str]] = [
        *([(None, "set", cover.kind), (None, "meeting", cover.name)] if document.layout == "chart_set" else []),
        (None, "version", f"{stamp.text} ({stamp.data_version})"),
        (None, "made", cover.made_on),
        (None, "address", document.link),
        (None, "sum", document.footer),
        (None, "licence", t("frame.licence", lang)),
    ]
    rows = [(number, t(f"set.part.{name}", lang), text) for number, name, text in rows]
    rows += [(block.number, head, text) for block in document.charts for head, text in _chart_notes(block)]
    for title, notes in document.note_lists:
        rows += [(None, title, f"{note.head}. {note.text}") for note in notes if note.head]
    heads = (t("set.column.chart", lang), t("set.part.what", lang), t("set.part.text", lang))
    return Worksheet(heads=heads, rows=[(number, clean(head), clean(text)) for number, head, text in rows if text])


def _chart_notes(block: ChartBlock) -> list[tuple[str, str]]:
    """Return all that belongs to a chart, as heads and texts."""

    def head(name: str) -> str:
        return t(f"set.part.{name}", block.lang)

    return [
        (head("question"), block.chart.question),
        (head("sentence"), block.sentences),
        (head("chosen"), block.filters),
        *((note.head, note.text) for note in block.chart.reading),
        (head("strength"), block.strength),
        (head("calculation"), block.chart.calculation),
        (head("version"), f"{block.stamp.text} ({block.stamp.data_version})"),
        (head("address"), block.link),
        (head("note"), block.note),
    ]


def _sources(document: Document) -> Worksheet:
    """Return the sources, with the charts that use them."""
    rows: list[Sequence[Cell]] = []
    for one in document.blocks(ReferenceList)[0].items:
        source = one.source
        texts = (source.publisher, source.title, source.published, "; ".join(source.locators), source.access)
        rows.append((one.number, *map(clean, texts), source.url, one.charts))
    return Worksheet(heads=[t(f"set.source.{name}", document.lang) for name in _SOURCE], rows=rows)
