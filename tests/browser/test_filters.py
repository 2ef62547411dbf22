"""Choosing on the comparing page: the charts, the address, the focus, and the way back."""

from __future__ import annotations

from typing import Any

import pytest

from dashboard.i18n.catalogue import t
from tests.browser.conftest import Heard, Open, cards, focused, make_live, open_use, pasted, query, settled, until

COMPARE = {"nl": "/vergelijken", "en": "/en/compare"}


def choose(tab: Any, name: str, value: str) -> None:
    tab.focus(f"#choose-{name}")
    tab.select_option(f"#choose-{name}", value)
    settled(tab)


def tick(tab: Any, name: str, *values: str) -> None:
    tab.click(f"[data-summary={name}]")
    for value in values:
        tab.check(f"#choose-{name}-{value}")
        settled(tab)


def words(tab: Any) -> str:
    """What the results say, without what only live charts add."""
    return str(tab.evaluate(
        "[...document.querySelectorAll('#results-html :is(.head, table, .source), #found')].map(e => e.textContent).join('|')"
    ))  # fmt: skip


def chosen(tab: Any) -> dict[str, list[str]]:
    return dict(
        tab.evaluate("""() => {
        const found = {};
        for (const [name, value] of new FormData(document.querySelector('[data-choose]'))) (found[name] ||= []).push(value);
        return found;
    }""")
    )


@pytest.mark.parametrize(("lang", "width"), [("nl", 390), ("en", 1280)])
def test_a_group_and_a_moment_say_which_trials_do_not_report_them(open_tab: Open, lang: str, width: int) -> None:
    tab = open_tab(COMPARE[lang], width=width)
    if width == 390:
        tab.click(".filter > summary")
    tick(tab, "subgroup", "started_in_2018")
    assert query(tab) == "subgroup=started_in_2018"
    said = tab.inner_text(".stage .remark")
    assert t("compare.not_reported.subgroup", lang) in said
    assert "Heerlen" in said
    cells = " ".join(tab.locator(".stage .card table").all_text_contents())
    assert "2018" in cells
    assert "2019" not in cells
    assert tab.inner_text("[data-chosen]" if width == 390 else "[data-summary=subgroup]").endswith("2018")
    # By keyboard: the list of moments opens with Enter, the space bar ticks a box, Escape closes the list.
    tab.keyboard.press("Escape")
    tab.focus(".pick > summary:has([data-summary=moment])")
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    tab.keyboard.press("Space")
    settled(tab)
    assert query(tab) == "subgroup=started_in_2018&moment=during"
    tab.locator(".stage .missing", has_text=t("compare.not_reported.both", lang)).wait_for()
    assert focused(tab) == "choose-moment-during"
    tab.keyboard.press("Escape")
    assert (words(tab), cards(tab), tab.title()) == fresh(open_tab, tab)


@pytest.mark.parametrize(("lang", "live"), [("nl", False), ("en", True)])
def test_a_choice_redraws_the_charts_and_the_address_and_keeps_the_focus(open_tab: Open, lang: str, live: bool) -> None:
    tab = open_tab(COMPARE[lang])
    if live:
        make_live(tab)
    before = cards(tab)
    choose(tab, "theme", "health")
    assert query(tab) == "theme=health"
    assert focused(tab) == "choose-theme"
    assert cards(tab) != before
    assert tab.inner_text("#announce") == tab.inner_text("#found")
    # The same as a reader finds who opens the address afresh, without scripts.
    assert (words(tab), cards(tab), tab.title()) == fresh(open_tab, tab)


def fresh(open_tab: Open, tab: Any) -> tuple[str, list[str], str]:
    other = open_tab(tab.url, java_script_enabled=False)
    return words(other), cards(other), other.title()


def test_the_live_charts_are_of_the_choice(open_tab: Open) -> None:
    tab = open_tab("/vergelijken")
    make_live(tab)
    choose(tab, "indicator", "outflow_to_work")
    tab.wait_for_selector(".pic-plot[data-live] .js-plotly-plot .annotation-text")
    drawn = tab.eval_on_selector(
        ".pic-live", "chart => [...chart.querySelectorAll('.annotation-text')].map(text => text.textContent)"
    )  # fmt: skip
    assert {"25%", "19%", "15%", "9%"} <= set(drawn)
    assert t("chart.no_range", "nl") in drawn


