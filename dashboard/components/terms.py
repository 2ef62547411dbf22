"""Terms with their explanation: on a page of their own, and at the place where a reader meets them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.components.tree import Node, h
from dashboard.texts import say


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
                    h("a", say("glossary.where", lang), h("span", f": {one.name}", cls="vh"), href=one.href),
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


def explained(term: Term, *, lang: str, id: str) -> list[Node]:
    """A term at the place where it stands: a button that opens its explanation, for mouse, keyboard and finger alike.

    The explanation is a native popover: Escape or a click beside it closes it, and it needs no script.
    """
    label = h("span", f" ({say('glossary.explain', lang)})", cls="vh")
    button = h("button", term.name, label, type="button", popovertarget=id, cls="explain")
    box = h(
        "span",
        h("b", term.name),
        h("span", term.explanation),
        h("a", say("glossary.title", lang), href=say("glossary.place", lang, id=term.id)),
        id=id,
        popover="auto",
        cls="explanation",
    )
    return [button, box]
