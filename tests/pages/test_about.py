"""The pages on accessibility and privacy are complete, and what they say about privacy is true of the responses."""

from __future__ import annotations

import re

import flask
import pytest
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient

from dashboard import config
from dashboard.i18n import formats
from dashboard.i18n.catalogue import catalogue, t
from dashboard.web import middleware
from dashboard.web.http.responses import ResponseCache
from dashboard.web.pages import about_site
from dashboard.web.pages.paths import PATHS
from dashboard.web.pages.registry import everywhere
from tests.conftest import SetVariables
from tests.page_reader import page

PAGES = {name: PATHS[name] for name in ("accessibility", "privacy")}
BOTH = [(name, lang, path) for name, paths in PAGES.items() for lang, path in paths.items()]


def main(client: FlaskClient, path: str) -> Tag:
    found = page(client, path, terms=False).main
    assert found is not None
    return found


def text_of(part: Tag) -> str:
    return " ".join(part.get_text("").split())


# Where they are


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_page_leads_to_both_and_so_do_the_map_of_the_site_and_the_search(client: FlaskClient, lang: str) -> None:
    others = [place.page.path(place.lang, place.item) for place in everywhere(most=1) if place.lang == lang]
    paths = {name: of[lang] for name, of in PAGES.items()}
    for other in (*others, {"nl": "/nergens", "en": "/en/nowhere"}[lang]):
        html = client.get(other).get_data(as_text=True)
        assert [path for path in paths.values() if f'href="{path}"' not in html] == [], other
    search = {"nl": "/zoeken", "en": "/en/search"}[lang]
    for name, path in paths.items():
        assert f"{path}</loc>" in client.get("/sitemap.xml").get_data(as_text=True)
        assert page(client, f"{search}?q={t(f'{name}.title', lang)}").select_one(f'main a[href="{path}"]')


@pytest.mark.parametrize(("name", "lang", "path"), BOTH)
def test_it_is_all_there_with_the_day_of_its_last_change(client: FlaskClient, name: str, lang: str, path: str) -> None:
    part = main(client, path)
    words = text_of(part)
    for key, text in catalogue().items():
        if key.startswith(f"{name}.") and "{" not in text[lang] and not key.endswith("_caption"):
            assert text_of(BeautifulSoup(text[lang].replace("`", ""), "html.parser")) in words, key
    day = catalogue()["about_site.day"]
    assert day["nl"] == day["en"]
    assert formats.date(day[lang], lang) in text_of(part.select("#changed")[0])


# Whom to ask


@pytest.mark.parametrize(("place", "path"), [("report", "/toegankelijkheid"), ("contact", "/en/privacy")])
def test_it_says_whom_to_ask_and_when_nobody_said_so(
    client: FlaskClient, set_variables: SetVariables, place: str, path: str
) -> None:
    set_variables(DASHBOARD_CONTACT="")
    set_variables(DASHBOARD_PUBLISHER="")
    lang = "en" if path.startswith("/en") else "nl"
    part = main(client, path).select(f"#{place}")[0]
    assert t("about_site.nobody", lang) in text_of(part)
    assert not part.select("a")
    set_variables(DASHBOARD_CONTACT="toegankelijk@example.org")
    set_variables(DASHBOARD_PUBLISHER="Gemeente Verzonnen <https://example.org>")
    # Another address of the same page, so that no answer is taken that was made before.
    part = main(client, f"{path}?q=x").select(f"#{place}")[0]
    assert [link["href"] for link in part.select("a")] == ["https://example.org", "mailto:toegankelijk@example.org"]
    assert "Gemeente Verzonnen" in text_of(part)
    assert t("about_site.nobody", lang) not in text_of(part)


# What was tested


@pytest.mark.parametrize(("lang", "path"), PATHS["accessibility"].items())
def test_each_claim_is_on_the_page_and_no_other(client: FlaskClient, lang: str, path: str) -> None:
    rows = [text_of(row.th) for row in main(client, path).select("#tested tbody tr")]
    assert rows == [t(f"accessibility.test.{name}.what", lang) for name in about_site.TESTED]


