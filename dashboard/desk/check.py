"""Check the fields of a form: each value by the schema, and the rows together by the build."""

from collections.abc import Iterable

from dash import html
from dash.development.base_component import Component

from dashboard.desk.forms import ADDED, FORMS, NEW
from dashboard.desk.rows import Doubtful, Parts, number
from dashboard.desk.state import Desk
from dashboard.editing.models import EditProblem
from dashboard.i18n.catalogue import count, t
from dashboard.ingest.cells import read_cell


def problems_of(desk: Desk, kind: str, parts: Parts, lang: str) -> dict[tuple[str, str], str]:
    """Return what is wrong with each field, by part and column; what is not added along is not looked at."""
    found = {}
    own = parts.get("row", {})
    shown = [part for part in parts if part not in ADDED or own.get(part) == NEW]
    for part, name in [(one, name) for one in shown for name in parts[one]]:
        form = ADDED[part] if part in ADDED else FORMS[kind]
        column = desk.schema[form.table].columns.get(name)
        written = parts[part].get(name, "")
        if column is None or (written == NEW and part == "row"):
            continue
        try:
            value = number(written, column.type)
        except Doubtful as doubt:
            found[part, name] = t(
                "desk.doubt",
                lang,
                first=with_decimal_sign(doubt.args[0], lang),
                second=with_decimal_sign(doubt.args[1], lang),
            )
            continue
        _, problem = read_cell(value, column=column)
        if problem:
            key = "empty" if not value else column.type if column.type in _TYPES else "other"
            found[part, name] = t(f"desk.problem.{key}", lang)
    return found


def with_decimal_sign(number: str, lang: str) -> str:
    """Return a number with the decimal sign of the language, so that it can be typed as it is shown."""
    return number.replace(".", ",") if lang == "nl" else number


_TYPES = ("number", "integer", "partial_date", "url")


def verdict(problems: Iterable[EditProblem], lang: str) -> Component:
    """Return what the build says of the rows."""
    items = [
        html.Li(f"{problem.problem} ({problem.value})" if problem.value else problem.problem) for problem in problems
    ]
    if not items:
        return html.P(t("desk.check.fits", lang), className="fits")
    return html.Div([html.P(count("desk.check.refused", lang, len(items)), className="problem"), html.Ul(items)])
