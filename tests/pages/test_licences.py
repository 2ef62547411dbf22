"""Licences of what is sent along: each file of others has its licence beside it, and the site says whose scripts it sends."""

import re
from importlib.metadata import distribution

from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from dashboard.config import ROOT
from dashboard.web import scripts
from dashboard.web.pages.registry import everywhere

ASSETS = ROOT / "assets"


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_each_file_of_others_in_the_tree_has_its_licence_beside_it_and_in_the_list() -> None:
    listed = read("LICENCES.md")
    texts = set(re.findall(r"`(assets/[\w./-]+-LICENSE\.txt)`", listed))
    for text in texts:
        assert (ROOT / text).exists(), text
    for path in [*(ASSETS / "fonts").glob("*.ttf"), *(ASSETS / "vendor").glob("*.js")]:
        name = re.split(r"[-.]", path.name)[0]
        assert (path.parent / f"{name}-LICENSE.txt").relative_to(ROOT).as_posix() in texts, path.name
    others = [path for path in ASSETS.rglob("*") if path.suffix in {".ttf", ".otf", ".woff", ".woff2", ".min.js"}]
    assert {path.parent.name for path in others} <= {"fonts", "vendor"}


def copyright_of(text: str) -> str:
    found = re.search(r"^Copyright .*$", text, flags=re.MULTILINE)
    assert found
    return found.group()


def test_a_reader_finds_whose_scripts_run_with_the_texts_of_their_licences(client: FlaskClient) -> None:
    answer = client.get("/licences.txt")
    assert answer.status_code == 200
    assert answer.content_type == "text/plain; charset=utf-8"
    text = answer.get_data(as_text=True)
    for words in (
        "Permission is hereby granted",
        "Redistribution and use in source",
        "Permission to use, copy, modify",
    ):
        assert words in text
    assert copyright_of(read("assets/vendor/plotly-LICENSE.txt")) in text
    dash = next(file for file in distribution("dash").files or () if file.name == "LICENSE")
    assert copyright_of(dash.read_text()) in text


def test_each_script_of_dash_that_is_sent_is_named(client: FlaskClient) -> None:
    text = client.get("/licences.txt").get_data(as_text=True).lower()
    names = {"react": "react", "react-dom": "react dom", "prop-types": "prop-types", "dash_renderer": "dash"}
    names |= dict.fromkeys(
        ("dash_html_components", "dash_core_components-shared", "dash_core_components", "async-graph"), "dash"
    )
    assert set(names) == set(scripts.SCRIPTS), "Dash sends another script: name it in assets/licences.txt"
    assert "regenerator" in text
    # What the components of Dash name in the licence files beside them.
    files = [file for file in distribution("dash").files or () if "/dcc/dash_core_components" in str(file)]
    beside = " ".join(file.read_text() for file in files if file.name.endswith("LICENSE.txt"))
    for named, ours in (
        ("Font Awesome Free", "font awesome free"),
        ("buffer module", "buffer"),
        ("License - ", "cc by 4.0"),
    ):
        assert named in beside
        assert ours in text
    assert all(name in text for name in names.values())


def test_the_scripts_and_the_page_on_how_it_was_made_lead_there(client: FlaskClient) -> None:
    assert b"/licences.txt" in scripts.dash_js([b"let made_up;"]).content[:100]
    pages = [place.page.path(place.lang, place.item) for place in everywhere() if place.page.name == "method"]
    assert len(pages) == 2
    for path in pages:
        links = BeautifulSoup(client.get(path).get_data(), "html.parser").select('main a[href="/licences.txt"]')
        assert len(links) == 1, path
