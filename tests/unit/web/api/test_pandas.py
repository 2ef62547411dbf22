"""The open tables as someone with pandas has them: the same frame from CSV and from JSON, with numbers to reckon with."""

from __future__ import annotations

import io

import pandas as pd
import pytest
from flask.testing import FlaskClient

from dashboard.ingest.schema import load_schema

ROOT = "/api/v1/tables"


def from_csv(client: FlaskClient, table: str) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(client.get(f"{ROOT}/{table}.csv").data))


def from_json(client: FlaskClient, table: str) -> pd.DataFrame:
    rows = client.get(f"{ROOT}/{table}.json?page_size=5000").get_json()["rows"]
    # JSON has no columns where there are no rows.
    return pd.DataFrame(rows) if rows else from_csv(client, table)


@pytest.mark.parametrize("table", sorted(load_schema()))
def test_csv_and_json_are_the_same_frame(client: FlaskClient, table: str) -> None:
    csv, json = from_csv(client, table), from_json(client, table)
    assert len(csv) > 0 or load_schema()[table].may_be_empty
    assert list(csv.columns) == list(json.columns)
    pd.testing.assert_frame_equal(csv.astype("string"), from_text(json, like=csv), check_dtype=False)


def from_text(frame: pd.DataFrame, *, like: pd.DataFrame) -> pd.DataFrame:
    """The frame with the column types that CSV gave, as text; what is empty is empty in both."""
    return frame.astype({name: kind for name, kind in like.dtypes.items() if frame[name].notna().any()}).astype(
        "string"
    )


def test_a_difference_can_be_reckoned_from_the_frame(client: FlaskClient) -> None:
    frame = from_csv(client, "observations").query("indicator_id == 'outflow_to_work' and preferred")
    by_arm = frame.pivot(index="start", columns="arm_id", values="value")
    gap = by_arm["amsterdam_premium_participants"] - by_arm["amsterdam_premium_matched"]
    assert [float(value) for value in gap] == [6, 6]