def test_what_is_not_right_yet_is_so(client: FlaskClient) -> None:
    """When it is put right, the page must no longer say so."""
    found = main(client, "/en/search?q=basisbaan").select("#kind-source .what a")
    assert found
    assert not [link for link in found if link.get("lang") or link.find(lang=True)]


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_it_claims_no_status(client: FlaskClient, lang: str) -> None:
    """Whether rules are met is for whoever offers the site to say, after an examination by people."""
    words = text_of(main(client, PATHS["accessibility"][lang])).lower()
    claims = {
        "nl": r"voldoet (volledig|deels|geheel)|status [a-e]\b|voldoen aan wcag",
        "en": r"(fully|partially) (compliant|conformant)|conforms to",
    }
    assert not re.search(claims[lang], words)


# Privacy


def test_no_answer_sets_a_cookie(client: FlaskClient) -> None:
    paths = [place.page.path(place.lang, place.item) for place in everywhere()]
    item = "with_and_without.outflow_to_work.matched_comparison.amsterdam_outflow_participants_2018"
    paths += [
        "/nergens", "/zoeken?q=werk", "/raadsbrief.pdf?municipality=oss", "/feed.atom", "/sitemap.xml", "/healthz",
        "/api/v1/tables", f"/embed/{item}", f"/vergaderset.html?item={item}", "/favicon.ico",
    ]  # fmt: skip
    for path in paths:
        answer = client.get(path)
        assert answer.status_code == (404 if path == "/nergens" else 200), path
        assert "Set-Cookie" not in answer.headers, path
    answer = client.post(f"/vergaderset.html?item={item}", data={"item": item, f"note.{item}": "van mij"})
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Cache-Control"] == "no-store"


def test_scripts_keep_what_the_page_says_and_nothing_else() -> None:
    names = set()
    for path in sorted((config.ASSETS / "js").glob("*.js")):
        code = path.read_text(encoding="utf-8")
        assert not re.search(r"document\.cookie|sessionStorage|indexedDB|serviceWorker|sendBeacon|caches\.", code), path
        given = dict(re.findall(r'var (\w+) = "([^"]+)"', code))
        for name in re.findall(r"localStorage\.(?:set|get|remove)Item\(([^,)]+)", code):
            names.add(given.get(name, name))
        assert code.count("localStorage") == len(re.findall(r"localStorage\.(?:set|get|remove)Item\(", code)), path
    assert names == set(about_site.STORED)


@pytest.mark.parametrize(("lang", "path"), PATHS["privacy"].items())
def test_the_names_of_what_is_kept_are_on_the_page(client: FlaskClient, lang: str, path: str) -> None:
    assert [code.get_text() for code in main(client, path).select("#browser code")] == list(about_site.STORED)


def test_a_line_of_the_log_has_what_the_page_says_and_nothing_of_a_reader() -> None:
    environ = {
        "REQUEST_METHOD": "GET", "PATH_INFO": "/zoeken", "QUERY_STRING": "q=mijn+geheim", "REMOTE_ADDR": "203.0.113.9",
        "HTTP_USER_AGENT": "Mijn browser", "HTTP_REFERER": "https://example.org/waar-ik-was", "HTTP_COOKIE": "wie=ik",
        "HTTP_X_FORWARDED_FOR": "203.0.113.9",
    }  # fmt: skip
    fields = middleware.request_fields(environ, status="200 OK", headers=[("Content-Length", "1234")], milliseconds=1.0)
    assert set(fields) == {"event", "id", "method", "path", "status", "bytes", "ms"}
    for secret in ("geheim", "203.0.113.9", "browser", "waar-ik-was", "wie=ik"):
        assert secret not in str(fields)


def test_page_with_free_text_of_a_reader_is_not_cached(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = ResponseCache()
    monkeypatch.setattr(middleware, "cache", cache)
    client.get("/zoeken?q=mijn+eigen+woorden")
    client.get("/raadsbrief?municipality=oss&name=Mijn+naam")
    assert len(cache) == 0
    client.get("/privacy?as_of=2026-11-21")
    assert len(cache) == 1


def test_a_file_with_notes_is_not_kept(client: FlaskClient, server: flask.Flask) -> None:
    """A second reader who asks for the same set gets it without the notes of the first."""
    item = "with_and_without.outflow_to_work.matched_comparison.amsterdam_outflow_participants_2018"
    mine = client.post(f"/vergaderset.html?item={item}", data={f"note.{item}": "Alleen voor mij bedoeld"})
    assert "Alleen voor mij bedoeld" in mine.get_data(as_text=True)
    theirs = client.get(f"/vergaderset.html?item={item}")
    assert theirs.status_code == 200
    assert "Alleen voor mij bedoeld" not in theirs.get_data(as_text=True)
