"""Out of 100 people: only shares of people of whom it is known who they are, rounded by a rule that is said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.db import queries
from dashboard.labels.pairs import frequencies, out_of_hundred, whole
from dashboard.models.context import Context, Scope
from tests.conftest import Use
from tests.made_up_rows import pair


@pytest.mark.parametrize(
    ("value", "nl", "en"),
    [
        (38, "38 van de 100", "38 out of 100"),
        (3.6, "3 tot 4 van de 100", "3 to 4 out of 100"),
        (0, "0 van de 100", "0 out of 100"),
        (0.4, "minder dan 1 van de 100", "fewer than 1 out of 100"),
        (99.5, "99 tot 100 van de 100", "99 to 100 out of 100"),
        (100, "100 van de 100", "100 out of 100"),
    ],
)
def test_a_share_in_people(value: float, nl: str, en: str) -> None:
    assert out_of_hundred(value, "nl") == nl
    assert out_of_hundred(value, "en") == en


def test_the_word_that_belongs_to_a_number_stays_with_it() -> None:
    assert out_of_hundred(25, "nl", "about") == "ongeveer 25 van de 100"
    assert out_of_hundred(25, "en", "more_than") == "more than 25 out of 100"


@given(st.floats(0, 100))
def test_the_people_said_lie_around_the_share(value: float) -> None:
    people, part = whole(value)
    assert 0 <= people <= 100
    assert people - 1e-6 <= value <= people + part + 1e-6


@pytest.mark.parametrize("value", [-1, 100.5])
def test_more_or_less_than_a_hundred_people_do_not_exist(value: float) -> None:
    with pytest.raises(ValueError, match="0 to 100"):
        whole(value)


@pytest.mark.parametrize(
    "changes",
    [{"unit": "persons"}, {"unit": "score"}, {"unit": "ratio"}, {"population": None}],
)
def test_what_is_no_share_of_known_people_is_never_people(changes: dict[str, Any]) -> None:
    assert not frequencies([pair(**changes)], "nl")


def test_two_arms_with_their_people_without_the_warnings_of_their_chart() -> None:
    (one,) = frequencies([pair()], "nl")
    assert one.head == "Nergenshuizen, begonnen in 2030"
    assert (
        one.sentence
        == "Dit geldt voor 25 van de 100 mensen in de groep ‘Met fluit’, tegen 19 van de 100 mensen in de groep ‘Anderen’."
    )
    assert one.population == "Fluiten. Dit gaat over: alleen mensen met lippen."
    assert [(arm.people, arm.part, arm.type_id) for arm in one.arms] == [
        (25, False, "free_choice"),
        (19, False, "comparison"),
    ]


def test_people_of_groups_that_were_not_made_comparable_say_so() -> None:
    (one,) = frequencies([pair("en", comparable=False)], "en")
    assert "These groups may differ from each other." in one.sentence


def test_what_is_rounded_is_said_and_a_range_is_never_narrowed() -> None:
    (one,) = frequencies([pair("en", treated=3.6, decimals=1, low=2.7, high=5.1)], "en")
    assert "Margin of error with the approach: 2 to 6 out of 100." in one.sentence
    assert "3.6 percent is not a whole number of people." in one.sentence
    assert one.arms[0].people == 3
    assert one.arms[0].part


def test_the_real_shares_are_all_there(database: Path, use: Use) -> None:
    use(database)
    rows = [each for each in queries.pairs(Scope(), Context(lang="nl")) if each.preferred]
    made = frequencies(rows, "nl")
    assert [[arm.people for arm in one.arms] for one in made] == [
        [each.treated, each.comparison_value] for each in rows
    ]
