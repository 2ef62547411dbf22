"""No link of any page is broken."""

from __future__ import annotations

from flask.testing import FlaskClient

from dashboard.web.pages.registry import everywhere
from tests.links import follow


def test_every_link_of_every_page_leads_to_a_page_and_a_place(client: FlaskClient) -> None:
    pages = [place.page.path(place.lang, place.item) for place in everywhere()]
    pages += [
        f"/cijfers?{query}" for query in ("theme=health&focus=groningen&axis=free", "indicator=children_low_income")
    ]
    assert len(follow(client, pages, further=False)) > 400
