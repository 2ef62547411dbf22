"""Log one JSON line per request on standard output, and everything else on standard error.

No line identifies a reader: the client address, browser, referrer and query string are never logged.
"""

import datetime as dt
import json
import logging
import sys
import threading
import time
from collections.abc import Callable, Iterable
from secrets import token_hex
from typing import Any

Environ = dict[str, Any]
WsgiApp = Callable[[Environ, Any], Iterable[bytes]]

HEADER = "X-Request-Id"
_REQUEST_ID = "dashboard.request_id"
_LONGEST_PATH = 200
_LEVELS = {"WARNING": "warning", "ERROR": "error", "CRITICAL": "error"}
_requests = logging.getLogger("dashboard.requests")


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
        environ[_REQUEST_ID] = id = token_hex(4)

        def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
            headers = [*headers, (HEADER, id)]
            milliseconds = round((time.perf_counter() - begun) * 1000, 2)
            fields = request_fields(environ, status=status, headers=headers, milliseconds=milliseconds)
            _requests.info("request", extra={"fields": fields})
            return start_response(status, headers, exc_info)

        return self._app(environ, start)


def request_id(environ: Environ) -> str:
    """Return the id of a request; a new one if it did not pass `RequestLog`."""
    return str(environ.get(_REQUEST_ID) or token_hex(4))


def request_fields(
    environ: Environ, *, status: str, headers: Iterable[tuple[str, str]], milliseconds: float
) -> dict[str, Any]:
    """Return what is logged about a request: `bytes` is the size of the body, `ms` the time to the response."""
    method, code = environ["REQUEST_METHOD"], int(status[:3])
    has_body = method != "HEAD" and code != 304
    sizes = [int(value) for name, value in headers if name.lower() == "content-length"] if has_body else [0]
    # WSGI passes the bytes of the path as Latin-1.
    path = environ["PATH_INFO"][:_LONGEST_PATH].encode("latin-1", "replace").decode("utf-8", "replace")
    return {
        "event": "request",
        "id": environ.get(_REQUEST_ID),
        "method": method[:20],
        "path": path,
        "status": code,
        "bytes": next(iter(sizes), None),
        "ms": milliseconds,
    }


class JsonFormatter(logging.Formatter):
    """Format a record as one line of JSON: the fields of a request, or level, logger, message and trace."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line; `event`, `id` and `detail` given in `extra` are included."""
        now = dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        fields = getattr(record, "fields", None)
        if fields is None:
            fields = {
                "event": getattr(record, "event", "log"),
                "level": _LEVELS.get(record.levelname, "info"),
                "logger": record.name,
                "message": record.getMessage(),
            }
            fields |= {name: getattr(record, name) for name in ("id", "detail") if hasattr(record, name)}
            if record.exc_info:
                fields["trace"] = self.formatException(record.exc_info)
        return json.dumps({"time": now, **fields}, default=str)


def configure() -> None:
    """Log as JSON in this process: requests on standard output, the rest on standard error."""
    errors, requests = logging.StreamHandler(sys.stderr), logging.StreamHandler(sys.stdout)
    for handler in (errors, requests):
        handler.setFormatter(JsonFormatter())
    logging.basicConfig(handlers=[errors], level=logging.WARNING)
    logging.getLogger("dashboard").setLevel(logging.INFO)
    _requests.addHandler(requests)
    _requests.propagate = False
    threading.excepthook = log_thread_error


def log_thread_error(error: threading.ExceptHookArgs) -> None:
    """Log an exception that ended a background thread."""
    if error.exc_value is not None:
        name = error.thread.name if error.thread else "?"
        log = logging.getLogger("dashboard")
        log.error("error in the thread %s", name, exc_info=error.exc_value, extra={"event": "fault"})
