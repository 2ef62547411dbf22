"""Links through a long list: previous part, next part, and parts by number."""

from __future__ import annotations

from dashboard.i18n.catalogue import t
from dashboard.models.controls import Pages
from dashboard.web.components.html import Node, Part, h


def pages(value: Pages, *, lang: str) -> Node:
    """Return links to the parts of a list; omitted numbers are a gap."""
    items: list[Part] = []
    before = 0
    for number, href in value.links:
        if number > before + 1:
            items.append(h("li", "…", aria_hidden="true"))
        word = h("span", t("paging.part", lang), " ", cls="vh")
        items.append(
            h("li", h("a", word, str(number), href=href, aria_current="page" if number == value.number else None))
        )
        before = number
    return h(
        "nav",
        h("a", t("paging.previous", lang), href=value.previous, rel="prev") if value.previous else None,
        h("ol", items),
        h("a", t("paging.next", lang), href=value.next, rel="next") if value.next else None,
        cls="list-parts",
        aria_label=t("paging.label", lang),
    )
