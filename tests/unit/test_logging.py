"""The log has one JSON line per request, linked to error pages by an id, and nothing that identifies a reader."""

from __future__ import annotations

import json
import logging
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboard import logging as logs
from dashboard.config import ROOT
from dashboard.db.postgres import publish
from dashboard.web import callbacks, dash_app, middleware
from dashboard.web.scripts import plotly_js
from tests.gunicorn_server import Site, free_port, serving, until
from tests.postgresql_server import PostgreSQLServer

COMPARE = "/vergelijken"
FIELDS = {"time", "event", "id", "method", "path", "status", "bytes", "ms"}
ID = re.compile(r"[0-9a-f]{8}")


# Request ids


@pytest.mark.parametrize("path", [COMPARE, "/none", "/healthz", "/api/v1/themes", "/favicon.svg", "/en"])
def test_every_response_carries_its_own_request_id(client: FlaskClient, path: str) -> None:
    found = [client.get(path).headers.getlist(middleware.HEADER) for _ in range(3)]
    assert all(len(one) == 1 and ID.fullmatch(one[0]) for one in found)
    assert len({one[0] for one in found}) == 3


def test_cached_responses_carry_a_new_request_id_each_time(client: FlaskClient) -> None:
    body = callbacks.request_for(path=COMPARE, query="theme=health")
    found = [client.get(plotly_js().url).headers[middleware.HEADER] for _ in range(2)]
    found += [client.post(dash_app.UPDATE, json=body).headers[middleware.HEADER] for _ in range(2)]
    tag = client.get(COMPARE).headers["ETag"]
    again = client.get(COMPARE, headers={"If-None-Match": tag})
    assert again.status_code == 304
    assert len({*found, again.headers[middleware.HEADER]}) == 5


@pytest.mark.parametrize("brought", ["deadbeef", "jan@example.org", "x" * 4000])
def test_request_id_of_the_client_is_ignored(client: FlaskClient, brought: str) -> None:
    found = client.get(COMPARE, headers={middleware.HEADER: brought}).headers[middleware.HEADER]
    assert found != brought
    assert ID.fullmatch(found)


def test_error_in_a_background_thread_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    def broken() -> None:
        raise RuntimeError("made up")

    before = threading.excepthook
    try:
        threading.excepthook = logs.log_thread_error
        thread = threading.Thread(target=broken, name="made-up")
        thread.start()
        thread.join()
    finally:
        threading.excepthook = before
    (record,) = [one for one in caplog.records if one.levelno == logging.ERROR]
    said = json.loads(logs.JsonFormatter().format(record))
    assert (said["event"], "made-up" in said["message"]) == ("fault", True)
    assert "RuntimeError: made up" in said["trace"]


def test_request_is_logged_on_one_line_whatever_its_path(caplog: pytest.LogCaptureFixture) -> None:
    def line(path: str) -> str:
        caplog.clear()
        environ = {"REQUEST_METHOD": "GET", "PATH_INFO": path.encode().decode("latin-1")}
        app = middleware.RequestLog(lambda _, start: (start("404 NOT FOUND", []), [])[1])
        with caplog.at_level(logging.INFO, logger="dashboard.requests"):
            assert app(environ, lambda *_: None) == []
        return logs.JsonFormatter().format(caplog.records[0])

    text = line("/a\nb\u2028é" + "x" * 9000)
    assert len(text.splitlines()) == 1
    assert len(text) < 600
    assert json.loads(text)["path"].startswith("/a\nb")
    assert json.loads(line("/café"))["path"] == "/café"


# Log of a running service


