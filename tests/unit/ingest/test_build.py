"""Every refusal of the build, shown to happen once on a small made-up data set, and that a refusal harms nothing."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import duckdb
import pytest

from dashboard import config
from dashboard.__main__ import main
from dashboard.errors import DataError, QueryError
from dashboard.ingest.build import Summary, build, build_if_needed, check
from dashboard.ingest.load import load_table, load_version, run_checks, run_queries
from dashboard.ingest.reader import read_table
from dashboard.ingest.schema import load_schema
from tests.csv_tables import MADE_UP, WITHDRAWN, add, change, edit, read

FIXTURES = config.ROOT / "tests" / "fixtures"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the made-up tables, to break."""
    return Path(shutil.copytree(MADE_UP, tmp_path / "data"))


def refusal(data: Path, *, database: Path | None = None) -> list[str]:
    """The problems that the check finds, or the build of a database, without the folder."""
    with pytest.raises(DataError) as refused:
        build(data=data, database=database) if database else check(data=data)
    return [problem.removeprefix(f"{data}/") for problem in refused.value.problems]


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Summary:
    """The made-up tables, built."""
    return build(data=MADE_UP, database=tmp_path_factory.mktemp("good") / "good.duckdb")


def test_the_made_up_tables_are_good(good: Summary) -> None:
    assert (good.rows["observations"], good.sources, good.releases) == (3, 3, (date(2026, 1, 1),))


