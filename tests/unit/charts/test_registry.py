"""Charts as they are read: their sentences, and that figure, table, download and sentence say the same.

The sentences on the first data version are golden files.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from dashboard.charts import registry
from dashboard.charts.comparison import with_and_without
from dashboard.db import queries
from dashboard.db.rows.results import NumberRow
from dashboard.exports.csv_table import csv_table
from dashboard.i18n import formats
from dashboard.i18n.catalogue import t
from dashboard.models.chart import Chart
from dashboard.models.context import NEWEST, Context, Scope
from dashboard.models.kinds import FORMS, Figure
from dashboard.svg.render import apply_template
from tests.csv_tables import change
from tests.golden_files import assert_as_recorded

FIRST = date(2026, 11, 21)
THEMES = ("participation", "income_stability", "health", "wellbeing")
LANGUAGES = ("nl", "en")
NO_RANGE = {"nl": "foutmarge onbekend", "en": "margin of error unknown"}


def words_in(figure: Figure) -> list[str]:
    """All words in a figure, without the marks of bold type and of lines."""
    plain = apply_template(figure)
    texts = [annotation["text"] for annotation in plain["layout"]["annotations"]]
    for trace in plain["data"]:
        texts += [text for text in trace.get("text") or [] if isinstance(text, str)]
    return [re.sub(r"</?b>", "", text.replace("<br>", " ").replace("\u00ad", "")) for text in texts]


def downloaded(chart: Chart, lang: str) -> list[dict[str, str]]:
    text = csv_table(chart.rows, lang=lang, stamp={"data_version": "x"}).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";" if lang == "nl" else ","))


def cells(chart: Chart) -> list[tuple[str, ...]]:
    return [row for group in chart.table.groups for row in group.rows]


def pairs(indicator: str, lang: str, as_of: date = NEWEST) -> Chart:
    (chart,) = with_and_without(Scope(indicator=indicator), Context(lang=lang, as_of=as_of))
    return chart


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("theme", THEMES)
def test_the_sentences_are_as_recorded(real: None, theme: str, lang: str) -> None:
    made = registry.all_for(Scope(theme=theme), Context(lang=lang, as_of=FIRST))
    parts = [f"{chart.key}\n{chart.question}\n{chart.subtitle or '-'}\n{chart.sentence}\n" for chart in made]
    assert_as_recorded(f"charts/{theme}-{lang}.txt", "\n".join(parts))


def test_every_theme_of_the_tables_is_recorded(real: None) -> None:
    assert tuple(row.id for row in queries.themes(Context(lang="nl"))) == THEMES


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("theme", THEMES)
def test_table_figure_and_download_have_the_same_rows(real: None, theme: str, lang: str) -> None:
    for chart in registry.all_for(Scope(theme=theme), Context(lang=lang)):
        rows, table = downloaded(chart, lang), cells(chart)
        assert len(rows) == len(table) == len(chart.rows) > 0
        for form in FORMS:
            shown = words_in(getattr(chart, form))
            if chart.key.startswith("with_and_without"):
                drawn = sorted(text for text in shown if re.fullmatch(r"[\d.,]+%?", text))
                assert drawn == sorted(text for row in table for text in row[1:3])
                for row, line in zip(rows, table, strict=True):
                    values = [float(row[name].replace(",", ".")) for name in ("value", "comparison_value")]
                    assert [formats.short(value, "percent", lang) for value in values] == list(line[1:3])
                    assert row["group"] == line[0]
                    assert row["group"] in shown
            elif chart.key.startswith("over_time"):
                assert [row["moment"] for row in rows] == [row.end for row in series_of(chart)]
                assert [row["value"] for row in rows] == [line[1] for line in table]
                assert all(any(re.match(rf"{line[1]}\b", text) for text in shown) for line in table)
            else:
                outcomes = {row["indicator"] for row in rows}
                assert {line[0] for line in table} == outcomes
                assert all(any(outcome in text for text in [*shown, " ".join(shown)]) for outcome in outcomes)


def series_of(chart: Chart) -> list[NumberRow]:
    return [
        row
        for row in queries.unpaired_numbers(Scope(), Context(lang="nl"))
        if row.reason == "series" and chart.key.split(".")[1] == row.indicator_id
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_row_leads_to_its_source(real: None, lang: str) -> None:
    known = {row.id: row for row in queries.sources(Context(lang=lang))}
    for theme in THEMES:
        for chart in registry.all_for(Scope(theme=theme), Context(lang=lang)):
            for row in downloaded(chart, lang):
                source = known[row["source_id"]]
                assert row["source_url"] == source.url
                assert source.title in row["source"]
                assert row["locator"]
                assert row["source_access"] == t(f"access.{source.access}", lang)
            assert {row["source_id"] for row in chart.rows} == {source.id for source in chart.sources}
            assert all(source.locators for source in chart.sources)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_chart_says_how_sure_it_is_and_how_to_read_it(real: None, lang: str) -> None:
    for theme in THEMES:
        for chart in registry.all_for(Scope(theme=theme), Context(lang=lang)):
            assert chart.strength.name
            assert chart.strength.why.endswith(".")
            assert chart.reading[0].head == t("chart.how_to_read", lang)
            assert chart.question.endswith("?")
            assert "_" not in chart.sentence + chart.description
            assert "{" not in chart.sentence + chart.description


# Facts that must never change unnoticed: Amsterdam, people who began in 2018 and in 2019, with and without the premium.
HELD = {
    "part_time_work_started": ((38, 9), (20, 8)),
    "outflow_to_work": ((25, 19), (15, 9)),
}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("indicator", HELD)
def test_amsterdam_premium_is_the_same_in_chart_table_sentence_and_download(
    real: None, indicator: str, lang: str
) -> None:
    chart = pairs(indicator, lang, FIRST)
    expected = HELD[indicator]
    assert [tuple(int(text.rstrip("%")) for text in row[1:3]) for row in cells(chart)] == list(expected)
    assert [(row["value"], row["comparison_value"]) for row in downloaded(chart, lang)] == [
        (str(treated), str(other)) for treated, other in expected
    ]
    (first, second) = expected
    percent, against = ("procent", "tegen") if lang == "nl" else ("percent", "against")
    sentence = (
        rf" {first[0]} {percent} .*2018\)\. .* {first[1]} {percent}\. "
        rf".* {second[0]} {against} {second[1]} {percent} .*2019"
    )
    assert re.search(sentence, chart.sentence)
    for form in FORMS:
        figure = getattr(chart, form)
        for year, (treated, other) in zip((2018, 2019), expected, strict=True):
            shown = words_in(figure)
            assert {f"{treated}%", f"{other}%"} <= set(shown)
            assert any(str(year) in text for text in shown)
            assert (treated, other) in drawn_at(figure)
    points = [treated - other for treated, other in expected]
    unit = "procentpunt" if lang == "nl" else "percentage points"
    assert [row[3] for row in cells(chart)] == [f"{number} {unit}" for number in points]


def drawn_at(figure: Figure) -> list[tuple[float, float]]:
    """The two values of each row of a with-and-without figure, from where its lines begin and end."""
    line = figure.data[0].x
    return [(max(line[at : at + 2]), min(line[at : at + 2])) for at in range(0, len(line), 3)]


# Ranges


@pytest.mark.parametrize("lang", LANGUAGES)
def test_where_no_range_was_found_the_chart_says_so(real: None, lang: str) -> None:
    for chart in with_and_without(Scope(), Context(lang=lang)):
        assert all(NO_RANGE[lang] in words_in(getattr(chart, form)) for form in FORMS)
        assert all(NO_RANGE[lang] in row for row in cells(chart))
        assert t("with_and_without.without_range", lang) in chart.sentence
        assert all(row["low"] == row["high"] == "" for row in downloaded(chart, lang))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_where_a_source_gives_a_range_it_is_shown(build_and_use: Callable[[], None], lang: str) -> None:
    """The made-up rows have ranges: 20 to 40.5 with the approach, and 15 to 35 without."""
    build_and_use()
    chart = pairs("paid_work", lang)
    assert all(NO_RANGE[lang] not in " ".join(words_in(getattr(chart, form))) for form in FORMS)
    assert not any(NO_RANGE[lang] in cell for row in cells(chart) for cell in row)
    assert any("20" in cell and ("40,5" if lang == "nl" else "40.5") in cell for row in cells(chart) for cell in row)
    assert t("with_and_without.with_range", lang) in chart.sentence
    assert [(row["low"], row["high"]) for row in downloaded(chart, "en")] == [("20", "40.5")]


# What a number must never be shown without


@pytest.mark.parametrize(("lang", "words"), [("nl", "meer dan"), ("en", "more than")])
def test_qualifier_and_missing_range_of_a_number_are_always_with_it(
    made_up: Path, build_and_use: Callable[[], None], lang: str, words: str
) -> None:
    """Two numbers with a qualifier, of which one has a range."""
    change(made_up, table="observations", line=2, cells={"qualifier": "more_than", "low": "", "high": ""})
    change(made_up, table="observations", line=3, cells={"qualifier": "more_than"})
    build_and_use()
    chart = pairs("paid_work", lang)
    assert NO_RANGE[lang] in cells(chart)[0]
    for text in (f"{words} 30%", f"{words} 25%"):
        assert any(text in cell for cell in cells(chart)[0])
        assert all(any(text in shown for shown in words_in(getattr(chart, form))) for form in FORMS)
    percent = "procent" if lang == "nl" else "percent"
    assert f"{words} 30 {percent}" in chart.sentence
    assert f"{words} 25 {percent}" in chart.sentence
    assert [row["qualifier"] for row in downloaded(chart, lang)] == ["more_than"]
    assert [row["comparison_qualifier"] for row in downloaded(chart, lang)] == ["more_than"]


def test_a_direction_is_never_downloaded_or_drawn_as_a_size(real: None) -> None:
    for theme in THEMES:
        for chart in registry.all_for(Scope(theme=theme), Context(lang="en")):
            if chart.key.startswith("directions"):
                assert {row["size"] for row in chart.rows} == {"not_found"}
                assert not {"value", "difference_our_calculation"} & set(chart.rows[0])
                # Marks stand only in the middles of four equal boxes, and no words of the axis are numbers.
                for form in FORMS:
                    figure = getattr(chart, form)
                    places = {x for trace in figure.data for x in trace.x if x is not None}
                    assert not any(re.fullmatch(r"[\d.,]+%?", text) for text in words_in(figure))
                    assert len(places) <= 4 * len({row["arm"] for row in chart.rows})


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_count_of_people_says_that_it_is_no_result(real: None, lang: str) -> None:
    (chart,) = (
        chart
        for chart in registry.all_for(Scope(theme="participation"), Context(lang=lang))
        if chart.key.startswith("over_time")
    )
    said = "geen resultaat" if lang == "nl" else "not a result"
    assert said in chart.sentence


def test_a_chart_without_rows_is_not_made(real: None) -> None:
    assert registry.all_for(Scope(theme="health", municipalities=("heerlen",)), Context(lang="nl")) == ()
    assert registry.find("with_and_without.nothing", Scope(), Context(lang="nl")) is None
    assert registry.find("nothing", Scope(), Context(lang="nl")) is None
