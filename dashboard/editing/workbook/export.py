"""The tables as a workbook: a sheet a table, lists to choose from, explanations as notes, and the rules in front."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from dashboard.config import LANGUAGES
from dashboard.editing.rows import Cells, Current
from dashboard.editing.workbook.reader import own_sheets
from dashboard.editing.workbook.upload import MOST_ROWS
from dashboard.errors import EditError
from dashboard.i18n.catalogue import t
from dashboard.ingest.manifest import LIFE
from dashboard.ingest.schema import Column, Table
from dashboard.style import palette

_RULES = ("add", "correct", "withdraw", "past", "dates", "numbers", "source", "languages", "import")
_WIDTHS = {
    "id": 28,
    "reference": 28,
    "partial_date": 13,
    "date": 13,
    "boolean": 11,
    "integer": 11,
    "number": 11,
    "url": 40,
}
_TEXT_WIDTH = 48
_LIST_LIMIT = 255

Format = Any


class TooLong(EditError):
    """A text does not fit in a cell of a workbook."""


def export(current: Current) -> bytes:
    """The workbook (.xlsx). Raises TooLong for a text that no cell can hold."""
    buffer = io.BytesIO()
    # Texts stay texts: nothing in the tables becomes a formula, a link or a number by how it begins.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_custom_property("stamp", current.stamp)
        looks = _looks(book)
        names = own_sheets()
        _rules(book.add_worksheet(names["rules"]), current, looks=looks)
        sheets = {name: book.add_worksheet(name) for name in current.schema}
        lists = book.add_worksheet(names["lists"])
        lists.hide()
        sources: dict[tuple[str, ...], str] = {}
        for name, table in current.schema.items():
            _table(sheets[name], table, current.rows[name], looks=looks)
            _choices(sheets[name], table, current=current, lists=lists, sources=sources, name=names["lists"])
    return buffer.getvalue()


def _looks(book: Any) -> dict[str, Format]:
    ink, quiet, fill = (palette.colour(name) for name in ("ink", "ink-soft", "wash"))
    top = {"text_wrap": True, "valign": "top"}
    return {
        "head": book.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": fill, "font_color": ink}
        ),
        "title": book.add_format({"bold": True, "font_size": 16, "valign": "top"}),
        "strong": book.add_format({"bold": True, **top}),
        "prose": book.add_format(top),
        # A column of text: 2018-02 stays 2018-02 when it is typed, and no id becomes a number.
        "text": book.add_format({**top, "num_format": "@"}),
        "number": book.add_format({"valign": "top"}),
        "gone_text": book.add_format({**top, "num_format": "@", "font_color": quiet, "bg_color": fill, "italic": True}),
        "gone_number": book.add_format({"valign": "top", "font_color": quiet, "bg_color": fill, "italic": True}),
    }


def _rules(sheet: Any, current: Current, *, looks: Mapping[str, Format]) -> None:
    """The rules side by side in both languages, then what each sheet is about."""
    sheet.hide_gridlines(2)
    sheet.set_column(0, 1, 70)
    for at, lang in enumerate(LANGUAGES):
        sheet.write_string(0, at, t("workbook.title", lang), looks["title"])
        sheet.write_string(1, at, t("workbook.lead", lang), looks["prose"])
        for row, rule in enumerate(_RULES, start=3):
            sheet.write_string(row, at, t(f"workbook.rule.{rule}", lang), looks["prose"])
    row = 4 + len(_RULES)
    for at, lang in enumerate(LANGUAGES):
        sheet.write_string(row, at, t("workbook.sheets", lang), looks["strong"])
    for number, table in enumerate(current.schema.values(), start=row + 1):
        sheet.write_url(number, 0, f"internal:'{table.name}'!A1", string=table.name)
        sheet.write_string(number, 1, table.about, looks["prose"])


def _table(sheet: Any, table: Table, rows: Any, *, looks: Mapping[str, Format]) -> None:
    sheet.freeze_panes(1, len(table.key))
    for at, column in enumerate(table.columns.values()):
        number = column.type in ("integer", "number")
        sheet.set_column(at, at, _WIDTHS.get(column.type, _TEXT_WIDTH), looks["number" if number else "text"])
        sheet.write_string(0, at, column.name, looks["head"])
        sheet.write_comment(0, at, _note(column), {"x_scale": 2, "y_scale": 1.6})
    for row, cells in enumerate(rows, start=1):
        look = "gone_" if cells["withdrawn"] else ""
        for at, column in enumerate(table.columns.values()):
            _cell(sheet, row, at, cells, column=column, looks=looks, look=look)
    sheet.autofilter(0, 0, max(len(rows), 1), len(table.columns) - 1)


def _cell(
    sheet: Any, row: int, at: int, cells: Cells, *, column: Column, looks: Mapping[str, Format], look: str
) -> None:
    text = cells[column.name]
    if not text:
        if look:
            sheet.write_blank(row, at, None, looks[f"{look}text"])
    elif column.type in ("integer", "number"):
        sheet.write_number(row, at, float(text), looks[f"{look}number"])
    elif sheet.write_string(row, at, text, looks[f"{look}text"]):
        raise TooLong(f"{column.name} in row {row + 1} has {len(text)} letters (expected at most 32,767)")


def _note(column: Column) -> str:
    """What the column is, whether it must be filled, and what it may hold."""
    both = [
        " / ".join(
            t(
                f"workbook.{'filled_in' if column.name in LIFE else 'required' if column.required else 'optional'}",
                lang,
            )
            for lang in LANGUAGES
        )
    ]
    if column.choices:
        both.append(" | ".join(column.choices))
    if column.references:
        both.append(" / ".join(t("workbook.refers", lang, sheet=column.references[0]) for lang in LANGUAGES))
    return "\n".join([column.description, *both])


def _choices(
    sheet: Any, table: Table, *, current: Current, lists: Any, sources: dict[tuple[str, ...], str], name: str
) -> None:
    """A list to choose from, for every column that has one; `name` is that of the sheet `lists`."""
    for at, column in enumerate(table.columns.values()):
        values: list[str] | str = []
        if column.type == "boolean":
            values = ["true", "false"]
        elif column.choices:
            values = list(column.choices)
        elif column.references:
            target, key = column.references
            letter = xl_col_to_name(list(current.schema[target].columns).index(key))
            # With room below, so that a row that is added in the workbook can be chosen at once.
            values = f"='{target}'!${letter}$2:${letter}${len(current.rows[target]) + 200}"
            if column.also:
                known = [*column.also, *dict.fromkeys(row[key] for row in current.rows[target])]
                values = _listed(tuple(known), lists=lists, sources=sources, sheet=name)
        if not values:
            continue
        if isinstance(values, list) and len(",".join(values)) > _LIST_LIMIT:
            values = _listed(tuple(values), lists=lists, sources=sources, sheet=name)
        # A warning for references: what was added in another sheet below the list may be typed all the same.
        error = "warning" if column.references else "stop"
        rule = {"validate": "list", "source": values, "error_type": error, "ignore_blank": True}
        sheet.data_validation(1, at, MOST_ROWS, at, rule)


def _listed(values: tuple[str, ...], *, lists: Any, sources: dict[tuple[str, ...], str], sheet: str) -> str:
    """A column of the hidden sheet with these values, as a range; one column for equal lists."""
    if values not in sources:
        at = len(sources)
        for row, value in enumerate(values):
            lists.write_string(row, at, value)
        letter = xl_col_to_name(at)
        sources[values] = f"='{sheet}'!${letter}$1:${letter}${len(values)}"
    return sources[values]
