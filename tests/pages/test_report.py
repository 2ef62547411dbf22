"""A reader can report a mistake at each chart, with the chart, the data version and a link filled in."""

from __future__ import annotations

from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from bs4 import Tag
from flask.testing import FlaskClient

from dashboard.db import queries
from dashboard.web import middleware
from dashboard.web.http.responses import ResponseCache
from tests.conftest import SetVariables
from tests.page_reader import page, said

PAGES = {
    "/vergelijken?theme=health": "Meld een fout",
    "/en/figures": "Report a mistake",
    "/elders": "Meld een fout",
    "/en/your-municipality/utrecht": "Report a mistake",
    "/zelf-beginnen/hoe-groot": "Meld een fout",
}


@pytest.fixture(autouse=True)
def _empty_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(middleware, "cache", ResponseCache())


def cards(client: FlaskClient, path: str) -> list[Tag]:
    found = page(client, path).select("[data-card]")
    assert found, path
    return found


@pytest.mark.parametrize("path", PAGES)
def test_mail_about_each_chart_names_chart_version_and_link(
    client: FlaskClient, set_variables: SetVariables, path: str
) -> None:
    set_variables(DASHBOARD_CONTACT="redactie@example.org", DASHBOARD_PUBLIC_URL="https://example.org")
    for card in cards(client, path):
        (link,) = (link for link in card.select('details a[href^="mailto:"]') if PAGES[path] in said(link))
        address, _, query = str(link["href"]).partition("?")
        # A mail program takes a plus sign literally.
        fields = {name: unquote(value) for name, _, value in (part.partition("=") for part in query.split("&"))}
        key, title = card["data-card"], said(card.select_one("h2, h3"))
        assert (address, set(fields)) == ("mailto:redactie@example.org", {"subject", "body"})
        assert title in fields["subject"]
        lines = fields["body"].split("\r\n")
        assert any(title in line and f"({key})" in line for line in lines)
        assert any(line.endswith(f": {queries.version().data_version}") for line in lines)
        (shown,) = (line.partition(": ")[2] for line in lines if line.startswith("Link: "))
        assert shown.startswith(f"https://example.org{path.partition('?')[0]}?")
        assert "as_of=" in shown
        assert shown.endswith(f"#{key}")


def test_form_of_the_operator_gets_chart_version_and_link(client: FlaskClient, set_variables: SetVariables) -> None:
    set_variables(DASHBOARD_CONTACT="https://forms.example.org/report?topic=data#start")
    card = cards(client, "/vergelijken")[0]
    (link,) = (str(link["href"]) for link in card.select("details a") if "Meld een fout" in said(link))
    parts = urlsplit(link)
    fields = parse_qs(parts.query)
    assert (parts.netloc, parts.fragment, fields["topic"]) == ("forms.example.org", "start", ["data"])
    assert (fields["chart"], fields["version"]) == ([card["data-card"]], [queries.version().data_version])
    assert fields["link"][0].endswith(f"#{card['data-card']}")


def test_no_link_is_shown_without_a_contact(client: FlaskClient, set_variables: SetVariables) -> None:
    set_variables(DASHBOARD_CONTACT="")
    assert not any("Meld een fout" in said(card) for card in cards(client, "/vergelijken"))
