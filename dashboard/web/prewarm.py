"""Fill the page cache of a process before readers ask, and compress its static files well."""

import threading
import time
from collections.abc import Iterable
from itertools import islice, takewhile

import flask
from werkzeug.test import Client

from dashboard import config
from dashboard.errors import DatabaseError
from dashboard.web import callbacks, dash_app
from dashboard.web.http.static import StaticFiles
from dashboard.web.pages.registry import Place, everywhere

# Seconds in which the first reader has the process alone.
_DELAY = 1.0
# Seconds spent on pages: with hundreds of municipalities, all of them would take a core for minutes.
_MOST_SECONDS = 20.0


def prewarm_first(server: flask.Flask) -> None:
    """Request one page and its callback, so that Dash and DuckDB have done their first work before a reader comes."""
    places = (place for place in _places() if place.page.live and place.lang == config.DEFAULT_LANGUAGE)
    _request(server, islice(places, 1))


def start(server: flask.Flask, static_files: StaticFiles) -> None:
    """Prewarm the other pages in a background thread.

    The thread is not a daemon: a process that ends while a daemon thread is inside DuckDB is aborted.
    """
    threading.Thread(target=_run, args=(server, static_files), name="prewarm").start()


def _run(server: flask.Flask, static_files: StaticFiles) -> None:
    time.sleep(_DELAY)
    prewarm(server)
    for file in list(static_files.files.values()):
        if threading.main_thread().is_alive():
            file.compress()


def prewarm(server: flask.Flask, *, seconds: float = _MOST_SECONDS) -> list[str]:
    """Request every page until `seconds` have passed or the process stops; return the paths.

    Pages with an address of their own come before those of municipalities and approaches.
    """
    end = time.monotonic() + seconds
    places = sorted(_places(), key=lambda place: bool(place.item))
    return _request(server, takewhile(lambda _: threading.main_thread().is_alive() and time.monotonic() < end, places))


def _request(server: flask.Flask, places: Iterable[Place]) -> list[str]:
    # Below the request log: these are not requests of readers.
    client = Client(server.extensions["page_cache"])
    paths = []
    for place in places:
        path = place.page.path(place.lang, place.item)
        client.get(path, headers={"Accept-Encoding": "br"})
        if place.page.live:
            client.post(dash_app.UPDATE, json=callbacks.request_for(path=path, query=""))
        paths.append(path)
    return paths


def _places() -> list[Place]:
    """Return every page; none without data, as the service starts without them too."""
    try:
        return everywhere()
    except DatabaseError:
        return []
