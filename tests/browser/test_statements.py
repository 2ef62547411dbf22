"""What a reader does with the sentences and the hundred people: copy one, and choose again while it is open."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.conftest import pasted

CARD = "article[data-card^='with_and_without']"


@pytest.fixture
def page(chromium: Any, address: str) -> Any:
    context = chromium.new_context(
        base_url=address, viewport={"width": 1280, "height": 900}, permissions=["clipboard-read", "clipboard-write"]
    )
    opened = context.new_page()
    opened.problems = []
    opened.on("console", lambda said: opened.problems.append(said.text) if said.type == "error" else None)
    opened.on("pageerror", lambda error: opened.problems.append(str(error)))
    yield opened
    context.close()


def test_a_sentence_is_copied_with_its_source(page: Any) -> None:
    page.goto("/en/compare")
    card = page.locator(CARD).first
    card.get_by_text("May I say this?").click()
    line = card.locator(".said li").first
    line.get_by_role("button").click()
    line.get_by_role("status").filter(has_text="Sentence copied, with its source").wait_for()
    copied = pasted(page)
    assert copied.startswith(line.locator("p").first.inner_text())
    assert "(Source: " in copied
    assert page.problems == []


def test_sentences_and_people_are_there_after_a_choice(page: Any) -> None:
    page.goto("/vergelijken?theme=health")
    assert not page.locator(".hundreds").count()
    page.locator("select[name=theme]").select_option("participation")
    first = page.locator(CARD).first
    first.get_by_text("Mag ik dit zeggen?").click()
    first.locator(".people").first.wait_for()
    assert first.get_by_text("Zeg dit liever niet").first.is_visible()
    assert page.problems == []


def test_without_scripts_the_sentences_open_and_nothing_offers_to_copy(chromium: Any, address: str) -> None:
    context = chromium.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/vergelijken")
    card = page.locator(CARD).first
    card.get_by_text("Mag ik dit zeggen?").click()
    assert card.get_by_text("Dit kunt u zeggen").is_visible()
    assert not card.get_by_role("button", name="Kopieer zin").first.is_visible()
    context.close()
