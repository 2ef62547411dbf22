"""Licences: each package has one that fits the EUPL as it is used here, and what is sent along carries the texts it asks for."""

import re
from importlib.metadata import distribution
from pathlib import Path
from types import ModuleType

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from dashboard.web import dash_app
from dashboard.web.http import static
from dashboard.web.pages.registry import everywhere
from tests.ci import script

ROOT = Path(__file__).resolve().parent.parent
ASSETS = ROOT / "assets"


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    """The script that makes the tables."""
    return script("licences")


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def rows(text: str, name: str) -> dict[str, tuple[str, str]]:
    """Version and licence of each package in a table of LICENCES.md."""
    table = text[text.index(f"<!-- {name} -->") : text.index(f"<!-- end of {name} -->")]
    found = re.findall(r"^\| ([\w.-]+) \| ([^|]+) \| ([^|]*) \|$", table, flags=re.MULTILINE)
    return {package: (version, licence) for package, version, licence in found[2:]}


def test_every_package_is_listed_in_its_version_and_no_other(maker: ModuleType) -> None:
    text = read("LICENCES.md")
    first, second = rows(text, "requirements"), rows(text, "requirements-dev")
    assert {name: version for name, (version, _) in first.items()} == maker.listed(read("requirements.txt"))
    dev = maker.listed(read("requirements-dev.txt"))
    assert {name: version for name, (version, _) in second.items()} == {
        name: version for name, version in dev.items() if name not in first
    }


def test_every_licence_fits(maker: ModuleType) -> None:
    text = read("LICENCES.md")
    found = {**rows(text, "requirements"), **rows(text, "requirements-dev")}
    assert len(found) > 100
    assert {name: licence for name, (_, licence) in found.items() if not maker.fits(licence)} == {}


def test_the_licences_are_what_the_installed_packages_say(maker: ModuleType) -> None:
    found = rows(read("LICENCES.md"), "requirements")
    assert {name: maker.licence(name) for name in found} == {name: licence for name, (_, licence) in found.items()}


@pytest.mark.parametrize(
    "expression",
    ["MIT", "Apache-2.0 OR BSD-2-Clause", "MIT AND PSF-2.0", "Artistic-1.0 OR GPL-2.0-or-later", "LGPL-3.0-only"],
)
def test_a_licence_that_fits(maker: ModuleType, expression: str) -> None:
    assert maker.fits(expression)


@pytest.mark.parametrize(
    "expression",
    [
        "",
        "GPL-3.0-only",
        "MIT AND AGPL-3.0-or-later",
        "SSPL-1.0",
        "CC-BY-NC-4.0",
        "Proprietary",
        "BUSL-1.1 OR GPL-2.0-only",
    ],
)
def test_a_licence_that_does_not_fit(maker: ModuleType, expression: str) -> None:
    assert not maker.fits(expression)


def test_the_script_makes_the_same_table_again(maker: ModuleType) -> None:
    text = read("LICENCES.md")
    name = "requirements"
    table = text[text.index(f"<!-- {name} -->") : text.index(f"<!-- end of {name} -->")].split("\n", 1)[1].rstrip()
    assert maker.renewed(text, {name: table}) == text
    assert maker.renewed(text, {name: "other"}) != text


# What travels along


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
    assert set(names) == set(dash_app._USED), "Dash sends another script: name it in assets/licences.txt"
    assert all(name in text for name in names.values())


def test_the_scripts_and_the_page_on_how_it_was_made_lead_there(client: FlaskClient) -> None:
    assert b"/licences.txt" in static.joined([b"let made_up;"]).plain[:100]
    pages = [place.page.path(place.lang, place.item) for place in everywhere() if place.page.name == "method"]
    assert len(pages) == 2
    for path in pages:
        links = BeautifulSoup(client.get(path).get_data(), "html.parser").select('main a[href="/licences.txt"]')
        assert len(links) == 1, path
