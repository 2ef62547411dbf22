"""Time and memory of each file that a reader can take along: `python -m benchmarks.exports`.

The first time includes the import of the library, and in the pool (`dashboard/exports/pool.py`) the start of a child.
Memory is what this process grew by until then, in MB.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

TIMES = 5


def _resident() -> int:
    """The memory of this process in MB, as Linux counts it; 0 elsewhere."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) // 1024


def measure(make: Callable[[], bytes]) -> dict[str, Any]:
    """Milliseconds of the first time and the median of others, MB grown, and kB of the file."""
    before = _resident()
    begun = time.perf_counter()
    body = make()
    first = time.perf_counter() - begun
    others = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        make()
        others.append(time.perf_counter() - begun)
    median = statistics.median(others)
    return {
        "first_ms": round(first * 1000), "then_ms": round(median * 1000), "grown_mb": _resident() - before,
        "kb": round(len(body) / 1000),
    }  # fmt: skip


def main() -> None:
    """Measure a chart, a brief and a meeting set in each form, on the real tables."""
    from dashboard.charts import registry
    from dashboard.db import connection
    from dashboard.exports import chart_picture, docx, pdf, png, pool
    from dashboard.exports.provenance import chart_block
    from dashboard.ingest import build
    from dashboard.models.context import Context, Scope
    from dashboard.selection import filters
    from dashboard.web.document_downloads import MAKERS
    from dashboard.web.pages.brief.page import build as build_brief
    from dashboard.web.pages.chart_set import build as build_set
    from dashboard.web.pages.context import resolve_context

    with TemporaryDirectory() as folder:
        database = Path(folder) / "indicators.duckdb"
        build.build(database=database)
        connection._database = connection.Database(database)
        chart = registry.KINDS["with_and_without"].make(Scope(theme="participation"), Context(lang="nl"))[0]
        context = resolve_context(lang="nl", path="/raadsbrief", query="municipality=amsterdam")
        makers: dict[str, Callable[[], bytes]] = {
            "chart, SVG": lambda: chart_picture.svg(chart_block(chart, Context(lang="nl"), link="")).encode(),
            "chart, PNG": lambda: png.png(chart_picture.svg(chart_block(chart, Context(lang="nl"), link=""))),
            "brief, PDF in the pool": lambda: pool.run(pdf.write, build_brief(context)),
            "brief, PDF": lambda: pdf.write(build_brief(context)),
            "brief, DOCX": lambda: docx.write(build_brief(context)),
        }
        items = [
            filters.chart_item(one.key, f"theme={theme}")
            for theme in context.known.themes
            for one in registry.all_for(Scope(theme=theme), Context(lang="nl"))
        ]
        collected = build_set(
            resolve_context(lang="nl", path="/vergaderset", query="&".join(f"item={one}" for one in items))
        )
        for form, (_, make_file) in MAKERS.items():
            makers[f"set of {len(collected.charts)}, {form.upper()}"] = partial(make_file, collected)
        for name, make in makers.items():
            found = measure(make)
            print(f"{name:16}", "  ".join(f"{key} {value:>5}" for key, value in found.items()))


if __name__ == "__main__":
    main()
