"""Pages and callbacks are cached by their filters and the data version, compressed, and have one ETag everywhere."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import brotli
import flask
import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from dashboard.config import ROOT
from dashboard.selection import filters
from dashboard.web import callbacks, dash_app
from dashboard.web.http import static
from dashboard.web.http.responses import ResponseCache, StoredResponse, cache
from dashboard.web.pages.registry import everywhere
from tests.conftest import Use
from tests.page_reader import ask

COMPARE = "/vergelijken"
UNPACKED = {"br": brotli.decompress, "gzip": gzip.decompress, "identity": bytes}


def choose(client: FlaskClient, query: str, **changes: Any) -> TestResponse:
    body = {**callbacks.request_for(path=COMPARE, query=query), **changes}
    return client.post(dash_app.UPDATE, json=body, headers={"Accept-Encoding": "br"})


@pytest.fixture
def unrendered(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From the call on, rendering a page is a failure."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a page was rendered")

    return lambda: monkeypatch.setattr("dashboard.web.app.frame", refuse)


# Pages


def test_page_is_the_same_in_every_encoding(client: FlaskClient) -> None:
    bodies, tags = set(), set()
    for encoding, unpack in UNPACKED.items():
        answer = ask(client, COMPARE, encoding=encoding)
        assert answer.headers.get("Content-Encoding", "identity") == encoding
        assert answer.headers["Vary"] == "Accept-Encoding"
        assert answer.headers["Cache-Control"] == "public, no-cache"
        bodies.add(unpack(answer.get_data()))
        tags.add(answer.headers["ETag"])
    assert len(bodies) == 1
    assert len(tags) == 3
    assert ask(client, COMPARE, encoding="br;q=0, gzip").headers["Content-Encoding"] == "gzip"


def test_page_that_a_browser_has_is_neither_rendered_nor_sent_again(
    client: FlaskClient, unrendered: Callable[[], None]
) -> None:
    tag = ask(client, COMPARE).headers["ETag"]
    unrendered()
    again = ask(client, COMPARE, **{"If-None-Match": tag})
    assert (again.status_code, again.get_data()) == (304, b"")
    assert again.headers["ETag"] == tag
    assert "Content-Security-Policy" in again.headers
    assert ask(client, COMPARE, **{"If-None-Match": f"W/{tag}"}).status_code == 304
    assert ask(client, COMPARE, **{"If-None-Match": '"other"'}).status_code == 200


def test_head_has_the_headers_of_get_and_no_body(client: FlaskClient) -> None:
    for address in (COMPARE, "/healthz", static.site_css().url):
        whole, head = ask(client, address), client.head(address, headers={"Accept-Encoding": "br"})
        assert head.status_code == whole.status_code
        assert head.get_data() == b""
        assert head.headers["Content-Type"] == whole.headers["Content-Type"]
    assert client.head(COMPARE).headers["ETag"] == client.get(COMPARE).headers["ETag"]


def test_other_spelling_of_the_same_filters_is_served_from_cache(
    client: FlaskClient, unrendered: Callable[[], None]
) -> None:
    first = ask(client, f"{COMPARE}?theme=health&municipality=oss&municipality=amsterdam").get_data()
    unrendered()
    for query in (
        "municipality=amsterdam,oss&theme=health",
        "theme=health&municipality=oss,oss&municipality=amsterdam",
    ):
        assert ask(client, f"{COMPARE}?{query}").get_data() == first


def test_address_is_parsed_once(server: flask.Flask, database: Path, use: Use, monkeypatch: pytest.MonkeyPatch) -> None:
    """The cache reads it for its key, then the page or Dash reads it again. The data are those of no other test."""
    use(database)
    parse, parsed = filters.parse, []

    def counting(query: str, *given: Any, **named: Any) -> Any:
        parsed.append(query)
        return parse(query, *given, **named)

    monkeypatch.setattr(filters, "parse", counting)
    client = server.test_client()
    assert ask(client, f"{COMPARE}?municipality=oss").status_code == 200
    assert choose(client, "municipality=heerlen").status_code == 200
    assert parsed == ["municipality=oss", "municipality=heerlen"]


def test_unknown_addresses_and_values_are_not_cached(client: FlaskClient) -> None:
    ask(client, COMPARE)
    before = cache.bytes
    for number in range(2):
        assert ask(client, f"{COMPARE}?x{number}=1").status_code == 200
        assert ask(client, f"{COMPARE}?theme=none{number}").status_code == 200
        assert ask(client, f"/none{number}").status_code == 404
        assert choose(client, f"theme=none{number}").status_code == 200
    assert cache.bytes == before


def test_host_header_of_one_request_is_not_in_the_page_of_another(client: FlaskClient) -> None:
    ask(client, COMPARE, Host="evil.example")
    assert b"evil.example" not in brotli.decompress(ask(client, COMPARE, Host="good.example").get_data())


def test_error_page_is_not_stored_and_has_no_etag(client: FlaskClient) -> None:
    answer = ask(client, "/no-such-page")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "ETag" not in answer.headers


def test_new_data_give_new_pages_and_callbacks(
    client: FlaskClient, build_and_use: Callable[[], None], made_up: Path
) -> None:
    before = ask(client, COMPARE)
    callback = choose(client, "")
    build_and_use()
    after = ask(client, COMPARE, **{"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200
    assert brotli.decompress(after.get_data()) != brotli.decompress(before.get_data())
    assert choose(client, "").get_data() != callback.get_data()


def test_without_data_no_cached_page_is_served(client: FlaskClient, use: Use, tmp_path: Path) -> None:
    assert ask(client, COMPARE).status_code == 200
    use(tmp_path / "none.duckdb")
    assert ask(client, COMPARE).status_code == 503
    assert choose(client, "").status_code >= 500


OTHER_PROCESS = """
import json, sys
from dashboard.web import prewarm
prewarm.start = lambda *_: None
import app
loaded = sorted(sys.modules)
client = app.server.test_client()
json.dump([loaded, [client.get(path).headers["ETag"] for path in sys.argv[1:]]], sys.stdout)
"""
FOR_FEW_RESPONSES = {"pandas", "numpy", "openpyxl", "xlsxwriter", "pptx", "docx", "typst", "psycopg", "lxml"}


def test_every_process_sends_the_same_etag_and_starts_without_libraries_that_few_responses_need(
    client: FlaskClient, database: Path
) -> None:
    """A process with another order of sets and without the cached pages of this one."""
    pages = [place.page.path(place.lang, place.item) for place in everywhere()][::23]
    environment = {**os.environ, "DASHBOARD_DATABASE": str(database), "PYTHONHASHSEED": "1"}
    command = [sys.executable, "-c", OTHER_PROCESS, *pages]
    other = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, env=environment, check=True)
    loaded, etags = json.loads(other.stdout.splitlines()[-1])
    assert not FOR_FEW_RESPONSES & set(loaded)
    assert len(pages) >= 4
    assert etags == [client.get(path).headers["ETag"] for path in pages]


# The cache


def response(size: int) -> StoredResponse:
    return StoredResponse(status="200 OK", headers=(), bodies={"": b"x" * size})


def test_cache_never_holds_more_bytes_than_allowed() -> None:
    cache = ResponseCache(most_bytes=1000)
    for number in range(50):
        cache.put(number, response(100))
        assert cache.bytes <= 1000
    assert cache.get(0) is None
    assert cache.get(49)
    cache.put("too large", response(2000))
    assert (len(cache), cache.bytes) == (0, 0)


def test_cache_keeps_what_is_used() -> None:
    cache = ResponseCache(most_bytes=300)
    for number in range(10):
        cache.put(number, response(100))
        assert cache.get(0)


def test_stale_response_is_not_cached_for_new_version(
    client: FlaskClient, build_and_use: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The data are replaced while a page is rendered from the old ones."""
    from dashboard.web import app, middleware

    monkeypatch.setattr(middleware, "cache", ResponseCache())
    frame = app.frame

    def replace_data(*args: Any, **kwargs: Any) -> str:
        text: str = frame(*args, **kwargs)
        monkeypatch.setattr(app, "frame", frame)
        build_and_use()
        return text

    monkeypatch.setattr(app, "frame", replace_data)
    stale = ask(client, f"{COMPARE}?theme=health", encoding="identity").get_data()
    fresh = ask(client, f"{COMPARE}?theme=health", encoding="identity").get_data()
    assert fresh != stale
    assert ask(client, f"{COMPARE}?theme=health", encoding="identity").get_data() == fresh


