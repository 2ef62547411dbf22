"""The compare page as the Dash manual would write it: the same figures, dcc and the whole plotly.js, to measure against."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import plotly.graph_objects as go
from dash import Dash, Input, Output, dcc, html

from dashboard.charts import registry
from dashboard.config import settings
from dashboard.db import queries
from dashboard.ingest.build import build_if_needed
from dashboard.models.context import Context, Scope

build_if_needed(database=Path(settings().database))
THEMES = [{"value": row.id, "label": row.label} for row in queries.themes(Context(lang="nl"))]
PLACES = [{"value": row.id, "label": row.name} for row in queries.municipalities(Context(lang="nl"))]

app = Dash(__name__, title="Vergelijken", enable_mcp=False)
server = app.server


def table(chart: Any) -> html.Table:
    """Return the rows of a chart as a table."""
    head = html.Tr([html.Th(column.label) for column in chart.table.heads])
    rows = [html.Tr([html.Td(cell) for cell in row]) for group in chart.table.groups for row in group.rows]
    return html.Table([html.Thead(head), html.Tbody(rows)])


def card(chart: Any) -> html.Div:
    """Return the question, sentence, graph and table of a chart."""
    figure = go.Figure(chart.wide)
    return html.Div([html.H2(chart.question), html.P(chart.sentence), dcc.Graph(figure=figure), table(chart)])


app.layout = html.Div(
    [
        html.H1("Vergelijken"),
        dcc.Dropdown(THEMES, THEMES[0]["value"], id="theme", clearable=False),
        dcc.Checklist(PLACES, [], id="places", inline=True),
        html.Div(id="results"),
    ]
)


@app.callback(Output("results", "children"), Input("theme", "value"), Input("places", "value"))
def results(theme: str, places: list[str]) -> list[html.Div]:
    """Return a card for each chart of a theme."""
    return [
        card(chart) for chart in registry.all_for(Scope(theme=theme, municipalities=tuple(places)), Context(lang="nl"))
    ]


# The first request builds Dash's layout; two threads must not do it at once.
server.test_client().get("/")
