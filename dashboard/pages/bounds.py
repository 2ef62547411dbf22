"""When a choice has more rows than a page shows."""

from __future__ import annotations

from dashboard import queries
from dashboard.queries import Scope


def too_many(scope: Scope) -> bool:
    """Whether there are more rows of a kind for a scope than `scope.most`, so that some of them are left out."""
    return any(
        len(queries.ask(name, **{key: getattr(scope, key) for key in queries.parameters(name)})) > scope.most
        for name in ("pairs", "findings", "numbers")
    )
