"""The card of a mark: what a reader can know about the one that is selected, which a script (marks.js) fills in."""

from dashboard.i18n.catalogue import t
from dashboard.web.components.html import Node, h

_FIELDS = ("value", "comparison", "difference", "people", "fairness", "source")


def mark_card(lang: str) -> list[Node]:
    """Return the card as a template, and the region in which a screen reader hears it."""
    lines = [
        h("div", h("dt", t(f"mark.head.{name}", lang)), h("dd", data_field=name), data_line=True) for name in _FIELDS
    ]
    card = h(
        "div",
        h("p", h("span", data_field="place"), " ", h("span", data_field="group", cls="soft"), cls="name"),
        h("dl", lines),
        h(
            "p",
            h("a", t("mark.to_source", lang), data_source=True),
            h("button", t("mark.close", lang), type="button", cls="quiet", data_close=True),
            cls="actions",
        ),
        id="mark-card-shown",
        cls="mark-card",
        role="dialog",
        aria_label=t("mark.card", lang),
    )
    said = h("p", cls="vh", role="status", aria_live="polite", id="mark-said")
    template = h("template", card, id="mark-card", data_role=t("mark.role", lang), data_help=t("mark.help", lang))
    return [said, template]
