"""The outermost layer: files from memory, and pages and callbacks that were made before as they were made.

A page or an answer of a callback depends on nothing but its address or choice, the data, and the day; so it is made once
for each, packed once, and kept in a bounded cache. The key is the choice that was understood, not what was typed: an
address with something in it that no page of ours writes is answered, and not kept.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import threading
from collections.abc import Callable, Hashable, Iterable
from typing import Any

from werkzeug.datastructures import Headers

from dashboard import callbacks, pages, store
from dashboard.cache import Cache
from dashboard.errors import StoreError
from dashboard.pages.visit import Visit, arrive
from dashboard.responses import IMMUTABLE, Ready, encoding_for, is_packable, ready
from dashboard.statics import Shelf

Environ = dict[str, Any]
Name = tuple[Any, ...]
Wsgi = Callable[[Environ, Any], Iterable[bytes]]

_LONGEST_NAME = 600
_LONGEST_BODY = 20_000
_STRIPES = 16


class Answers:
    """A WSGI application around another one."""

    def __init__(self, inner: Wsgi, *, shelf: Shelf, update: str, cache: Cache | None = None) -> None:
        self._inner, self._shelf, self._update = inner, shelf, update
        self.cache = cache or Cache()
        self._stripes = [threading.Lock() for _ in range(_STRIPES)]

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        """Answer a request."""
        method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"]
        if method in ("GET", "HEAD"):
            file = self._shelf.files.get(path)
            if file is not None:
                return _file(file, environ, start_response)
            name: Name = ("page", environ.get("HTTP_HOST"), path, environ.get("QUERY_STRING", ""))
        elif method == "POST" and path == self._update:
            body = _body(environ)
            name = ("callback", environ.get("CONTENT_TYPE"), body)
        else:
            return self._through(environ, start_response)
        version = _version()
        self.cache.at(version)
        found = self.cache.named(name)
        if found is None:
            key = _key(name)
            if key is None or version is None:
                return self._through(environ, start_response)
            found = self._made(key, version, environ)
            if (
                sum(len(part) for part in name if isinstance(part, str | bytes)) <= _LONGEST_NAME
                and found.status == "200 OK"
            ):
                self.cache.name(name, found)
        return found.give(environ, start_response)

    def _made(self, key: Hashable, version: Hashable, environ: Environ) -> Ready:
        """The answer for a key: kept, or made now, by one thread while others wait for it."""
        found = self.cache.get(key)
        if found is not None:
            return found
        with self._stripes[hash(key) % _STRIPES]:
            found = self.cache.get(key)
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
    body = {"br": file.br, "gzip": file.gzip, "": file.plain}[encoding]
    headers = [
        ("Content-Type", f"{file.mimetype}; charset=utf-8" if file.mimetype.startswith("text/") else file.mimetype),
        ("Content-Length", str(len(body))),
        ("Cache-Control", IMMUTABLE),
        ("Vary", "Accept-Encoding"),
        ("X-Content-Type-Options", "nosniff"),
    ]
    if encoding:
        headers.append(("Content-Encoding", encoding))
    start_response("200 OK", headers)
    return () if environ["REQUEST_METHOD"] == "HEAD" else (body,)


def _body(environ: Environ) -> bytes:
    """The body of a request, left where the application will read it again."""
    length = environ.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length) > _LONGEST_BODY:
        return b""
    body: bytes = environ["wsgi.input"].read(int(length))
    environ["wsgi.input"] = io.BytesIO(body)
    return body


def _version() -> Hashable:
    """The version of the data and the day; None without data, for then nothing is kept."""
    current = store.current()
    try:
        current.refresh()
    except StoreError:
        return None
    return current.serial, current.generation, dt.date.today()


def _key(name: Name) -> Hashable | None:
    """What an answer depends on; None for what is not to be kept."""
    try:
        if name[0] == "callback":
            found = _choice(name[2])
            return None if found is None else ("callback", *_of(found[0], found[1]))
        path, query = str(name[2]).encode("latin-1").decode("utf-8", "replace"), str(name[3])
        place = pages.at(path)
        if place is None:
            return None
        visit = arrive(lang=place.lang, path=path, query=query, item=place.item)
        return ("page", name[1], *_of(place, visit)) if _is_plain(visit) else None
    except StoreError:
        return None


def _is_plain(visit: Visit) -> bool:
    """Whether all of an address was understood, and none of it are words of the reader's own."""
    return not visit.remarks and not visit.choice.words and not visit.choice.name


def _of(place: pages.Place, visit: Visit) -> tuple[Hashable, ...]:
    return place.page.name, place.lang, place.item, visit.choice


def _choice(body: object) -> tuple[pages.Place, Visit] | None:
    """The choice in the request of a callback, if it is just what our page sends."""
    try:
        asked: Any = json.loads(body) if isinstance(body, bytes) else None
        inputs = asked["inputs"]
        if len(inputs) != 1 or asked["output"] != callbacks.OUTPUT or asked.get("state"):
            return None
        if (inputs[0]["id"], inputs[0]["property"]) != (callbacks.COMPONENT, "choice"):
            return None
        found = callbacks.asked(inputs[0]["value"])
    except (ValueError, KeyError, TypeError, IndexError):
        return None
    return found if found and _is_plain(found[1]) else None
