"""The frame of a page's body: its opening, its sections, and the stage where the live charts take over."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.i18n.catalogue import count
from dashboard.web.components.html import Node, Part, h


def opening(title: str, *, lead: Sequence[str] = (), beside: Part = None) -> Node:
    """The title of a page with its first sentences, and what stands beside them."""
    text = h("div", [h("p", part, cls="lead") for part in lead]) if lead else None
    return h("div", h("h1", title), text, beside, cls="opening" + ("" if beside else " alone"))


def section(title: Part, *parts: Part, id: str, intro: Part = None) -> Node:
    """A part of a page under a head; its id is the place that a link points at."""
    head = h("div", h("h2", title, id=f"{id}-title"), h("p", intro) if intro else None, cls="head")
    return h("section", head, parts, id=id, aria_labelledby=f"{id}-title", cls="part")


def phone_fold(key: str, many: int, *parts: Part, lang: str, id: str | None = None, opened: bool = False) -> Node:
    """What is long and is not what a reader came for: folded on a phone, open on a wider window and on paper.

    `key.one` and `key.many` say what is folded, with the number of it.
    """
    return h("details", h("summary", count(key, lang, many)), parts, cls="fold on-phone", id=id, open=opened)


def cards(*parts: Part) -> Node:
    """Cards and notices under each other; the same wrapper in both renderings, so that both are equally high."""
    return h("div", parts, cls="cards")


def stage(still: Part) -> Node:
    """The live region: results, which a choice replaces in place. `data-state` says whether Dash and live charts are there."""
    return h(
        "div",
        h("div", still, id="still"),
        h("div", id="react-entry-point"),
        cls="stage",
        data_state="still",
    )
