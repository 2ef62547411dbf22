"""The log of gunicorn in the lines of the journal, without what tells one reader from another."""

from __future__ import annotations

from typing import Any

from gunicorn.glogging import Logger

from dashboard import logging


class Journal(Logger):  # type: ignore[misc]
    """A line of JSON for each request on standard output, and for everything else on standard error."""

    def setup(self, cfg: Any) -> None:
        """As gunicorn does it, with our lines."""
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(logging.Lines())

    def access(self, resp: Any, req: Any, environ: dict[str, Any], request_time: Any) -> None:
        """One request that was answered; also one that never became a request."""
        if self.access_log_enabled:
            environ.setdefault("PATH_INFO", getattr(req, "path", None))
            self.access_log.info(logging.request_line(environ, status=str(resp.status), sent=resp.sent))

    def warning(self, msg: str, *args: Any, **values: Any) -> None:
        """gunicorn names the address of who sent what is no request, and quotes it: both may tell who it was."""
        if msg.startswith("Invalid request from"):
            msg, args = "a request that is none was refused", ()
        super().warning(msg, *args, **values)

    def exception(self, msg: str, *args: Any, **values: Any) -> None:
        """A fault outside the application; the query of the address is left out."""
        super().exception(msg, *(str(one).partition("?")[0] for one in args), **values)
