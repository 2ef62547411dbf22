"""A short form of the load: readers and makers of files while the data are replaced; and what the report says when it goes wrong.

The whole of it, 200 readers for five minutes, is `python -m benchmarks.load_readers`.
"""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from benchmarks import load_readers
from benchmarks.load_client import Note
from benchmarks.load_plot import plot
from benchmarks.load_report import report, rows


@pytest.mark.skipif(sys.platform != "linux", reason="gunicorn, /proc and cores are those of Linux")
def test_readers_meet_no_error_while_files_are_made_and_the_data_are_replaced() -> None:
    # In a thread: the browser of other tests has a loop of its own in this one.
    with ThreadPoolExecutor(1) as apart:
        found = apart.submit(load_readers.measure, readers=12, seconds=9).result()
    assert found["faults"] == []
    assert found["workers lost"] == 0
    assert found["answers"] > 50
    assert {"page", "file", "choice"} <= set(found["kinds"])
    assert {"PDF", "PNG", "CSV"} & set(found["kinds"])
    was = found["replacement"]
    assert was["answers with the new version"] > 0
    assert was["new before it was there"] == 0
    assert was["pages that tell no version"] == 0
    # The store looks once in half a second; the rest is for a machine that does other things too.
    assert was["last old answer asked after"] < 2


GOOD = Note(kind="choice", begun=100.0, took=0.05, status=200)
MOVED = {"begun": 104.0, "moved": 105.0}


def found(*notes: Note) -> dict[str, object]:
    made = report(list(notes), start=100.0, replaced=MOVED)
    return {
        **made,
        "readers": 3,
        "seconds": 10.0,
        "workers lost": 0,
        "memory at start": [90.0],
        "memory at end": [91.0],
        "memory of files": [40.0, 41.0],
    }


def test_a_fault_is_counted_and_its_time_is_not() -> None:
    made = found(GOOD, replace(GOOD, took=9.0, status=500, fault="/x: status 500"))
    assert made["faults"] == ["/x: status 500"]
    assert made["kinds"]["choice"]["max"] == pytest.approx(50)  # type: ignore[index]
    assert "2; 1; 0" in rows(made)[0]


def test_being_asked_to_come_back_is_told_apart() -> None:
    made = found(GOOD, replace(GOOD, kind="PDF", status=503))
    assert (made["faults"], made["asked to wait"]) == ([], 1)


def test_an_old_answer_after_the_replacement_is_told_with_how_late_it_was_asked() -> None:
    old, new = replace(GOOD, version="old"), replace(GOOD, version="new")
    made = found(old, replace(old, begun=105.4), replace(old, begun=106.5), replace(new, begun=105.2))
    was = made["replacement"]
    assert was["last old answer asked after"] == pytest.approx(1.5)  # type: ignore[index]
    assert was["old answers after"] == 2  # type: ignore[index]
    assert found(replace(new, begun=101.0))["replacement"]["new before it was there"] == 1  # type: ignore[index]


def test_percentiles_are_those_of_the_times() -> None:
    made = found(*(replace(GOOD, took=n / 1000) for n in range(1, 101)))
    kind = made["kinds"]["choice"]  # type: ignore[index]
    assert (kind["p50"], kind["p95"], kind["p99"]) == pytest.approx((51, 96, 100))


def test_the_plot_says_what_was_found_and_marks_the_replacement() -> None:
    drawn = plot(found(GOOD, replace(GOOD, kind="page"), replace(GOOD, kind="PDF", took=2.0)))
    for words in (
        "3 readers, no error, 95 of 100 pages within 50 ms",
        "new version of the data",
        "a page",
        "a filter",
        "a file",
    ):
        assert words in drawn
    assert "one error" in plot(found(GOOD, replace(GOOD, fault="/x: status 500")))
