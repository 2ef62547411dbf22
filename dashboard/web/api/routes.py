"""The read-only API: tables, rows of charts, the whole data set, and feeds.

One view handles every path below /api/v1: it validates the parameters against the endpoint, and returns a cached response
where there is one. Errors are application/problem+json.
"""

import logging
import uuid
from collections.abc import Sequence
from functools import partial
from urllib.parse import quote

import flask
from flask.typing import RouteCallable
from werkzeug.routing import PathConverter
from werkzeug.wrappers import Response as Answer

from dashboard.config import DEFAULT_LANGUAGE, LANGUAGES
from dashboard.errors import DatabaseError, StorageError
from dashboard.exports.pool import RETRY_AFTER_STORAGE
from dashboard.selection import normalize
from dashboard.web.api import charts, dcat, openapi, package, tables
from dashboard.web.api.endpoints import Endpoint
from dashboard.web.api.feed import KIND, feed, find_subject
from dashboard.web.api.params import LONGEST_QUERY, Params, parse_params
from dashboard.web.api.response import (
    MIMETYPE,
    ROOT,
    Payload,
    Problem,
    negotiate,
    printable,
    respond,
    with_cors,
)
from dashboard.web.api.rows import json_payload
from dashboard.web.api.schemas import LINK, object_schema
from dashboard.web.pages.context import absolute_url, known
from dashboard.web.pages.open_data.metadata import FEEDS, feed_path

log = logging.getLogger("dashboard")

_READING = ("GET", "HEAD", "OPTIONS")
_METHODS = (*_READING, "POST", "PUT", "PATCH", "DELETE", "TRACE")
_LARGEST_BODY = 10_000


def endpoints() -> Sequence[Endpoint]:
    """Return all endpoints below /api/v1."""
    every = [*tables.endpoints(), *charts.endpoints(), *package.endpoints(), *dcat.endpoints()]
    start = _start(every)
    return (start, *every, openapi.endpoint([start, *every]))


def _start(every: Sequence[Endpoint]) -> Endpoint:
    """Return the root endpoint, which links to the others."""
    known_ones = {
        entry.name: entry.path for entry in every if not entry.name.startswith("table_") and "{" not in entry.path
    }
    known_ones["openapi"] = "/openapi.json"

    def make(params: Params, form: str, item: str) -> Payload:
        return json_payload({"links": {name: absolute_url(ROOT + path) for name, path in known_ones.items()}})

    def schema() -> dict[str, object]:
        return object_schema({"links": object_schema(dict.fromkeys(known_ones, LINK))})

    return Endpoint(path="", name="start", words="start", make=make, schema=schema, kind="application/json")


def _lang() -> str:
    """Return the language of a problem: the parameter `lang`, or the best match of Accept-Language."""
    params = flask.request.args.get("lang", "")
    return params if params in LANGUAGES else flask.request.accept_languages.best_match(LANGUAGES, DEFAULT_LANGUAGE)


def _answer(entry: Endpoint | None, form: str, chart: str) -> Answer:
    request = flask.request
    if entry is None:
        raise Problem(status=404, key="address", slots={"found": printable(request.path.removeprefix(ROOT))})
    negotiated = bool(entry.formats) and not form
    form = negotiate(entry.formats) if negotiated else form
    if request.method == "OPTIONS":
        return _preflight()
    if request.method not in _READING:
        headers = {"Allow": ", ".join(_READING)}
        raise Problem(status=405, key="method", slots={"found": request.method}, headers=headers)
    if (request.content_length or 0) > _LARGEST_BODY:
        raise Problem(status=413, key="body", slots={"most": _LARGEST_BODY})
    query = request.query_string.decode("utf-8", "replace")
    if len(query) > LONGEST_QUERY:
        raise Problem(status=414, key="long", slots={"found": len(query), "most": LONGEST_QUERY})
    params = parse_params(query, entry.parameters(known()), lang=_lang())
    key = (entry.name, chart, form, params.context.lang, params.context.choice, params.items, absolute_url(""))
    gated = entry.gated or form == "xlsx"
    return respond(key, lambda: entry.make(params, form, chart), negotiated=negotiated, gated=gated)


