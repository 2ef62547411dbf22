"""The words of the evidence map: a table of cases on made-up rows, and every cell of the real tables.

A case puts results in one cell that has none, and says which state, side, level and number of results must follow.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple

import pytest
from flask.testing import FlaskClient

from dashboard.db import connection, queries
from dashboard.db.rows.evidence import CellRow
from dashboard.db.rows.results import NOT_USED
from dashboard.i18n.catalogue import t
from dashboard.ingest import build
from dashboard.models.context import Context, Scope
from dashboard.web.pages.evidence.cell_signs import kind, word
from dashboard.web.pages.evidence.cell_words import limits
from tests.csv_tables import MADE_UP, add, read, write
from tests.page_reader import page

THEME = "participation"
LOTTERY, MATCHED, OUTSIDE = "randomised_control", "matched_comparison", "non_participants"
ARMS = {LOTTERY: "voorbeeldstad_usual", MATCHED: "voorbeeldstad_matched", OUTSIDE: "voorbeeldstad_outside"}


class Result(NamedTuple):
    """Rows of one table that make one result."""

    table: str
    rows: tuple[dict[str, str], ...]


def result(direction: str, comparison: str, test: str = "not_stated", **cells: str) -> Result:
    """A result in words about the share in paid work (higher is better), or about another outcome."""
    row = {"direction": direction, "comparison": comparison, "test": test, "indicator_id": "paid_work"}
    return Result("findings", ({**row, "comparator_arm_id": ARMS.get(comparison, ""), **cells},))


def pair(treated: str, other: str, comparison: str, *, first: dict[str, str] | None = None, **cells: str) -> Result:
    """A percentage in paid work with the approach, beside that of a comparison arm; `first` are cells of the first alone."""
    both = (("voorbeeldstad_free", treated, first or {}), (ARMS[comparison], other, {}))
    return Result("observations", tuple({"arm_id": arm, "value": value, **cells, **own} for arm, value, own in both))


def alone(value: str, **cells: str) -> Result:
    """A number of one arm."""
    return Result("observations", ({"arm_id": "voorbeeldstad_free", "value": value, **cells},))


OVERLAPPING = pair("30", "25", LOTTERY, low="20", high="40", start="2017")
APART = pair("30", "25", LOTTERY, first={"low": "28", "high": "32"}, low="23", high="27")

CASES: dict[str, tuple[list[Result], tuple[str, str | None, int | None, int]]] = {
    # better and worse: a lottery or comparable people, with two numbers or a test
    "lottery, tested": ([result("higher", LOTTERY, "significant")], ("better", "favourable", 5, 1)),
    "lottery, tested, against": ([result("lower", LOTTERY, "significant")], ("worse", "unfavourable", 5, 1)),
    "lottery, less of what is bad": (
        [result("lower", LOTTERY, "significant", indicator_id="idle")],
        ("better", "favourable", 5, 1),
    ),
    "lottery, more of what is bad": (
        [result("higher", LOTTERY, "significant", indicator_id="idle")],
        ("worse", "unfavourable", 5, 1),
    ),
    "lottery, two numbers": ([pair("30", "25", LOTTERY)], ("better", "favourable", 5, 1)),
    "lottery, two numbers, against": ([pair("25", "30", LOTTERY)], ("worse", "unfavourable", 5, 1)),
    "lottery, two numbers, of what is bad": (
        [pair("30", "25", LOTTERY, indicator_id="idle")],
        ("worse", "unfavourable", 5, 1),
    ),
    "comparable people, tested": ([result("higher", MATCHED, "significant")], ("better", "favourable", 3, 1)),
    "comparable people, two numbers": ([pair("30", "25", MATCHED)], ("better", "favourable", 3, 1)),
    "comparable people, two numbers, against": ([pair("25", "30", MATCHED)], ("worse", "unfavourable", 3, 1)),
    "one tested and one not, same side": (
        [result("higher", LOTTERY, "significant"), result("higher", LOTTERY)],
        ("better", "favourable", 5, 2),
    ),
    # no difference shown
    "looked for and not shown": ([result("no_difference", LOTTERY, "not_significant")], ("same", "same", 5, 1)),
    "not shown beside comparable people": ([result("no_difference", MATCHED)], ("same", "same", 3, 1)),
    "two equal numbers": ([pair("25", "25", LOTTERY)], ("same", "same", 5, 1)),
    "not shown beside those outside": ([result("no_difference", OUTSIDE)], ("same", "same", 1, 1)),
    # mixed: disagreement at the strongest level
    "two sides": (
        [result("higher", LOTTERY, "significant"), result("lower", LOTTERY, "significant")],
        ("mixed", "mixed", 5, 2),
    ),
    "a side and no difference": (
        [result("higher", LOTTERY, "significant"), result("no_difference", LOTTERY)],
        ("mixed", "mixed", 5, 2),
    ),
    "mixed in itself": ([result("mixed", LOTTERY)], ("mixed", "mixed", 5, 1)),
    "numbers and words disagree": ([pair("30", "25", LOTTERY), result("no_difference", LOTTERY)], ("mixed", "mixed", 5, 2)),
    # intervals that overlap never make better or worse
    "lottery, intervals overlap": (
        [OVERLAPPING], ("direction", "favourable", 5, 1),
    ),
    "lottery, intervals overlap, against": (
        [pair("25", "30", LOTTERY, low="20", high="40")], ("direction", "unfavourable", 5, 1),
    ),
    "lottery, one number in the interval of the other": (
        [pair("30", "25", LOTTERY, first={"low": "24", "high": "36"})], ("direction", "favourable", 5, 1),
    ),
    "lottery, intervals apart": ([APART], ("better", "favourable", 5, 1)),
    "lottery, intervals apart for one of two": ([APART, OVERLAPPING], ("better", "favourable", 5, 2)),
    "lottery, overlap beside a test without a difference": (
        [OVERLAPPING, result("no_difference", LOTTERY, "not_significant")], ("same", "same", 5, 2),
    ),
    # direction: a side without a size or a test, or without a fair comparison
    "lottery, neither number nor test": ([result("higher", LOTTERY)], ("direction", "favourable", 5, 1)),
    "lottery, neither, against": ([result("lower", LOTTERY, "not_tested")], ("direction", "unfavourable", 5, 1)),
    "comparable people, neither": ([result("higher", MATCHED)], ("direction", "favourable", 3, 1)),
    "those outside, tested": ([result("higher", OUTSIDE, "significant")], ("direction", "favourable", 1, 1)),
    "those outside, two numbers": ([pair("30", "25", OUTSIDE)], ("direction", "favourable", 1, 1)),
    "those outside, two numbers, against": ([pair("20", "25", OUTSIDE)], ("direction", "unfavourable", 1, 1)),
    "before and after": ([result("higher", "over_time", "significant")], ("direction", "favourable", 1, 1)),
    "comparison not named": ([result("higher", "not_named", "significant")], ("direction", "favourable", None, 1)),
    "interviews": ([result("lower", "none", "not_tested")], ("direction", "unfavourable", None, 1)),
    "unclear which way": ([result("unclear", LOTTERY)], ("direction", "unclear", 5, 1)),
    "neither good nor bad": (
        [result("higher", LOTTERY, "significant", indicator_id="people_in_job")],
        ("direction", "unclear", 5, 1),
    ),
    "participants with each other": ([result("higher", "within_participants")], ("direction", "unclear", None, 1)),
    "a number alone": ([alone("30")], ("direction", "unclear", None, 1)),
    "a number of those outside alone is no result": ([alone("30", arm_id=ARMS[OUTSIDE])], ("not_found", None, None, 0)),
    # levels: those outside count for 2 only where the source adjusted for differences, on both sides
    "adjusted": ([result("higher", OUTSIDE, adjusted="true")], ("direction", "favourable", 2, 1)),
    "adjusted, two numbers": ([pair("30", "25", OUTSIDE, adjusted="true")], ("direction", "favourable", 2, 1)),
    "a lottery is not stronger when adjusted": (
        [result("higher", LOTTERY, "significant", adjusted="true")],
        ("better", "favourable", 5, 1),
    ),
    # groups that were not made comparable: the weakest rated level, and never better or worse
    "lottery, groups not comparable": (
        [pair("30", "25", LOTTERY, groups_comparable="false")],
        ("direction", "favourable", 1, 1),
    ),
    "comparable people, groups not comparable": (
        [pair("20", "25", MATCHED, groups_comparable="false")],
        ("direction", "unfavourable", 1, 1),
    ),
    "groups not comparable, beside a lottery": (
        [pair("30", "25", MATCHED, groups_comparable="false"), result("no_difference", LOTTERY)],
        ("same", "same", 5, 2),
    ),
    # the strongest comparison has the word
    "those outside say other than the lottery": (
        [result("higher", OUTSIDE, "significant"), result("no_difference", LOTTERY)],
        ("same", "same", 5, 2),
    ),
    "before and after says other than comparable people": (
        [result("lower", "over_time", "significant"), pair("30", "25", MATCHED)],
        ("better", "favourable", 3, 2),
    ),
    "comparable people say other than the lottery": (
        [pair("20", "25", MATCHED), result("higher", LOTTERY, "significant")],
        ("better", "favourable", 5, 2),
    ),
    "those outside and nothing better": (
        [result("higher", OUTSIDE), result("lower", "none", "not_tested")],
        ("direction", "favourable", 1, 2),
    ),
    "what is unclear leaves the word to what is not": (
        [result("unclear", LOTTERY), result("higher", "over_time")],
        ("direction", "favourable", 1, 2),
    ),
    # what never counts
    "a claim": ([result("higher", LOTTERY, "significant", basis="claim", preferred="false")], ("not_found", None, None, 0)),
    "a claim beside a result": (
        [result("higher", LOTTERY, "significant", basis="claim", preferred="false"), result("no_difference", LOTTERY)],
        ("same", "same", 5, 1),
    ),
    "how the comparison arm did": (
        [result("higher", "over_time", "significant", about="comparison_arm", arm_id=ARMS[LOTTERY])],
        ("not_found", None, None, 0),
    ),
    "several municipalities": (
        [result("higher", LOTTERY, "significant", about="several_municipalities", experiment_id="", arm_id="",
              comparator_arm_id="")],
        ("not_found", None, None, 0),
    ),
    "the size of a scheme": (
        [alone("12", indicator_id="people_in_job", timing="moment", start="2019-01-01", end="2019-01-01")],
        ("not_found", None, None, 0),
    ),
    "a result that another replaced": (
        [result("higher", LOTTERY, "significant", preferred="false"), result("no_difference", LOTTERY)],
        ("same", "same", 5, 1),
    ),
    "numbers that others replaced": (
        [pair("30", "25", LOTTERY, preferred="false"), pair("26", "26", LOTTERY, start="2019", end="2019")],
        ("same", "same", 5, 1),
    ),
    "one of two numbers was replaced": (
        [alone("30"), alone("25", arm_id=ARMS[LOTTERY], preferred="false"), result("no_difference", LOTTERY)],
        ("same", "same", 5, 1),
    ),
}  # fmt: skip


class Trial(NamedTuple):
    """A made-up trial with these results and nothing else, or the reason for its gap, and perhaps a second approach."""

    results: list[Result]
    reason: str = "not_found"
    second: bool = False


REASONS = ("not_measured", "not_published", "not_found", "not_read")
DIFFER: list[tuple[list[Result], bool]] = [
    ([result("no_difference", LOTTERY), result("higher", OUTSIDE)], True),
    ([result("no_difference", LOTTERY), result("mixed", OUTSIDE)], True),
    ([pair("30", "25", MATCHED), result("lower", "over_time")], True),
    ([result("higher", LOTTERY), result("higher", OUTSIDE)], False),
    ([result("higher", LOTTERY), result("unclear", OUTSIDE)], False),
    ([result("higher", LOTTERY), result("no_difference", LOTTERY)], False),
    ([result("higher", LOTTERY), result("lower", OUTSIDE, basis="claim", preferred="false")], False),
]
COUNTS: list[tuple[list[Result], int, int]] = [
    ([result("higher", LOTTERY), result("higher", OUTSIDE), result("higher", "over_time")], 3, 1),
    ([result("higher", LOTTERY), result("lower", LOTTERY), result("higher", OUTSIDE)], 3, 2),
    ([result("higher", OUTSIDE)], 1, 1),
    ([APART, OVERLAPPING], 2, 2),
    ([result("higher", LOTTERY), result("higher", LOTTERY, basis="claim", preferred="false")], 1, 1),
]
COVERS: list[tuple[list[Result], bool]] = [
    ([result("higher", LOTTERY)], False),
    ([result("higher", LOTTERY), result("higher", LOTTERY, arm_id="voorbeeldstad_second")], True),
    ([result("higher", LOTTERY, about="all_treatments", arm_id="")], True),
    # The other arm has only a weaker result, so the word is not about it.
    ([result("higher", LOTTERY), result("higher", OUTSIDE, arm_id="voorbeeldstad_second")], False),
]
STRONGEST = [result("higher", OUTSIDE), result("no_difference", LOTTERY), result("lower", MATCHED)]
CLAIM = [result("higher", LOTTERY, "significant", basis="claim", preferred="true")]
# All in one database, as results of one trial stay with it.
TRIALS = [
    *(Trial(results) for results, _ in CASES.values()),
    *(Trial([], reason) for reason in REASONS),
    *(Trial(results) for results, _ in DIFFER),
    *(Trial(results) for results, *_ in COUNTS),
    *(Trial(results, second=True) for results, _ in COVERS),
    Trial(STRONGEST),
    Trial(CLAIM),
]
PUT = {
    "findings": {"about": "treatment_arm", "arm_id": "voorbeeldstad_free", "comparison": ""},
    "observations": {
        "indicator_id": "paid_work",
        "timing": "period",
        "start": "2018",
        "end": "2019",
        "low": "",
        "high": "",
    },
}


def write_trials(data: Path) -> None:
    """Add the trials to the made-up tables, each with the arms of the first trial there and a gap on each theme."""
    tables = {
        table: read(data / f"{table}.csv") for table in ("experiments", "arms", "gaps", "findings", "observations")
    }
    like = {table: dict(rows[0]) for table, rows in tables.items()}
    arms = {"free": ("self_direction", "treatment"), "second": ("basic_job", "treatment")}
    arms |= {arm.removeprefix("voorbeeldstad_"): ("usual_support", role) for role, arm in ARMS.items()}
    for number, trial in enumerate(TRIALS):
        name = f"trial_{number}"
        tables["experiments"].append(like["experiments"] | {"id": name})
        for position, (arm, (type_id, role)) in enumerate(arms.items(), start=1):
            if arm != "second" or trial.second:
                cells = {"id": f"{name}_{arm}", "experiment_id": name, "type_id": type_id, "role": role}
                tables["arms"].append(like["arms"] | cells | {"position": str(position)})
        for theme in read(data / "themes.csv"):
            cells = {"experiment_id": name, "theme": theme["id"], "reason": trial.reason}
            tables["gaps"].append(like["gaps"] | cells)
        for table, rows in trial.results:
            for row in rows:
                cells = PUT[table] | {"id": f"result_{len(tables[table])}", "experiment_id": name} | row
                own = {column: cell.replace("voorbeeldstad_", f"{name}_") for column, cell in cells.items()}
                tables[table].append(like[table] | own)
    for table, rows in tables.items():
        write(data / f"{table}.csv", rows=rows)


@pytest.fixture(scope="module")
def trials(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Trial], CellRow]:
    """The cell of a trial, as the map has it."""
    folder = tmp_path_factory.mktemp("trials")
    data = Path(shutil.copytree(MADE_UP, folder / "data"))
    add(data, table="indicators", like=2, cells={"id": "idle", "better": "down", "label_en": "Idle"})
    write_trials(data)
    with pytest.MonkeyPatch.context() as patch:
        # The build refuses a claim that leads; the rules of the map do not rely on that.
        patch.setattr(build, "run_checks", lambda *_, **__: iter(()))
        build.build(data=data, database=folder / "trials.duckdb")
        patch.setattr(connection, "_database", connection.Database(folder / "trials.duckdb"))
        rows = {row.experiment_id: row for row in queries.evidence(Context(lang="nl")) if row.theme == THEME}
    return lambda trial: rows[f"trial_{TRIALS.index(trial)}"]


def words(row: CellRow) -> tuple[str, str | None, int | None, int]:
    return row.state, row.verdict, row.level, row.results


@pytest.mark.parametrize("name", CASES)
def test_the_word_of_a_cell(trials: Callable[[Trial], CellRow], name: str) -> None:
    results, expected = CASES[name]
    assert words(trials(Trial(results))) == expected


def test_difference_that_may_be_chance_is_not_called_better(trials: Callable[[Trial], CellRow]) -> None:
    cell = trials(Trial([OVERLAPPING]))
    context: Any = SimpleNamespace(t=lambda key: t(key, "nl"))
    assert word(cell, context) == "Gunstig, toeval niet uitgesloten"
    assert "de foutmarges overlappen" in limits(cell, context)
    assert kind(cell) == "cause"


def test_a_claim_never_counts_even_where_the_build_lets_one_lead(trials: Callable[[Trial], CellRow]) -> None:
    assert words(trials(Trial(CLAIM))) == ("not_found", None, None, 0)


@pytest.mark.parametrize("reason", REASONS)
def test_without_results_the_word_is_the_reason(trials: Callable[[Trial], CellRow], reason: str) -> None:
    assert words(trials(Trial([], reason))) == (reason, None, None, 0)


@pytest.mark.parametrize(("results", "differ"), DIFFER)
def test_a_cell_says_that_weaker_results_differ(
    trials: Callable[[Trial], CellRow], results: list[Result], differ: bool
) -> None:
    assert trials(Trial(results)).weaker_disagree is differ


@pytest.mark.parametrize(("results", "count", "strongest"), COUNTS)
def test_a_cell_counts_the_results_with_its_strongest_comparison(
    trials: Callable[[Trial], CellRow], results: list[Result], count: int, strongest: int
) -> None:
    cell = trials(Trial(results))
    assert (cell.results, cell.strongest) == (count, strongest)


@pytest.mark.parametrize(("results", "covers_all"), COVERS)
def test_a_word_about_one_of_two_approaches_says_so(
    trials: Callable[[Trial], CellRow], results: list[Result], covers_all: bool
) -> None:
    assert trials(Trial(results, second=True)).covers_all is covers_all


def test_the_comparison_that_is_named_is_the_strongest(trials: Callable[[Trial], CellRow]) -> None:
    assert trials(Trial(STRONGEST)).comparison == LOTTERY
    assert trials(Trial([])).comparison is None


# The real tables as of their first version, so that later rows do not disturb what is held here. A change is a change of
# what a reader is told: read the rows behind it first.
FIRST = date(2026, 11, 21)
REAL = {
    ("amsterdam_earnings_premium", "participation"): ("better", "favourable", 3, 4),
    ("amsterdam_earnings_premium", "income_stability"): ("direction", "favourable", 1, 2),
    ("amsterdam_earnings_premium", "health"): ("not_found", None, None, 0),
    ("amsterdam_earnings_premium", "wellbeing"): ("direction", "favourable", None, 1),
    ("amsterdam_guidance", "participation"): ("mixed", "mixed", 5, 9),
    ("amsterdam_guidance", "income_stability"): ("direction", "favourable", 5, 2),
    ("amsterdam_guidance", "health"): ("not_read", None, None, 0),
    ("amsterdam_guidance", "wellbeing"): ("direction", "unclear", 1, 2),
    ("groningen_basisbaan", "participation"): ("direction", "unclear", None, 2),
    ("groningen_basisbaan", "income_stability"): ("direction", "favourable", 1, 2),
    ("groningen_basisbaan", "health"): ("direction", "favourable", 1, 1),
    ("groningen_basisbaan", "wellbeing"): ("direction", "favourable", 1, 1),
    ("groningen_bijstand_op_maat", "participation"): ("same", "same", 5, 4),
    ("groningen_bijstand_op_maat", "income_stability"): ("direction", "unclear", None, 1),
    ("groningen_bijstand_op_maat", "health"): ("mixed", "mixed", None, 2),
    ("groningen_bijstand_op_maat", "wellbeing"): ("mixed", "mixed", None, 3),
    ("heerlen_basisbanen", "participation"): ("not_found", None, None, 0),
    ("heerlen_basisbanen", "income_stability"): ("not_found", None, None, 0),
    ("heerlen_basisbanen", "health"): ("not_found", None, None, 0),
    ("heerlen_basisbanen", "wellbeing"): ("not_found", None, None, 0),
    ("oss_zelf_aan_het_stuur", "participation"): ("direction", "favourable", 5, 5),
    ("oss_zelf_aan_het_stuur", "income_stability"): ("not_found", None, None, 0),
    ("oss_zelf_aan_het_stuur", "health"): ("same", "same", 5, 2),
    ("oss_zelf_aan_het_stuur", "wellbeing"): ("same", "same", 5, 3),
    ("wageningen_vertrouwen_werkt", "participation"): ("same", "same", 5, 8),
    ("wageningen_vertrouwen_werkt", "income_stability"): ("not_read", None, None, 0),
    ("wageningen_vertrouwen_werkt", "health"): ("better", "favourable", 5, 2),
    ("wageningen_vertrouwen_werkt", "wellbeing"): ("same", "same", 5, 1),
}


def test_every_cell_of_the_real_tables(real: None) -> None:
    assert {
        (row.experiment_id, row.theme): words(row) for row in queries.evidence(Context(lang="nl", as_of=FIRST))
    } == REAL


def test_cells_that_the_rows_of_30_november_changed(real: None) -> None:
    now = {(row.experiment_id, row.theme): words(row) for row in queries.evidence(Context(lang="nl"))}
    assert {cell: now[cell] for cell in now if now[cell] != REAL[cell]} == {
        ("groningen_bijstand_op_maat", "health"): ("direction", "unclear", None, 2),
        ("wageningen_vertrouwen_werkt", "participation"): ("same", "same", 5, 7),
    }


def test_an_interim_result_is_not_counted_and_has_no_word(real: None) -> None:
    scope, context = Scope(experiment="wageningen_vertrouwen_werkt", theme=THEME), Context(lang="nl")
    interim = [row for row in queries.unpaired_numbers(scope, context) if row.reason == "interim"]
    assert [row.arm for row in interim if row.indicator_id == "found_paid_work_share"] == [
        "Zelfregie", "Extra begeleiding", "Bijverdienen", "Controlegroep met gewone aanpak",
    ]  # fmt: skip
    assert not any(row.counts for row in queries.findings(scope, context) if row.interim)


def test_which_cells_say_that_weaker_results_differ(real: None) -> None:
    said = {
        (row.experiment_id, row.theme)
        for row in queries.evidence(Context(lang="nl", as_of=FIRST))
        if row.weaker_disagree
    }
    assert said == {("groningen_bijstand_op_maat", THEME), ("wageningen_vertrouwen_werkt", THEME)}


def test_the_results_of_a_cell_are_those_that_its_panel_lists(real: None) -> None:
    for row in queries.evidence(Context(lang="nl")):
        scope = Scope(experiment=row.experiment_id, theme=row.theme)
        pairs = [one for one in queries.pairs(scope, Context(lang="nl")) if one.preferred]
        told_of = [one for one in queries.findings(scope, Context(lang="nl")) if one.counts]
        lone = [
            one
            for one in queries.unpaired_numbers(scope, Context(lang="nl"))
            if one.reason not in (*NOT_USED, "series")
        ]
        assert row.results == len(pairs) + len(told_of) + len(lone), (row.experiment_id, row.theme)


def test_a_strong_word_that_only_a_report_on_the_study_carries_says_so(real: None, client: FlaskClient) -> None:
    """In Groningen the lottery was read in a newspaper only: the cell has its level, and says where it was read."""
    second = {
        (row.experiment_id, row.theme)
        for row in queries.evidence(Context(lang="nl", as_of=FIRST))
        if row.second_hand and (row.level or 0) >= 3
    }
    assert second == {("groningen_bijstand_op_maat", "participation")}
    cell = page(client, "/").select_one('[data-cell="groningen_bijstand_op_maat.participation"]')
    assert cell is not None
    assert "alleen uit berichten" in cell.get_text()
