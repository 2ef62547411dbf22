"""Vergaderset: the charts that a reader collected, in an order of their own, to take along; and the same set on a screen."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.components.copying import copying
from dashboard.components.notices import notice
from dashboard.components.sections import opening
from dashboard.components.tree import Node, h
from dashboard.exports.set_sheet import FORMS, empty, set_list
from dashboard.exports.set_slides import presentation
from dashboard.pages.meeting_draft import meeting
from dashboard.pages.visit import Visit, remark_texts
from dashboard.texts import say

PATHS: dict[str, str] = {lang: say("path.set", lang) for lang in ("nl", "en")}
PRESENT = {lang: say("path.present", lang) for lang in ("nl", "en")}


def heading(visit: Visit) -> str:
    """The title of the page."""
    return visit.say("set.title")


def present_heading(visit: Visit) -> str:
    """The title of the presentation."""
    return visit.say("present.title")


def _address(visit: Visit, items: Sequence[str]) -> str:
    return visit.address(visit.say("path.set"), items=tuple(items))


def body(visit: Visit) -> Node:
    """What the set is, what in the address was not understood, and the set."""
    items = visit.choice.items
    path = visit.say("path.set")
    remarks = [notice(text) for text in remark_texts(visit)]
    made = meeting(visit)
    if items:
        files = {form: f"{path}.{form}" + _as_of(visit) for form in FORMS}
        # Only what stands in the list below is changed by it; its own address stays that of the set.
        shown = set_list(made, items, address=lambda order: _address(visit, order), files=files)
    else:
        shown = empty(visit.lang, compare=visit.say("where.compare"), figures=visit.say("where.figures"))
    return h(
        "div",
        opening(visit.say("set.heading"), lead=(visit.say("set.lead"),)),
        h("p", visit.say("set.private"), cls="small soft"),
        h("p", cls="vh", role="status", data_set_announce=True),
        h(
            "div",
            remarks,
            _not_yours(visit) if items else None,
            _links(visit) if items else None,
            shown,
            id="set",
            data_set_page=" ".join(items),
            data_set_path=path,
        ),
    )


def _as_of(visit: Visit) -> str:
    return f"?as_of={visit.choice.as_of.isoformat()}" if visit.choice.as_of else ""


def _not_yours(visit: Visit) -> Node:
    """Said by a script when the set in the address is not the one that this browser keeps."""
    return h(
        "div",
        h("p", visit.say("set.yours")),
        h("ul", h("li", h("button", visit.say("set.use"), type="button", cls="quiet", data_set_use=True)),
          h("li", h("a", visit.say("set.own"), href=visit.say("path.set"), cls="quiet", data_set_own=True)),
          cls="actions"),
        cls="remark",
        hidden=True,
        data_set_other=True,
    )  # fmt: skip


def _links(visit: Visit) -> Node:
    """To show the set on a screen, to keep its link, and to begin anew."""
    copy = copying(
        visit.say("set.pin"), done=visit.say("export.pinned"), lang=visit.lang, data_copy=visit.pinned()
    )  # fmt: skip
    return h(
        "ul",
        h("li", h("a", visit.say("set.present"), href=visit.address(visit.say("path.present")), cls="button")),
        h("li", copy, cls="needs-script"),
        h("li", h("a", visit.say("set.clear"), href=visit.say("path.set"), cls="quiet", data_set_clear=True)),
        cls="actions set-links",
    )


def present(visit: Visit) -> Node:
    """The slides, all in this one page, so that they go on when the connection does not."""
    made = meeting(visit)
    remarks = [notice(text) for text in remark_texts(visit)]
    if not made.entries:
        return h(
            "div",
            opening(visit.say("present.title")),
            remarks,
            empty(visit.lang, compare=visit.say("where.compare"), figures=visit.say("where.figures")),
        )
    back = visit.address(visit.say("path.set"))
    return h("div", remarks, presentation(made, back=back))
