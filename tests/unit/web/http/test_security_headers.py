"""Security headers of every kind of response, and which addresses exist; tests/nightly repeats some over sockets."""

from __future__ import annotations

import datetime as dt
import re

import flask
import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from dashboard.config import ASSETS
from dashboard.web import dash_app, document_downloads, wellknown
from dashboard.web.api import routes
from dashboard.web.api.response import ROOT
from dashboard.web.http import csp
from dashboard.web.http.static import StaticFiles, site_css, style_sheet
from dashboard.web.pages.paths import AS_TEXT, MOVED, PATHS, as_text
from dashboard.web.pages.registry import PAGES, everywhere
from dashboard.web.scripts import plotly_js
from tests.conftest import SetVariables

KEY = "with_and_without.outflow_to_work.matched_comparison.amsterdam_outflow_participants_2018"
COMPARE = "/vergelijken"
EMBED = f"/embed/{KEY}"
SITE = "https://example.org"
HSTS = "Strict-Transport-Security"
POLICY = "Content-Security-Policy"
DRAWN = [f"{COMPARE}/{KEY}.svg", "/favicon.svg"]
READ_BY_MACHINES = ["/sitemap.xml", "/feed.atom", "/en/feed.atom"]
OTHERS = [
    f"{COMPARE}/{KEY}.csv",
    f"{COMPARE}/{KEY}.json",
    f"{COMPARE}/{KEY}.png",
    "/api/v1",
    "/robots.txt",
    "/favicon.ico",
]


def pages() -> list[str]:
    """Every page, and each kind of page that says that there is none."""
    return [
        *(place.page.path(place.lang, place.item) for place in everywhere()),
        "/nergens", "/en/nowhere", "/gemeenten/atlantis", "/vergaderset.pptx", f"{COMPARE}/", "/en", "/en//compare",
        "/_dash/", f"{COMPARE}/none.png", "/.well-known/none",
    ]  # fmt: skip


def shelf(start: str) -> str:
    """The address of a file whose name changes with what is in it."""
    return next(file.url for file in (site_css(), plotly_js()) if file.url.startswith(start))


def respond(client: FlaskClient, address: str, **headers: str) -> TestResponse:
    return client.get(shelf(address) if address.endswith(".") else address, headers=headers)


def rules(text: str) -> dict[str, list[str]]:
    """A policy, by directive."""
    return {name: sources for name, *sources in (part.split() for part in text.split(";"))}


# Policies


def test_every_page_has_a_policy_that_says_nowhere_unsafe(client: FlaskClient) -> None:
    for address in pages():
        answer = respond(client, address)
        assert answer.mimetype == "text/html", address
        found = rules(answer.headers[POLICY])
        assert found["default-src"] == found["base-uri"] == found["frame-ancestors"] == ["'none'"], address
        code = re.findall(r"<script>(.*?)</script>", answer.get_data(as_text=True), re.S)
        assert found["script-src"] == ["'self'", *map(csp.digest, code)], address
        assert not [source for sources in found.values() for source in sources if "unsafe" in source or source == "*"]
        for style in re.findall(r"<style[^>]*>(.*?)</style>", answer.get_data(as_text=True), re.S):
            assert csp.digest(style) in found["style-src"], address
        assert not [source for source in found["style-src"] if source != "'self'" and not source.startswith("'sha256-")]


@pytest.mark.parametrize("address", [*DRAWN, *READ_BY_MACHINES])
def test_what_a_browser_can_open_as_a_document_runs_and_loads_nothing(client: FlaskClient, address: str) -> None:
    answer = respond(client, address)
    assert answer.status_code == 200
    assert answer.mimetype.endswith("xml")
    found = rules(answer.headers[POLICY])
    assert found["default-src"] == ["'none'"]
    assert not {"script-src", "img-src", "connect-src"} & set(found)
    assert "unsafe" not in answer.headers[POLICY]


def test_the_policy_of_a_drawing_lets_its_own_style_in(client: FlaskClient) -> None:
    drawing = respond(client, "/favicon.svg")
    style = re.search(r"<style>(.*?)</style>", drawing.get_data(as_text=True))
    assert style
    assert csp.digest(style.group(1)) in drawing.headers[POLICY]
    assert "style-src" not in respond(client, f"{COMPARE}/{KEY}.svg").headers[POLICY]


