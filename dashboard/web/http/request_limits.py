"""Limits of requests: the length of an address, the form of a host, the size of a body.

They hold behind any server; gunicorn and the proxy have limits of their own for lines and headers.
"""

import re
from typing import Any

import flask

Environ = dict[str, Any]

# The longest address of a page of ours is that of a chart set; a path is short.
LONGEST_QUERY = 8_000
LONGEST_PATH = 1_000
# The largest body is that of a callback. Views that take more say so themselves.
MOST_BYTES = 20_000
MOST_PARTS = 20
# The key in a WSGI environment of an HTTPException that Flask is to answer with.
ERROR = "dashboard.error"

_HOST = re.compile(r"(?:[A-Za-z0-9_.-]{1,255}|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?")


def status_for(environ: Environ) -> int:
    """Return 414 or 400 for an address or a host that no browser sends in good faith, and 0 for others."""
    if len(environ.get("QUERY_STRING", "")) > LONGEST_QUERY or len(environ["PATH_INFO"]) > LONGEST_PATH:
        return 414
    # Only HTTP/1.0 may leave the host out.
    host = environ.get("HTTP_HOST", "" if environ["SERVER_PROTOCOL"] == "HTTP/1.1" else None)
    return 400 if host is not None and not _HOST.fullmatch(host) else 0


def register(server: flask.Flask) -> None:
    """Apply the limits to every request of a server."""
    server.config.update(MAX_CONTENT_LENGTH=MOST_BYTES, MAX_FORM_MEMORY_SIZE=MOST_BYTES, MAX_FORM_PARTS=MOST_PARTS)
    server.before_request(_check)


def _check() -> None:
    environ = flask.request.environ
    if ERROR in environ:
        raise environ[ERROR]
    if status := status_for(environ):
        flask.abort(status)