def test_the_link_the_reload_and_the_way_back_give_the_same_page(open_tab: Open) -> None:
    tab = open_tab("/vergelijken")
    make_live(tab)
    choose(tab, "theme", "wellbeing")
    tick(tab, "municipality", "oss", "wageningen")
    expected = (chosen(tab), cards(tab), words(tab))
    assert query(tab) == "theme=wellbeing&municipality=oss&municipality=wageningen"

    copied = open_tab(tab.url)
    assert (chosen(copied), cards(copied), words(copied)) == expected

    tab.reload()
    assert (chosen(tab), cards(tab), words(tab)) == expected

    tab.click(".brand")
    tab.wait_for_selector("table.map")
    tab.go_back()
    tab.wait_for_selector("[data-card]")
    assert (chosen(tab), cards(tab), words(tab)) == expected


def test_several_values_of_one_filter(open_tab: Open) -> None:
    tab = open_tab("/vergelijken")
    tick(tab, "type", "earnings_premium", "basic_job")
    assert query(tab) == "type=earnings_premium&type=basic_job"
    said = tab.inner_text("[data-summary=type]")
    labels = [tab.inner_text(f"label:has(#choose-type-{value}) span") for value in ("earnings_premium", "basic_job")]
    assert all(label in said for label in labels)
    tab.uncheck("#choose-type-earnings_premium")
    settled(tab)
    assert query(tab) == "type=basic_job"
    tab.uncheck("#choose-type-basic_job")
    settled(tab)
    assert query(tab) == ""
    assert tab.inner_text("[data-summary=type]") == t("filter.all_type", "nl")


def test_the_switch_leaves_claims_out_and_back(open_tab: Open) -> None:
    tab = open_tab("/vergelijken?municipality=groningen")
    assert tab.locator("#claims").count() == 1
    tab.check("#choose-measured-yes")
    settled(tab)
    assert query(tab) == "municipality=groningen&measured=yes"
    assert tab.locator("#claims").count() == 0
    tab.uncheck("#choose-measured-yes")
    settled(tab)
    assert tab.locator("#claims").count() == 1


def test_beginning_again(open_tab: Open) -> None:
    tab = open_tab("/vergelijken")
    expected = (chosen(tab), cards(tab))
    tab.goto("/vergelijken?indicator=self_rated_health&type=self_direction&measured=yes&comparison=over_time")
    tab.click("[data-reset]")
    settled(tab)
    assert query(tab) == ""
    assert (chosen(tab), cards(tab)) == expected


def test_an_outcome_moves_to_its_theme_and_another_theme_lets_it_go(open_tab: Open) -> None:
    tab = open_tab("/vergelijken")
    choose(tab, "indicator", "self_rated_health")
    assert query(tab) == "indicator=self_rated_health"
    assert chosen(tab)["theme"] == ["health"]
    choose(tab, "theme", "wellbeing")
    assert query(tab) == "theme=wellbeing"
    assert chosen(tab)["indicator"] == [""]


def test_a_choice_without_data_says_so_in_place(open_tab: Open) -> None:
    tab = open_tab("/vergelijken?theme=health")
    make_live(tab)
    tick(tab, "municipality", "heerlen")
    assert tab.locator("section.missing").count() == 1
    assert tab.inner_text("#announce") == tab.inner_text("#found")
    tab.uncheck("#choose-municipality-heerlen")
    settled(tab)
    assert cards(tab)


def test_quick_choices_end_with_the_last(open_tab: Open) -> None:
    tab = open_tab("/vergelijken")
    for theme in ("health", "wellbeing", "income_stability"):
        tab.select_option("#choose-theme", theme)
    settled(tab)
    tab.wait_for_timeout(300)
    assert query(tab) == "theme=income_stability"
    assert (words(tab), cards(tab), tab.title()) == fresh(open_tab, tab)


def test_without_dash_choices_still_work(open_tab: Open, heard: Heard) -> None:
    """Where Dash does not come, the page of each choice is fetched instead."""
    heard.allowed = ("/assets/dash", "net::ERR_FAILED", "is not defined", "Cannot read properties")
    tab = open_tab("/")
    tab.route("**/assets/dash*", lambda route: route.abort())
    tab.goto("/vergelijken")
    tab.dispatch_event("[data-filter]", "pointerover", {"bubbles": True})
    tab.wait_for_timeout(500)
    choose(tab, "theme", "health")
    tab.wait_for_load_state()
    until(tab, "document.title.includes('gezondheid')")
    assert query(tab) == "theme=health"
    assert (words(tab), cards(tab), tab.title()) == fresh(open_tab, tab)


# Taking over


