"""Open data: every table and the rows of every chart for programs, the whole data set, and feeds. All of it only reads.

One view answers every address below /api/v1: it finds the address in one list, checks what is asked against that list, and
gives what was made before where it can. What is wrong is answered as application/problem+json.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Sequence
from functools import lru_cache

import flask
from werkzeug.routing import PathConverter
from werkzeug.wrappers import Response as Answer

from dashboard.config import DEFAULT_LANGUAGE, LANGUAGES
from dashboard.errors import StoreError
from dashboard.exports.address import whole
from dashboard.web.api import charts, dcat, openapi, package, tables
from dashboard.web.api.endpoints import Endpoint
from dashboard.web.api.feed import KIND, feed
from dashboard.web.api.params import LONGEST_QUERY, Asked, ask
from dashboard.web.api.problems import MIMETYPE, Problem, shown
from dashboard.web.api.response import FORMATS, ROOT, Made, chosen, give, opened
from dashboard.web.api.rows import whole_answer
from dashboard.web.api.schemas import LINK, listed
from dashboard.web.pages.context import known
from dashboard.web.pages.dataset_metadata import FEEDS

log = logging.getLogger("dashboard")

_READING = ("GET", "HEAD", "OPTIONS")
_METHODS = (*_READING, "POST", "PUT", "PATCH", "DELETE", "TRACE")
_LARGEST_BODY = 10_000


@lru_cache(maxsize=1)
def endpoints() -> Sequence[Endpoint]:
    """Every address below /api/v1."""
    every = [*tables.endpoints(), *charts.endpoints(), *package.endpoints(), *dcat.endpoints()]
    start = _start(every)
    return (start, *every, openapi.endpoint([start, *every]))


def _start(every: Sequence[Endpoint]) -> Endpoint:
    """The first address: where the others are."""
    known_ones = {one.name: one.path for one in every if not one.name.startswith("table_") and "{" not in one.path}
    known_ones["openapi"] = "/openapi.json"

    def make(asked: Asked, form: str, item: str) -> Made:
        return whole_answer({"links": {name: whole(ROOT + path) for name, path in known_ones.items()}})

    def schema() -> dict[str, object]:
        return listed({"links": listed(dict.fromkeys(known_ones, LINK))})

    return Endpoint(path="", name="start", words="start", make=make, schema=schema, kind="application/json")


def _lang() -> str:
    """The language of a problem: the one that is asked, or the one that the reader's program prefers."""
    asked = flask.request.args.get("lang", "")
    return asked if asked in LANGUAGES else flask.request.accept_languages.best_match(LANGUAGES, DEFAULT_LANGUAGE)


def _find(path: str) -> tuple[Endpoint, str, str, bool]:
    """The address of a path, what stands for `{chart}`, the format, and whether Accept decided it."""
    for one in endpoints():
        if one.kind and one.path == path:
            return one, "", "", False
    for one in endpoints():
        if one.formats:
            start, dot, suffix = path.rpartition(".")
            plain = start if dot and suffix in FORMATS else path
            item = one.item(plain)
            if item is not None and (plain == path or suffix in one.formats):
                _, form, negotiated = chosen(path, one.formats, flask.request.headers.get("Accept"))
                return one, item, form, negotiated
    raise Problem(status=404, key="address", slots={"found": shown(path or "/")})


def _answer(path: str) -> Answer:
    request = flask.request
    one, item, form, negotiated = _find(path)
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
    asked = ask(query, one.parameters(known()), lang=_lang())
    key = (one.name, item, form, asked.context.lang, asked.context.choice, asked.items, whole(""))
    return give(key, lambda: one.make(asked, form, item), negotiated=negotiated, gated=one.gated)


def _preflight() -> flask.Response:
    response = flask.Response(status=204)
    del response.headers["Content-Type"]
    response.headers["Allow"] = response.headers["Access-Control-Allow-Methods"] = ", ".join(_READING)
    response.headers["Access-Control-Allow-Headers"] = "Accept, Accept-Language, If-None-Match"
    response.headers["Access-Control-Max-Age"] = "86400"
    return opened(response)


def told(problem: Problem) -> flask.Response:
    """The answer that says what is wrong, in the language that is asked."""
    lang = _lang()
    response = flask.Response(problem.body(lang), status=problem.status, mimetype=MIMETYPE)
    response.headers.update({"Content-Language": lang, "Cache-Control": "no-store", "Vary": "Accept-Language"})
    response.headers.update(problem.headers)
    return opened(response)


def view(rest: str | None = None) -> Answer:
    """The answer to any address below /api/v1, with any method."""
    try:
        return _answer("" if rest is None else f"/{rest}")
    except Problem as problem:
        return told(problem)
    except StoreError:
        return told(Problem(status=503, key="no_data", headers={"Retry-After": "60"}))
    except Exception as error:
        id = uuid.uuid4().hex[:8]
        log.error("fault %s at %s", id, flask.request.path, exc_info=error)
        return told(Problem(status=500, key="fault", slots={"id": id}))


def _feed(lang: str) -> Answer:
    return give(("feed", lang, whole("")), lambda: Made(body=feed(lang), kind=KIND, lang=lang))


class _Rest(PathConverter):
    """Whatever follows in a path, line breaks too: that is refused like any other address, not by a page for readers."""

    regex = r"[\s\S]*?"
    part_isolating = False


def register(server: flask.Flask) -> None:
    """Add these addresses to the server."""
    server.url_map.converters["rest"] = _Rest
    for name, rule in (("start", ROOT), ("rest", f"{ROOT}/<rest:rest>")):
        server.add_url_rule(
            rule, f"api.{name}", view, methods=_METHODS, provide_automatic_options=False, merge_slashes=False
        )
    for lang, path in FEEDS.items():
        server.add_url_rule(path, f"feed.{lang}", _feed, defaults={"lang": lang})
