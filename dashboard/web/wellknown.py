"""Addresses for machines: sitemap, robots.txt, security.txt, licences and icons."""

import datetime as dt
import logging
from functools import partial
from xml.sax.saxutils import escape, quoteattr

import flask

from dashboard import config
from dashboard.db import queries
from dashboard.web.pages.context import absolute_url
from dashboard.web.pages.registry import everywhere

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
    return flask.Response(body, mimetype=mimetype, headers={"Cache-Control": _DAY})


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
    server.add_url_rule(SECURITY, "security", partial(security, expiry(config.today())))
    server.add_url_rule("/security.txt", "security.moved", lambda: flask.redirect(SECURITY, 301))
