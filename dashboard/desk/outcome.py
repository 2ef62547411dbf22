"""Show what a plan of changes comes to: what the build refuses, or what the site would say."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from dash import html
from dash.development.base_component import Component

from dashboard.db.connection import Database
from dashboard.desk.components import Html
from dashboard.desk.forms import in_words
from dashboard.desk.preview import differences, snapshot
from dashboard.desk.problems import listed, remark
from dashboard.desk.state import Desk
from dashboard.editing.apply import attempt
from dashboard.editing.models import Plan
from dashboard.editing.reports.draft import DraftRow
from dashboard.editing.reports.publish import contradictions, plan_draft
from dashboard.i18n.catalogue import count, t


def outcome(desk: Desk, plan: Plan, lang: str) -> list[Component]:
    """Return the number of changes and the problems; without problems the site before and after."""
    head = html.P(count("desk.outcome.changes", lang, len(plan.changes)), className="name")
    remarks = [html.P(remark(one, lang), className="small") for one in plan.remarks]
    problems, changed = _built(desk, plan, lang)
    return [head, *remarks, *problems, *changed]


def draft_outcome(desk: Desk, lang: str) -> list[Component]:
    """Return the same for the draft, with the rows that it repeats or contradicts."""
    rows = desk.folder.rows
    head = html.P(count("desk.outcome.changes", lang, len(rows)), className="name")
    problems, changed = _built(desk, plan_draft(desk.current, rows, desk.folder.reports), lang)
    return [head, *problems, said_before(desk, rows, lang), *([] if problems else changed)]


def said_before(desk: Desk, rows: Sequence[DraftRow], lang: str) -> Component:
    """Return the rows of the tables and the draft that say the same, or something else, on the same thing."""
    items = []
    for one in contradictions(desk.current, rows):
        columns, other = desk.schema[rows[one.row].table].columns, one.other
        words = {name: in_words(name, columns[name], other, lang, rows) for name in other if name in columns}
        names = ("experiment_id", "indicator_id", "arm_id", f"label_{lang}")
        about = ", ".join(words[name] for name in names if words.get(name))
        says = ", ".join(f"{t(f'desk.column.{name}', lang)} {words[name]}" for name in one.fields)
        key, slots = ("contradicts", {"columns": says}) if says else ("repeats", {})
        items.append(html.Li(t(f"desk.check.{key}", lang, row=about, **slots)))
    return html.Ul(items, className="problem") if items else html.Div()


def _built(desk: Desk, plan: Plan, lang: str) -> tuple[list[Component], list[Component]]:
    """Return what the build refuses of a plan, and what the site would say when it could be built."""
    if not plan.changes:
        return listed(plan.problems, lang), []
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "indicators.duckdb"
        problems = listed(attempt(desk.current, plan, folder=Path(folder), database=file).problems, lang)
        if not file.exists():
            return problems, []
        changed = Database(file)
        try:
            text = differences(snapshot(desk.database, lang), snapshot(changed, lang), lang)
        finally:
            changed.close()
    return problems, [Html(id="differences", html=text)]
