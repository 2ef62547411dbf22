"""How answers are sent: few bytes, packed once, kept while they hold, and never more of them than there is room for."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import brotli
import flask
import pytest
from flask.testing import FlaskClient
from plotly.offline import get_plotlyjs_version
from werkzeug.test import TestResponse

from dashboard.config import ASSETS, ROOT
from dashboard.selection import filters
from dashboard.web import callbacks, dash_app, prewarm
from dashboard.web.components.html import Script
from dashboard.web.components.render import render
from dashboard.web.http import csp, static
from dashboard.web.http.cache import Cache
from dashboard.web.http.compression import Ready
from dashboard.web.http.static import Shelf
from dashboard.web.http.styles import minify, style_sheet
from dashboard.web.page_cache import Answers
from dashboard.web.pages.context import arrive
from dashboard.web.pages.registry import everywhere
from dashboard.web.partial import figures
from dashboard.web.scripts import script, tight
from tests.conftest import Use

COMPARE = "/vergelijken"
UNPACKED = {"br": brotli.decompress, "gzip": gzip.decompress, "identity": bytes}


def ask(client: FlaskClient, address: str, *, encoding: str = "br", **headers: str) -> TestResponse:
    return client.get(address, headers={"Accept-Encoding": encoding, **headers})


def choose(client: FlaskClient, query: str, **changes: Any) -> TestResponse:
    body = {**callbacks.request_for(path=COMPARE, query=query), **changes}
    return client.post(dash_app.UPDATE, json=body, headers={"Accept-Encoding": "br"})


@pytest.fixture
def answers(server: flask.Flask) -> Answers:
    found = server.extensions["page_cache"]
    assert isinstance(found, Answers)
    return found


@pytest.fixture
def unmade(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From here on, making a page is a failure."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a page was made")

    return lambda: monkeypatch.setattr("dashboard.web.app.frame", refuse)


# Pages


def test_a_page_is_the_same_in_every_encoding_and_says_which(client: FlaskClient) -> None:
    bodies, tags = set(), set()
    for encoding, unpack in UNPACKED.items():
        answer = ask(client, COMPARE, encoding=encoding)
        assert answer.headers.get("Content-Encoding", "identity") == encoding
        assert answer.headers["Vary"] == "Accept-Encoding"
        assert answer.headers["Cache-Control"] == "public, no-cache"
        bodies.add(unpack(answer.get_data()))
        tags.add(answer.headers["ETag"])
    assert len(bodies) == 1
    assert len(tags) == 3
    assert ask(client, COMPARE, encoding="br;q=0, gzip").headers["Content-Encoding"] == "gzip"


def test_a_page_that_a_browser_has_is_not_made_or_sent_again(client: FlaskClient, unmade: Callable[[], None]) -> None:
    tag = ask(client, COMPARE).headers["ETag"]
    unmade()
    again = ask(client, COMPARE, **{"If-None-Match": tag})
    assert (again.status_code, again.get_data()) == (304, b"")
    assert again.headers["ETag"] == tag
    assert "Content-Security-Policy" in again.headers
    assert ask(client, COMPARE, **{"If-None-Match": f"W/{tag}"}).status_code == 304
    assert ask(client, COMPARE, **{"If-None-Match": '"other"'}).status_code == 200


def test_head_says_what_get_would_and_sends_nothing(client: FlaskClient) -> None:
    for address in (COMPARE, "/healthz", static.style().address):
        whole, head = ask(client, address), client.head(address, headers={"Accept-Encoding": "br"})
        assert head.status_code == whole.status_code
        assert head.get_data() == b""
        assert head.headers["Content-Type"] == whole.headers["Content-Type"]
    assert client.head(COMPARE).headers["ETag"] == client.get(COMPARE).headers["ETag"]


def test_another_spelling_of_a_choice_is_the_same_page(client: FlaskClient, unmade: Callable[[], None]) -> None:
    first = ask(client, f"{COMPARE}?theme=health&municipality=oss&municipality=amsterdam").get_data()
    unmade()
    for query in (
        "municipality=amsterdam,oss&theme=health",
        "theme=health&municipality=oss,oss&municipality=amsterdam",
    ):
        assert ask(client, f"{COMPARE}?{query}").get_data() == first


def test_an_address_is_parsed_once(
    server: flask.Flask, database: Path, use: Use, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The cache reads it for its key, then the page or Dash reads it again. The data are those of no other test."""
    use(database)
    parse, parsed = filters.parse, []

    def counting(query: str, *given: Any, **named: Any) -> Any:
        parsed.append(query)
        return parse(query, *given, **named)

    monkeypatch.setattr(filters, "parse", counting)
    client = server.test_client()
    assert ask(client, f"{COMPARE}?municipality=oss").status_code == 200
    assert choose(client, "municipality=heerlen").status_code == 200
    assert parsed == ["municipality=oss", "municipality=heerlen"]


