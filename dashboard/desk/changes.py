"""What the draft changes in the tables: a plan, what the build refuses of it, and a database to preview it from."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from dashboard.editing.apply import attempt
from dashboard.editing.diff import plan
from dashboard.editing.models import Cells, Current, Place, Plan, Reason, WantedRow
from dashboard.editing.reports.draft import DraftRow


def planned(current: Current, rows: Sequence[DraftRow]) -> Plan:
    """Return what draft rows change in the tables."""
    wanted: dict[str, list[WantedRow]] = {}
    for row in rows:
        cells = _whole(current, row, rows)
        wanted.setdefault(row.table, []).append(WantedRow(place=Place(where=row.name), cells=cells))
        if row.sha256:
            wanted.setdefault("readings", []).append(WantedRow(place=Place(where=row.name), cells=_reading(row)))
    last = current.releases.last
    day = max(date.today(), last + timedelta(days=1)) if last else date.today()
    return plan(current, wanted, reason=Reason(day=day), whole=False)


def tried(current: Current, rows: Sequence[DraftRow], folder: Path) -> tuple[Plan, Path | None]:
    """Return the plan with what the build refuses, and the database in `folder` if it refuses nothing."""
    return attempt(current, planned(current, rows), folder=folder)


def _reading(row: DraftRow) -> dict[str, str]:
    """Return where a row was read as a row of its own."""
    box = {side: f"{getattr(row.box, side):.1f}" for side in ("x0", "top", "x1", "bottom")}
    return {
        "row_table": row.table, "row_id": row.values["id"], "source_id": row.values.get("source_id", ""),
        "sha256": row.sha256, "page": str(row.page), "read_on": row.read_on.isoformat(), **box,
    }  # fmt: skip


def _whole(current: Current, row: DraftRow, rows: Sequence[DraftRow]) -> Cells:
    """Return the cells of a row: of a correction with the rest of the row, of a new group with its position."""
    if row.table != "arms":
        return row.values
    arms = [arm for arm in current.rows["arms"] if not arm["withdrawn"]]
    if before := next((arm for arm in arms if arm["id"] == row.values["id"]), None):
        return {**before, "added": "", **row.values}
    older = [one.values for one in rows[: list(rows).index(row)] if one.table == "arms"]
    group = [arm for arm in (*arms, *older) if arm.get("experiment_id") == row.values["experiment_id"]]
    return {**row.values, "position": str(len(group) + 1)}
