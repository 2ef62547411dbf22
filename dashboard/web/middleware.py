"""What every request passes: WSGI middleware that logs it and caches its response, limits, and redirects.

Pages and the responses of Dash callbacks depend on nothing but the page, the filters, the data version and the day. The key
is the parsed address, so two spellings of the same filters share a response, and what a reader typed is not stored: neither
unknown values nor free text.
"""

import io
import json
import logging
import re
import time
from collections.abc import Callable, Hashable, Iterable
from secrets import token_hex
from typing import Any
from urllib.parse import quote, urlsplit

import flask
from werkzeug.datastructures import Headers
from werkzeug.exceptions import BadRequest, HTTPException
from werkzeug.routing import RequestRedirect
from werkzeug.wrappers import Request
from werkzeug.wrappers import Response as Answer

from dashboard import config
from dashboard.db import connection
from dashboard.db.sql import data_version
from dashboard.errors import DatabaseError
from dashboard.logging import REQUEST_ID
from dashboard.selection.filters import normalized
from dashboard.web import callbacks, redirects
from dashboard.web.http.responses import StoredResponse, cache, store, with_hsts
from dashboard.web.pages import registry
from dashboard.web.pages.context import PageContext, resolve_context

Environ = dict[str, Any]
WsgiApp = Callable[[Environ, Any], Iterable[bytes]]

HEADER = "X-Request-Id"
# How much of a path is logged.
_LOGGED_PATH = 200
_requests = logging.getLogger("dashboard.requests")

# The longest address of a page of ours is that of a chart set; a path is short.
LONGEST_QUERY = 8_000
LONGEST_PATH = 1_000
# The largest body is that of a callback. Views that take more say so themselves.
MOST_BYTES = 20_000
MOST_PARTS = 20
# The key in a WSGI environment of an HTTPException that Flask is to answer with.
_ERROR = "dashboard.error"

_HOST = re.compile(r"(?:[A-Za-z0-9_.-]{1,255}|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?")


class RequestLog:
    """WSGI middleware that gives each request an id and logs how it went.

    The response carries the id in `X-Request-Id`. An id sent by the client is ignored, because a visitor could write
    anything into the log with it.
    """

    def __init__(self, app: WsgiApp) -> None:
        self._app = app

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        """Pass the request on, and log it when the response starts."""
        begun = time.perf_counter()
        environ[REQUEST_ID] = id = token_hex(4)

        def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
            headers = [*headers, (HEADER, id)]
            milliseconds = round((time.perf_counter() - begun) * 1000, 2)
            fields = request_fields(environ, status=status, headers=headers, milliseconds=milliseconds)
            _requests.info("request", extra={"fields": fields})
            return start_response(status, headers, exc_info)

        return self._app(environ, start)


def request_fields(
    environ: Environ, *, status: str, headers: Iterable[tuple[str, str]], milliseconds: float
) -> dict[str, Any]:
    """Return what is logged about a request: `bytes` is the size of the body, `ms` the time to the response."""
    method, code = environ["REQUEST_METHOD"], int(status[:3])
    has_body = method != "HEAD" and code != 304
    sizes = [int(value) for name, value in headers if name.lower() == "content-length"] if has_body else [0]
    # WSGI passes the bytes of the path as Latin-1.
    path = environ["PATH_INFO"][:_LOGGED_PATH].encode("latin-1", "replace").decode("utf-8", "replace")
    return {
        "event": "request",
        "id": environ.get(REQUEST_ID),
        "method": method[:20],
        "path": path,
        "status": code,
        "bytes": next(iter(sizes), None),
        "ms": milliseconds,
    }


def register(server: flask.Flask) -> None:
    """Limit and redirect every request of a server, before its view."""
    server.config.update(MAX_CONTENT_LENGTH=MOST_BYTES, MAX_FORM_MEMORY_SIZE=MOST_BYTES, MAX_FORM_PARTS=MOST_PARTS)
    server.before_request(_redirect)
    server.before_request(_refuse)


def status_for(environ: Environ) -> int:
    """Return 414 or 400 for an address or a host that no browser sends in good faith, and 0 for others."""
    if len(environ.get("QUERY_STRING", "")) > LONGEST_QUERY or len(environ["PATH_INFO"]) > LONGEST_PATH:
        return 414
    # Only HTTP/1.0 may leave the host out.
    host = environ.get("HTTP_HOST", "" if environ["SERVER_PROTOCOL"] == "HTTP/1.1" else None)
    return 400 if host is not None and not _HOST.fullmatch(host) else 0


