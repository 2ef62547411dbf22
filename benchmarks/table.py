"""The figures as a table in Markdown."""

from __future__ import annotations

from typing import Any

from benchmarks import load_report

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


def _slowest(found: dict[str, Any]) -> str:
    loads = list(found.get("slow line", {}).values())
    if not loads:
        return "-"
    highest = {name: max(one[name] for one in loads) for name in ("LCP", "CLS", "long")}
    return f"{highest['LCP']:.1f} s, {highest['CLS']:.3f}, {highest['long']:.0f} ms"


def pages_table(found: dict[str, Any]) -> str:
    """Page by page: what Lighthouse reckons for a phone, and how it came over a slow line."""
    heads = ("page", "performance", "accessibility", "best practices", "SEO", "LCP s", "CLS", "TBT ms")
    heads += ("slow line: LCP s", "CLS", "longest task ms")
    lines = [f"| {' | '.join(heads)} |", f"|{' --- |' * len(heads)}"]
    for path, load in found.get("slow line", {}).items():
        score = found["lighthouse"].get(path)
        names = ("performance", "accessibility", "best-practices", "seo")
        cells = [f"{score[name]:.0f}" if score else "-" for name in names]
        cells += [f"{score['LCP']:.2f}", f"{score['CLS']:.4f}", f"{score['TBT']:.0f}"] if score else ["-"] * 3
        cells += [f"{load['LCP']:.2f}", f"{load['CLS']:.4f}", f"{load['long']:.0f}"]
        lines.append(f"| {path} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


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
    lines.append(
        f"| As it came to a slow phone (4x) over 150 ms and 1.6 Mbit/s, worst of them: LCP, CLS, longest task "
        f"| {_slowest(found['plain'])} | {_slowest(found['ours'])} | |"
    )
    for rows, cost in found["rows"].items():
        median, p95, page = (f"{cost[name]:.0f}" for name in ("median", "p95", "page p95"))
        name = (
            f"{int(rows):,} rows: a new choice to its answer, p95, ms (median {median}; a whole new page, p95 {page})"
        )
        lines.append(f"| {name} | - | {p95} | 100 |")
    if found["proxy"]:
        lines.append(f"| pages a second, two instances behind nginx | - | {found['proxy']['pages']:,.0f} | |")
    if found.get("readers"):
        lines.extend(
            f"{row.rpartition('|')[0].replace(' | ', ' | - | ', 1)}| |" for row in load_report.rows(found["readers"])
        )
    average = found["load average"][0]
    lines.append("")
    lines.append("Plain Dash sends its scripts unpacked, and has no chart before all of them are there.")
    lines.append(f"Load average of the machine at the end: {average:.1f}.")
    lines.extend(f"Not measured: {why}" for why in found.get("left out", ()))
    return "\n".join(lines) + "\n"
