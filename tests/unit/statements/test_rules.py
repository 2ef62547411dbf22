"""May I say this? Every kind of evidence against a table of cases; nothing that is allowed says more than it carries."""

from __future__ import annotations

import csv
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import config
from dashboard.charts import registry
from dashboard.db import queries
from dashboard.i18n.catalogue import t
from dashboard.labels.labels import members
from dashboard.models.context import Context, Scope
from dashboard.statements.evidence import Evidence, Side
from dashboard.statements.from_rows import of_rows
from dashboard.statements.rules import statements, together, traps
from tests.conftest import Use
from tests.forbidden_wording import faults
from tests.golden_files import assert_as_recorded

LANGS = ("nl", "en")

COMPARISONS = (
    "randomised_control", "matched_comparison", "not_comparable", "non_participants", "over_time", "not_named",
    "within_participants", "none",
)  # fmt: skip
VERDICTS = ("favourable", "unfavourable", "same", "mixed", "unclear", "neutral")
TESTS = ("significant", "not_significant", "not_tested", "not_stated")
ABOUT = ("treatment_arm", "all_treatments", "all_participants", "comparison_arm", "several_municipalities")
PAIRED = ("randomised_control", "matched_comparison", "not_comparable", "non_participants")
REASONS = ("no_comparison", "all_groups", "only_a_difference", "only_a_ratio", "series")

# What people like to say of each kind of evidence, and why not: kind, about, comparison, verdict, test, basis, reason. The
# first line that fits holds; * fits all, and words with a bar between them fit each.
WITH_CONTROL = "non_participants|not_named"
TABLE = (
    ("*", "*", "*", "*", "*", "claim", "*", "claim", "claim"),
    ("*", "several_municipalities", "*", "*", "*", "*", "*", "several", "several"),
    ("*", "comparison_arm", "*", "*", "*", "*", "*", "own_group", "comparison_arm"),
    ("number", "*", "*", "*", "*", "*", "series", "success", "series"),
    ("number", "*", "*", "*", "*", "*", "all_groups", "credit", "all_groups"),
    ("number", "*", "*", "*", "*", "*", "no_comparison", "credit", "none"),
    ("number", "*", "randomised_control", "*", "*", "*", "*", "works_here", "one_place"),
    ("number", "*", "*", "*", "*", "*", "*", "control_size", "its comparison"),
    ("*", "*", "*", "same", "*", "*", "*", "no_effect", "no_effect"),
    ("*", "*", "*", "mixed", "*", "*", "*", "cherry", "cherry"),
    ("*", "*", "within_participants", "unclear|neutral", "*", "*", "*", "good_news", "within_participants"),
    ("*", "*", "*", "unclear", "*", "*", "*", "good_news", "unclear"),
    ("*", "*", "*", "neutral", "*", "*", "*", "good_news", "neutral"),
    ("*", "*", "randomised_control", "favourable", "significant", "*", "*", "works_here", "one_place"),
    ("*", "*", "randomised_control", "unfavourable", "significant", "*", "*", "harms_here", "one_place"),
    ("*", "*", "randomised_control", "favourable", "*", "*", "*", "certain", "untested"),
    ("*", "*", "randomised_control", "unfavourable", "*", "*", "*", "certain_harm", "untested"),
    ("*", "*", WITH_CONTROL, "favourable", "*", "*", "*", "control", "its comparison"),
    ("*", "*", WITH_CONTROL, "unfavourable", "*", "*", "*", "control_harm", "its comparison"),
    ("pair", "*", "matched_comparison", "*", "*", "*", "*", "caused_size", "its comparison"),
    ("*", "*", "*", "favourable", "*", "*", "*", "caused", "its comparison"),
    ("*", "*", "*", "unfavourable", "*", "*", "*", "caused_harm", "its comparison"),
)


def expected(one: Evidence) -> tuple[str, str]:
    own = (one.kind, one.about, one.comparison, one.verdict, one.test, one.basis, one.reason)
    for *wanted, trap, why in TABLE:
        if all(want == "*" or have in want.split("|") for want, have in zip(wanted, own, strict=True)):
            return trap, one.comparison if why == "its comparison" else why
    raise AssertionError(f"no line of the table fits {own}")


def side(group: str = "Vaderdag", start: str = "", value: float = 25) -> Side:
    return Side(
        group=group, treated=f"{value:g} procent", comparison="19 procent", difference="6 procentpunt", value=value,
        start=start,
    )  # fmt: skip