Case = tuple[str, int, dict[str, str], str]
# table, line, the cells that are changed, and the one problem that must follow: cells that cannot be read, ...
CELLS: list[Case] = [
    # wrong types
    ("observations", 2, {"value": "thirty"},
     "value is not a number: thirty (expected a number with a decimal point, such as 3.6)"),
    ("observations", 2, {"high": "40,5"},
     "high has a comma in a number: 40,5 (expected a decimal point and no thousands separator, such as 3.6)"),
    ("observations", 3, {"value": ""}, "value is empty (expected a number with a decimal point, such as 3.6)"),
    ("observations", 2, {"n": "100.0"},
     "n is not a whole number: 100.0 (expected a whole number without a separator, such as 1500)"),
    ("observations", 3, {"n": "0"}, "n is too low: 0 (expected 1 or more)"),
    ("observations", 4, {"n": "99999999999"}, "n is too large: 99999999999 (expected 2147483647 at most)"),
    ("observations", 3, {"n": "٣"}, "n is not a whole number: ٣ (expected a whole number without a separator, such as 1500)"),
    ("observations", 4, {"value": "9" * 400},
     f"value has too many digits: {'9' * 77}... (expected 15 digits at most)"),
    ("observations", 2, {"value": "30.000000000000001"},
     "value has too many digits: 30.000000000000001 (expected 15 digits at most)"),
    ("observations", 3, {"value": "030"},
     "value has a zero or a sign too many: 030 (expected the number as it is usually written, such as 7 or 0)"),
    ("observations", 4, {"n": "007"},
     "n has a zero or a sign too many: 007 (expected the number as it is usually written, such as 7 or 0)"),
    ("places", 2, {"latitude": "5", "longitude": "52"}, "latitude is too low: 5 (expected 50.7 or more)"),
    ("places", 3, {"longitude": "52"}, "longitude is too high: 52 (expected 7.3 or less)"),
    ("observations", 3, {"preferred": "TRUE"}, "preferred is not true or false: TRUE (expected true or false, in small letters)"),
    ("observations", 2, {"id": "Work Free"},
     "id is not an id: Work Free (expected small letters, digits and underscores, such as basic_job)"),
    ("observations", 2, {"timing": "cohorts"},
     "timing has an unknown value: cohorts (expected one of cohort, moment, period; did you mean cohort?)"),
    ("gaps", 2, {"searched_on": "1-1-2026"}, "searched_on is not a date: 1-1-2026 (expected a date that exists, as YYYY-MM-DD)"),
    ("gaps", 2, {"searched_on": "2026-01"}, "searched_on is not a date: 2026-01 (expected a date that exists, as YYYY-MM-DD)"),
    ("events", 2, {"date": "2018-02-30"},
     "date is not a date: 2018-02-30 (expected a date that exists, as YYYY, YYYY-MM or YYYY-MM-DD)"),
    ("events", 2, {"date": "feb 2018"},
     "date is not a date: feb 2018 (expected a date that exists, as YYYY, YYYY-MM or YYYY-MM-DD)"),
    ("sources", 2, {"url": "http://example.org/report_one"},
     "url is not a secure web address: http://example.org/report_one (expected an address that begins with https://)"),
    # spaces
    ("observations", 2, {"id": "work_free "}, "id has spaces around its value: work_free (expected no spaces before or after)"),
    ("themes", 2, {"label_nl": "\u00a0Meedoen"},
     "label_nl has spaces around its value: Meedoen (expected no spaces before or after)"),
    ("observations", 3, {"note_nl": " "}, "note_nl holds only spaces (expected a value, or nothing at all)"),
    # letters that look like others, or like nothing
    ("events", 3, {"label_nl": "een\x00twee"},
     "label_nl has a control character, U+0000: een\ufffdtwee (expected the text without it)"),
    ("observations", 3, {"note_nl": "een\x0btwee"},
     "note_nl has a control character, U+000B: een twee (expected the text without it)"),
    ("observations", 4, {"note_nl": "een\u200btwee"},
     "note_nl has a zero width space, U+200B: een\ufffdtwee (expected the text without it)"),
    ("themes", 2, {"definition_nl": "een\u202etwee"},
     "definition_nl has a right-to-left override, U+202E: een\ufffdtwee (expected the text without it)"),
    ("themes", 3, {"definition_nl": "een\u00a0twee"},
     "definition_nl has a no-break space, U+00A0: een twee (expected an ordinary space)"),
    ("themes", 4, {"definition_nl": "３ jaar"},
     "definition_nl has a fullwidth digit three, U+FF13: ３ jaar (expected the digit 3)"),
    ("events", 2, {"label_nl": "e\u0301e\u0301n"},
     "label_nl has a letter and its accent as two characters: e\u0301e\u0301n (expected one character, as in Unicode NFC)"),
    ("sources", 2, {"url": "https://exаmple.org/report"},
     "url is not a secure web address: https://exаmple.org/report (expected an address that begins with https://)"),
    ("sources", 3, {"url": "https://example.org/re\u200bport"},
     "url has a zero width space, U+200B: https://example.org/re\ufffdport (expected the text without it)"),
    ("sources", 4, {"url": "https://../report"},
     "url is not a secure web address: https://../report (expected an address that begins with https://)"),
    ("sources", 4, {"url": 'https://example.org/"><b>'},
     'url is not a secure web address: https://example.org/"><b> (expected an address that begins with https://)'),
    ("themes", 2, {"definition_en": "one\u3164two"},
     "definition_en has a hangul filler, U+3164: one\u3164two (expected the text without it)"),
    ("themes", 3, {"definition_en": "a\ufe0fb"},
     "definition_en has a variation selector-16, U+FE0F: a\ufe0fb (expected the text without it)"),
    ("themes", 4, {"definition_en": "N\u0133megen"},
     "definition_en has a latin small ligature ij, U+0133: N\u0133megen (expected ij)"),
    ("themes", 4, {"label_en": "w\u0435rk"},
     "label_en has a cyrillic small letter ie, U+0435, in a word with Latin letters: w\u0435rk "
     "(expected letters of one alphabet)"),
    ("observations", 4, {"value": "３８.5"},
     "value is not a number: ３８.5 (expected a number with a decimal point, such as 3.6)"),
    ("municipalities", 2, {"gm_code": "363"},
     "gm_code is not the code of a municipality: 363 (expected GM and four digits, such as GM0363)"),
    ("places", 2, {"gm_code": "gm9901"},
     "gm_code is not the code of a municipality: gm9901 (expected GM and four digits, such as GM0363)"),
    # dates that are still to come
    ("gaps", 3, {"added": "2062-11-29"}, f"added is after today: 2062-11-29 (expected a date up to {config.today()})"),
    ("gaps", 4, {**WITHDRAWN, "withdrawn": "2062-11-29"},
     f"withdrawn is after today: 2062-11-29 (expected a date up to {config.today()})"),
    ("gaps", 5, {"searched_on": "2062-11-29"},
     f"searched_on is after today: 2062-11-29 (expected a date up to {config.today()})"),
    ("sources", 3, {"read_on": "2062-11-29"},
     f"read_on is after today: 2062-11-29 (expected a date up to {config.today()})"),
    ("findings", 4, {"end": "2062"}, f"end is after today: 2062 (expected a date up to {config.today()})"),
    ("sources", 4, {"published": "2062"}, f"published is after today: 2062 (expected a date up to {config.today()})"),
    # ids
    ("findings", 3, {"indicator_id": "healt_score"},
     "indicator_id is not known: healt_score (expected a value of id in indicators.csv; did you mean health_score?)"),
    ("context", 2, {"municipality_id": "nowhere"},
     "municipality_id is not known: nowhere (expected a value of id in municipalities.csv)"),
    # where it comes from
    ("observations", 2, {"source_id": ""}, "source_id is empty (expected an id from sources.csv)"),
    ("findings", 2, {"locator_nl": ""}, "locator_nl is empty (expected a text)"),
    ("findings", 2, {"locator_en": ""}, "locator_en is empty (expected a text)"),
    ("elsewhere_effects", 2, {"comparison_en": ""}, "comparison_en is empty (expected a text)"),
    ("elsewhere_effects", 3, {"unit": ""}, "unit is empty (expected a text)"),
    ("elsewhere_effects", 4, {"follow_up_nl": ""}, "follow_up_nl is empty (expected a text)"),
    ("elsewhere_effects", 5, {"better": ""}, "better is empty (expected one of up, down, none)"),
    ("elsewhere_effects", 6, {"source_id": ""}, "source_id is empty (expected an id from sources.csv)"),
    # one language
    ("observations", 2, {"note_en": "Made up."},
     "note_en has a text but note_nl is empty: Made up. (expected both languages or neither)"),
    ("observations", 2, {"subgroup_nl": "Verzonnen"},
     "subgroup_nl has a text but subgroup_en is empty: Verzonnen (expected both languages or neither)"),
    # the life of a row
    ("events", 2, {"added": ""}, "added is empty (expected a date that exists, as YYYY-MM-DD)"),
    ("events", 3, {**WITHDRAWN, "withdrawn": "2026-01-01"},
     "withdrawn is not after added: 2026-01-01 (expected a date after added, 2026-01-01)"),
    ("events", 2, {"withdrawn": "2026-06-01"},
     "withdrawn without a reason: 2026-06-01 (expected withdrawn_reason_nl and withdrawn_reason_en)"),
    ("events", 2, {**WITHDRAWN, "withdrawn": ""},
     "a reason for withdrawal without a date: Made-up error. (expected withdrawn filled in)"),
]  # fmt: skip
NOTHING = (
    "expected a preferred observation, a preferred measured finding about the treatment, or a row in gaps.csv, as of"
)
# ... and for each check in queries/checks, by its name, rows that break its rule.
RULES: list[tuple[str, str, int, dict[str, str], str]] = [
    # numbers
    ("percentages_are_from_0_to_100", "context", 2, {"value": "100.1"},
     "a percentage is outside 0 to 100: 100.1 (expected 0 to 100, because the unit of good_health is percent)"),
    ("percentages_are_from_0_to_100", "context", 2, {"value": "-3"},
     "a percentage is outside 0 to 100: -3 (expected 0 to 100, because the unit of good_health is percent)"),
    ("percentages_are_from_0_to_100", "observations", 2, {"high": "101"},
     "a percentage is outside 0 to 100: 101 (expected 0 to 100, because the unit of paid_work is percent)"),
    ("intervals_hold_their_value", "observations", 2, {"low": "31"},
     "low is above the value: low 31, value 30, high 40.5 (expected both low and high or neither, and low <= value <= high)"),
    ("intervals_hold_their_value", "observations", 2, {"high": "29"},
     "high is below the value: low 20, value 30, high 29 (expected both low and high or neither, and low <= value <= high)"),
    ("intervals_hold_their_value", "observations", 2, {"high": ""},
     "low is given without high: low 20, value 30 (expected both low and high or neither, and low <= value <= high)"),
    ("intervals_hold_their_value", "observations", 2, {"low": ""},
     "high is given without low: value 30, high 40.5 (expected both low and high or neither, and low <= value <= high)"),
    ("context_years_are_plausible", "context", 2, {"year": "2027"},
     "the year is not plausible: 2027 (expected 1990 to 2026, the year in which the row was added)"),
    ("context_years_are_plausible", "context", 2, {"year": "216"},
     "the year is not plausible: 216 (expected 1990 to 2026, the year in which the row was added)"),
    ("design_facts_have_value_and_unit", "design_facts", 2, {"unit": ""},
     "value is filled but unit is empty: 1500.5 (expected both value and unit, or neither)"),
    # periods
    ("periods_end_after_they_start", "observations", 2, {"start": "2018-03", "end": "2018-02"},
     "end is before start: 2018-03 to 2018-02 (expected an end on or after the start)"),
    ("periods_end_after_they_start", "experiments", 2, {"end": "2017"},
     "end is before start: 2018-02 to 2017 (expected an end on or after the start)"),
    ("periods_end_after_they_start", "findings", 2, {"start": "2019-12-31", "end": "2019-12-30"},
     "end is before start: 2019-12-31 to 2019-12-30 (expected an end on or after the start)"),
    # what belongs together
    ("arms_are_of_the_same_experiment", "observations", 4, {"arm_id": "voorbeeldstad_free"},
     "arm_id is an arm of voorbeeldstad_lottery: voorbeeldstad_free (expected an arm of proefdam_jobs)"),
    ("arms_are_of_the_same_experiment", "observations", 4, {"comparator_arm_id": "voorbeeldstad_outside"},
     "comparator_arm_id is an arm of voorbeeldstad_lottery: voorbeeldstad_outside (expected an arm of proefdam_jobs)"),
    ("arms_are_of_the_same_experiment", "findings", 2, {"arm_id": "proefdam_workers"},
     "arm_id is an arm of proefdam_jobs: proefdam_workers (expected an arm of voorbeeldstad_lottery)"),
    ("comparisons_fit_the_comparison_arm", "findings", 2, {"comparator_arm_id": "voorbeeldstad_outside"},
     "comparison is randomised_control but the role of comparator_arm_id is non_participants: voorbeeldstad_outside "
     "(expected an arm whose role is randomised_control)"),
    ("comparisons_fit_the_comparison_arm", "findings", 2, {"comparator_arm_id": ""},
     "comparison is randomised_control but comparator_arm_id is empty (expected an arm whose role is randomised_control)"),
    ("comparisons_fit_the_comparison_arm", "findings", 3, {"comparator_arm_id": "voorbeeldstad_usual"},
     "comparison is over_time but comparator_arm_id is filled: voorbeeldstad_usual "
     "(expected no comparator_arm_id, or the comparison that its role names)"),
    ("findings_are_about_their_arm", "findings", 3, {"arm_id": "voorbeeldstad_free"},
     "about is all_participants but arm_id is a treatment_arm: voorbeeldstad_free (expected no arm_id)"),
    ("findings_are_about_their_arm", "findings", 4, {"arm_id": ""},
     "about is treatment_arm but arm_id is empty (expected a treatment_arm)"),
    ("findings_are_about_one_experiment_or_several", "findings", 5, {"experiment_id": "proefdam_jobs"},
     "about is several_municipalities but experiment_id is filled: proefdam_jobs "
     "(expected no experiment_id when about = several_municipalities, and one otherwise)"),
    ("findings_are_about_one_experiment_or_several", "findings", 3, {"about": "several_municipalities"},
     "about is several_municipalities but experiment_id is filled: voorbeeldstad_lottery "
     "(expected no experiment_id when about = several_municipalities, and one otherwise)"),
    ("findings_are_about_one_experiment_or_several", "findings", 5, {"about": "all_treatments"},
     "experiment_id is empty but about is all_treatments "
     "(expected no experiment_id when about = several_municipalities, and one otherwise)"),
    ("claims_are_not_preferred", "findings", 4, {"preferred": "true"},
     "a claim is preferred: health_claim (expected preferred = false when basis = claim)"),
    ("indicators_fit_their_table", "findings", 4, {"indicator_id": "good_health"},
     "the scope of the indicator is context: good_health (expected an indicator with scope experiment)"),
    # which municipality
    ("places_are_told_apart", "municipalities", 3, {"gm_code": "GM9901"},
     "the code or the name of another municipality: GM9901 Proefdam (expected a code and a name of its own)"),
    # trials elsewhere
    ("elsewhere_intervals_hold_their_effect", "elsewhere_effects", 2, {"value": "8"},
     "value lies outside its interval: low 1, value 8, high 7 (expected low <= value <= high with a level, or no interval)"),
    ("elsewhere_standard_errors_fit_their_intervals", "elsewhere_effects", 2, {"se": "1.9"},
     "se and the interval disagree: 1.9 (expected about 1.531, from half the width of the interval)"),
    ("elsewhere_axes_follow_from_their_formula", "elsewhere_effects", 3, {"formula": ""},
     "derived does not go with the formula (expected derived = true with 1.96 x se in the formula, when only a standard "
     "error was published; flipped = true with sign turned round in it)"),
    ("elsewhere_axes_follow_from_their_formula", "elsewhere_effects", 3, {"axis_high": "6"},
     "axis_high does not follow from the published effect: 6 (expected 4.92)"),
    ("elsewhere_directions_follow_from_the_interval", "elsewhere_effects", 2, {"direction": "no_difference"},
     "direction or test does not follow from the interval: no_difference, significant (expected higher, significant)"),
    ("elsewhere_effects_fit_their_family", "elsewhere_effects", 6, {"draw": "interval"},
     "draw is not what the rule of comparability says: interval (expected none)"),
    # of these the beginning of the problem
    ("amounts_have_a_cost_status", "design_facts", 2, {"cost_status": ""}, "an amount without cost_status"),
    ("claims_rest_on_live_rows", "claims", 2, {"rests_on": "findings.health_claim|findings.nobody_knows"},
     "a claim rests on a row that is not there"),
    ("conflicts_cite_sources", "conflicts", 2, {"sources": "report_one|nobody_knows"}, "a source that does not exist"),
    ("findings_name_types_that_exist", "findings", 5, {"types": "nobody_knows"},
     "a type of approach that does not exist"),
    ("checklist_names_lessons", "checklist", 2, {"lessons": "ask_first|nobody_knows"}, "a lesson that does not exist"),
    ("elsewhere_answers_rest_on_their_rows", "elsewhere_answers", 2, {"rests_on": "healthier"},
     "rests on a row that does not support it"),
    ("elsewhere_doubtful_rows_say_why", "elsewhere_findings", 3, {"why_fit": ""},
     "confidence is check without a reason"),
    ("elsewhere_families_have_their_studies", "elsewhere_families", 2, {"chart": "one_study"},
     "chart is one_study with 3 studies to draw"),
    ("elsewhere_nested_rows_are_of_their_study", "elsewhere_effects", 5, {"nested_in": "whistled_matched"},
     "nested_in is an effect of another study"),
    ("elsewhere_not_comparable_is_complete", "elsewhere_findings", 2, {"comparison": "none"},
     "no reason why it is not drawn"),
    ("elsewhere_results_are_of_one_study", "elsewhere_findings", 2, {"trial_id": ""},
     "neither a trial nor a review, or both"),
    ("elsewhere_tests_are_whole", "elsewhere_effects", 2, {"p_sided": ""}, "p_value and p_sided do not go together"),
    ("elsewhere_trials_are_described_whole", "elsewhere_trials", 2, {"on_benefits": "no"},
     "close, but not on benefits"),
    # also when the only result does not count, or when the gap is withdrawn
    ("every_theme_has_a_result_or_a_gap", "gaps", 2, {"theme": "participation"},
     f"experiments.csv:2: no result and no gap on a theme: voorbeeldstad_lottery, wellbeing ({NOTHING} 2026-01-01)"),
    ("every_theme_has_a_result_or_a_gap", "findings", 3, {"preferred": "false"},
     f"experiments.csv:2: no result and no gap on a theme: voorbeeldstad_lottery, health ({NOTHING} 2026-01-01)"),
    ("every_theme_has_a_result_or_a_gap", "findings", 3, {"about": "comparison_arm", "arm_id": "voorbeeldstad_usual"},
     f"experiments.csv:2: no result and no gap on a theme: voorbeeldstad_lottery, health ({NOTHING} 2026-01-01)"),
    ("every_theme_has_a_result_or_a_gap", "gaps", 2, WITHDRAWN,
     f"experiments.csv:2: no result and no gap on a theme: voorbeeldstad_lottery, wellbeing ({NOTHING} 2026-06-01)"),
    ("lessons_rest_on_rows", "lessons", 2, {"type_ids": "nobody_knows"}, "names a type that does not exist"),
    ("one_number_of_participants_is_preferred", "design_facts", 2, {"kind": "participants"},
     "the preferred number of participants differs from experiments.csv, line 2"),
    ("pages_read_are_in_their_source", "sources", 2, {"page_count": "3", "pages_read": "1, 3-9"},
     "pages_read are no pages of the source"),
    ("places_have_plausible_figures", "place_values", 5, {"value": "144.5"}, "a figure out of bounds"),
    ("readings_are_of_live_rows", "readings", 2, {"row_id": "nobody_knows"}, "a reading of a row that is not there"),
    ("rules_of_law_have_a_date", "lessons", 2, {"kind": "rule_of_law"},
     "a rule of law without a date, or one that nobody is asked to check"),
    ("sources_are_cited", "sources", 4, {"id": "nobody_knows"}, "no row cites this source"),
]  # fmt: skip


