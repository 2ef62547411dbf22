"""What a process does beside its readers: ask for pages before anybody does, pack scripts well, give memory back."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable
from itertools import islice, takewhile

import flask

from dashboard import config
from dashboard.errors import StoreError
from dashboard.exports import memory
from dashboard.web import callbacks, dash_app
from dashboard.web.http.static import Shelf
from dashboard.web.pages.registry import Place, everywhere

# Seconds in which the first reader has the process alone.
_FIRST_READER = 1.0
# Seconds for which pages are asked for: with hundreds of municipalities all of them would keep a core from readers for minutes.
_ASK_FOR = 20.0
# Seconds between two times that memory is given back.
_TIDY_EVERY = 30


def warm_up(server: flask.Flask) -> None:
    """Ask for one page with a callback, so that Dash and DuckDB have made their first answers before anybody asks."""
    live_ones = (place for place in _places() if place.page.live and place.lang == config.DEFAULT_LANGUAGE)
    _ask(server, islice(live_ones, 1))


def begin(server: flask.Flask, shelf: Shelf) -> None:
    """Go on beside the readers, in a thread of its own.

    Not a daemon: a process that ends while such a thread is inside DuckDB is aborted. It stops by itself.
    """
    threading.Thread(target=go_on, args=(server, shelf), name="warming").start()


def go_on(server: flask.Flask, shelf: Shelf) -> None:
    """The other addresses and the best packing of the scripts, when the first reader has been answered; then tidying."""
    time.sleep(_FIRST_READER)
    ask_ahead(server)
    if _lives():
        shelf.pack_well()
        memory.settle()
    _tidy()


def ask_ahead(server: flask.Flask, *, seconds: float = _ASK_FOR) -> list[str]:
    """Ask for every address, for so many seconds at most: pages that have one before those of municipalities and types."""
    end = time.monotonic() + seconds
    places = sorted(_places(), key=lambda place: bool(place.item))
    return _ask(server, takewhile(lambda _: _lives() and time.monotonic() < end, places))


def _ask(server: flask.Flask, places: Iterable[Place]) -> list[str]:
    client = server.test_client()
    asked = []
    for place in places:
        path = place.page.path(place.lang, place.item)
        client.get(path, headers={"Accept-Encoding": "br"})
        if place.page.live:
            client.post(dash_app.UPDATE, json=callbacks.request_for(path=path, query=""))
        asked.append(path)
    return asked


def _tidy() -> None:
    """Give memory back from time to time: making pages leaves holes in it, a quarter of what a busy process holds."""
    seconds = 0
    while _lives():
        time.sleep(1)
        seconds += 1
        if seconds % _TIDY_EVERY == 0:
            memory.give_back()


def _lives() -> bool:
    """Whether this process is to go on: its main thread has ended when it only waits for the others."""
    return threading.main_thread().is_alive()


def _places() -> list[Place]:
    """Every address; none while there are no data, without which the service starts too, and says so at /readyz."""
    try:
        return everywhere()
    except StoreError:
        return []
