"""What a form is filled in with: the number that was clicked, and what its table says about it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from dashboard.config import LANGUAGES
from dashboard.db import queries
from dashboard.db.rows.subjects import ArmRow
from dashboard.editing.reports.numbers import Reading, read_number
from dashboard.editing.reports.tables import Cell, Table
from dashboard.editing.reports.words import Box, around
from dashboard.i18n.catalogue import t
from dashboard.models.context import Context
from dashboard.search.index import fold

_PEOPLE = re.compile(r"\W*(n|aantal|personen|deelnemers|number|people)\W*", re.IGNORECASE)
_INTERVAL = re.compile(r"interval|\bb\.?h?\.?i\b|\bc\.?i\b", re.IGNORECASE)
_BOUNDS = tuple(re.compile(rf"\b({words})", re.IGNORECASE) for words in ("onder|laagste|lower", "boven|hoogste|upper"))
_POINTS = re.compile(r"procentpunt|%-?punt|percentage point", re.IGNORECASE)
_DIFFERENCE = re.compile(r"\b(effect|verschil|difference|procentpunt|percentage point)", re.IGNORECASE)
_WORD = re.compile(r"[^\s,;:()/]+")
_ALIKE = 0.8


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A text of a page that somebody took: where it is, and the words that name it."""

    text: str
    page: int
    box: tuple[float, ...]
    heads: tuple[str, ...] = ()
    table: str = ""
    people: str = ""
    row: str = ""
    """The name of the row of the draft that is changed; empty for a new one."""

    @property
    def place(self) -> str:
        """The table of the report that it is in; empty for a number in the text."""
        return f"{self.page} {self.table}" if self.table or self.heads else ""

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> "Mark":
        """Return a mark from what a page stores of it."""
        return cls(**{**values, "box": tuple(values["box"]), "heads": tuple(values["heads"])})


def of_cell(table: Table, row: int, column: int) -> Mark:
    """Return the mark of a cell, with the heads above and beside it and the number of people in its row."""
    cell = table.rows[row][column]
    after = [*table.rows[row][column + 1 :], *table.rows[row][:column]]
    people = [one.text for one in after if one.is_number and any(map(_PEOPLE.fullmatch, one.column_heads))]
    heads = (*cell.row_heads, *cell.column_heads, *([table.caption] if table.caption else []))
    interval = _interval_after(cell, table.rows[row][column + 1 :]) if read_number(cell.text).low is None else ()
    bounds = f" ({'; '.join(one.text.strip('()[] ') for one in interval)})" if interval else ""
    return Mark(
        text=cell.text + bounds,
        page=cell.page,
        box=tuple(around([cell.box, *(one.box for one in interval)])),
        heads=heads,
        table=table.name,
        people=people[0] if people else "",
    )


def _interval_after(number: Cell, row: Sequence[Cell]) -> Sequence[Cell]:
    """Return the interval in the columns after a number: one cell with both bounds, or one for each; nothing without one."""
    heads = [" ".join(cell.column_heads) for cell in row]
    if row and (bounds := read_number(row[0].text)).low is not None and bounds.high is not None:
        value = read_number(number.text).value
        # Heads of columns are not always recognised.
        holds = not heads[0] and value is not None and bounds.low <= value <= bounds.high
        if holds or _INTERVAL.search(heads[0]):
            return row[:1]
    if len(row) > 1 and all(bound.search(head) for bound, head in zip(_BOUNDS, heads, strict=False)):
        return row[:2] if row[0].is_number and row[1].is_number else ()
    return ()


def at_place(mark: Mark, tables: Iterable[Table]) -> Mark:
    """Return the mark of the cell that a text of a page is in, or the mark itself where it is in no table."""
    for table in tables:
        for row, cells in enumerate(table.rows):
            for column, cell in enumerate(cells):
                if (
                    cell.is_number
                    and cell.page == mark.page
                    and mark.text in cell.text
                    and cell.box.holds(Box(*mark.box))
                ):
                    return of_cell(table, row, column)
    return mark


