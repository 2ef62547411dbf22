"""Addresses as they stand on paper: whole, so that they can be typed; and back to a path, for a link within the site."""

from __future__ import annotations

import flask

from dashboard import config


def whole(path: str) -> str:
    """The address of a path with the name of the site in front; the path alone when nobody asked over the network."""
    base = config.settings().public_url
    if not base and flask.has_request_context():
        base = flask.request.host_url.rstrip("/")
    return base + path


def within(link: str) -> str:
    """The address without the name of the site: a page of the site links within it."""
    return "/" + link.split("://", 1)[-1].partition("/")[2] if "://" in link else link
