"""A hundred hostile requests; tests/nightly/test_fuzz.py sends many more, also over sockets."""

from __future__ import annotations

import flask

from tests import hostile_requests


def test_hostile_requests_get_safe_responses(server: flask.Flask, real: None) -> None:
    statuses = hostile_requests.send_many(server.wsgi_app, hostile_requests.site(), 100, seconds=5)
    assert {200, 308, 400, 404, 405} <= set(statuses)
    # A link that was changed on its way is redirected.
    assert statuses[200] + statuses[308] > 15
