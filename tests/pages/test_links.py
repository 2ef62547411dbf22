"""No link of any page is broken."""

from __future__ import annotations

from flask.testing import FlaskClient

from dashboard.web.pages.registry import everywhere
from tests.links import follow


def test_every_link_of_every_page_leads_to_a_page_and_a_place(client: FlaskClient) -> None:
    # In English one item of each page: links are made by the same code, and those of every page are followed nightly.
    first = {place.page.name: place for place in reversed(everywhere()) if place.lang == "en"}
    places = [*(place for place in everywhere() if place.lang == "nl"), *first.values()]
    pages = [place.page.path(place.lang, place.item) for place in places]
    pages += [
        f"/cijfers?{query}" for query in ("theme=health&focus=groningen&axis=free", "indicator=children_low_income")
    ]
    assert len(follow(client, pages, further=False)) > 200