def batches(cases: list[Case]) -> list[list[Case]]:
    """Put cases together that change other cells, so that one build shows what it finds in all of them."""
    found: list[list[Case]] = []
    for case in cases:
        for batch in found:
            if not any(case[:2] == other[:2] and case[2].keys() & other[2].keys() for other in batch):
                batch.append(case)
                break
        else:
            found.append([case])
    return found


@pytest.mark.parametrize("cases", batches(CELLS), ids=lambda cases: cases[0][3][:40])
def test_wrong_cells_are_refused(data: Path, cases: list[Case]) -> None:
    for table, line, cells, _ in cases:
        change(data, table=table, line=line, cells=cells)
    found = refusal(data)
    assert [problem for table, line, _, problem in cases if f"{table}.csv:{line}: {problem}" not in found] == [], found


def test_every_row_that_contradicts_another_is_named(data: Path) -> None:
    """A key twice at one date, two preferred numbers of participants, an uncited source, and a row that outlives another."""
    participants = {"kind": "participants", "value": "200", "unit": "persons", "cost_status": ""}
    change(data, table="design_facts", line=2, cells=participants)
    add(data, table="design_facts", like=2, cells={"id": "participants_again"})
    add(data, table="sources", like=4, cells={"id": "report_four"})
    add(data, table="observations", like=2, cells={"added": "2026-03-01"})
    add(data, table="context", like=2, cells={"value": "70.2"})
    change(data, table="arms", line=5, cells=WITHDRAWN)
    twice = "for the same dates:"
    free = "(expected a key of its own, or line 2 withdrawn on the day that this row was added)"
    gone = "arm_id names a row that does not hold as long as this one: proefdam_workers"
    until = "(expected a row in arms.csv that holds on 2026-06-01, or this row withdrawn)"
    assert refusal(data) == [
        f"context.csv:6: municipality_id, indicator_id, year also in line 2, {twice} voorbeeldstad, good_health, 2016 {free}",
        "design_facts.csv:4: participants is preferred twice, also in line 2: 200 "
        "(expected one preferred number of participants for voorbeeldstad_lottery)",
        f"findings.csv:4: {gone} {until}",
        f"observations.csv:4: {gone} {until}",
        f"observations.csv:5: id also in line 2, {twice} work_free {free}",
        "sources.csv:5: no row cites this source: report_four (expected a row with this source_id, or no such source)",
    ]


