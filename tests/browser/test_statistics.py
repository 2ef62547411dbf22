"""Official statistics: what a reader chooses, sorts and looks for is shown and is in the address."""

from __future__ import annotations

from tests.browser.conftest import Open


def test_a_reader_highlights_a_municipality_sorts_and_searches(open_tab: Open) -> None:
    page = open_tab("/cijfers?theme=health")
    assert "Bijstand op Maat 2017–2019" not in page.inner_text("#results-html")
    page.select_option("select[name=highlight]", "groningen")
    page.locator("#found", has_text="Groningen").wait_for()
    page.locator(".card text", has_text="Bijstand op Maat 2017–2019").first.wait_for(state="attached")
    assert page.url.endswith("/cijfers?theme=health&highlight=groningen")
    page.locator("#table-part > summary").click()
    page.locator(".sortable thead a", has_text="Cijfer").click()
    page.locator(".sortable [aria-sort=ascending]", has_text="Cijfer").wait_for()
    assert page.url.endswith("sort=value&highlight=groningen#table")
    page.fill("#find-q", "wageningen")
    page.press("#find-q", "Enter")
    page.locator("#table-part .tally", has_text="9 van de 54").wait_for()
    assert set(page.locator(".sortable tbody tr:not(.of) th").all_inner_texts()) == {"Wageningen"}
    assert "highlight=groningen" in page.url
