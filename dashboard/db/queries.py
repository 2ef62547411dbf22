"""The questions that can be asked: one function for each file in queries/, with the same name, parameters and columns."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from dashboard.config import QUERIES
from dashboard.db import connection
from dashboard.errors import QueryError

Row = dict[str, Any]

# A date after every release: the newest data.
NEWEST = dt.date(9999, 12, 31)


@dataclass(frozen=True, kw_only=True)
class Scope:
    """What a question is about. None and empty tuples mean all; `as_of` is the data version to ask.

    `focus` is the municipality that charts of official statistics bring out; `axis` is `free` for an axis of its own.
    """

    as_of: dt.date = NEWEST
    # How many rows of a kind are given: no page and no file grows with the tables without end.
    most: int = 50_000
    theme: str | None = None
    indicator: str | None = None
    experiment: str | None = None
    types: tuple[str, ...] = ()
    municipalities: tuple[str, ...] = ()
    comparisons: tuple[str, ...] = ()
    focus: str | None = None
    axis: str = ""


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


# The lists that every page asks for, and what the pages that are being made ask more than once: a page that was made is
# kept as a page, and rows take up to a hundred times the memory of it.
@lru_cache(maxsize=96)
def _answer(generation: tuple[int, int], name: str, items: tuple[tuple[str, Any], ...]) -> tuple[Row, ...]:
    """Ask once per version of the data; `generation` is only there to tell versions apart."""
    values = {key: list(value) if isinstance(value, tuple) else value for key, value in items}
    answer = connection.current().ask(statement(name), values)
    return tuple(dict(zip(answer.columns, row, strict=True)) for row in answer.rows)


def ask(name: str, **values: Any) -> tuple[Row, ...]:
    """Run queries/<name>.sql. Raises QueryError for a parameter too many or too few."""
    if set(values) != parameters(name):
        raise QueryError(f"query {name!r} was given {sorted(values)} (expected {sorted(parameters(name))})")
    current = connection.current()
    current.refresh()
    items = tuple(sorted((key, tuple(value) if isinstance(value, list) else value) for key, value in values.items()))
    return _answer((current.serial, current.generation), name, items)


def version() -> Row:
    """The stamp of the database: data_version, released, built_at, content_hash."""
    return ask("version")[0]


def row_counts() -> tuple[Row, ...]:
    """name and rows of each table, rows that no longer hold included."""
    return ask("row_counts")


def releases() -> tuple[Row, ...]:
    """The dates on which the data changed: released."""
    return ask("releases")


def themes(*, as_of: dt.date) -> tuple[Row, ...]:
    """id, label_nl, label_en, definition_nl, definition_en, in their order."""
    return ask("themes", as_of=as_of)


def municipalities(*, as_of: dt.date) -> tuple[Row, ...]:
    """id, name, in their order."""
    return ask("municipalities", as_of=as_of)


def types(*, as_of: dt.date) -> tuple[Row, ...]:
    """id, label_nl, label_en, definition_nl, definition_en of the types that were tried."""
    return ask("types", as_of=as_of)


def indicators(*, as_of: dt.date) -> tuple[Row, ...]:
    """id, theme, labels, questions, definitions, unit, decimals, better and cautions of what experiments measured."""
    return ask("indicators", as_of=as_of)


def experiments(*, as_of: dt.date) -> tuple[Row, ...]:
    """One row an experiment: its municipality, names, period, design, participants, summaries, scheme, evaluator, type_ids."""
    return ask("experiments", as_of=as_of)


def arms(*, as_of: dt.date) -> tuple[Row, ...]:
    """id, experiment_id, type_id, role, labels and participants of each group."""
    return ask("arms", as_of=as_of)


def sources(*, as_of: dt.date) -> tuple[Row, ...]:
    """id, kind, publisher, authors, title, published, url, language, access, reports_on, licence."""
    return ask("sources", as_of=as_of)


def terms(*, as_of: dt.date) -> tuple[Row, ...]:
    """id, term, explanation and other forms (divided by |) of each term, by language."""
    return ask("terms", as_of=as_of)


def conflicts(*, as_of: dt.date) -> tuple[Row, ...]:
    """Where sources contradict each other: subject, what they say, which leads and why, and source_ids (or None)."""
    return ask("conflicts", as_of=as_of)


def left_out(*, as_of: dt.date) -> tuple[Row, ...]:
    """What was read and not taken into the tables: municipality (or None), text and reason."""
    return ask("left_out", as_of=as_of)


def changes() -> tuple[Row, ...]:
    """What came, was corrected and was withdrawn after the first data version, newest first: see queries/changes.sql."""
    return ask("changes")


def levels(*, as_of: dt.date) -> tuple[Row, ...]:
    """How many results count at each level of evidence: level (None where it cannot be rated), results."""
    return ask("levels", as_of=as_of)


def citations(*, as_of: dt.date, each: int) -> tuple[Row, ...]:
    """Facts that are no results, each with its source: kind, id, place, text, value with unit, date, locator, preferred.

    At most `each` of a source and a kind; of official figures, of each indicator.
    """
    return ask("citations", as_of=as_of, each=each)


def cited(*, as_of: dt.date) -> tuple[Row, ...]:
    """How many facts rest on each source, by their kind: source_id, kind, rows."""
    return ask("cited", as_of=as_of)


def cited_pairs(*, as_of: dt.date, each: int, most: int) -> tuple[Row, ...]:
    """Preferred pairs in the order of `pairs`: of each source at most `each`, of all at most `most`."""
    return ask("cited_pairs", as_of=as_of, each=each, most=most)


def cited_numbers(*, as_of: dt.date, each: int, most: int) -> tuple[Row, ...]:
    """Numbers without a place beside a comparison arm: of each source at most `each`, of all at most `most`."""
    return ask("cited_numbers", as_of=as_of, each=each, most=most)


def cited_findings(*, as_of: dt.date, each: int, most: int) -> tuple[Row, ...]:
    """Results without a usable number, and claims: of each source at most `each` of either, of all at most `most`."""
    return ask("cited_findings", as_of=as_of, each=each, most=most)


def evidence(*, as_of: dt.date) -> tuple[Row, ...]:
    """One row a cell of the evidence map: state, verdict, level, comparison, results, strongest, pairs, sized, types."""
    return ask("evidence", as_of=as_of)


def facts_held(*, as_of: dt.date) -> Row:
    """Counts of experiments, municipalities, themes, results (with a size, with an interval) and sources by access."""
    return ask("facts_held", as_of=as_of)[0]


def _scoped(name: str, scope: Scope) -> tuple[Row, ...]:
    """Ask a query that takes some of the values of a scope."""
    return ask(name, **{key: getattr(scope, key) for key in parameters(name)})


def pairs(scope: Scope) -> tuple[Row, ...]:
    """Numbers beside their comparison arm; rows with one group_key may share an axis. Values in the indicator's unit.

    Of more rows than `scope.most`, those of whole groups: a chart with some of its rows would mislead.
    """
    rows = _scoped("pairs", scope)
    return rows if len(rows) <= scope.most else tuple(row for row in rows if row["group_key"] != rows[-1]["group_key"])


def findings(scope: Scope) -> tuple[Row, ...]:
    """Results without a usable number, claims and superseded ones included (see basis, preferred, counts)."""
    return _scoped("findings", scope)[: scope.most]


def numbers(scope: Scope) -> tuple[Row, ...]:
    """Numbers without a place beside a comparison arm, with the reason."""
    return _scoped("numbers", scope)[: scope.most]


def gaps(scope: Scope) -> tuple[Row, ...]:
    """Themes on which an experiment has no result, or no size of its main outcome, with the reason."""
    return _scoped("gaps", scope)


def events(scope: Scope) -> tuple[Row, ...]:
    """id, experiment_id, day, date, kind, labels, source_id; of one experiment, or all."""
    return _scoped("events", scope)


def design_facts(scope: Scope) -> tuple[Row, ...]:
    """How an experiment was set up, in its own units; not `preferred` is a claim, a conflict or replaced."""
    return _scoped("design_facts", scope)


def questions(*, as_of: dt.date) -> tuple[Row, ...]:
    """id, focus, theme, type_id (or none), the question and why it matters."""
    return ask("questions", as_of=as_of)


def context_latest(*, municipality: str, as_of: dt.date) -> tuple[Row, ...]:
    """The newest official figure on each subject, with the country's of the same year or None; in the indicator's unit."""
    return ask("context_latest", municipality=municipality, as_of=as_of)


def experiment_types(*, as_of: dt.date) -> tuple[Row, ...]:
    """id, labels and definitions of all types, those of comparison groups too; `tried` says which are treatments."""
    return ask("experiment_types", as_of=as_of)


def type_order() -> tuple[Row, ...]:
    """id of every type that was ever tried, in the order in which they came; a later type never changes the place of one."""
    return ask("type_order")


def context(scope: Scope) -> tuple[Row, ...]:
    """Official figures by year, in the indicator's unit; municipality None is the country. `joins`: the year before is there."""
    return _scoped("context", scope)


def context_indicators(*, as_of: dt.date) -> tuple[Row, ...]:
    """id, theme, labels, questions, definitions, unit, decimals, better and cautions of what official statistics count."""
    return ask("context_indicators", as_of=as_of)


def table(*, table: str, as_of: dt.date) -> tuple[Row, ...]:
    """All columns of a table of data/schema.toml, in the order of its file; those of the curator too."""
    return ask("table", table=table, as_of=as_of)


def rows_held(*, table: str, as_of: dt.date) -> Row:
    """rows: how many rows of a table of data/schema.toml hold."""
    return ask("rows_held", table=table, as_of=as_of)[0]


def changes_since(*, as_of: dt.date) -> tuple[Row, ...]:
    """Facts that are other now than on a date: kind, id, change (corrected, added, withdrawn), day, place, texts, values."""
    return ask("changes_since", as_of=as_of)
