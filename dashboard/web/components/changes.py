"""The notice of changes since a pinned data version: a count, and a folded list."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.models.text import Note
from dashboard.web.components.html import Node, h


def changes(head: str, notes: Sequence[Note], *, more: str, newest_href: str, newest: str) -> Node:
    """Return the notice: `head` is the count, `notes` are the changes, `more` counts those not listed."""
    items = [h("li", h("b", f"{note.head}: "), note.text) for note in notes]
    return h(
        "div",
        h("p", head),
        h("ul", items) if items else None,
        h("p", more) if more else None,
        h("p", h("a", newest, href=newest_href)) if items else None,
        cls="remark since",
        data_notice=True,
        data_since=True,
    )
