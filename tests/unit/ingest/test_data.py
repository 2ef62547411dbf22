"""The facts in data/ are the facts that were collected, under the columns of the schema, in two languages that agree."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from dashboard.config import ROOT
from dashboard.ingest.manifest import file_digest
from dashboard.ingest.schema import SCHEMA, load_schema
from tests.page_reader import DATA, rows


def test_the_facts_that_were_collected_are_those_of_the_first_release() -> None:
    """Its file has a digest of each cell, against which every build compares the tables."""
    first = DATA / "releases" / "2026-11-21.json"
    digest = "761117a82128c3b44aa26baa96b9a719f94a90d1c8caa330bfb71377ed6bddce"  # pragma: allowlist secret
    assert file_digest(first) == digest


def test_every_indicator_asks_a_question_that_suggests_no_effect() -> None:
    for row in rows("indicators"):
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
