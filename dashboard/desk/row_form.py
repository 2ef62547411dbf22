"""The form beside a page: its fields, filled in with what was taken from the page."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.desk import suggestions
from dashboard.desk.check import certain, with_decimal_sign
from dashboard.desk.choices import options
from dashboard.desk.components import Field, busy
from dashboard.desk.forms import ADDED, FORMS, Form
from dashboard.desk.rows import Parts
from dashboard.desk.suggestions import Mark
from dashboard.editing.reports.draft import DraftRow
from dashboard.editing.reports.numbers import read_number
from dashboard.i18n.catalogue import t
from dashboard.ingest.schema import Table

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
                html.Button(t("desk.form.blank", lang), id="blank", type="button", className="quiet"),
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
        html.Button(t("desk.form.add", lang), id="add", type="button", className="button"),
        html.P(id="row-added", role="status"),
    ]


@dataclass(frozen=True, kw_only=True)
class Setting:
    """What a form is made for: the tables, the language, the rows of the draft, which are choices too, and what was typed."""

    schema: Mapping[str, Table]
    lang: str
    drafted: Sequence[DraftRow] = ()
    typed: Parts = field(default_factory=dict)


def fields(kind: str, marks: Sequence[Mark], known: Mapping[str, str], setting: Setting) -> list[Component]:
    """Return the parts of the form for one number, or for two of which the second is the comparison."""
    form, lang = FORMS[kind], setting.lang
    typed = setting.typed.get("row", {})
    first = {**form.filled, **known, **suggestions.cells(marks[0], {**known, **typed}), **typed}
    subject = tuple(takewhile(_SUBJECT.__contains__, form.columns))
    parts = [
        _part("row", form, subject, first, t("desk.form.subject", lang), setting),
        *_added(form, marks[0], setting),
        _part("row", form, form.columns[len(subject) :], first, t(f"desk.kind.{kind}", lang), setting, marks[0]),
    ]
    if len(marks) > 1 and form.pair:
        # The comparison is another group; what names the number stands in both.
        second = {**first, **dict.fromkeys(form.pair, ""), **suggestions.cells(marks[1], first)}
        parts.append(_part("pair", form, form.pair, second, t("desk.pair.second", lang), setting, marks[1]))
    return parts


def _added(form: Form, mark: Mark, setting: Setting) -> Iterator[Component]:
    """Yield the part of each row that can be added along, below the choice that adds it."""
    for column, added in ADDED.items():
        if column in form.columns:
            cells = {**added.filled, **suggestions.added(column, mark), **setting.typed.get(column, {})}
            part = _part(column, added, added.columns, cells, t(f"desk.new.{column}", setting.lang), setting)
            yield html.Div(part, id={"type": "added", "column": column}, hidden=True)


def _part(
    part: str, form: Form, columns: Sequence[str], cells: Mapping[str, str], title: str, setting: Setting,
    mark: Mark | None = None,
) -> Component:  # fmt: skip
    table, lang = setting.schema[form.table], setting.lang
    doubts = _doubts(mark.text if mark else "", lang)

    def one(name: str) -> Component:
        # A group size names its source and place in the reason of the change, as its table has no column for them.
        column = table.columns.get(name) or setting.schema["observations"].columns[name]
        values: dict[str, Any] = {"options": options(name, column, cells, lang, setting.drafted)}
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
