"""The page on trials elsewhere: every row as published, what may be said of it, and our own trials without a size."""

import csv
import io
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboard.charts.elsewhere import forests
from dashboard.db import queries
from dashboard.models.context import Context, Scope
from dashboard.models.elsewhere import ElsewhereChoice
from dashboard.style import palette
from tests.golden_files import assert_as_recorded
from tests.page_reader import page, rows

PATHS = {"nl": "/elders", "en": "/en/elsewhere"}
THEMES = ("participation", "income_stability", "health", "wellbeing")
NUMBERS = {
    "value": "value", "low": "low", "high": "high", "standard_error": "se", "p_value": "p_value", "people": "n_treated",
    "comparison_people": "n_control", "axis_value": "axis_value", "axis_low": "axis_low", "axis_high": "axis_high",
}  # fmt: skip
PLACES = {"percentage_points": 1, "percent": 1, "per_1000": 1, "euros_per_month": 0}


def number(text: str) -> float | None:
    return float(text) if text else None


def test_random_rows_are_equal_in_table_file_api_and_page(client: FlaskClient) -> None:
    """Draw 30 rows and compare what was published with the API, the file of the chart and the table on the page."""
    published = rows("elsewhere_effects")
    listed = {
        row["id"]: row for row in client.get("/api/v1/tables/elsewhere_effects.json?page_size=500").get_json()["rows"]
    }
    units = {row["id"]: row["axis_unit"] for row in rows("elsewhere_families")}
    files: dict[str, dict[str, dict[str, str]]] = {}
    for row in random.Random(16).sample(published, 30):
        given = listed[row["id"]]
        for name in ("value", "low", "high", "se", "p_value", "n_treated", "axis_low", "axis_high"):
            assert given[name] == number(row[name]), (row["id"], name)
        assert (given["text_nl"], given["formula"]) == (row["text_nl"], row["formula"] or None)
        if row["draw"] != "interval":
            assert page(client, f"/elders?theme={row['theme']}").find(id=f"not-{row['id']}"), row["id"]
            continue
        key = f"elsewhere.{row['family']}"
        if key not in files:
            text = client.get(f"/en/elsewhere/{key}.csv?theme={row['theme']}").get_data(as_text=True).lstrip("\ufeff")
            files[key] = {line["id"]: line for line in csv.DictReader(io.StringIO(text))}
        for column, name in NUMBERS.items():
            assert number(files[key][row["id"]][column]) == number(row[name]), (row["id"], column)
        card = page(client, f"/en/elsewhere?theme={row['theme']}").find(id=key)
        shown = next((line for line in card.select("tr[id], tr[data-mark]") if row["id"] in str(line.attrs)), None)
        assert shown is not None, row["id"]
        places = PLACES.get(units[row["family"]], 2)
        assert f"{abs(float(row['axis_value'])):,.{places}f}" in shown.get_text(), row["id"]


def test_effects_share_an_axis_by_the_rule_only(client: FlaskClient) -> None:
    drawn = {row["id"] for row in rows("elsewhere_effects") if row["draw"] == "interval"}
    marks = [
        mark.id for theme in THEMES for chart in forests(Scope(theme=theme), Context(lang="nl")) for mark in chart.marks
    ]
    assert sorted(marks) == sorted(drawn)


def test_what_may_not_share_an_axis_is_listed_with_its_reason(client: FlaskClient) -> None:
    found = [page(client, f"/elders?theme={theme}").find(id="not-comparable").get_text(" ") for theme in THEMES]
    for row in rows("elsewhere_not_comparable"):
        assert any(row["why_nl"] in text for text in found), row["row_id"]


@pytest.mark.parametrize("lang", PATHS)
def test_our_trials_stand_in_the_plot_without_a_size(client: FlaskClient, lang: str) -> None:
    (chart, *_) = forests(Scope(theme="participation"), Context(lang=lang))
    texts = [note.text for note in chart.wide.layout.annotations]
    for trial in queries.experiments(Context(lang=lang)):
        assert any(trial.municipality in text for text in texts)
    dashes = [trace for trace in chart.wide.data if trace.meta == "size not known"]
    assert dashes
    assert all(trace.customdata is None for trace in dashes)


def test_marks_differ_by_comparison_and_intervals_by_their_origin(client: FlaskClient) -> None:
    charts = {chart.key: chart for chart in forests(Scope(), Context(lang="nl"))}
    symbols = {
        trace.meta: trace.marker.symbol
        for chart in charts.values()
        for trace in chart.wide.data
        if trace.customdata and trace.marker.line.width is None
    }
    assert symbols == {"randomised_control": "circle", "matched_comparison": "square", "review": "diamond"}
    lines = {trace.meta: trace.line.dash for trace in charts["elsewhere.share_of_days_employed"].wide.data}
    assert lines["interval derived"]
    assert not lines["interval"]


@pytest.mark.parametrize("lang", PATHS)
def test_sentences_are_as_they_were(client: FlaskClient, lang: str) -> None:
    charts = forests(Scope(), Context(lang=lang))
    lines = [
        ("+ " if statement.allowed else "- ") + statement.text
        for chart in charts
        for group in chart.statements
        for statement in group.statements
    ]
    assert_as_recorded(f"statements/elsewhere-{lang}.txt", "\n".join(lines) + "\n")


