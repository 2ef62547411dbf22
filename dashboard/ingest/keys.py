"""Check that keys are unique, that references lead to a row that holds as long, and that dates are not in the future."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from dashboard.ingest.cells import did_you_mean
from dashboard.ingest.problems import Problem
from dashboard.ingest.reader import Row, TableContent

Period = tuple[date, date]
"""From when until when a row holds."""


def check_keys(content: TableContent) -> Iterator[Problem]:
    """Find two rows with one key that hold at the same time: at some date, both would be shown."""
    table = content.table
    groups: dict[tuple[str, ...], list[tuple[Row, Period]]] = defaultdict(list)
    for row in content.rows:
        key = tuple(str(row.values[name]) for name in table.key if row.values[name] is not None)
        period = _period(row)
        if len(key) < len(table.key) or period is None:
            continue
        twin = next((other for other, its in groups[key] if period[0] < its[1] and its[0] < period[1]), None)
        groups[key].append((row, period))
        if twin:
            problem = f"{', '.join(table.key)} also in line {twin.line}, for the same dates"
            expected = f"a key of its own, or line {twin.line} withdrawn on the day that this row was added"
            yield Problem(file=table.file, line=row.line, problem=problem, value=", ".join(key), expected=expected)


def check_references(content: TableContent, *, contents: Mapping[str, TableContent]) -> Iterator[Problem]:
    """Find references to a row that is not there, or that does not hold as long as the row that refers to it.

    A reference into a table that could not be read completely is not judged: the row may be in the part not read.
    """
    for column in content.table.columns.values():
        if column.references is None or not contents[column.references[0]].complete:
            continue
        target, key = column.references
        periods: dict[str, list[Period]] = defaultdict(list)
        for row in contents[target].rows:
            if isinstance(value := row.values[key], str):
                periods[value] += [period] if (period := _period(row)) else []
        known = sorted({*periods, *column.also})
        for row in content.rows:
            value = row.values[column.name]
            if not isinstance(value, str) or value in column.also:
                continue
            if value not in periods:
                problem = f"{column.name} is not known"
                expected = f"a value of {key} in {target}.csv{did_you_mean(value, among=known)}"
            elif end := _uncovered(_period(row), periods[value]):
                problem = f"{column.name} names a row that does not hold as long as this one"
                expected = f"a row in {target}.csv that holds on {end}, or this row withdrawn"
            else:
                continue
            yield Problem(file=content.table.file, line=row.line, value=value, problem=problem, expected=expected)


def check_dates(content: TableContent, *, latest: date) -> Iterator[Problem]:
    """Find dates of the past that are after `latest`."""
    for column in content.table.columns.values():
        for row in content.rows if column.past else ():
            value = str(row.values[column.name] or "")
            # A partial date is compared as far as it goes.
            if value > str(latest)[: len(value)]:
                problem, expected = f"{column.name} is after today", f"a date up to {latest}"
                yield Problem(file=content.table.file, line=row.line, value=value, problem=problem, expected=expected)


def _uncovered(period: Period | None, others: list[Period]) -> date | None:
    """Return the first day of a period that no other covers; None when the dates of either were refused."""
    if period is None or not others:
        return None
    day, end = period
    for added, withdrawn in sorted(others):
        if added <= day:
            day = max(day, withdrawn)
    return day if day < end else None


def _period(row: Row) -> Period | None:
    """Return from when until when a row holds; None when a date was refused."""
    added, withdrawn = row.values["added"], row.values["withdrawn"] or date.max
    return (added, withdrawn) if isinstance(added, date) and isinstance(withdrawn, date) else None