def evidence(**changes: Any) -> Evidence:
    """A made-up result in a town that does not exist."""
    made: dict[str, Any] = {
        "kind": "finding", "about": "treatment_arm", "comparison": "randomised_control", "verdict": "favourable",
        "place": "Nergenshuizen", "approach": "Maandagrust", "subject": "maandagrust", "outcomes": ("Fluiten",),
        "sources": ("Niemand, Rapport",), "who": "Niemand", "text": "Iemand zegt iets.",
    }  # fmt: skip
    return Evidence(**{**made, **changes})


def every() -> list[Evidence]:
    """Every combination of what the rules look at."""
    found = [
        evidence(comparison=c, verdict=v, test=t, about=a, basis=b)
        for c, v, t, a, b in product(COMPARISONS, VERDICTS, TESTS, ABOUT, ("measured", "claim"))
    ]
    found += [
        evidence(
            kind="pair", comparison=c, verdict=v, sides=sides, comparison_arm="Anderen", is_share=share, population=p
        )
        for c, v, sides, share, p in product(
            PAIRED, VERDICTS, ((side(),), (side(), side("Moederdag", value=9))), (True, False), ("", "Wie fluit")
        )
    ]
    found += [
        evidence(kind="number", reason=r, comparison=c, verdict="neutral", value="4 keer", about=a, when=when)
        for r, c, a, when in product(REASONS, COMPARISONS, ("treatment_arm", "all_participants"), ("", "mei"))
    ]
    return found


EVERY = every()


def test_every_combination_has_the_tempting_sentence_of_the_table() -> None:
    assert len(EVERY) > 2000
    for one in EVERY:
        assert traps(one)[0] == expected(one), one


@pytest.mark.parametrize("lang", LANGS)
def test_every_combination_has_what_may_be_said_and_what_may_not(lang: str) -> None:
    for one in EVERY:
        made = statements(one, lang)
        allowed = [part for part in made if part.allowed]
        refused = [part for part in made if not part.allowed]
        assert 1 <= len(allowed) <= 3, one
        assert len(refused) == 1, one
        assert refused[0].why
        assert all(part.source for part in allowed)
        for part in allowed:
            assert not faults(part.text, one, lang), (part.text, faults(part.text, one, lang))


def test_difference_that_may_be_chance_says_so_in_its_sentence() -> None:
    for lang, words in (
        ("nl", "weten we niet of dit verschil toeval is"),
        ("en", "do not know whether this difference is chance"),
    ):
        made = [
            statements(
                evidence(kind="pair", sides=(replace(side(), may_be_chance=chance),), comparison_arm="Anderen"), lang
            )
            for chance in (True, False)
        ]
        assert [words in parts[0].text for parts in made] == [True, False]


NAMES = st.text(alphabet="xqzvjkXQZVJK ", min_size=3, max_size=20).map(str.strip).filter(lambda name: len(name) > 2)


@given(
    one=st.sampled_from(EVERY),
    place=NAMES,
    approach=NAMES,
    outcomes=st.lists(NAMES, min_size=1, max_size=4, unique=True),
    lang=st.sampled_from(LANGS),
)
def test_no_names_make_an_allowed_sentence_say_more(
    one: Evidence, place: str, approach: str, outcomes: list[str], lang: str
) -> None:
    named = replace(one, place=place, approach=approach, subject=approach, outcomes=tuple(outcomes))
    for part in statements(named, lang):
        assert "{" not in part.text + part.why
        if part.allowed:
            assert place in part.text
            assert not faults(part.text.replace(place, "P"), replace(named, place="P"), lang), part.text


@given(values=st.lists(st.floats(0, 100), min_size=2, max_size=5), lang=st.sampled_from(LANGS))
def test_groups_that_started_in_other_years_are_never_joined(values: list[float], lang: str) -> None:
    sides = tuple(side(f"Groep {place}", start=str(2000 + place), value=value) for place, value in enumerate(values))
    one = evidence(kind="pair", comparison="matched_comparison", sides=sides, comparison_arm="Anderen")
    made = statements(one, lang)
    for part in made:
        assert not part.allowed or sum(each.group.lower() in part.text.lower() for each in sides) <= 1
    reasons = [part.why for part in made if not part.allowed]
    assert (t("statements.trap_why.cohorts", lang) in reasons) == (values[0] != values[-1])