@pytest.mark.parametrize("lang", PATHS["set"])
def test_the_page_in_one_file_lets_in_its_style_and_script_and_nothing_else(client: FlaskClient, lang: str) -> None:
    answer = client.get(f"{PATHS['set'][lang]}.html?item={KEY}")
    assert answer.status_code == 200
    text = answer.get_data(as_text=True)
    (style,), (script,) = (
        re.findall(r"<style>(.*?)</style>", text, re.S),
        re.findall(r"<script>(.*?)</script>", text, re.S),
    )
    found = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', text)
    assert found
    inside = rules(found.group(1).replace("&#x27;", "'").replace("&#39;", "'"))
    assert (inside["style-src"], inside["script-src"]) == ([csp.digest(style)], [csp.digest(script)])
    assert inside["default-src"] == ["'none'"]
    assert rules(answer.headers[POLICY])["default-src"] == ["'none'"]
    assert "unsafe" not in answer.headers[POLICY] + found.group(1)
    assert "Plotly" not in text


def test_a_style_is_let_in_by_its_text_and_by_no_other() -> None:
    text = "main { color: inherit }"
    assert "'sha256-rP4v5r0VR3LXnT+Fbj2dIWZCEmWrKIyW2jR/o0WQ3IQ='" not in csp.page()
    assert csp.digest(style_sheet("")) in rules(csp.page())["style-src"]
    assert csp.digest(text) in rules(csp.embed(text, script="", ancestors="*"))["style-src"]


