"""The server: which address gives what, and the headers that go with it."""

from __future__ import annotations

import logging
import uuid
from functools import partial

import brotli
import flask
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as Answer

from dashboard import charts, live, queries
from dashboard.components.notices import entries
from dashboard.components.sections import opening
from dashboard.components.tree import h
from dashboard.errors import StoreError
from dashboard.exports.csv_table import csv_table
from dashboard.model import Link
from dashboard.pages import PAGES, Page, everywhere
from dashboard.pages.frame import frame
from dashboard.pages.visit import Visit, arrive
from dashboard.statics import by_address, script, style
from dashboard.texts import say

log = logging.getLogger("dashboard")

_YEAR = 31_536_000
_POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
)
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_TOO_SMALL_TO_PACK = 1000


def _query() -> str:
    return flask.request.query_string.decode("utf-8", "replace")


def _lang() -> str:
    return "en" if flask.request.path == "/en" or flask.request.path.startswith("/en/") else "nl"


def _html(text: str, status: int = 200) -> flask.Response:
    response = flask.Response(text, status=status, mimetype="text/html")
    response.headers["Cache-Control"] = "no-cache"
    if status == 200:
        response.add_etag()
    return response


def _visit(page: Page, lang: str, item: str) -> Visit:
    """The visit to a page, or a 404 for an item that does not exist."""
    if page.ids is not None and item not in page.ids():
        flask.abort(404)
    return arrive(lang=lang, path=page.path(lang, item), query=_query(), item=item)


def _view(page: Page, lang: str, takeover: live.Takeover, item: str = "") -> flask.Response:
    visit = _visit(page, lang, item)
    scripts = [h("script", src=script("page").address, defer=True)]
    if page.live:
        scripts += takeover.scripts(page, visit)
    return _html(
        frame(visit, page, title=page.heading(visit), body=page.body(visit), styles=(style().address,), scripts=scripts)
    )


def _chart_csv(page: Page, lang: str, key: str, item: str = "") -> flask.Response:
    """The rows of one chart for the choice in the address."""
    visit = _visit(page, lang, item)
    chart = charts.find(key, visit.scope, lang)
    if chart is None:
        flask.abort(404)
    where = flask.request.host_url.rstrip("/") + visit.address(anchor=chart.key)
    body = csv_table(
        chart.rows,
        lang=lang,
        stamp={"chart": chart.question, "data_version": str(queries.version()["data_version"]), "address": where},
    )
    response = flask.Response(body, mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="{key}.csv"'
    response.headers["Cache-Control"] = "no-cache"
    response.add_etag()
    return response


def _static(name: str) -> flask.Response:
    found = by_address().get(f"/assets/{name}")
    if found is None:
        flask.abort(404)
    accepted = flask.request.accept_encodings
    encoding = "br" if accepted["br"] else "gzip" if accepted["gzip"] else ""
    response = flask.Response({"br": found.br, "gzip": found.gzip, "": found.plain}[encoding], mimetype=found.mimetype)
    if encoding:
        response.headers["Content-Encoding"] = encoding
    response.headers["Cache-Control"] = f"public, max-age={_YEAR}, immutable"
    return response


def _calm(status: int, key: str, **slots: str) -> flask.Response:
    """A page that says calmly what is wrong and where to go; it needs no database for its own words."""
    lang = _lang()
    links = [
        Link(href=page.path(lang), label=say(f"menu.{page.menu}", lang))
        for page in PAGES
        if page.menu and page.ids is None
    ]
    body = h(
        "div",
        opening(say(f"{key}.title", lang), lead=(say(f"{key}.text", lang, **slots),), beside=entries(links, lang=lang)),
    )
    try:
        visit = arrive(lang=lang, path=PAGES[0].paths[lang], query="")
        text = frame(visit, None, title=say(f"{key}.title", lang), body=body, styles=(style().address,))
    except StoreError:
        text = _bare(lang, key=key, slots=slots)
    return _html(text, status)


def _bare(lang: str, *, key: str, slots: dict[str, str]) -> str:
    from dashboard.components.shell import document

    return document(
        lang=lang,
        title=say("site.name", lang),
        description=say(f"{key}.title", lang),
        nav=(),
        other=Link(href="/en/" if lang == "nl" else "/", label=say("frame.other_language", lang)),
        body=h("div", opening(say(f"{key}.title", lang), lead=(say(f"{key}.text", lang, **slots),))),
        version_text="",
        styles=(style().address,),
    )


def _http_error(error: HTTPException) -> Answer:
    code = error.code or 500
    if code in (301, 302, 303, 307, 308):
        return error.get_response()
    return _calm(code, "lost" if code == 404 else "refused" if code < 500 else "broken", **_slots(code))


def _slots(code: int) -> dict[str, str]:
    return {"id": uuid.uuid4().hex[:8]} if code >= 500 else {}


def _failure(error: Exception) -> Answer:
    """A fault of ours: the log has the trace and its id, the reader a calm sentence with the same id."""
    id = uuid.uuid4().hex[:8]
    log.error("fault %s at %s", id, flask.request.path, exc_info=error)
    return _calm(503 if isinstance(error, StoreError) else 500, "broken", id=id)


def _finish(response: flask.Response) -> flask.Response:
    """Headers for every answer; pages and callbacks are packed when the browser takes it."""
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    if response.mimetype == "text/html":
        response.headers["Content-Security-Policy"] = _POLICY
    response.make_conditional(flask.request)
    packable = response.mimetype in ("text/html", "application/json", "text/csv")
    if packable and response.status_code == 200 and "Content-Encoding" not in response.headers:
        response.vary.add("Accept-Encoding")
        body = response.get_data()
        if len(body) > _TOO_SMALL_TO_PACK and flask.request.accept_encodings["br"]:
            response.set_data(brotli.compress(body, quality=5))
            response.headers["Content-Encoding"] = "br"
    return response


def _health() -> flask.Response:
    return flask.jsonify(status="ok", data_version=queries.version()["data_version"])


def make_server() -> flask.Flask:
    """The whole application, warmed up: every page was made once before the first reader comes."""
    server = flask.Flask("dashboard", static_folder=None)
    server.after_request(_finish)
    server.register_error_handler(HTTPException, _http_error)
    server.register_error_handler(Exception, _failure)
    takeover = live.Takeover(live.make(server))

    def add(path: str, name: str, view: object) -> None:
        server.add_url_rule(path, name, view)  # type: ignore[arg-type]

    for page in PAGES:
        for lang, own in page.paths.items():
            path, name = own.replace("<id>", "<item>"), f"{page.name}.{lang}"
            add(path, name, partial(_view, page, lang, takeover))
            if path != "/":
                other = path.rstrip("/") if path.endswith("/") else f"{path}/"
                add(other, f"{name}.moved", partial(_moved, page, lang))
            if page.live:
                add(f"{path}/<key>.csv", f"{name}.csv", partial(_chart_csv, page, lang))
    add("/assets/<path:name>", "assets", _static)
    add("/healthz", "health", _health)
    takeover.read()
    warm_up(server)
    return server


def _moved(page: Page, lang: str, item: str = "") -> Answer:
    """A slash too many or too few leads to the address that is meant."""
    text = _query()
    return flask.redirect(page.path(lang, item) + (f"?{text}" if text else ""), 308)


def warm_up(server: flask.Flask) -> None:
    """Ask for every page once, so that no reader pays for first imports, and none races another to them."""
    by_address()
    client = server.test_client()
    for place in everywhere():
        client.get(place.page.path(place.lang, place.item))
