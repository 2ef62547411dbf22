"""Rules between rows that follow from the schema: keys are unique, and what a row refers to is there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from dashboard.ingest.cells import near
from dashboard.ingest.problems import Problem
from dashboard.ingest.reader import Content, Row
from dashboard.ingest.schema import Column

_FOREVER = date.max


def check_keys(content: Content) -> Iterator[Problem]:
    """Two rows with one key whose lives overlap: at some date, both would be shown."""
    table = content.table
    groups: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in content.rows:
        key = tuple(str(row.values[name]) for name in table.key if row.values[name] is not None)
        if len(key) == len(table.key) and _life(row):
            groups[key].append(row)
    for key, rows in groups.items():
        for position, row in enumerate(rows):
            twin = next((other for other in rows[:position] if _overlap(row, other=other)), None)
            if twin:
                yield Problem(
                    file=table.file,
                    line=row.line,
                    problem=f"{', '.join(table.key)} also in line {twin.line}, for the same dates",
                    value=", ".join(key),
                    expected=f"a key of its own, or line {twin.line} withdrawn on the day that this row was added",
                )


def check_references(content: Content, *, contents: Mapping[str, Content]) -> Iterator[Problem]:
    """A reference to a row that is not there, or not as long as the row that refers to it.

    A reference into a table that could not be read whole is not judged: the row may be in the part not read.
    """
    for column in content.table.columns.values():
        if column.references is None or not contents[column.references[0]].whole:
            continue
        target, key = column.references
        lives: dict[str, list[tuple[date, date]]] = defaultdict(list)
        known = set(column.also)
        for row in contents[target].rows:
            value = row.values[key]
            if isinstance(value, str):
                known.add(value)
                lives[value].extend(_life(row))
        for row in content.rows:
            value = row.values[column.name]
            if not isinstance(value, str) or value in column.also:
                continue
            problem = _unknown(value, column=column, known=known) or _too_short(row, column=column, lives=lives[value])
            if problem:
                yield Problem(file=content.table.file, line=row.line, value=value, **problem)


def _unknown(value: str, *, column: Column, known: set[str]) -> dict[str, str] | None:
    if value in known or column.references is None:
        return None
    target, key = column.references
    hint = near(value, among=sorted(known))
    return {"problem": f"{column.name} is not known", "expected": f"a value of {key} in {target}.csv{hint}"}


def _too_short(row: Row, *, column: Column, lives: list[tuple[date, date]]) -> dict[str, str] | None:
    # Without lives, the dates of the row referred to were refused, and that is reported there.
    for start, end in _life(row) if lives else []:
        reached = start
        for added, withdrawn in sorted(lives):
            if added <= reached:
                reached = max(reached, withdrawn)
        if reached < end and column.references:
            expected = f"a row in {column.references[0]}.csv that holds on {reached}, or this row withdrawn"
            return {
                "problem": f"{column.name} names a row that does not hold as long as this one",
                "expected": expected,
            }
    return None


def _life(row: Row) -> list[tuple[date, date]]:
    """From when until when the row holds, as a list of one; empty when a date was refused."""
    added, withdrawn = row.values["added"], row.values["withdrawn"] or _FOREVER
    return [(added, withdrawn)] if isinstance(added, date) and isinstance(withdrawn, date) else []


def _overlap(row: Row, *, other: Row) -> bool:
    return any(a < d and c < b for a, b in _life(row) for c, d in _life(other))