@pytest.fixture(scope="module")
def site(database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("journal")
    shutil.copyfile(database, folder / "served.duckdb")
    with serving(folder / "served.duckdb", folder, workers=1) as found:
        yield found


SECRETS = {
    "User_Agent": "made-up-browser", "Referer": "https://made-up.example/page", "X_Forwarded_For": "203.0.113.7",
    "Cookie": "made-up=cookie", "Authorization": "Basic made-up", "X_Request_Id": "made-up-id",
}  # fmt: skip


def test_log_says_how_each_request_went_and_not_who_sent_it(site: Site) -> None:
    requests = [(COMPARE, 200), (COMPARE, 200), (plotly_js().url, 200), ("/none", 404), ("/healthz", 200)]
    got = [site.get(f"{path}?q=made-up-words", **SECRETS) for path, _ in requests]
    assert [one.status for one in got] == [status for _, status in requests]
    ids = {one.headers[middleware.HEADER] for one in got}
    until(lambda: ids <= {line["id"] for line in site.lines("request")}, "all are logged")
    by_id = {line["id"]: line for line in site.lines("request")}
    for one, (path, status) in zip(got, requests, strict=True):
        line = by_id[one.headers[middleware.HEADER]]
        assert set(line) == FIELDS
        assert (line["method"], line["path"], line["status"], line["bytes"]) == ("GET", path, status, len(one.body))
        assert 0 <= line["ms"] < 60_000
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", line["time"])
    assert "made-up" not in site.log.read_text(encoding="utf-8")
    assert "203.0.113.7" not in site.log.read_text(encoding="utf-8")
    assert "127.0.0.1" not in "".join(
        line for line in site.log.read_text(encoding="utf-8").splitlines() if "Listening at" not in line
    )


@pytest.mark.parametrize(
    "sent",
    [
        "made-up-words\r\n\r\n",
        "GET /?q=made-up-words HTTP/9.9\r\n\r\n",
        "GET /?q=made-up-words HTTP/1.1\r\nHost: a\r\nmade-up words\r\n\r\n",
        f"GET /?q={'made-up' * 3000} HTTP/1.1\r\n\r\n",
    ],
)
def test_malformed_request_is_logged_without_its_content(site: Site, sent: str) -> None:
    client = site.connect(sent)
    assert client.recv(9) == b"HTTP/1.1 "
    until(lambda: "refused" in site.log.read_text(encoding="utf-8"), "it is logged")
    assert site.lines()
    assert "made-up" not in site.log.read_text(encoding="utf-8")


@pytest.mark.nightly
def test_service_without_data_starts_and_follows_data_that_appear(
    database: Path, tmp_path: Path, postgresql: PostgreSQLServer
) -> None:
    address = postgresql.create("appears_later")
    with serving(address, tmp_path, workers=1) as found:
        health, ready, page = (found.get(path) for path in ("/healthz", "/readyz", COMPARE))
        assert (health.status, health.json["status"]) == (200, "no_data")
        assert (ready.status, ready.json["status"]) == (503, "no_data")
        assert page.status == 503
        id = page.headers[middleware.HEADER]
        assert id in page.body.decode()
        assert "tables" not in page.body.decode()
        until(lambda: id in {line.get("id") for line in found.lines("fault")}, "the fault is logged")
        assert "DatabaseError" in next(line["trace"] for line in found.lines("fault") if line["id"] == id)
        assert len(found.lines("data_refused")) == 1
        publish(database, address)
        until(lambda: found.get("/readyz").status == 200, "it is ready")
        assert found.get(COMPARE).status == 200
        assert found.get("/healthz").json["status"] == "ok"


@pytest.mark.nightly
def test_development_server_logs_the_same_lines(database: Path, tmp_path: Path) -> None:
    port = free_port()
    settings = {**os.environ, "PORT": str(port), "DASHBOARD_DATABASE": str(database)}
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen([sys.executable, "app.py"], cwd=ROOT, env=settings, stdout=log, stderr=log)
    try:
        local = Site(port=port, process=process, log=tmp_path / "log")
        until(local.answers, "it answers")
        got = local.get(f"{COMPARE}?q=made-up-words", **SECRETS)
        until(lambda: got.headers[middleware.HEADER] in local.log.read_text(), "it is logged")
        lines = local.log.read_text(encoding="utf-8").splitlines()
        lines.remove(f"Bijstand op proef: http://127.0.0.1:{port}")
        said = next(line for line in map(json.loads, lines) if line.get("id") == got.headers[middleware.HEADER])
        assert (said["path"], said["status"]) == (COMPARE, 200)
        assert "made-up" not in "".join(lines)
        assert "127.0.0.1" not in "".join(lines)
    finally:
        process.terminate()
        process.wait(timeout=20)
