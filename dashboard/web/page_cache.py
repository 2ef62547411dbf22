"""The outermost layer: files from memory, and pages and callbacks that were made before as they were made.

A page or an answer of a callback depends on nothing but its address or choice, the data, and the day; so it is made once
for each, packed once, and kept in a bounded cache. The key is the choice that was understood, not what was typed: an
address with something in it that no page of ours writes is answered, and not kept.
"""

from __future__ import annotations

import datetime as dt
import json
import threading
from collections.abc import Callable, Hashable, Iterable
from typing import Any

from werkzeug.datastructures import Headers
from werkzeug.exceptions import BadRequest, HTTPException, RequestEntityTooLarge, UnsupportedMediaType

from dashboard import config
from dashboard.db import connection
from dashboard.errors import DatabaseError
from dashboard.web import callbacks
from dashboard.web.http import csp, request_limits
from dashboard.web.http.cache import Cache
from dashboard.web.http.compression import IMMUTABLE, Ready, encoding_for, is_packable, ready
from dashboard.web.http.security_headers import EVERY, over_tls
from dashboard.web.http.static import Shelf
from dashboard.web.pages import registry
from dashboard.web.pages.context import PageContext, arrive

Environ = dict[str, Any]
Name = tuple[Any, ...]
Wsgi = Callable[[Environ, Any], Iterable[bytes]]

_LONGEST_NAME = 600
_STRIPES = 16


