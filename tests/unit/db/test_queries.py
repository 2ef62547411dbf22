"""Each question has a function with its parameters and columns, and can be asked as of an earlier data version."""

from __future__ import annotations

import inspect
import shutil
import typing
from collections.abc import Callable
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any, Literal, cast

import pytest

from dashboard.config import QUERIES
from dashboard.db import connection, queries, sql
from dashboard.db.rows import provenance
from dashboard.errors import QueryError
from dashboard.ingest.build import build
from dashboard.models.context import NEWEST, Context, Scope
from tests.csv_tables import MADE_UP, WITHDRAWN, add, change, correct
from tests.page_reader import in_turn

FILES = sorted(path.stem for path in QUERIES.glob("*.sql"))
# Functions that are about other functions, or give the rows of one in another form.
MORE = {"raw_changes"}
# In the real tables, and in the made-up ones the town that a test renames to it.
SOMEWHERE = "amsterdam"
FIRST, CHANGED = date(2026, 1, 1), date(2026, 6, 1)


def functions() -> dict[str, Callable[..., object]]:
    own = inspect.getmembers(queries, inspect.isfunction)
    made = {name: one for name, one in own if one.__module__ == queries.__name__ and name not in MORE}
    return {**made, **dict(inspect.getmembers(queries, lambda one: isinstance(one, sql.Declaration)))}


def row_class(name: str) -> type | None:
    """Return the class of the rows of a query; None for one whose rows have none."""
    made = functions()[name]
    if isinstance(made, sql.Declaration):
        return cast(type, made.row)
    returned = typing.get_type_hints(made)["return"]
    row = next(iter(typing.get_args(returned)), returned)
    return row if row.__module__.startswith("dashboard.db.rows") else None


def taken(name: str) -> set[str]:
    """Return the names of the arguments of a query."""
    made = functions()[name]
    if isinstance(made, sql.Query):
        return {"context", *sql.parameters(name)} - {"as_of"}
    return set(inspect.signature(made).parameters)


def call(name: str, as_of: date = NEWEST, lang: str = "en") -> object:
    # Without a choice of a moment no trial is named that does not report it.
    scope = Scope(moments=("after",)) if name == "not_reported" else Scope()
    values = {
        "scope": scope, "context": Context(lang=lang, as_of=as_of), "as_of": as_of, "municipality": SOMEWHERE,
        "table": "themes", "each": 9, "most": 99,
    }  # fmt: skip
    return functions()[name](**{key: value for key, value in values.items() if key in taken(name)})


def rows(name: str, as_of: date = NEWEST) -> list[Any]:
    found = call(name, as_of)
    return list(found) if isinstance(found, tuple) else [found]


def test_each_file_has_one_function_and_each_function_a_file() -> None:
    assert sorted(functions()) == FILES


TYPED = [name for name in FILES if row_class(name)]


@pytest.mark.parametrize(("name", "lang"), in_turn(TYPED))
def test_rows_hold_what_their_class_says(real: None, name: str, lang: str) -> None:
    """A column that may be empty is declared so, and one that is declared has the type of the data."""
    given = call(name, lang=lang)
    hints = typing.get_type_hints(row_class(name))
    for row in given if isinstance(given, tuple) else (given,):
        for key, declared_type in hints.items():
            value = getattr(row, key)
            allowed = typing.get_args(declared_type) or (declared_type,)
            origin = typing.get_origin(declared_type)
            if origin is Literal:
                assert value in allowed, (key, value)
            elif origin is tuple:
                assert all(isinstance(item, str) for item in value), (key, value)
            else:
                choices = [item for one in allowed for item in (typing.get_args(one) or (one,))]
                types = tuple(one for one in choices if isinstance(one, type))
                assert value in choices if isinstance(value, str) and str not in types else isinstance(value, types), (
                    key,
                    value,
                )


def executed(name: str) -> connection.Result:
    """Return what a query gives without a choice, with all its columns."""
    values = {
        "as_of": NEWEST, "municipality": SOMEWHERE, "table": "themes", "types": [], "municipalities": [], "comparisons": [],
        "subgroups": [], "moments": ["after"] if name == "not_reported" else [], "each": 1, "most": 1, "place": "",
    }  # fmt: skip
    return connection.current().execute(sql.statement(name), {key: values.get(key) for key in sql.parameters(name)})


@pytest.mark.parametrize("name", TYPED)
def test_a_text_is_that_of_the_language(real: None, name: str) -> None:
    dutch, english = call(name, lang="nl"), call(name, lang="en")
    answer = executed(name)
    has_texts = any(f"{column.removesuffix('_nl')}_en" in answer.columns for column in answer.columns)
    assert (dutch != english) == has_texts or not dutch


