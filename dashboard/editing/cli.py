"""How a command that changes the tables ends: what would change, and written or not."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from dashboard.editing.apply import apply, attempt
from dashboard.editing.models import Plan
from dashboard.editing.report import report
from dashboard.editing.rows import Current


def finish(current: Current, plan: Plan, *, write: bool, database: Path) -> int:
    """Try the changes, print them, and write them when asked and nothing is wrong; gives the exit code, 1 for troubles.

    Raises what `apply` raises.
    """
    if plan.changes:
        with tempfile.TemporaryDirectory() as scratch:
            plan, _ = attempt(current, plan, folder=Path(scratch))
    for line in report(plan):
        print(line)
    if plan.troubles:
        print("nothing was written", file=sys.stderr)
        return 1
    if plan.changes and write:
        summary = apply(current, plan, database=database)
        print(f"written to {current.folder}; data version {summary.data_version}")
    elif plan.changes:
        print("nothing was written; add --apply to write this")
    return 0