@pytest.mark.parametrize("lang", PATHS)
def test_plots_are_as_they_were(real: None, lang: str) -> None:
    """Every mark, interval and word of every plot; after a change that is meant, renew as above and read the difference."""
    lines = []
    for chart in forests(Scope(), Context(lang=lang)):
        lines.append(chart.key)
        lines += [f"  {trace.meta}: {[x if x is None else round(x, 3) for x in trace.x]}" for trace in chart.wide.data]
        lines += [f"  {note.text}" for note in chart.wide.layout.annotations]
    assert_as_recorded(f"figures/elsewhere-{lang}.txt", "\n".join(lines) + "\n")


def test_a_sentence_says_shown_only_with_an_interval_that_leaves_out_no_difference(client: FlaskClient) -> None:
    effects = {row["id"]: row for row in rows("elsewhere_effects")}
    for chart in forests(Scope(), Context(lang="nl")):
        for row in chart.rows:
            null = 1 if chart.key == "elsewhere.risk_ratio_in_work" else 0
            holds = row["axis_low"] <= null <= row["axis_high"]
            outcome = f"‘{_lower(row['indicator'])}’"
            said = next(text for text in _sentences(chart) if outcome in text and row["follow_up"] in text)
            assert ("geen verschil aangetoond" in said) == holds, row["id"]
            assert ("eenzijdig" in said) == (effects[row["id"]]["p_sided"] == "one")
            if row["country"] != "Nederland":
                assert "Dit zegt niet wat in een Nederlandse gemeente zou gebeuren." in said


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _sentences(chart) -> list[str]:
    return [statement.text for group in chart.statements for statement in group.statements if statement.allowed]


def test_interval_is_said_in_the_published_unit(client: FlaskClient) -> None:
    chosen = Scope(theme="participation", elsewhere=ElsewhereChoice(country="fi"))
    (chart,) = forests(chosen, Context(lang="nl"))
    assert "tussen 2,3 dagen minder en 5,4 dagen meer" in chart.statements[0].statements[0].text


def test_filters_are_in_the_address_and_narrow_the_plots(client: FlaskClient) -> None:
    found = page(client, "/elders?theme=participation&approach=basic_income&money=no")
    assert [card["id"] for card in found.select("article.card")] == ["elsewhere.share_of_days_employed"]
    assert found.select_one('select[name="approach"] option[selected]')["value"] == "basic_income"
    assert "Marienthal" not in found.select_one("article.card table").get_text()
    nothing = page(client, "/elders?theme=wellbeing&country=fi")
    assert nothing.select("article.card") == []
    assert nothing.select_one("[data-chosen]").get_text() == "Welbevinden, Finland"
    unknown = page(client, "/elders?country=xx").get_text(" ")
    assert "xx" in unknown


@pytest.mark.parametrize("form", ["csv", "json", "svg"])
def test_files_of_a_plot(client: FlaskClient, form: str) -> None:
    assert client.get(f"/elders/elsewhere.index_wellbeing.{form}?theme=wellbeing").status_code == 200


def test_a_plot_can_be_embedded_and_collected(client: FlaskClient) -> None:
    assert client.get("/embed/elsewhere.index_wellbeing?theme=wellbeing").status_code == 200
    found = page(client, "/vergaderset?item=elsewhere.index_wellbeing*theme.wellbeing")
    assert "Welbevinden op een schaal" in found.get_text()
    assert client.get("/vergaderset.pptx?item=elsewhere.index_wellbeing*theme.wellbeing").status_code == 200


def test_interval_of_our_own_is_drawn_in_the_same_form(
    client: FlaskClient, build_and_use: Callable[[], None], made_up: Path
) -> None:
    """In the made-up tables an observation has an interval; none of the real ones has."""
    assert "with_and_without" not in str(page(client, "/elders").select("article.card"))
    build_and_use()
    cards = page(client, "/elders").select("article.card")
    (own,) = [card for card in cards if card["id"].startswith("with_and_without.")]
    assert "form=forest" in str(own)


@pytest.mark.parametrize("lang", PATHS)
def test_approach_search_and_factsheet_lead_to_what_is_known_elsewhere(client: FlaskClient, lang: str) -> None:
    answer = next(row for row in rows("elsewhere_answers") if row["type_id"] == "basic_job")
    approach = {"nl": "/aanpak/basisbaan", "en": "/en/approach/basic-job"}[lang]
    block = page(client, approach).find(id="elsewhere")
    assert answer[f"text_{lang}"] in block.get_text()
    assert block.select_one("p.onward a")["href"].startswith(f"{PATHS[lang]}?")
    search = {"nl": "/zoeken?q=marienthal", "en": "/en/search?q=marienthal"}[lang]
    assert page(client, search).select(f'main a[href^="{PATHS[lang]}?"]')
    brief = {"nl": "/raadsbrief?type=basic_job", "en": "/en/brief?type=basic_job"}[lang]
    assert answer[f"question_{lang}"] in page(client, brief).get_text(" ")


def test_highlighted_approach_keeps_its_colour_with_its_intervals(client: FlaskClient) -> None:
    drawing = (
        page(client, "/elders?highlight=basic_job").find(id="elsewhere.share_of_days_employed").select_one("svg.plot")
    )
    fills = [mark["fill"] for mark in drawing.select("[data-mark]")]
    assert set(fills) == {palette.colour("type-basic-job"), palette.colour("rule-firm")}
    assert palette.colour("type-basic-job") in drawing.decode()
