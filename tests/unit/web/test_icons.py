"""Every sign on a page is drawn: its drawing is in the same page, also when a script brings the sign later."""

from __future__ import annotations

import re
from pathlib import Path

import flask
import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from dashboard.charts import registry
from dashboard.db.queries import themes
from dashboard.exports.pool import Busy
from dashboard.models.context import Context, Scope
from dashboard.svg.icons import icons
from dashboard.web import error_pages
from dashboard.web.pages.registry import PAGES, everywhere
from tests.conftest import Use
from tests.page_reader import some
from tests.pages.test_pages import COMPARE

LANGUAGES = ("nl", "en")
# Drawings that answers may bring; a page without a live region has none but its own.
GROWING = ("overview", *(page.name for page in PAGES if page.live))


def used(html: str) -> set[str]:
    """What the signs in it, and the masks of the drawings in it, point at."""
    return set(re.findall(r'<use href="#([^"]+)"', html)) | set(re.findall(r'mask="url\(#([^)]+)\)"', html))


def carried(html: str) -> set[str]:
    """The drawings of a page; they stand at its start, out of sight of readers and screen readers."""
    assert html.count('class="drawings"') <= 1
    first = re.search(r"<body[^>]*>(<svg class=\"drawings\".*?</svg>)", html, re.DOTALL)
    assert bool(first) == ('class="drawings"' in html)
    if first is None:
        return set()
    drawings = BeautifulSoup(first.group(1), "html.parser").svg
    assert drawings is not None
    assert (drawings["width"], drawings["height"], drawings["aria-hidden"]) == ("0", "0", "true")
    assert "style" not in drawings.attrs
    return {str(part["id"]) for part in drawings.select("[id]")}


def whole(html: str) -> str:
    """The same page, when each of its signs is drawn."""
    assert used(html) <= carried(html), used(html) - carried(html)
    return html


def got(client: FlaskClient, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return whole(answer.get_data(as_text=True))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_sign_of_every_page_is_drawn(client: FlaskClient, lang: str) -> None:
    for place in (place for place in everywhere() if place.lang == lang):
        html = got(client, place.page.path(lang, place.item))
        assert used(html), "a page has the sign of the site at least"
        if place.page.name not in GROWING:
            assert carried(html) == used(html), "what no sign shows need not be sent"


@pytest.mark.parametrize("lang", some(LANGUAGES, of=2))
def test_every_sign_of_what_is_no_page_of_its_own_is_drawn(client: FlaskClient, lang: str) -> None:
    start = "" if lang == "nl" else "/en"
    (brief,) = (page.paths[lang] for page in PAGES if page.name == "brief")
    for theme in (row.id for row in themes(Context(lang=lang))):
        keys = [chart.key for chart in registry.all_for(Scope(theme=theme), Context(lang=lang))]
        assert all(used(got(client, f"{start}/embed/{key}?theme={theme}")) for key in keys)
    items = "&".join(f"item={key}" for key in keys[:5])
    for page in (page for page in PAGES if page.name in ("set", "present")):
        got(client, f"{page.paths[lang]}?{items}")
    assert used(got(client, f"{'/vergaderset' if lang == 'nl' else '/en/meeting-set'}.html?{items}"))
    for about in ("municipality=heerlen", "municipality=oss", "type=basic_job"):
        assert used(got(client, f"{brief}?{about}"))
    got(client, f"{COMPARE[lang]}?theme=health&municipality=heerlen")
    got(client, f"{start}/nowhere", 404)


def test_every_sign_is_drawn_when_something_went_wrong(
    server: flask.Flask, client: FlaskClient, use: Use, tmp_path: Path
) -> None:
    with server.test_request_context("/"):
        assert used(whole(error_pages.busy(Busy()).get_data(as_text=True)))
    use(tmp_path / "none.duckdb")
    assert used(got(client, "/", 503))


def test_a_page_that_grows_has_every_drawing(client: FlaskClient) -> None:
    """A cell that opens, a choice, and new data may each bring any sign."""
    for page in (page for page in PAGES if page.name in GROWING):
        assert {f"sign-{name}" for name in icons()} <= carried(got(client, page.path("nl")))
