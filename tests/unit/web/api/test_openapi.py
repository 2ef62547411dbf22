"""The OpenAPI description is held against the API itself: whatever it says may be requested, is answered as it says."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator
from werkzeug.test import TestResponse

from dashboard.exports.public_columns import LEFT_OUT
from dashboard.ingest.schema import load_schema

Json = dict[str, Any]

# Values that no parameter with a list of choices, a range or a format takes.
WRONG = ("nonsense", "", "-1", "1e9", "2026-02-30", "oss,nonsense", "\x00")


@pytest.fixture
def description(client: FlaskClient) -> Json:
    return dict(client.get("/api/v1/openapi.json").get_json())


def parts(node: object) -> Iterator[Json]:
    """Every object in a JSON document."""
    if isinstance(node, dict):
        yield node
    for inner in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from parts(inner)


def resolved(description: Json, node: Json) -> Json:
    """The object that a node or its reference stands for."""
    while "$ref" in node:
        target: Any = description
        for name in str(node["$ref"]).removeprefix("#/").split("/"):
            target = target[name]
        node = target
    return node


def test_every_reference_path_and_schema_of_the_description_is_valid(description: Json) -> None:
    assert description["openapi"].startswith("3.1")
    for node in parts(description):
        assert resolved(description, node) is not None
    schemas = [node["schema"] for node in parts(description) if isinstance(node.get("schema"), dict)]
    for schema in {json.dumps(schema): schema for schema in schemas}.values():
        Draft202012Validator.check_schema(schema)
    for path, methods in description["paths"].items():
        for operation in methods.values():
            named = {one["name"] for one in operation["parameters"] if one["in"] == "path"}
            assert set(re.findall(r"\{(\w+)\}", path)) == named, path
            assert path.startswith("/")


def test_every_table_and_column_is_described(description: Json) -> None:
    for name, table in load_schema().items():
        response = description["paths"][f"/tables/{name}"]["get"]["responses"]["200"]
        row = response["content"]["application/json"]["schema"]["properties"]["rows"]["items"]["properties"]
        assert set(row) == set(table.columns) - LEFT_OUT
        for column, found in row.items():
            assert found["description"] == table.columns[column].description


def values(schema: Json) -> list[str]:
    """Values at the edges of what a parameter takes."""
    if "enum" in schema:
        return [str(schema["enum"][0]), str(schema["enum"][-1])]
    if schema["type"] == "array":
        return [",".join(schema["items"]["enum"]), schema["items"]["enum"][0]]
    if schema["type"] == "integer":
        return [str(schema["minimum"]), str(schema["maximum"])]
    assert schema.get("format") == "date", schema
    return ["2026-11-21", "2026-11-22"]


def addresses(path: str, operation: Json, chart: str, turn: int) -> tuple[list[str], list[str]]:
    """Addresses of an operation that the description allows, and addresses that it does not; one edge of each parameter."""
    given = {one["name"]: one["schema"] for one in operation["parameters"]}
    path = "/api/v1" + path.replace("{chart}", chart)
    known = [path.replace("{format}", form) for form in given.get("format", {}).get("enum", [""])]
    queries = {name: schema for name, schema in given.items() if name not in ("format", "chart")}
    edges = {name: values(schema)[(turn + number) % 2] for number, (name, schema) in enumerate(queries.items())}
    right = known + [f"{known[0]}?{name}={value}" for name, value in edges.items()]
    # Each parameter gets two of them, and over all paths each of them comes often.
    wrong = [
        f"{known[0]}?{name}={quote(WRONG[(len(path) + turn + step) % len(WRONG)])}"
        for turn, name in enumerate(queries)
        for step in (0, 3)
    ]
    wrong += [f"{known[0]}?nonsense=1", *(f"{known[0]}?{name}=1&{name}=1" for name in queries)]
    return right, [*wrong, path.replace("{format}", "nonsense")] if "{format}" in path else wrong


def faults(description: Json, operation: Json, response: TestResponse) -> list[str]:
    """What a response has other than the description says."""
    if str(response.status_code) not in operation["responses"]:
        return [f"status {response.status_code} is not described"]
    described = resolved(description, operation["responses"][str(response.status_code)])
    wrong = [f"no header {name}" for name in described.get("headers", {}) if name not in response.headers]
    if response.mimetype not in described["content"]:
        return [*wrong, f"type {response.mimetype} is not described"]
    schema = described["content"][response.mimetype].get("schema")
    if schema and response.mimetype.endswith("json"):
        validator = Draft202012Validator({**schema, "components": description["components"]})
        content = response.get_json(force=True)
        if "rows" in content:
            # Rows of a table are made by the same code; some of them, from its start to its end, stand for all.
            content["rows"] = content["rows"][:: max(1, len(content["rows"]) // 20)]
        wrong += [error.message for error in validator.iter_errors(content)]
    return wrong


@pytest.mark.parametrize("turn", [0, *(pytest.param(turn, marks=pytest.mark.nightly) for turn in range(1, 6))])
def test_the_api_answers_as_it_is_described(client: FlaskClient, description: Json, turn: int) -> None:
    """The tables are answered by the same code: a sixth of them stands for all, the others and the other edges are nightly."""
    chart = client.get("/api/v1/charts").get_json()["charts"][0]["key"]
    requests = 0
    for number, (path, methods) in enumerate(description["paths"].items()):
        if path.startswith("/tables/") and number % 6 != turn:
            continue
        (operation,) = methods.values()
        right, wrong = addresses(path, operation, chart, turn)
        for address in [*right, *wrong]:
            response = client.get(address)
            assert not faults(description, operation, response), address
            # A chart is not in every selection, and most tables have one page.
            elsewhere = "?" in address and (chart in address or "page=" in address)
            allowed = ((200, 404) if elsewhere else (200,)) if address in right else (400, 404)
            assert response.status_code in allowed, (address, response.get_data(as_text=True)[:300])
            requests += 1
        assert client.post(right[0]).status_code == 405
    assert requests > 250
