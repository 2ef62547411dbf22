"""Static files, inline styles and scripts; how many bytes a page takes; and what a start loads."""

from __future__ import annotations

import gzip
import re

import brotli
import flask
import pytest
from flask.testing import FlaskClient

from dashboard.config import ASSETS
from dashboard.web import prewarm
from dashboard.web.components.html import Script, render
from dashboard.web.http import csp, static
from dashboard.web.http.static import minify, style_sheet
from dashboard.web.pages.registry import everywhere
from dashboard.web.scripts import minify as minify_script
from dashboard.web.scripts import script
from tests.page_reader import ask
from tests.unit.web.test_dash_app import start_of


def test_static_files_are_compressed_quickly_first_and_well_later() -> None:
    file = static.site_css.__wrapped__()
    quick = file.body("br")
    file.compress()
    assert len(file.body("br")) < len(quick)
    assert (brotli.decompress(quick), gzip.decompress(file.body("gzip"))) == (file.content, file.content)


@pytest.mark.parametrize("encoding", ["br", "gzip", "identity"])
def test_static_file_is_served_immutable_in_the_encoding_of_the_client(client: FlaskClient, encoding: str) -> None:
    file = static.site_css()
    answer = ask(client, file.url, encoding=encoding)
    assert answer.get_data() == file.body(encoding.replace("identity", ""))
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert answer.headers.get("Content-Encoding", "identity") == encoding
    assert ask(client, f"{file.url}x").status_code == 404


# What a page contains


def test_style_sheet_is_inlined_in_every_page_and_allowed_by_its_hash(client: FlaskClient) -> None:
    pages = {place.page.path(place.lang, place.item): place.page.name for place in everywhere()} | {"/no-such-page": ""}
    for address, name in pages.items():
        answer = ask(client, address, encoding="identity")
        sheets = re.findall("<style>(.*?)</style>", answer.get_data(as_text=True))
        assert sheets == [style_sheet(name)], address
        assert csp.digest(sheets[0]) in answer.headers["Content-Security-Policy"], address


def test_minified_style_sheet_keeps_strings() -> None:
    css = """
    /* A comment. */
    .in > p, .out { color: red; }
    @media print { .say::before { content: "}  /* kept */"; } }
    """
    assert minify(css) == '.in>p,.out{color:red}@media print{.say::before{content:"}  /* kept */"}}'


def test_script_is_inlined_in_every_page_and_allowed_by_its_hash(client: FlaskClient) -> None:
    for place in everywhere():
        answer = ask(client, place.page.path(place.lang, place.item), encoding="identity")
        page = answer.get_data(as_text=True)
        code = re.findall("<script>(.*?)</script>", page, re.DOTALL)
        has_marks = " data-details>" in page
        name = (
            "live" if place.page.live else "charts" if has_marks and place.page.script == "page" else place.page.script
        )
        assert code == [script("head").text, script(name).text]
        assert ('id="mark-card"' in page) == (name == "live" or has_marks), "a chart with marks has their card"
        assert all(csp.digest(text) in answer.headers["Content-Security-Policy"] for text in code)


def test_script_loses_only_its_comments_and_indentation() -> None:
    made_up = """
    /* What
       it does. */
    (function () {
      var kept = "/* not a comment */"; /* nor is this one alone on its line */

      /* One. */
      use(kept);
    })();
    """
    assert minify_script(made_up).splitlines() == [
        "(function () {", 'var kept = "/* not a comment */"; /* nor is this one alone on its line */', "use(kept);", "})();",
    ]  # fmt: skip
    for path in (ASSETS / "js").glob("*.js"):
        bare = minify_script(path.read_text(encoding="utf-8"))
        assert "/*" not in bare, f"{path.name}: a comment has lines of its own"
        assert "`" not in bare, f"{path.name}: lines in a template would lose their room"


def test_script_that_would_end_its_element_is_refused() -> None:
    for text in ("var a = '</SCRIPT>'", "var a = '<!-- '"):
        with pytest.raises(ValueError, match="expected"):
            render(Script(text))


def test_scripts_name_no_other_host() -> None:
    for path in (ASSETS / "js").glob("*.js"):
        assert "http" not in path.read_text(encoding="utf-8").replace("HTTP", ""), path.name


# Bytes

READABLE = 60_000
INTERACTIVE = 600_000


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


def test_page_is_readable_after_one_request_and_live_after_few_bytes_more(client: FlaskClient) -> None:
    start = start_of(client)
    live_ones = 0
    for place in everywhere():
        address = place.page.path(place.lang, place.item)
        assert loaded(client, address) == [], f"{address}: a page is its HTML"
        total = wire(client, address)
        assert total <= READABLE, f"{address}: {total}"
        if place.page.live:
            live_ones += 1
            total += sum(wire(client, one) for one in [*start["scripts"], *start["data"]])
            assert total <= INTERACTIVE, f"{address}: {total}"
    assert live_ones >= 4


# The start


def test_prewarming_requests_every_page_within_its_time(server: flask.Flask, real: None) -> None:
    """With hundreds of municipalities all of them would keep a core from readers for minutes."""
    asked = prewarm.prewarm(server, seconds=300)
    assert sorted(asked) == sorted(place.page.path(place.lang, place.item) for place in everywhere())
    many = [path for path in asked if path.startswith(("/gemeenten/", "/en/municipalities/"))]
    assert many
    assert set(many) <= set(asked[-len([place for place in everywhere() if place.item]) :])
    assert prewarm.prewarm(server, seconds=0) == []
