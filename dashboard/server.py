"""The server: which address gives what."""

from __future__ import annotations

from functools import partial

import flask
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as Answer

from dashboard import (
    api,
    calm,
    check,
    downloads,
    health,
    limits,
    live,
    plumbing,
    policy,
    set_files,
    warming,
)
from dashboard.answers import Answers
from dashboard.pages import PAGES, Page
from dashboard.pages.frame import frame
from dashboard.pages.visit import Visit, arrive
from dashboard.responses import CHECK_AGAIN, safe_headers
from dashboard.scripts import script
from dashboard.statics import Shelf
from dashboard.styles import Dress

# A set of more charts than this takes as long to show as a file takes to make, so it waits for a place like one.
_MANY_CHARTS = 12


def _query() -> str:
    return flask.request.query_string.decode("utf-8", "replace")


def _visit(page: Page, lang: str, item: str) -> Visit:
    """The visit to a page, or a 404 for an item that does not exist."""
    if page.ids is not None and item not in page.ids():
        flask.abort(404)
    return arrive(lang=lang, path=page.path(lang, item), query=_query(), item=item)


def _view(page: Page, lang: str, takeover: live.Takeover, item: str = "") -> flask.Response:
    visit = _visit(page, lang, item)
    make = partial(_made, page, visit, takeover)
    return downloads.making(make)() if len(visit.choice.items) > _MANY_CHARTS else make()


def _made(page: Page, visit: Visit, takeover: live.Takeover) -> flask.Response:
    body = page.body(visit)
    code = script("live" if page.live else page.script)
    carried = takeover.carried(body) if page.live else []
    dress = Dress()
    text = frame(visit, page, title=page.heading(visit), body=body, dress=dress, scripts=[*carried, code])
    response = flask.Response(text, mimetype="text/html")
    response.headers["Content-Security-Policy"] = policy.page(dress.text, script=code.text)
    response.headers["Cache-Control"] = CHECK_AGAIN
    return response


def _moved(page: Page, lang: str, item: str = "") -> Answer:
    """A slash too many or too few leads to the address that is meant."""
    text = _query()
    return flask.redirect(page.path(lang, item) + (f"?{text}" if text else ""), 308)


def make_server() -> flask.Flask:
    """The whole application, warmed up: nothing of it is done for the first time by two readers at once."""
    server = flask.Flask("dashboard", static_folder=None)
    server.after_request(safe_headers)
    server.before_request(calm.moved)
    server.register_error_handler(HTTPException, calm.http_error)
    server.register_error_handler(Exception, calm.failure)
    limits.register(server)
    shelf = Shelf()
    takeover = live.Takeover(live.make(server), shelf)
    server.before_request(takeover.shut)

    def add(path: str, name: str, view: object) -> None:
        server.add_url_rule(path, name, view)  # type: ignore[arg-type]

    for page in PAGES:
        for lang, own in page.paths.items():
            path, name = own.replace("<id>", "<item>"), f"{page.name}.{lang}"
            add(path, name, partial(_view, page, lang, takeover))
            if path != "/":
                other = path.rstrip("/") if path.endswith("/") else f"{path}/"
                add(other, f"{name}.moved", partial(_moved, page, lang))
    downloads.register(add)
    health.register(server)
    set_files.register(server)
    plumbing.register(server)
    api.register(server)
    check.register(server)
    takeover.read()
    server.wsgi_app = Answers(server.wsgi_app, shelf=shelf, update=live.UPDATE)  # type: ignore[method-assign]
    warming.warm_up(server)
    warming.begin(server, shelf)
    return server
