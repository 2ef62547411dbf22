"""The share card of each page: the picture that apps show beside a link, for the filters in that link."""

import flask
from werkzeug.datastructures import Headers
from werkzeug.wrappers import Response as Answer

from dashboard.exports import pool
from dashboard.exports.pool import limiter
from dashboard.exports.share_card import HEIGHT, SQUARE, ShareCard, picture
from dashboard.selection import filters
from dashboard.web.http.responses import cache, store
from dashboard.web.http.static import IMMUTABLE
from dashboard.web.pages import paths
from dashboard.web.pages.context import resolve_context
from dashboard.web.pages.registry import Page, by_name
from dashboard.web.pages.share.links import preview
from dashboard.web.pages.share_card import card_of_body


def share_card(page: Page, lang: str, item: str, *, query: str = "", height: int = HEIGHT) -> ShareCard:
    """Return the share card of a page."""
    context = resolve_context(lang=lang, path=page.path(lang, item), query=query, item=item)
    return card_of_body(page, page.body(context), context, height=height)


def _preview(version: str, lang: str, name: str, item: str = "") -> Answer:
    """Return the share card of a page; that of another data version redirects to the current one."""
    *parts, last = [part for part in (name, item) if part]
    stem = last.removesuffix(".png")
    square = stem.endswith("-square")
    name, item = [*parts, stem.removesuffix("-square"), ""][:2]
    if not last.endswith(".png") or lang not in paths.PATHS.get(name, {}):
        flask.abort(404)
    if item not in (paths.ITEMS[name]() if name in paths.ITEMS else ("",)):
        flask.abort(404)
    page = by_name(name)
    context = resolve_context(
        lang=lang, path=page.path(lang, item), query=flask.request.query_string.decode("utf-8", "replace"), item=item
    )
    query = filters.query(filters.shared(context.choice), context.known)
    address = preview(name, lang, item, query=query, square=square)
    if address.split("/")[2] != version:
        return flask.redirect(address, 302)
    key = ("share card", address)
    response = cache.get(key)
    if response is None:
        with limiter.slot():
            card = share_card(page, lang, item, query=query, height=SQUARE if square else HEIGHT)
            body = pool.run(picture, card)
        response = store("200 OK", Headers({"Content-Type": "image/png", "Cache-Control": IMMUTABLE}), body)
        cache.put(key, response)
    return flask.Response.force_type(response, flask.request.environ)  # type: ignore[arg-type]


def register(server: flask.Flask) -> None:
    """Add the URL rules to the server."""
    server.add_url_rule("/preview/<version>/<lang>/<name>", "preview", _preview)
    server.add_url_rule("/preview/<version>/<lang>/<name>/<item>", "preview.item", _preview)
