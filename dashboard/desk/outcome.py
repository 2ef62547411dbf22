"""Show what a plan of changes comes to: what the build refuses, or what the site would say."""

import tempfile
from pathlib import Path

from dash import html
from dash.development.base_component import Component

from dashboard.db.connection import Database
from dashboard.desk.components import Html
from dashboard.desk.preview import differences, snapshot
from dashboard.desk.problems import listed, remark
from dashboard.desk.state import Desk
from dashboard.editing.apply import attempt
from dashboard.editing.models import Plan
from dashboard.editing.reports.check import Checked, check_draft
from dashboard.i18n.catalogue import count, t


def outcome(desk: Desk, plan: Plan, lang: str) -> list[Component]:
    """Return the number of changes and the problems; without problems the site before and after."""
    parts: list[Component] = [html.P(count("desk.outcome.changes", lang, len(plan.changes)), className="name")]
    parts += [html.P(remark(one, lang), className="small") for one in plan.remarks]
    if not plan.changes:
        return [*parts, *listed(plan.problems, lang)]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "indicators.duckdb"
        plan = attempt(desk.current, plan, folder=Path(folder), database=file)
        return [*parts, *listed(plan.problems, lang), *_changed(desk, file if file.exists() else None, lang)]


def draft_outcome(desk: Desk, lang: str) -> list[Component]:
    """Return the same for the draft, with the published rows that it contradicts."""
    with tempfile.TemporaryDirectory() as folder:
        checked = check_draft(desk.current, desk.folder.rows, desk.folder.reports, folder=Path(folder))
        return [
            html.P(count("desk.outcome.changes", lang, len(desk.folder.rows)), className="name"),
            *listed(checked.plan.problems, lang),
            contradictions(checked, lang),
            *_changed(desk, checked.database, lang),
        ]


def draft_refused(desk: Desk, lang: str) -> list[Component]:
    """Return what the build refuses of the draft; nothing when it refuses nothing."""
    with tempfile.TemporaryDirectory() as folder:
        checked = check_draft(desk.current, desk.folder.rows, desk.folder.reports, folder=Path(folder))
        return listed(checked.plan.problems, lang)


def contradictions(checked: Checked, lang: str) -> Component:
    """Return the rows of the tables and the draft that say the same, or something else, on the same thing."""
    items = []
    for one in checked.contradictions:
        says = ", ".join(f"{t(f'desk.column.{name}', lang)} {one.other[name]}" for name in one.fields)
        key = "desk.check.contradicts" if says else "desk.check.repeats"
        items.append(html.Li(t(key, lang, row=one.other["id"], **({"columns": says} if says else {}))))
    return html.Ul(items, className="problem") if items else html.Div()


def _changed(desk: Desk, file: Path | None, lang: str) -> list[Component]:
    """Return what the site would say with another database."""
    if file is None:
        return []
    changed = Database(file)
    try:
        return [Html(id="differences", html=differences(snapshot(desk.database, lang), snapshot(changed, lang), lang))]
    finally:
        changed.close()
