"""The report desk in a browser: five numbers of a made-up report become rows, and the preview draws them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

from dashboard import config
from tests.browser.axe import violations
from tests.browser.conftest import Heard
from tests.conftest import _free_port
from tests.csv_tables import MADE_UP, add
from tests.made_up_reports import FIVE_GROUPS, set_report

GROUPS = {"tailored_support": "Extra begeleiding", "earnings_premium": "Vrijlating", "free_choice": "Eigen keuze"}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[str]:
    """Where a desk listens that has a made-up report open; its tables have the five groups of that report."""
    with opened_desk(tmp_path, set_report(tmp_path / "verzonnen.pdf", FIVE_GROUPS)) as address:
        yield address


@contextmanager
def opened_desk(tmp_path: Path, report: Path) -> Iterator[str]:
    """Give the address of a desk on made-up tables, with a report open."""
    data, port = Path(shutil.copytree(MADE_UP, tmp_path / "data")), _free_port()
    for position, (id, label) in enumerate(GROUPS.items(), start=4):
        cells = {
            "id": f"voorbeeldstad_{id}",
            "label_nl": label,
            "label_en": f"{label} (made up)",
            "position": str(position),
        }
        add(data, table="arms", like=2, cells=cells)
    options = ["--data", str(data), "--folder", str(tmp_path / "desk"), "--port", str(port)]
    command = [sys.executable, "-m", "dashboard", "desk", str(report), *options]
    with (tmp_path / "log").open("w") as log:
        process = subprocess.Popen(command, cwd=config.ROOT, env=dict(os.environ), stdout=log, stderr=log)
    try:
        for _ in range(120):
            try:
                urlopen(f"http://127.0.0.1:{port}/", timeout=2).close()
                break
            except (URLError, OSError):
                assert process.poll() is None, (tmp_path / "log").read_text(encoding="utf-8")
                time.sleep(0.25)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=20)


def field(tab: Any, column: str, part: str = "row") -> Any:
    """The field of a column, which has the id that Dash writes."""
    return tab.locator(f"""[id='{{"column":"{column}","part":"{part}","type":"field"}}']""")


def wait(tab: Any, condition: str) -> None:
    for _ in range(200):
        if tab.evaluate(condition):
            return
        tab.wait_for_timeout(50)
    pytest.fail(f"not so after 10 seconds: {condition}")


def take(tab: Any, number: int) -> list[str]:
    """Press the button of a number in the table with the keyboard, and add the row that fits; return its group and numbers."""
    tab.locator(".cell-number").nth(number).press("Enter")
    text = tab.locator(".cell-number").nth(number).inner_text()
    id = '{"column":"as_published","part":"row","type":"field"}'
    wait(tab, f"document.getElementById('{id}')?.value === '{text}'")
    if number == 0:
        field(tab, "source_id").select_option("report_one")
        field(tab, "experiment_id").select_option("voorbeeldstad_lottery")
        field(tab, "timing").select_option("period")
        field(tab, "groups_comparable").select_option("true")
        field(tab, "adjusted").select_option("false")
        field(tab, "start").fill("2019")
        field(tab, "end").fill("2020")
        # The groups to choose from follow the trial.
        wait(tab, """[...document.querySelectorAll('option')].some(one => one.value === 'voorbeeldstad_free')""")
        field(tab, "arm_id").select_option("voorbeeldstad_free")
    wait(tab, "!document.querySelector('#row-fields .problem')")
    if number == 0:
        wait(tab, "Boolean(document.querySelector('#row-check .fits'))")
    shown = [field(tab, column).input_value() for column in ("arm_id", "value", "low", "high", "n")]
    tab.locator("#add").press("Enter")
    # The form is empty again, so that nothing is added twice.
    wait(tab, "!document.querySelector('#row-fields fieldset')")
    return shown


def test_five_numbers_of_a_report_become_a_forest_plot(chromium: Any, desk: str, heard: Heard) -> None:
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, base_url=desk)
    context.set_default_timeout(10_000)
    tab = context.new_page()
    heard.follow(tab)
    tab.goto("/")
    tab.get_by_role("link", name="verzonnen.pdf").click()
    tab.wait_for_selector(".cell-number")
    for number in range(0, 10, 2):
        shown = take(tab, number)
    said = tab.locator("#row-added").text_content()
    assert said == "Opgeslagen. Het concept heeft nu 5 rijen uit een rapport. Naar het concept"
    assert shown == ["voorbeeldstad_usual", "18,2", "14,7", "21,7", "409"]
    assert violations(tab) == []

    tab.goto("/draft")
    tab.wait_for_selector(".draft-rows")
    assert tab.locator(".draft-rows > li").count() == 5
    wait(tab, "[...document.querySelectorAll('.cutting')].every(one => one.complete && one.naturalWidth > 50)")
    tab.locator("#preview").press("Enter")
    plot = tab.locator(".change .two > div:last-child svg")
    plot.wait_for()
    drawn = plot.text_content()
    for label in ("Zelfregie", *GROUPS.values(), "Gewone aanpak", "24,1%", "1.404"):
        assert label in drawn
    tab.emulate_media(color_scheme="dark")
    assert violations(tab) == []

    tab.locator("#write").press("Enter")
    wait(tab, "document.getElementById('write-result').textContent.startsWith('5 rijen')")
    for path in ("/en", "/en/check"):
        tab.goto(path)
        tab.wait_for_selector("h1")
        assert violations(tab) == []
    context.close()
    assert heard.unexpected() == []
    assert {urlsplit(url).hostname for url in heard.requests if not url.startswith(("data:", "blob:"))} == {"127.0.0.1"}