def test_a_replaced_number_may_not_be_said_at_all() -> None:
    assert not statements(evidence(kind="number", reason="superseded", value="9"), "nl")


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("In Nergenshuizen zorgde maandagrust voor meer fluiten.", {}),
        ("Door maandagrust ging het in Nergenshuizen beter.", {}),
        ("In Nergenshuizen had maandagrust geen effect.", {"verdict": "same"}),
        ("In Nergenshuizen werkt het niet.", {"verdict": "same"}),
        ("In Nergenshuizen was het 6 procent meer.", {}),
        ("In Nergenshuizen beter dan de controlegroep.", {"comparison": "non_participants"}),
        ("In Nergenshuizen steeg het.", {"kind": "pair"}),
        ("In Nergenshuizen was het gemiddeld meer.", {"kind": "pair"}),
        ("Overal was de uitkomst gunstiger.", {}),
        ("In Nergenshuizen was de uitkomst gunstiger.", {"basis": "claim"}),
    ],
)
def test_a_sentence_that_says_too_much_is_found(text: str, changes: dict[str, str]) -> None:
    assert faults(text, evidence(**changes), "nl")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("reason", ["not_measured", "not_published", "not_found", "not_read"])
def test_where_no_result_is_known_nobody_may_say_that_there_is_none(reason: str, lang: str) -> None:
    one = evidence(kind="gap", comparison="none", reason=reason, sources=())
    allowed, refused = statements(one, lang)
    assert allowed.allowed
    assert not faults(allowed.text, one, lang)
    assert (refused.allowed, refused.why) == (False, t("statements.trap_why.nothing", lang))


def test_each_limit_and_each_trap_is_said_once_for_an_experiment() -> None:
    own = [evidence(verdict="same", outcomes=(name,), text=name) for name in ("Fluiten", "Zingen")]
    made = together("Nergens", own, "nl").statements
    assert len([part for part in made if part.allowed]) == 3
    assert len([part for part in made if not part.allowed]) == 1


def _real(lang: str) -> list[str]:
    scope = Scope()
    findings = [row for row in queries.findings(scope, Context(lang=lang)) if row.preferred or row.basis == "claim"]
    lines = []
    groups = of_rows(
        Context(lang=lang),
        pairs=[row for row in queries.pairs(scope, Context(lang=lang)) if row.preferred],
        findings=findings,
        numbers=queries.unpaired_numbers(scope, Context(lang=lang)),
    )
    for group in groups:
        lines.append(f"## {group.title}")
        for part in group.statements:
            lines.append(f"+ {part.text} [{part.source}]" if part.allowed else f"- {part.text} {part.why}")
    return lines


@pytest.mark.parametrize("lang", LANGS)
def test_sentences_of_the_real_results_are_as_recorded(lang: str, database: Path, use: Use) -> None:
    use(database)
    assert_as_recorded(f"statements/{lang}.txt", "\n".join(_real(lang)) + "\n")


@pytest.mark.parametrize("lang", LANGS)
def test_every_chart_of_every_theme_says_what_may_be_said(lang: str, database: Path, use: Use) -> None:
    use(database)
    places = [row.name for row in queries.municipalities(Context(lang=lang))]
    several = t("about.several_municipalities", lang)
    for theme in queries.themes(Context(lang=lang)):
        for chart in registry.all_for(Scope(theme=theme.id), Context(lang=lang)):
            assert chart.statements, chart.key
            for group in chart.statements:
                assert len([part for part in group.statements if part.allowed]) >= 2, chart.key
                assert [part for part in group.statements if not part.allowed], chart.key
                for part in group.statements:
                    named = [place for place in places if place in part.text]
                    assert len(named) <= 1, part.text
                    # A study of several municipalities may name those that it covers.
                    assert not named or named[0] in group.title or group.title == several


@pytest.mark.parametrize(
    ("arm", "lang", "inside"),
    [
        ("Deelnemers met bijverdienpremie", "nl", "deelnemers met bijverdienpremie"),
        ("Vergelijkbare niet-deelnemers", "nl", "vergelijkbare niet-deelnemers"),
        ("Controlegroep met gewone regels", "nl", "controlegroep met gewone regels"),
        ("Geen sollicitatieplicht", "nl", "mensen in de groep ‘Geen sollicitatieplicht’"),
        ("People in a basic job", "en", "people in a basic job"),
        ("No duty to apply for jobs", "en", "people in the group ‘No duty to apply for jobs’"),
    ],
)
def test_a_group_that_is_called_after_its_approach_stands_in_a_sentence_as_people(
    arm: str, lang: str, inside: str
) -> None:
    assert members(arm, lang) == inside


def test_every_group_with_an_approach_can_stand_in_a_sentence() -> None:
    """In both languages alike: a group that is people in one is people in the other."""
    with (config.DATA / "arms.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            named = {lang: "‘" in members(row[f"label_{lang}"], lang) for lang in LANGS}
            assert named["nl"] == named["en"], row["id"]
