"""The size of a trial: published values, another implementation, edges, and what the chart says."""

import pytest
from statsmodels.stats.proportion import samplesize_proportions_2indep_onetail

from dashboard.charts.trial_size import trial_size
from dashboard.models.context import Context, Scope
from dashboard.models.trial_size import TrialSize, people_needed, smallest_difference
from dashboard.selection.trial_size import items, parse


@pytest.mark.parametrize(
    ("without", "difference", "miss", "corrected", "people"),
    [
        # The example of power.prop.test in R: 76.7.
        (50, 25, 10, False, 77),
        # The example of sampsi in Stata.
        (25, 15, 10, True, 216),
        # Fleiss, Levin and Paik, tables of chapter 4.
        (5, 5, 20, True, 474),
        (10, 10, 20, True, 219),
        (10, 10, 20, False, 199),
    ],
)
def test_published_sizes_come_out(without: float, difference: float, miss: int, corrected: bool, people: int) -> None:
    assert people_needed(without, difference, miss=miss, corrected=corrected) == people


def test_another_implementation_gives_the_same_sizes() -> None:
    for without in (2, 5, 11, 25, 50, 80):
        for difference in (1, 3, 8, 15):
            for miss in (5, 20):
                other = samplesize_proportions_2indep_onetail(difference / 100, without / 100, 1 - miss / 100)
                people = people_needed(without, difference, miss=miss)
                assert people is not None
                assert 0 <= people - other < 1.001, (without, difference, miss)


def test_the_smallest_difference_is_the_one_that_takes_these_people() -> None:
    for without in (1, 11, 50, 95):
        for people in (30, 100, 2500):
            for corrected in (False, True):
                difference = smallest_difference(without, people, miss=20, corrected=corrected)
                if difference is None:
                    assert people_needed(without, 100 - without, miss=20, corrected=corrected) > people  # type: ignore[operator]
                else:
                    assert people_needed(without, difference, miss=20, corrected=corrected) == people


def test_a_difference_past_all_people_and_a_group_that_is_too_small() -> None:
    assert people_needed(95, 6, miss=20) is None
    assert smallest_difference(99, 2, miss=20) is None


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"without": 0}, "expected a share above 0"),
        ({"without": 100}, "below 100"),
        ({"difference": 0}, "more than 0"),
        ({"miss": 50}, "below 50"),
    ],
)
def test_values_that_mean_nothing_are_refused(values: dict[str, float], expected: str) -> None:
    arguments = {"without": 10, "difference": 5, "miss": 20} | values
    with pytest.raises(ValueError, match=expected):
        people_needed(arguments["without"], arguments["difference"], miss=arguments["miss"])


@pytest.mark.parametrize(
    ("query", "read"),
    [
        ({"without": ["11,5"]}, TrialSize(without=11.5)),
        ({"without": ["11.5"], "each": ["60"], "corrected": ["yes"]}, TrialSize(without=11.5, each=60, corrected=True)),
        ({"miss": ["5"], "groups": ["4"]}, TrialSize(miss=5, groups=4)),
    ],
)
def test_numbers_are_read_with_a_comma_or_a_point_and_written_again(
    query: dict[str, list[str]], read: TrialSize
) -> None:
    refused: list[tuple[str, str]] = []
    size = parse(query, lambda name, value: refused.append((name, value)))
    assert (size, refused) == (read, [])
    assert parse({name: [value] for name, value in items(size)}, lambda *_: None) == size


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("without", "0"), ("without", "nan"), ("without", "1e2"), ("without", "-3"), ("without", "١١"), ("without", "1.000,5"),
        ("each", "1"), ("each", "2.5"), ("each", "999999"), ("groups", "1"), ("miss", "21"), ("corrected", "no"),
        ("difference", "<b>"),
    ],
)  # fmt: skip
def test_a_number_out_of_bounds_is_refused_and_the_default_holds(name: str, value: str) -> None:
    refused: list[tuple[str, str]] = []
    size = parse({name: [value]}, lambda *problem: refused.append(problem))
    assert (size, refused) == (TrialSize(), [(name, value)])


def test_the_chart_says_what_can_be_seen_and_that_it_is_a_calculation() -> None:
    (chart,) = trial_size(Scope(trial=TrialSize(difference=15)), Context(lang="nl"))
    assert chart.sentence == (
        "Met 100 mensen per groep en 11 procent zonder de aanpak ziet u pas een verschil van ongeveer 15 procentpunt. "
        "Wilt u een verschil van 15 procentpunt kunnen zien? Dan hebt u 105 mensen per groep nodig. "
        "Dat zijn 210 mensen in 2 groepen."
    )
    assert all(row["note"] == "Dit is een rekensom, geen resultaat van een proef." for row in chart.rows)
    (line,) = [trace for trace in chart.wide.data if trace.meta == "smallest difference"]
    assert list(line.y) == sorted(line.y, reverse=True)
    assert {mark.id for mark in chart.marks} == {"has", "wants"}


def test_a_difference_past_all_people_is_said_and_has_no_mark() -> None:
    (chart,) = trial_size(Scope(trial=TrialSize(without=95, difference=6, each=400)), Context(lang="en"))
    assert chart.sentence.endswith(
        "A difference of 6 percentage points on top of 95 percent is more than 100 percent. Fill in a smaller difference."
    )
    assert {mark.id for mark in chart.marks} == {"has"}
