"""The limit on the results of a cell of the map on one page."""

from __future__ import annotations

from dashboard.db import queries
from dashboard.db.rows.results import CellRow
from dashboard.models.scope import Scope
from dashboard.web.pages.context import PageContext


def cut(cell: CellRow, scope: Scope, context: PageContext) -> str:
    """Return a notice that a cell has more results than are shown; empty when all are."""
    if not queries.is_cut(scope, context):
        return ""
    return context.t("bounds.cell", total=context.number(cell.results))
