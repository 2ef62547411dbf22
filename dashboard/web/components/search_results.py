"""Search results: groups by kind, each result with a heading, a sentence and a link."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.i18n.catalogue import t
from dashboard.web.components.html import Node, Part, h

# More results of a kind are folded, so that they do not push the next kind off the page.
_OPEN = 4


@dataclass(frozen=True, kw_only=True)
class Result:
    """A search result: its URL and text."""

    head: str
    text: str
    href: str


def found_list(groups: Sequence[tuple[str, str, Sequence[Result]]], *, lang: str) -> Node:
    """Return the results by kind: id, title and results of each group."""
    return h("div", [_group(id, title, own, lang=lang) for id, title, own in groups], cls="found-list")


def _group(id: str, title: str, own: Sequence[Result], *, lang: str) -> Node:
    rest: Part = None
    if len(own) > _OPEN:
        more = t("search.more", lang, n=len(own) - _OPEN)
        rest = h(
            "details",
            h("summary", more, h("span", f": {title}", cls="vh")),
            h("ul", [_result(one) for one in own[_OPEN:]]),
            cls="fold",
        )
    return h(
        "section",
        h("h2", title, h("span", f" {len(own)}", cls="soft"), id=f"{id}-title"),
        h("div", h("ul", [_result(one) for one in own[:_OPEN]]), rest),
        id=id,
        aria_labelledby=f"{id}-title",
        cls="hits",
    )


def _result(one: Result) -> Node:
    head = h("a", one.head, href=one.href) if one.href else h("b", one.head)
    return h("li", h("p", head, cls="what"), h("p", one.text) if one.text else None)
