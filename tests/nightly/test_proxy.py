"""deploy/run.sh: nginx in front of gunicorn keeps slow clients away, caches, limits, and speaks TLS."""

from __future__ import annotations

import http.client
import os
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from dashboard.config import ROOT
from dashboard.web import dash_app
from dashboard.web.scripts import plotly_js
from tests.gunicorn_server import Site, free_port, serving, until

pytestmark = pytest.mark.skipif(not (shutil.which("nginx") or Path("/usr/sbin/nginx").exists()), reason="needs nginx")

COMPARE = "/vergelijken"
SLOW_ADDRESS, EAGER_ADDRESS = "127.0.0.2", "127.0.0.3"


@contextmanager
def deployed(database: Path, folder: Path, **settings: str) -> Iterator[Site]:
    """Run deploy/run.sh on a database."""
    port = free_port()
    environment = {
        **os.environ, "DASHBOARD_DATABASE": str(database), "DASHBOARD_LISTEN": f"127.0.0.1:{port}",
        "WEB_CONCURRENCY": "2", "PYTHON": sys.executable, **settings,
    }  # fmt: skip
    log = folder / f"log-{port}"
    # nginx opens the log again, so all must append.
    with log.open("ab") as out:
        process = subprocess.Popen([ROOT / "deploy" / "run.sh"], env=environment, stdout=out, stderr=out)
    site = Site(port=port, process=process, log=log)
    try:
        until(lambda: process.poll() is not None or answers(site), "the service answers")
        assert process.poll() is None, log.read_text(encoding="utf-8")
        yield site
    finally:
        process.terminate()
        process.wait(timeout=60)


def answers(site: Site) -> bool:
    try:
        return site.get("/healthz").status in (200, 301)
    except OSError:
        return False


@pytest.fixture(scope="module")
def site(database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with deployed(database, tmp_path_factory.mktemp("deployed")) as found:
        yield found


def cache_statuses(site: Site, path: str) -> list[str]:
    """Return what the cache of nginx did with each request for a path."""
    return [line["cache"] for line in site.lines("proxy") if line["path"] == path]


# Slow clients

HEAD = f"GET {COMPARE} HTTP/1.1\r\nHost: here\r\nX-Made-Up: {'x' * 5000}"
BODY = (
    f"POST {dash_app.UPDATE} HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\nContent-Length: 9000\r\n\r\n"
)
SLOW: dict[str, str] = {
    "send nothing": "",
    "send a head a byte at a time": HEAD[:60],
    "send a body a byte at a time": BODY,
    "never close": f"GET {COMPARE} HTTP/1.0\r\nHost: here\r\n\r\n",
    "never read": f"GET {plotly_js().url} HTTP/1.1\r\nHost: here\r\nAccept-Encoding: identity\r\n\r\n" * 8,
}


@pytest.mark.parametrize("how", SLOW)
def test_pages_still_answer_while_200_slow_clients_are_connected(site: Site, how: str) -> None:
    site.get(COMPARE)
    clients = []
    try:
        for _ in range(200):
            client = socket.socket()
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            client.bind((SLOW_ADDRESS, 0))
            client.connect(("127.0.0.1", site.port))
            client.sendall(SLOW[how].encode())
            clients.append(client)
        seconds = []
        for turn in range(5):
            if "byte" in how:
                for client in clients:
                    client.sendall(HEAD[60 + turn : 61 + turn].encode())
            begun = time.monotonic()
            # An address that is not cached, so that gunicorn answers it.
            assert site.get(f"{COMPARE}?q={how[:4]}{turn}", timeout=10).status == 200
            seconds.append(time.monotonic() - begun)
        assert sorted(seconds)[2] < 3.0
    finally:
        for client in clients:
            client.close()


def test_client_that_sends_too_slowly_is_disconnected(site: Site) -> None:
    client = site.connect(HEAD[:60])
    client.settimeout(60)
    begun = time.monotonic()
    with suppress(ConnectionResetError):
        assert client.recv(1) == b""
    assert 5 < time.monotonic() - begun < 30


# Caching


def test_cached_page_is_served_and_revalidated_with_its_etag(site: Site) -> None:
    path = "/en/sources"
    first = site.get(path, Accept_Encoding="br")
    assert first.headers["Content-Encoding"] == "br"
    assert first.headers["Cache-Control"] == "public, no-cache"
    assert "X-Request-Id" not in first.headers
    again = site.get(path, Accept_Encoding="br", If_None_Match=first.headers["ETag"])
    assert (again.status, again.body) == (304, b"")
    time.sleep(6)
    assert site.get(path, Accept_Encoding="br").body == first.body
    until(lambda: "REVALIDATED" in cache_statuses(site, path), "it was revalidated")
    assert cache_statuses(site, path)[:2] == ["MISS", "HIT"]
    assert site.get(path, Accept_Encoding="gzip").headers["Content-Encoding"] == "gzip"


def test_responses_that_are_not_public_are_not_cached(site: Site) -> None:
    for path in ("/healthz", "/none", "/raadsbrief.docx"):
        for _ in range(2):
            site.get(f"{path}?municipality=oss", timeout=60)
        until(lambda path=path: len(cache_statuses(site, path)) >= 2, "both are logged")
        assert "HIT" not in cache_statuses(site, path)


# Limits


def test_requests_that_are_too_large_are_refused(site: Site) -> None:
    def status(request: str) -> tuple[int, str]:
        with site.connect(request) as client:
            response = http.client.HTTPResponse(client)
            response.begin()
            return response.status, response.read().decode()

    for request, expected in {
        f"GET /{'a' * 20_000} HTTP/1.1\r\nHost: here\r\n\r\n": 414,
        f"GET / HTTP/1.1\r\nHost: here\r\nX: {'a' * 20_000}\r\n\r\n": 400,
        "POST /vergaderset.pdf HTTP/1.1\r\nHost: here\r\nContent-Length: 3000000\r\n\r\n": 413,
        "NONSENSE\r\n\r\n": 400,
    }.items():
        found, body = status(request)
        assert found == expected
        assert "Dit lukt nu niet" in body
        assert "nginx" not in body
    # Below the limit of nginx, and above that of the application.
    body = "x" * 100_000
    head = f"Host: here\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    assert status(f"POST {dash_app.UPDATE} HTTP/1.1\r\n{head}{body}")[0] == 413


def test_client_that_sends_too_many_requests_is_refused_and_others_are_served(site: Site) -> None:
    def get(address: str) -> int:
        connection = http.client.HTTPConnection("127.0.0.1", site.port, source_address=(address, 0), timeout=30)
        connection.request("GET", "/robots.txt")
        status = connection.getresponse().status
        connection.close()
        return status

    with ThreadPoolExecutor(20) as pool:
        statuses = list(pool.map(get, [EAGER_ADDRESS] * 600))
    assert set(statuses) == {200, 429}
    assert get("127.0.0.1") == 200


# Headers, TLS, start and stop


def test_server_header_has_no_version_and_nothing_of_gunicorn(site: Site) -> None:
    for path in ("/", "/none", "/healthz"):
        assert site.get(path).headers["Server"] == "nginx"


def test_log_does_not_identify_a_reader(site: Site) -> None:
    site.get("/begrippen?q=secret-query", User_Agent="secret-browser", Referer="https://secret.example/")
    until(lambda: cache_statuses(site, "/begrippen"), "it is logged")
    text = site.log.read_text(encoding="utf-8")
    assert "secret" not in text
    assert SLOW_ADDRESS not in text


def test_tls_is_served_and_plain_http_redirected(database: Path, tmp_path: Path) -> None:
    certificate, key, port = tmp_path / "certificate.pem", tmp_path / "key.pem", free_port()
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=localhost",
         "-out", certificate, "-keyout", key],
        check=True, capture_output=True,
    )  # fmt: skip
    settings = {
        "DASHBOARD_PUBLIC_URL": "https://dashboard.example", "DASHBOARD_TLS_LISTEN": f"127.0.0.1:{port}",
        "DASHBOARD_TLS_CERTIFICATE": str(certificate), "DASHBOARD_TLS_KEY": str(key),
    }  # fmt: skip
    with deployed(database, tmp_path, **settings) as found:
        plain = found.get(f"{COMPARE}?theme=health")
        assert (plain.status, plain.headers["Location"]) == (301, f"https://dashboard.example{COMPARE}?theme=health")
        context = ssl.create_default_context(cafile=str(certificate))
        context.check_hostname = False
        connection = http.client.HTTPSConnection("127.0.0.1", port, context=context, timeout=60)
        connection.request("GET", COMPARE, headers={"Host": "dashboard.example"})
        response = connection.getresponse()
        assert response.status == 200
        assert response.headers["Strict-Transport-Security"] == "max-age=31536000"