def test_a_page_under_another_policy_is_another_page(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """A browser that asks whether its page still holds would go on with the policy that the page came with."""
    address = f"{COMPARE}?theme=nonsense"
    tag = client.get(address).headers["ETag"]
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 304
    monkeypatch.setattr(csp, "page", lambda *_, **__: "default-src 'none'; frame-ancestors 'none'")
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 200


# Frames and other sites


def test_pages_stand_in_no_frame_and_charts_to_embed_in_any(client: FlaskClient) -> None:
    for address in pages():
        answer = respond(client, address)
        assert answer.headers["X-Frame-Options"] == "DENY", address
        assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin", address
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin", address
    for address in (EMBED, f"/en{EMBED}"):
        answer = respond(client, address)
        assert rules(answer.headers[POLICY])["frame-ancestors"] == ["*"]
        assert "X-Frame-Options" not in answer.headers
        assert "Cross-Origin-Opener-Policy" not in answer.headers
        assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_nobody_may_be_chosen_to_show_a_chart(client: FlaskClient, set_variables: SetVariables) -> None:
    set_variables(DASHBOARD_EMBED_ANCESTORS="'none'")
    answer = respond(client, EMBED)
    assert rules(answer.headers[POLICY])["frame-ancestors"] == ["'none'"]
    assert answer.headers["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("address", [*DRAWN, *READ_BY_MACHINES, *OTHERS, "/assets/site."])
def test_files_pictures_and_open_data_can_be_used_elsewhere(client: FlaskClient, address: str) -> None:
    answer = respond(client, address)
    assert answer.status_code == 200
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"


# Every answer


def test_every_answer_says_not_to_guess_and_to_tell_nobody(client: FlaskClient) -> None:
    for address in [
        *pages(),
        EMBED,
        *DRAWN,
        *READ_BY_MACHINES,
        *OTHERS,
        "/assets/site.",
        "/assets/plotly.",
        "/healthz",
    ]:
        answer = respond(client, address)
        assert answer.headers.getlist("X-Content-Type-Options") == ["nosniff"], address
        assert answer.headers.getlist("Referrer-Policy") == ["same-origin"], address
        assert len(answer.headers.getlist(POLICY)) <= 1, address
        assert "X-Powered-By" not in answer.headers, address


def test_what_scripts_use_is_open_and_the_rest_is_shut(client: FlaskClient) -> None:
    """The policy allows what our scripts do, and nothing else."""
    text = "".join(path.read_text(encoding="utf-8") for path in (ASSETS / "js").glob("*.js"))
    uses = {
        "clipboard-write": "clipboard.writeText", "fullscreen": "requestFullscreen", "clipboard-read": "clipboard.read",
        "geolocation": "navigator.geolocation", "camera": "getUserMedia", "display-capture": "getDisplayMedia",
        "screen-wake-lock": "wakeLock", "local-fonts": "queryLocalFonts", "payment": "PaymentRequest",
    }  # fmt: skip
    for address in (COMPARE, EMBED, "/nergens"):
        found = dict(part.split("=") for part in respond(client, address).headers["Permissions-Policy"].split(", "))
        assert {name for name, who in found.items() if who == "(self)"} == {"clipboard-write", "fullscreen"}
        assert set(found.values()) == {"(self)", "()"}
        for name, call in uses.items():
            assert found[name] == ("(self)" if call in text else "()"), name


# Over TLS


@pytest.mark.parametrize(
    ("site", "sent", "expected"),
    [
        ("", {}, False),
        ("", {"X-Forwarded-Proto": "https"}, False),
        ("http://example.org", {"X-Forwarded-Proto": "https"}, False),
        (SITE, {}, False),
        (SITE, {"X-Forwarded-Proto": "http", "Host": "example.org"}, False),
        (SITE, {"X-Forwarded-Proto": "http, https", "Host": "example.org"}, False),
        (SITE, {"X-Forwarded-Proto": "https"}, True),
        (SITE, {"X-Forwarded-Proto": "HTTPS"}, True),
        (SITE, {"X-Forwarded-Proto": "https, http"}, True),
        (SITE, {"Host": "example.org"}, True),
        (f"{SITE}/", {"Host": "Example.org"}, True),
    ],
)
def test_tls_is_asked_for_only_where_the_answer_goes_over_it(
    client: FlaskClient, set_variables: SetVariables, site: str, sent: dict[str, str], expected: bool
) -> None:
    set_variables(DASHBOARD_PUBLIC_URL=site)
    for address in ("/assets/site.", "/robots.txt"):
        found = respond(client, address, **sent).headers.getlist(HSTS)
        assert found == (["max-age=31536000"] if expected else []), address


@pytest.mark.parametrize("proto", ["https", "http"])
def test_every_kind_of_response_asks_for_tls_where_it_goes_over_it(
    client: FlaskClient, set_variables: SetVariables, proto: str
) -> None:
    """Rendered, cached, missing, redirected, a file, a callback."""
    set_variables(DASHBOARD_PUBLIC_URL=SITE)
    sent = {"X-Forwarded-Proto": proto}
    answers = [
        respond(client, address, **sent)
        for address in (COMPARE, COMPARE, "/nergens", f"{COMPARE}/", "/assets/site.", "/robots.txt", EMBED, "/api/v1")
    ]
    answers.append(client.post(dash_app.UPDATE, json={}, headers=sent))
    assert {tuple(answer.headers.getlist(HSTS)) for answer in answers} == {
        ("max-age=31536000",) if proto == "https" else ()
    }


@pytest.mark.parametrize(
    ("site", "host", "expected"),
    [
        ("", "example.org", True),
        ("", "localhost:8050", False),
        ("", "127.0.0.1", False),
        ("", "[::1]:8050", False),
        ("", "app.localhost", False),
        (SITE, "192.0.2.7", True),
    ],
)
def test_a_server_that_has_tls_itself_asks_for_it(
    client: FlaskClient, set_variables: SetVariables, site: str, host: str, expected: bool
) -> None:
    set_variables(DASHBOARD_PUBLIC_URL=site)
    answer = client.get("/robots.txt", headers={"Host": host}, base_url=f"https://{host}")
    assert (HSTS in answer.headers) == expected


def test_an_answer_that_was_kept_over_tls_does_not_ask_for_it_elsewhere(
    client: FlaskClient, set_variables: SetVariables
) -> None:
    set_variables(DASHBOARD_PUBLIC_URL=SITE)
    for proto, expected in (("https", True), ("http", False), ("https", True)):
        tag = client.get("/", headers={"X-Forwarded-Proto": proto}).headers["ETag"]
        for sent in ({}, {"If-None-Match": tag}):
            answer = client.get("/", headers={"X-Forwarded-Proto": proto, **sent})
            assert (HSTS in answer.headers) == expected


# The host name of a request


def test_a_strange_host_is_in_no_response_of_a_site_with_a_public_url(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASHBOARD_PUBLIC_URL", SITE)
    requests = [
        (address, "evil.example") for address in (*pages()[::6], EMBED, *READ_BY_MACHINES, *OTHERS, "/en//search?q=x")
    ]
    requests += [
        (COMPARE, "evil.example:99999"),
        ("/en", "example.org.evil.example"),
        ("//evil.example//en", "evil.example"),
    ]
    for address, host in requests:
        answer = client.get(address, headers={"Host": host, "X-Forwarded-Host": host})
        said = str(answer.headers) + answer.get_data(as_text=True) if "image" not in answer.mimetype else ""
        assert "evil.example" not in said.replace("//evil.example//en", ""), address


# security.txt


def contact_fields(client: FlaskClient) -> dict[str, str]:
    """The fields of security.txt; each stands there once."""
    answer = client.get("/.well-known/security.txt")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    lines = [line.split(": ", 1) for line in answer.get_data(as_text=True).splitlines()]
    assert len({name for name, _ in lines}) == len(lines)
    return dict(lines)


@pytest.mark.parametrize(
    ("contact", "meant"),
    [
        ("veilig@example.org", "mailto:veilig@example.org"),
        ("mailto:veilig@example.org", "mailto:veilig@example.org"),
        ("https://example.org/report", "https://example.org/report"),
    ],
)
def test_security_txt_says_where_to_report_a_vulnerability(
    client: FlaskClient, set_variables: SetVariables, contact: str, meant: str
) -> None:
    set_variables(DASHBOARD_CONTACT=contact)
    assert set(contact_fields(client)) == {"Contact", "Expires", "Preferred-Languages"}
    set_variables(DASHBOARD_PUBLIC_URL=f"{SITE}/")
    found = contact_fields(client)
    assert found["Contact"] == meant
    assert found["Canonical"] == f"{SITE}/.well-known/security.txt"
    assert found["Preferred-Languages"] == "nl, en"
    expires = dt.datetime.fromisoformat(found["Expires"])
    assert dt.timedelta(days=300) < expires - dt.datetime.now(dt.UTC) < dt.timedelta(days=366)
    moved = client.get("/security.txt")
    assert (moved.status_code, moved.headers["Location"]) == (301, "/.well-known/security.txt")


def test_security_txt_is_missing_without_a_contact(
    client: FlaskClient, set_variables: SetVariables, caplog: pytest.LogCaptureFixture
) -> None:
    set_variables(DASHBOARD_CONTACT="")
    answer = client.get("/.well-known/security.txt")
    assert answer.status_code == 404
    assert answer.mimetype == "text/html"
    wellknown.register(flask.Flask("other"))
    assert "readers cannot report mistakes, and " in caplog.text
    assert "security.txt is not served, because DASHBOARD_CONTACT is not set" in caplog.text


@pytest.mark.parametrize(
    ("started", "until"),
    [("2028-02-29", "2029-02-01"), ("2026-12-31", "2027-12-01")],
)
def test_it_holds_for_less_than_a_year_after_the_start_and_all_that_started_in_a_month_say_the_same(
    started: str, until: str
) -> None:
    assert wellknown.expiry(dt.date.fromisoformat(started)) == dt.datetime.fromisoformat(f"{until}T00:00:00+00:00")


# Doors

OURS = {
    "/robots.txt", "/sitemap.xml", "/favicon.ico", "/favicon.svg", "/preview/<version>/<lang>/<name>",
    "/preview/<version>/<lang>/<name>/<item>",
    "/healthz", "/readyz",
    "/.well-known/security.txt", "/security.txt", "/api/v1", "/api/v1/<rest:rest>", "/feed.atom", "/en/feed.atom",
    "/feed/<kind>/<id>.atom", "/en/feed/<kind>/<id>.atom", "/agenda.ics", "/en/calendar.ics", "/llms.txt",
    *(f"{path}/<id>.{form}" for path in ("/bronnen", "/en/sources") for form in ("ris", "bib")),
    "/assets/<path:name>", "/embed/<key>", "/en/embed/<key>", "/licences.txt",
    "/vraag-het-op/<experiment>/<reader>.docx", "/en/ask/<experiment>/<reader>.docx",
}  # fmt: skip
DASH = {
    "/_dash/", "/_dash/<path:path>", "/_dash/_dash-component-suites/<string:package_name>/<path:fingerprinted_path>",
    "/_dash/_dash-dependencies", "/_dash/_dash-layout", "/_dash/_dash-update-component", "/_dash/_favicon.ico",
    "/_dash/_reload-hash", "/_dash/assets/<path:filename>",
}  # fmt: skip


FILES = {
    "brief": ("pdf", "docx"),
    "starting": ("pdf", "docx"),
    "set": document_downloads.MAKERS,
    "sources": ("ris", "bib"),
}


def endpoints(server: flask.Flask) -> set[str]:
    """The addresses that answer, but for the endpoints of the service, which test_openapi.py holds against their description."""
    endpoints = {f"{ROOT}{item.path.replace('{chart}', '<chart>')}" for item in routes.endpoints() if item.path}
    return {rule.rule for rule in server.url_map.iter_rules() if not rule.rule.startswith(tuple(endpoints))}


def of_pages() -> set[str]:
    """The addresses of pages, with a slash more or less, and of the files beside them."""
    found = set()
    for page in PAGES:
        for own in page.paths.values():
            path = own.replace("<id>", "<item>")
            found |= {path, path.rstrip("/") or "/", path if path == "/" else f"{path.rstrip('/')}/"}
            forms = ("csv", "xlsx", "json", "svg", "png") if page.live or page.has_files else ()
            found |= {f"{path}/<key>.{form}" for form in forms}
            found |= {f"{path}.{form}" for form in FILES.get(page.name, ())}
            found |= {as_text(path)} if page.name in AS_TEXT else set()
    return found | {path.replace("<id>", "<item>") for paths in MOVED.values() for path in paths.values()}


def test_there_is_no_endpoint_that_is_not_listed(server: flask.Flask) -> None:
    """A new page is known by itself; anything else that answers is put in this list by hand."""
    found = endpoints(server)
    assert found - of_pages() == OURS | DASH
    assert of_pages() <= found


def test_endpoints_accept_only_their_methods(server: flask.Flask) -> None:
    """Nothing of a page can be sent anywhere but to files of a set, the callback, and the service that refuses it itself."""
    reading = {
        rule.rule for rule in server.url_map.iter_rules() if not (rule.methods or set()) - {"GET", "HEAD", "OPTIONS"}
    }
    files = {f"{path}.{form}" for path in PATHS["set"].values() for form in document_downloads.MAKERS}
    assert endpoints(server) - reading == {*files, dash_app.UPDATE, "/api/v1", "/api/v1/<rest:rest>"}


def test_of_dash_only_layout_dependencies_and_callback_answer(client: FlaskClient) -> None:
    tried = [
        "any", "_favicon.ico", "_reload-hash", "_config", "_mcp", "_mcp/", "_health",
        "_alive_x", "_shutdown", "assets/x.js", "_dash-component-suites/dash/deps/react@18.min.js", "_debug-menu", "_dash-error",
        "_dash-component-suites/dash/dash-renderer/build/dash_renderer.min.js", "_dash-component-suites/dashboard/web/app.py",
    ]  # fmt: skip
    addresses = [
        dash_app.PREFIX,
        *(f"{start}{name}" for name in tried for start in (dash_app.PREFIX, f"/{dash_app.PREFIX}", "/")),
    ]
    for address in addresses:
        for ask in (client.get, client.post):
            answer = ask(address, base_url="http://localhost")
            assert answer.status_code in (404, 405), f"{address}: {answer.status_code}"
            assert "_dash-config" not in answer.get_data(as_text=True), address
    for address in (dash_app.LAYOUT, dash_app.DEPENDENCIES):
        assert client.get(address).mimetype == "application/json"
        assert client.post(address).status_code == 405
    assert client.get(dash_app.UPDATE).status_code in (404, 405)
    assert client.post(dash_app.UPDATE, json={}).status_code == 400


def test_settings_of_dash_in_the_environment_add_no_endpoint(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (
        "MCP_ENABLED",
        "DEBUG",
        "HOT_RELOAD",
        "UI",
        "PROPS_CHECK",
        "DEV_TOOLS_UI",
        "SERVE_DEV_BUNDLES",
        "JUPYTER_MODE",
    ):
        monkeypatch.setenv(f"DASH_{name}", "true")
    server = flask.Flask("other", static_folder=None)
    app = dash_app.create_dash(server)
    start = dash_app.DashStart(app, StaticFiles())
    start.read()
    assert endpoints(server) == DASH
    assert not app._dev_tools.get("hot_reload")
    for word in ("hot_reload", "validation_layout", "mcp"):
        assert f'"{word}"' not in start.config or f'"{word}":null' in start.config.replace(" ", ""), start.config
