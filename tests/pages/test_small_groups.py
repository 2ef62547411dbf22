"""Numbers about few people are suppressed everywhere. The real tables have none, so all rows here are made up."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from flask.testing import FlaskClient

from dashboard.charts.comparison import with_and_without
from dashboard.db import queries
from dashboard.ingest.build import build, build_if_needed
from dashboard.models.context import Context, Scope
from tests.conftest import SetVariables
from tests.csv_tables import add, change

VALUE = {"value": "37.2468", "low": "31.1357", "high": "42.9753", "as_published": "37.2468 percent"}
SECRETS = ("37.2468", "37,2468", "31.1357", "31,1357", "42.9753", "42,9753")
WORDS = "niet getoond, gaat over weinig mensen"


@pytest.fixture
def small_group(made_up: Path) -> Path:
    """A second round in which nine people had the approach, and a hundred were compared with."""
    change(made_up, table="observations", line=2, cells={"n": "10"})
    for line, cells in ((2, {**VALUE, "n": "9"}), (3, {})):
        group = {"id": f"small_{line}", "subgroup_nl": "Jongeren", "subgroup_en": "Young people"}
        add(made_up, table="observations", like=line, cells={**group, **cells})
    return made_up


def test_number_about_few_people_is_in_no_page_and_no_file(
    small_group: Path, build_and_use: Callable[[], None], client: FlaskClient
) -> None:
    build_and_use()
    (chart,) = with_and_without(Scope(indicator="paid_work"), Context(lang="nl"))
    assert [row["people"] for row in chart.rows] == [10]
    texts = {
        address: client.get(address).get_data(as_text=True)
        for address in (
            "/vergelijken", "/?open=voorbeeldstad_lottery.participation", "/bronnen", "/zoeken?q=werk", "/gegevens",
            f"/vergelijken/{chart.key}.csv?all=yes", f"/vergelijken/{chart.key}.json",
            "/api/v1/tables/observations.json", "/api/v1/tables/observations.csv", "/api/v1/changes.json",
        )
    }  # fmt: skip
    with zipfile.ZipFile(io.BytesIO(client.get("/api/v1/dataset.zip").data)) as archive:
        texts["zip"] = archive.read("data/observations.csv").decode()
    for address, text in texts.items():
        assert not any(secret in text for secret in SECRETS), address
    for address in ("/vergelijken", "/?open=voorbeeldstad_lottery.participation", "/bronnen", "/zoeken?q=werk"):
        assert WORDS in texts[address].lower(), address
    assert WORDS in texts[f"/vergelijken/{chart.key}.json"]
    for address in (f"/vergelijken/{chart.key}.csv?all=yes", "/api/v1/tables/observations.csv", "zip"):
        assert "suppressed" in texts[address], address
    rows = client.get("/api/v1/tables/observations.json").json["rows"]
    (row,) = [row for row in rows if row["id"] == "small_2"]
    assert (row["value"], row["low"], row["high"], row["n"], row["as_published"]) == (None,) * 5
    assert row["qualifier"] == "suppressed"


def test_number_beside_a_suppressed_one_says_why_it_stands_alone(
    small_group: Path, build_and_use: Callable[[], None]
) -> None:
    build_and_use()
    rows = queries.unpaired_numbers(Scope(indicator="paid_work"), Context(lang="nl"))
    assert [(row.id, row.reason, row.value) for row in rows] == [
        ("small_2", "suppressed", None),
        ("small_3", "suppressed", 25),
    ]


def test_size_of_the_smallest_group_is_a_setting(
    small_group: Path, tmp_path: Path, set_variables: SetVariables
) -> None:
    database = tmp_path / "indicators.duckdb"
    first = build(data=small_group, database=database)
    set_variables(DASHBOARD_SMALLEST_GROUP="9")
    second = build_if_needed(data=small_group, database=database)
    assert second is not None
    assert first.data_version != second.data_version
    with duckdb.connect(database, read_only=True) as connection:
        table = connection.table("observations")
        shown = {row[table.columns.index("id")]: row[table.columns.index("value")] for row in table.fetchall()}
    assert shown["small_2"] == 37.2468
