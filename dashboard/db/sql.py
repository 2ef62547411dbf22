"""Run a query of queries/ and give its rows, typed and in one language or as they are.

The rows are converted once for a query, its parameters, a language and a version of the data, and cached.
"""

import re
from collections.abc import Hashable, Sequence
from dataclasses import MISSING, dataclass, fields
from functools import lru_cache
from typing import Any, Generic, TypeVar, cast

from dashboard.config import QUERIES
from dashboard.db import connection
from dashboard.errors import QueryError
from dashboard.models.context import Context, Scope

RawRow = dict[str, Any]
Row = TypeVar("Row")
_NO_LANGUAGE = Context(lang="")


@lru_cache(maxsize=128)
def statement(name: str) -> str:
    """The text of queries/<name>.sql. Raises QueryError when there is no such file."""
    path = QUERIES / f"{name}.sql"
    if not path.is_file():
        raise QueryError(f"no query {name!r} (expected a file in queries/)")
    return path.read_text(encoding="utf-8")


@lru_cache(maxsize=128)
def parameters(name: str) -> frozenset[str]:
    """The names that a query takes, without their dollar sign."""
    return frozenset(re.findall(r"\$(\w+)", statement(name)))


# The lists that every page needs, and what the pages that are rendered now need more than once. A rendered page is cached
# as a page, and rows take many times the memory of it.
@lru_cache(maxsize=96)
def _result(version: tuple[int, int], name: str, values: tuple[tuple[str, Any], ...]) -> connection.Result:
    """Run a query once for a version of the data; `version` is only there to tell versions apart."""
    parameters = dict(values)
    # Only these have a row for each result of an experiment.
    if "experiment" in parameters and (selected := _select(version, name, parameters)):
        return selected
    lists = {key: list(value) if isinstance(value, tuple) else value for key, value in values}
    return connection.current().execute(statement(name), lists)


# Parameters that select rows by a column of the result.
_COLUMNS = {"experiment": "experiment_id", "theme": "theme", "indicator": "indicator_id"}
# The most rows of all experiments that are read for the rows of one.
_MOST_SHARED = 500


def _select(version: tuple[int, int], name: str, parameters: dict[str, Any]) -> connection.Result | None:
    """Select rows by their columns from those of all experiments, themes and outcomes; None where these are too many.

    A page requests one selection after another, and DuckDB takes longer to plan a query than to read a few hundred rows.
    """
    chosen = {key: parameters[key] for key in _COLUMNS if parameters.get(key) is not None}
    if not chosen:
        return None
    wider = {**parameters, **dict.fromkeys(chosen), **({"most": _MOST_SHARED} if "most" in parameters else {})}
    shared = _result(version, name, _checked(name, wider))
    if len(shared.rows) > _MOST_SHARED:
        return None
    wanted = {shared.columns.index(_COLUMNS[key]): value for key, value in chosen.items()}
    rows = [line for line in shared.rows if all(line[place] == value for place, value in wanted.items())]
    return connection.Result(columns=shared.columns, rows=rows[: parameters.get("most", len(rows)) + 1])


def _in_language(row: type[Any], columns: Sequence[str], lang: str) -> dict[str, int]:
    """The place of the column of each field: the one of its name, or else the one in the language.

    A field without a column keeps its default. Raises QueryError when it has none.
    """
    places = {name: columns.index(name) for name in columns}
    found = {}
    for field in fields(row):
        place = places.get(field.name, places.get(f"{field.name}_{lang}"))
        if place is not None:
            found[field.name] = place
        elif field.default is MISSING:
            raise QueryError(f"no column for {row.__name__}.{field.name} (expected it in {', '.join(columns)})")
    return found


@lru_cache(maxsize=128)
def _rows(
    version: tuple[int, int], row: type[Any], name: str, lang: str, values: tuple[tuple[str, Any], ...]
) -> tuple[Any, ...]:
    """Convert the result of a query once for a language."""
    result = _result(version, name, values)
    places = _in_language(row, result.columns, lang)
    found = []
    for line in result.rows:
        cells = [tuple(cell) if isinstance(cell, list) else cell for cell in line]
        found.append(row(**{field: cells[place] for field, place in places.items()}))
    return tuple(found)


def data_version() -> tuple[int, int]:
    """What tells the data that are read now from those before them, as a key of a cache."""
    current = connection.current()
    current.refresh()
    return current.serial, current.generation


def _checked(name: str, values: dict[str, Any]) -> tuple[tuple[str, Any], ...]:
    if set(values) != parameters(name):
        raise QueryError(f"query {name!r} was given {sorted(values)} (expected {sorted(parameters(name))})")
    return tuple(sorted(values.items()))


def raw(name: str, **values: Any) -> tuple[RawRow, ...]:
    """Run queries/<name>.sql for all its columns, both languages. Raises QueryError for a wrong parameter."""
    result = _result(data_version(), name, _checked(name, values))
    return tuple(dict(zip(result.columns, line, strict=True)) for line in result.rows)


def typed(row: type[Row], name: str, context: Context, **values: Any) -> tuple[Row, ...]:
    """Run a query as of the date of the context, in its language; some are about the whole file and take no date."""
    if "as_of" in parameters(name):
        values["as_of"] = context.as_of
    version, checked = data_version(), _checked(name, values)
    found: tuple[Row, ...] = _rows(version, cast(Hashable, row), name, context.lang, checked)
    return found


@dataclass(frozen=True)
class Declaration(Generic[Row]):
    """A query of queries/ by its name, and the class of its rows."""

    row: type[Row]
    name: str


class Query(Declaration[Row]):
    """A query that takes the context of a request; `values` are its other parameters."""

    def __call__(self, context: Context, **values: Any) -> tuple[Row, ...]:
        """Return the rows as of the date of the context, in its language."""
        return typed(self.row, self.name, context, **values)


class SingleQuery(Declaration[Row]):
    """A query that gives one row."""

    def __call__(self, context: Context = _NO_LANGUAGE) -> Row:
        """Return the row as of the date of the context, in its language."""
        return typed(self.row, self.name, context)[0]


class ScopedQuery(Declaration[Row]):
    """A query that takes some of the values of a scope."""

    def __call__(self, scope: Scope, context: Context) -> tuple[Row, ...]:
        """Return the rows within a scope, as of the date of the context, in its language."""
        values = {key: getattr(scope, key) for key in parameters(self.name) - {"as_of"}}
        return typed(self.row, self.name, context, **values)


@dataclass(frozen=True)
class LimitedQuery(ScopedQuery[Row]):
    """A scoped query that gives at most `scope.most` rows; of rows that share a `group`, all or none."""

    group: str = ""

    def __call__(self, scope: Scope, context: Context) -> tuple[Row, ...]:
        """Return the first rows within a scope. The query itself gives one more, to know that there are more."""
        rows = super().__call__(scope, context)
        if len(rows) <= scope.most or not self.group:
            return rows[: scope.most]
        last = getattr(rows[-1], self.group)
        return tuple(row for row in rows if getattr(row, self.group) != last)

    def is_cut(self, scope: Scope, context: Context) -> bool:
        """Return whether there are more rows than `scope.most`."""
        return len(super().__call__(scope, context)) > scope.most


@dataclass(frozen=True)
class Cut:
    """Whether one of some queries has more rows than a scope takes, so that some of them are left out."""

    queries: tuple[LimitedQuery[Any], ...]

    def __call__(self, scope: Scope, context: Context) -> bool:
        """Return whether there are more."""
        return any(query.is_cut(scope, context) for query in self.queries)
