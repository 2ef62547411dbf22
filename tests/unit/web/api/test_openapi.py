"""The description of the service is held against the service itself: whatever it says may be asked, is answered as it says."""

from __future__ import annotations

import flask
import hypothesis
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    positive_data_acceptance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from dashboard.exports.public_columns import LEFT_OUT
from dashboard.ingest.schema import load_schema

CHECKS = [
    schemathesis.checks.not_a_server_error,
    content_type_conformance,
    negative_data_rejection,
    positive_data_acceptance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
]


# Bounded, and the same on every machine: so many requests for each address, from a fixed seed.
BOUNDS = settings(
    max_examples=6,
    derandomize=True,
    deadline=None,
    database=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def described(server: flask.Flask, real: None) -> schemathesis.BaseSchema:
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", server)


def test_the_description_is_valid(described: schemathesis.BaseSchema) -> None:
    """Against the metaschema of OpenAPI 3.1."""
    assert described.raw_schema["openapi"].startswith("3.1")
    described.validate()
    broken = {**described.raw_schema, "paths": {"no slash": {}}}
    with pytest.raises(ValueError, match="no slash"):
        schemathesis.openapi.from_dict(broken).validate()


def test_every_table_and_column_is_described(described: schemathesis.BaseSchema) -> None:
    for name, table in load_schema().items():
        answer = described.raw_schema["paths"][f"/tables/{name}"]["get"]["responses"]["200"]["content"][
            "application/json"
        ]
        row = answer["schema"]["properties"]["rows"]["items"]["properties"]
        assert set(row) == set(table.columns) - LEFT_OUT
        for column, found in row.items():
            assert found["description"] == table.columns[column].description


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_the_service_answers_as_it_is_described(described: schemathesis.BaseSchema, mode: GenerationMode) -> None:
    asked = 0
    for found in described.get_all_operations():
        operation = found.ok()

        @BOUNDS
        @given(case=operation.as_strategy(generation_mode=mode))
        def answers(case: schemathesis.Case) -> None:
            nonlocal asked
            asked += 1
            # Bodies as they are: what is packed is no matter of the description.
            case.headers["Accept-Encoding"] = "identity"
            case.call_and_validate(checks=CHECKS)

        try:
            answers()
        except hypothesis.errors.Unsatisfiable:
            # An address without parameters cannot be asked wrongly.
            assert mode is GenerationMode.NEGATIVE
    assert asked > 100
