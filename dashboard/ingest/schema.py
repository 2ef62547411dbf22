"""The description of the tables, read from data/schema.toml."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from dashboard.config import ROOT

SCHEMA = ROOT / "data" / "schema.toml"
"""The schema belongs to the software: another data folder is held against this same file."""

TYPES = frozenset(
    {"id", "text", "integer", "number", "boolean", "date", "partial_date", "url", "reference", "municipality_code"}
)


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column. `references` is (table, column); `also` are values that a reference may have beside those.

    A column to `suppress` is empty in the database for a group that is too small. A date in the `past` is not after today.
    """

    name: str
    type: str
    description: str
    required: bool = False
    choices: tuple[str, ...] = ()
    references: tuple[str, str] | None = None
    also: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    suppress: bool = False
    past: bool = False


@dataclass(frozen=True, kw_only=True)
class Table:
    """One table: its columns in order, and the columns that name a row among the rows live at one date."""

    name: str
    about: str
    key: tuple[str, ...]
    columns: Mapping[str, Column]
    may_be_empty: bool = False

    @property
    def file(self) -> str:
        """Name of its csv file."""
        return f"{self.name}.csv"

    @property
    def language_pairs(self) -> tuple[tuple[str, str], ...]:
        """Names of the columns that say the same in Dutch and in English."""
        stems = [name.removesuffix("_nl") for name in self.columns if name.endswith("_nl")]
        return tuple((f"{stem}_nl", f"{stem}_en") for stem in stems)


@lru_cache(maxsize=8)
def load_schema(path: Path = SCHEMA) -> Mapping[str, Table]:
    """All tables by name, each ending with the columns that every table has.

    Raises ValueError when the schema contradicts itself: an unknown type, key column or reference.
    """
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    shared = raw.pop("every_table")["columns"]
    tables = {name: _table(name, about=spec, shared=shared) for name, spec in raw.items()}
    for table in tables.values():
        _check(table, tables=tables)
    return tables


def _table(name: str, *, about: dict[str, Any], shared: dict[str, Any]) -> Table:
    columns = {column: _column(column, spec=spec) for column, spec in {**about["columns"], **shared}.items()}
    may_be_empty = about.get("may_be_empty", False)
    return Table(name=name, about=about["about"], key=tuple(about["key"]), columns=columns, may_be_empty=may_be_empty)


def _column(name: str, *, spec: dict[str, Any]) -> Column:
    target, _, key = spec.get("references", "").partition(".")
    lists = {field: tuple(spec.get(field, ())) for field in ("choices", "also")}
    return Column(**{**spec, **lists, "name": name, "references": (target, key) if target else None})


def _check(table: Table, *, tables: Mapping[str, Table]) -> None:
    """A mistake here is a mistake of the programmer, not of the curator: the first one is enough."""
    for name in (*table.key, *(name for pair in table.language_pairs for name in pair)):
        if name not in table.columns:
            raise ValueError(f"schema: {table.name} has no column {name}, which its key or a language pair needs")
    for column in table.columns.values():
        place = f"schema: {table.name}.{column.name}"
        if column.type not in TYPES:
            raise ValueError(f"{place} has type {column.type!r} (expected one of {', '.join(sorted(TYPES))})")
        if (column.type == "reference") != (column.references is not None):
            raise ValueError(f"{place}: type reference and `references` go together")
        if column.references:
            target, key = column.references
            if target not in tables or key not in tables[target].columns:
                raise ValueError(f"{place} refers to {target}.{key}, which does not exist")
