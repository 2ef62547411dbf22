"""The compare page: filters by group of people and by moment, and what it says where a trial reports nothing."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from dashboard.db import queries
from dashboard.i18n.catalogue import t
from dashboard.models.context import Context, Scope
from dashboard.style import palette
from tests.page_reader import page, said

PATHS = {"nl": "/vergelijken", "en": "/en/compare"}


@pytest.mark.parametrize("lang", PATHS)
def test_a_group_leaves_its_rows_and_names_the_trials_that_do_not_report_it(client: FlaskClient, lang: str) -> None:
    text = client.get(f"{PATHS[lang]}?subgroup=started_in_2018").text
    label = {row.id: row.label for row in queries.subgroups(Context(lang=lang))}
    results = text.partition('id="found"')[2]
    assert label["started_in_2018"] in results
    assert f"<td>{label['started_in_2019']}" not in results
    assert t("compare.not_reported.subgroup", lang) in results
    said = results.partition(t("compare.not_reported.subgroup", lang))[2].partition("</p>")[0]
    assert all(place in said for place in ("Groningen", "Heerlen", "Oss", "Wageningen"))
    assert "Bijverdienpremie" not in said
    assert "Earnings premium" not in said


@pytest.mark.parametrize("lang", PATHS)
def test_a_group_that_nobody_reports_at_a_moment_is_said_to_be_missing(client: FlaskClient, lang: str) -> None:
    text = client.get(f"{PATHS[lang]}?subgroup=started_in_2018&moment=after").text
    assert t("compare.not_reported.both", lang) in text.partition('id="missing"')[2]
    assert t("compare.wider.moments", lang) in text
    assert t("compare.wider.subgroups", lang) in text


def test_without_a_group_or_moment_nothing_is_said_about_reporting(client: FlaskClient) -> None:
    text = client.get("/vergelijken").text
    assert t("compare.not_reported.subgroup", "nl") not in text


@pytest.mark.usefixtures("real")
def test_every_result_has_one_moment() -> None:
    moments = ("during", "end", "after", "not_stated")
    for query in (queries.pairs, queries.unpaired_numbers, queries.findings):
        context = Context(lang="nl")
        parts = [len(query(Scope(moments=(moment,)), context)) for moment in moments]
        assert sum(parts) == len(query(Scope(), context)) > 0


def test_files_frames_and_the_api_have_the_rows_of_the_chosen_group(client: FlaskClient) -> None:
    key = next(
        chart["key"]
        for chart in client.get("/api/v1/charts?subgroup=started_in_2018").json["charts"]  # type: ignore[index]
        if chart["key"].startswith("with_and_without.outflow_to_work")
    )
    choice = "subgroup=started_in_2018"
    rows = client.get(f"/api/v1/charts/{key}.json?{choice}").json["rows"]  # type: ignore[index]
    assert [row["start"] for row in rows] == ["2018"]
    csv = client.get(f"/vergelijken/{key}.csv?{choice}").text
    assert len(csv.strip().splitlines()) == 2
    assert choice in csv
    frame = client.get(f"/embed/{key}?{choice}").text
    assert "Begonnen in 2018" in frame
    assert "Begonnen in 2019" not in frame
    assert choice in frame
    assert client.get("/api/v1/charts?subgroup=men").status_code == 400


def test_highlighted_approach_keeps_its_colour_and_the_others_turn_grey(client: FlaskClient) -> None:
    """The shape of a mark stays, and so does everything in words; the link takes the highlight off again."""
    plain, found = page(client, "/vergelijken"), page(client, "/vergelijken?highlight=tailored_support")
    own, grey = palette.colour("type-tailored-support"), palette.colour("rule-firm")
    drawing = found.find(id="directions.randomised_control").select_one("svg.plot")
    colours = {mark["fill"] for mark in drawing.select("[data-mark]")}
    assert colours == {own, grey}
    before = plain.find(id="directions.randomised_control").select_one("svg.plot")
    assert drawing.get_text() == before.get_text()
    assert len(drawing.select("[data-mark]")) == len(before.select("[data-mark]"))
    chosen = found.select_one("#highlight [aria-current]")
    assert (said(chosen), chosen["href"]) == ("Extra begeleiding", "/vergelijken")
    assert found.select_one("[data-choose] input[name=highlight]")["value"] == "tailored_support"
    assert "uitgelicht: Extra begeleiding" in said(found.find(id="found"))


def test_highlighted_municipality_is_the_only_one_in_colour(client: FlaskClient) -> None:
    found, grey = page(client, "/vergelijken?highlight=groningen"), palette.colour("rule-firm")

    def colours(selector: str) -> set[str]:
        return {mark["fill"] for mark in found.select(f"{selector} svg.plot [data-mark]")}

    assert colours('[id="directions.over_time"]') == {grey}, "it has results of Oss only"
    assert grey not in colours('[id^="over_time.people_in_basic_job"]')


@pytest.mark.parametrize(("path", "method"), [("/vergelijken", "/verantwoording"), ("/en/compare", "/en/method")])
def test_each_chart_links_to_how_fairness_is_rated(client: FlaskClient, path: str, method: str) -> None:
    cards = page(client, path).select("article.card[data-card]")
    assert cards
    assert [card["id"] for card in cards if not card.select_one(f'a[href="{method}#levels"]')] == []
    assert page(client, method).select_one("#levels")
