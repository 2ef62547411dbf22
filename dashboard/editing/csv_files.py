"""Read the tables as text, and write rows as CSV."""

import csv
import hashlib
import io
from collections.abc import Sequence
from pathlib import Path

from dashboard.editing.models import Cells, Current
from dashboard.ingest.manifest import read_releases
from dashboard.ingest.problems import TablesRefused
from dashboard.ingest.reader import UnreadableFile, read_lines
from dashboard.ingest.schema import Table, load_schema


def read_current(data: Path) -> Current:
    """Read the tables of a folder that the build accepts. Raises DataError when a file cannot be read."""
    schema = load_schema()
    rows: dict[str, list[Cells]] = {}
    for name, table in schema.items():
        try:
            (_, header), *lines = read_lines(data / table.file)
        except UnreadableFile as error:
            raise TablesRefused([error.problem], folder=str(data)) from error
        rows[name] = [dict(zip(header, cells, strict=True)) for _, cells in lines]
    return Current(folder=data, schema=schema, rows=rows, releases=read_releases(data), stamp=stamp_of(data))


def stamp_of(data: Path) -> str:
    """Return a digest of the bytes of all tables."""
    digest = hashlib.sha256()
    for table in load_schema().values():
        digest.update((data / table.file).read_bytes())
    return digest.hexdigest()[:16]


def as_csv(rows: Sequence[Cells], *, table: Table) -> tuple[str, list[int]]:
    """Return the text of a CSV file with these rows, and the line on which each begins."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(table.columns)
    lines, line = [], 2
    for cells in rows:
        lines.append(line)
        start = buffer.tell()
        writer.writerow([cells.get(name, "") for name in table.columns])
        line += buffer.getvalue().count("\n", start)
    return buffer.getvalue(), lines
