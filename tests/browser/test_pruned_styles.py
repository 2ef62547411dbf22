"""A page has just the style rules that it can use; with all of them it would look the same, in every state."""

from __future__ import annotations

from typing import Any

import pytest

from dashboard.web.http import static
from dashboard.web.pages.registry import PAGES
from tests.browser.conftest import Open, make_live, settled, until

BY_NAME = {page.name: page for page in PAGES}
HOME, COMPARE = {"nl": "/", "en": "/en/"}, {"nl": "/vergelijken", "en": "/en/compare"}
# Rules of the whole style sheet that apply to something here, and are not in the page. A pseudo-element or a state
# (`::before`, `:hover`) belongs to its element, so it is left out of what is looked for.
MISSING = """async address => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(await (await fetch(address)).text());
    const own = new Set();
    const all = (rules, where, visit) => { for (const rule of rules) {
        if (rule.cssRules?.length && !rule.selectorText) all(rule.cssRules, where + rule.conditionText, visit);
        else visit(rule, where);
    } };
    const loaded = [...document.styleSheets].filter(one => !one.href);
    loaded.forEach(one => all(one.cssRules, "", (rule, where) => own.add(where + rule.cssText)));
    const missing = [];
    all(sheet.cssRules, "", (rule, where) => {
        if (own.has(where + rule.cssText)) return;
        const bare = (rule.selectorText || "*")
            .replace(/::?(?:before|after|marker|placeholder|backdrop|details-content|-webkit-[a-z-]+)/g, "")
            .replace(/:(?:hover|focus-visible|focus|target|fullscreen|active)/g, ":is(*)");
        if (document.querySelector(bare)) missing.push(where + rule.cssText);
    });
    return missing.map(rule => rule.slice(0, 60));
}"""


def whole(tab: Any) -> None:
    """Nothing of the style sheet is missing on this page as it is now."""
    missing = tab.evaluate(MISSING, static.style().address)
    assert not missing, f"{tab.url}: {missing}"


@pytest.mark.parametrize("lang", HOME)
def test_every_page_has_the_rules_that_it_uses(open_tab: Open, real: None, lang: str) -> None:
    tab = open_tab(HOME[lang])
    for page in PAGES:
        for item in page.ids() if page.ids else ("",):
            tab.goto(page.path(lang, item))
            whole(tab)


def test_a_page_of_what_went_wrong_has_them_too(open_tab: Open, heard: Any) -> None:
    heard.allowed = ("status of 404",)
    whole(open_tab("/nergens"))


@pytest.mark.parametrize("lang", HOME)
def test_what_a_choice_brings_is_dressed(open_tab: Open, lang: str) -> None:
    for path in (COMPARE[lang], BY_NAME["figures"].path(lang)):
        tab = open_tab(path)
        make_live(tab)
        for name in ("theme", "indicator"):
            for value in tab.eval_on_selector_all(f"#choose-{name} option", "all => all.map(one => one.value)"):
                tab.select_option(f"#choose-{name}", value)
                settled(tab)
                whole(tab)
        tab.goto(f"{path}?theme=health&municipality=heerlen")
        whole(tab)


def test_every_cell_that_opens_is_dressed(open_tab: Open) -> None:
    tab = open_tab("/")
    for cell in tab.eval_on_selector_all("[data-cell]", "all => all.map(one => one.dataset.cell)"):
        tab.click(f'[data-cell="{cell}"]')
        tab.wait_for_selector(f'[data-cell="{cell}"][aria-expanded="true"]')
        whole(tab)


def test_a_set_is_dressed_to_its_last_chart(open_tab: Open, real: None) -> None:
    tab = open_tab("/vergelijken")
    items = tab.eval_on_selector_all("[data-add]", "all => all.map(one => one.dataset.add)")[:2]
    tab.goto(f"{BY_NAME['set'].path('nl')}?{'&'.join(f'item={item}' for item in items)}")
    whole(tab)
    for left in (1, 0):
        tab.click("#remove-0")
        until(tab, f"document.querySelectorAll('[data-item]').length === {left}")
        whole(tab)
