"""What the log says: one line of JSON for each request and for each fault, joined by the id that a reader may report.

A line never has what tells one reader from another: no address, browser, referrer, or what was chosen (the query).
"""

from __future__ import annotations

import datetime as dt
import json
import logging
import sys
import threading
import time
from secrets import token_hex
from typing import Any

Environ = dict[str, Any]

ID = "bip.request_id"
BEGUN = "bip.begun"
HEADER = "X-Request-Id"
_LONGEST_PATH = 200
_LEVELS = {"WARNING": "warning", "ERROR": "error", "CRITICAL": "error"}


def noted(environ: Environ, start_response: Any) -> Any:
    """Give a request its id and the time of its begin, and have its answer carry the id.

    An id that the request brings is not taken over: a visitor could write anything into the log with it, and a proxy can log
    the id of the answer just as well.
    """
    id = environ[ID] = token_hex(4)
    environ[BEGUN] = time.perf_counter()

    def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
        headers.append((HEADER, id))
        return start_response(status, headers, exc_info)

    return start


def id_of(environ: Environ) -> str:
    """The id of a request; a new one when it came by a way that gives none."""
    return str(environ.get(ID) or token_hex(4))


def request_line(environ: Environ, *, status: str, sent: int | None) -> str:
    """What one request was and how it went, as a line of JSON; `sent` is the number of bytes of the body, if known."""
    begun = environ.get(BEGUN)
    # The clock of the wall may jump; this one does not.
    took = None if begun is None else round((time.perf_counter() - begun) * 1000, 2)
    said = {
        "time": _now(),
        "event": "request",
        "id": environ.get(ID),
        "method": environ.get("REQUEST_METHOD"),
        "path": _path(environ),
        "status": int(status[:3]) if status[:3].isdecimal() else None,
        "bytes": sent,
        "ms": took,
    }
    return json.dumps(said)


def _path(environ: Environ) -> str:
    """The path as it is meant: WSGI gives bytes in the shape of Latin-1."""
    found = (environ.get("PATH_INFO") or "")[:_LONGEST_PATH]
    return found if found.isascii() else found.encode("latin-1", "replace").decode("utf-8", "replace")


class Lines(logging.Formatter):
    """Everything else that is logged as a line of JSON: level, logger, message, id of the request, and the trace of a fault."""

    def format(self, record: logging.LogRecord) -> str:
        """The line of a record; what it has in `extra` as `event`, `id` and `detail` comes along."""
        said = {
            "time": _now(),
            "event": getattr(record, "event", "log"),
            "level": _LEVELS.get(record.levelname, "info"),
            "logger": record.name,
            "message": record.getMessage(),
        }
        said |= {name: getattr(record, name) for name in ("id", "detail") if hasattr(record, name)}
        if record.exc_info:
            said["trace"] = self.formatException(record.exc_info)
        return json.dumps(said, ensure_ascii=False, default=str)


def begin() -> None:
    """Have all that this process logs come as such lines, on standard error; faults of threads in the background too."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Lines())
    logging.basicConfig(handlers=[handler], level=logging.WARNING)
    logging.getLogger("dashboard").setLevel(logging.INFO)
    threading.excepthook = _in_the_background


def _in_the_background(fault: threading.ExceptHookArgs) -> None:
    if fault.exc_value is not None:
        name = fault.thread.name if fault.thread else "?"
        log = logging.getLogger("dashboard")
        log.error("fault in the thread %s", name, exc_info=fault.exc_value, extra={"event": "fault"})


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
