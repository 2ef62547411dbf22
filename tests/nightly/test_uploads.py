"""A workbook that unpacks to far more than its size is refused soon, and within little memory."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from dashboard.editing.workbook import upload


def bomb(parts: dict[str, tuple[bytes, int]]) -> bytes:
    """A workbook with parts that say the same thing again and again."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, (piece, times) in parts.items():
            with archive.open(name, "w", force_zip64=True) as part:
                block = piece * max(1, 1_000_000 // len(piece))
                for _ in range(max(1, times * len(piece) // len(block))):
                    part.write(block)
    return buffer.getvalue()


CELLS = b'<row><c t="n"><v>1</v></c><c t="n"><v>1</v></c></row>'
BOMBS: dict[str, dict[str, tuple[bytes, int]]] = {
    "one part of gigabytes": {"xl/worksheets/sheet1.xml": (b" " * 1000, 300_000)},
    "words that all cells share": {"xl/sharedStrings.xml": (b"<si><t>a</t></si>", 6_000_000)},
    "many parts": {f"xl/{number}.xml": (b"x", 1) for number in range(1, 2000)},
    "many cells": {"xl/worksheets/sheet1.xml": (CELLS, 1_000_000)},
}


@contextmanager
def little_memory(most_mb: float) -> Iterator[None]:
    """What is done within may take so much more memory at its highest, and not more."""
    import resource

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    yield
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 - before < most_mb


@pytest.mark.parametrize("name", BOMBS)
def test_a_file_that_unpacks_to_far_more_is_refused_soon(name: str) -> None:
    content = bomb(BOMBS[name])
    assert len(content) < upload.MOST_BYTES
    begun = time.thread_time()
    with little_memory(150), pytest.raises(upload.UploadRefused):
        upload.open_upload(content, name="x.xlsx")
    assert time.thread_time() - begun < 5


def test_a_workbook_within_all_bounds_costs_seconds_at_most() -> None:
    """Four sheets of 5,000 full rows are read in little time and memory."""
    import xlsxwriter

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"constant_memory": True}) as book:
        for number in range(4):
            sheet = book.add_worksheet(f"s{number}")
            for row in range(5000):
                sheet.write_row(row, 0, [1] * 30)
    begun = time.thread_time()
    with little_memory(300):
        read = upload.open_upload(buffer.getvalue(), name="x.xlsx")
    assert [len(sheet.rows) for sheet in read.sheets] == [5000] * 4
    assert time.thread_time() - begun < 20
