"""The Flask application: which URL is answered by which view."""

from functools import partial

import flask
from flask.typing import RouteCallable
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as Answer

from dashboard.exports.pool import Busy
from dashboard.web import (
    dash_app,
    document_downloads,
    downloads,
    error_pages,
    health,
    markdown_pages,
    middleware,
    prewarm,
    redirects,
    share_cards,
    wellknown,
)
from dashboard.web.api import routes
from dashboard.web.components.html import plots
from dashboard.web.components.mark_card import mark_card
from dashboard.web.http import csp
from dashboard.web.http.responses import REVALIDATE, add_headers, make_conditional
from dashboard.web.http.static import StaticFiles
from dashboard.web.middleware import PageCache, RequestLog
from dashboard.web.pages import paths
from dashboard.web.pages.context import PageContext
from dashboard.web.pages.layout import frame
from dashboard.web.pages.place import page as places
from dashboard.web.pages.registry import PAGES, Page
from dashboard.web.scripts import script

# A set of more charts takes as long to render as an export, so it needs an export slot.
_MANY_CHARTS = 12


def _view(page: Page, lang: str, start: dash_app.DashStart, item: str = "") -> flask.Response | Answer:
    id = page.item(lang, item)
    if item and page.ids is not None and id in page.ids() and flask.request.path != page.path(lang, id):
        return _redirect(page, lang, id)
    item = id
    context = downloads.request_context(page, lang, item)
    if page.name == "places" and (found := places.exact(context)):
        return flask.redirect(found, 303)
    render = partial(_render, page, context, start)
    return downloads.limited(render)() if len(context.choice.items) > _MANY_CHARTS else render()


def _render(page: Page, context: PageContext, start: dash_app.DashStart) -> flask.Response:
    body = page.body(context)
    has_marks = any(plot.has_details for plot in plots(body))
    code = script("live" if page.live else "charts" if has_marks and page.script == "page" else page.script)
    extra = [*(mark_card(context.lang) if has_marks or page.live else []), *(start.nodes() if page.live else [])]
    text = frame(context, page, title=page.title(context), body=body, scripts=[*extra, code])
    policy = csp.page(page.name, scripts=(script("head").text, code.text))
    headers = {"Content-Security-Policy": policy, "Cache-Control": REVALIDATE}
    return flask.Response(text, mimetype="text/html", headers=headers)


def _redirect(page: Page, lang: str, item: str = "") -> Answer:
    """Redirect a path with a slash too many or too few, with an id for a name, or of a page that moved."""
    item = page.item(lang, item)
    if item and page.ids is not None and item not in page.ids():
        flask.abort(404)
    return redirects.to(page.path(lang, item), flask.request.query_string.decode("utf-8", "replace"))


def make_server() -> flask.Flask:
    """Return the whole application, with one page rendered already."""
    server = flask.Flask("dashboard", static_folder=None)
    server.after_request(make_conditional)
    server.after_request(add_headers)
    middleware.register(server)
    server.register_error_handler(HTTPException, error_pages.http_error)
    server.register_error_handler(Busy, error_pages.busy)
    server.register_error_handler(Exception, error_pages.failure)
    static_files = StaticFiles()
    static_files.register(server)
    start = dash_app.DashStart(dash_app.create_dash(server), static_files)

    def add(path: str, view: RouteCallable) -> None:
        rule = path.replace("<id>", "<item>")
        server.add_url_rule(rule, rule, view)

    for page in PAGES:
        for lang, path in page.paths.items():
            add(path, partial(_view, page, lang, start))
            if path != "/":
                add(path.rstrip("/") if path.endswith("/") else f"{path}/", partial(_redirect, page, lang))
        for lang, path in paths.MOVED.get(page.name, {}).items():
            add(path, partial(_redirect, page, lang))
    for module in (downloads, document_downloads, health, wellknown, markdown_pages, share_cards, routes):
        module.register(server)
    start.read()
    page_cache = server.extensions["page_cache"] = PageCache(
        server.wsgi_app, callback=dash_app.UPDATE, layout=dash_app.LAYOUT
    )
    server.wsgi_app = RequestLog(page_cache)  # type: ignore[method-assign]
    prewarm.prewarm_first(server)
    prewarm.start(server, static_files)
    return server
