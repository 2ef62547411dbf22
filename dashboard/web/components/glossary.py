"""Explanations of glossary terms where readers meet them."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.db.rows.subjects import TermRow
from dashboard.i18n.catalogue import t
from dashboard.web.components.html import Node, h


def explained(term: TermRow, words: str, *, lang: str) -> Node:
    """Return words that open the explanation of a term by mouse, keyboard or touch."""
    return h(
        "button", words, type="button", popovertarget=f"term-{term.id}", cls="explain",
        title=t("glossary.explain", lang), aria_describedby="explain-hint",
    )  # fmt: skip


def boxes(terms: Sequence[TermRow], *, lang: str) -> Node:
    """Return the explanations of a page as native popovers, which need no script."""
    built = [
        h(
            "div",
            h("p", h("b", term.term)),
            h("p", term.explanation),
            h("p", h("a", t("glossary.title", lang), href=t("glossary.place", lang, id=term.id))),
            id=f"term-{term.id}",
            popover="auto",
            cls="explanation",
        )
        for term in terms
    ]
    return h("div", h("span", t("glossary.explain", lang), id="explain-hint", hidden=True), built)
