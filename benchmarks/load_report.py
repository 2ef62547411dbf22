"""What 200 readers met, as figures and as rows of the table."""

from __future__ import annotations

from typing import Any

from benchmarks.load_client import Note

# In the order of the table; the rest are files to take along.
_READ = {
    "page": "a page",
    "seen again": "a page that was read before",
    "choice": "a filter",
    "file": "a style sheet or script",
}
_STEP = 10.0


def at(values: list[float], share: float) -> float:
    """The value below which this share of the sorted values lies."""
    return values[min(int(len(values) * share), len(values) - 1)]


def report(notes: list[Note], *, start: float, replaced: dict[str, float]) -> dict[str, Any]:
    """Counts, percentiles in ms for each kind, faults, what happened at the replacement, and p95 over time."""
    kinds: dict[str, list[float]] = {}
    steps: dict[str, dict[int, list[float]]] = {}
    for note in notes:
        if not note.fault and note.status != 503:
            kinds.setdefault(note.kind, []).append(note.took * 1000)
            line = note.kind if note.kind in _READ else "export"
            steps.setdefault(line, {}).setdefault(int((note.begun - start) / _STEP), []).append(note.took * 1000)
    told = [note for note in notes if note.version]
    stale = [
        note.begun - replaced["moved"] for note in told if note.version == "old" and note.begun > replaced["moved"]
    ]
    fresh = [note.begun - replaced["moved"] for note in told if note.version == "new"]
    backward = sum(note.version == "new" and note.begun + note.took < replaced["moved"] for note in told)
    return {
        "answers": len(notes),
        "faults": [note.fault for note in notes if note.fault],
        "asked to wait": sum(note.status == 503 and not note.fault for note in notes),
        "kinds": {
            kind: {"count": len(took), **{f"p{p}": at(sorted(took), p / 100) for p in (50, 95, 99)}, "max": max(took)}
            for kind, took in sorted(kinds.items())
        },
        "replacement": {
            "seconds to build": replaced["moved"] - replaced["begun"],
            "at": replaced["moved"] - start,
            "last old answer asked after": max(stale, default=0.0),
            "old answers after": len(stale),
            "first new answer asked after": min(fresh, default=None),
            "answers with the new version": len(fresh),
            "pages that tell no version": sum(one.kind == "page" and not (one.fault or one.version) for one in notes),
            "new before it was there": backward,
            "slowest within ten seconds": max(
                (note.took * 1000 for note in notes if note.kind in _READ and 0 <= note.begun - replaced["moved"] < _STEP),
                default=0.0,
            ),
        },
        "over time": {
            line: [[(step + 0.5) * _STEP, at(sorted(took), 0.95)] for step, took in sorted(by.items())]
            for line, by in steps.items()
        },
    }  # fmt: skip


def rows(found: dict[str, Any]) -> list[str]:
    """Rows for the table: what it is, and what was found."""
    crowd = f"{found['readers']} readers for {found['seconds'] / 60:g} min"
    faults = len(found["faults"])
    lines = [
        f"| {crowd}: answers; errors; files asked for again later | {found['answers']:,}; {faults}; {found['asked to wait']} |"
    ]
    reading = [kind for kind in _READ if kind in found["kinds"]]
    taking = [kind for kind in found["kinds"] if kind not in _READ]
    for kind in (*reading, *taking):
        took = found["kinds"][kind]
        name = _READ.get(kind, f"a {kind} to take along")
        lines.append(
            f"| {name}, {took['count']:,} times: p50, p95, p99, ms | {took['p50']:,.0f}, {took['p95']:,.0f}, {took['p99']:,.0f} |"
        )
    was = found["replacement"]
    lines.append(
        f"| a new version of the data halfway: seconds until nobody gets the old one; slowest answer then, ms "
        f"| {was['last old answer asked after']:.2f}; {was['slowest within ten seconds']:,.0f} |"
    )
    memory = ("; ".join(f"{one:.0f}" for one in found[f"memory {when}"]) for when in ("at start", "at end", "of files"))
    lines.append(
        f"| memory, PSS MB: of each worker at start, at end, of each process for files; workers lost "
        f"| {', '.join(memory)}; {found['workers lost']} |"
    )
    return lines
