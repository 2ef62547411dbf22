"""The callbacks of the form: what was taken from a page fills it in, each change is checked, and a button adds its rows."""

import tempfile
import time
from collections.abc import Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any

from dash import ALL, Dash, Input, Output, State, callback_context, html, no_update
from dash.exceptions import PreventUpdate

from dashboard.config import LANGUAGES
from dashboard.db import queries
from dashboard.desk.address import Address, parse
from dashboard.desk.check import problems_of
from dashboard.desk.choices import options
from dashboard.desk.forms import FORMS, NEW
from dashboard.desk.outcome import contradictions
from dashboard.desk.problems import listed
from dashboard.desk.row_form import Setting, fields
from dashboard.desk.rows import Parts
from dashboard.desk.state import Desk
from dashboard.desk.suggestions import Mark, at_place, cells, of_cell
from dashboard.editing.reports.check import check_draft
from dashboard.editing.reports.draft import DraftRow
from dashboard.editing.reports.tables import tables
from dashboard.i18n.catalogue import count, t
from dashboard.models.context import Context

_PAUSE = 0.4
_FIELD: Any = {"type": "field", "part": ALL, "column": ALL}
_ADDED: Any = {"type": "added", "column": ALL}
_CELL: Any = {"type": "cell", "table": ALL, "row": ALL, "column": ALL}
# What is likely to be the same for the next number of a report.
_STICKY = (
    "source_id", "experiment_id", "timing", "start", "end", "base_nl", "base_en", "groups_comparable", "adjusted", "stage",
    "indicator_id",
)  # fmt: skip


def _of(column: str) -> Any:
    return {"type": "field", "part": ALL, "column": column}


def parts_of(ids: Sequence[dict[str, str] | None], values: Sequence[str | None]) -> Parts:
    """Return the fields of the form by part and column."""
    found: dict[str, dict[str, str]] = {}
    # Dash sends fields that are gone without an id.
    for id, value in ((id, value) for id, value in zip(ids, values, strict=True) if id):
        found.setdefault(id["part"], {})[id["column"]] = value or ""
    return found