@pytest.mark.parametrize(("path", "width"), [("/vergelijken", 390), ("/en/compare?theme=wellbeing", 1280)])
def test_nothing_moves_when_the_live_charts_come(open_tab: Open, path: str, width: int) -> None:
    tab = open_tab(path, width=width)
    places = (
        "() => [...document.querySelectorAll('[data-card], [data-card] .pic-plot, [data-card] table, footer')]"
        ".map(e => { const b = e.getBoundingClientRect(); return [b.x, b.y + scrollY, b.width, b.height]; })"
    )
    before = tab.evaluate(places)
    make_live(tab)
    tab.locator("[data-card] .pic-plot").first.scroll_into_view_if_needed()
    tab.wait_for_selector(".pic-plot[data-live]")
    tab.wait_for_timeout(300)
    after = tab.evaluate(places)
    assert len(before) == len(after) > 4
    moved = [
        (old, new)
        for old, new in zip(before, after, strict=True)
        for a, b in zip(old, new, strict=True)
        if abs(a - b) > 1
    ]
    assert moved == []


def test_what_a_reader_opened_stays_open(open_tab: Open) -> None:
    tab = open_tab("/vergelijken")
    id = tab.get_attribute("[data-card] details.fold", "id")
    tab.evaluate("id => { document.getElementById(id).open = true; }", id)
    make_live(tab)
    tab.wait_for_selector(".pic-plot[data-live]")
    assert tab.evaluate("id => document.getElementById(id).open", id)
    # A chart that stays after a choice keeps its table open.
    tick(tab, "municipality", "amsterdam")
    assert tab.evaluate("id => document.getElementById(id).open", id)


def test_chart_is_redrawn_for_another_width(open_tab: Open) -> None:
    tab = open_tab("/vergelijken?indicator=outflow_to_work")
    make_live(tab)
    tab.wait_for_selector(".pic-plot[data-live]")
    size = "document.querySelector('.pic-live .main-svg').getBoundingClientRect().width"
    assert tab.evaluate(size) > 500
    tab.set_viewport_size({"width": 390, "height": 800})
    until(tab, f"{size} < 391")
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390


# Sharing


def test_copying_the_link_of_a_chart(open_tab: Open) -> None:
    tab = open_tab("/vergelijken?theme=health", permissions=["clipboard-read", "clipboard-write"])
    key = cards(tab)[-1]
    open_use(tab, len(cards(tab)) - 1)
    button = tab.locator(f'[data-card="{key}"] button[data-copy]').first
    button.click()
    assert tab.inner_text(f'[data-card="{key}"] [data-said]:not(:empty)') == t("card.copied", "nl")
    copied = pasted(tab)
    other = open_tab(copied)
    assert key in cards(other)
    assert "theme=health" in copied
    assert other.evaluate("location.hash").endswith(key)


