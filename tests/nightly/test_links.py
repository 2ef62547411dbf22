"""From both front pages, everything that is linked, however far, answers."""

from __future__ import annotations

from flask.testing import FlaskClient

from dashboard.web.pages.registry import everywhere
from tests.links import follow


def test_following_all_links_from_the_front_pages_finds_no_broken_one_and_every_page(client: FlaskClient) -> None:
    known = follow(client, ["/", "/en/"], further=True)
    pages = {place.page.path(place.lang, place.item) for place in everywhere(most=None)}
    assert pages <= {address.partition("?")[0] for address in known}
