"""Whole addresses, for documents; and paths, for links within the site."""

import flask

from dashboard import config


def absolute_url(path: str) -> str:
    """Return the address of a path with the origin of the site; the path alone when neither settings nor request have one."""
    base = config.settings().public_url
    if not base and flask.has_request_context():
        base = flask.request.host_url.rstrip("/")
    return base + path


def within(link: str) -> str:
    """Return an address without the origin of the site."""
    return "/" + link.split("://", 1)[-1].partition("/")[2] if "://" in link else link
