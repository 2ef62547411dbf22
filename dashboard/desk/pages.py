"""The pages of the desk by name, and the callback that shows the one of an address."""

from typing import Any

from dash import Dash, Input, Output

from dashboard.desk import start_page
from dashboard.desk.address import parse
from dashboard.desk.state import Desk

_BODIES = {"start": start_page.body}


def register(app: Dash, desk: Desk) -> None:
    """Add the callbacks of every page."""

    @app.callback(Output("page", "children"), Input("address", "pathname"))
    def show(path: str) -> Any:
        address = parse(path or "/")
        return _BODIES.get(address.page, start_page.body)(desk, address)
