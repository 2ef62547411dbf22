"""The page on costs: every amount with its source, planned and realised apart, and the reader's own sum."""

import pytest
from flask.testing import FlaskClient

from dashboard.i18n.catalogue import t
from tests.page_reader import page, rows, visible_text

PATHS = {"nl": "/kosten", "en": "/en/costs"}


@pytest.mark.parametrize(("lang", "path"), PATHS.items())
def test_every_fact_on_costs_has_its_amount_source_and_place(client: FlaskClient, lang: str, path: str) -> None:
    soup = page(client, path)
    facts = [row for row in rows("design_facts") if row["kind"] in ("cost", "budget")]
    publishers = {row["id"]: row["publisher"] for row in rows("sources")}
    assert len(facts) > 25
    folds = [
        int(word) for fold in soup.select("#amounts summary") for word in fold.get_text().split() if word.isdigit()
    ]
    assert sum(folds) == len(facts)
    assert f" {len(facts)} " in soup.select_one(".lead").get_text()
    for fact in facts:
        shown = visible_text(soup.find("tr", id=fact["id"]))
        for text in (fact[f"label_{lang}"], publishers[fact["source_id"]], fact[f"locator_{lang}"]):
            assert text in shown, fact["id"]
        heading = soup.find("tr", id=fact["id"]).find_previous("tr", class_="of").get_text()
        assert heading == t(f"costs.status.{fact['cost_status'] or 'no_amount'}", lang), fact["id"]
        assert (t("costs.not_used", lang) in shown) == (fact["preferred"] == "false" and fact["value"] != "")


def test_bars_share_an_axis_only_within_a_trial_and_a_unit(client: FlaskClient) -> None:
    charts = page(client, "/kosten").select(".cost-chart")
    assert [chart.h2.get_text() for chart in charts] == ["Groningen, Basisbaan: wat het per jaar kost"]
    widths = [(bar["width"], bar.get("class")) for bar in charts[0].select("rect")]
    assert widths == [("87.50%", ["planned"]), ("100.00%", None), ("46.88%", None)]


def test_sum_sheet_multiplies_published_amounts_and_refuses_other_input(client: FlaskClient) -> None:
    assert " × " not in visible_text(page(client, "/kosten").select_one("#sheet"))
    sheet = page(client, "/kosten?people=40").select_one("#sheet")
    assert [line.get_text() for line in sheet.select(".sum")] == [
        "28.000 × 40 = 1.120.000 euro per jaar",
        "ongeveer 32.000 × 40 = ongeveer 1.280.000 euro per jaar",
        "ongeveer 15.000 × 40 = ongeveer 600.000 euro per jaar",
    ]
    assert sheet.find("input", id="people")["value"] == "40"
    for wrong in ("0", "-3", "veel", "1e9", "100001"):
        soup = page(client, f"/kosten?people={wrong}")
        assert t("remark.people", "nl") in visible_text(soup.main), wrong
        assert " × " not in visible_text(soup.select_one("#sheet"))


def test_search_finds_costs(client: FlaskClient) -> None:
    found = page(client, "/zoeken?q=kosten").select_one("#kind-cost")
    assert any(link["href"].startswith("/kosten#costs-groningen_basisbaan") for link in found.select("a"))
