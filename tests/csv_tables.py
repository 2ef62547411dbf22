"""The made-up tables in fixtures/data, to read, change and build in a folder of one's own."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path

from dashboard import config

MADE_UP = config.ROOT / "tests" / "fixtures" / "data"

WITHDRAWN = {
    "withdrawn": "2026-06-01",
    "withdrawn_reason_nl": "Verzonnen fout.",
    "withdrawn_reason_en": "Made-up error.",
}


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(path: Path, *, rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def change(data: Path, *, table: str, line: int, cells: dict[str, str]) -> None:
    """Put other values in one row. No text of the made-up tables spans lines, so row n is in line n + 1."""
    rows = read(data / f"{table}.csv")
    rows[line - 2].update(cells)
    write(data / f"{table}.csv", rows=rows)


def add(data: Path, *, table: str, like: int, cells: dict[str, str]) -> None:
    """Add a row like that in line `like`, with other values in some cells."""
    rows = read(data / f"{table}.csv")
    write(data / f"{table}.csv", rows=[*rows, {**rows[like - 2], **cells}])


def correct(data: Path, *, table: str = "observations", line: int = 2, cells: dict[str, str]) -> None:
    """Withdraw a row and add one with the same key and other values, as a correction is made."""
    add(data, table=table, like=line, cells={**cells, "added": WITHDRAWN["withdrawn"]})
    change(data, table=table, line=line, cells=WITHDRAWN)


def edit(data: Path, *, file: str, old: str, new: str) -> None:
    text = (data / file).read_text(encoding="utf-8")
    assert old in text
    (data / file).write_text(text.replace(old, new, 1), encoding="utf-8")


def put_versions(data: Path, variants: Mapping[str, Callable[[Path], None]]) -> dict[str, date]:
    """Let each variant of the tables hold for a day, so that one build serves them all; return the day of each.

    A variant is a function that changes a copy of the tables. Its rows are dated as corrections are.
    """
    days, folders = {}, {}
    for number, (name, vary) in enumerate(variants.items(), 1):
        days[name] = date(2026, 2, 1) + timedelta(days=number)
        folders[name] = Path(shutil.copytree(MADE_UP, data.parent / f"variant-{number}"))
        vary(folders[name])
    for path in sorted(data.glob("*.csv")):
        rows = read(path)
        holding = [(dict(row), row) for row in rows]
        for name, day in days.items():
            wanted = read(folders[name] / path.name)
            for _, row in [pair for pair in holding if pair[0] not in wanted]:
                row.update({**WITHDRAWN, "withdrawn": str(day)})
            holding = [pair for pair in holding if pair[0] in wanted]
            new = [row for row in wanted if row not in [pair[0] for pair in holding]]
            holding += [(row, {**row, "added": str(day)}) for row in new]
            rows += [row for _, row in holding[len(holding) - len(new) :]]
        write(path, rows=rows)
    return days
