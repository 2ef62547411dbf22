"""Many exports at once, over sockets: some are refused with a time to come back, and pages are served meanwhile."""

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
from tests.hostile_requests import Ask, Line, wire

FORM = ("Content-Type", "application/x-www-form-urlencoded")


@pytest.fixture(scope="module")
def gunicorn(database: Path) -> Iterator[Served]:
    with served(workers=2, DASHBOARD_DATABASE=str(database)) as found:
        yield found


def port_of(of: Served) -> int:
    port = urlsplit(of.address).port
    assert port
    return port


def heavy(number: int) -> Ask:
    """A file that takes a while, each another one."""
    items = every()[:10]
    fields = [f"item={quote(item, safe='*')}" for item in items] + [f"title=set{number}"]
    return Ask(method="POST", target="/vergaderset.docx", headers=(FORM,), body="&".join(fields).encode())


def test_of_many_who_ask_for_files_some_hear_when_to_come_back_and_pages_go_on(gunicorn: Served, real: None) -> None:
    """Forty at once ask for a file that takes a second; each worker makes two at a time and keeps a thread for pages."""
    port, pages, stop = port_of(gunicorn), [], threading.Event()

    def reading() -> None:
        line = Line(port)
        while not stop.is_set():
            pages.append(line.ask(Ask(target="/vergelijken", headers=(("Accept-Encoding", "br"),))))
            time.sleep(0.02)

    reader = threading.Thread(target=reading)
    reader.start()
    with ThreadPoolExecutor(40) as pool:
        answers = list(pool.map(lambda number: Line(port, patience=60).ask(heavy(number)), range(40)))
    stop.set()
    reader.join()
    refused = [told for told in answers if told.status == 503]
    made = [told for told in answers if told.status == 200]
    assert len(refused) + len(made) == 40
    assert made
    assert refused
    assert all(told.header("Retry-After") == str(RETRY_AFTER) for told in refused)
    assert all(t("busy.text", "nl") in told.body.decode() for told in refused)
    assert all(told.body.startswith(b"PK") for told in made)
    assert {told.status for told in pages} == {200}
    # A page waits for no file: it shares the cores with four that are made, and no more.
    assert len(pages) > 5
    assert sorted(told.seconds for told in pages)[len(pages) // 2] < 1


def test_who_goes_away_leaves_the_place_to_the_next(gunicorn: Served, real: None) -> None:
    port = port_of(gunicorn)
    for number in range(12):
        with socket.create_connection(("127.0.0.1", port), 10) as line:
            line.sendall(wire(heavy(100 + number)))
    for _ in range(60):
        told = Line(port, patience=60).ask(heavy(200))
        if told.status == 200:
            break
        time.sleep(0.5)
    assert told.status == 200
