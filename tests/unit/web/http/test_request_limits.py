"""Each wrong request gets its status and a plain page; tests/nightly sends many at random and in parallel."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from urllib.parse import quote

import flask
import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from dashboard.exports import pool
from dashboard.exports.document import Document
from dashboard.i18n.catalogue import t
from dashboard.selection import chart_set
from dashboard.web import callbacks, dash_app, middleware
from dashboard.web.pages.chart_set import build
from dashboard.web.pages.context import resolve_context
from tests import hostile_requests as hostile
from tests.exports.test_chart_set import every, query
from tests.hostile_requests import Request, Response, call_wsgi

JSON = ("Content-Type", "application/json")
FORM = ("Content-Type", "application/x-www-form-urlencoded")
BROWSERS_FORM = ("Content-Type", "multipart/form-data; boundary=x")


def choice(**changes: object) -> bytes:
    return json.dumps({**callbacks.request_for(path="/vergelijken", query=""), **changes}).encode()


def chosen(path: object, query: object) -> bytes:
    return choice(inputs=[{"id": "choice", "property": "data", "value": {"path": path, "query": query}}])


# Each wrong request and its answer

PATHS = {
    "/assets/..%2f": 404,
    "/assets/../app.py": 404,
    "/assets/..%2f..%2fetc%2fpasswd": 404,
    "/%2e%2e/%2e%2e/etc/passwd": 404,
    "/..": 404,
    "/preview/..%2f..%2fetc/passwd": 404,
    "/vergelijken/..%2f..%2fdata.csv": 404,
    "/vergelijken%00": 404,
    "/gemeenten/%00oss": 404,
    "/gemeenten/%ff": 404,
    "/gemeenten/%C3%28": 404,
    "/gemeenten/%ED%A0%80": 404,
    "/gemeenten/o%CC%81ss": 404,
    "/gemeenten/%6Fss": 200,
    "/gemeenten/%256fss": 308,
    "/gemeenten/OSS": 308,
    "/gemeenten/oss%20": 308,
    "/gemeenten/%EF%BD%8Fss": 404,
    "/vergelijken;x=1": 404,
    "/vergelijken%2f": 308,
    "/VERGELIJKEN": 308,
    "/.env": 404,
    "/.git/config": 404,
    "/vergaderset.exe": 404,
    "/vergaderset.pdf": 404,
    "/vergelijken?%": 200,
    "/vergelijken?theme=%ff%fe": 200,
    "/vergelijken?theme=%00": 200,
    "/vergelijken?theme=%2568ealth": 200,
    "/vergelijken?theme=health&theme=wellbeing": 200,
    "/vergelijken?as_of=9999-99-99": 200,
    "/vergelijken?;;;&&&===": 200,
    "/vergelijken?" + "a=1&" * 1900: 200,
    "/zoeken?q=" + "%F0%9F%99%82" * 600: 200,
    "/zoeken?q=" + "a" * 9000: 414,
    "/vergelijken?" + "a" * (middleware.LONGEST_QUERY + 1): 414,
    "/" + "a" * middleware.LONGEST_PATH: 414,
    "/en/" + "a" * 5000: 414,
    "/_dash/": 404,
    "/_dash/_dash-layout": 200,
    "/_dash/_dash-dependencies": 200,
    "/_dash/_reload-hash": 404,
    "/_dash/x": 404,
    "/_dash/_dash-component-suites/os/x.js": 404,
    "/_dash/_dash-component-suites/dash/deps/x.js": 404,
    "/_dash/_mcp": 404,
    dash_app.UPDATE: 404,
    "/api/v1/none": 404,
    "/api/v1/tables?x=%00": 400,
    "/api/v1/" + "x" * 5000: 414,
    "/api/v1/tables?" + "a" * 3000: 414,
    "/api/v1/tables/sources?page=" + "9" * 5000: 414,
    "/api/v1/tables/sources?page=" + "9" * 400: 400,
    "/api/v1/charts?theme=NaN": 308,
    "/api/v1/tables/sources?page=٣": 400,
    "/api/v1/tables/sources?page=1&page=1": 400,
    "/api/v1/tables/sources?as_of=1-1-1": 400,
}


def safe_response(application: Callable[..., object], request: Request, *, lang: str = "nl") -> Response:
    """Return the response; fail unless its headers are safe, it has no trace, and a page is in the language of the path."""
    response = call_wsgi(application, request)
    assert not hostile.faults(request, response, seconds=5)
    if response.status >= 400 and response.header("Content-Type").startswith("text/html"):
        page = BeautifulSoup(response.body, "lxml")
        assert page.html
        assert page.html["lang"] == lang
        assert page.select("h1")
    return response


def test_each_address_has_its_status(server: flask.Flask, real: None) -> None:
    for target, status in PATHS.items():
        lang = "en" if target.startswith("/en/") else "nl"
        response = safe_response(server.wsgi_app, Request(target=quote(target, safe="/?&=%;+.,*[]{}'")), lang=lang)
        assert response.status == status, target
        if target.startswith("/api/v1") and status >= 400:
            assert response.header("Content-Type") == "application/problem+json"
            assert json.loads(response.body)["status"] == status
        if status == 414 and not target.startswith("/api/v1"):
            assert t("too_much.text", lang) in response.body.decode()


def test_each_method_has_its_status(server: flask.Flask, real: None) -> None:
    allowed, refused = (
        ("HEAD", "OPTIONS"),
        ("POST", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "PROPFIND", "X" * 300),
    )
    for method in (*allowed, *refused):
        for path, lang in (("/vergelijken", "nl"), ("/en/", "en")):
            response = safe_response(server.wsgi_app, Request(method=method, target=path), lang=lang)
            assert response.status == (200 if method in allowed else 405), method


HEADERS = {
    ("Host", "evil.example"): 200,
    ("Host", "localhost:8050"): 200,
    ("Host", "[::1]:80"): 200,
    ("Host", ""): 400,
    ("Host", "a b"): 400,
    ("Host", "a:80:80"): 400,
    ("Host", "a@b"): 400,
    ("Host", "a/b"): 400,
    ("Host", "a,b"): 400,
    ("Host", "<script>"): 400,
    ("Host", "\xff"): 400,
    ("Host", "x" * 3000): 400,
    ("Host", "a:999999"): 400,
    ("Host", "[::1"): 400,
    ("Host", "a\n"): 400,
    ("If-None-Match", '"a",' * 25_000): 200,
    ("If-None-Match", "*"): 304,
    ("If-Modified-Since", "x" * 100): 200,
    ("Range", "bytes=0-1"): 200,
    ("Range", "bytes=9-1,,-"): 200,
    ("Accept-Encoding", "br;q=nan,;;=,*;q=1e999"): 200,
    ("Accept-Encoding", "x" * 8000): 200,
    ("Accept", "\xff;q=x," * 900): 200,
    ("Accept-Language", "x-;q=9," * 900): 200,
    ("Cookie", "a" * 8000): 200,
    ("X-Forwarded-Host", "evil.example"): 200,
    ("X-Forwarded-For", "1," * 4000): 200,
    ("X-Forwarded-Prefix", "/x"): 200,
    ("X-Forwarded-Proto", "ftp"): 200,
    ("Origin", "\xff"): 200,
    ("Content-Type", "a/b;" * 1000): 200,
    ("Content-Length", "9" * 5000): 200,
}


def test_each_header_has_its_status(server: flask.Flask, real: None) -> None:
    for header, status in HEADERS.items():
        response = safe_response(server.wsgi_app, Request(target="/vergelijken", headers=(header,)))
        assert response.status == status, header
        if header != ("Host", "evil.example"):
            # Without DASHBOARD_PUBLIC_URL the Host header makes absolute links; no other header has a say in them.
            assert b"evil.example" not in response.body


BODIES: dict[str, tuple[bytes, int]] = {
    "as a page sends it": (choice(), 200),
    "nothing": (b"", 400),
    "null": (b"null", 400),
    "list": (b"[]", 400),
    "number": (b"1", 400),
    "text": (b'"x"', 400),
    "empty": (b"{}", 400),
    "no json": (b"x", 400),
    "NaN": (b"NaN", 400),
    "infinite": (b"1e999", 400),
    "deep": (b"[" * 19_000, 400),
    "deep and whole": (b"[" * 9000 + b"]" * 9000, 400),
    "deep objects": (b'{"a":' * 3000 + b"1" + b"}" * 3000, 400),
    "huge number": (b"1" * 15_000, 400),
    "huge number inside": (choice(inputs=1).replace(b'"inputs": 1', b'"inputs": ' + b"1" * 6000), 400),
    "not utf-8": (b'{"output":"\xff"}', 400),
    "utf-16": (choice().decode().encode("utf-16"), 200),
    "same key twice": (b'{"output":"x",' + choice()[1:], 200),
    "half a letter": (chosen("/vergelijken", "q=\ud800&\ud800"), 200),
    "other output": (choice(output="x.y"), 400),
    "no inputs": (choice(inputs=None), 400),
    "inputs of another kind": (choice(inputs=[1]), 400),
    "two inputs": (choice(inputs=[{"id": "region", "property": "choice"}] * 2), 400),
    "no choice": (choice(inputs=[{"id": "region", "property": "choice"}]), 400),
    "id is a list": (choice(inputs=[{"id": [1], "property": {}, "value": {}}]), 400),
    "a state": (choice(state=[{"id": "x"}]), 400),
    "strange company": (
        choice(outputs={"id": {"a": 1}}, changedPropIds=[None, {}], cancelJob=["x"], longCallback=True),
        200,
    ),
    "path that is a number": (chosen(1, ""), 400),
    "page without charts to change": (chosen("/bronnen", ""), 404),
    "long choice": (chosen("/vergelijken", "x" * 5000), 404),
    "too long": (choice(x="x" * 30_000), 413),
    "far too long": (b"x" * 3_000_000, 413),
}


@pytest.mark.parametrize("pieces", [False, True])
def test_each_body_of_a_callback_has_its_status(server: flask.Flask, real: None, pieces: bool) -> None:
    def sent(body: bytes, *, pieces: bool = False) -> Response:
        request = Request(method="POST", target=dash_app.UPDATE, headers=(JSON,), body=body, pieces=pieces)
        return safe_response(server.wsgi_app, request)

    # In pieces a body is read otherwise and understood alike, so a few of them stand for all.
    for name, (body, status) in list(BODIES.items())[:: 5 if pieces else 1]:
        response = sent(body, pieces=pieces)
        # Of a body without a length Werkzeug reads no more than the limit, and the rest is no JSON.
        assert response.status == (400 if pieces and status == 413 else status), name
        if name in ("as a page sends it", "strange company", "utf-16", "same key twice"):
            # What comes along with the choice has no say in this response, nor in one to somebody else.
            assert response.body == sent(choice()).body, name


def test_a_callback_of_another_type_is_refused(server: flask.Flask, real: None) -> None:
    for kind in ("text/plain", "", "application/x-www-form-urlencoded", "\xff", "application/jsonx"):
        request = Request(method="POST", target=dash_app.UPDATE, headers=(("Content-Type", kind),), body=choice())
        assert safe_response(server.wsgi_app, request).status == 415


SENT: dict[str, tuple[tuple[str, str], bytes, int]] = {
    "nothing": (FORM, b"", 404),
    "an item that is none": (FORM, b"item=x&item=%00&item=%ff", 404),
    "bytes": (FORM, b"\xff\xfe=%ff&%", 404),
    "many fields": (FORM, b"a=1&" * 100_000, 404),
    "too much": (FORM, b"title=" + b"x" * 800_000, 413),
    "json": (JSON, b"{}", 415),
    "text": (("Content-Type", "text/plain"), b"item=x", 415),
    "no type": (("Content-Type", ""), b"item=x", 415),
    "no boundary": (("Content-Type", "multipart/form-data"), b"x", 404),
    "torn": (BROWSERS_FORM, b"--x\r\n\r\n" * 500, 404),
    "many parts": (BROWSERS_FORM, hostile.multipart([("a", "", b"1")] * 500), 413),
    "large part": (BROWSERS_FORM, hostile.multipart([("a", "", b"1" * 800_000)]), 413),
    "a file": (BROWSERS_FORM, hostile.multipart([("item", "../../x", b"1" * 600_000)]), 404),
}


@pytest.mark.parametrize("pieces", [False, True])
def test_each_form_of_a_set_has_its_status(server: flask.Flask, real: None, pieces: bool) -> None:
    for name, (kind, body, status) in list(SENT.items())[:: 4 if pieces else 1]:
        request = Request(method="POST", target="/vergaderset.pdf", headers=(kind,), body=body, pieces=pieces)
        # Of a body without a length Werkzeug reads no more than the limit, which names no chart.
        assert safe_response(server.wsgi_app, request).status == (404 if pieces and name == "too much" else status), (
            name
        )


def test_body_that_breaks_off_is_a_bad_request(server: flask.Flask, real: None) -> None:
    class Broken(io.BytesIO):
        def readinto(self, *_: object) -> int:
            raise OSError("the other side is gone")

    for path, kind in (
        (dash_app.UPDATE, JSON[1]),
        ("/vergaderset.pdf", FORM[1]),
        ("/vergaderset.pdf", BROWSERS_FORM[1]),
    ):
        answer = server.test_client().post(path, content_type=kind, input_stream=Broken(b"x" * 50))
        assert answer.status_code == 400
        assert t("refused.title", "nl") in answer.get_data(as_text=True)


def test_a_set_has_bounds(real: None) -> None:
    """Items, the length of each note and of the name, whatever is sent."""
    many = [f"{item}*highlight.oss" for item in every()] * 9
    own = dict.fromkeys(many, "é" * 50000)

    def made(items: list[str]) -> Document:
        return build(resolve_context(lang="nl", path="/vergaderset", query=query(items)), notes=own, title="x" * 9000)

    found = made([*every(), *many])
    assert len(found.charts) <= chart_set.MOST_ITEMS
    assert len(found.title) <= chart_set.LONGEST_TITLE
    response = len(f"… {t('set.note_cut', 'nl')}")
    assert all(len(entry.note) <= chart_set.LONGEST_NOTE + response for entry in found.charts)


def test_a_page_with_many_charts_waits_for_a_place_like_a_file(client: FlaskClient) -> None:
    many, few = query(every()[:20]), query(every()[:5])
    with pool.limiter.slot(), pool.limiter.slot():
        refused = client.get(f"/vergaderset?{many}&x=1")
        assert (refused.status_code, refused.headers["Retry-After"]) == (503, str(pool.RETRY_AFTER))
        assert client.get(f"/vergaderset?{few}&x=1").status_code == 200
        assert client.get("/vergelijken?x=1").status_code == 200
    assert client.get(f"/vergaderset?{many}&x=1").status_code == 200
    assert re.search(r"\d", t("busy.text", "nl")) is None
