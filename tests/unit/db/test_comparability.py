"""The guard against unlike comparisons: what may share an axis, and what gets a chart of its own that says why."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import pytest

from dashboard.charts import registry
from dashboard.charts.comparison import with_and_without
from dashboard.charts.over_time import over_time
from dashboard.db import queries
from dashboard.i18n.catalogue import t
from dashboard.ingest.build import build
from dashboard.models.chart import Chart
from dashboard.models.context import Context, Scope
from tests.conftest import Use
from tests.csv_tables import MADE_UP, add, change, put_versions

LANGUAGES = ("nl", "en")


# The made-up tables in many variants, each of which holds on a day of its own.


def two_towns(data: Path) -> None:
    """A second town measured the same outcome in the same way."""
    add(data, table="arms", like=3,
        cells={"id": "proefdam_usual", "experiment_id": "proefdam_jobs", "label_en": "Usual in Proefdam",
               "label_nl": "Gewoon in Proefdam"})  # fmt: skip
    for line, arm, value in ((2, "proefdam_workers", "50"), (3, "proefdam_usual", "40")):
        cells = {"id": f"work_{arm}", "arm_id": arm, "experiment_id": "proefdam_jobs"}
        add(data, table="observations", like=line, cells={**cells, "value": value, "low": "", "high": ""})


def differently(table: str, lines: Iterable[int], **cells: str) -> Callable[[Path], None]:
    """Two towns, of which some rows differ."""

    def vary(data: Path) -> None:
        two_towns(data)
        for line in lines:
            change(data, table=table, line=line, cells=cells)

    return vary


def one_row(line: int, cells: dict[str, str], more: dict[str, str] | None = None) -> Callable[[Path], None]:
    """The made-up tables with another row, and perhaps one more that is like it."""

    def vary(data: Path) -> None:
        change(data, table="observations", line=line, cells=cells)
        if more:
            add(data, table="observations", like=line, cells=more)

    return vary


def rounds(data: Path) -> None:
    """Two rounds of one trial, which does not say of whom its figures are."""
    for line in (2, 3):
        change(data, table="observations", line=line, cells={"base_nl": "", "base_en": ""})
        add(data, table="observations", like=line, cells={"id": f"again_{line}", "start": "2019", "end": "2019"})


def two_approaches(data: Path) -> None:
    second = {"id": "voorbeeldstad_second", "label_en": "Second approach", "label_nl": "Tweede"}
    add(data, table="arms", like=2, cells=second)
    work = {"id": "work_second", "arm_id": "voorbeeldstad_second", "value": "28"}
    add(data, table="observations", like=2, cells=work)


SECOND = (5, 6)
# What is different in the second town, and the words that say so.
DIFFERENT = {
    "other people": (
        differently("observations", SECOND, base_nl="Mensen met werk", base_en="People with work"),
        "population",
    ),
    "people not named": (differently("observations", SECOND, base_nl="", base_en=""), "population_unknown"),
    "a moment instead of a period": (differently("observations", SECOND, timing="moment"), "timing"),
    "starters of a year instead of a period": (differently("observations", SECOND, timing="cohort"), "timing"),
    "groups that were not made comparable": (
        differently("observations", SECOND, groups_comparable="false"),
        "comparable",
    ),
    "a matched comparison": (differently("arms", (6,), role="matched_comparison"), "comparison"),
    "those outside": (differently("arms", (6,), role="non_participants"), "comparison"),
}
NO_PAIR = {
    "another period": {"start": "2019", "end": "2019-06"},
    "others": {"base_nl": "Anderen", "base_en": "Others"},
    "women": {"subgroup_nl": "Vrouwen", "subgroup_en": "Women"},
    "another source": {"source_id": "news_two"},
    "starters": {"timing": "cohort"},
}
LATER = {"id": "jobs_later", "start": "2022-01-01", "end": "2022-01-01", "value": "20"}
# Two numbers of one group as moments, starters of a year and periods; and how many charts join them.
JOINED = {"moment": 1, "cohort": 0, "period": 0}

VARIANTS: dict[str, Callable[[Path], None]] = {
    "two towns": two_towns,
    **{name: vary for name, (vary, _) in DIFFERENT.items()},
    "of nobody": differently("observations", (2, 3, *SECOND), base_nl="", base_en=""),
    "rounds": rounds,
    **{name: one_row(3, cells) for name, cells in NO_PAIR.items()},
    **{timing: one_row(4, {"timing": timing}, LATER) for timing in JOINED},
    "moments of women": one_row(4, {}, {**LATER, "subgroup_nl": "Vrouwen", "subgroup_en": "Women"}),
    "two approaches": two_approaches,
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, date]]:
    """A database with every variant, and the day of each."""
    data = Path(shutil.copytree(MADE_UP, tmp_path_factory.mktemp("variants") / "data"))
    days = put_versions(data, VARIANTS)
    build(data=data, database=data.parent / "variants.duckdb")
    return data.parent / "variants.duckdb", days


As = Callable[..., Context]


@pytest.fixture
def on(built: tuple[Path, dict[str, date]], use: Use) -> As:
    """Read a variant in a language: `on("two towns", "nl")`."""
    use(built[0])
    return lambda name, lang="nl": Context(lang=lang, as_of=built[1][name])


def keys(context: Context) -> list[str]:
    return [row.group_key for row in queries.pairs(Scope(), context)]


def shown(context: Context) -> tuple[Chart, ...]:
    return with_and_without(Scope(theme="participation"), context)


def says_apart(chart: Chart, lang: str) -> list[str]:
    return [note.text for note in chart.reading if note.head == t("chart.apart_head", lang)]


def test_the_same_way_of_measuring_shares_an_axis_on_which_each_row_names_its_groups(on: As) -> None:
    found = keys(on("two towns"))
    assert (len(set(found)), len(found)) == (1, 2)
    for lang in LANGUAGES:
        (chart,) = shown(on("two towns", lang))
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


@pytest.mark.parametrize("name", DIFFERENT)
def test_another_way_of_measuring_has_a_chart_of_its_own(on: As, name: str) -> None:
    assert len(set(keys(on(name)))) == 2
    for lang in LANGUAGES:
        two = shown(on(name, lang))
        assert sorted(row["municipality"] for chart in two for row in chart.rows) == ["Proefdam", "Voorbeeldstad"]
        assert len(two) == 2
        assert len({chart.question for chart in two}) == 1
        assert len({chart.key for chart in two}) == 2
        for chart in two:
            how = t(f"chart.apart_by.{DIFFERENT[name][1]}", lang)
            assert says_apart(chart, lang) == [t("chart.apart", lang, how=how)]


def test_where_nobody_says_of_whom_a_share_is_no_other_town_can_equal_it(on: As) -> None:
    assert len(set(keys(on("of nobody")))) == 2
    assert all(t("with_and_without.of_whom_unknown", "nl") == chart.subtitle for chart in shown(on("of nobody")))


def test_rounds_of_one_trial_without_a_population_share_an_axis(on: As) -> None:
    found = keys(on("rounds"))
    assert (len(set(found)), len(found)) == (1, 2)


@pytest.mark.parametrize("name", NO_PAIR)
def test_numbers_that_are_not_of_the_same_thing_are_no_pair(on: As, name: str) -> None:
    assert keys(on(name)) == []
    assert [row.reason for row in queries.unpaired_numbers(Scope(indicator="paid_work"), on(name))] == [
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


def test_only_moments_of_one_group_are_joined_over_time(real: None) -> None:
    made = over_time(Scope(), Context(lang="en"))
    assert made
    ids = {row.id: row for row in queries.unpaired_numbers(Scope(), Context(lang="nl"))}
    series = [row for row in ids.values() if row.reason == "series"]
    assert {row.timing for row in series} == {"moment"}
    assert sum(len(chart.rows) for chart in made) == len(series)
    for chart in made:
        assert len({(row["arm"], row["indicator"]) for row in chart.rows}) == 1


@pytest.mark.parametrize("timing", JOINED)
def test_starters_of_different_years_are_never_a_line(on: As, timing: str) -> None:
    assert len(over_time(Scope(), on(timing))) == JOINED[timing]


def test_moments_of_different_groups_are_never_a_line(on: As) -> None:
    assert over_time(Scope(), on("moments of women")) == ()


def test_two_approaches_of_one_trial_are_distinguished(on: As) -> None:
    (chart,) = shown(on("two approaches", "en"))
    labels = [row[0] for group in chart.table.groups for row in group.rows]
    assert len(set(labels)) == len(labels) == 2
    assert "28 percent of the people in the group ‘Second approach’" in chart.sentence


def test_every_chart_of_a_theme_has_a_key_of_its_own(real: None) -> None:
    for theme in queries.themes(Context(lang="nl")):
        made = registry.all_for(Scope(theme=theme.id), Context(lang="nl"))
        assert len({chart.key for chart in made}) == len(made)
