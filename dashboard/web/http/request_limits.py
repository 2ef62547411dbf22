"""What a request may be: address, host and body within bounds. What is beyond them is refused before anything is made for it.

The bounds hold behind any server; gunicorn has its own for lines and headers (gunicorn.conf.py).
"""

from __future__ import annotations

import io
import re
from typing import Any

import flask
from werkzeug.exceptions import BadRequest

Environ = dict[str, Any]

# The longest address that a page of ours writes is that of a set of charts (sets.py); a path is short.
LONGEST_QUERY = 8_000
LONGEST_PATH = 1_000
# What is sent to an address that says nothing else: the request of a callback is the largest.
MOST_BYTES = 20_000
MOST_PARTS = 20
# The status that the outermost layer decided on, on its way to the page that says so.
REFUSED = "dashboard.refused"

_HOST = re.compile(r"(?:[A-Za-z0-9_.-]{1,255}|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?")


def wrong(environ: Environ) -> int:
    """The status for a request with an address or a host that nobody in good faith sends; 0 for all others."""
    if len(environ.get("QUERY_STRING", "")) > LONGEST_QUERY or len(environ["PATH_INFO"]) > LONGEST_PATH:
        return 414
    host = environ.get("HTTP_HOST")
    return 400 if host is not None and not _HOST.fullmatch(host) else 0


class Body:
    """The body of a request. What a client breaks off, or sends in pieces that are none, is 400: no fault of ours."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def read(self, size: int = -1) -> bytes:
        """So many bytes, or all that there is."""
        return self._taken("read", size)

    def readline(self, size: int = -1) -> bytes:
        """One line."""
        return self._taken("readline", size)

    def _taken(self, how: str, size: int) -> bytes:
        try:
            found: bytes = getattr(self._stream, how)(size)
        except Exception as error:
            raise BadRequest from error
        return found


def taken(environ: Environ, *, most: int) -> bytes | None:
    """The whole body, with or without a length that was said before; None when there is more than `most`. Raises BadRequest."""
    said = environ.get("CONTENT_LENGTH") or ""
    if not said:
        # In pieces; a server that does not say where a body ends would wait for ever.
        size = most + 1 if environ.get("wsgi.input_terminated") else 0
    elif not re.fullmatch(r"[0-9]{1,12}", said):
        raise BadRequest
    else:
        size = int(said)
    if size > most + 1:
        return None
    body = Body(environ["wsgi.input"]).read(size) if size else b""
    return None if len(body) > most else body


def with_body(environ: Environ, body: bytes) -> Environ:
    """The same request with another body."""
    return {**environ, "wsgi.input": io.BytesIO(body), "CONTENT_LENGTH": str(len(body))}


def refuse() -> None:
    """Before each request: the bounds of this module."""
    environ = flask.request.environ
    status = environ.get(REFUSED) or wrong(environ)
    if status:
        flask.abort(status)
    environ["wsgi.input"] = Body(environ["wsgi.input"])


def register(server: flask.Flask) -> None:
    """Hold a server to these bounds. An address that takes more says so itself."""
    server.config.update(MAX_CONTENT_LENGTH=MOST_BYTES, MAX_FORM_MEMORY_SIZE=MOST_BYTES, MAX_FORM_PARTS=MOST_PARTS)
    server.before_request(refuse)
