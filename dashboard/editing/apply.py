"""Build changed tables in a scratch folder, and write them to the tables in one step; and show what would change."""

import os
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import click

from dashboard.editing.csv_files import as_csv, stamp_of
from dashboard.editing.diff import DELETED, NO_REASON
from dashboard.editing.models import Change, Current, EditProblem, Place, Plan
from dashboard.errors import EditError
from dashboard.ingest.build import Summary, build, check
from dashboard.ingest.manifest import FOLDER
from dashboard.ingest.problems import Problem, TablesRefused

_LONG = 100


def report(plan: Plan) -> list[str]:
    """Return all changes, remarks and problems, and a line that counts them."""
    lines = [line for change in plan.changes for line in _lines(change)]
    lines += [f"note: {remark}" for remark in plan.remarks]
    lines += [str(problem) for problem in plan.problems]
    counts = Counter(change.kind for change in plan.changes)
    counted = ", ".join(f"{number} {kind}" for kind, number in counts.items()) or "no change"
    return [*lines, f"{counted}; {len(plan.problems)} to put right" if plan.problems else counted]


def _lines(change: Change) -> Iterator[str]:
    """Return what happens to a row, then a line for each cell: old value -> new value."""
    old, new = change.old or {}, change.new or {}
    yield f"{change.kind} {change.table}: {', '.join(change.key)} ({change.place})"
    if change.kind == "added":
        yield from (f"    {name}: {_short(text)}" for name, text in new.items() if text and name != "added")
    for name in change.columns:
        yield f"    {name}: {_short(old.get(name, ''))} -> {_short(new.get(name, ''))}"
    if any(change.reason):
        yield f"    reason: {_short(change.reason[0])} / {_short(change.reason[1])}"


def _short(text: str) -> str:
    shown = " ".join(text.split())
    return (f"{shown[: _LONG - 3]}..." if len(shown) > _LONG else shown) or "(empty)"


def finish(current: Current, plan: Plan, *, write: bool, database: Path) -> int:
    """Print what would change, and write it when asked and nothing is wrong. Returns the exit code, 1 for problems.

    Raises what `apply` raises.
    """
    plan = checked(current, plan)
    for line in report(plan):
        click.echo(line)
    if plan.problems:
        click.echo("nothing was written", err=True)
        return 1
    if plan.changes and write:
        summary = apply(current, plan, database=database)
        click.echo(f"written to {current.folder}; data version {summary.data_version}")
    elif plan.changes:
        click.echo("nothing was written; add --apply to write this")
    return 0


def checked(current: Current, plan: Plan) -> Plan:
    """Return a plan with what the build would refuse of it."""
    if not plan.changes:
        return plan
    with tempfile.TemporaryDirectory() as scratch:
        return attempt(current, plan, folder=Path(scratch))


def attempt(current: Current, plan: Plan, *, folder: Path, database: Path | None = None) -> Plan:
    """Build `database` from the changed tables in `folder`, or only check them. Returns the plan with what is refused."""
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
    try:
        if database:
            build(data=data, database=database)
        else:
            check(data=data)
    except TablesRefused as refused:
        known = {(problem.place, problem.value) for problem in plan.problems}
        problems = [_located(problem, places=places, current=current) for problem in refused.found]
        problems = [problem for problem in problems if (problem.place, problem.value) not in known]
        if any(NO_REASON in problem.problem or problem.problem == DELETED for problem in plan.problems):
            # The plan reports a missing reason with what to do about it.
            problems = [one for one in problems if not one.problem.startswith("withdrawn without a reason")]
        return replace(plan, problems=(*plan.problems, *problems))
    return plan


def _located(problem: Problem, *, places: dict[str, dict[int, Place | None]], current: Current) -> EditProblem:
    """Return a problem of the build with the place that the row came from, instead of a line in a scratch file."""
    place = places.get(problem.file, {}).get(problem.line)
    columns = next((table.columns for table in current.schema.values() if table.file == problem.file), {})
    word = problem.problem.partition(" ")[0]
    if place:
        where = place.at(word if word in columns else "")
    else:
        where = f"table {problem.file}" + (f", line {problem.line}" if problem.line else "")
    return EditProblem(place=where, problem=problem.problem, value=problem.value, expected=problem.expected)


def apply(current: Current, plan: Plan, *, database: Path) -> Summary:
    """Write the changes to the tables and build the database. Either all of it happens, or nothing.

    Raises DataError when the build refuses, EditError when the plan has problems or the tables changed since they were read.
    """
    if plan.problems:
        raise EditError(f"{len(plan.problems)} problems stop these changes (expected none)")
    with _locked(current.folder), tempfile.TemporaryDirectory(dir=current.folder, prefix=".build-") as scratch:
        if stamp_of(current.folder) != current.stamp:
            raise EditError("the tables were changed while this ran (expected them as they were read; run it again)")
        tried = attempt(current, plan, folder=Path(scratch))
        if tried.problems:
            raise EditError("\n".join(str(problem) for problem in tried.problems))
        files = [current.schema[name].file for name in plan.rows]
        backup = Path(scratch) / "backup"
        backup.mkdir()
        for file in files:
            shutil.copy2(current.folder / file, backup / file)
        try:
            for file in files:
                os.replace(Path(scratch) / "data" / file, current.folder / file)
            return build(data=current.folder, database=database)
        except BaseException:
            for file in files:
                os.replace(backup / file, current.folder / file)
            raise


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Let one process write to a folder at a time. Windows has no lock for a folder."""
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
