"""A server for one's own machine, with the same lines in the log."""

from __future__ import annotations

import logging
import sys
from typing import Any

import flask
from werkzeug.serving import WSGIRequestHandler, run_simple

from dashboard import logging as journal

_log = logging.getLogger("dashboard")


class _Handler(WSGIRequestHandler):
    """Says no more about itself and its readers than the public server does."""

    # For what is no request, and so never reaches the application.
    error_content_type = "text/plain"
    error_message_format = "%(code)d\n"

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        print(
            journal.request_line(getattr(self, "environ", {}), status=str(code), sent=None), file=sys.stdout, flush=True
        )

    def log(self, type: str, message: str, *args: Any) -> None:
        said = message % args if args else message
        _log.log(logging.ERROR if type == "error" else logging.INFO, "of the server", extra={"detail": said})

    def send_header(self, keyword: str, value: str) -> None:
        if keyword.lower() != "server":
            super().send_header(keyword, value)


def run(server: flask.Flask, *, port: int) -> None:
    """Serve on this machine only, until it is stopped."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    run_simple("127.0.0.1", port, server, threaded=True, request_handler=_Handler)