class Answers:
    """A WSGI application around another one."""

    def __init__(self, inner: Wsgi, *, shelf: Shelf, update: str, cache: Cache | None = None) -> None:
        self._inner, self._shelf, self._update = inner, shelf, update
        self.cache = cache or Cache()
        self._stripes = [threading.Lock() for _ in range(_STRIPES)]

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        """Answer a request."""
        start_response = over_tls(environ, start_response)
        method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"]
        if status := request_limits.wrong(environ):
            return self._refused(status, environ, start_response)
        if method in ("GET", "HEAD"):
            file = self._shelf.files.get(path)
            if file is not None:
                return _file(file, environ, start_response)
            # Pages have whole addresses in them: with the site's own name when it has one, else with the one that was asked.
            host = config.settings().public_url or environ.get("HTTP_HOST")
            name: Name = ("page", host, path, environ.get("QUERY_STRING", ""))
        elif method == "POST" and path == self._update:
            try:
                asked = _asked(environ)
            except HTTPException as error:
                return self._refused(error.code or 400, environ, start_response)
            # What else was sent goes no further: Dash gets just what a page of ours sends.
            environ = request_limits.with_body(environ, json.dumps(callbacks.request_for(**asked)).encode())
            name = ("callback", asked["path"], asked["query"])
        else:
            return self._through(environ, start_response)
        with connection.pinned():
            return self._answered(name, environ, start_response)

    def _answered(self, name: Name, environ: Environ, start_response: Any) -> Iterable[bytes]:
        """A page or a callback: as it was made before for these data, or made now."""
        version = _version()
        self.cache.at(version)
        found = self.cache.named(name, version=version)
        if found is None:
            key = _key(name)
            if key is None or version is None:
                return self._through(environ, start_response)
            found = self._made(key, version, environ)
            if sum(len(part) for part in name if isinstance(part, str)) <= _LONGEST_NAME and found.status == "200 OK":
                self.cache.name(name, found, version=version)
        return found.give(environ, start_response)

    def _refused(self, status: int, environ: Environ, start_response: Any) -> Iterable[bytes]:
        """The calm page for a request that is not looked at any further; its body is left alone."""
        return self._through({**environ, request_limits.REFUSED: status}, start_response)

    def _made(self, key: Hashable, version: Hashable, environ: Environ) -> Ready:
        """The answer for a key: kept, or made now, by one thread while others wait for it."""
        found = self.cache.get(key, version=version)
        if found is not None:
            return found
        with self._stripes[hash(key) % _STRIPES]:
            found = self.cache.get(key, version=version)
            if found is None:
                found = self._ask(environ)
                if found.status == "200 OK":
                    self.cache.keep(key, found, version=version)
            return found

    def _ask(self, environ: Environ) -> Ready:
        """What the application answers, in full and not packed."""
        status, headers, body = _run(
            self._inner, {**environ, "REQUEST_METHOD": environ["REQUEST_METHOD"].replace("HEAD", "GET")}
        )
        return ready(status, headers, body, tagged=environ["REQUEST_METHOD"] != "POST" and status == "200 OK")

    def _through(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        """An answer that is not kept; text is packed, anything else goes as it is."""
        begun: list[tuple[str, Headers]] = []

        def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
            begun.append((status, Headers(headers)))
            return lambda data: None

        parts = self._inner(environ, start)
        if not begun or environ["REQUEST_METHOD"] == "HEAD" or not is_packable(begun[0][1]):
            parts = parts if begun else list(parts)
            start_response(begun[0][0], list(begun[0][1]))
            return parts
        status, headers = begun[0]
        body = _joined(parts)
        return ready(status, headers, body, tagged=status == "200 OK").give(environ, start_response)


def _run(inner: Wsgi, environ: Environ) -> tuple[str, Headers, bytes]:
    begun: list[tuple[str, Headers]] = []

    def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
        begun.append((status, Headers(headers)))
        return lambda data: None

    body = _joined(inner(environ, start))
    return (*begun[0], body)


def _joined(parts: Iterable[bytes]) -> bytes:
    try:
        return b"".join(parts)
    finally:
        close = getattr(parts, "close", None)
        if close:
            close()


def _file(file: Any, environ: Environ, start_response: Any) -> Iterable[bytes]:
    """A file from the shelf, in the encoding that the browser takes."""
    encoding = encoding_for(environ.get("HTTP_ACCEPT_ENCODING", ""))
    body = file.body(encoding)
    said = [
        ("Content-Type", f"{file.mimetype}; charset=utf-8" if file.mimetype.startswith("text/") else file.mimetype),
        ("Content-Length", str(len(body))),
        ("Cache-Control", IMMUTABLE),
        ("Vary", "Accept-Encoding"),
        *EVERY.items(),
    ]
    if file.mimetype == "image/svg+xml":
        said.append(("Content-Security-Policy", csp.drawing(file.plain.decode())))
    if encoding:
        said.append(("Content-Encoding", encoding))
    start_response("200 OK", said)
    return () if environ["REQUEST_METHOD"] == "HEAD" else (body,)


def _asked(environ: Environ) -> dict[str, str]:
    """The choice in the request of a callback. Raises what is wrong with a request that no page of ours sends."""
    if environ.get("CONTENT_TYPE", "").partition(";")[0].strip().lower() != "application/json":
        raise UnsupportedMediaType
    body = request_limits.taken(environ, most=callbacks.LONGEST_BODY)
    if body is None:
        raise RequestEntityTooLarge
    choice = callbacks.choice_in(body)
    if choice is None:
        raise BadRequest
    return choice


def _version() -> Hashable:
    """The version of the data and the day; None without data, for then nothing is kept."""
    current = connection.current()
    try:
        current.refresh()
    except DatabaseError:
        return None
    return current.serial, current.generation, dt.date.today()


def _key(name: Name) -> Hashable | None:
    """What an answer depends on; None for what is not to be kept."""
    try:
        if name[0] == "callback":
            found = callbacks.asked({"path": name[1], "query": name[2]})
            return ("callback", *_of(*found)) if found and _is_plain(found[1]) else None
        path, query = str(name[2]).encode("latin-1").decode("utf-8", "replace"), str(name[3])
        place = registry.at(path)
        if place is None:
            return None
        context = arrive(lang=place.lang, path=path, query=query, item=place.item)
        return ("page", name[1], *_of(place, context)) if _is_plain(context) else None
    except Exception:
        # Whatever it is: the page itself meets it again, and says it calmly.
        return None


def _is_plain(context: PageContext) -> bool:
    """Whether all of an address was understood, and none of it are words of the reader's own."""
    return not context.remarks and not context.choice.words and not context.choice.name


def _of(place: registry.Place, context: PageContext) -> tuple[Hashable, ...]:
    return place.page.name, place.lang, place.item, context.choice
