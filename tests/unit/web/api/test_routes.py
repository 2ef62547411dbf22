"""What a program finds at /api/v1: tables and charts in three forms and in pages, and refusals that say what was wrong."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboard.exports.public_columns import LEFT_OUT
from dashboard.ingest.schema import load_schema
from dashboard.web.http.responses import ResponseCache
from tests.csv_tables import change, correct
from tests.page_reader import rows as rows_of_file
from tests.page_reader import some

ROOT = "/api/v1"
CURATOR_NOTE = "niet-voor-lezers"


def csv_rows(body: bytes) -> list[dict[str, str]]:
    assert not body.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(body.decode("utf-8"), newline="")))


# Tables


def as_text(value: object) -> str:
    """A value of JSON as CSV has it."""
    return {True: "true", False: "false", None: ""}[value] if isinstance(value, bool | None) else str(value)


@pytest.mark.parametrize("table", load_schema())
def test_each_table_has_the_cells_of_its_file(client: FlaskClient, table: str) -> None:
    payload = client.get(f"{ROOT}/tables/{table}?page_size=5000").get_json()
    assert payload["total"] == len(payload["rows"])
    in_csv = csv_rows(client.get(f"{ROOT}/tables/{table}.csv").data)
    columns = {name: column for name, column in load_schema()[table].columns.items() if name not in LEFT_OUT}
    numbers = [name for name, column in columns.items() if column.type == "number"]
    # A spreadsheet would run a text that begins like a formula, so an apostrophe stands before it.
    rows = [{name: re.sub("^'(?=[=+@-])", "", cell) for name, cell in row.items()} for row in in_csv]
    assert [{name: as_text(value) for name, value in row.items()} for row in payload["rows"]] == rows
    assert all(list(row) == list(columns) for row in rows)
    live = [row for row in rows_of_file(table) if not row["withdrawn"]]
    numeric = [{name: str(float(row[name])) for name in numbers if row[name]} for row in live]
    assert rows == [{**{name: row[name] for name in columns}, **own} for row, own in zip(live, numeric, strict=True)]


@pytest.mark.parametrize("turn", some(range(3), of=3))
def test_the_list_names_every_table_with_its_number_of_rows(client: FlaskClient, turn: int) -> None:
    """The files of a third of the tables are requested; nightly those of the others too."""
    payload = client.get(f"{ROOT}/tables").get_json()
    assert {one["name"]: one["rows"] for one in payload["tables"]} == {
        name: sum(not row["withdrawn"] for row in rows_of_file(name)) for name in load_schema()
    }
    for one in payload["tables"]:
        assert {address.removeprefix(f"http://localhost{ROOT}/tables/") for address in one["links"].values()} == {
            f"{one['name']}.{form}" for form in ("json", "csv", "parquet", "xlsx")
        }
    for one in payload["tables"][turn::3]:
        for address in one["links"].values():
            assert client.get(address.removeprefix("http://localhost")).status_code == 200


def test_remarks_of_the_curator_are_in_no_answer_and_a_formula_is_a_text(
    client: FlaskClient, made_up: Path, build_and_use: Callable[[], None]
) -> None:
    for table in ("sources", "findings", "arms", "design_facts", "experiments"):
        change(made_up, table=table, line=2, cells={"note": CURATOR_NOTE})
    change(made_up, table="themes", line=2, cells={"label_nl": "=1+1", "label_en": "-2"})
    build_and_use()
    # Parquet, zip and DuckDB are opened in test_api_files.
    for table in load_schema():
        for form in ("json", "csv"):
            answer = client.get(f"{ROOT}/tables/{table}.{form}")
            assert answer.status_code == 200
            assert CURATOR_NOTE.encode() not in answer.data, (table, form)
    for address in ("/changes", "/openapi.json", "/tables"):
        answer = client.get(ROOT + address)
        assert CURATOR_NOTE.encode() not in answer.data, address
    # What is for readers stays.
    assert "note_nl" in client.get(f"{ROOT}/tables/observations").get_json()["rows"][0]
    # A text like a formula is itself in JSON, and in CSV a spreadsheet reads it as a text.
    assert csv_rows(client.get(f"{ROOT}/tables/themes.csv").data)[0]["label_nl"] == "'=1+1"
    assert client.get(f"{ROOT}/tables/themes").get_json()["rows"][0]["label_nl"] == "=1+1"


def test_json_comes_in_pages_with_links_to_the_others(client: FlaskClient) -> None:
    total = len([row for row in rows_of_file("context") if not row["withdrawn"]])
    address, seen = f"{ROOT}/tables/context?page_size=100", []
    while address:
        answer = client.get(address)
        payload = answer.get_json()
        seen += [(row["municipality_id"], row["indicator_id"], row["year"]) for row in payload["rows"]]
        links = {rel: found for found, rel in re.findall(r'<([^>]+)>; rel="(\w+)"', answer.headers["Link"])}
        assert {name: links[name] for name in payload["links"]} == payload["links"]
        address = payload["links"].get("next", "").removeprefix("http://localhost")
    assert len(seen) == len(set(seen)) == total
    after = client.get(f"{ROOT}/tables/context?page_size=100&page={-(-total // 100) + 1}")
    assert after.status_code == 404
    assert str(-(-total // 100)) in after.get_json()["detail"]


def test_csv_is_whole_unless_a_page_is_asked(client: FlaskClient) -> None:
    total = client.get(f"{ROOT}/tables/context").get_json()["total"]
    assert len(csv_rows(client.get(f"{ROOT}/tables/context.csv").data)) == total > 100
    assert len(csv_rows(client.get(f"{ROOT}/tables/context.csv?page=2&page_size=5").data)) == 5


def test_a_table_is_given_as_it_was_and_new_data_have_another_etag(
    client: FlaskClient, made_up: Path, build_and_use: Callable[[], None]
) -> None:
    build_and_use()
    first = client.get(f"{ROOT}/tables/observations")
    before = first.get_json()["rows"]
    correct(made_up, cells={"value": "33"})
    build_and_use()
    again = client.get(f"{ROOT}/tables/observations", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 200
    now = again.get_json()
    then = client.get(f"{ROOT}/tables/observations?as_of=2026-05-31").get_json()
    assert 33 in [row["value"] for row in now["rows"]]
    assert then["rows"] == before
    assert (then["as_of"], now["as_of"]) == ("2026-05-31", "2026-06-01")
    changed = client.get(f"{ROOT}/changes").get_json()
    assert [one["released"] for one in client.get(f"{ROOT}/releases").get_json()["releases"]] == [
        "2026-06-01",
        "2026-01-01",
    ]
    assert {row["day"] for row in changed["rows"]} == {"2026-06-01"}


# Charts


def all_charts(client: FlaskClient, query: str = "") -> list[dict]:
    found = []
    for theme in client.get(f"{ROOT}/tables/themes").get_json()["rows"]:
        found += client.get(f"{ROOT}/charts?theme={theme['id']}{query}").get_json()["charts"]
    return found


@pytest.mark.parametrize("turn", some(range(3), of=3))
def test_every_chart_gives_its_rows_in_every_form(client: FlaskClient, turn: int) -> None:
    """The first chart of each kind, and a third of the others; nightly the rest too."""
    found = all_charts(client)
    assert {one["kind"] for one in found} == {"with_and_without", "directions", "over_time", "trend", "elsewhere"}
    firsts = {one["kind"]: one for one in reversed(found)}
    others = [one for one in found if one not in firsts.values()]
    for one in [*firsts.values(), *others[turn::3]]:
        addresses = {name: address.removeprefix("http://localhost") for name, address in one["links"].items()}
        payload = client.get(addresses["json"]).get_json()
        assert payload["total"] == one["rows"]
        assert payload["chart"]["question"] == one["question"]
        assert payload["chart"]["sources"]
        assert payload["chart"]["strength"]["why"]
        assert len(csv_rows(client.get(addresses["csv"]).data)) == one["rows"]
        assert client.get(addresses["page"].partition("#")[0]).status_code == 200


def test_a_filter_chooses_the_same_rows_as_on_the_page(client: FlaskClient) -> None:
    key = "directions.randomised_control"
    query = "theme=health&municipality=oss"
    beside = client.get(f"/vergelijken/{key}.json?{query}").get_json()
    narrowed = client.get(f"{ROOT}/charts/{key}?{query}").get_json()
    assert beside["rows"] == narrowed["rows"]
    assert {row["municipality"] for row in narrowed["rows"]} == {"Oss"}
    assert len(client.get(f"{ROOT}/charts/{key}?theme=health").get_json()["rows"]) > len(narrowed["rows"])


def test_the_rows_of_a_chart_that_travel_alone_say_where_they_are_from(client: FlaskClient) -> None:
    for row in csv_rows(client.get(f"{ROOT}/charts/directions.over_time.csv?theme=health&lang=en").data):
        assert row["data_version"].startswith("20")
        assert "/en/compare?" in row["address"]
        assert "as_of=" in row["address"]
        assert row["source_url"].startswith("https://")


def test_a_chart_speaks_the_language_that_is_asked(client: FlaskClient) -> None:
    path = f"{ROOT}/charts/directions.over_time?theme=health"
    dutch, english = client.get(path), client.get(f"{path}&lang=en")
    assert (dutch.headers["Content-Language"], english.headers["Content-Language"]) == ("nl", "en")
    assert dutch.get_json()["chart"]["question"] != english.get_json()["chart"]["question"]


# Headers


def test_what_is_unchanged_is_not_sent_again(client: FlaskClient) -> None:
    for path in ("/tables/arms", "/tables/arms.parquet", "/dataset.zip", "/dcat.jsonld"):
        for encoding in ("br", "gzip", "identity"):
            wanted = {"Accept-Encoding": encoding}
            first = client.get(ROOT + path, headers=wanted)
            tag = first.headers["ETag"]
            again = client.get(ROOT + path, headers={**wanted, "If-None-Match": tag})
            assert (again.status_code, again.data) == (304, b"")
            head = client.head(ROOT + path, headers=wanted)
            assert (head.status_code, head.data, head.headers["ETag"]) == (200, b"", tag)
            assert int(head.headers["Content-Length"]) == len(first.data)
            assert client.get(ROOT + path, headers={**wanted, "If-None-Match": '"other"'}).status_code == 200


def test_pages_of_other_sites_may_read(client: FlaskClient) -> None:
    for path in ("/tables", "/nothing", "/dataset.zip", "/tables?x=1"):
        assert client.get(ROOT + path).headers["Access-Control-Allow-Origin"] == "*"
        assert client.get(ROOT + path).headers["API-Version"] == "1.0.0"
    narrowed = client.options(f"{ROOT}/tables/arms", headers={"Access-Control-Request-Method": "GET"})
    assert narrowed.status_code == 204
    assert "POST" not in narrowed.headers["Access-Control-Allow-Methods"]
    # What is not open data stays closed to other sites.
    assert "Access-Control-Allow-Origin" not in client.get("/").headers


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("", "application/json"),
        ("*/*", "application/json"),
        ("text/csv", "text/csv"),
        ("application/vnd.apache.parquet", "application/vnd.apache.parquet"),
        ("text/html, text/csv;q=0.5", "text/csv"),
    ],
)
def test_the_form_follows_accept(client: FlaskClient, accept: str, kind: str) -> None:
    answer = client.get(f"{ROOT}/tables/themes", headers={"Accept": accept} if accept else {})
    assert answer.mimetype == kind
    assert "Accept" in answer.headers["Vary"].split(", ")


# Refusals


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/nothing", 404, "/nothing"),
        ("/tables/nothing", 404, "/tables/nothing"),
        ("/charts.csv", 404, "/charts.csv"),
        ("/charts/nothing", 404, "nothing"),
        ("/charts/trend.lonely_18plus", 404, "trend.lonely_18plus"),
        ("/tables/arms?as_of=1999-01-01", 404, "2026-11-21"),
        ("/tables/arms?as_of=yesterday", 400, "2026-11-21"),
        ("/tables/arms?page=0", 400, "100000"),
        ("/tables/arms?page_size=5001", 400, "5000"),
        ("/tables/arms?page=1&page=2", 400, "1,2"),
        ("/tables/arms?pagesize=5", 400, "as_of, page, page_size"),
        ("/tables?page=1", 400, "as_of"),
        ("/charts?theme=money", 400, "income_stability"),
        ("/charts?municipality=oss,utrecht", 400, "wageningen"),
        ("/releases?as_of=2026-11-21", 400, "as_of"),
        ("/tables/arms?" + "x" * 2001, 414, "2000"),
    ],
)
def test_a_refusal_says_what_was_found_and_what_is_expected(
    client: FlaskClient, path: str, status: int, words: str
) -> None:
    answer = client.get(ROOT + path)
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    payload = json.loads(answer.data)
    assert payload["status"] == status
    assert words in json.dumps(payload, ensure_ascii=False)


def test_a_refusal_speaks_the_language_of_the_program(client: FlaskClient) -> None:
    dutch = client.get(f"{ROOT}/nothing")
    english = client.get(f"{ROOT}/nothing", headers={"Accept-Language": "en-GB, en;q=0.9"})
    assert (dutch.headers["Content-Language"], english.headers["Content-Language"]) == ("nl", "en")
    assert "is er niet" in json.loads(dutch.data)["detail"]
    assert "There is no" in json.loads(english.data)["detail"]


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_nothing_can_be_changed(client: FlaskClient, method: str) -> None:
    answer = client.open(f"{ROOT}/tables/arms", method=method)
    assert (answer.status_code, answer.mimetype) == (405, "application/problem+json")
    assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"


def test_other_refusals(client: FlaskClient) -> None:
    assert client.get(f"{ROOT}/tables/arms", headers={"Accept": "text/html"}).status_code == 406
    large = client.get(f"{ROOT}/tables/arms", data=b"x" * 20_000)
    assert (large.status_code, large.mimetype) == (413, "application/problem+json")


def test_an_answer_that_is_too_large_says_to_ask_for_pages(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dashboard.exports import pool
    from dashboard.web.api import response

    monkeypatch.setattr(response, "cache", ResponseCache())
    monkeypatch.setattr(pool, "MOST_BYTES", 500)
    refused = client.get(f"{ROOT}/tables/sources.csv")
    assert (refused.status_code, refused.mimetype) == (413, "application/problem+json")
    assert "page_size" in json.loads(refused.data)["detail"]


def test_without_data_the_service_says_so(client: FlaskClient, use: Callable[[Path], None], tmp_path: Path) -> None:
    use(tmp_path / "none.duckdb")
    answer = client.get(f"{ROOT}/tables")
    assert (answer.status_code, answer.mimetype) == (503, "application/problem+json")
    assert answer.headers["Retry-After"]


def test_words_of_a_request_come_back_as_text_and_short(client: FlaskClient) -> None:
    found = client.get(f"{ROOT}/tables?<script>{'x' * 500}=1")
    assert found.mimetype == "application/problem+json"
    assert len(json.loads(found.data)["errors"][0]["name"]) <= 60
