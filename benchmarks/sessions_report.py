"""Figures of simulated reader sessions, and rows for the table."""

from __future__ import annotations

from typing import Any

from benchmarks.http_client import Measurement

# Kinds that readers of pages meet, in the order of the table; all others are exports.
READING = {
    "page": "a page",
    "revalidated": "a cached page that is revalidated",
    "choice": "a filter change",
    "file": "a style sheet or script",
}
_WINDOW = 10.0


def percentile(values: list[float], share: float) -> float:
    """Return the value below which this share of the sorted values lies."""
    return values[min(int(len(values) * share), len(values) - 1)]


def report(measurements: list[Measurement], *, replaced: dict[str, float]) -> dict[str, Any]:
    """Return counts, percentiles in ms by kind, failures, and the effect of the data replacement at `replaced["moved"]`."""
    moved = replaced["moved"]
    kinds: dict[str, list[float]] = {}
    for one in measurements:
        if not one.failure and one.status != 503:
            kinds.setdefault(one.kind, []).append(one.seconds * 1000)
    stale = [one.begun - moved for one in measurements if one.version == "old" and one.begun > moved]
    after = [one.seconds * 1000 for one in measurements if one.kind in READING and 0 <= one.begun - moved < _WINDOW]
    return {
        "responses": len(measurements),
        "failures": [one.failure for one in measurements if one.failure],
        "busy": sum(one.status == 503 and not one.failure for one in measurements),
        "kinds": {
            kind: {"count": len(took), **{f"p{p}": percentile(sorted(took), p / 100) for p in (50, 95, 99)}}
            for kind, took in sorted(kinds.items())
        },
        "replacement": {
            "seconds to build": moved - replaced["begun"],
            "last stale response after": max(stale, default=0.0),
            "responses with the new version": sum(one.version == "new" for one in measurements),
            "new version before the replacement": sum(
                one.version == "new" and one.begun + one.seconds < moved for one in measurements
            ),
            "slowest within ten seconds": max(after, default=0.0),
        },
    }


def rows(result: dict[str, Any]) -> list[str]:
    """Return rows of a Markdown table: what was measured, and the figure."""
    title = f"{result['readers']} readers for {result['seconds'] / 60:g} min"
    lines = [
        f"| {title}: responses; failures; exports told to retry "
        f"| {result['responses']:,}; {len(result['failures'])}; {result['busy']} |"
    ]
    kinds = result["kinds"]
    for kind in [*(kind for kind in READING if kind in kinds), *(kind for kind in kinds if kind not in READING)]:
        took = kinds[kind]
        name = READING.get(kind, f"a {kind} export")
        lines.append(
            f"| {name}, {took['count']:,} times: p50, p95, p99, ms "
            f"| {took['p50']:,.0f}, {took['p95']:,.0f}, {took['p99']:,.0f} |"
        )
    replacement = result["replacement"]
    lines.append(
        f"| data replaced halfway: seconds until the last stale response; slowest response then, ms "
        f"| {replacement['last stale response after']:.2f}; {replacement['slowest within ten seconds']:,.0f} |"
    )
    sizes = (
        "; ".join(f"{size:.0f}" for size in result[f"memory {when}"]) for when in ("at start", "at end", "of exports")
    )
    lines.append(
        f"| memory, PSS MB, of each worker at start, at end, of each export worker; workers lost "
        f"| {', '.join(sizes)}; {result['workers lost']} |"
    )
    return lines
