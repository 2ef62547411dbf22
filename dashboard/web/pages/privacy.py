"""The privacy page: browser storage, server logs, what happens to input, and people in the data."""

from __future__ import annotations

from dashboard.i18n import formats
from dashboard.web.components.html import Node
from dashboard.web.pages import about_page
from dashboard.web.pages.context import PageContext

# The keys of the browser storage, and the number of sentences of each part.
KEPT = ("meeting-set",)
_PARTS = {"short": 3, "browser": 4, "server": 4, "words": 3, "people": 3, "elsewhere": 2, "outside": 1}


def heading(context: PageContext) -> str:
    """Return the title of the page."""
    return context.t("privacy.title")


def body(context: PageContext) -> Node:
    """Return the body of the page."""
    keys = formats.listing([f"`{key}`" for key in KEPT], context.lang)
    parts = {
        name: (
            None,
            [about_page.sentences(f"privacy.{name}", many, context, **({"keys": keys} if name == "browser" else {}))],
        )
        for name, many in _PARTS.items()
    }
    asking = [*about_page.whom(context), about_page.sentences("privacy.contact", 2, context)]
    return about_page.page("privacy", {**parts, "contact": (None, asking)}, context)
