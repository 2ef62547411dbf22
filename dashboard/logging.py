"""Log one JSON line per request on standard output, and everything else on standard error.

No line identifies a reader: the client address, browser, referrer and query string are never logged.
"""

import datetime as dt
import json
import logging
import sys
import threading
from secrets import token_hex
from typing import Any

# The key of the id of a request in its WSGI environment.
REQUEST_ID = "dashboard.request_id"
_LEVELS = {"WARNING": "warning", "ERROR": "error", "CRITICAL": "error"}
_requests = logging.getLogger("dashboard.requests")


def request_id(environ: dict[str, Any]) -> str:
    """Return the id of a request; a new one if no middleware gave it one."""
    return str(environ.get(REQUEST_ID) or token_hex(4))


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
