"""Each page as Markdown has its words, tables and statements with their limits; llms.txt lists them."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from dashboard.db import queries
from dashboard.i18n.catalogue import t
from dashboard.web.components.html import h
from dashboard.web.components.markdown import markdown
from dashboard.web.pages import paths
from dashboard.web.pages.registry import everywhere
from tests.page_reader import page, said, some


def words(text: str) -> str:
    """The words of a text without marks, so that HTML and Markdown are alike."""
    text = re.sub(r"\]\([^)\s]*\)", " ", text)
    return " ".join(re.sub(r"[\\*`\[\]|]", " ", text).split())


@pytest.mark.parametrize("turn", some(range(4), of=4))
def test_each_page_has_a_text_twin_with_its_title_version_and_limits(client: FlaskClient, turn: int) -> None:
    """Every fourth page, so that a page is in one language; nightly the others too."""
    own = [place for place in everywhere(most=1) if place.page.name in paths.AS_TEXT][turn::4]
    assert len(own) > 9
    for place in own:
        path, lang = place.page.path(place.lang, place.item), place.lang
        answer = client.get(paths.as_text(path))
        assert (answer.status_code, answer.mimetype) == (200, "text/markdown"), path
        text = answer.get_data(as_text=True)
        assert re.search(r"^# \S", text, re.MULTILINE), path
        assert f"({queries.version().data_version}). http://localhost{path}" in text, path
        assert t("markdown.limits", lang) in text, path
        assert answer.headers["Link"] == f'<http://localhost{path}>; rel="canonical"'
        assert not re.search(r"</?(div|span|p|li|a|svg|button)\b", text), path


def test_statements_tables_and_notes_of_a_chart_are_in_its_text(client: FlaskClient) -> None:
    address = "/vergelijken?municipality=amsterdam"
    soup = page(client, address)
    assert soup.find("link", type="text/markdown")["href"] == "/vergelijken.md?municipality=amsterdam"
    text = words(client.get("/vergelijken.md?municipality=amsterdam").get_data(as_text=True))
    cards = soup.select("[data-card]")
    assert cards
    for card in cards:
        for part in card.select("h2, .say, .notes dd, .base p, td, th, .statements blockquote, .statements p"):
            if not part.select("button, svg, ul") and not part.find_parent(class_="needs-script"):
                # Parts that only the style sheet separates have a space between them.
                assert words(said(part)).replace(" ", "") in text.replace(" ", ""), said(part)


def test_tree_becomes_markdown() -> None:
    tree = h(
        "div", h("h2", "A * b"), h("p", "See ", h("a", "this", href="/x"), " [now] | ", h("b", "bold"), h("span", "text")),
        h("ul", h("li", "one", h("ul", h("li", "two"))), h("li", h("button", "no"))),
        h("dl", h("div", h("dt", "Term"), h("dd", "Text"))), h("form", "no"), h("p", "no", hidden=True),
        h("table", h("thead", h("tr", h("th", "H"), h("th", "I"))), h("tbody", h("tr", h("th", "a|b"), h("td", "<c>")))),
        h("details", h("summary", "More"), "- loose"),
    )  # fmt: skip
    assert markdown(tree, link=lambda url: f"https://example.org{url}") == "\n\n".join([
        r"## A \* b", r"See [this](https://example.org/x) \[now\] \| **bold** text", "- one\n\n  - two", "- **Term**: Text",
        "| H | I |\n| --- | --- |\n" + r"| a\|b | \<c\> |", "**More**", r"\- loose",
    ]) + "\n"  # fmt: skip


def test_llms_txt_lists_pages_that_exist_and_how_to_quote(client: FlaskClient) -> None:
    answer = client.get("/llms.txt")
    text = answer.get_data(as_text=True)
    assert answer.mimetype == "text/plain"
    assert text.startswith(f"# {t('site.name', 'nl')}\n")
    for lang in ("nl", "en"):
        assert t("markdown.limits", lang) in text
    links = re.findall(r"\]\(http://localhost([^)]+)\)", text)
    assert {"/index.md", "/en/index.md", "/vergelijken.md", "/en/municipalities/oss.md"} <= set(links)
    assert len(links) == len(set(links)) + 3
    rules = client.application.url_map.bind("localhost")
    assert all(rules.match(link) for link in links)
    assert BeautifulSoup(text, "html.parser").find() is None
