"""In a browser, with 340 made-up municipalities: the map stays short, and a long list of a filter has a field to find one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.gunicorn_server import serving
from tests.pages.test_long_lists import ROWS, grow

# At 1280 pixels; with all 347 rows it was 49,000.
HIGHEST = 9_000


@pytest.fixture(scope="module")
def site(database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("many")
    grow(database, folder / "many.duckdb", *ROWS)
    with serving(folder / "many.duckdb", folder, workers=1) as served:
        yield f"http://127.0.0.1:{served.port}"


@pytest.fixture
def tab(chromium: Any) -> Iterator[Any]:
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", ["/", "/?page=9", "/en/?open=made_up_200.health"])
def test_the_map_stays_short(site: str, tab: Any, path: str) -> None:
    tab.goto(site + path)
    assert "347" in tab.inner_text("main")
    assert tab.evaluate("document.documentElement.scrollHeight") < HIGHEST


def test_a_cell_opens_in_place_in_its_part(site: str, tab: Any) -> None:
    tab.goto(f"{site}/?page=9")
    tab.locator("a[data-cell]").nth(6).click()
    tab.wait_for_selector("[data-panel]")
    assert "open=" in tab.url
    first = tab.inner_text(".map .city >> nth=0")
    tab.locator("[data-panel] .top a").click()
    tab.wait_for_selector("[data-panel]", state="detached")
    assert "page=9" in tab.url
    assert tab.inner_text(".map .city >> nth=0") == first


def test_a_municipality_is_found_in_a_long_filter(site: str, tab: Any) -> None:
    tab.goto(f"{site}/vergelijken?municipality=oss")
    tab.click("[data-summary=municipality]")
    field = tab.locator("fieldset:has(#choose-municipality-oss) [data-find] input")
    options = tab.locator(".check:has([name=municipality]):visible")
    assert options.count() == 345
    field.fill("zonnen 33")
    # Those with the words in their name, and the one that is chosen.
    assert options.all_inner_texts() == ["Oss", "Verzonnen 33", *(f"Verzonnen {number}" for number in range(330, 340))]
    assert "q=" not in tab.url
    field.press("Enter")
    assert "municipality=oss" in tab.url
    tab.check("#choose-municipality-made_up_333")
    assert "municipality=made_up_333" in tab.url
    field.fill("")
    assert options.count() == 345
