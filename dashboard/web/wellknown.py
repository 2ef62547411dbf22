"""Addresses for machines: sitemap, robots.txt, security.txt, licences, icons, and the share card of each page."""

import datetime as dt
import logging
from collections.abc import Iterator
from functools import partial
from xml.sax.saxutils import escape, quoteattr

import flask
from werkzeug.datastructures import Headers
from werkzeug.wrappers import Response as Answer

from dashboard import config
from dashboard.db import queries
from dashboard.exports import pool
from dashboard.exports.address import absolute_url
from dashboard.exports.pool import limiter
from dashboard.exports.share_card import ShareCard, picture
from dashboard.i18n.catalogue import t
from dashboard.web.components.html import Child, Node, Plot
from dashboard.web.http.cache import IMMUTABLE, cache, store
from dashboard.web.pages.context import resolve_context
from dashboard.web.pages.layout import preview_path
from dashboard.web.pages.registry import Page, everywhere

log = logging.getLogger("dashboard")

SECURITY = "/.well-known/security.txt"
_DAY = "public, max-age=86400"
# Files of assets/ with an address of their own, and their media type.
_FILES = {
    "/licences.txt": ("licences.txt", "text/plain"),
    "/favicon.ico": ("icons/favicon.ico", "image/x-icon"),
    "/favicon.svg": ("icons/brand.svg", "image/svg+xml"),
}


def _answer(body: str | bytes, mimetype: str) -> flask.Response:
    response = flask.Response(body, mimetype=mimetype)
    response.headers["Cache-Control"] = _DAY
    return response


def sitemap() -> flask.Response:
    """Return the sitemap: every page, each with its translation."""
    site = absolute_url("")
    released = queries.version().released.isoformat()
    rows = []
    for place in everywhere(most=None):
        addresses = {lang: site + place.page.path(lang, place.item) for lang in place.page.paths}
        links = [
            f'<xhtml:link rel="alternate" hreflang="{lang}" href={quoteattr(address)}/>'
            for lang, address in addresses.items()
        ]
        rows.append(
            f"<url><loc>{escape(addresses[place.lang])}</loc><lastmod>{released}</lastmod>{''.join(links)}</url>"
        )
    head = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">'
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n{head}\n' + "\n".join(rows) + "\n</urlset>\n"
    return _answer(text, "application/xml")


def robots() -> flask.Response:
    """Return robots.txt, which allows everything except the addresses of Dash."""
    return _answer(f"User-agent: *\nDisallow: /_dash/\nSitemap: {absolute_url('/sitemap.xml')}\n", "text/plain")


def expiry(started: dt.date) -> dt.datetime:
    """Return when security.txt expires: a year after the service was started, on the first of the month.

    So a service that nobody restarts says that it is not looked after, and all workers say the same.
    """
    return dt.datetime(started.year + 1, started.month, 1, tzinfo=dt.UTC)


def security(expires: dt.datetime) -> flask.Response:
    """Return security.txt (RFC 9116), or 404 when no contact is set."""
    settings = config.settings()
    contact, site = settings.contact_url, settings.public_url
    if not contact:
        flask.abort(404)
    lines = [f"Contact: {contact}", f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}", "Preferred-Languages: nl, en"]
    if site.startswith("https://"):
        lines.append(f"Canonical: {site}{SECURITY}")
    return _answer("\n".join(lines) + "\n", "text/plain")


def _file(name: str, mimetype: str) -> flask.Response:
    return _answer((config.ASSETS / name).read_bytes(), mimetype)


def _walk(node: Child) -> Iterator[Child]:
    yield node
    if isinstance(node, Node):
        for child in node.children:
            yield from _walk(child)


def words_of(node: Child) -> str:
    """Return the text of a part of a page."""
    if isinstance(node, Node):
        return "".join(words_of(child) for child in node.children)
    return node if isinstance(node, str) else ""


def _first(nodes: list[Node], *, cls: str) -> str:
    """Return the text of the first element with a class."""
    return next((words_of(node) for node in nodes if cls in str(node.attrs.get("class", "")).split()), "")


def share_card(page: Page, lang: str, item: str) -> ShareCard:
    """Return the share card of a page: its title and first sentence, or its first chart of two groups.

    Below the chart are its municipality and how the groups were formed. A chart of counts would look like a result.
    """
    context = resolve_context(lang=lang, path=page.path(lang, item), query="", item=item)
    parts = list(_walk(page.body(context)))
    plots = [part.chart for part in parts if isinstance(part, Plot)]
    chart = next((one for one in plots if one.key.startswith("with_and_without")), None)
    nodes = [part for part in parts if isinstance(part, Node)]
    title = next((words_of(node) for node in nodes if node.tag == "h1"), page.heading(context))
    finding = f"{chart.sentence.partition('. ')[0]}. {chart.strength.why}" if chart else ""
    verdict = next((node for node in nodes if "data-tone" in node.attrs), None) if page.description else None
    return ShareCard(
        site=t("site.name", lang),
        title=title,
        sentence=_first(nodes, cls="lead") or t(f"description.{page.name}", lang),
        below=context.version_text(),
        figure=chart.wide if chart else None,
        question=chart.question if chart else "",
        finding=finding,
        verdict=words_of(verdict).strip() if verdict else "",
        tone=str(verdict.attrs["data-tone"]) if verdict else "ink",
    )


def _preview(version: str, name: str) -> Answer:
    """Return the share card of a page; that of another data version redirects to the current one."""
    place = next(
        (place for place in everywhere(most=None) if preview_path(place) == f"/preview/{version}/{name}"), None
    )
    if place is None:
        now = next((place for place in everywhere(most=None) if preview_path(place).endswith(f"/{name}")), None)
        if now is None:
            flask.abort(404)
        return flask.redirect(preview_path(now), 302)
    key = ("share card", version, place.lang, place.page.name, place.item)
    response = cache.get(key)
    if response is None:
        with limiter.slot():
            body = pool.run(picture, share_card(place.page, place.lang, place.item))
        response = store("200 OK", Headers({"Content-Type": "image/png", "Cache-Control": IMMUTABLE}), body)
        cache.put(key, response)
    return flask.Response.force_type(response, flask.request.environ)  # type: ignore[arg-type]


def register(server: flask.Flask) -> None:
    """Add the URL rules to the server."""
    server.add_url_rule("/sitemap.xml", "sitemap", sitemap)
    server.add_url_rule("/robots.txt", "robots", robots)
    for path, file in _FILES.items():
        server.add_url_rule(path, path.replace(".", " "), partial(_file, *file))
    if not config.settings().contact:
        log.warning(
            "readers cannot report mistakes, and %s is not served, because DASHBOARD_CONTACT is not set", SECURITY
        )
    server.add_url_rule(SECURITY, "security", partial(security, expiry(dt.date.today())))
    server.add_url_rule("/security.txt", "security.moved", lambda: flask.redirect(SECURITY, 301))
    server.add_url_rule("/preview/<version>/<path:name>", "preview", _preview)