def test_certificate_without_key_is_refused_at_the_start() -> None:
    found = subprocess.run(
        [ROOT / "deploy" / "run.sh"], env={**os.environ, "DASHBOARD_TLS_CERTIFICATE": "/none.pem"},
        capture_output=True, text=True,
    )  # fmt: skip
    assert found.returncode == 1
    assert "expected a PEM file" in found.stderr


def test_sigterm_stops_both_and_the_end_of_one_stops_the_other(database: Path, tmp_path: Path) -> None:
    with deployed(database, tmp_path) as found:
        children = found.workers()
        assert len(children) == 2
        found.process.send_signal(signal.SIGTERM)
        assert found.process.wait(timeout=60) == 0
        assert not any(Path(f"/proc/{pid}").exists() for pid in children)
    with deployed(database, tmp_path) as found:
        nginx = next(pid for pid in found.workers() if "nginx" in Path(f"/proc/{pid}/cmdline").read_text())
        os.kill(nginx, signal.SIGTERM)
        assert found.process.wait(timeout=60) == 1


# Several processes


def test_all_workers_send_the_same_etag_also_after_a_restart(database: Path, tmp_path: Path) -> None:
    def etags(found: Site) -> dict[str, str]:
        paths = [COMPARE, "/", "/en/sources", "/cijfers", "/gemeenten/oss"]
        seen = {path: {found.get(path, Accept_Encoding="br").headers["ETag"] for _ in range(12)} for path in paths}
        assert all(len(one) == 1 for one in seen.values()), seen
        return {path: one.pop() for path, one in seen.items()}

    # Without a public URL, pages contain the port of the request.
    settings = {"DASHBOARD_PUBLIC_URL": "https://dashboard.example"}
    with serving(database, tmp_path, workers=2, **settings) as found:
        before = etags(found)
    with serving(database, tmp_path, workers=2, **settings) as found:
        assert etags(found) == before
