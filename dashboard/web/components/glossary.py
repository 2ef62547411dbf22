"""Terms with their explanation: on a page of their own, and at the place where a reader meets them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.i18n.catalogue import t
from dashboard.web.components.html import Node, h


@dataclass(frozen=True, kw_only=True)
class Term:
    """A term and what it means; `href` finds where it occurs."""

    id: str
    name: str
    explanation: str
    href: str = ""


def term_list(terms: Sequence[Term], *, lang: str) -> Node:
    """All terms with their explanations; the id of a term is the place that a link points at."""
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
    """Words of a text that open the explanation of a term, for mouse, keyboard and finger alike."""
    return h(
        "button", words, type="button", popovertarget=f"term-{term.id}", cls="explain",
        title=t("glossary.explain", lang), aria_describedby="explain-hint",
    )  # fmt: skip


def boxes(terms: Sequence[Term], *, lang: str) -> Node:
    """The explanations that a page needs. Each is a native popover: Escape or a click beside it closes it, without a script."""
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
