"""Read a CSV file against the schema. Everything that is wrong is collected, with its line in the file."""

import csv
import io
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from pathlib import Path

from dashboard.ingest.cells import Value, did_you_mean, read_cell
from dashboard.ingest.problems import Problem
from dashboard.ingest.schema import Column, Table


class UnreadableFile(Exception):
    """The file as a whole cannot be read as a table; `problem` says why."""

    def __init__(self, path: Path, *, problem: str, expected: str, line: int = 0, value: str = "") -> None:
        super().__init__(problem)
        self.problem = Problem(file=path.name, line=line, problem=problem, value=value, expected=expected)


def read_lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Give the line on which each row begins (quoted text may span several), and its cells. Raises UnreadableFile."""
    text = _text(path)
    _refuse_header(path, header=text.partition("\n")[0])
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        problem = f"the row that begins here is not valid csv: {error}"
        raise UnreadableFile(path, line=line, problem=problem, expected="quotes in pairs") from error


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        problem = "the file is missing or cannot be read"
        raise UnreadableFile(path, problem=problem, expected=f"a file {path.name}") from error
    try:
        # Excel writes a byte order mark at the start, which is no part of the first column name.
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFile(
            path,
            line=raw.count(b"\n", 0, error.start) + 1,
            problem=f"not UTF-8 text at byte {error.start + 1}",
            value=_around(raw, byte=error.start),
            expected="UTF-8; perhaps an older Excel saved it: save again as 'CSV UTF-8'",
        ) from error
    if not text.strip():
        raise UnreadableFile(path, problem="the file is empty", expected="a line with the column names, then rows")
    return text


def _around(raw: bytes, *, byte: int) -> str:
    """Return the text of the line around a byte, read as an older Excel on Windows would have written it."""
    start = max(raw.rfind(b"\n", 0, byte) + 1, byte - 20)
    return raw[start : byte + 20].decode("cp1252", errors="replace").partition("\n")[0].strip()


def _refuse_header(path: Path, *, header: str) -> None:
    """Refuse another separator before anything else, because every other message would follow from it."""
    if header.lower().strip('"').startswith("sep="):
        expected = "the names of the columns, and commas between them; remove this line"
        raise UnreadableFile(path, line=1, problem="the first line names a separator", value=header, expected=expected)
    if header.count(";") > header.count(","):
        problem = "the columns are separated by semicolons"
        expected = (
            "commas; probably a Dutch Excel saved it: set the list separator of Windows to a comma and save again, "
            "or open it in LibreOffice and save it as csv with a comma as field separator"
        )
        raise UnreadableFile(path, line=1, problem=problem, value=header, expected=expected)


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row: the line on which it begins, and its values by column. A cell that was refused is None."""

    line: int
    values: Mapping[str, Value]


@dataclass(kw_only=True)
class TableContent:
    """What was read of one table. `complete` is false when rows or columns are missing from `rows`."""

    table: Table
    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    complete: bool = True

    def refuse(self, problem: str, expected: str, *, line: int = 0, value: str = "") -> None:
        """Add a problem."""
        self.problems.append(Problem(file=self.table.file, line=line, problem=problem, value=value, expected=expected))


def read_table(folder: Path, *, table: Table) -> TableContent:
    """Read `folder`/`table`.csv. Nothing is raised for what is in the file: see `problems`."""
    content = TableContent(table=table)
    try:
        lines = list(read_lines(folder / table.file))
    except UnreadableFile as error:
        content.problems.append(error.problem)
        content.complete = False
        return content
    if one := _problem_of_the_whole(lines, table=table):
        content.problems.append(one)
        content.complete = False
        return content
    columns = _header(content, lines[0][1])
    if len(lines) == 1 and not table.may_be_empty:
        content.refuse("the file has no rows", "at least one row")
    content.complete = not content.problems
    for line, cells in lines[1:]:
        if len(cells) != len(columns):
            # The cells may have moved, so nothing more can be said about them.
            _refuse_width(content, line=line, cells=cells, width=len(columns))
            content.complete = False
        else:
            content.rows.append(_row(content, cells, line=line, columns=columns))
    return content


def _problem_of_the_whole(lines: Sequence[tuple[int, list[str]]], *, table: Table) -> Problem | None:
    """Return what explains every other message about a file: a first line without the columns, or a row in two parts."""
    (_, names), *rows = lines
    if not (names_columns(names, table) or _differ_in_form(names, table)):
        return Problem(file=table.file, line=1, problem=NO_COLUMNS[0], value=",".join(names), expected=NO_COLUMNS[1])
    if broken := broken_row(rows, width=len(names)):
        return Problem(file=table.file, line=broken, problem=BROKEN_ROW[0], expected=BROKEN_ROW[1])
    return None