def test_a_correction_is_a_new_row_with_the_same_key(data: Path, tmp_path: Path) -> None:
    change(data, table="observations", line=2, cells=WITHDRAWN)
    add(
        data,
        table="observations",
        like=3,
        cells={"id": "work_free", "arm_id": "voorbeeldstad_free", "added": "2026-06-01"},
    )
    summary = build(data=data, database=tmp_path / "new.duckdb")
    assert summary.data_version.startswith("2026-06-01.")
    with duckdb.connect(tmp_path / "new.duckdb", read_only=True) as connection:
        seen = [value_of(connection, day=day) for day in ("2025-12-31", "2026-01-01", "2026-05-31", "2026-06-01")]
        releases = connection.table("releases").fetchall()
    assert seen == [[], [(30.0, 2)], [(30.0, 2)], [(25.0, 5)]]
    assert releases == [(date(2026, 1, 1),), (date(2026, 6, 1),)]


def value_of(connection: duckdb.DuckDBPyConnection, *, day: str) -> list[tuple[float, int]]:
    query = (FIXTURES / "work_free_as_of.sql").read_text(encoding="utf-8")
    return connection.execute(query, {"as_of": day}).fetchall()


def test_columns_missing_extra_misspelt_and_twice(data: Path) -> None:
    edit(data, file="observations.csv", old="as_published", new="as_publised")
    edit(data, file="events.csv", old="kind", new="date")
    assert refusal(data) == [
        "events.csv:1: column is there twice: date (expected each column once)",
        "events.csv:1: missing column: kind (expected a column kind: What kind of event it is)",
        "observations.csv:1: missing column: as_published (expected a column as_published: "
        "The figure in the form it was given, for checking; not for readers)",
        "observations.csv:1: unknown column: as_publised (expected a column of observations; did you mean as_published?)",
    ]


