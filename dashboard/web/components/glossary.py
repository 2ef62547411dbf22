"""Glossary terms: the list on its page, and explanations where readers meet a term."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.i18n.catalogue import t
from dashboard.web.components.html import Node, h


@dataclass(frozen=True, kw_only=True)
class Term:
    """A term and its explanation; `href` searches for it."""

    id: str
    name: str
    explanation: str
    href: str = ""


def term_list(terms: Sequence[Term], *, lang: str) -> Node:
    """Return all terms with their explanations; the id of a term is its anchor."""
    return h(
        "dl",
        [
            h(
                "div",
                h("dt", one.name),
                h("dd", one.explanation),
                h(
                    "dd",
                    h("a", t("glossary.where", lang), h("span", f": {one.name}", cls="vh"), href=one.href),
                    cls="small",
                )
                if one.href
                else None,
                id=one.id,
                cls="term",
            )
            for one in terms
        ],
        cls="terms",
    )


def explained(term: Term, words: str, *, lang: str) -> Node:
    """Return words that open the explanation of a term by mouse, keyboard or touch."""
    return h(
        "button", words, type="button", popovertarget=f"term-{term.id}", cls="explain",
        title=t("glossary.explain", lang), aria_describedby="explain-hint",
    )  # fmt: skip


def boxes(terms: Sequence[Term], *, lang: str) -> Node:
    """Return the explanations of a page as native popovers, which need no script."""
    made = [
        h(
            "div",
            h("p", h("b", term.name)),
            h("p", term.explanation),
            h("p", h("a", t("glossary.title", lang), href=t("glossary.place", lang, id=term.id))),
            id=f"term-{term.id}",
            popover="auto",
            cls="explanation",
        )
        for term in terms
    ]
    return h("div", h("span", t("glossary.explain", lang), id="explain-hint", hidden=True), made)
