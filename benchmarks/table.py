"""The figures as tables in Markdown."""

from __future__ import annotations

from typing import Any

from benchmarks import sessions_report

# name, key, divisor, decimals, budget
_ROWS = (
    ("kB until the page is readable with its charts", "readable", 1000, 0, "60"),
    ("requests until then", "requests", 1, 0, "2"),
    ("kB until its charts are interactive", "interactive", 1000, 0, "600"),
    ("first filter change on a phone slowed 4x, Dash not loaded, ms", "first choice", 1, 0, "800"),
    ("filter change to redrawn charts, desktop median, ms", "choice", 1, 0, "100"),
    ("the same, until Plotly has drawn the charts in view, ms", "choice, live charts", 1, 0, ""),
    ("first touch of a mark to its card, desktop, ms", "first card", 1, 0, "500"),
    ("the same on a phone slowed 4x, ms", "first card, slow", 1, 0, "1,500"),
    ("pointer on a mark of a live chart to its card, ms", "live card", 1, 0, "50"),
    ("callbacks per second (wrk, 2 workers)", "callbacks", 1, 0, "600"),
    ("pages per second, cached, 128 addresses", "pages", 1, 0, "1,000"),
    ("the same, one in a hundred not cached", "pages, one in a hundred not cached", 1, 0, ""),
    ("readers held by one core (a filter change every 5 s, p95 under 1 s)", "readers", 1, 0, "1,600"),
    ("start to first page, s", "start", 1, 1, "2"),
    ("memory of a worker, PSS MB, at start", "memory at start", 1, 0, ""),
    ("memory of a worker, PSS MB, after all of this", "memory", 1, 0, ""),
)


def _cell(result: dict[str, Any], key: str, divisor: float, decimals: int) -> str:
    value = result.get(key)
    return "-" if value is None else f"{value / divisor:,.{decimals}f}"


def _worst_score(result: dict[str, Any]) -> str:
    scores = list(result.get("lighthouse", {}).values())
    if not scores:
        return "-"
    lowest = min(score["performance"] for score in scores)
    highest = {name: max(score[name] for score in scores) for name in ("LCP", "TBT", "CLS")}
    return f"{lowest:.0f}, {highest['LCP']:.1f} s, {highest['CLS']:.3f} (TBT {highest['TBT']:.0f} ms)"


def _worst_load(result: dict[str, Any]) -> str:
    loads = list(result.get("slow network", {}).values())
    if not loads:
        return "-"
    highest = {name: max(load[name] for load in loads) for name in ("LCP", "CLS", "long")}
    return f"{highest['LCP']:.1f} s, {highest['CLS']:.3f}, {highest['long']:.0f} ms"


def pages_table(result: dict[str, Any]) -> str:
    """Return a row for each page: Lighthouse for mobile, and a slow phone on a slow network."""
    heads = ("page", "performance", "accessibility", "best practices", "SEO", "LCP s", "CLS", "TBT ms")
    heads += ("slow network: LCP s", "CLS", "longest task ms")
    lines = [f"| {' | '.join(heads)} |", f"|{' --- |' * len(heads)}"]
    for path, load in result.get("slow network", {}).items():
        score = result["lighthouse"].get(path)
        names = ("performance", "accessibility", "best-practices", "seo")
        cells = [f"{score[name]:.0f}" if score else "-" for name in names]
        cells += [f"{score['LCP']:.2f}", f"{score['CLS']:.4f}", f"{score['TBT']:.0f}"] if score else ["-"] * 3
        cells += [f"{load['LCP']:.2f}", f"{load['CLS']:.4f}", f"{load['long']:.0f}"]
        lines.append(f"| {path} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def table(results: dict[str, Any]) -> str:
    """Return the whole table: the product beside plain Dash, measured in one run."""
    lines = ["| measure | plain Dash | product | budget |", "| --- | --- | --- | --- |"]
    for name, key, divisor, decimals, budget in _ROWS:
        both = (_cell(results[side], key, divisor, decimals) for side in ("plain", "product"))
        lines.append(f"| {name} | {' | '.join(both)} | {budget} |")
    pages = len(results["product"].get("lighthouse", {}))
    lines.append(
        f"| Lighthouse mobile, worst of {pages} pages: performance, LCP, CLS | {_worst_score(results['plain'])} "
        f"| {_worst_score(results['product'])} | 98, 1.1 s, 0.01 |"
    )
    lines.append(
        f"| phone slowed 4x, network of 150 ms and 1.6 Mbit/s, worst page: LCP, CLS, longest task "
        f"| {_worst_load(results['plain'])} | {_worst_load(results['product'])} | |"
    )
    for observations, cost in results["tables"].items():
        lines.append(
            f"| {int(observations):,} observations: a filter change that is not cached, p95, ms "
            f"(median {cost['median']:.0f}) | - | {cost['p95']:.0f} | 100 |"
        )
    if results["proxy"]:
        lines.append(
            f"| pages per second, two instances behind a caching nginx | - | {results['proxy']['pages']:,.0f} | |"
        )
    if results["sessions"]:
        lines.extend(
            f"{row.rpartition('|')[0].replace(' | ', ' | - | ', 1)}| |"
            for row in sessions_report.rows(results["sessions"])
        )
    lines.append("")
    lines.append("Plain Dash sends its scripts uncompressed, and draws no chart before all of them are loaded.")
    lines.append(f"Load average of the machine at the end: {results['load average'][0]:.1f}.")
    lines.extend(f"Not measured: {reason}" for reason in results.get("not measured", ()))
    return "\n".join(lines) + "\n"
