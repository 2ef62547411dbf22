"""A link that was changed on its way leads to what was meant, or says what was not understood."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from tests.page_reader import page

MEANT = "theme=health&municipality=oss"
ENCODED = quote(MEANT, safe="")
FILES = ("/raadsbrief.pdf", "/vergelijken.md", "/vergelijken/directions.over_time.csv", "/embed/directions.over_time")
SET = "item=directions.over_time*theme.health"


@pytest.mark.parametrize(
    ("address", "meant"),
    [
        *((f"/vergelijken?{query}", f"/vergelijken?{MEANT}") for query in (ENCODED, quote(ENCODED), f"{MEANT}).")),
        (f"/vergelijken%3F{ENCODED}", f"/vergelijken?{MEANT}"),
        (f"/Vergelijken?{MEANT}", f"/vergelijken?{MEANT}"),
        (f"/nl/vergelijken?{MEANT}", f"/vergelijken?{MEANT}"),
        ("/nl", "/"),
        # A slash too many or too few.
        ("/vergelijken/", "/vergelijken"),
        ("/en", "/en/"),
        ("/en//", "/en/"),
        ("/en/compare/", "/en/compare"),
        ("/vergelijken/?theme=health&type=a%26b", "/vergelijken?theme=health&type=a%26b"),
        ("/en?open=x", "/en/?open=x"),
        ("/en//compare?theme=health", "/en/compare?theme=health"),
        ("/gemeenten//oss", "/gemeenten/oss"),
        ("/gemeenten/oss.", "/gemeenten/oss"),
        ("/gemeenten/Oss%E2%80%9D)", "/gemeenten/oss"),
        ("/en/Compare,", "/en/compare"),
        # The name in one language, below the path of the other.
        (f"/compare?{MEANT}", f"/en/compare?{MEANT}"),
        ("/en/vergelijken", "/en/compare"),
        ("/en/aanpak/basisbaan", "/en/approach/basic-job"),
        ("/municipalities/oss", "/en/municipalities/oss"),
        ("/raadsbrief.pdf?municipality%3Doss", "/raadsbrief.pdf?municipality=oss"),
        ("/Raadsbrief.pdf?municipality=oss", "/raadsbrief.pdf?municipality=oss"),
        (f"/vergaderset.xlsx?{quote(SET, safe='')}", f"/vergaderset.xlsx?{SET}"),
        (f"/vergaderset?{SET}.", f"/vergaderset?{SET}"),
        (f"/api/v1/charts?{ENCODED}", f"/api/v1/charts?{MEANT}"),
        ("/api/v1/charts?theme=Health)", "/api/v1/charts?theme=health"),
        ("/API/v1/tables/sources.csv", "/api/v1/tables/sources.csv"),
        ("/api/v1/tables/Sources.csv).", "/api/v1/tables/sources.csv"),
        ("/api/v1/tables/sources/", "/api/v1/tables/sources"),
        ("/feed.atom?theme=health", "/feed/theme/health.atom"),
        ("/en/feed.atom?municipality=oss&utm_source=x", "/en/feed/municipality/oss.atom"),
        ("/klopt-dat/wageningen-110-found-work", "/klopt-dat/wageningen_110_found_work"),
        ("/en/approach/earnings_premium", "/en/approach/earnings-premium"),
        ("/aanpak/earnings-premium", "/aanpak/bijverdienen"),
    ],
)
def test_changed_link_leads_to_what_was_meant(client: FlaskClient, address: str, meant: str) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer.headers["Location"]) == (308, meant)
    assert client.head(meant).status_code == 200
    if meant.startswith("/api"):
        assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    "address",
    [
        "/Niets",
        "/gemeenten/Nergens",
        "/nl/niets",
        "/nl//example.org/",
        "/assets/Niets.css.",
        "/feed.atom?municipality=nergens",
        "/feed.atom?theme=health&theme=wellbeing",
        "/api/v1/niets/",
    ],
)
def test_redirect_leads_to_no_other_place(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    while answer.status_code == 308:
        assert answer.headers["Location"].startswith("/")
        assert not answer.headers["Location"].startswith("//")
        answer = client.get(answer.headers["Location"])
    assert answer.status_code == 404


@pytest.mark.parametrize(
    "names", ["fbclid=IwAR0x", "utm_source=Nieuws.&utm_medium=mail&gclid=1", "mtm_campaign=x&srsltid=1&__hssc=2"]
)
def test_names_that_count_visits_are_passed_over(client: FlaskClient, names: str) -> None:
    assert client.get(f"/vergelijken?theme=health&{names}").data == client.get("/vergelijken?theme=health").data
    assert client.get(f"/api/v1/tables/themes.csv?{names}").data == client.get("/api/v1/tables/themes.csv").data
    assert client.head(f"/raadsbrief.docx?municipality=oss&{names}").status_code == 200


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("theme=health%2526municipality", "health%26municipality"),
        ("theme=gezond", "theme=gezond"),
        ("gemeente%3Doss", "gemeente=oss"),
        ("iets%20anders", "iets anders"),
        ("as_of=20261121", "20261121"),
        ("as_of=2062-11-29", "2062-11-29"),
        ("people=10&people=23", "23"),
        ("as_of=2026-w47-6", "2026-w47-6"),
    ],
)
def test_what_is_not_understood_is_named_and_makes_no_file(client: FlaskClient, query: str, named: str) -> None:
    remark = page(client, f"/vergelijken?{query}").select_one("[data-notice]")
    assert remark
    assert named.split("=")[-1] in remark.get_text()
    assert named in page(client, f"{FILES[len(query) % len(FILES)]}?{query}", status=400).get_text()
    assert client.get(f"/vergaderset.xlsx?{SET}&{query}").status_code == 400
    assert client.get(f"/api/v1/charts?{query}").status_code == 400


def test_no_kind_of_file_is_made_of_a_choice_that_is_not_understood(client: FlaskClient) -> None:
    for file in FILES:
        assert "theme=gezond" in page(client, f"{file}?theme=gezond", status=400).get_text()
    assert client.get(f"/vergaderset.xlsx?{SET}&item=%3Cb%20c%3E").status_code == 400


def test_request_without_a_host_is_refused_since_http_1_1(client: FlaskClient) -> None:
    for path in ("/vergelijken", "/api/v1/themes", "/raadsbrief.pdf"):
        without = {"HTTP_HOST": "", "SERVER_PROTOCOL": "HTTP/1.1"}
        assert client.get(path, environ_overrides=without).status_code == 400