def register(app: Dash, desk: Desk) -> None:
    """Add the callbacks of the form."""

    @app.callback(
        Output("marks", "data"),
        Input("paper", "marked"), Input(_CELL, "n_clicks"), Input("blank", "n_clicks"), State("marks", "data"),
        State("pair", "value"), State("address", "pathname"), State("page", "value"),
        prevent_initial_call=True,
    )  # fmt: skip
    def take(
        marked: Any, clicks: list[int | None], blank: int | None, marks: list[Any], pair: str, path: str, number: str
    ) -> Any:
        by = callback_context.triggered_id
        page = desk.reports[parse(path).report].page(int(number))
        if by == "paper" and marked:
            bare = Mark(text=marked["text"], page=page.number, box=tuple(marked["box"]))
            mark = at_place(bare, tables(page))
        elif isinstance(by, dict) and any(clicks):
            mark = of_cell(tables(page)[by["table"]], by["row"], by["column"])
        elif by == "blank" and blank:
            mark = Mark(text="", page=page.number, box=tuple(page.box))
        else:
            return no_update
        # The second number of a pair is that of the comparison; a third one begins again.
        return [*marks, vars(mark)] if pair and len(marks) == 1 else [vars(mark)]

    @app.callback(
        Output("row-fields", "children"), Output("row-check", "children", allow_duplicate=True),
        Output("row-added", "children", allow_duplicate=True),
        Output("paper", "taken"),
        Input("marks", "data"), Input("kind", "value"), State(_FIELD, "value"), State(_FIELD, "id"), State("sticky", "data"),
        State("address", "pathname"),
        prevent_initial_call="initial_duplicate",
    )  # fmt: skip
    def show(marks: list[Any], kind: str, values: Any, ids: Any, sticky: Any, path: str) -> Any:
        # What was said of the number before must not stand below this one.
        if not marks:
            return None, None, no_update, []
        taken = [Mark.of(mark) for mark in marks]
        # Another browser has nothing of the number before, which is in the draft.
        report = parse(path).report
        last = next((row.values for row in reversed(desk.folder.rows) if row.sha256.startswith(report)), {})
        known = (sticky or {}).get(report) or {name: last[name] for name in _STICKY[:-1] if name in last}
        typed = {part: {**columns} for part, columns in parts_of(ids, values).items()}
        own = {name: value for name, value in typed.get("row", {}).items() if value}
        if len(marks) == 1 and "kind" not in callback_context.triggered_prop_ids.values():
            # Another number: of what was filled in for the last one stays what is likely to be the same.
            known, own = {**known, **{name: own[name] for name in _STICKY[:-1] if name in own}}, {}
        if row := desk.drafted(taken[0].row):
            own = {**row.values, **own}
        setting = Setting(
            schema=desk.schema, lang=parse(path).lang, drafted=desk.folder.rows, typed={**typed, "row": own}
        )
        boxes = [mark.box for mark in taken if mark.text]
        return fields(kind, taken, known, setting), None, None, boxes

    @app.callback(
        Output(_FIELD, "problem"), Output(_FIELD, "options"), Output(_ADDED, "hidden"),
        Input(_FIELD, "value"), State(_FIELD, "id"), State(_ADDED, "id"), State("kind", "value"),
        State("address", "pathname"),
    )  # fmt: skip
    def check(values: Any, ids: Any, added: Any, kind: str, path: str) -> Any:
        lang, parts = parse(path).lang, parts_of(ids, values)
        own = parts.get("row", {})
        hidden = [own.get(id["column"]) != NEW for id in added]
        problems = problems_of(desk, kind, parts, lang)
        lists = [_options(desk, id, parts, kind, lang) for id in ids]
        return [problems.get((id["part"], id["column"]), "") for id in ids], lists, hidden

    @app.callback(
        Output(_of("arm_id"), "value"), Output(_of("comparator_arm_id"), "value"),
        Input(_of("experiment_id"), "value"),
        State(_of("arm_id"), "value"), State(_of("comparator_arm_id"), "value"), State("marks", "data"),
        prevent_initial_call=True,
    )  # fmt: skip
    def choose_groups(trials: list[str], groups: list[str], controls: list[str], marks: list[Any]) -> Any:
        """Choose the groups that the heads of a number name, when somebody chooses its trial."""
        if not any(trials) or not marks:
            raise PreventUpdate
        found = [cells(Mark.of(mark), {"experiment_id": trials[0]}) for mark in marks]
        others = {row.id for row in queries.arms(Context(lang=LANGUAGES[0])) if row.experiment_id != trials[0]}

        def chosen(column: str, values: list[str]) -> list[str]:
            # The first is of the number itself, the second of its pair.
            named = [one.get(column, "") if one["experiment_id"] == trials[0] else "" for one in found]
            return [
                value if value and value not in others else name
                for value, name in zip_longest(values, named[: len(values)], fillvalue="")
            ]

        return chosen("arm_id", groups), chosen("comparator_arm_id", controls)

    @app.callback(
        Output("row-check", "children"),
        Input(_FIELD, "value"), State(_FIELD, "id"), State("kind", "value"), State("marks", "data"),
        State("address", "pathname"),
        prevent_initial_call=True, running=[(Output("row-busy", "hidden"), False, True)],
    )  # fmt: skip
    def check_together(values: Any, ids: Any, kind: str, marks: list[Any], path: str) -> Any:
        lang, parts = parse(path).lang, parts_of(ids, values)
        desk.checking = this = object()
        if problems_of(desk, kind, parts, lang):
            return t("desk.check.first", lang)
        # The build takes a second or more: it waits until somebody stops typing, so that the form itself is never slow.
        time.sleep(_PAUSE)
        if desk.checking is not this:
            raise PreventUpdate
        taken = [Mark.of(mark) for mark in marks]
        rows = desk.new_rows(kind, parts, taken)
        more = [DraftRow(table=row.table, values=row.cells) for row in rows]
        others = [row for row in desk.folder.rows if row.name != taken[0].row]
        with tempfile.TemporaryDirectory() as folder:
            checked = check_draft(desk.current, [*others, *more], desk.folder.reports, folder=Path(folder))
        if desk.checking is not this:
            raise PreventUpdate
        refused = listed(checked.plan.problems, lang, drafted=len(others))
        return [*(refused or [html.P(t("desk.check.fits", lang), className="fits")]), contradictions(checked, lang)]

    @app.callback(
        Output("row-added", "children"), Output("sticky", "data"), Output("marks", "data", allow_duplicate=True),
        Input("add", "n_clicks"), State(_FIELD, "value"), State(_FIELD, "id"), State("kind", "value"), State("marks", "data"),
        State("sticky", "data"), State("address", "pathname"),
        prevent_initial_call=True,
    )  # fmt: skip
    def add(_: int, values: Any, ids: Any, kind: str, marks: list[Any], sticky: Any, path: str) -> Any:
        address, parts = parse(path), parts_of(ids, values)
        if not marks:
            return t("desk.form.take_first", address.lang), no_update, no_update
        if problems_of(desk, kind, parts, address.lang):
            return t("desk.check.first", address.lang), no_update, no_update
        taken = [Mark.of(mark) for mark in marks]
        added = desk.add(kind, parts, taken, report=address.report)
        known = {name: parts["row"][name] for name in _STICKY if parts["row"].get(name) not in (None, "", NEW)}
        # What was added along is from now on a choice like the others.
        known |= {row.part: row.cells["id"] for row in added if row.part in _STICKY}
        known["table"] = taken[0].place
        desk.checking = None
        link = html.A(t("desk.form.to_draft", address.lang), href=Address(lang=address.lang, page="draft").path)
        read = sum(bool(row.sha256) for row in desk.folder.rows)
        text = [count("desk.form.added", address.lang, read), " ", link]
        # An empty form cannot be added twice.
        return text, no_update if taken[0].row else {**(sticky or {}), address.report: known}, []


def _options(desk: Desk, id: dict[str, str], parts: Parts, kind: str, lang: str) -> Any:
    """Return the choices of a field that follow from another one: arms are those of the experiment."""
    if id["column"] not in ("arm_id", "comparator_arm_id") or id["part"] not in ("row", "pair"):
        return no_update
    column = (
        desk.schema[FORMS[kind].table].columns.get(id["column"]) or desk.schema["observations"].columns[id["column"]]
    )
    return options(id["column"], column, parts.get("row", {}), lang, desk.folder.rows)
