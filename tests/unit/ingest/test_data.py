"""The facts in data/ are the facts that were collected: counts, and values that must never change unnoticed."""

from __future__ import annotations

import csv
import re
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dashboard.config import ROOT
from dashboard.ingest.schema import SCHEMA, load_schema
from tests.page_reader import DATA, rows

FIRST = date(2026, 11, 21)
"""The first data version. What is held here is held as of that date, so that later rows do not disturb it."""

COLLECTED = {
    "sources": 95, "municipalities": 5, "experiment_types": 7, "experiments": 7, "arms": 21, "indicators": 54, "themes": 4,
    "observations": 36, "findings": 80, "gaps": 26, "design_facts": 94, "events": 33, "context": 303, "questions": 26,
}  # fmt: skip

Facts = dict[str, list[dict[str, Any]]]


@pytest.fixture(scope="module")
def facts(database: Path) -> Facts:
    """The rows of every table as of the first data version, as they are in the database that was built."""
    with duckdb.connect(database, read_only=True) as connection:
        tables = {name: connection.table(name) for name in COLLECTED}
        rows = {
            name: [dict(zip(table.columns, row, strict=True)) for row in table.fetchall()]
            for name, table in tables.items()
        }
    return {name: [row for row in found if row["added"] == FIRST] for name, found in rows.items()}


def pick(rows: list[dict[str, Any]], **wanted: object) -> list[dict[str, Any]]:
    return [row for row in rows if all(row[name] == value for name, value in wanted.items())]


@pytest.mark.parametrize(("table", "rows"), COLLECTED.items())
def test_every_row_that_was_collected_is_there(facts: Facts, table: str, rows: int) -> None:
    assert len(facts[table]) == rows


@pytest.mark.parametrize(
    ("indicator", "year", "participants", "others"),
    [
        ("part_time_work_started", "2018", 38, 9),
        ("part_time_work_started", "2019", 20, 8),
        ("outflow_to_work", "2018", 25, 19),
        ("outflow_to_work", "2019", 15, 9),
    ],
)
def test_amsterdam_premium(facts: Facts, indicator: str, year: str, participants: float, others: float) -> None:
    rows = pick(facts["observations"], indicator_id=indicator, timing="cohort", start=year, preferred=True)
    assert {row["arm_id"]: row["value"] for row in rows} == {
        "amsterdam_premium_participants": participants,
        "amsterdam_premium_matched": others,
    }
    assert len({(row["base_nl"], row["source_id"], row["subgroup_nl"]) for row in rows}) == 1
    assert all(row["groups_comparable"] for row in rows)


def test_groups_that_the_source_calls_not_comparable(facts: Facts) -> None:
    rows = pick(facts["observations"], groups_comparable=False)
    assert {row["id"].removeprefix("amsterdam_lasting_work_"): row["value"] for row in rows} == {
        "participants_2018": 71,
        "matched_2018": 63,
        "participants_2019": 67,
        "matched_2019": 64,
    }


def test_no_source_says_that_it_adjusted_a_comparison(facts: Facts) -> None:
    assert pick(facts["observations"] + facts["findings"], adjusted=True) == []


def test_no_interval_was_published(facts: Facts) -> None:
    assert pick(facts["observations"], low=None, high=None) == facts["observations"]


@pytest.mark.parametrize(
    ("table", "row", "wanted"),
    [
        ("observations", {"id": "groningen_basic_jobs_2025_06"}, {"value": 180, "qualifier": "more_than"}),
        ("observations", {"id": "groningen_basic_job_sickness_absence"}, {"value": 3.6, "end": "2022-02"}),
        ("observations", {"id": "oss_outflow_ratio_press"}, {"value": 2, "preferred": False, "n": 300}),
        ("observations", {"id": "wageningen_full_time_gap_vs_non_participants"},
         {"value": 4.7, "comparator_arm_id": "wageningen_non_participants", "start": "2017-10-01"}),
        ("observations", {"id": "wageningen_leavers_with_work_2019"}, {"value": 50, "as_published": "half", "n": 110}),
        ("context", {"municipality_id": "amsterdam", "indicator_id": "self_rated_health_18plus", "year": 2012},
         {"value": 73.9, "modelled": True}),
        ("experiments", {"id": "amsterdam_guidance"}, {"participants": 800, "participants_qualifier": "more_than"}),
        ("experiments", {"id": "heerlen_basisbanen"}, {"participants": None, "design": "none_published"}),
        ("municipalities", {"id": "wageningen"}, {"gm_code": "GM0289", "province": "Gelderland"}),
        ("findings", {"id": "amsterdam_extra_attention_outflow"},
         {"direction": "no_difference", "test": "not_significant", "source_id": "hva_uva_lessons", "locator_en": "summary"}),
    ],
)  # fmt: skip
def test_spot_values(facts: Facts, table: str, row: dict[str, object], wanted: dict[str, object]) -> None:
    (found,) = pick(facts[table], **row)
    assert {name: found[name] for name in wanted} == wanted


def test_every_indicator_asks_a_question_that_suggests_no_effect(facts: Facts) -> None:
    for row in facts["indicators"]:
        for question in (row["question_nl"], row["question_en"]):
            assert question.endswith("?")
            assert len(question) <= 110
            assert not re.search(r"effect|door de|because of|thanks to|dankzij|helpt|hielp|help", question)


def test_the_columns_are_those_of_the_schema_in_that_order() -> None:
    for table in load_schema().values():
        with (ROOT / "data" / table.file).open(encoding="utf-8", newline="") as file:
            assert next(csv.reader(file)) == list(table.columns)


def test_the_schema_says_what_every_column_is() -> None:
    for table in load_schema().values():
        assert table.about.endswith(".")
        assert all(column.description.endswith(".") for column in table.columns.values())


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('references = "themes.id"', 'references = "theme.id"', "refers to theme.id, which does not exist"),
        ('type = "partial_date"', 'type = "partial"', "has type 'partial'"),
        ('key = ["id"]', 'key = ["ids"]', "has no column ids"),
        ('type = "reference", references = "sources.id"', 'type = "text", references = "sources.id"', "go together"),
    ],
)
def test_a_schema_that_contradicts_itself(tmp_path: Path, old: str, new: str, problem: str) -> None:
    text = SCHEMA.read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "schema.toml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ValueError, match=re.escape(problem)):
        load_schema(tmp_path / "schema.toml")


# A number that one language has in words, and the end of an age group, which Dutch leaves out and English does not.
IN_WORDS = {"basic_income_participation", "points_households_in_labour_market", "melkert_wrong_people", "start_with_baseline",
            "aged_15_24"}  # fmt: skip


def test_a_text_says_the_same_in_both_languages() -> None:
    """Each text has the same numbers; of two that once said something else, the words are held as well."""
    compared = 0
    for table in sorted(path.stem for path in DATA.glob("*.csv")):
        for row in rows(table):
            for name in (name for name in row if name.endswith("_nl") and row.get("id") not in IN_WORDS):
                texts = [row[name], row[f"{name[:-3]}_en"]]
                numbers = [sorted(re.sub("[.,]", "", one) for one in re.findall(r"\d[\d.,]*", text)) for text in texts]
                assert numbers[0] == numbers[1], (table, row.get("id"), texts)
                compared += bool(numbers[0])
    assert compared > 500
    subjects = {row["id"]: row["subject_nl"] for row in rows("conflicts")}
    assert "wanneer het doel gehaald moet zijn" in subjects["groningen_basic_job_period"]
    assert "Hoeveel iemand mocht bijverdienen" in subjects["groningen_bom_rule"]
