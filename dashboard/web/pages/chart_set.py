"""The set of charts that a reader collected, in their own order, as files; and the same set as a presentation."""

from dashboard.web.components.chart_set_preview import FORMS, empty, set_list
from dashboard.web.components.chart_set_slides import presentation
from dashboard.web.components.html import Node, h
from dashboard.web.components.notices import notice
from dashboard.web.components.sections import copying, opening
from dashboard.web.pages.chart_set_draft import build
from dashboard.web.pages.context import PageContext, remark_texts


def heading(context: PageContext) -> str:
    """Return the title of the page."""
    return context.t("set.title")


def present_heading(context: PageContext) -> str:
    """Return the title of the presentation."""
    return context.t("present.title")


def body(context: PageContext) -> Node:
    """Return what a set is, what in the URL was not understood, and the set."""
    items = context.choice.items
    path = context.t("path.set")
    remarks = [notice(text) for text in remark_texts(context)]
    document = build(context)
    if items:
        files = {form: f"{path}.{form}" + _as_of(context) for form in FORMS}
        # The script changes only the list below; the URL of the link stays that of the set.
        shown = set_list(document, items, url=lambda order: context.address(path, items=tuple(order)), files=files)
    else:
        shown = empty(context.lang)
    return h(
        "div",
        opening(context.t("set.heading"), lead=(context.t("set.lead"),)),
        h("p", context.t("set.private"), cls="small soft"),
        h("p", cls="vh", role="status", data_set_announce=True),
        h(
            "div",
            remarks,
            _other_set(context) if items else None,
            _links(context) if items else None,
            shown,
            id="set",
            data_set_page=" ".join(items),
            data_set_path=path,
        ),
    )


def _as_of(context: PageContext) -> str:
    return f"?as_of={context.choice.as_of.isoformat()}" if context.choice.as_of else ""


def _other_set(context: PageContext) -> Node:
    """Return the notice that a script shows when the set in the URL is not the one that this browser stores."""
    return h(
        "div",
        h("p", context.t("set.yours")),
        h("ul", h("li", h("button", context.t("set.use"), type="button", cls="quiet", data_set_use=True)),
          h("li", h("a", context.t("set.own"), href=context.t("path.set"), cls="quiet", data_set_own=True)),
          cls="actions"),
        cls="remark",
        hidden=True,
        data_set_other=True,
    )  # fmt: skip


def _links(context: PageContext) -> Node:
    """Return links that present the set, copy its URL, and empty it."""
    copy = copying(
        context.t("set.pin"), done=context.t("export.pinned"), lang=context.lang, data_copy=context.pinned()
    )  # fmt: skip
    return h(
        "ul",
        h("li", h("a", context.t("set.present"), href=context.address(context.t("path.present")), cls="button")),
        h("li", copy, cls="needs-script"),
        h("li", h("a", context.t("set.clear"), href=context.t("path.set"), cls="quiet", data_set_clear=True)),
        cls="actions set-links",
    )


def present(context: PageContext) -> Node:
    """Return the slides, all in one page, so that they work without a connection."""
    document = build(context)
    remarks = [notice(text) for text in remark_texts(context)]
    if not document.charts:
        return h("div", opening(context.t("present.title")), remarks, empty(context.lang))
    back = context.address(context.t("path.set"))
    return h("div", remarks, presentation(document, back=back))