def test_capitals_and_a_line_with_the_separator_give_one_message_each(data: Path) -> None:
    edit(data, file="themes.csv", old=(header := ",".join(read(data / "themes.csv")[0])), new=header.upper())
    edit(data, file="events.csv", old="id,", new="sep=,\nid,")
    names, separator = sorted(refusal(data), reverse=True)
    assert names.startswith("themes.csv:1: the names of the columns have capitals or spaces: ID,LABEL_NL,")
    assert separator.startswith(
        "events.csv:1: the first line names a separator: sep=, (expected the names of the columns"
    )


def test_what_spoils_a_whole_file_gives_one_message(data: Path) -> None:
    text = (data / "questions.csv").read_text(encoding="utf-8")
    (data / "questions.csv").write_text(text.replace(",", "\t"), encoding="utf-8")
    (data / "terms.csv").write_text(
        (data / "terms.csv").read_text(encoding="utf-8").partition("\n")[2], encoding="utf-8"
    )
    (data / "readings.csv").write_bytes(b"PK\x03\x04")
    edit(data, file="themes.csv", old="id,", new="id ,")
    edit(data, file="observations.csv", old="Alle mensen", new="Alle\rmensen")
    found = refusal(data)
    assert [line.partition(": ")[2].partition(":")[0] for line in found] == [
        "the row goes on in the next line (expected one line, or quotes around a text with a line break in it)",
        *["the first line does not name the columns"] * 3,
        "the names of the columns have capitals or spaces",
    ]