# Callbacks


@pytest.mark.parametrize("query", ["", "theme=health", "municipality=oss&measured=yes"])
def test_cached_callback_is_the_response_of_dash(server: flask.Flask, client: FlaskClient, query: str) -> None:
    first, second = choose(client, query), choose(client, query)
    around, server.wsgi_app = server.wsgi_app, server.extensions["page_cache"]._app  # type: ignore[method-assign]
    try:
        dash = choose(client, query)
    finally:
        server.wsgi_app = around  # type: ignore[method-assign]
    assert brotli.decompress(first.get_data()) == brotli.decompress(second.get_data()) == dash.get_data()
    assert second.headers["Content-Type"] == dash.headers["Content-Type"]
    html = json.loads(dash.get_data())["response"]["results"]["data"]["html"]
    assert html in brotli.decompress(ask(client, f"{COMPARE}?{query}").get_data()).decode()


@pytest.mark.parametrize(
    "changes",
    [
        {"inputs": []},
        {"inputs": [{"id": "region", "property": "choice", "value": {"path": "/none", "query": ""}}]},
        {"inputs": [{"id": "region", "property": "choice", "value": {"path": COMPARE, "query": "x" * 5000}}]},
        {"inputs": [{"id": "region", "property": "choice", "value": [1]}]},
        {"state": [{"id": "x", "property": "y", "value": 1}]},
    ],
)
def test_callback_that_no_page_sends_is_not_cached(client: FlaskClient, changes: dict[str, Any]) -> None:
    before = cache.bytes
    choose(client, "theme=wellbeing&measured=yes", **changes)
    assert cache.bytes == before
