"""Follow the links of pages: each address of ours answers, and has the place that the link names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from html import unescape
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from flask.testing import FlaskClient

from dashboard.web.pages import registry

_ID = re.compile(r'\bid="([^"]+)"')
# A form that posts is no link.
_LINK = re.compile(r'<(?:a|form(?![^>]*\bmethod="post"))\b[^>]*?\b(?:href|action)="([^"]*)"')
# More than every page, every choice that a page links to, and every cell of the map in both languages.
_MOST = 6000
# So many choices of a page with the same parameters, and so many pages of a kind, are requested when not all are.
_ALIKE = 2
_SIBLINGS = 4


def follow(client: FlaskClient, start: Iterable[str], *, further: bool) -> set[str]:
    """Request these pages and what they link to, and `further` all that this links to; return the addresses.

    A page is requested for each choice that is linked, in one version of the data; a file once, whatever its query.
    Unless `further`, a few choices with the same parameters and a few pages of a kind stand for all; the others must
    have the form of an address of ours. So must what a page links to that is one of hundreds alike, such as that of
    a municipality: the first of these stand for what all link to. A chart set of one chart is requested for a few choices.
    """
    followed = {place.page.path(place.lang, place.item) for place in registry.everywhere()}
    waiting = list(start)
    first, known = set(waiting), set(waiting)
    ids: dict[str, set[str]] = {}
    anchors: list[tuple[str, str, str]] = []
    alike = Counter[tuple[str, str, tuple[str, ...]]]()
    siblings = Counter[str]()
    routes = client.application.url_map.bind("localhost")
    while waiting:
        assert len(known) < _MOST, "more addresses than a person could have meant"
        address = waiting.pop()
        path = address.partition("?")[0]
        response = client.get(address)
        assert response.status_code == 200, address
        if response.mimetype != "text/html":
            continue
        html = response.get_data(as_text=True)
        ids[address] = set(_ID.findall(html))
        if not further and address not in first:
            continue
        is_alike = registry.at(path) is not None and path not in followed
        for link in sorted(set(_LINK.findall(html))):
            target = urlsplit(urljoin(address, unescape(link)))
            if target.scheme or target.netloc:
                continue
            to = target.path + (f"?{target.query}" if target.query else "")
            if target.fragment:
                anchors.append((address, to, target.fragment))
            place = registry.at(target.path)
            # A file is of the kind of its route and its form.
            kind = place.page.name if place else f"{routes.match(target.path)[0]} {target.path.rpartition('.')[2]}"
            chart = _chart_of(to) if further else ""
            family = (kind, chart, _parameters(to))
            alike[family] += _distinct(to) not in known
            if is_alike or ((chart or not further) and alike[family] > _ALIKE):
                assert routes.test(target.path), address
                continue
            if _distinct(to) not in known:
                known.add(_distinct(to))
                siblings[kind] += not target.query
                if further or target.query or siblings[kind] <= _SIBLINGS:
                    waiting.append(to)
                else:
                    assert routes.test(target.path), address
    missing = [(address, to, anchor) for address, to, anchor in anchors if to in ids and anchor not in ids[to]]
    assert missing == []
    return known


def _parameters(address: str) -> tuple[str, ...]:
    """Return the names of the parameters of an address."""
    return tuple(sorted({name for name, _ in parse_qsl(urlsplit(address).query)}))


def _chart_of(address: str) -> str:
    """Return the key of the chart that an address puts in a chart set; empty when it puts none there."""
    return dict(parse_qsl(urlsplit(address).query)).get("item", "").partition("*")[0]


def _distinct(address: str) -> str:
    """Return an address without the data version that it asks for; a file without its query."""
    parts = urlsplit(address)
    if "." in parts.path.rpartition("/")[2]:
        return parts.path
    query = urlencode([(name, value) for name, value in parse_qsl(parts.query) if name != "as_of"])
    return parts.path + (f"?{query}" if query else "")
