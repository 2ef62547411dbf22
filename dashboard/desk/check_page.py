"""Check a workbook or CSV file before it is handed in: what it changes, what is wrong, and what the site would say."""

from dash import html
from dash.development.base_component import Component

from dashboard.desk.address import Address
from dashboard.desk.components import Field, busy
from dashboard.desk.outcome import outcome
from dashboard.desk.state import Desk
from dashboard.editing.models import Reason
from dashboard.editing.reports.publish import next_day
from dashboard.editing.workbook.reader import plan_upload
from dashboard.i18n.catalogue import t


def body(desk: Desk, address: Address) -> Component:
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


def checked(desk: Desk, content: bytes, name: str, lang: str) -> list[Component]:
    """Return what a file comes to; nothing is written."""
    current = desk.current
    plan = plan_upload(current, content, name=name, reason=Reason(day=next_day(current)))
    return [html.H2(name), *outcome(desk, plan, lang)]