def _preflight() -> flask.Response:
    response = flask.Response(status=204)
    del response.headers["Content-Type"]
    response.headers["Allow"] = response.headers["Access-Control-Allow-Methods"] = ", ".join(_READING)
    response.headers["Access-Control-Allow-Headers"] = "Accept, Accept-Language, If-None-Match"
    response.headers["Access-Control-Max-Age"] = "86400"
    return with_cors(response)


def problem_response(problem: Problem) -> flask.Response:
    """Return the response for a problem, in the language of the request."""
    lang = _lang()
    headers = {"Content-Language": lang, "Cache-Control": "no-store", "Vary": "Accept-Language", **problem.headers}
    return with_cors(flask.Response(problem.body(lang), status=problem.status, mimetype=MIMETYPE, headers=headers))


def view(entry: Endpoint | None = None, form: str = "", *, chart: str = "", rest: str = "") -> Answer:
    """Handle a request with any method to an endpoint, in the form of its suffix; without one, to any other path."""
    try:
        return _answer(entry, form, chart)
    except Problem as problem:
        path = normalize.path(flask.request.path)[0].rstrip("/")
        if problem.status == 404 and path != flask.request.path and flask.request.method in ("GET", "HEAD"):
            text = flask.request.query_string.decode("utf-8", "replace")
            return with_cors(flask.redirect(quote(path) + (f"?{text}" if text else ""), 308))  # type: ignore[arg-type]
        return problem_response(problem)
    except DatabaseError:
        return problem_response(Problem(status=503, key="no_data", headers={"Retry-After": "60"}))
    except StorageError as error:
        log.error("no room for a file at %s", flask.request.path, exc_info=error)
        return problem_response(Problem(status=503, key="busy", headers={"Retry-After": str(RETRY_AFTER_STORAGE)}))
    except Exception as error:
        id = uuid.uuid4().hex[:8]
        log.error("fault %s at %s", id, flask.request.path, exc_info=error)
        return problem_response(Problem(status=500, key="fault", slots={"id": id}))


def _feed(lang: str, kind: str = "", id: str = "") -> Answer:
    subject = find_subject(lang, kind, id) if kind else None
    chosen = [item for item in flask.request.args.items(multi=True) if item[0] in ("theme", "municipality", "type")]
    if len(chosen) == 1 and not kind and find_subject(lang, *chosen[0]):
        return flask.redirect(feed_path(lang, *chosen[0]), 308)
    # Nobody would notice a feed that is about something else than its address says.
    if chosen or (kind and subject is None):
        flask.abort(404)
    key = ("feed", lang, kind, id, absolute_url(""))
    return respond(key, lambda: Payload(body=feed(lang, subject), kind=KIND, lang=lang))


class _Rest(PathConverter):
    """Match any rest of a path, line breaks included, so that the API answers it and not the HTML error page."""

    regex = r"[\s\S]*?"
    part_isolating = False


def register(server: flask.Flask) -> None:
    """Add the URL rules to the server."""
    server.url_map.converters["rest"] = _Rest

    def add(rule: str, view: RouteCallable) -> None:
        server.add_url_rule(rule, rule, view, methods=_METHODS, provide_automatic_options=False, merge_slashes=False)

    for entry in endpoints():
        rule = ROOT + entry.path.replace("{chart}", "<chart>")
        add(rule, partial(view, entry))
        for form in entry.formats:
            add(f"{rule}.{form}", partial(view, entry, form))
    add(f"{ROOT}/<rest:rest>", view)
    for lang, path in FEEDS.items():
        server.add_url_rule(path, f"feed.{lang}", _feed, defaults={"lang": lang})
        server.add_url_rule(feed_path(lang, "<kind>", "<id>"), f"feed.{lang}.subject", _feed, defaults={"lang": lang})
