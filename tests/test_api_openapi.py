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
