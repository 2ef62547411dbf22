"""Log gunicorn's own messages as JSON, without what identifies a reader."""

from typing import Any

from gunicorn.glogging import Logger

from dashboard.logging import JsonFormatter


class JsonLogger(Logger):  # type: ignore[misc]
    """Logger of gunicorn's master and workers. Requests are logged by `dashboard.web.middleware.RequestLog`."""

    def setup(self, cfg: Any) -> None:
        """Set up the handlers of gunicorn with our formatter."""
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(JsonFormatter())

    def warning(self, msg: str, *args: Any, **kwargs: Any) -> None:
        """Log a warning. For a malformed request gunicorn names the client and quotes what it sent; we do not."""
        if msg.startswith("Invalid request from"):
            msg, args = "a malformed request was refused", ()
        super().warning(msg, *args, **kwargs)

    def exception(self, msg: str, *args: Any, **kwargs: Any) -> None:
        """Log an error outside the application, without the query string of the request."""
        super().exception(msg, *(str(argument).partition("?")[0] for argument in args), **kwargs)
