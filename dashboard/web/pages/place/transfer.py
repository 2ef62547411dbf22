"""Four questions to judge whether an approach would do the same elsewhere, with the lessons on each of them."""

from dashboard.db import queries
from dashboard.i18n import formats
from dashboard.labels.labels import lower_first
from dashboard.models.context import Scope
from dashboard.web.components.html import Node, Part, h
from dashboard.web.components.sections import fold
from dashboard.web.pages.context import PageContext
from dashboard.web.pages.starting.lessons import KINDS

QUESTIONS = ("theory", "conditions", "behaviour", "capacity")


def transfer(context: PageContext) -> Node:
    """Return the questions, what is known of each approach on them, and a link to each approach."""
    asked = []
    for name in QUESTIONS:
        question = h("b", context.t(f"places.ask.{name}"))
        text = h("span", context.t(f"places.ask.{name}_text"), cls="soft")
        asked.append(h("li", question, " ", text, _known(name, context)))
    approaches = [h("li", h("a", row.label, href=context.link("type", row.id))) for row in queries.types(context)]
    return h(
        "div",
        h("h2", context.t("places.transfer")),
        h("p", context.t("places.transfer_intro"), cls="small soft"),
        h("ul", asked, cls="items"),
        h("p", context.t("places.ask.known")),
        h("ul", approaches, cls="onward"),
        cls="column",
        id="transfer",
    )


def _known(question: str, context: PageContext) -> Part:
    """Return the lessons on a question, those that a study or count found first, and the approaches without one."""
    rows = [row for row in queries.lessons(Scope(), context) if row.transfer == question]
    names = {row.id: lower_first(row.label) for row in queries.types(context)}
    items = []
    for row in sorted(rows, key=lambda row: KINDS.index(row.kind)):
        about = formats.listing([names[id] for id in row.type_ids if id in names], context.lang)
        link = h("a", row.title, href=context.link("starting", anchor=row.id))
        kind = h("span", context.t(f"starting.kind.{row.kind}"), cls=f"kind {row.kind}")
        items.append(h("li", kind, " ", link, f" ({about or context.t('places.ask.every')})"))
    without = [name for id, name in names.items() if not any(id in row.type_ids for row in rows)]
    if without:
        listed = formats.listing(without, context.lang)
        items.append(h("li", context.t("places.ask.nothing", approaches=listed), cls="soft"))
    head = context.count("places.lessons", len(rows))
    return fold(head, h("ul", items, cls="small"), id=f"ask-{question}", cls="off-paper")
