"""Parts of the pages of municipalities and types: a menu, questions to ask, and terms with their meaning."""

from collections.abc import Sequence

from dashboard.models.text import Link, Note
from dashboard.web.components.html import Node, h


def local_menu(links: Sequence[Link], *, label: str) -> Node:
    """Return links to the other pages of the same kind."""
    items = [
        h("li", h("a", item.label, href=item.href, aria_current="page" if item.current else None)) for item in links
    ]
    return h("nav", h("ul", items), cls="local", aria_label=label)


def questions(notes: Sequence[Note], *, level: int = 3) -> Node:
    """Return questions, each with its background."""
    return h("ul", [h("li", h(f"h{level}", note.head), h("p", note.text)) for note in notes], cls="questions")


def facts(notes: Sequence[Note], *, links: Sequence[Link] = ()) -> Node:
    """Return short texts as a list of terms, and links to read on."""
    rows = [[h("dt", note.head), h("dd", note.text)] for note in notes]
    more = h("ul", [h("li", h("a", link.label, href=link.href)) for link in links], cls="onward") if links else None
    return h("div", h("dl", rows, cls="kv terms"), more)
