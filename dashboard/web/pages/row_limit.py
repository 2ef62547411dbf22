"""When a choice has more rows than a page shows."""

from __future__ import annotations

from dashboard.db import queries
from dashboard.db.queries import Row, Scope
from dashboard.i18n import formats
from dashboard.web.pages.context import PageContext


def too_many(scope: Scope) -> bool:
    """Whether there are more rows of a kind for a scope than `scope.most`, so that some of them are left out."""
    return any(
        len(queries.ask(name, **{key: getattr(scope, key) for key in queries.parameters(name)})) > scope.most
        for name in ("pairs", "findings", "numbers")
    )


def cut(cell: Row, scope: Scope, context: PageContext) -> str:
    """That a cell of the map has more results than are shown of it; nothing when all are."""
    return context.t("bounds.cell", total=formats.number(cell["results"], context.lang)) if too_many(scope) else ""