BY_COLUMN = [name for name in FILES if "experiment" in sql.parameters(name)]


@pytest.mark.parametrize("most", [1, 99])
@pytest.mark.parametrize("name", BY_COLUMN)
def test_rows_selected_from_those_of_all_are_the_rows_of_the_query(real: None, name: str, most: int) -> None:
    """Rows by experiment, theme and outcome are not read by a query of their own."""
    choices = [
        {"experiment": "groningen_basisbaan"},
        {"experiment": "heerlen_basisbaan", "theme": "health"},
        {"theme": "participation", "types": ("basic_job",)},
        {"indicator": "outflow_to_work", "municipalities": ("amsterdam", "wageningen")},
        {"experiment": "nowhere"},
    ]
    empty = {"as_of": NEWEST, "most": most} | dict.fromkeys(
        ("types", "municipalities", "comparisons", "subgroups", "moments"), ()
    )
    some = 0
    for choice in choices:
        values = {key: (empty | choice).get(key) for key in sql.parameters(name)}
        lists = {key: list(value) if isinstance(value, tuple) else value for key, value in values.items()}
        expected = connection.current().execute(sql.statement(name), lists)
        selected = sql._result(sql.data_version(), name, tuple(sorted(values.items())))
        assert (selected.columns, selected.rows) == (expected.columns, expected.rows), choice
        some += len(selected.rows)
    assert some


def test_a_field_without_a_column_is_refused(real: None) -> None:
    with pytest.raises(QueryError, match=r"SourceRow\.kind"):
        sql.typed(provenance.SourceRow, "themes", Context(lang="nl"))


@pytest.mark.parametrize("name", [name for name in FILES if name != "table"])
def test_query_selects_the_columns_of_its_rows_and_no_others(real: None, name: str) -> None:
    answer = executed(name)
    if row := row_class(name):
        used = {field.name for field in fields(row)}
        assert {name for name in answer.columns if name not in used and name[:-3] not in used} == set()
    # Nothing has changed since the first version of the real tables, and no row was read in a PDF yet.
    assert answer.rows or name in ("changes", "changes_since", "readings"), (
        "a question without an answer in the real tables shows nothing"
    )


@pytest.mark.parametrize("name", FILES)
def test_the_parameters_are_those_that_the_function_gives(real: None, name: str) -> None:
    call(name)
    known = {field.name for field in fields(Scope)}
    assert sql.parameters(name) <= (known if "scope" in taken(name) else taken(name)) | {"as_of"}


@pytest.mark.parametrize("values", [{}, {"as_of": NEWEST, "theme": None}])
def test_parameters_too_few_or_too_many(real: None, values: dict[str, object]) -> None:
    with pytest.raises(QueryError, match="themes"):
        sql.raw("themes", **values)


def test_a_question_that_does_not_exist(real: None) -> None:
    with pytest.raises(QueryError, match="nothing"):
        sql.raw("nothing")


# As of an earlier version


# The first row of each of these tables is corrected in a column of text, ...
TEXTS = """
    themes.label_en municipalities.name experiment_types.label_en indicators.label_en experiments.short_en design_facts.label_en
    arms.label_en sources.title events.label_en terms.explanation_en conflicts.choice_en claims.answer_en left_out.why_en
    lessons.text_en elsewhere_trials.name_en elsewhere_families.label_en elsewhere_effects.text_en elsewhere_findings.text_en
    elsewhere_answers.text_en elsewhere_not_comparable.why_en elsewhere_left_out.why_en places.name place_figures.label_en
    former_names.name gaps.text_en
"""
CORRECTIONS = {(table, 2): {column: "Corrected"} for table, column in (name.split(".") for name in TEXTS.split())}
# ... and these rows in other cells.
CORRECTIONS |= {
    ("indicators", 6): {"label_en": "Corrected"},
    ("questions", 2): {"question_en": "Corrected?"},
    ("context", 3): {"value": "71.3"},
    ("checklist", 2): {"question_en": "Corrected?"},
    ("place_values", 4): {"value": "41"},
    ("readings", 2): {"page": "2"},
    ("findings", 2): {"text_en": "Corrected", "direction": "lower", "test": "significant"},
    ("findings", 4): {"text_en": "Corrected"},
    ("observations", 2): {"value": "33"},
    ("observations", 4): {"value": "13", "subgroup_en": "Corrected"},
}
# Asked of the whole file, never of one version.
TIMELESS = {"version", "releases", "row_counts", "changes", "change_subjects", "changes_since", "type_order"}
# Held by tests of their own.
COUNTED = {"facts_held", "levels", "rows_held", "cited", "national_evidence", "former_chart_keys"}
DATED = [name for name in FILES if name not in TIMELESS | COUNTED]


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> tuple[connection.Database, connection.Database]:
    """The made-up tables as a database before the corrections, and after them."""
    folder = tmp_path_factory.mktemp("versions")
    data = Path(shutil.copytree(MADE_UP, folder / "data"))
    for file in data.glob("*.csv"):
        file.write_text(file.read_text(encoding="utf-8").replace("voorbeeldstad,", f"{SOMEWHERE},"), encoding="utf-8")
    change(data, table="observations", line=4, cells={"subgroup_nl": "Verzonnen groep", "subgroup_en": "Made-up group"})
    build(data=data, database=folder / "before.duckdb")
    for (table, line), cells in CORRECTIONS.items():
        correct(data, table=table, line=line, cells=cells)
    build(data=data, database=folder / "after.duckdb")
    return connection.Database(folder / "before.duckdb"), connection.Database(folder / "after.duckdb")


