"""The made-up tables in fixtures/data, to read, change and build in a folder of one's own."""

from __future__ import annotations

import csv
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


def edit(data: Path, *, file: str, old: str, new: str) -> None:
    text = (data / file).read_text(encoding="utf-8")
    assert old in text
    (data / file).write_text(text.replace(old, new, 1), encoding="utf-8")
