"""WSGI middleware that caches pages and the responses of Dash callbacks.

They depend on nothing but the page, the filters, the data version and the day. The key is the parsed address, so two
spellings of the same filters share a response, and what a reader typed is not stored: neither unknown values nor free text.
"""

import io
import json
from collections.abc import Callable, Hashable, Iterable
from typing import Any

from werkzeug.datastructures import Headers
from werkzeug.exceptions import BadRequest, HTTPException
from werkzeug.wrappers import Request

from dashboard import config
from dashboard.db import connection
from dashboard.db.sql import data_version
from dashboard.errors import DatabaseError
from dashboard.selection.filters import normalized
from dashboard.web import callbacks
from dashboard.web.http import security
from dashboard.web.http.cache import StoredResponse, cache, store
from dashboard.web.pages import registry
from dashboard.web.pages.context import PageContext, resolve_context

Environ = dict[str, Any]
WsgiApp = Callable[[Environ, Any], Iterable[bytes]]


class PageCache:
    """Wrap a WSGI application; `callback` and `layout` are paths of Dash."""

    def __init__(self, app: WsgiApp, *, callback: str, layout: str) -> None:
        self._app, self._callback, self._layout = app, callback, layout

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        """Answer a request from one data version, even if the data are replaced meanwhile."""
        with connection.pinned():
            return self._respond(environ)(environ, security.with_hsts(environ, start_response))

    def _respond(self, environ: Environ) -> StoredResponse:
        key = None
        try:
            key = self._key(environ)
        except HTTPException as error:
            environ[security.ERROR] = error
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
        if security.status_for(environ):
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