@pytest.mark.parametrize("name", DATED)
def test_a_corrected_row_is_still_seen_as_of_the_older_version(
    versions: tuple[connection.Database, connection.Database], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(connection, "_database", versions[0])
    before = rows(name)
    assert before
    monkeypatch.setattr(connection, "_database", versions[1])
    assert rows(name, date(2026, 5, 31)) == before
    after = rows(name, CHANGED)
    assert after != before
    assert len(after) == len(before)
    assert rows(name) == after


@pytest.fixture
def fewer(made_up: Path, build_and_use: Callable[[], None]) -> None:
    """Read the made-up tables of which a finding and an event are withdrawn, and the name of a theme is corrected."""
    change(made_up, table="findings", line=2, cells=WITHDRAWN)
    add(made_up, table="gaps", like=2, cells={"theme": "income_stability", "added": CHANGED.isoformat()})
    change(made_up, table="events", line=2, cells=WITHDRAWN)
    correct(made_up, table="themes", cells={"label_en": "Corrected"})
    build_and_use()


def test_facts_held_counts_what_holds(fewer: None) -> None:
    assert rows("facts_held", FIRST)[0].results == 3
    assert rows("facts_held", CHANGED)[0].results == 2


def test_rows_held_counts_what_holds(fewer: None) -> None:
    for table in ("themes", "events"):
        for day in (FIRST, CHANGED):
            held = queries.rows_held(table=table, as_of=day)
            assert held == len(queries.table(table=table, as_of=day)) > 0
    assert queries.rows_held(table="events", as_of=CHANGED) == 1


def test_cited_counts_what_holds(fewer: None) -> None:
    for day, events in ((FIRST, 2), (CHANGED, 1)):
        found = queries.cited(Context(lang="nl", as_of=day))
        assert sum(row.rows for row in found if row.kind == "event") == events
        results = sum(row.rows for row in found if row.kind in ("observation", "finding", "claim"))
        held = [len(queries.table(table=table, as_of=day)) for table in ("observations", "findings")]
        assert results == sum(held)


@pytest.mark.parametrize("name", ["cited_pairs", "cited_numbers", "cited_findings", "citations"])
def test_no_more_is_given_of_a_source_than_was_asked(real: None, name: str) -> None:
    made = functions()[name]
    limits = {"most": 1000} if name != "citations" else {}

    def given(each: int) -> dict[tuple[object, ...], int]:
        found: dict[tuple[object, ...], int] = {}
        for row in cast(tuple[Any, ...], made(Context(lang="nl"), each=each, **limits)):
            kind = (row.kind, row.indicator_id) if name == "citations" else (getattr(row, "basis", "") == "claim",)
            key = (row.source_id, *kind)
            found[key] = found.get(key, 0) + 1
        return found

    every = given(1000)
    assert max(every.values()) > 2
    assert given(2) == {key: min(number, 2) for key, number in every.items()}


def test_a_withdrawn_row_is_gone_from_its_version_on(fewer: None) -> None:
    assert [row.id for row in rows("events", date(2026, 5, 31))] == ["national_rule", "trial_starts"]
    assert [row.id for row in rows("events", CHANGED)] == ["national_rule"]
    assert rows("releases") == [FIRST, CHANGED]


def test_nothing_is_known_before_the_first_version(real: None) -> None:
    for name in DATED:
        assert rows(name, date(2020, 1, 1)) == [], name
