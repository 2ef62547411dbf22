"""A server for one's own machine (`python app.py`)."""

import logging

import flask
from werkzeug.serving import WSGIRequestHandler, run_simple

_log = logging.getLogger("dashboard")


class _RequestHandler(WSGIRequestHandler):
    """Leave requests to `dashboard.web.middleware.RequestLog`, and log errors without the address of the client."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        pass

    def log(self, type: str, message: str, *args: object) -> None:
        level = logging.ERROR if type == "error" else logging.INFO
        _log.log(level, "development server", extra={"detail": message % args if args else message})


def run(server: flask.Flask, *, port: int) -> None:
    """Serve on this machine only, until it is stopped."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    run_simple("127.0.0.1", port, server, threaded=True, request_handler=_RequestHandler)
