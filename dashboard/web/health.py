"""Health checks: `/healthz` for a process that is alive, `/readyz` for one that has data.

Both return JSON that is never cached. Rejected data has a reason, without paths and SQL.
"""

import datetime as dt
from typing import Any

import flask

from dashboard import config
from dashboard.db import connection, queries
from dashboard.db.rows.provenance import VersionRow
from dashboard.errors import DatabaseError
from dashboard.i18n.catalogue import t

_LANG = "en"


def _version() -> VersionRow | None:
    try:
        return queries.version()
    except DatabaseError:
        return None


def _refused() -> dict[str, Any] | None:
    """Return why the newest data was rejected, and since when; None if it was not."""
    result = connection.current().rejected
    if result is None:
        return None
    return {
        "reason": result.reason,
        "text": t(f"refusal.{result.reason}", _LANG),
        "since": result.since.isoformat(timespec="seconds").replace("+00:00", "Z"),
        "times": result.times,
    }


def health() -> flask.Response:
    """Return 200 with `status`: `ok`, `degraded` (newer data were rejected, the older ones are served) or `no_data`.

    A restart would not help a process without data, so only `/readyz` reports that as an error.
    """
    result, refused = _version(), _refused()
    status = "no_data" if result is None else "degraded" if refused else "ok"
    return _answer(200, status=status, data_version=result and result.data_version, refused=refused)


def ready() -> flask.Response:
    """Return 200 with `status` `ready`, or 503 with `no_data`.

    `age_days` is the age of the newest row and `built_days` that of the file; less than 0 means that a clock is wrong.
    `rows` is the number of rows of each table, those included that no longer hold.
    """
    result = _version()
    if result is None:
        return _answer(503, status="no_data", refused=_refused())
    now = dt.datetime.now(dt.UTC)
    return _answer(
        200,
        status="ready",
        data_version=result.data_version,
        released=result.released.isoformat(),
        age_days=(config.today() - result.released).days,
        built_at=f"{result.built_at.isoformat()}Z",
        built_days=(now - result.built_at.replace(tzinfo=dt.UTC)).days,
        rows=queries.row_counts(),
        refused=_refused(),
    )


def _answer(code: int, **said: Any) -> flask.Response:
    return flask.make_response(said, code, {"Cache-Control": "no-store"})


def register(server: flask.Flask) -> None:
    """Add both addresses to the server."""
    server.add_url_rule("/healthz", "health", health)
    server.add_url_rule("/readyz", "ready", ready)
