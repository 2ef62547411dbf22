"""Check a workbook or CSV file before it is handed in: what it changes, what is wrong, and what the site would say."""

from typing import Any

from dash import Dash, Input, Output, State, html, no_update
from dash.development.base_component import Component

from dashboard.desk.components import Field, busy, content_of
from dashboard.desk.layout import Address, parse
from dashboard.desk.outcome import outcome
from dashboard.desk.state import Desk
from dashboard.editing.models import Reason
from dashboard.editing.workbook.reader import plan_upload
from dashboard.i18n.catalogue import t


def body(_: Desk, address: Address) -> Component:
    """Return the body of the page."""
    lang = address.lang
    return html.Div(
        [
            html.H1(t("desk.menu.check", lang)),
            html.P(t("desk.check_file.how", lang), className="lead"),
            Field(id="check-file", label=t("desk.check_file.open", lang), file=".xlsx,.csv"),
            busy("check-busy", lang),
            html.Div(id="check-result", role="status"),
        ]
    )


def register(app: Dash, desk: Desk) -> None:
    """Add the callback of the page; it writes nothing."""

    @app.callback(
        Output("check-result", "children"),
        Input("check-file", "value"), State("check-file", "name"), State("address", "pathname"),
        prevent_initial_call=True, running=[(Output("check-busy", "hidden"), False, True)],
    )  # fmt: skip
    def check(contents: str | None, name: str, path: str) -> Any:
        if not contents:
            return no_update
        current = desk.current
        plan = plan_upload(current, content_of(contents), name=name, reason=Reason(day=current.releases.next_day))
        return [html.H2(name), *outcome(desk, plan, parse(path).lang)]
