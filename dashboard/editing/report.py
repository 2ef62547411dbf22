"""Changes and troubles as lines of text, for a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from dashboard.editing.models import Change, Plan

_LONG = 100


def _short(text: str) -> str:
    shown = " ".join(text.split())
    return (f"{shown[: _LONG - 3]}..." if len(shown) > _LONG else shown) or "(empty)"


def lines_of(change: Change) -> Iterator[str]:
    """What happens to one row, then a line for each cell: old value -> new value."""
    yield f"{change.kind} {change.table}: {', '.join(change.key)} ({change.place})"
    if change.kind == "added" and change.new:
        yield from (
            f"    {name}: {_short(text)}" for name, text in change.new.items() if text and name not in ("added",)
        )
    for name in change.columns:
        old, new = (change.old or {}).get(name, ""), (change.new or {}).get(name, "")
        yield f"    {name}: {_short(old)} -> {_short(new)}"
    if any(change.reason):
        yield f"    reason: {_short(change.reason[0])} / {_short(change.reason[1])}"


def report(plan: Plan) -> list[str]:
    """All changes, all remarks, all troubles, and a line that counts them."""
    lines = [line for change in plan.changes for line in lines_of(change)]
    lines += [f"note: {remark}" for remark in plan.remarks]
    lines += [str(trouble) for trouble in plan.troubles]
    counts = Counter(change.kind for change in plan.changes)
    told = ", ".join(f"{number} {kind}" for kind, number in counts.items()) or "no change"
    return [*lines, f"{told}; {len(plan.troubles)} to put right" if plan.troubles else told]
