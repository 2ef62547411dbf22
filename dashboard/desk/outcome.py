"""Show what a plan of changes comes to: what the build refuses, or what the site would say."""

import tempfile
from collections.abc import Iterable
from pathlib import Path

from dash import html
from dash.development.base_component import Component

from dashboard.db.connection import Database
from dashboard.desk.components import Html
from dashboard.desk.preview import differences, snapshot
from dashboard.desk.state import Desk
from dashboard.editing.apply import attempt
from dashboard.editing.models import EditProblem, Plan
from dashboard.i18n.catalogue import count


def outcome(desk: Desk, plan: Plan, lang: str) -> list[Component]:
    """Return the number of changes and the problems; without problems the site before and after."""
    parts: list[Component] = [html.P(count("desk.outcome.changes", lang, len(plan.changes)), className="name")]
    parts += [html.P(remark, className="small") for remark in plan.remarks]
    if not plan.changes:
        return [*parts, *_refused(plan.problems, lang)]
    with tempfile.TemporaryDirectory() as folder:
        plan, file = attempt(desk.current, plan, folder=Path(folder))
        if plan.problems or file is None:
            return [*parts, *_refused(plan.problems, lang)]
        changed = Database(file)
        found = differences(snapshot(desk.database, lang), snapshot(changed, lang), lang)
        changed.close()
    return [*parts, Html(id="differences", html=found)]


def _refused(problems: Iterable[EditProblem], lang: str) -> list[Component]:
    items = [html.Li(str(problem)) for problem in problems]
    if not items:
        return []
    return [
        html.P(count("desk.check.refused", lang, len(items)), className="problem"),
        html.Ul(items, className="small"),
    ]
