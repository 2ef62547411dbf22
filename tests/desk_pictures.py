"""Make the pictures of the report desk that the site and CONTRIBUTING show: `python -m tests.desk_pictures`.

The report is made up and says so. Look at the pictures before you commit them; together they stay below 150 kB.
"""

from __future__ import annotations

import io
import tempfile
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import sync_playwright

from dashboard.config import ASSETS
from tests.browser.test_desk import opened_desk, take
from tests.conftest import find_chromium
from tests.made_up_reports import FIVE_GROUPS, set_report

_WIDTH = 800


def _save(tab: Any, name: str, box: dict[str, float]) -> None:
    image = Image.open(io.BytesIO(tab.screenshot(clip=box, full_page=True)))
    small = image.resize((_WIDTH, round(image.height * _WIDTH / image.width)), Image.Resampling.LANCZOS)
    small.save(ASSETS / "pictures" / f"desk-{name}.webp", quality=50, method=6)


def _pictures(tab: Any, lang: str) -> None:
    """Take five numbers in a language, and make a picture of the form, the draft and the preview."""
    home = "/" if lang == "nl" else "/en"
    tab.goto(home)
    tab.get_by_role("link", name="verzonnen.pdf").click()
    tab.wait_for_selector(".cell-number")
    for number in range(0, 10, 2):
        take(tab, number)
    tab.locator(".cell-number").first.click()
    tab.wait_for_selector("#row-fields .field")
    tab.wait_for_timeout(3_000)
    tab.evaluate("document.querySelector('.beside').scrollTop = 330")
    _save(tab, f"form-{lang}", {"x": 40, "y": 80, "width": 1200, "height": 700})
    tab.goto(f"{home.rstrip('/')}/draft")
    tab.locator(".cutting").nth(1).wait_for()
    tab.wait_for_timeout(1_000)
    _save(tab, f"draft-{lang}", {"x": 40, "y": 80, "width": 1000, "height": 560})
    tab.locator("#preview").click()
    tab.locator(".change .two > div:last-child svg").wait_for()
    top = tab.evaluate("document.querySelector('.changes').getBoundingClientRect().top + window.scrollY")
    _save(tab, f"preview-{lang}", {"x": 40, "y": top, "width": 1200, "height": 900})


def main() -> None:
    """Write all pictures."""
    (ASSETS / "pictures").mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        for lang in ("nl", "en"):
            with tempfile.TemporaryDirectory() as folder:
                report = set_report(Path(folder) / "verzonnen.pdf", FIVE_GROUPS, paper="width: 420pt, height: 235pt")
                with opened_desk(Path(folder), report) as address:
                    tab = browser.new_page(viewport={"width": 1280, "height": 900}, base_url=address)
                    _pictures(tab, lang)
        browser.close()


if __name__ == "__main__":
    main()
