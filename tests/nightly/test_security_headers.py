"""Headers as gunicorn and the development server send them over sockets."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dashboard.config import ROOT
from dashboard.web.http import security_headers
from tests.conftest import _free_port

COMPARE, HSTS = "/vergelijken", "Strict-Transport-Security"


def exchange(port: int, request: bytes) -> tuple[str, dict[str, str], bytes]:
    """Send what a client sends; gives the status line, the headers and the body."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as wire:
        wire.sendall(request)
        wire.shutdown(socket.SHUT_WR)
        said = b"".join(iter(lambda: wire.recv(65_536), b""))
    head, _, body = said.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    return first, {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}, body


@pytest.fixture(scope="module")
def serving(database: Path) -> Iterator[Callable[[str], int]]:
    """`serving("gunicorn")` gives the port of a running server."""
    running: dict[str, tuple[subprocess.Popen[bytes], int]] = {}
    programs = {
        "gunicorn": [sys.executable, "-m", "gunicorn", "--config", "gunicorn.conf.py", "app:server"],
        "app.py": [sys.executable, "app.py"],
    }

    def starting(name: str) -> int:
        if name not in running:
            port = _free_port()
            settings = {**os.environ, "PORT": str(port), "WEB_CONCURRENCY": "1", "DASHBOARD_DATABASE": str(database)}
            quiet = subprocess.DEVNULL
            process = subprocess.Popen(programs[name], cwd=ROOT, env=settings, stdout=quiet, stderr=quiet)
            running[name] = (process, port)
            for _ in range(300):
                try:
                    socket.create_connection(("127.0.0.1", port), timeout=1).close()
                    exchange(port, b"GET /robots.txt HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                    break
                except OSError:
                    assert process.poll() is None, f"{name} stopped"
                    time.sleep(0.1)
        return running[name][1]

    yield starting
    for process, _ in running.values():
        process.terminate()
        process.wait(timeout=30)


GET = "GET {} HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-Proto: https\r\nConnection: close\r\n\r\n"
ODD = [
    b"NONSENSE\r\n\r\n", b"GET / HTTP/9.9\r\nHost: x\r\n\r\n", b"BREW / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    b"GET /" + b"x" * 70_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", b"GET / HTTP/1.1\r\nBad Header: x\r\nConnection: close\r\n\r\n",
]  # fmt: skip


def test_gunicorn_reveals_no_versions_and_no_trace(serving: Callable[[str], int]) -> None:
    """The proxy hides the name of gunicorn: see tests of deploy/."""
    port = serving("gunicorn")
    revealing = re.compile(rb"werkzeug|gunicorn/|python/|flask|traceback|basehttp", re.IGNORECASE)
    for address in ("/", "/nergens", f"{COMPARE}/", "/assets/x", "/healthz", "/en//compare"):
        first, found, body = exchange(port, GET.format(address).encode())
        assert first.startswith("HTTP/1.1 "), address
        assert found.get("server", "gunicorn") == "gunicorn"
        assert HSTS.lower() not in found, "on one's own machine, without a public address"
        assert not revealing.search(str(found).encode() + body), address
    for request in ODD:
        first, found, body = exchange(port, request)
        assert not revealing.search(first.encode() + str(found).encode() + body), (first, body[:300])


@pytest.mark.parametrize("name", ["gunicorn", "app.py"])
def test_files_have_their_headers_over_the_wire(serving: Callable[[str], int], name: str) -> None:
    port = serving(name)
    _, _, page = exchange(port, GET.format(COMPARE).encode())
    files = re.findall(rb'"(/assets/[^"]+)"', page)
    assert files
    for file in files:
        first, found, _ = exchange(port, GET.format(file.decode()).encode())
        assert "200" in first, file
        for header, value in security_headers.EVERY.items():
            assert found[header.lower()] == value, file
