"""A key of a chart survives other words in the data, and an earlier key leads to the same chart."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboard.charts import registry
from dashboard.charts.comparison import with_and_without
from dashboard.models.chart import Chart
from dashboard.models.context import Context, Scope
from tests.csv_tables import WITHDRAWN, add, change, correct
from tests.page_reader import page, said

CONTEXT = Context(lang="en")
# Before a row was withdrawn.
EARLIER = Context(lang="en", as_of=date(2026, 5, 31))
OTHER_WORDS = {"base_nl": "Iedereen", "base_en": "Everybody"}
# As it was published, with a hash of the words "All people in the group".
OLD = "with_and_without.outflow_to_work.matched_comparison.fc1941"
NOW = "with_and_without.outflow_to_work.matched_comparison.amsterdam_outflow_participants_2018"


def charts(context: Context = CONTEXT) -> tuple[Chart, ...]:
    return with_and_without(Scope(), context)


def found(key: str) -> Chart | None:
    return registry.find(key, Scope(), CONTEXT)


def test_key_survives_other_words_for_the_population(made_up: Path, build_and_use: Callable[[], None]) -> None:
    for line in (2, 3):
        correct(made_up, line=line, cells=OTHER_WORDS)
    build_and_use()
    (before,), (after,) = charts(EARLIER), charts()
    assert "everybody" in after.subtitle
    assert "everybody" not in before.subtitle
    assert after.key == before.key
    # Both keys with a hash of words lead to it.
    assert len(after.former) == 2
    assert [found(key) for key in (*before.former, *after.former)] == [after] * (len(before.former) + 2)


def test_key_of_a_withdrawn_row_leads_to_the_chart_it_was_on(made_up: Path, build_and_use: Callable[[], None]) -> None:
    second = {"start": "2019", "end": "2019-02"}
    add(made_up, table="observations", like=2, cells={"id": "work_free_later", **second})
    add(made_up, table="observations", like=3, cells={"id": "work_usual_later", **second})
    for line in (2, 3):
        change(made_up, table="observations", line=line, cells=WITHDRAWN)
    build_and_use()
    (before,), (after,) = charts(EARLIER), charts()
    assert before.key == "with_and_without.paid_work.randomised_control.work_free"
    assert after.key == "with_and_without.paid_work.randomised_control.work_free_later"
    assert found(before.key) == after
    assert before.key in after.former


def test_no_key_has_a_hash(real: None) -> None:
    keys = [chart.key for chart in charts()]
    assert keys
    assert NOW in keys
    assert not any(len(part) == 6 and not part.isalpha() for key in keys for part in key.split("."))


@pytest.mark.parametrize(
    "path", ["/vergelijken/{}.csv", "/en/compare/{}.svg", "/vergelijken/{}.json", "/embed/{}", "/api/v1/charts/{}.json"]
)
def test_addresses_with_an_earlier_key_give_the_same_chart(client: FlaskClient, path: str) -> None:
    old, now = client.get(path.format(OLD)), client.get(path.format(NOW))
    assert (old.status_code, now.status_code) == (200, 200)
    # The address of the list of rows in the API is the one that was requested.
    assert old.get_data(as_text=True).replace(OLD, NOW) == now.get_data(as_text=True)
    assert path.startswith("/api") or old.data == now.data


def test_anchor_and_set_with_an_earlier_key_lead_to_the_chart(client: FlaskClient) -> None:
    card = page(client, "/vergelijken").find(id=NOW)
    assert card is not None
    assert card.find(id=OLD) is not None
    (item,) = page(client, f"/vergaderset?item={OLD}").select("[data-item]")
    assert "Gingen mensen vaker uit de bijstand naar werk?" in said(item)
