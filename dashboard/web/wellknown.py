"""What machines ask for: the map of the site, what robots may read, licences, icons, and the picture beside a link."""

from __future__ import annotations

import datetime as dt
import logging
import struct
from collections.abc import Iterator
from functools import lru_cache, partial
from xml.sax.saxutils import escape, quoteattr

import flask
from werkzeug.wrappers import Response as Answer

from dashboard import config
from dashboard.db import connection, queries
from dashboard.exports import pool
from dashboard.exports.address import whole
from dashboard.exports.concurrency import limiter
from dashboard.exports.png import png
from dashboard.exports.share_card import Preview, picture
from dashboard.i18n.catalogue import t
from dashboard.style import palette
from dashboard.web.components.html import Child, Node, Plot
from dashboard.web.pages.context import arrive
from dashboard.web.pages.layout import preview_path
from dashboard.web.pages.registry import Page, at, everywhere

log = logging.getLogger("dashboard")

SECURITY = "/.well-known/security.txt"
_DAY = "public, max-age=86400"
_FOREVER = "public, max-age=31536000, immutable"
_ICON = config.ASSETS / "icons" / "brand.svg"
_ICON_SIZE = 48


def _answer(body: str | bytes, mimetype: str, *, keep: str = _DAY) -> flask.Response:
    response = flask.Response(body, mimetype=mimetype)
    response.headers["Cache-Control"] = keep
    return response


def sitemap() -> flask.Response:
    """Every address of the site, each with the same page in the other language."""
    site = whole("")
    released = queries.version().released.isoformat()
    rows = []
    for place in everywhere():
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
    """Everything may be read, but for the addresses that only scripts use; choices of filters are no pages of their own."""
    return _answer(f"User-agent: *\nDisallow: /_dash/\nSitemap: {whole('/sitemap.xml')}\n", "text/plain")


def until(started: dt.date) -> dt.datetime:
    """Until when what this service says of itself may be relied on: the first of the same month, a year after it was started.

    Whoever starts it gives the contact anew. So a service that nobody has looked after for a year says so by itself, all
    that were started in one month say the same, and the text does not change while they run.
    """
    return dt.datetime(started.year + 1, started.month, 1, tzinfo=dt.UTC)


def security(expires: dt.datetime) -> flask.Response:
    """How to report a weak spot (RFC 9116); not there when nobody said to whom."""
    settings = config.settings()
    contact, site = settings.contact_url, settings.public_url
    if not contact:
        flask.abort(404)
    lines = [f"Contact: {contact}", f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}", "Preferred-Languages: nl, en"]
    if site.startswith("https://"):
        lines.append(f"Canonical: {site}{SECURITY}")
    return _answer("\n".join(lines) + "\n", "text/plain")


def licences() -> flask.Response:
    """Who wrote the scripts of others that a browser gets, with the texts of their licences, which ask to travel along."""
    return _answer((config.ASSETS / "licences.txt").read_bytes(), "text/plain")


@lru_cache(maxsize=1)
def _ico() -> bytes:
    """The mark as an icon file: a PNG in an ICO wrapper, for browsers that do not take SVG."""
    drawing = _ICON.read_text(encoding="utf-8").replace("CanvasText", palette.colour("ink"))
    sized = drawing.replace("<svg ", f'<svg width="{_ICON_SIZE}" height="{_ICON_SIZE}" ', 1)
    with limiter.slot():
        made = pool.run(png, sized, zoom=1)
    head = struct.pack("<HHH", 0, 1, 1)
    return head + struct.pack("<BBBBHHII", _ICON_SIZE, _ICON_SIZE, 0, 0, 1, 32, len(made), 22) + made


def _walk(node: Child) -> Iterator[Child]:
    yield node
    if isinstance(node, Node):
        for child in node.children:
            yield from _walk(child)


def words_of(node: Child) -> str:
    """All words in a part of a page."""
    if isinstance(node, Node):
        return "".join(words_of(child) for child in node.children)
    return node if isinstance(node, str) else ""


def _first(nodes: list[Node], *, cls: str) -> str:
    """The words of the first part with a class."""
    return next((words_of(node) for node in nodes if cls in str(node.attrs.get("class", "")).split()), "")


def preview(page: Page, lang: str, item: str) -> Preview:
    """The picture of a page from what is on it: its title, its first sentence, its first chart."""
    context = arrive(lang=lang, path=page.path(lang, item), query="", item=item)
    parts = list(_walk(page.body(context)))
    plot = next((part for part in parts if isinstance(part, Plot)), None)
    nodes = [part for part in parts if isinstance(part, Node)]
    title = next((words_of(node) for node in nodes if node.tag == "h1"), page.heading(context))
    first, finding = (_first(nodes, cls=cls) for cls in ("lead", "say"))
    return Preview(
        site=t("site.name", lang),
        title=title,
        sentence=first or t(f"description.{page.name}", lang),
        below=context.version_text(),
        figure=plot.wide if plot else None,
        question=plot.title if plot else "",
        finding=finding,
    )


@lru_cache(maxsize=128)
def _picture(generation: tuple[int, int], path: str) -> bytes:
    """The picture of a path, once for a version of the data; `generation` is only there to tell versions apart."""
    place = at(path)
    assert place is not None
    with limiter.slot():
        return pool.run(picture, preview(place.page, place.lang, place.item))


def _preview(version: str, name: str) -> Answer:
    """The picture of a page; an older version leads to the one of now."""
    place = next((place for place in everywhere() if preview_path(place) == f"/preview/{version}/{name}"), None)
    if place is None:
        now = next((place for place in everywhere() if preview_path(place).endswith(f"/{name}")), None)
        if now is None:
            flask.abort(404)
        return flask.redirect(preview_path(now), 302)
    current = connection.current()
    body = _picture((current.serial, current.generation), place.page.path(place.lang, place.item))
    return _answer(body, "image/png", keep=_FOREVER)


def register(server: flask.Flask) -> None:
    """Add these addresses to the server."""
    server.add_url_rule("/sitemap.xml", "sitemap", sitemap)
    server.add_url_rule("/robots.txt", "robots", robots)
    server.add_url_rule("/licences.txt", "licences", licences)
    if not config.settings().contact:
        log.warning("%s is not served, because DASHBOARD_CONTACT is not set", SECURITY)
    server.add_url_rule(SECURITY, "security", partial(security, until(dt.date.today())))
    server.add_url_rule("/security.txt", "security.moved", lambda: flask.redirect(SECURITY, 301))
    server.add_url_rule("/favicon.ico", "favicon", lambda: _answer(_ico(), "image/x-icon"))
    server.add_url_rule("/favicon.svg", "icon", lambda: _answer(_ICON.read_bytes(), "image/svg+xml"))
    server.add_url_rule("/preview/<version>/<path:name>", "preview", _preview)
