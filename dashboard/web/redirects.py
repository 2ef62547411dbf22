"""Redirect addresses that lead to a page when they are written as we write them."""

from urllib.parse import quote

import flask
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as Answer

from dashboard.selection import filters, normalize
from dashboard.web.api.response import ROOT, with_cors
from dashboard.web.pages import registry


def to_meant_path() -> Answer | None:
    """Return a redirect from a path that does not exist to the one that was meant, if that exists."""
    request = flask.request
    path, query = normalize.path(request.path)
    if request.method not in ("GET", "HEAD"):
        return None
    path = path if _exists(path) else _of_other_language(path)
    if not path or path == request.path:
        return None
    text = request.query_string.decode("utf-8", "replace")
    return to(quote(path), "&".join(part for part in (filters.normalized(query), text) if part))


def _of_other_language(path: str) -> str:
    """Return the English page for an English path without `/en`, or a Dutch one with it; empty when there is none."""
    place = registry.at(path.removeprefix("/en") if path.startswith("/en/") else f"/en{path}")
    return place.page.path("en", place.item) if place else ""


def _exists(path: str) -> bool:
    """Return whether a page, a file or an endpoint of the API has this path; the file itself may still not be there."""
    if registry.at(path):
        return True
    try:
        flask.current_app.url_map.bind("").match(path, method="GET")
    except HTTPException:
        return False
    return path.startswith(ROOT) or "." in path.rpartition("/")[2]


def to(path: str, query: str) -> Answer:
    """Return a redirect to a path and a query, without the host of the request."""
    response = flask.redirect("/" + path.lstrip("/") + (f"?{query}" if query else ""), 308)
    # A script on another site follows a redirect only if it may read it.
    return with_cors(response) if path.startswith(ROOT) else response  # type: ignore[arg-type]
