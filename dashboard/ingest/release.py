"""Find what the tables have since the last release, and release it: from then on these rows are never edited."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dashboard import config
from dashboard.ingest.build import check
from dashboard.ingest.manifest import (
    END_COLUMNS,
    FOLDER,
    Releases,
    content_columns,
    digests,
    file_digest,
    read_releases,
    version_name,
)  # fmt: skip
from dashboard.ingest.reader import TableContent, read_table
from dashboard.ingest.schema import load_schema


@dataclass(frozen=True, kw_only=True)
class News:
    """What is not released yet, by table and name of the row: digests of rows that came, and of rows that went.

    `day` is the latest of their dates, None when nothing is new.
    """

    columns: Mapping[str, list[str]]
    rows: Mapping[str, Mapping[str, str]]
    withdrawn: Mapping[str, Mapping[str, str]]
    day: date | None

    def lines(self) -> list[str]:
        """Return `observations: added work_free@2026-01-01`, one line for each row."""
        return [
            f"{table}: {what} {name}"
            for what, tables in (("added", self.rows), ("withdrawn", self.withdrawn))
            for table, rows in tables.items()
            for name in rows
        ]


def news(contents: Mapping[str, TableContent], *, releases: Releases) -> News:
    """Return the rows and withdrawals that are in no release yet."""
    rows: dict[str, dict[str, str]] = {}
    withdrawn: dict[str, dict[str, str]] = {}
    columns = {table: content_columns(content.table) for table, content in contents.items()}
    days: set[date] = set()
    for table, content in contents.items():
        for row in content.rows:
            name = version_name(row.values, key=content.table.key)
            added, ended = row.values["added"], row.values["withdrawn"]
            if isinstance(added, date) and not releases.came_with(table, name):
                rows.setdefault(table, {})[name] = digests(row.values, columns=columns[table])
                days.add(added)
            if isinstance(ended, date) and not releases.went_with(table, name):
                withdrawn.setdefault(table, {})[name] = digests(row.values, columns=END_COLUMNS)
                days.add(ended)
    return News(columns=columns, rows=rows, withdrawn=withdrawn, day=max(days, default=None))


def release(*, data: Path = config.DATA, write: bool = True) -> tuple[News, Path | None]:
    """Check the tables like the build, and write releases/<date>.json when they have something new.

    Returns what is new and the file that was written. Raises DataError like the build.
    """
    check(data=data)
    releases = read_releases(data)
    contents = {name: read_table(data, table=table) for name, table in load_schema().items()}
    new = news(contents, releases=releases)
    if new.day is None or not write:
        return new, None
    day, last = new.day, releases.last
    if last and day <= last:
        # Only a table that is new as a whole may have rows of an earlier day.
        day = releases.next_day
    content = {
        "released": day.isoformat(),
        "follows": {"release": str(last), "sha256": file_digest(data / FOLDER / f"{last}.json")} if last else None,
        "columns": new.columns,
        "rows": new.rows,
        "withdrawn": new.withdrawn,
    }
    path = data / FOLDER / f"{day}.json"
    path.parent.mkdir(exist_ok=True)
    part = path.with_suffix(".part")
    part.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")
    part.replace(path)
    return new, path