def test_too_few_and_too_many_cells_and_an_empty_line(data: Path) -> None:
    edit(data, file="themes.csv", old="Gezondheid (verzonnen).", new="Gezondheid, verzonnen.")
    edit(data, file="municipalities.csv", old=",Nergensland", new="")
    edit(data, file="events.csv", old="\nnational_rule", new="\n\nnational_rule")
    assert refusal(data) == [
        "events.csv:3: empty line (expected a row of 11 cells, or no line)",
        "municipalities.csv:2: the row has too few cells: 10 (expected 11)",
        "themes.csv:4: the row has too many cells: 13 (expected 12; a text with a comma in it needs quotes)",
    ]


def test_lines_are_counted_as_an_editor_counts_them(data: Path) -> None:
    edit(data, file="themes.csv", old="Meedoen (verzonnen).", new='"Meedoen\n(verzonnen)."')
    change_of_third_row = {"old": "Health (made up).,,,3", "new": "Health (made up).,,,three"}
    edit(data, file="themes.csv", **change_of_third_row)
    assert refusal(data) == [
        "themes.csv:5: position is not a whole number: three (expected a whole number without a separator, such as 1500)"
    ]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", ": the file is empty (expected a line with the column names, then rows)"),
        (b"\xef\xbb\xbf\r\n", ": the file is empty (expected a line with the column names, then rows)"),
        (b'id,label\n"never closed,1\nx,y\n', ":2: the row that begins here is not valid csv: unexpected end of data "
         "(expected quotes in pairs)"),
        (b"id,label\nx,caf\xe9 au lait\n", ":2: not UTF-8 text at byte 15: x,café au lait "
         "(expected UTF-8; perhaps an older Excel saved it: save again as 'CSV UTF-8')"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read(data: Path, content: bytes, problem: str) -> None:
    (data / "municipalities.csv").write_bytes(content)
    (found,) = [line for line in refusal(data) if line.startswith("municipalities.csv")]
    assert found == "municipalities.csv" + problem


def test_a_file_with_semicolons(data: Path) -> None:
    text = (data / "questions.csv").read_text(encoding="utf-8")
    (data / "questions.csv").write_text(text.replace(",", ";"), encoding="utf-8")
    (found,) = refusal(data)
    assert found.startswith("questions.csv:1: the columns are separated by semicolons: id;focus;theme;")
    assert "probably a Dutch Excel saved it" in found
    assert "LibreOffice" in found


def test_a_file_without_rows(data: Path) -> None:
    text = (data / "questions.csv").read_text(encoding="utf-8")
    (data / "questions.csv").write_text(text.partition("\n")[0] + "\n", encoding="utf-8")
    assert refusal(data) == ["questions.csv: the file has no rows (expected at least one row)"]


def test_a_file_that_is_missing_and_one_that_is_unknown(data: Path) -> None:
    (data / "questions.csv").rename(data / "question.csv")
    assert refusal(data) == [
        "question.csv: not a table that the schema knows (expected only tables of the schema; did you mean questions.csv?)",
        "questions.csv: the file is missing or cannot be read (expected a file questions.csv)",
    ]


def test_a_folder_that_is_missing(tmp_path: Path) -> None:
    assert "there is no such folder" in refusal(tmp_path / "nowhere")[0]


def test_byte_order_mark_and_windows_line_ends_of_excel_are_accepted(data: Path) -> None:
    tables = load_schema().values()
    plain = [read_table(data, table=table) for table in tables]
    for path in data.glob("*.csv"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert [read_table(data, table=table) for table in tables] == plain


def test_every_problem_is_named_at_once(data: Path) -> None:
    change(data, table="observations", line=2, cells={"value": "3,6", "end": "2017"})
    change(data, table="findings", line=4, cells={"preferred": "true", "locator_en": ""})
    change(data, table="themes", line=2, cells={"label_en": ""})
    target = data.parent / "new" / "indicators.duckdb"
    found = refusal(data, database=target)
    assert not target.exists()
    assert found == refusal(data)
    assert [problem.partition(": ")[0] for problem in found] == [
        "findings.csv:4",
        "findings.csv:4",
        "observations.csv:2",
        "observations.csv:2",
        "themes.csv:2",
    ]


def test_a_refusal_leaves_the_database_and_its_folder_as_they_were(data: Path, good: Summary, tmp_path: Path) -> None:
    target = tmp_path / "target" / "indicators.duckdb"
    target.parent.mkdir()
    shutil.copyfile(good.database, target)
    before = (target.read_bytes(), target.stat().st_mtime_ns, target.stat().st_ino)
    for cells in ({"value": "x"}, {"low": "99"}):
        change(data, table="observations", line=2, cells=cells)
        with pytest.raises(DataError):
            build(data=data, database=target)
    assert (target.read_bytes(), target.stat().st_mtime_ns, target.stat().st_ino) == before
    assert [path.name for path in target.parent.iterdir()] == ["indicators.duckdb"]


def test_builds_at_once_do_not_disturb_each_other(data: Path, tmp_path: Path) -> None:
    target = tmp_path / "target" / "indicators.duckdb"
    with ThreadPoolExecutor(2) as pool:
        versions = {summary.data_version for summary in pool.map(lambda _: build(data=data, database=target), range(2))}
    assert len(versions) == 1
    assert [path.name for path in target.parent.iterdir()] == ["indicators.duckdb"]
    with duckdb.connect(target, read_only=True) as connection:
        assert connection.table("version").select("data_version").fetchall() == [(versions.pop(),)]


def test_changed_tables_are_rebuilt_and_an_open_reader_keeps_the_old_ones(
    data: Path, good: Summary, tmp_path: Path
) -> None:
    target = tmp_path / "indicators.duckdb"
    shutil.copyfile(good.database, target)
    with duckdb.connect(target, read_only=True) as reader:
        assert build_if_needed(data=data, database=target) is None
        change(data, table="observations", line=2, cells={"value": "33"})
        second = build_if_needed(data=data, database=target)
        assert value_of(reader, day="2026-01-01") == [(30.0, 2)]
    (data / "texts").mkdir()
    (data / "texts" / "page.toml").write_text('hello = { nl = "hallo", en = "hello" }\n', encoding="utf-8")
    third = build_if_needed(data=data, database=target)
    versions = {summary.data_version for summary in (good, second, third) if summary}
    assert len(versions) == 3
    assert all(version.startswith("2026-01-01.") and len(version) == 19 for version in versions)


def test_the_command_says_what_was_built_and_what_was_refused(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    command = ["build", "--data", "data", "--database", "indicators.duckdb"]
    assert main(command) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    assert "observations             3 rows" in printed.out
    assert "data version 2026-01-01." in printed.out
    change(data, table="observations", line=2, cells={"value": "3,6"})
    assert main(command) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.splitlines() == [
        "data/observations.csv:2: value has a comma in a number: 3,6 "
        "(expected a decimal point and no thousands separator, such as 3.6)",
        "1 to put right; nothing was written",
    ]


@pytest.fixture(scope="module")
def built() -> Iterator[duckdb.DuckDBPyConnection]:
    """The made-up tables in memory, with all that the build derives from them."""
    with duckdb.connect(":memory:") as connection:
        for table in load_schema().values():
            load_table(connection, read_table(MADE_UP, table=table))
        load_version(connection, data_version="", content_hash="", releases=[date(2026, 1, 1), date(2026, 6, 1)])
        run_queries(connection, folder=config.QUERIES / "build")
        yield connection


@pytest.mark.parametrize("path", sorted((config.QUERIES / "checks").glob("*.sql")), ids=lambda path: path.stem)
def test_every_check_finds_the_rows_that_break_its_rule(
    built: duckdb.DuckDBPyConnection, data: Path, path: Path
) -> None:
    alone = data.parent / "checks"
    alone.mkdir()
    shutil.copy(path, alone)

    def found(folder: Path, table: str) -> list[str]:
        built.execute(f"drop table {table}")
        load_table(built, read_table(folder, table=load_schema()[table]))
        return [problem.in_folder("").removeprefix("/") for problem in run_checks(built, folder=alone)]

    cases = [case for check, *case in RULES if check == path.stem]
    assert cases, "a new check needs a row that breaks its rule"
    for table, line, cells, problem in cases:
        change(data, table=table, line=line, cells=cells)
        wanted = problem if ".csv:" in problem else f"{table}.csv:{line}: {problem}"
        seen = found(data, table)
        assert any(text.startswith(wanted) for text in seen), (wanted, seen)
        shutil.copy(MADE_UP / f"{table}.csv", data)
        assert found(data, table) == []


def test_a_check_with_other_columns_is_a_mistake_of_the_build(built: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(
        QueryError, match=r"odd\.sql returns file, line \(expected file, line, problem, value, expected\)"
    ):
        list(run_checks(built, folder=FIXTURES / "odd_checks"))
