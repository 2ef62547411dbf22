"""The files that people take away: opened by programs that know nothing of this one, and complete."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from flask.testing import FlaskClient

from dashboard.db import writers
from dashboard.db.writers import ExportRows, Field
from dashboard.exports import public_columns
from dashboard.exports.pool import Limiter
from dashboard.i18n.catalogue import t
from dashboard.ingest.schema import load_schema
from dashboard.web import downloads
from dashboard.web.api import response
from dashboard.web.http.responses import ResponseCache
from tests.csv_tables import change
from tests.data_package import problems
from tests.page_reader import rows as rows_of_file

ROOT = "/api/v1"
CURATOR_NOTE = "niet-voor-lezers"

# Run by another process: it has the file and DuckDB, and nothing of this project.
READ_DUCKDB = """
import duckdb, json, sys
with duckdb.connect(sys.argv[1], read_only=True) as connection:
    names = [row[0] for row in connection.execute("select table_name from information_schema.tables").fetchall()]
    found = {}
    for name in names:
        selected = connection.execute(f'select * from "{name}"')
        columns = [column[0] for column in selected.description]
        found[name] = {"columns": columns, "rows": selected.fetchall()}
print(json.dumps(found, default=str))
"""
READ_PARQUET = """
import duckdb, json, sys
rows = duckdb.read_parquet(sys.argv[1])
print(json.dumps({"columns": rows.columns, "types": [str(one) for one in rows.types], "rows": rows.fetchall()}, default=str))
"""


def elsewhere(script: str, body: bytes, path: Path) -> dict:
    path.write_bytes(body)
    done = subprocess.run(
        [sys.executable, "-I", "-c", script, str(path)], capture_output=True, text=True, cwd=path.parent, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def live(table: str) -> list[dict[str, str]]:
    return [row for row in rows_of_file(table) if not row["withdrawn"]]


def test_the_duckdb_file_opens_elsewhere_with_every_table(client: FlaskClient, tmp_path: Path) -> None:
    found = elsewhere(READ_DUCKDB, client.get(f"{ROOT}/dataset.duckdb").data, tmp_path / "taken.duckdb")
    assert set(found) == {*load_schema(), "about_columns", "about_dataset"}
    for table in load_schema():
        assert len(found[table]["rows"]) == len(live(table))
        assert found[table]["columns"] == list(public_columns.tables()[table].columns)
        assert not {"note", "withdrawn"} & set(found[table]["columns"])
    payload = dict(found["about_dataset"]["rows"])
    assert payload["data_version"].startswith(payload["released"])
    assert "CC BY 4.0" in payload["readme"]
    described = {(row[0], row[1]) for row in found["about_columns"]["rows"]}
    assert ("observations", "value") in described
    assert ("sources", "note") not in described


@pytest.mark.parametrize("table", ["observations", "context", "experiments"])
def test_a_parquet_file_opens_elsewhere_with_types(client: FlaskClient, tmp_path: Path, table: str) -> None:
    answer = client.get(f"{ROOT}/tables/{table}.parquet")
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
    found = elsewhere(READ_PARQUET, answer.data, tmp_path / "taken.parquet")
    assert found["columns"] == list(public_columns.tables()[table].columns)
    assert len(found["rows"]) == len(live(table))
    types = dict(zip(found["columns"], found["types"], strict=True))
    assert types["added"] == "DATE"
    assert types.get("value", "DOUBLE") == "DOUBLE"
    assert types.get("preferred", "BOOLEAN") == "BOOLEAN"


def test_the_rows_of_a_chart_as_parquet_are_those_of_json(client: FlaskClient, tmp_path: Path) -> None:
    path = f"{ROOT}/charts/directions.randomised_control"
    payload = client.get(f"{path}?theme=health").get_json()["rows"]
    found = elsewhere(READ_PARQUET, client.get(f"{path}.parquet?theme=health").data, tmp_path / "taken.parquet")
    names = list(payload[0])
    rows = [dict(zip(found["columns"], row, strict=True)) for row in found["rows"]]
    assert [{name: row[name] for name in names} for row in rows] == payload


def test_a_table_without_rows_keeps_its_columns(tmp_path: Path) -> None:
    fields = (Field(name="when", type="date"), Field(name="how_many", type="integer"), Field(name="words"))
    found = elsewhere(READ_PARQUET, writers.parquet(ExportRows(fields=fields, rows=())), tmp_path / "empty.parquet")
    assert (found["columns"], found["types"]) == (["when", "how_many", "words"], ["DATE", "BIGINT", "VARCHAR"])


def unpacked(client: FlaskClient, folder: Path, query: str = "") -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(client.get(f"{ROOT}/dataset.zip{query}").data)) as archive:
        assert archive.testzip() is None
        archive.extractall(folder)
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_zip_is_a_valid_data_package_until_a_cell_is_changed(client: FlaskClient, tmp_path: Path) -> None:
    unpacked(client, tmp_path)
    assert problems(tmp_path) == []
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    assert [resource["name"] for resource in package["resources"]] == list(load_schema())
    path = tmp_path / "data" / "arms.csv"
    path.write_bytes(path.read_bytes().replace(b",amsterdam_", b",atlantis_", 1).replace(b",true,", b",yes,", 1))
    found = "\n".join(problems(tmp_path))
    assert "arms: other bytes than the package says" in found
    assert "arms: experiment_id refers to atlantis_" in found


def test_the_zip_explains_itself(client: FlaskClient, tmp_path: Path) -> None:
    files = unpacked(client, tmp_path)
    readme = files["README.md"].decode()
    assert "De vergelijking bepaalt wat een getal betekent" in readme
    assert "The comparison decides what a number means" in readme
    assert "CC BY 4.0" in readme
    assert b"Attribution 4.0" in files["LICENSE"]
    package = json.loads(files["datapackage.json"])
    assert package["licenses"][0]["name"] == "CC-BY-4.0"
    assert package["version"] in readme
    assert not re.search(r"\{\w+\}", readme)
    for resource in package["resources"]:
        header = next(csv.reader(io.StringIO(files[resource["path"]].decode())))
        assert header == [field["name"] for field in resource["schema"]["fields"]]
        assert "note" not in header
        assert f"`{resource['name']}`" in readme


def test_the_workbook_has_the_cells_of_every_table_after_what_to_know(client: FlaskClient) -> None:
    assert client.get("/api").get_data(as_text=True).count(f"{ROOT}/dataset.xlsx") >= 1
    answer = client.get(f"{ROOT}/dataset.xlsx")
    assert answer.headers["Content-Disposition"].endswith('.xlsx"')
    book = openpyxl.load_workbook(io.BytesIO(answer.data), read_only=True)
    guide, *names = book.sheetnames
    assert (guide, names) == ("README", list(public_columns.tables()))
    assert "CC BY 4.0" in "".join(str(row[0]) for row in book[guide].iter_rows(values_only=True))
    for name in ("observations", "sources", "former_names"):
        head, *found = book[name].iter_rows(values_only=True)
        expected = client.get(f"{ROOT}/tables/{name}.json?page_size=5000").get_json()["rows"]
        assert list(head) == list(expected[0])
        for cells, row in zip(found, expected, strict=True):
            # As in JSON, but yes and no are words.
            words = [str(value).lower() if isinstance(value, bool) else value for value in row.values()]
            assert list(cells) == words


def test_a_table_has_a_workbook_of_its_own_with_the_rows_of_json(client: FlaskClient) -> None:
    assert client.get("/api").get_data(as_text=True).count(f'href="{ROOT}/tables/observations.xlsx"') == 1
    answer = client.get(f"{ROOT}/tables/observations.xlsx")
    assert answer.headers["Content-Disposition"].endswith('.xlsx"')
    head, *found = openpyxl.load_workbook(io.BytesIO(answer.data))["rows"].iter_rows(values_only=True)
    expected = client.get(f"{ROOT}/tables/observations.json?page_size=5000").get_json()["rows"]
    assert [dict(zip(head, row, strict=True))["value"] for row in found] == [row["value"] for row in expected]
    assert [dict(zip(head, row, strict=True))["id"] for row in found] == [row["id"] for row in expected]


def test_few_files_are_made_at_once_and_the_same_data_make_the_same_file(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(response, "limiter", Limiter(1, wait_seconds=0.01))
    for path in ("/dataset.zip", "/dataset.xlsx", "/dataset.duckdb"):
        first = client.get(ROOT + path).headers["ETag"]
        monkeypatch.setattr(response, "cache", ResponseCache())
        with response.limiter.slot():
            refused = client.get(ROOT + path)
        assert (refused.status_code, refused.mimetype) == (503, "application/problem+json")
        assert refused.headers["Retry-After"]
        assert client.get(ROOT + path, headers={"If-None-Match": first}).status_code == 304


def test_the_whole_set_is_given_as_it_was(
    client: FlaskClient, made_up: Path, build_and_use: Callable[[], None], tmp_path: Path
) -> None:
    change(made_up, table="sources", line=2, cells={"note": CURATOR_NOTE})
    change(made_up, table="events", line=2, cells={
        "withdrawn": "2026-06-01", "withdrawn_reason_nl": "Verzonnen fout.", "withdrawn_reason_en": "Made-up error.",
    })  # fmt: skip
    build_and_use()
    now, then = unpacked(client, tmp_path / "now"), unpacked(client, tmp_path / "then", "?as_of=2026-05-31")
    assert len(then["data/events.csv"].splitlines()) == len(now["data/events.csv"].splitlines()) + 1
    assert json.loads(then["datapackage.json"])["version"] == "2026-05-31"
    assert not any(CURATOR_NOTE.encode() in body for body in now.values())
    found = elsewhere(READ_DUCKDB, client.get(f"{ROOT}/dataset.duckdb").data, tmp_path / "now.duckdb")
    assert CURATOR_NOTE not in json.dumps(found)
    taken = elsewhere(READ_PARQUET, client.get(f"{ROOT}/tables/sources.parquet").data, tmp_path / "s.parquet")
    assert CURATOR_NOTE not in json.dumps(taken)


def test_file_that_finds_no_room_is_asked_for_again_later(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(response, "cache", ResponseCache())
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    for path in ("dataset.duckdb", "tables/themes.parquet"):
        answer = client.get(f"{ROOT}/{path}")
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60")
        assert answer.mimetype == "application/problem+json"
    monkeypatch.setattr(downloads.pool, "run", lambda *_: writers.parquet(ExportRows(fields=(), rows=())))
    answer = client.get("/raadsbrief.pdf?municipality=oss")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60")
    assert t("broken.title", "nl") in answer.get_data(as_text=True)
