"""What the signs of the map say, and how strong each kind of comparison is."""

from __future__ import annotations

from dashboard.components.symbols import icon, pips
from dashboard.components.tree import Node, h
from dashboard.texts import say

# The sign, and the text key of its word and its meaning.
_STATES = (
    ("better", "better"),
    ("worse", "worse"),
    ("same", "same"),
    ("mixed", "mixed"),
    ("direction-up", "direction"),
    ("not-measured", "not_measured"),
    ("not-published", "not_published"),
    ("not-found", "not_found"),
)
_LADDER = ((5, "lottery"), (3, "matched"), (2, "adjusted"), (1, "plain"), (None, "none"))


def legend(*, lang: str) -> Node:
    """Eight states and five strengths. Folded on a phone, open on a wider window and on paper."""
    states = [
        h(
            "li",
            icon(sign, cls=f"is-{sign}"),
            h("b", say(f"state.{key}", lang)),
            h("span", say(f"state.{key}_why", lang)),
        )
        for sign, key in _STATES
    ]
    ladder = [
        h("li", pips(level), h("b", say(f"strength.{key}", lang)), h("span", say(f"strength.{key}_why", lang)))
        for level, key in _LADDER
    ]
    return h(
        "details",
        h("summary", say("map.legend", lang)),
        h(
            "div",
            h("h3", say("map.signs", lang)),
            h("ul", states, cls="signs"),
            h("h3", say("map.ladder", lang)),
            h("ul", ladder, cls="ladder"),
            h("p", say("map.rule", lang), cls="source"),
            id="legend",
            cls="inside",
        ),
        cls="fold legend",
    )