def test_hostile_addresses_are_answered_and_take_no_room(client: FlaskClient, answers: Answers) -> None:
    ask(client, COMPARE)
    before = answers.cache.bytes
    for number in range(30):
        assert ask(client, f"{COMPARE}?x{number}=1").status_code == 200
        assert ask(client, f"{COMPARE}?theme=none{number}").status_code == 200
        assert ask(client, f"/none{number}").status_code == 404
        assert choose(client, f"theme=none{number}").status_code == 200
    assert answers.cache.bytes == before


def test_a_host_cannot_put_its_name_into_the_page_of_another(client: FlaskClient) -> None:
    ask(client, COMPARE, Host="evil.example")
    assert b"evil.example" not in brotli.decompress(ask(client, COMPARE, Host="good.example").get_data())


def test_an_error_is_not_kept(client: FlaskClient) -> None:
    answer = ask(client, "/no-such-page")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "ETag" not in answer.headers


def test_new_data_make_new_pages(client: FlaskClient, build_and_use: Callable[[], None], made_up: Path) -> None:
    before = ask(client, COMPARE)
    callback = choose(client, "")
    build_and_use()
    after = ask(client, COMPARE, **{"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200
    assert brotli.decompress(after.get_data()) != brotli.decompress(before.get_data())
    assert choose(client, "").get_data() != callback.get_data()


def test_without_data_nothing_old_is_given(client: FlaskClient, use: Use, tmp_path: Path) -> None:
    assert ask(client, COMPARE).status_code == 200
    use(tmp_path / "none.duckdb")
    assert ask(client, COMPARE).status_code == 503
    assert choose(client, "").status_code >= 500


def made(size: int) -> Ready:
    return Ready(status="200 OK", headers=(), bodies={"": b"x" * size})


def test_the_cache_never_holds_more_than_it_may() -> None:
    cache = Cache(most_bytes=1000)
    cache.at(1)
    for number in range(50):
        answer = made(100)
        cache.keep(number, answer, version=1)
        cache.name(("name", number), answer, version=1)
        assert cache.bytes <= 1000
    assert cache.get(0, version=1) is None
    assert cache.named(("name", 0), version=1) is None
    assert cache.get(49, version=1) is cache.named(("name", 49), version=1) is not None


def test_the_cache_keeps_what_is_used() -> None:
    cache = Cache(most_bytes=300)
    cache.at(1)
    for number in range(10):
        cache.keep(number, made(100), version=1)
        assert cache.get(0, version=1) is not None


def test_what_was_made_from_older_data_is_not_kept() -> None:
    cache = Cache()
    cache.at(1)
    cache.at(2)
    cache.keep("page", made(10), version=1)
    cache.name("address", made(10), version=1)
    for version in (1, 2):
        assert cache.get("page", version=version) is None
        assert cache.named("address", version=version) is None


def test_what_came_back_to_older_data_is_not_given_to_who_reads_newer_ones() -> None:
    cache = Cache()
    cache.at(2)
    # Who began before the data were replaced asks for the older ones again.
    cache.at(1)
    cache.keep("page", made(10), version=1)
    cache.name("address", made(10), version=1)
    assert cache.get("page", version=2) is None
    assert cache.named("address", version=2) is None


# Callbacks


@pytest.mark.parametrize("query", ["", "theme=health", "municipality=oss&measured=yes"])
def test_a_kept_callback_is_what_dash_would_answer(
    server: flask.Flask, client: FlaskClient, answers: Answers, query: str
) -> None:
    first, second = choose(client, query), choose(client, query)
    around, server.wsgi_app = server.wsgi_app, answers._inner  # type: ignore[method-assign]
    try:
        dash = choose(client, query)
    finally:
        server.wsgi_app = around  # type: ignore[method-assign]
    assert brotli.decompress(first.get_data()) == brotli.decompress(second.get_data()) == dash.get_data()
    assert second.headers["Content-Type"] == dash.headers["Content-Type"]
    html = json.loads(dash.get_data())["response"][callbacks.COMPONENT]["answer"]["html"]
    assert html in brotli.decompress(ask(client, f"{COMPARE}?{query}").get_data()).decode()


@pytest.mark.parametrize(
    "changes",
    [
        {"inputs": []},
        {"inputs": [{"id": "region", "property": "choice", "value": {"path": "/none", "query": ""}}]},
        {"inputs": [{"id": "region", "property": "choice", "value": {"path": COMPARE, "query": "x" * 5000}}]},
        {"inputs": [{"id": "region", "property": "choice", "value": [1]}]},
        {"state": [{"id": "x", "property": "y", "value": 1}]},
    ],
)
def test_what_no_page_of_ours_sends_goes_to_dash_and_is_not_kept(
    client: FlaskClient, answers: Answers, changes: dict[str, Any]
) -> None:
    before = answers.cache.bytes
    choose(client, "theme=wellbeing&measured=yes", **changes)
    assert answers.cache.bytes == before


# Scripts


def test_one_script_holds_what_is_used_of_dash_and_no_more(client: FlaskClient, server: flask.Flask) -> None:
    boot = boot_of(client)
    assert len(boot["scripts"]) == 1, "Dash's scripts are not as known: see dashboard/web/dash_app.py"
    answer = ask(client, boot["scripts"][0])
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    body = brotli.decompress(answer.get_data()).decode()
    assert "DashRenderer" in body
    assert "dashboard_live" in body
    assert "dash_core_components" not in body
    assert len(body) < 420_000


def boot_of(client: FlaskClient) -> dict[str, Any]:
    text = ask(client, COMPARE, encoding="identity").get_data(as_text=True)
    found = re.search(r'id="live-boot">(.*?)</script>', text)
    assert found
    boot: dict[str, Any] = json.loads(found.group(1))
    return boot


def test_the_page_carries_what_dash_would_answer(server: flask.Flask, client: FlaskClient) -> None:
    boot = boot_of(client)
    for name in ("layout", "dependencies"):
        address = f"{dash_app.PREFIX}_dash-{name}"
        with server.test_request_context(address):
            assert boot[name] == server.view_functions[address]().get_json()


def test_scripts_of_dash_that_are_not_as_known_are_served_as_dash_does(caplog: pytest.LogCaptureFixture) -> None:
    server = flask.Flask("other", static_folder=None)
    app = dash_app.make(server)
    app.config.external_scripts = ["/made-up/extra.js"]
    takeover = dash_app.Takeover(app, Shelf())
    takeover.read()
    scripts = json.loads(takeover.boot)["scripts"]
    assert "not as known" in caplog.text
    assert len(scripts) > 8
    assert "/made-up/extra.js" in scripts
    assert scripts[-1].startswith("/assets/region.")
    assert [name for name in map(dash_app.stem, scripts) if name in ("react", "react-dom", "dash_renderer")]


def test_plotly_js_is_the_part_that_was_recorded_at_the_version_of_the_package() -> None:
    noted = tomllib.loads((static.VENDOR / "vendor.toml").read_text(encoding="utf-8"))["plotly"]
    body = (static.VENDOR / noted["file"]).read_bytes()
    assert hashlib.sha256(body).hexdigest() == noted["sha256"]
    assert noted["version"] == get_plotlyjs_version()
    assert f"v{noted['version']}".encode() in body[:200]
    assert "MIT License" in (static.VENDOR / noted["licence"]).read_text(encoding="utf-8")
    assert static.partial_plotly() == body


@pytest.mark.parametrize("wrong", ["none", "version", "sha256", "broken"])
def test_without_the_recorded_part_the_whole_of_plotly_js_is_served(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wrong: str
) -> None:
    noted = (static.VENDOR / "vendor.toml").read_text(encoding="utf-8")
    if wrong != "none":
        (tmp_path / "plotly-basic.min.js").write_bytes((static.VENDOR / "plotly-basic.min.js").read_bytes())
        changed = {"version": re.sub(r'version = "[^"]+"', 'version = "1.0.0"', noted), "broken": "[plotly"}
        (tmp_path / "vendor.toml").write_text(changed.get(wrong, noted), encoding="utf-8")
    if wrong == "sha256":
        (tmp_path / "plotly-basic.min.js").write_bytes(b"something else")
    assert static.partial_plotly(tmp_path) is None
    monkeypatch.setattr(static, "partial_plotly", lambda: None)
    monkeypatch.setattr(static, "CACHE", tmp_path)
    whole = static.plotly_js.__wrapped__()
    assert len(whole.plain) > 3_000_000
    assert brotli.decompress(whole.br) == whole.plain


def test_every_chart_is_drawn_with_what_the_part_of_plotly_js_has(client: FlaskClient) -> None:
    kinds = set()
    for place in everywhere():
        if place.page.live:
            context = arrive(lang=place.lang, path=place.page.path(place.lang, place.item), query="", item=place.item)
            for forms in figures(place.page.body(context)).values():
                kinds |= {trace["type"] for figure in forms.values() for trace in figure["data"]}
    assert kinds == {"scatter"}


def test_files_are_packed_as_well_as_can_be_and_kept_for_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(static, "CACHE", tmp_path / "kept")
    body = b"a { color: inherit }\n" * 200
    shelf = Shelf.__new__(Shelf)
    shelf.files = {}
    address = shelf.add(static.static("made-up", ".css", body, "text/css"))
    shelf.pack_well()
    file = shelf.files[address]
    assert (brotli.decompress(file.br), gzip.decompress(file.gzip)) == (body, body)
    again = static.static("made-up", ".css", body, "text/css")
    assert (again.br, again.gzip) == (file.br, file.gzip)
    monkeypatch.setattr(static, "CACHE", Path("/dev/null/none"))
    shelf.pack_well()


# Bytes

READABLE = 60_000
INTERACTIVE = 500_000


def wire(client: FlaskClient, address: str) -> int:
    """Bytes of an answer with its headers, as a line of text each."""
    answer = ask(client, address)
    assert answer.status_code == 200, address
    return len(answer.get_data()) + sum(len(name) + len(value) + 4 for name, value in answer.headers)


def loaded(client: FlaskClient, address: str) -> list[str]:
    """What the HTML of a page makes a browser load."""
    text = ask(client, address, encoding="identity").get_data(as_text=True)
    tags = re.findall(r'<script[^>]* src="([^"]+)"|<link[^>]* rel="stylesheet" href="([^"]+)"', text)
    return [script or style for script, style in tags]


@pytest.fixture
def packed(answers: Answers) -> None:
    answers._shelf.pack_well()


@pytest.mark.usefixtures("packed")
def test_a_page_can_be_read_with_its_charts_after_few_bytes(client: FlaskClient) -> None:
    for place in everywhere():
        address = place.page.path(place.lang, place.item)
        assert loaded(client, address) == [], f"{address}: a page is its HTML"
        total = wire(client, address)
        assert total <= READABLE, f"{address}: {total}"


@pytest.mark.usefixtures("packed")
def test_all_that_dash_and_plotly_need_stays_small(client: FlaskClient) -> None:
    live_ones = [place for place in everywhere() if place.page.live]
    assert len(live_ones) >= 4
    for place in live_ones:
        boot = boot_of(client)
        address = place.page.path(place.lang, place.item)
        everything = [address, *loaded(client, address), *boot["scripts"], boot["plotly"]]
        total = sum(wire(client, one) for one in everything)
        assert total <= INTERACTIVE, f"{address}: {total}"


def test_style_sheet_is_inlined_in_every_page_and_allowed_by_its_hash(client: FlaskClient) -> None:
    for address in (*(place.page.path(place.lang, place.item) for place in everywhere()), "/no-such-page"):
        answer = ask(client, address, encoding="identity")
        sheets = re.findall("<style>(.*?)</style>", answer.get_data(as_text=True))
        assert sheets == [style_sheet()], address
        assert csp.digest(sheets[0]) in answer.headers["Content-Security-Policy"], address


def test_minified_style_sheet_keeps_strings() -> None:
    css = """
    /* A comment. */
    .in > p, .out { color: red; }
    @media print { .say::before { content: "}  /* kept */"; } }
    """
    assert minify(css) == '.in>p,.out{color:red}@media print{.say::before{content:"}  /* kept */"}}'


def test_the_script_is_in_the_page_and_let_in_by_its_digest(client: FlaskClient) -> None:
    for place in everywhere():
        answer = ask(client, place.page.path(place.lang, place.item), encoding="identity")
        code = re.findall("<script>(.*?)</script>", answer.get_data(as_text=True), re.DOTALL)
        assert code == [script("live" if place.page.live else place.page.script).text]
        assert csp.digest(code[0]) in answer.headers["Content-Security-Policy"]


def test_a_script_is_all_there_but_its_comments() -> None:
    made_up = """
    /* What
       it does. */
    (function () {
      var kept = "/* not a comment */"; /* nor is this one alone on its line */

      /* One. */
      use(kept);
    })();
    """
    assert tight(made_up).splitlines() == [
        "(function () {", 'var kept = "/* not a comment */"; /* nor is this one alone on its line */', "use(kept);", "})();",
    ]  # fmt: skip
    for path in (ASSETS / "js").glob("*.js"):
        bare = tight(path.read_text(encoding="utf-8"))
        assert "/*" not in bare, f"{path.name}: a comment has lines of its own"
        assert "`" not in bare, f"{path.name}: lines in a template would lose their room"


def test_a_script_that_a_browser_would_not_read_to_its_end_is_refused() -> None:
    for text in ("var a = '</SCRIPT>'", "var a = '<!-- '"):
        with pytest.raises(ValueError, match="expected"):
            render(Script(text))


def test_no_callback_is_called_at_the_start(client: FlaskClient) -> None:
    assert all(one["prevent_initial_call"] for one in boot_of(client)["dependencies"])


def test_every_script_of_ours_is_served_from_here() -> None:
    for path in (ASSETS / "js").glob("*.js"):
        assert "http" not in path.read_text(encoding="utf-8").replace("HTTP", ""), path.name


# The start

HEAVY = ("pandas", "numpy", "openpyxl", "xlsxwriter", "pptx", "docx", "typst", "psycopg", "lxml")


def test_a_server_starts_without_what_only_some_answers_need(database: Path) -> None:
    program = f"import app, sys; print([name for name in {HEAVY!r} if name in sys.modules])"
    settings = {**os.environ, "DASHBOARD_DATABASE": str(database)}
    found = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=settings, capture_output=True, text=True, check=True
    )
    assert found.stdout.strip() == "[]"


def test_prewarming_requests_every_page_within_its_time(server: flask.Flask, real: None) -> None:
    """With hundreds of municipalities all of them would keep a core from readers for minutes."""
    asked = prewarm.prewarm(server, seconds=300)
    assert sorted(asked) == sorted(place.page.path(place.lang, place.item) for place in everywhere())
    many = [path for path in asked if path.startswith(("/gemeenten/", "/en/municipalities/"))]
    assert many
    assert set(many) <= set(asked[-len([place for place in everywhere() if place.item]) :])
    assert prewarm.prewarm(server, seconds=0) == []


def test_a_start_packs_nothing_that_nobody_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(static, "CACHE", tmp_path)
    monkeypatch.setattr(static, "_packed", lambda *_: pytest.fail("the first page waits for this"))
    for made in (static.style, static.plotly_js):
        made.cache_clear()
    shelf = Shelf()
    with pytest.raises(pytest.fail.Exception):
        shelf.files[static.plotly_js().address].body("br")
