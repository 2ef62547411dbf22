"""The address: any choice survives a round trip, and nothing that a reader can type breaks a page."""

from __future__ import annotations

import string
from datetime import date, timedelta
from urllib.parse import parse_qsl, urlencode

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.models.filters import ACCESSES, COMPARISONS, KINDS, MOMENTS, FilterOptions, Filters, Remark
from dashboard.selection import filters
from dashboard.web.pages.context import known, remark_texts, resolve_context

KNOWN = FilterOptions(
    themes=("participation", "health"),
    indicators={"paid_work": "participation", "volunteering": "participation", "health_score": "health"},
    types=("self_direction", "premium", "basic_job"),
    municipalities=("voorbeeldstad", "proefdam"),
    cells=frozenset({"trial.participation", "trial.health"}),
    first_release=date(2026, 1, 1),
    last_release=date(2026, 6, 1),
    subgroups=("whole_group", "women", "over_50"),
    kinds=KINDS,
    accesses=ACCESSES,
)


def some_of(values: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    """Some values, in their order; all of them is the same as none."""
    return st.sets(st.sampled_from(values)).map(
        lambda chosen: () if len(chosen) == len(values) else tuple(value for value in values if value in chosen)
    )


WORDS = st.text(st.characters(categories=("L", "N", "P", "S")), max_size=30)


@st.composite
def choices(draw: st.DrawFn) -> Filters:
    indicator = draw(st.sampled_from(["", *KNOWN.indicators]))
    days = (KNOWN.last_release - KNOWN.first_release).days
    older = draw(st.none() | st.integers(0, days))
    return Filters(
        theme=KNOWN.indicators[indicator] if indicator else draw(st.sampled_from(KNOWN.themes)),
        indicator=indicator,
        types=draw(some_of(KNOWN.types)),
        municipalities=draw(some_of(KNOWN.municipalities)),
        comparisons=draw(some_of(COMPARISONS)),
        subgroups=draw(some_of(KNOWN.subgroups)),
        moments=draw(some_of(MOMENTS)),
        measured=draw(st.booleans()),
        open=draw(st.sampled_from(["", *sorted(KNOWN.cells)])),
        as_of=None if older is None else KNOWN.first_release + timedelta(days=older),
        kind=draw(st.sampled_from(["", *KINDS])),
        access=draw(st.sampled_from(["", *ACCESSES])),
        words=" ".join(draw(st.lists(WORDS.filter(bool), max_size=2))),
        everything=draw(st.booleans()),
    )


@given(choices())
def test_any_choice_survives_the_address(choice: Filters) -> None:
    text = filters.query(choice, KNOWN)
    assert filters.parse(text, KNOWN) == (choice, ())
    assert filters.query(filters.parse(text, KNOWN)[0], KNOWN) == text


@given(choices(), st.sets(st.sampled_from(KNOWN.themes), min_size=1, max_size=1), WORDS)
def test_the_choice_of_a_paper_survives_the_address(choice: Filters, themes: set[str], name: str) -> None:
    theme = KNOWN.indicators.get(choice.indicator) or next(iter(themes))
    paper = filters.changed(choice, theme=theme, themes=(theme,), name=name)
    assert filters.parse(filters.query(paper, KNOWN), KNOWN, paper=True) == (paper, ())


@given(choices(), st.randoms())
def test_the_order_in_which_values_are_given_does_not_matter(choice: Filters, random: object) -> None:
    items = parse_qsl(filters.query(choice, KNOWN))
    random.shuffle(items)  # type: ignore[attr-defined]
    assert filters.query(filters.parse(urlencode(items), KNOWN)[0], KNOWN) == filters.query(choice, KNOWN)


@given(st.text(max_size=300) | st.binary(max_size=300).map(lambda raw: raw.decode("latin-1")))
def test_no_text_at_all_raises(text: str) -> None:
    choice, remarks = filters.parse(text, KNOWN)
    assert choice.theme in KNOWN.themes
    assert all(letter.isprintable() for remark in remarks for letter in remark.name + remark.value)
    assert filters.parse(filters.query(choice, KNOWN), KNOWN)[0] == choice


NAMES = st.sampled_from("theme indicator type municipality comparison subgroup moment measured as_of open q x".split())


@given(st.lists(st.tuples(NAMES, st.text(max_size=60)), max_size=80))
def test_no_value_at_all_raises(items: list[tuple[str, str]]) -> None:
    choice, remarks = filters.parse(urlencode(items), KNOWN)
    assert len(remarks) <= 6
    assert filters.parse(filters.query(choice, KNOWN), KNOWN)[0] == choice


def test_the_first_choices_leave_the_address_empty() -> None:
    assert filters.query(Filters(theme="participation"), KNOWN) == ""
    assert filters.address("/vergelijken", Filters(theme="participation"), KNOWN) == "/vergelijken"
    assert filters.parse("", KNOWN) == (Filters(theme="participation"), ())


@pytest.mark.parametrize(
    ("query_string", "canonical"),
    [
        ("theme=participation", ""),
        ("theme=health", "theme=health"),
        ("theme=participation&indicator=paid_work", "indicator=paid_work"),
        ("theme=health&indicator=health_score", "indicator=health_score"),
        ("municipality=proefdam&municipality=voorbeeldstad", ""),
        ("municipality=proefdam&type=basic_job", "type=basic_job&municipality=proefdam"),
        ("type=basic_job&type=self_direction", "type=self_direction&type=basic_job"),
        ("type=basic_job,self_direction", "type=self_direction&type=basic_job"),
        ("type=basic_job&type=basic_job", "type=basic_job"),
        ("measured=yes&theme=health", "theme=health&measured=yes"),
        # A fixed version stays fixed when a newer one comes; a date after every version is the newest.
        ("as_of=2026-06-01", "as_of=2026-06-01"),
        ("as_of=2026-11-29", ""),
        ("as_of=2026-05-31", "as_of=2026-05-31"),
        ("theme=&indicator=&type=&municipality=+", ""),
        ("open=trial.health", "open=trial.health"),
    ],
)
def test_an_address_has_one_form_and_leaves_defaults_out(query_string: str, canonical: str) -> None:
    choice, remarks = filters.parse(query_string, KNOWN)
    assert (filters.query(choice, KNOWN), remarks) == (canonical, ())


UNKNOWN = [
    ("theme=wealth", Remark(reason="unknown", name="theme", value="wealth")),
    ("theme=Health", Remark(reason="unknown", name="theme", value="Health")),
    ("indicator=x", Remark(reason="unknown", name="indicator", value="x")),
    ("type=free", Remark(reason="unknown", name="type", value="free")),
    ("municipality=Utrecht", Remark(reason="unknown", name="municipality", value="Utrecht")),
    ("comparison=best", Remark(reason="unknown", name="comparison", value="best")),
    ("subgroup=men", Remark(reason="unknown", name="subgroup", value="men")),
    ("moment=never", Remark(reason="unknown", name="moment", value="never")),
    ("measured=no", Remark(reason="unknown", name="measured", value="no")),
    ("open=trial", Remark(reason="unknown", name="open", value="trial")),
    ("as_of=yesterday", Remark(reason="date", name="as_of", value="yesterday")),
    ("as_of=2026-02-30", Remark(reason="date", name="as_of", value="2026-02-30")),
    ("as_of=2025-12-31", Remark(reason="date", name="as_of", value="2025-12-31")),
    ("colour=red", Remark(reason="unknown", name="colour")),
    ("theme=health&indicator=paid_work", Remark(reason="theme_follows", name="indicator", value="paid_work")),
    ("type=<script>alert(1)</script>", Remark(reason="unknown", name="type", value="<script>alert(1)</script>")),
    ("type=a'; drop table arms; --", Remark(reason="unknown", name="type", value="a'; drop table arms; --")),
    ("type=a%00b%0Ac%1B[2J", Remark(reason="unknown", name="type", value="a b c [2J")),
    ("type=%FF%FE", Remark(reason="unknown", name="type", value="\ufffd\ufffd")),
    ("type=" + "x" * 41, Remark(reason="unknown", name="type", value="x" * 39 + "…")),
]


@pytest.mark.parametrize(("query_string", "remark"), UNKNOWN)
def test_unknown_values_are_left_out_with_a_remark(query_string: str, remark: Remark) -> None:
    choice, remarks = filters.parse(query_string, KNOWN)
    assert remarks == (remark,)
    left = {"theme": KNOWN.indicators[choice.indicator], "indicator": choice.indicator} if choice.indicator else {}
    assert choice == Filters(**{"theme": "participation", **left})  # type: ignore[arg-type]


def test_what_is_known_beside_it_is_kept() -> None:
    choice, remarks = filters.parse("type=free&type=premium&theme=health", KNOWN)
    assert (choice.types, choice.theme, len(remarks)) == (("premium",), "health", 1)


def test_an_outcome_of_another_theme_leads() -> None:
    assert filters.parse("theme=health&indicator=paid_work", KNOWN)[0].theme == "participation"


def test_the_first_known_value_counts_where_one_is_asked() -> None:
    choice, remarks = filters.parse("theme=x&theme=health&theme=participation", KNOWN)
    assert choice.theme == "health"
    assert [(remark.reason, remark.value) for remark in remarks] == [("unknown", "x"), ("once", "participation")]


@pytest.mark.parametrize("text", ["x" * 10_000, "type=" + "%41" * 5000, "&".join(["type=premium"] * 5000)])
def test_text_that_is_too_long_is_cut_with_a_remark(text: str) -> None:
    choice, remarks = filters.parse(text, KNOWN)
    assert remarks[0] == Remark(reason="too_long")
    assert len(filters.query(choice, KNOWN)) < 200


def test_many_wrong_values_give_few_remarks() -> None:
    assert len(filters.parse("&".join(f"n{number}=x" for number in range(50)), KNOWN)[1]) == 6


# With the real values, and on a page


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_remark_is_a_sentence(real: None, lang: str) -> None:
    query_strings = [*(text for text, _ in UNKNOWN), "indicator=paid_work&theme=health", "q=" + "x" * 300, "x" * 10_000]
    query_strings += ["theme=health&indicator=outflow_to_work", "theme=health&theme=wellbeing"]
    for text in query_strings:
        context = resolve_context(lang=lang, path="/vergelijken", query=text)
        for sentence in remark_texts(context):
            assert sentence.endswith(".")
            assert "{" not in sentence


def test_the_real_values_survive_the_address(real: None) -> None:
    values = known()
    for indicator, theme in values.indicators.items():
        for text in (f"indicator={indicator}", f"theme={theme}&indicator={indicator}"):
            choice, remarks = filters.parse(text, values)
            assert (choice.theme, choice.indicator, remarks) == (theme, indicator, ())
    assert set(values.themes) == set(values.indicators.values())


HOSTILE = st.lists(st.tuples(NAMES, st.text(string.printable, max_size=40)), max_size=6).map(urlencode)


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(HOSTILE)
def test_no_address_breaks_a_page(client: FlaskClient, query: str) -> None:
    for path in ("/", "/en/compare"):
        assert client.get(f"{path}?{query}", follow_redirects=True).status_code == 200
