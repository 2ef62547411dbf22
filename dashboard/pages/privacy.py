"""Privacy: what the browser keeps, what the server writes down, what happens to a reader's words, who is in the data."""

from __future__ import annotations

from dashboard import formats
from dashboard.components.tree import Node
from dashboard.pages import statement
from dashboard.pages.visit import Visit

PATHS: dict[str, str] = {"nl": "/privacy", "en": "/en/privacy"}
# The names under which scripts keep something in a browser, and how many sentences each part has.
KEPT = ("meeting-set",)
_PARTS = {"short": 3, "browser": 4, "server": 4, "words": 4, "people": 3, "elsewhere": 2, "outside": 1}


def heading(visit: Visit) -> str:
    """The title of the page."""
    return visit.say("privacy.title")


def body(visit: Visit) -> Node:
    """The whole page."""
    keys = formats.listing([f"`{key}`" for key in KEPT], visit.lang)
    parts = {
        name: (
            None,
            [statement.sentences(f"privacy.{name}", many, visit, **({"keys": keys} if name == "browser" else {}))],
        )
        for name, many in _PARTS.items()
    }
    asking = [*statement.whom(visit), statement.sentences("privacy.contact", 2, visit)]
    return statement.page("privacy", {**parts, "contact": (None, asking)}, visit)
