"""The form beside a page: its fields, filled in with what was taken from the page, checked on each change, and its rows."""

import time
from collections.abc import Mapping, Sequence
from itertools import takewhile, zip_longest
from typing import Any

from dash import ALL, Dash, Input, Output, State, callback_context, dcc, html, no_update
from dash.development.base_component import Component
from dash.exceptions import PreventUpdate

from dashboard.config import LANGUAGES
from dashboard.db import queries
from dashboard.desk import suggestions
from dashboard.desk.components import Field, busy, button
from dashboard.desk.forms import ADDED, FORMS, NEW, Form, options, with_decimal_sign
from dashboard.desk.layout import Address, parse
from dashboard.desk.outcome import listed, said_before
from dashboard.desk.rows import Parts, certain
from dashboard.desk.state import Desk
from dashboard.desk.suggestions import Mark, at_place, of_cell
from dashboard.editing.apply import checked
from dashboard.editing.reports.draft import DraftRow
from dashboard.editing.reports.numbers import read_number
from dashboard.editing.reports.publish import plan_draft
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
_SUBJECT = ("source_id", "experiment_id", "indicator_id", "arm_id")
_HINTS = ("partial_date", "url")
LONG = ("text_nl", "text_en", "note_nl", "note_en", "definition_nl", "definition_en")


def field_id(part: str, column: str) -> dict[str, str]:
    """Return the id of a field: the part of the form that it is in, and its column."""
    return {"type": "field", "part": part, "column": column}


def frame(lang: str, kind: str = "observation", marks: Sequence[Mark] = ()) -> list[Component]:
    """Return the form before something was taken from the page, or for a row of the draft that is changed."""
    kinds = [{"value": kind, "label": t(f"desk.kind.{kind}", lang)} for kind in FORMS]
    return [
        html.H2(t("desk.form.title", lang)),
        html.P(
            [
                t("desk.form.how", lang),
                " ",
                button("blank", t("desk.form.blank", lang), look="quiet"),
            ],
            className="small",
        ),
        Field(id="kind", label=t("desk.form.kind", lang), options=kinds, value=kind),
        Field(id="pair", label=t("desk.pair.take", lang), check=True, value=""),
        dcc.Store(id="marks", data=[vars(mark) for mark in marks]),
        dcc.Store(id="sticky", storage_type="local"),
        html.Div(id="row-fields"),
        busy("row-busy", lang),
        html.Div(id="row-check", role="status"),
        button("add", t("desk.form.add", lang)),
        html.P(id="row-added", role="status"),
    ]


def fields(
    desk: Desk, kind: str, marks: Sequence[Mark], known: Mapping[str, str], typed: Parts, lang: str
) -> list[Component]:
    """Return the parts of the form for one number, or for two of which the second is the comparison.

    `known` is what is likely to be the same as for the number before, `typed` what stood in the form.
    """
    form, own = FORMS[kind], typed.get("row", {})
    first = {**form.filled, **known, **suggestions.cells(marks[0], {**known, **own}), **own}
    subject = tuple(takewhile(_SUBJECT.__contains__, form.columns))
    parts: list[Component] = [_part(desk, "row", form, subject, first, t("desk.form.subject", lang), lang)]
    for column, added in ADDED.items():
        # What can be added along stands below the choice that adds it.
        if column in form.columns:
            cells = {**added.filled, **suggestions.added(column, marks[0]), **typed.get(column, {})}
            part = _part(desk, column, added, added.columns, cells, t(f"desk.new.{column}", lang), lang)
            parts.append(html.Div(part, id={"type": "added", "column": column}, hidden=True))
    rest = form.columns[len(subject) :]
    parts.append(_part(desk, "row", form, rest, first, t(f"desk.kind.{kind}", lang), lang, marks[0]))
    if len(marks) > 1 and form.pair:
        # The comparison is another group; what names the number stands in both.
        second = {**first, **dict.fromkeys(form.pair, ""), **suggestions.cells(marks[1], first)}
        parts.append(_part(desk, "pair", form, form.pair, second, t("desk.pair.second", lang), lang, marks[1]))
    return parts


def _part(
    desk: Desk, part: str, form: Form, columns: Sequence[str], cells: Mapping[str, str], title: str, lang: str,
    mark: Mark | None = None,
) -> Component:  # fmt: skip
    table = desk.schema[form.table]
    doubts = _doubts(mark.text if mark else "", lang)

    def one(name: str) -> Component:
        # A group size names its source and place in the reason of the change, as its table has no column for them.
        column = table.columns.get(name) or desk.schema["observations"].columns[name]
        values: dict[str, Any] = {"options": options(name, column, cells, lang, desk.folder.rows)}
        if name == "value" and mark and doubts and not cells.get("value"):
            values = {"options": doubts, "help": t("desk.doubtful", lang, text=mark.text)}
        elif column.type in _HINTS:
            values["help"] = t(f"desk.hint.{column.type}", lang)
        return Field(
            id=field_id(part, name),
            label=t(f"desk.column.{name}", lang),
            value=with_decimal_sign(cells.get(name, ""), lang) if column.type == "number" else cells.get(name, ""),
            required=column.required,
            lines=3 if name in LONG else None,
            **values,
        )

    return html.Fieldset([html.Legend(title), *map(one, columns)], className="row-fields")


def _doubts(text: str, lang: str) -> list[dict[str, str]]:
    """Return both readings of a number that may be thousands or decimals, to choose from."""
    reading = read_number(text)
    if not reading.doubtful:
        return []
    values = [certain(suggestions.text(value), lang) for value in reading.readings]
    return [{"value": "", "label": t("desk.choose", lang)}, *({"value": value, "label": value} for value in values)]


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
        boxes = [mark.box for mark in taken if mark.text]
        return fields(desk, kind, taken, known, {**typed, "row": own}, parse(path).lang), None, None, boxes

    @app.callback(
        Output(_FIELD, "problem"), Output(_FIELD, "options"), Output(_ADDED, "hidden"),
        Input(_FIELD, "value"), State(_FIELD, "id"), State(_ADDED, "id"), State("kind", "value"),
        State("address", "pathname"),
    )  # fmt: skip
    def check(values: Any, ids: Any, added: Any, kind: str, path: str) -> Any:
        lang, parts = parse(path).lang, parts_of(ids, values)
        own = parts.get("row", {})
        hidden = [own.get(id["column"]) != NEW for id in added]
        problems = desk.problems_of(kind, parts, lang)
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
        found = [suggestions.cells(Mark.of(mark), {"experiment_id": trials[0]}) for mark in marks]
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
        if desk.problems_of(kind, parts, lang):
            return t("desk.check.first", lang)
        # The build takes a second or more: it waits until somebody stops typing, so that the form itself is never slow.
        time.sleep(_PAUSE)
        if desk.checking is not this:
            raise PreventUpdate
        taken = [Mark.of(mark) for mark in marks]
        rows = desk.new_rows(kind, parts, taken)
        more = [DraftRow(table=row.table, values=row.cells) for row in rows]
        others = [row for row in desk.folder.rows if row.name != taken[0].row]
        drafted = [*others, *more]
        plan = checked(desk.current, plan_draft(desk.current, drafted, desk.folder.reports))
        if desk.checking is not this:
            raise PreventUpdate
        refused = listed(plan.problems, lang, drafted=len(others))
        fits = [html.P(t("desk.check.fits", lang), className="fits")]
        return [*(refused or fits), said_before(desk, drafted, lang)]

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
        if desk.problems_of(kind, parts, address.lang):
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
