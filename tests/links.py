"""Follow the links of pages: each address of ours answers, and has the place that the link names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from flask.testing import FlaskClient

_ID = re.compile(r'\bid="([^"]+)"')
# A form that posts is no link.
_LINK = re.compile(r'<(?:a|form(?![^>]*\bmethod="post"))\b[^>]*?\b(?:href|action)="([^"]*)"')
# More than every page, every choice that a page links to, and every cell of the map in both languages.
_MOST = 6000


def follow(client: FlaskClient, start: Iterable[str], *, further: bool) -> set[str]:
    """Request these pages and what they link to, and `further` all that this links to; return the addresses.

    A page is requested for each choice that is linked, in one version of the data; a file once, whatever its query.
    """
    waiting = list(start)
    first, known, files = set(waiting), set(waiting), set[str]()
    ids: dict[str, set[str]] = {}
    anchors: list[tuple[str, str, str]] = []
    while waiting:
        assert len(known) < _MOST, "more addresses than a person could have meant"
        address = waiting.pop()
        path = address.partition("?")[0]
        if "." in path.rpartition("/")[2]:
            if path in files:
                continue
            files.add(path)
        response = client.get(address)
        assert response.status_code == 200, address
        if response.mimetype != "text/html":
            continue
        html = response.get_data(as_text=True)
        ids[address] = set(_ID.findall(html))
        if not further and address not in first:
            continue
        for link in set(_LINK.findall(html)):
            target = urlsplit(urljoin(address, unescape(link)))
            if target.scheme or target.netloc:
                continue
            to = target.path + (f"?{target.query}" if target.query else "")
            if target.fragment:
                anchors.append((address, to, target.fragment))
            if _newest(to) not in known:
                known.add(_newest(to))
                waiting.append(to)
    missing = [(address, to, anchor) for address, to, anchor in anchors if to in ids and anchor not in ids[to]]
    assert missing == []
    return known


def _newest(address: str) -> str:
    """Return an address without the data version that it asks for."""
    parts = urlsplit(address)
    query = urlencode([(name, value) for name, value in parse_qsl(parts.query) if name != "as_of"])
    return parts.path + (f"?{query}" if query else "")