def _refuse() -> None:
    environ = flask.request.environ
    if _ERROR in environ:
        raise environ[_ERROR]
    if status := status_for(environ):
        flask.abort(status)


def _redirect() -> Answer | None:
    """Redirect a path with too many slashes, or a query that another program changed.

    Flask would write the host of the request into the redirect, and a cache could give it to other readers.
    """
    request = flask.request
    error = request.routing_exception
    if isinstance(error, RequestRedirect):
        to = urlsplit(error.new_url)
        return redirects.to(to.path, to.query)
    text = request.query_string.decode("utf-8", "replace")
    query = normalized(text) if request.method in ("GET", "HEAD") else text
    return None if query == text else redirects.to(quote(request.path), query)


class PageCache:
    """Wrap a WSGI application; `callback` and `layout` are paths of Dash."""

    def __init__(self, app: WsgiApp, *, callback: str, layout: str) -> None:
        self._app, self._callback, self._layout = app, callback, layout

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        """Answer a request from one data version, even if the data are replaced meanwhile."""
        with connection.pinned():
            return self._respond(environ)(environ, with_hsts(environ, start_response))

    def _respond(self, environ: Environ) -> StoredResponse:
        key = None
        try:
            key = self._key(environ)
        except HTTPException as error:
            environ[_ERROR] = error
        response = None if key is None else cache.get(key)
        if response is None:
            response = self._run(environ)
            if key is not None and response.status == "200 OK":
                cache.put(key, response)
        return response

    def _run(self, environ: Environ) -> StoredResponse:
        """Return the response of the application. A HEAD request is run as GET, and loses its body when sent."""
        started: list[tuple[str, Headers]] = []

        def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
            started.append((status, Headers(headers)))
            return lambda data: None

        parts = self._app({**environ, "REQUEST_METHOD": environ["REQUEST_METHOD"].replace("HEAD", "GET")}, start)
        try:
            body = b"".join(parts)
        finally:
            if hasattr(parts, "close"):
                parts.close()
        return store(*started[0], body)

    def _key(self, environ: Environ) -> Hashable | None:
        """Return the key of a request, or None if its response is not to be cached.

        Raises HTTPException for a callback that no page of ours sends.
        """
        method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"]
        if status_for(environ):
            return None
        if method in ("GET", "HEAD"):
            if normalized(environ.get("QUERY_STRING", "")) != environ.get("QUERY_STRING", ""):
                # The application redirects it.
                return None
            path = path.encode("latin-1").decode("utf-8", "replace")
            if path == self._layout:
                # The layout of Dash is for the page that the referrer names.
                return _page_key(**callbacks.address_of(environ.get("HTTP_REFERER")), host="layout")
            # Pages contain whole addresses, with the host of the request if the site has no public one.
            return _page_key(
                path, environ.get("QUERY_STRING", ""), config.settings().public_url or environ.get("HTTP_HOST")
            )
        if method == "POST" and path == self._callback:
            filters = _callback_filters(environ)
            # Whatever else was sent goes no further: Dash gets what a page of ours sends.
            body = json.dumps(callbacks.request_for(**filters)).encode()
            environ.update({"wsgi.input": io.BytesIO(body), "CONTENT_LENGTH": str(len(body))})
            # Like pages, selections contain whole addresses.
            host = config.settings().public_url or environ.get("HTTP_HOST")
            return _page_key(filters["path"], filters["query"], f"callback {host}")
        return None


def _callback_filters(environ: Environ) -> dict[str, str]:
    request = Request(environ)
    request.max_content_length = callbacks.LONGEST_BODY
    try:
        filters = callbacks.parse_request(request.get_json())
    except RecursionError as error:
        raise BadRequest from error
    if filters is None:
        raise BadRequest
    return filters


def _page_key(path: str, query: str, host: str | None) -> Hashable | None:
    place = registry.at(path)
    version = _data_version()
    if place is None or version is None:
        return None
    try:
        context = resolve_context(lang=place.lang, path=path, query=query, item=place.item)
    except Exception:
        # The page meets the same error, and answers with an error page.
        return None
    return (version, host, place.page.name, place.lang, place.item, context.choice) if _is_plain(context) else None


def _data_version() -> Hashable:
    """Return the data version and the day; None without data."""
    try:
        return data_version(), config.today()
    except DatabaseError:
        return None


def _is_plain(context: PageContext) -> bool:
    """Return whether every part of an address was understood and none of it is free text."""
    choice = context.choice
    return not (context.remarks or choice.words or choice.name or choice.people)
