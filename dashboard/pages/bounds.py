"""When a choice has more rows than a page shows."""

from __future__ import annotations

from dashboard import formats, queries
from dashboard.pages.visit import Visit
from dashboard.queries import Row, Scope


def too_many(scope: Scope) -> bool:
    """Whether there are more rows of a kind for a scope than `scope.most`, so that some of them are left out."""
    return any(
        len(queries.ask(name, **{key: getattr(scope, key) for key in queries.parameters(name)})) > scope.most
        for name in ("pairs", "findings", "numbers")
    )


def cut(cell: Row, scope: Scope, visit: Visit) -> str:
    """That a cell of the map has more results than are shown of it; nothing when all are."""
    return visit.say("bounds.cell", total=formats.number(cell["results"], visit.lang)) if too_many(scope) else ""
