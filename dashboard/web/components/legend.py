"""The legend of the map: states and strengths."""

from dashboard.i18n.catalogue import t
from dashboard.web.components.html import Node, h
from dashboard.web.components.symbols import icon, stairs

# The icon, and the text key of its word and meaning.
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
    """Return eight states and five strengths, folded on a phone."""
    states = [
        h(
            "li",
            icon(sign, cls=f"is-{sign}"),
            h("b", t(f"state.{key}", lang)),
            " ",
            h("span", t(f"state.{key}_why", lang)),
        )
        for sign, key in _STATES
    ]
    ladder = [
        h("li", stairs(level), h("b", t(f"strength.{key}", lang)), " ", h("span", t(f"strength.{key}_why", lang)))
        for level, key in _LADDER
    ]
    return h(
        "details",
        h("summary", t("map.legend", lang)),
        h(
            "div",
            h("h3", t("map.signs", lang)),
            h("ul", states, cls="signs"),
            h("h3", t("map.ladder", lang)),
            h("ul", ladder, cls="ladder"),
            h("p", t("map.rule", lang), cls="source"),
            id="legend",
            cls="inside",
        ),
        cls="fold legend",
    )
