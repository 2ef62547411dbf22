"""Sitemap, robots.txt, icons and link previews."""

from __future__ import annotations

import struct
from io import BytesIO
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient

from dashboard.i18n.catalogue import t
from dashboard.web.pages.registry import PAGES, everywhere
from dashboard.web.share_cards import share_card
from tests import page_reader
from tests.conftest import SetVariables

_MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
_LINK = "{http://www.w3.org/1999/xhtml}link"


def paths(*, most: int | None = 2) -> dict[str, dict[str, str]]:
    return {
        place.page.path(place.lang, place.item): {lang: place.page.path(lang, place.item) for lang in ("nl", "en")}
        for place in everywhere(most=most)
    }


def test_the_map_of_the_site_is_its_pages(client: FlaskClient, set_variables: SetVariables) -> None:
    set_variables(DASHBOARD_PUBLIC_URL="https://example.org/")
    answer = client.get("/sitemap.xml")
    assert answer.mimetype == "application/xml"
    rows = ElementTree.fromstring(answer.get_data()).findall(f"{_MAP}url")
    found = {
        row.findtext(f"{_MAP}loc"): {one.get("hreflang"): one.get("href") for one in row.findall(_LINK)} for row in rows
    }
    site = "https://example.org"
    assert found == {
        site + path: {lang: site + own for lang, own in both.items()} for path, both in paths(most=None).items()
    }


def test_robots_txt_names_the_sitemap(client: FlaskClient) -> None:
    text = client.get("/robots.txt").get_data(as_text=True)
    assert "Sitemap: http://localhost/sitemap.xml" in text
    assert "Disallow: /_dash/" in text


@pytest.mark.parametrize("path", ["/favicon.ico", "/favicon.svg"])
def test_there_is_an_icon(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert "image/" in answer.mimetype
    body = answer.get_data()
    assert b"<svg" in body if path.endswith("svg") else struct.unpack("<HHH", body[:6]) == (0, 1, 1)


def test_every_page_says_its_address_languages_and_picture(client: FlaskClient) -> None:
    """Titles and descriptions are its own, and what a link shows is a picture of 1200 by 630."""
    titles: dict[str, str] = {}
    pictures = set()
    for path, both in paths().items():
        page = page_reader.page(client, path)
        assert page.title
        assert titles.setdefault(page.title.get_text(), path) == path
        assert page.select_one('meta[name="description"]')["content"]
        assert page.select_one('link[rel="canonical"]')["href"] == path
        links = page.select('link[rel="alternate"][hreflang]')
        alternates = {link["hreflang"]: link["href"] for link in links}
        assert len(links) == len(alternates), "a language has one page"
        assert alternates == {**both, "x-default": both["nl"]}
        assert page.title.get_text().startswith(page.select_one('meta[property="og:title"]')["content"])
        pictures.add(page.select_one('meta[property="og:image"]')["content"])
    assert len(pictures) == len(paths())
    for picture in sorted(pictures)[::30]:
        body = client.get(picture).get_data()
        assert body[:8] == b"\x89PNG\r\n\x1a\n"
        assert struct.unpack(">II", body[16:24]) == (1200, 630)


def test_the_picture_of_an_older_version_leads_to_the_one_of_now(client: FlaskClient) -> None:
    answer = client.get("/preview/2001-01-01.aaaa/nl/overview.png")
    assert answer.status_code == 302
    assert client.get(answer.headers["Location"]).status_code == 200
    assert client.get("/preview/2001-01-01.aaaa/nl/nothing.png").status_code == 404


def test_a_link_keeps_its_choice_in_its_address_and_picture(client: FlaskClient) -> None:
    """Each choice has a picture of its own, wide and square, with where the result is from and how groups were formed."""
    from PIL import Image

    seen = set()
    for path in ("/vergelijken?theme=health", "/vergelijken?type=basic_job", "/en/brief?municipality=oss&name=Zwolle"):
        found = page_reader.page(client, f"{path}&q=typed+by+someone")
        own = found.select_one('meta[property="og:url"]')["content"]
        assert own == found.select_one('link[rel="canonical"]')["href"] == path
        picture = found.select_one('meta[property="og:image"]')["content"]
        assert "Zwolle" not in picture
        body = client.get(picture).get_data()
        assert len(Image.open(BytesIO(body)).convert("RGB").getcolors(100_000) or []) > 50
        seen.add(body)
    assert len(seen) == 3
    square = client.get(found.select_one('a[href*="-square.png"]')["href"]).get_data()
    assert struct.unpack(">II", square[16:24]) == (1200, 1200)
    by_name = {page.name: page for page in PAGES}
    for name, item, query, basis in (
        ("type", "earnings_premium", "", "Amsterdam · niet geloot"),
        ("compare", "", "theme=health", "Oss en Wageningen · geloot"),
        ("brief", "", "municipality=oss", "Oss · proef met loting"),
        ("claim", "amsterdam_premium_twice", "", "Amsterdam · proef zonder loting"),
        ("overview", "", "", ""),
    ):
        assert share_card(by_name[name], "nl", item, query=query).basis == basis


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_a_share_card_with_a_chart_says_where_and_how_groups_were_formed(real: None, lang: str) -> None:
    """A picture travels without its page: a count or a direction is never on it, and a factsheet has words only."""
    why = t("comparison.matched_comparison.why", lang)
    drawn = 0
    for name, item in (("compare", ""), ("type", "earnings_premium"), ("type", "basic_job"), ("brief", "")):
        (page,) = [one for one in PAGES if one.name == name]
        card = share_card(page, lang, item)
        drawn += card.figure is not None
        # A sentence would be cut in the large letters of a title.
        assert "." not in card.title
        assert (card.figure is not None) == (name == "compare" or item == "earnings_premium"), (name, item)
        if card.figure is not None:
            assert "Amsterdam" in card.finding
            assert why in card.finding
    assert drawn == 2
