"""The figures as a table in Markdown, and the cost against the number of rows as a plot."""

from __future__ import annotations

import math
from typing import Any

# name, key, divide by, decimals, what was to be reached
_ROWS = (
    ("bytes until the page can be read with its charts, kB", "readable", 1000, 0, "60"),
    ("requests until then", "requests", 1, 0, ""),
    ("bytes until it is fully interactive, kB", "interactive", 1000, 0, "500"),
    ("first filter change on a phone, scripts not started, ms", "first choice", 1, 0, "800"),
    ("filter to redrawn chart, desktop median, ms", "choice", 1, 0, "50"),
    ("the same, until Plotly has drawn the charts in view, ms", "choice, live charts", 1, 0, ""),
    ("callbacks a second (wrk, 2 workers)", "callbacks", 1, 0, "600"),
    ("pages a second, warm, 128 distinct addresses", "pages", 1, 0, "1,000"),
    ("the same, one in a hundred never seen before", "pages, one in a hundred never seen", 1, 0, ""),
    ("readers held by one core", "readers", 1, 0, "800"),
    ("start to first page, s", "start", 1, 1, "1.5"),
    ("memory of a worker, PSS MB, at start", "memory at start", 1, 0, "130"),
    ("memory of a worker, PSS MB, after all of this", "memory", 1, 0, "130"),
)


def _cell(found: dict[str, Any], key: str, by: float, decimals: int) -> str:
    value = found.get(key)
    return "-" if value is None else f"{value / by:,.{decimals}f}"


def _worst(found: dict[str, Any]) -> str:
    scores = list(found.get("lighthouse", {}).values())
    if not scores:
        return "-"
    lowest = min(one["performance"] for one in scores)
    highest = {name: max(one[name] for one in scores) for name in ("LCP", "TBT", "CLS")}
    return f"{lowest:.0f}, {highest['LCP']:.1f} s, {highest['CLS']:.3f} (TBT {highest['TBT']:.0f} ms)"


def table(found: dict[str, Any]) -> str:
    """The whole table."""
    lines = ["| measure | plain Dash | ours | to reach |", "| --- | --- | --- | --- |"]
    for name, key, by, decimals, goal in _ROWS:
        both = (_cell(found[side], key, by, decimals) for side in ("plain", "ours"))
        lines.append(f"| {name} | {' | '.join(both)} | {goal} |")
    pages = len(found["ours"].get("lighthouse", {}))
    lines.append(
        f"| Lighthouse mobile, worst of {pages} pages: performance, LCP, CLS | {_worst(found['plain'])} "
        f"| {_worst(found['ours'])} | 98, 1.0 s, 0.005 |"
    )
    for rows, cost in found["rows"].items():
        median, p95 = (f"{cost[name]:.0f}" for name in ("median", "p95"))
        lines.append(f"| {int(rows):,} rows: a new choice to its answer, p95, ms (median {median}) | - | {p95} | 100 |")
    if found["proxy"]:
        lines.append(f"| pages a second, two instances behind nginx | - | {found['proxy']['pages']:,.0f} | |")
    average = found["load average"][0]
    lines.append("")
    lines.append("Plain Dash sends its scripts unpacked, and has no chart before all of them are there.")
    lines.append(f"Load average of the machine at the end: {average:.1f}.")
    lines.extend(f"Not measured: {why}" for why in found.get("left out", ()))
    return "\n".join(lines) + "\n"


def plot(rows: dict[str, dict[str, float]]) -> str:
    """Milliseconds (p95 and median) against rows, both axes in powers of ten, as an SVG in the colour of the text around it."""
    width, height, left, bottom = 640, 360, 60, 320

    def across(value: float) -> float:
        return left + (math.log10(value) - 3.5) / 3.7 * (width - left - 20)

    def up(value: float) -> float:
        return bottom - math.log10(max(value, 1)) / 3 * (bottom - 20)

    def text(x: float, y: float, words: str, anchor: str = "middle") -> str:
        return f'<text x="{x:.0f}" y="{y:.0f}" text-anchor="{anchor}" font-size="12" fill="currentColor">{words}</text>'

    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif">']
    for power in (0, 1, 2, 3):
        y = up(10**power)
        parts.append(f'<path d="M{left},{y:.0f}H{width - 20}" stroke="currentColor" opacity=".2"/>')
        parts.append(text(left - 8, y + 4, f"{10**power:,} ms", "end"))
    parts.extend(text(across(10**power), height - 20, f"{10**power:,} rows") for power in (4, 5, 6, 7))
    for name, dash in (("p95", ""), ("median", ' stroke-dasharray="4 3"')):
        points = [(across(float(count)), up(cost[name])) for count, cost in rows.items()]
        if points:
            path = "L".join(f"{x:.1f},{y:.1f}" for x, y in points)
            parts.append(f'<path d="M{path}" fill="none" stroke="currentColor" stroke-width="2"{dash}/>')
            parts.extend(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="currentColor"/>' for x, y in points)
            parts.append(text(points[-1][0], points[-1][1] - 10, name, "end"))
    return "".join([*parts, "</svg>\n"])
