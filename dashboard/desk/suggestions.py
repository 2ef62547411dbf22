"""What a form is filled in with: the number that was clicked, and what its table says about it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from dashboard.config import LANGUAGES
from dashboard.db import queries
from dashboard.editing.reports.numbers import Reading, read_number
from dashboard.editing.reports.tables import Table
from dashboard.i18n.catalogue import t
from dashboard.models.context import Context
from dashboard.search.index import fold

_PEOPLE = re.compile(r"\W*(n|aantal|personen|deelnemers|number|people)\W*", re.IGNORECASE)
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
    return Mark(
        text=cell.text,
        page=cell.page,
        box=tuple(cell.box),
        heads=heads,
        table=table.name,
        people=people[0] if people else "",
    )


def cells(mark: Mark, known: Mapping[str, str]) -> dict[str, str]:
    """Return the cells of a number that follow from its text and heads; `known` has what was chosen before."""
    reading = read_number(mark.text)
    experiment = known.get("experiment_id", "")
    found = {
        "as_published": mark.text,
        "qualifier": reading.qualifier,
        "value": "" if reading.doubtful else text(reading.value),
        "low": text(reading.low),
        "high": text(reading.high),
        "n": people(reading, mark.people),
        "participants": people(reading, mark.text),
        "participants_qualifier": reading.qualifier if reading.n is None else "",
        "indicator_id": _named(mark.heads, ((row.id, row.label) for row in _both(queries.indicators))),
        "arm_id": _named(
            mark.heads, ((row.id, row.label) for row in _both(queries.arms) if row.experiment_id == experiment)
        ),
        **_locator(mark),
    }
    return {name: value for name, value in found.items() if value}


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