def test_the_download_the_page_that_comes_back_and_the_other_language_are_of_the_choice(open_tab: Open) -> None:
    tab = open_tab("/vergelijken")
    choose(tab, "theme", "health")
    card = open_use(tab)
    with tab.expect_download() as waiting:
        card.locator('a[href*=".csv"]').first.click()
    text = waiting.value.path().read_text(encoding="utf-8-sig")
    rows = tab.locator("[data-card]").first.locator("tbody tr:not(.of)").count()
    assert len(text.splitlines()) == rows + 1
    # So is the page when it comes back whole from the browser's memory, and the one in the other language.
    tab.evaluate("window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    assert tab.input_value("#choose-theme") == "health"
    tab.click("a.lang")
    tab.wait_for_url("**/en/compare?theme=health")
    assert tab.input_value("#choose-theme") == "health"
    assert tab.get_attribute("html", "lang") == "en"


# Back, forward, and no connection


@pytest.mark.parametrize("path", ["/vergelijken", "/en/figures"])
def test_back_undoes_a_choice_and_forward_repeats_it(open_tab: Open, path: str) -> None:
    tab = open_tab(path)
    first = (chosen(tab), cards(tab), tab.title())
    choose(tab, "theme", "health")
    second = (chosen(tab), cards(tab), tab.title())
    assert second != first
    tab.go_back()
    until(tab, f"document.title === {first[2]!r}")
    assert (chosen(tab), cards(tab), tab.title()) == first
    assert query(tab) == ""
    tab.go_forward()
    until(tab, f"document.title === {second[2]!r}")
    assert (chosen(tab), cards(tab), tab.title()) == second


@pytest.mark.parametrize("live", [False, True])
def test_response_for_an_earlier_choice_is_not_shown_after_a_newer_one(open_tab: Open, live: bool) -> None:
    tab = open_tab(COMPARE["nl"])
    if live:
        make_live(tab)
    held: list[Any] = []

    def hold(route: Any) -> None:
        if "theme=health" in route.request.url + (route.request.post_data or ""):
            held.append(route)
        else:
            route.continue_()

    tab.route("**/_dash/_dash-update-component" if live else "**/vergelijken?**", hold)
    tab.select_option("#choose-theme", "health")
    tab.wait_for_timeout(200)
    tab.select_option("#choose-theme", "wellbeing")
    until(tab, "document.title.includes('elbevinden')")
    shown = cards(tab)
    assert len(held) == 1
    held[0].continue_()
    tab.wait_for_timeout(500)
    assert (query(tab), cards(tab)) == ("theme=wellbeing", shown)
    assert "elbevinden" in tab.title()


def test_response_of_another_data_version_is_not_mixed_with_the_page(open_tab: Open) -> None:
    """The page, the layout of Dash at the first touch, and its callback each say another version: the page is loaded again."""
    tab = open_tab(COMPARE["nl"])
    newest = tab.get_attribute(".stage", "data-version")
    path, layout, callback = "**/vergelijken?**", "**/_dash/_dash-layout", "**/_dash/_dash-update-component"

    def answer_with_another_version(route: Any) -> None:
        if route.request.resource_type == "document":
            route.continue_()
            return
        response = route.fetch()
        route.fulfill(response=response, body=response.text().replace(newest, "2020-01-01.made_up"))

    for pattern, theme in ((path, "health"), (layout, ""), (callback, "wellbeing")):
        if pattern == callback:
            make_live(tab)
        tab.route(pattern, answer_with_another_version)
        with tab.expect_event("load"):
            if theme:
                tab.select_option("#choose-theme", theme)
            else:
                tab.dispatch_event("[data-filter]", "pointerover", {"bubbles": True})
        tab.unroute(pattern)
        assert (words(tab), cards(tab), tab.title()) == fresh(open_tab, tab)


@pytest.mark.parametrize("live", [False, True])
def test_server_that_stops_answering_leaves_the_page_and_is_tried_again(
    open_tab: Open, heard: Heard, live: bool
) -> None:
    heard.allowed = ("ERR_CONNECTION_REFUSED", "Failed to fetch", "Callback failed")
    tab = open_tab(COMPARE["nl"])
    if live:
        make_live(tab)
    before = cards(tab)
    tab.clock.install()
    gone = ["**/_dash/_dash-update-component", "**/healthz", "**/vergelijken?**", *([] if live else ["**/*.js"])]
    for pattern in gone:
        tab.route(pattern, lambda route: route.abort("connectionrefused"))
    tab.select_option("#choose-theme", "health")
    tab.wait_for_timeout(300)
    tab.clock.fast_forward(8500)
    until(tab, "document.getElementById('offline').textContent !== ''")
    assert tab.inner_text("#offline") == t("control.offline", "nl")
    assert cards(tab) == before
    for pattern in gone:
        tab.unroute(pattern)
    tab.clock.fast_forward(4500)
    settled(tab)
    assert tab.inner_text("#offline") == ""
    assert (words(tab), cards(tab), tab.title()) == fresh(open_tab, tab)


@pytest.mark.parametrize(("lang", "live"), [("nl", False), ("en", True)])
def test_choice_without_a_connection_keeps_the_page_and_is_repeated(open_tab: Open, lang: str, live: bool) -> None:
    tab = open_tab(COMPARE[lang])
    if live:
        make_live(tab)
    before = cards(tab)
    tab.context.set_offline(True)
    tab.select_option("#choose-theme", "health")
    until(tab, "document.getElementById('offline').textContent !== ''")
    assert tab.inner_text("#offline") == t("control.offline", lang)
    assert cards(tab) == before
    tab.context.set_offline(False)
    settled(tab)
    assert tab.inner_text("#offline") == ""
    assert query(tab) == "theme=health"
    assert (words(tab), cards(tab), tab.title()) == fresh(open_tab, tab)


def test_highlight_is_chosen_by_keyboard_and_undone_by_back(open_tab: Open) -> None:
    grey = "[...document.querySelectorAll('[data-card^=directions] .pic-wide [data-mark][fill=\"#76838e\"]')].length"
    tab = open_tab("/vergelijken")
    assert tab.evaluate(grey) == 0
    tab.locator("#highlight > summary").press("Enter")
    tab.locator("#highlight-oss").press("Enter")
    tab.locator("#highlight-oss[aria-current]").wait_for()
    assert query(tab) == "highlight=oss"
    assert focused(tab) == "highlight-oss"
    assert tab.evaluate(grey) > 5
    tab.go_back()
    tab.locator("#highlight-oss:not([aria-current])").wait_for(state="attached")
    assert tab.evaluate(grey) == 0
    assert query(tab) == ""
