"""Write the tables as a workbook: a worksheet for each, lists to choose from, explanations as notes, and the rules in front."""

import io
from collections.abc import Mapping
from typing import Any

import pandas as pd
from xlsxwriter.utility import xl_col_to_name

from dashboard.config import LANGUAGES
from dashboard.editing.models import Current
from dashboard.editing.workbook.reader import other_sheets
from dashboard.editing.workbook.upload import MOST_ROWS
from dashboard.errors import EditError
from dashboard.i18n.catalogue import t
from dashboard.ingest.manifest import END_COLUMNS
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
_LONGEST_CELL = 32_767
# Texts stay texts: nothing in the tables becomes a formula, a link or a number by how it begins.
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}

Formats = Mapping[str, Any]


def export(current: Current) -> bytes:
    """Return the workbook (.xlsx). Raises EditError for a text that no cell can hold."""
    buffer = io.BytesIO()
    with pd.ExcelWriter(buffer, engine="xlsxwriter", engine_kwargs={"options": _OPTIONS}) as writer:
        book: Any = writer.book
        book.set_custom_property("stamp", current.stamp)
        formats = _formats(book)
        names = other_sheets()
        _write_rules(book.add_worksheet(names["rules"]), current, formats)
        for table in current.schema.values():
            _write_table(writer, table, current, formats)
        lists = _Lists(book.add_worksheet(names["lists"]))
        for table in current.schema.values():
            _add_choices(writer.sheets[table.name], table, current=current, lists=lists)
    return buffer.getvalue()


def _formats(book: Any) -> Formats:
    ink, soft, fill = (palette.colour(name) for name in ("ink", "ink-soft", "wash"))
    top = {"text_wrap": True, "valign": "top"}
    return {
        "head": book.add_format({"bold": True, **top, "bottom": 1, "bg_color": fill, "font_color": ink}),
        "title": book.add_format({"bold": True, "font_size": 16, "valign": "top"}),
        "strong": book.add_format({"bold": True, **top}),
        "prose": book.add_format(top),
        # A column of text: 2018-02 stays 2018-02 when it is typed, and no id becomes a number.
        "text": book.add_format({**top, "num_format": "@"}),
        "number": book.add_format({"valign": "top"}),
        "withdrawn": book.add_format({**top, "font_color": soft, "bg_color": fill, "italic": True}),
    }


def _write_rules(sheet: Any, current: Current, formats: Formats) -> None:
    """Write the rules side by side in both languages, then what each worksheet is about."""
    sheet.hide_gridlines(2)
    sheet.set_column(0, 1, 70)
    below = 4 + len(_RULES)
    for at, lang in enumerate(LANGUAGES):
        sheet.write_string(0, at, t("workbook.title", lang), formats["title"])
        sheet.write_string(1, at, t("workbook.lead", lang), formats["prose"])
        for row, rule in enumerate(_RULES, start=3):
            sheet.write_string(row, at, t(f"workbook.rule.{rule}", lang), formats["prose"])
        sheet.write_string(below, at, t("workbook.sheets", lang), formats["strong"])
    for row, table in enumerate(current.schema.values(), start=below + 1):
        sheet.write_url(row, 0, f"internal:'{table.name}'!A1", string=table.name)
        sheet.write_string(row, 1, table.about, formats["prose"])


def _write_table(writer: pd.ExcelWriter[Any], table: Table, current: Current, formats: Formats) -> None:
    rows = current.rows[table.name]
    for at, cells in enumerate(rows, start=2):
        for name, text in cells.items():
            if len(text) > _LONGEST_CELL:
                raise EditError(f"{name} in row {at} has {len(text)} letters (expected at most {_LONGEST_CELL:,})")
    frame = pd.DataFrame(rows, columns=list(table.columns), dtype=str)
    withdrawn = frame.index[frame["withdrawn"].ne("")]
    numbers = [name for name, column in table.columns.items() if column.type in ("integer", "number")]
    frame[numbers] = frame[numbers].apply(pd.to_numeric)
    frame.to_excel(writer, sheet_name=table.name, header=False, index=False, startrow=1)
    sheet: Any = writer.sheets[table.name]
    sheet.freeze_panes(1, len(table.key))
    for at, column in enumerate(table.columns.values()):
        look = formats["number" if column.name in numbers else "text"]
        sheet.set_column(at, at, _WIDTHS.get(column.type, _TEXT_WIDTH), look)
        sheet.write_string(0, at, column.name, formats["head"])
        sheet.write_comment(0, at, _note(column), {"x_scale": 2, "y_scale": 1.6})
    for row in withdrawn:
        sheet.set_row(row + 1, None, formats["withdrawn"])
    sheet.autofilter(0, 0, max(len(frame), 1), len(table.columns) - 1)


def _note(column: Column) -> str:
    """Return what the column is, whether it must be filled, and what it may hold."""
    is_life = column.name == "added" or column.name in END_COLUMNS
    need = "filled_in" if is_life else "required" if column.required else "optional"
    lines = [column.description, " / ".join(t(f"workbook.{need}", lang) for lang in LANGUAGES)]
    if column.choices:
        lines.append(" | ".join(column.choices))
    if column.references:
        lines.append(" / ".join(t("workbook.refers", lang, sheet=column.references[0]) for lang in LANGUAGES))
    return "\n".join(lines)


class _Lists:
    """The hidden worksheet with lists of choices; equal lists share a column."""

    def __init__(self, sheet: Any) -> None:
        sheet.hide()
        self._sheet = sheet
        self._ranges: dict[tuple[str, ...], str] = {}

    def range_of(self, values: tuple[str, ...]) -> str:
        """Return the range with these values."""
        if values not in self._ranges:
            at = len(self._ranges)
            self._sheet.write_column(0, at, values)
            letter = xl_col_to_name(at)
            self._ranges[values] = f"='{self._sheet.name}'!${letter}$1:${letter}${len(values)}"
        return self._ranges[values]


def _add_choices(sheet: Any, table: Table, *, current: Current, lists: _Lists) -> None:
    """Add a list to choose from to every column that has one."""
    for at, column in enumerate(table.columns.values()):
        values: list[str] | str = ["true", "false"] if column.type == "boolean" else list(column.choices)
        if column.references:
            target, key = column.references
            letter = xl_col_to_name(list(current.schema[target].columns).index(key))
            # With room below, so that a row that is added in the workbook can be chosen at once.
            values = f"='{target}'!${letter}$2:${letter}${len(current.rows[target]) + 200}"
            if column.also:
                values = lists.range_of((*column.also, *dict.fromkeys(row[key] for row in current.rows[target])))
        if not values:
            continue
        if isinstance(values, list) and len(",".join(values)) > _LIST_LIMIT:
            values = lists.range_of(tuple(values))
        # A warning for references: what was added in another sheet below the list may be typed all the same.
        error = "warning" if column.references else "stop"
        rule = {"validate": "list", "source": values, "error_type": error, "ignore_blank": True}
        sheet.data_validation(1, at, MOST_ROWS, at, rule)
