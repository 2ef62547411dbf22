"""Reading one csv file against the schema. Everything that is wrong is collected, with its line in the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dashboard.ingest.cells import Value, near, read_cell
from dashboard.ingest.csv_reader import UnreadableFile, read_lines
from dashboard.ingest.problems import Problem
from dashboard.ingest.schema import Column, Table


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row: the line on which it begins, and its values by column. A cell that was refused is None."""

    line: int
    values: Mapping[str, Value]


@dataclass(frozen=True, kw_only=True)
class Content:
    """What was read of one table. `whole` is false when rows or columns are missing from `rows`."""

    table: Table
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]
    whole: bool


def read_table(folder: Path, *, table: Table) -> Content:
    """Read `folder`/`table`.csv. Nothing is raised for what is in the file: see `problems` of the answer."""
    problems: list[Problem] = []
    rows: list[Row] = []
    whole = False
    try:
        lines = list(read_lines(folder / table.file))
        columns = _header(lines, table=table, problems=problems)
        whole = not problems
        for line, cells in lines[1:]:
            if len(cells) != len(lines[0][1]):
                # Its cells may have moved, so nothing more can be said about them.
                problems.append(_width(table.file, line=line, cells=cells, wanted=len(lines[0][1])))
                whole = False
            else:
                rows.append(_row(cells, line=line, columns=columns, table=table, problems=problems))
    except UnreadableFile as unreadable:
        problems.append(unreadable.problem)
        whole = False
    return Content(table=table, rows=tuple(rows), problems=tuple(problems), whole=whole)


def _header(lines: list[tuple[int, list[str]]], *, table: Table, problems: list[Problem]) -> list[Column | None]:
    """The column of each cell in a row, None for one that the schema does not know."""
    found = lines[0][1]
    missing = [name for name in table.columns if name not in found]
    for position, name in enumerate(found):
        if name not in table.columns:
            expected = f"a column of {table.name}" + near(name, among=missing)
            problems.append(Problem(file=table.file, line=1, problem="unknown column", value=name, expected=expected))
        elif name in found[:position]:
            problems.append(
                Problem(
                    file=table.file, line=1, problem="column is there twice", value=name, expected="each column once"
                )
            )
    for name in missing:
        expected = f"a column {name}: {table.columns[name].description.rstrip('.')}"
        problems.append(Problem(file=table.file, line=1, problem="missing column", value=name, expected=expected))
    if len(lines) == 1:
        problems.append(Problem(file=table.file, problem="the file has no rows", expected="at least one row"))
    # The second of two equal names counts as unknown, so that its cells do not replace those of the first.
    return [table.columns.get(name) if name not in found[:place] else None for place, name in enumerate(found)]


def _width(file: str, *, line: int, cells: list[str], wanted: int) -> Problem:
    if not cells:
        return Problem(file=file, line=line, problem="empty line", expected=f"a row of {wanted} cells, or no line")
    kind = "too few" if len(cells) < wanted else "too many"
    hint = "; a text with a comma in it needs quotes" if len(cells) > wanted else ""
    return Problem(
        file=file, line=line, problem=f"the row has {kind} cells", value=str(len(cells)), expected=f"{wanted}{hint}"
    )


def _row(cells: list[str], *, line: int, columns: list[Column | None], table: Table, problems: list[Problem]) -> Row:
    values: dict[str, Value] = dict.fromkeys(table.columns)
    raw: dict[str, str] = {}
    for column, cell in zip(columns, cells, strict=True):
        if column is None:
            continue
        raw[column.name] = cell
        values[column.name], misfit = read_cell(cell, column=column)
        if misfit:
            problem = f"{column.name} {misfit.problem}"
            problems.append(Problem(file=table.file, line=line, problem=problem, value=cell, expected=misfit.expected))
    for name, other in table.language_pairs:
        for full, empty in ((name, other), (other, name)):
            # A required column that is empty was reported above, and a missing column with the header.
            if raw.get(full) and raw.get(empty) == "" and not table.columns[empty].required:
                problem = f"{full} has a text but {empty} is empty"
                problems.append(
                    Problem(
                        file=table.file,
                        line=line,
                        problem=problem,
                        value=raw[full],
                        expected="both languages or neither",
                    )
                )
    problems.extend(_life(values, raw=raw, line=line, file=table.file))
    return Row(line=line, values=values)


def _life(values: Mapping[str, Value], *, raw: Mapping[str, str], line: int, file: str) -> Iterator[Problem]:
    """When the row holds: withdrawn after it was added, and never without telling readers why."""
    added, withdrawn = values["added"], values["withdrawn"]
    if isinstance(added, date) and isinstance(withdrawn, date) and withdrawn <= added:
        expected = f"a date after added, {added}"
        yield Problem(
            file=file, line=line, problem="withdrawn is not after added", value=str(withdrawn), expected=expected
        )
    reasons = raw.get("withdrawn_reason_nl", "") and raw.get("withdrawn_reason_en", "")
    if raw.get("withdrawn") and not reasons:
        expected = "withdrawn_reason_nl and withdrawn_reason_en"
        yield Problem(
            file=file, line=line, problem="withdrawn without a reason", value=raw["withdrawn"], expected=expected
        )
    if reasons and not raw.get("withdrawn"):
        yield Problem(
            file=file,
            line=line,
            problem="a reason for withdrawal without a date",
            value=reasons,
            expected="withdrawn filled in",
        )
