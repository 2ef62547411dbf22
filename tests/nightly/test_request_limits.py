"""Many exports at once, over sockets: some get 503 with Retry-After, and pages are served meanwhile."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest

from benchmarks.server import Served, served
from dashboard.exports.pool import RETRY_AFTER
from dashboard.i18n.catalogue import t
from tests.exports.test_chart_set import every
from tests.hostile_requests import Connection, Request, wire

FORM = ("Content-Type", "application/x-www-form-urlencoded")


@pytest.fixture(scope="module")
def gunicorn(database: Path) -> Iterator[Served]:
    with served(workers=2, DASHBOARD_DATABASE=str(database)) as found:
        yield found


def port_of(of: Served) -> int:
    port = urlsplit(of.address).port
    assert port
    return port


def heavy(number: int) -> Request:
    """Request a chart set that takes a while to export, a different one for each number."""
    items = every()[:10]
    fields = [f"item={quote(item, safe='*')}" for item in items] + [f"title=set{number}"]
    return Request(method="POST", target="/vergaderset.docx", headers=(FORM,), body="&".join(fields).encode())


def test_exports_beyond_the_limit_get_503_and_pages_are_served_meanwhile(gunicorn: Served, real: None) -> None:
    """Forty clients request a file that takes a second; a worker exports two at a time and reserves a thread for pages."""
    port, pages, stop = port_of(gunicorn), [], threading.Event()

    def reading() -> None:
        connection = Connection(port)
        while not stop.is_set():
            pages.append(connection.send(Request(target="/vergelijken", headers=(("Accept-Encoding", "br"),))))
            time.sleep(0.02)

    reader = threading.Thread(target=reading)
    reader.start()
    with ThreadPoolExecutor(40) as pool:
        answers = list(pool.map(lambda number: Connection(port, timeout=60).send(heavy(number)), range(40)))
    stop.set()
    reader.join()
    refused = [response for response in answers if response.status == 503]
    made = [response for response in answers if response.status == 200]
    assert len(refused) + len(made) == 40
    assert made
    assert refused
    assert all(response.header("Retry-After") == str(RETRY_AFTER) for response in refused)
    assert all(t("busy.text", "nl") in response.body.decode() for response in refused)
    assert all(response.body.startswith(b"PK") for response in made)
    assert {response.status for response in pages} == {200}
    # A page does not wait for a file: it shares the cores with four exports at most.
    assert len(pages) > 5
    assert sorted(response.seconds for response in pages)[len(pages) // 2] < 1


def test_export_of_a_closed_connection_makes_room_for_the_next(gunicorn: Served, real: None) -> None:
    port = port_of(gunicorn)
    for number in range(12):
        with socket.create_connection(("127.0.0.1", port), 10) as connection:
            connection.sendall(wire(heavy(100 + number)))
    for _ in range(60):
        response = Connection(port, timeout=60).send(heavy(200))
        if response.status == 200:
            break
        time.sleep(0.5)
    assert response.status == 200
