"""Write a plan as lines of text for a terminal."""

from collections import Counter
from collections.abc import Iterator

from dashboard.editing.models import Change, Plan

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
