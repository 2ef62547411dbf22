"""A hundred hostile requests; tests/nightly/test_fuzz.py sends many more, also over sockets."""

from __future__ import annotations

from functools import partial

import flask

from tests.hostile_requests import call_wsgi, send_many, site


def test_hostile_requests_get_safe_responses(server: flask.Flask, real: None) -> None:
    statuses = send_many(partial(call_wsgi, server.wsgi_app), site(), 100, seconds=5)
    assert {200, 308, 400, 404, 405} <= set(statuses)
    # A link that was changed on its way is redirected.
    assert statuses[200] + statuses[308] > 15
