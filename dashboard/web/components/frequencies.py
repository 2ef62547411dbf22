"""Natural frequencies: a sentence, then a hundred marks for each arm.

The style sheet draws the marks from two classes, the full rows and the marks in the next row, so that no style attribute is
needed.
"""

from collections.abc import Sequence
from itertools import groupby

from dashboard.i18n.catalogue import t
from dashboard.models.chart import Frequency, OutOfHundred
from dashboard.web.components.html import Node, Part, h
from dashboard.web.components.symbols import type_class


def frequencies(items: Sequence[Frequency], *, id: str, lang: str) -> Part:
    """Return the frequencies of a chart or panel, grouped by population."""
    if not items:
        return None
    numbered = list(enumerate(items))
    built = [
        h(
            "div",
            h("p", population, cls="small soft"),
            h("ul", [_item(item, id=f"{id}-{place}") for place, item in group]),
        )
        for population, group in groupby(numbered, key=lambda one: one[1].population)
    ]
    return h("div", h("p", t("frequencies.head", lang), cls="name"), built, cls="hundreds", id=id)


def _item(item: Frequency, *, id: str) -> Node:
    return h(
        "li",
        h("p", h("b", f"{item.head}: "), item.sentence, id=id),
        h("div", [_arm(arm) for arm in item.arms], cls="arms", role="img", aria_labelledby=id),
    )


def _arm(arm: OutOfHundred) -> Node:
    """Return ten rows of ten marks: `rows-3 more-8` fills 38, `half` adds half of the next one."""
    rows, more = divmod(arm.people, 10)
    marks = f"people {type_class(arm.type_id)} rows-{rows} more-{more}" + (" half" if arm.part else "")
    parts = [h("span", cls="whole"), h("span", cls="next"), h("span", cls="part") if arm.part else None]
    return h("div", h("span", parts, cls=marks), h("b", arm.words), h("span", arm.name, cls="small"), cls="arm")
