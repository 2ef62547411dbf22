"""Find what the tables have since the last release, and release it: from then on these rows are never edited."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from dashboard import config
from dashboard.ingest.build import build
from dashboard.ingest.manifest import FOLDER, LIFE, Released, digests, end_digests, file_digest, name_of, read_released
from dashboard.ingest.reader import Content, read_table
from dashboard.ingest.schema import load_schema


@dataclass(frozen=True, kw_only=True)
class News:
    """What is not released yet, by table and name of the row: digests of rows that came, and of rows that went."""

    columns: Mapping[str, tuple[str, ...]]
    rows: Mapping[str, Mapping[str, str]]
    withdrawn: Mapping[str, Mapping[str, str]]
    day: date | None

    def lines(self) -> list[str]:
        """`observations: added work_free@2026-01-01`, one line for each row."""
        found = [f"{table}: added {name}" for table, rows in self.rows.items() for name in rows]
        return [*found, *(f"{table}: withdrawn {name}" for table, rows in self.withdrawn.items() for name in rows)]


def news(contents: Mapping[str, Content], *, released: Released) -> News:
    """The rows and withdrawals that no release has yet. `day` is the latest of their dates, None when there are none."""
    rows: dict[str, dict[str, str]] = {}
    withdrawn: dict[str, dict[str, str]] = {}
    columns: dict[str, tuple[str, ...]] = {}
    days: set[date] = set()
    for table, content in contents.items():
        columns[table] = tuple(name for name in content.table.columns if name not in LIFE)
        for row in content.rows:
            name = name_of(row, key=content.table.key)
            added, ended = row.values["added"], row.values["withdrawn"]
            if isinstance(added, date) and not released.came_with(table, name):
                rows.setdefault(table, {})[name] = digests(row.values, columns=columns[table])
                days.add(added)
            if isinstance(ended, date) and not released.went_with(table, name):
                withdrawn.setdefault(table, {})[name] = end_digests(row.values)
                days.add(ended)
    return News(columns=columns, rows=rows, withdrawn=withdrawn, day=max(days, default=None))


def release(*, data: Path = config.DATA, write: bool = True) -> tuple[News, Path | None]:
    """Check the tables like the build, and write releases/<date>.json when they have something new.

    Gives what is new and the file that was written. Raises DataError like the build.
    """
    with tempfile.TemporaryDirectory() as folder:
        build(data=data, database=Path(folder) / "check.duckdb")
    released = read_released(data)
    contents = {name: read_table(data, table=table) for name, table in load_schema().items()}
    found = news(contents, released=released)
    if found.day is None or not write:
        return found, None
    day = found.day
    if released.last and day <= released.last:
        # Only a table that is new as a whole may have rows of an earlier day.
        day = max(date.today(), released.last + timedelta(days=1))
    folder_of_releases = data / FOLDER
    before = folder_of_releases / f"{released.last}.json"
    content = {
        "released": day.isoformat(),
        "follows": {"release": before.stem, "sha256": file_digest(before)} if released.last else None,
        "columns": found.columns,
        "rows": found.rows,
        "withdrawn": found.withdrawn,
    }
    folder_of_releases.mkdir(exist_ok=True)
    path = folder_of_releases / f"{day}.json"
    part = path.with_suffix(".part")
    part.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")
    part.replace(path)
    return found, path