NO_COLUMNS = "the first line does not name the columns", "the names of the columns, as in the table that was exported"
BROKEN_ROW = "the row goes on in the next line", "one line, or quotes around a text with a line break in it"


def names_columns(names: Collection[str], table: Table) -> bool:
    """Return whether a first line names columns, some perhaps wrongly: at least half of those of the table."""
    return len(set(names) & set(table.columns)) * 2 >= len(table.columns)


def broken_row(rows: Sequence[tuple[int, Sequence[object]]], *, width: int) -> int:
    """Return the line of a row that a line break without quotes, such as a lone carriage return, ends in a cell, or 0."""
    for (line, cells), (_, following) in pairwise(rows):
        if 0 < len(cells) < width and 0 < len(following) < width and len(cells) + len(following) == width + 1:
            return line
    return 0


def _differ_in_form(names: Sequence[str], table: Table) -> bool:
    """Return whether the names of columns have only capitals, or spaces around them, that the schema does not have."""
    return sorted(name.strip().lower() for name in names) == sorted(table.columns) != sorted(names)


def _header(content: TableContent, names: list[str]) -> list[Column | None]:
    """Return the column of each cell in a row, None for one that the schema does not know."""
    table = content.table
    if _differ_in_form(names, table):
        expected = f"{','.join(table.columns)}, in small letters"
        content.refuse("the names of the columns have capitals or spaces", expected, line=1, value=",".join(names))
        return [table.columns[name.strip().lower()] for name in names]
    missing = [name for name in table.columns if name not in names]
    for position, name in enumerate(names):
        if name not in table.columns:
            expected = f"a column of {table.name}" + did_you_mean(name, among=missing)
            content.refuse("unknown column", expected, line=1, value=name)
        elif name in names[:position]:
            content.refuse("column is there twice", "each column once", line=1, value=name)
    for name in missing:
        expected = f"a column {name}: {table.columns[name].description.rstrip('.')}"
        content.refuse("missing column", expected, line=1, value=name)
    # The second of two equal names counts as unknown, so that its cells do not replace those of the first.
    return [table.columns.get(name) if name not in names[:place] else None for place, name in enumerate(names)]


def _refuse_width(content: TableContent, *, line: int, cells: list[str], width: int) -> None:
    if not cells:
        content.refuse("empty line", f"a row of {width} cells, or no line", line=line)
        return
    kind = "too few" if len(cells) < width else "too many"
    hint = "; a text with a comma in it needs quotes" if len(cells) > width else ""
    content.refuse(f"the row has {kind} cells", f"{width}{hint}", line=line, value=str(len(cells)))


def _row(content: TableContent, cells: list[str], *, line: int, columns: list[Column | None]) -> Row:
    values: dict[str, Value] = dict.fromkeys(content.table.columns)
    raw: dict[str, str] = {}
    for column, cell in zip(columns, cells, strict=True):
        if column is None:
            continue
        raw[column.name] = cell
        values[column.name], wrong = read_cell(cell, column=column)
        if wrong:
            content.refuse(f"{column.name} {wrong.problem}", wrong.expected, line=line, value=cell)
    for pair in content.table.language_pairs:
        for full, empty in (pair, pair[::-1]):
            # A required column that is empty was reported above, and a missing column with the header.
            if raw.get(full) and raw.get(empty) == "" and not content.table.columns[empty].required:
                problem = f"{full} has a text but {empty} is empty"
                content.refuse(problem, "both languages or neither", line=line, value=raw[full])
    _check_end(content, values, raw=raw, line=line)
    return Row(line=line, values=values)


def _check_end(content: TableContent, values: Mapping[str, Value], *, raw: Mapping[str, str], line: int) -> None:
    """Refuse a row that is withdrawn before it was added, or without a reason for readers."""
    added, withdrawn = values["added"], values["withdrawn"]
    if isinstance(added, date) and isinstance(withdrawn, date) and withdrawn <= added:
        expected = f"a date after added, {added}"
        content.refuse("withdrawn is not after added", expected, line=line, value=str(withdrawn))
    reasons = raw.get("withdrawn_reason_nl", "") and raw.get("withdrawn_reason_en", "")
    if raw.get("withdrawn") and not reasons:
        expected = "withdrawn_reason_nl and withdrawn_reason_en"
        content.refuse("withdrawn without a reason", expected, line=line, value=raw["withdrawn"])
    if reasons and not raw.get("withdrawn"):
        content.refuse("a reason for withdrawal without a date", "withdrawn filled in", line=line, value=reasons)
