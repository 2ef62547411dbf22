"""The reports that are wanted: those that a gap names, with what to look for and where."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.db import queries
from dashboard.db.rows.evidence import GapRow
from dashboard.db.rows.provenance import SourceRow
from dashboard.labels.labels import experiment, lower_first
from dashboard.models.context import Context, Scope


@dataclass(frozen=True, kw_only=True)
class WantedReport:
    """A report that probably has what gaps miss: its source if it has a row, and for each gap a line on what and where."""

    title: str
    source: SourceRow | None
    gaps: tuple[str, ...]


def wanted(context: Context) -> list[WantedReport]:
    """Return the reports that gaps name, the one that could fill most gaps first."""
    sources = {row.id: row for row in queries.sources(context)}
    themes = {row.id: lower_first(row.label) for row in queries.themes(context)}
    named: dict[str, list[GapRow]] = {}
    for row in queries.gaps(Scope(), context):
        if row.report:
            named.setdefault(row.report_source_id or row.report, []).append(row)
    reports = [_report(sources.get(key), rows, themes) for key, rows in named.items()]
    return sorted(reports, key=lambda report: (-len(report.gaps), report.title))


def _report(source: SourceRow | None, rows: Sequence[GapRow], themes: dict[str, str]) -> WantedReport:
    """Return a report; where its source has a row, each line repeats the place in it that the gap names."""
    lines = [f"{experiment(row)}: {themes[row.theme]}" + (f" ({row.report})" if source else "") for row in rows]
    title = source.title if source else str(rows[0].report)
    return WantedReport(title=title[:1].upper() + title[1:], source=source, gaps=tuple(lines))


def partly_read(context: Context) -> list[SourceRow]:
    """Return the reports and papers of which a part was read, by title."""
    rows = (row for row in queries.sources(context) if row.access == "opening" and row.kind in ("report", "paper"))
    return sorted(rows, key=lambda row: row.title)
