"""The guard against unlike comparisons: what may share an axis, and what gets a chart of its own that says why."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from dashboard.charts import registry
from dashboard.charts.comparison import with_and_without
from dashboard.charts.over_time import over_time
from dashboard.db import queries
from dashboard.i18n.catalogue import t
from dashboard.models.chart import Chart
from dashboard.models.context import Context, Scope
from tests.csv_tables import add, change

LANGUAGES = ("nl", "en")


@pytest.fixture
def two_towns(made_up: Path) -> Path:
    """The made-up tables, in which a second town measured the same outcome in the same way."""
    add(made_up, table="arms", like=3,
        cells={"id": "proefdam_usual", "experiment_id": "proefdam_jobs", "label_en": "Usual in Proefdam",
               "label_nl": "Gewoon in Proefdam"})  # fmt: skip
    for line, arm, value in ((2, "proefdam_workers", "50"), (3, "proefdam_usual", "40")):
        cells = {"id": f"work_{arm}", "arm_id": arm, "experiment_id": "proefdam_jobs"}
        add(made_up, table="observations", like=line, cells={**cells, "value": value, "low": "", "high": ""})
    return made_up


def second(data: Path, cells: dict[str, str]) -> None:
    """Measure it differently in the second town."""
    for line in (5, 6):
        change(data, table="observations", line=line, cells=cells)


def keys() -> list[str]:
    return [row.group_key for row in queries.pairs(Scope(), Context(lang="nl"))]


def shown(lang: str) -> tuple[Chart, ...]:
    return with_and_without(Scope(theme="participation"), Context(lang=lang))


def says_apart(chart: Chart, lang: str) -> list[str]:
    return [note.text for note in chart.reading if note.head == t("chart.apart_head", lang)]


def test_the_same_way_of_measuring_shares_an_axis_on_which_each_row_names_its_groups(
    two_towns: Path, build_and_use: Callable[[], None]
) -> None:
    build_and_use()
    assert len(set(keys())) == 1
    assert len(keys()) == 2
    for lang in LANGUAGES:
        (chart,) = shown(lang)
        assert [row["municipality"] for row in chart.rows] == ["Voorbeeldstad", "Proefdam"]
        assert not says_apart(chart, lang)
    # Their groups have different names: no head or sentence may give one town's name to the other.
    heads = [head.label for head in chart.table.heads]
    assert not {"Self-direction", "Usual approach"} & set(heads)
    rows = {group.title.partition(",")[0]: group.rows[0][0] for group in chart.table.groups}
    assert "self-direction, beside usual approach" in rows["Voorbeeldstad"]
    assert "people in a job, beside usual in Proefdam" in rows["Proefdam"]
    assert re.search(r"In Proefdam [^.]*50 percent of the people in a job", chart.sentence), chart.sentence
    assert "Among the people in the group ‘Usual in Proefdam’ it was 40 percent." in chart.sentence


# What is different, and the words that say so.
DIFFERENT = {
    "other people": ({"base_nl": "Mensen met werk", "base_en": "People with work"}, "population"),
    "people not named": ({"base_nl": "", "base_en": ""}, "population_unknown"),
    "a moment instead of a period": ({"timing": "moment"}, "timing"),
    "starters of a year instead of a period": ({"timing": "cohort"}, "timing"),
    "groups that were not made comparable": ({"groups_comparable": "false"}, "comparable"),
}


@pytest.mark.parametrize("name", DIFFERENT)
def test_another_way_of_measuring_has_a_chart_of_its_own(
    two_towns: Path, build_and_use: Callable[[], None], name: str
) -> None:
    cells, reason = DIFFERENT[name]
    second(two_towns, cells)
    build_and_use()
    assert len(set(keys())) == 2
    assert_two_charts(reason)


@pytest.mark.parametrize("role", ["matched_comparison", "non_participants"])
def test_another_kind_of_comparison_has_a_chart_of_its_own(
    two_towns: Path, build_and_use: Callable[[], None], role: str
) -> None:
    change(two_towns, table="arms", line=6, cells={"role": role})
    build_and_use()
    assert len(set(keys())) == 2
    assert_two_charts("comparison")


def assert_two_charts(reason: str) -> None:
    for lang in LANGUAGES:
        two = shown(lang)
        assert sorted(row["municipality"] for chart in two for row in chart.rows) == ["Proefdam", "Voorbeeldstad"]
        assert len(two) == 2
        assert len({chart.question for chart in two}) == 1
        for chart in two:
            how = t(f"chart.apart_by.{reason}", lang)
            assert says_apart(chart, lang) == [t("chart.apart", lang, how=how)]


def test_where_nobody_says_of_whom_a_share_is_no_other_town_can_equal_it(
    two_towns: Path, build_and_use: Callable[[], None]
) -> None:
    for line in (2, 3, 5, 6):
        change(two_towns, table="observations", line=line, cells={"base_nl": "", "base_en": ""})
    build_and_use()
    assert len(set(keys())) == 2
    assert all(t("with_and_without.of_whom_unknown", "nl") == chart.subtitle for chart in shown("nl"))


def test_rounds_of_one_trial_without_a_population_share_an_axis(
    made_up: Path, build_and_use: Callable[[], None]
) -> None:
    for line in (2, 3):
        change(made_up, table="observations", line=line, cells={"base_nl": "", "base_en": ""})
        add(made_up, table="observations", like=line, cells={"id": f"again_{line}", "start": "2019", "end": "2019"})
    build_and_use()
    assert len(keys()) == 2
    assert len(set(keys())) == 1


@pytest.mark.parametrize(
    "cells",
    [
        {"start": "2019", "end": "2019-06"},
        {"base_nl": "Anderen", "base_en": "Others"},
        {"subgroup_nl": "Vrouwen", "subgroup_en": "Women"},
        {"source_id": "news_two"},
        {"timing": "cohort"},
    ],
)
def test_numbers_that_are_not_of_the_same_thing_are_no_pair(
    made_up: Path, build_and_use: Callable[[], None], cells: dict[str, str]
) -> None:
    change(made_up, table="observations", line=3, cells=cells)
    build_and_use()
    assert keys() == []
    assert [row.reason for row in queries.numbers(Scope(indicator="paid_work"), Context(lang="nl"))] == [
        "no_comparison"
    ] * 2


def test_no_chart_of_the_real_tables_mixes_ways_of_measuring(real: None) -> None:
    together = {}
    for row in queries.pairs(Scope(), Context(lang="nl")):
        if row.preferred:
            way = (row.indicator_id, row.unit, row.population, row.comparison, row.comparable)
            together.setdefault(row.group_key, set()).add(way)
    assert together
    assert all(len(ways) == 1 for ways in together.values())
    made = with_and_without(Scope(), Context(lang="en"))
    assert sorted(chart.key.removeprefix("with_and_without.") for chart in made) == sorted(together)
    for chart in made:
        ways = {tuple(row[name] for name in ("indicator", "unit", "population", "comparison")) for row in chart.rows}
        assert len(ways) == 1


def test_two_measures_of_the_same_work_are_not_on_one_axis(real: None) -> None:
    """Amsterdam: leaving for work and part-time work are shares of different people, so each has a chart."""
    made = with_and_without(
        Scope(theme="participation", municipalities=("amsterdam",)), Context(lang="en", as_of=date(2026, 11, 21))
    )
    assert len({chart.key for chart in made}) == len(made) == 2
    assert {row["indicator"] for row in made[0].rows}.isdisjoint({row["indicator"] for row in made[1].rows})


def test_only_moments_of_one_group_are_joined_over_time(real: None) -> None:
    made = over_time(Scope(), Context(lang="en"))
    assert made
    ids = {row.id: row for row in queries.numbers(Scope(), Context(lang="nl"))}
    series = [row for row in ids.values() if row.reason == "series"]
    assert {row.timing for row in series} == {"moment"}
    assert sum(len(chart.rows) for chart in made) == len(series)
    for chart in made:
        assert len({(row["arm"], row["indicator"]) for row in chart.rows}) == 1


LATER = {"id": "jobs_later", "start": "2022-01-01", "end": "2022-01-01", "value": "20"}


@pytest.mark.parametrize(("timing", "charts_made"), [("moment", 1), ("cohort", 0), ("period", 0)])
def test_starters_of_different_years_are_never_a_line(
    made_up: Path, build_and_use: Callable[[], None], timing: str, charts_made: int
) -> None:
    change(made_up, table="observations", line=4, cells={"timing": timing})
    add(
        made_up,
        table="observations",
        like=4,
        cells={"id": "jobs_later", "start": "2022-01-01", "end": "2022-01-01", "value": "20"},
    )
    build_and_use()
    assert len(over_time(Scope(), Context(lang="nl"))) == charts_made


def test_moments_of_different_groups_are_never_a_line(made_up: Path, build_and_use: Callable[[], None]) -> None:
    add(made_up, table="observations", like=4, cells={**LATER, "subgroup_nl": "Vrouwen", "subgroup_en": "Women"})
    build_and_use()
    assert over_time(Scope(), Context(lang="nl")) == ()


def test_two_approaches_of_one_trial_are_told_apart(made_up: Path, build_and_use: Callable[[], None]) -> None:
    add(
        made_up,
        table="arms",
        like=2,
        cells={"id": "voorbeeldstad_second", "label_en": "Second approach", "label_nl": "Tweede"},
    )
    add(
        made_up,
        table="observations",
        like=2,
        cells={"id": "work_second", "arm_id": "voorbeeldstad_second", "value": "28"},
    )
    build_and_use()
    (chart,) = shown("en")
    labels = [row[0] for group in chart.table.groups for row in group.rows]
    assert len(set(labels)) == len(labels) == 2
    assert "28 percent of the people in the group ‘Second approach’" in chart.sentence


def test_every_chart_of_a_theme_has_a_key_of_its_own(real: None) -> None:
    for theme in queries.themes(Context(lang="nl")):
        made = registry.all_for(Scope(theme=theme.id), Context(lang="nl"))
        assert len({chart.key for chart in made}) == len(made)
