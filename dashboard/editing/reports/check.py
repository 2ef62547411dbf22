"""Check draft rows by the rules of the build, and find rows that they repeat or contradict."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dashboard.editing.apply import attempt
from dashboard.editing.models import Cells, Current, Plan
from dashboard.editing.reports.draft import DraftRow
from dashboard.editing.reports.publish import Reports, comparable, plan_draft

# What two rows have in common when they are about the same thing, and what they then must agree on.
_SAME: Mapping[str, tuple[Sequence[str], Sequence[str]]] = {
    "observations": (
        ("experiment_id", "arm_id", "comparator_arm_id", "indicator_id", "subgroup_nl", "base_nl", "timing", "start", "end"),
        ("value", "low", "high", "n"),
    ),
    "findings": (("experiment_id", "arm_id", "comparator_arm_id", "indicator_id", "start", "end"), ("direction", "test")),
    "design_facts": (("experiment_id", "kind", "label_nl", "date", "unit"), ("value",)),
    "arms": (("id",), ("participants",)),
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Contradiction:
    """A row on the same thing, of the tables or earlier in the draft, and the columns in which the two differ.

    Without columns it says the same: a reader would see the number twice.
    """

    row: int
    other: Cells
    fields: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Checked:
    """What draft rows change, what stops them, and the database with them in it, None when there is none."""

    plan: Plan
    contradictions: tuple[Contradiction, ...]
    database: Path | None


def check_draft(
    current: Current, rows: Sequence[DraftRow], reports: Reports, *, folder: Path, day: date | None = None
) -> Checked:
    """Build the tables with the draft rows in an empty folder, and say what is wrong with which row and column."""
    planned, database = plan_draft(current, rows, reports, day=day), folder / "indicators.duckdb"
    if planned.changes:
        planned = attempt(current, planned, folder=folder, database=database)
    return Checked(
        plan=planned,
        contradictions=contradictions(current, rows),
        database=None if planned.problems or not planned.changes else database,
    )


def contradictions(current: Current, rows: Sequence[DraftRow]) -> tuple[Contradiction, ...]:
    """Return the rows on the same thing; a correction of a row is not held against it."""
    found = []
    for at, row in enumerate(rows):
        drafted = [one.values for one in rows[:at] if one.table == row.table]
        published = [one for one in current.rows.get(row.table, ()) if not one["withdrawn"]]
        for other in (*published, *drafted):
            fields = _differing(row, other)
            if fields or (fields is not None and row.table == "observations"):
                found.append(Contradiction(row=at, other=other, fields=fields))
    return tuple(found)


def _differing(row: DraftRow, other: Cells) -> tuple[str, ...] | None:
    """Return the columns in which two rows on the same thing differ; None for rows on other things."""
    same, compared = _SAME.get(row.table, ((), ()))
    own = row.values
    is_itself = row.table != "arms" and own.get("id") == other.get("id")
    if not same or is_itself or any(own.get(name, "") != other.get(name, "") for name in same):
        return None
    # A row that says nothing on a column does not contradict it.
    both = [name for name in compared if own.get(name) and other.get(name)]
    return tuple(name for name in both if comparable(own[name]) != comparable(other[name]))
