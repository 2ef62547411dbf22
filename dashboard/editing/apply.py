"""Trying changes in a folder of their own, and writing them to the tables in one step."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from dashboard.editing.diff import DELETED, NO_REASON
from dashboard.editing.models import Plan
from dashboard.editing.rows import Current, Place, Trouble, as_csv, stamp_of
from dashboard.errors import EditError
from dashboard.ingest.build import Summary, build
from dashboard.ingest.manifest import FOLDER
from dashboard.ingest.problems import Problem, TablesRefused


def attempt(current: Current, plan: Plan, *, folder: Path) -> tuple[Plan, Path | None]:
    """Build the tables as they would be in `folder`: the plan with what the build refuses, and the database if it does not."""
    data = folder / "data"
    data.mkdir(parents=True)
    if (current.folder / FOLDER).is_dir():
        shutil.copytree(current.folder / FOLDER, data / FOLDER)
    places: dict[str, dict[int, Place | None]] = {}
    for name, table in current.schema.items():
        if name in plan.rows:
            text, lines = as_csv([cells for cells, _ in plan.rows[name]], table=table)
            (data / table.file).write_text(text, encoding="utf-8", newline="")
            places[table.file] = dict(zip(lines, (place for _, place in plan.rows[name]), strict=True))
        else:
            shutil.copyfile(current.folder / table.file, data / table.file)
    database = folder / "indicators.duckdb"
    try:
        build(data=data, database=database)
    except TablesRefused as refused:
        told = {(trouble.place, trouble.value) for trouble in plan.troubles}
        found = [_located(problem, places=places, current=current) for problem in refused.found]
        fresh = tuple(one for one in found if (one.place, one.value) not in told)
        if any(NO_REASON in trouble.problem or trouble.problem == DELETED for trouble in plan.troubles):
            # What the build says of the reasons was said before, with the cure.
            fresh = tuple(one for one in fresh if not one.problem.startswith("withdrawn without a reason"))
        return replace(plan, troubles=(*plan.troubles, *fresh)), None
    return plan, database


def _located(problem: Problem, *, places: dict[str, dict[int, Place | None]], current: Current) -> Trouble:
    """A problem of the build with the place that the row came from, instead of a line in a file nobody has seen."""
    place = places.get(problem.file, {}).get(problem.line)
    table = next((table for table in current.schema.values() if table.file == problem.file), None)
    word = problem.problem.partition(" ")[0]
    column = word if table and word in table.columns else ""
    where = place.at(column) if place else f"table {problem.file}" + (f", line {problem.line}" if problem.line else "")
    return Trouble(place=where, problem=problem.problem, value=problem.value, cure=problem.expected)


def apply(current: Current, plan: Plan, *, database: Path) -> Summary:
    """Write the changes to the tables and build the database. Either all of it happens, or nothing.

    Raises DataError when the build refuses, EditError when the plan has troubles or the tables changed since they were read.
    """
    if plan.troubles:
        raise EditError(f"{len(plan.troubles)} things stop these changes (expected none)")
    with _alone(current.folder), tempfile.TemporaryDirectory(dir=current.folder, prefix=".build-") as scratch:
        if stamp_of(current.folder) != current.stamp:
            raise EditError("the tables were changed while this ran (expected them as they were read; run it again)")
        tried, _ = attempt(current, plan, folder=Path(scratch))
        if tried.troubles:
            raise EditError("\n".join(str(trouble) for trouble in tried.troubles))
        files = [current.schema[name].file for name in plan.rows]
        kept = Path(scratch) / "kept"
        kept.mkdir()
        for file in files:
            shutil.copy2(current.folder / file, kept / file)
        try:
            for file in files:
                os.replace(Path(scratch) / "data" / file, current.folder / file)
            return build(data=current.folder, database=database)
        except BaseException:
            for file in files:
                os.replace(kept / file, current.folder / file)
            raise


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Two people who write at once wait for each other; on Windows, where a folder has no lock, they better not."""
    if sys.platform == "win32":
        yield
        return
    import fcntl

    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