def cells(mark: Mark, known: Mapping[str, str]) -> dict[str, str]:
    """Return the cells of a number that follow from its text and heads; `known` has what was chosen before."""
    reading = read_number(mark.text)
    experiment = _trial(mark, known.get("experiment_id", ""))
    is_difference = any(map(_DIFFERENCE.search, mark.heads))
    groups = [row for row in _both(queries.arms) if row.experiment_id == experiment]
    # A percentage cannot be a difference, which is in percentage points.
    outcomes = [row for row in _both(queries.indicators) if not (is_difference and row.unit == "percent")]
    treated = {row.id for row in groups if row.role == "treatment"}
    group = _named(mark.heads, ((row.id, row.label) for row in groups)) or (treated.pop() if len(treated) == 1 else "")
    found = {
        "as_published": mark.text,
        "qualifier": reading.qualifier,
        # A fact on the design of a trial is no difference.
        "unit": reading.unit if reading.unit != "percentage_points" else "",
        "value": "" if reading.doubtful else text(reading.value),
        "low": text(reading.low),
        "high": text(reading.high),
        "n": people(reading, mark.people),
        "participants": people(reading, mark.text),
        "participants_qualifier": reading.qualifier if reading.n is None else "",
        # The numbers of a table are about one outcome, unless their own heads name another.
        "indicator_id": (known.get("indicator_id", "") if known.get("table") == mark.place else "")
        or _named(mark.heads, ((row.id, row.label) for row in outcomes)),
        "arm_id": group,
        "comparator_arm_id": _control(groups) if is_difference else "",
        **_locator(mark),
    }
    suggested = {name: value for name, value in found.items() if value}
    # Also when they are empty: those of the number before must not stand at a number of something else.
    return {**suggested, "experiment_id": experiment, "indicator_id": found["indicator_id"]}


def _trial(mark: Mark, before: str) -> str:
    """Return the trial of the municipality that a head names: the only one there, or the one before; else nothing."""
    trials = queries.experiments(Context(lang=LANGUAGES[0]))
    words = {word for head in mark.heads for word in _WORD.findall(fold(head))}
    named = [row.id for row in trials if fold(row.municipality) in words]
    if not named:
        return before
    return before if before in named else named[0] if len(named) == 1 else ""


def _control(groups: Sequence[ArmRow]) -> str:
    """Return the control group of a trial, when it has one that was drawn by lot or else one comparison group in all."""
    for others in (
        {row.id for row in groups if row.role == "randomised_control"},
        {row.id for row in groups if row.role != "treatment"},
    ):
        if len(others) == 1:
            return others.pop()
    return ""


def added(column: str, mark: Mark) -> dict[str, str]:
    """Return the cells of a row that is added along which follow from the number: unit and decimals of an outcome."""
    if column != "indicator_id":
        return {}
    value = read_number(mark.text).value
    exponent = value.as_tuple().exponent if value is not None else 0
    found = {"decimals": str(-exponent) if isinstance(exponent, int) and exponent < 0 else "0"}
    if any(map(_POINTS.search, mark.heads)):
        found["unit"] = "percentage_points"
    return found


def people(reading: Reading, beside: str) -> str:
    """Return a number of people, which is whole: `1.404` can only be thousands."""
    if reading.n is not None:
        return str(reading.n)
    values = [value for value in read_number(beside).readings if value is not None and value == int(value)]
    return str(int(values[0])) if values else ""


def text(value: object) -> str:
    """Return a number as the tables have it, without an exponent."""
    return "" if value is None else f"{value:f}"


def _both(query: Any) -> list[Any]:
    return [row for lang in LANGUAGES for row in query(Context(lang=lang))]


def _named(heads: Sequence[str], rows: Iterable[tuple[str, str]]) -> str:
    """Return the row whose name is most like one of the heads, or nothing when none is."""
    best, most = "", _ALIKE
    for id, label in rows:
        for head in heads:
            alike = SequenceMatcher(None, fold(label), fold(head)).ratio()
            # A name that is part of a caption is less certain than the head of a row.
            alike = max(alike, _ALIKE + 0.01 if fold(label) in fold(head) else 0)
            if alike > most:
                best, most = id, alike
    return best


def _locator(mark: Mark) -> dict[str, str]:
    """Return the place in the report in both languages, as each table has it."""
    number = mark.table.partition(" ")[2]
    key = "desk.place.table" if number else "desk.place.page"
    slots = {"page": mark.page, **({"table": number} if number else {})}
    return {f"locator_{lang}": t(key, lang, **slots) for lang in LANGUAGES}
