"""The glossary: each term with an explanation, in alphabetical order."""

from dashboard.db import queries
from dashboard.db.rows.subjects import TermRow
from dashboard.search.index import fold
from dashboard.web.components.html import Node, h
from dashboard.web.components.sections import opening
from dashboard.web.pages.context import PageContext


def _term(row: TermRow, context: PageContext) -> Node:
    """Return a term with its explanation and a link that searches for it; its id is its anchor."""
    about = h("span", f": {row.term}", cls="vh")
    search = h("a", context.t("glossary.where"), about, href=context.link("search", words=row.term))
    return h("div", h("dt", row.term), h("dd", row.explanation), h("dd", search, cls="small"), id=row.id, cls="term")


def body(context: PageContext) -> Node:
    """Return the terms in the alphabetical order of the language."""
    rows = sorted(queries.terms(context), key=lambda row: fold(row.term))
    return h(
        "div",
        opening(context.t("glossary.title"), lead=(context.t("glossary.lead"),)),
        h("dl", [_term(row, context) for row in rows], cls="terms"),
    )
