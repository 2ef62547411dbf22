"""The glossary: each term with an explanation, in alphabetical order."""

from __future__ import annotations

from dashboard.db import queries
from dashboard.db.rows.subjects import TermRow
from dashboard.search.index import fold
from dashboard.web.components.glossary import Term, term_list
from dashboard.web.components.html import Node, h
from dashboard.web.components.sections import opening
from dashboard.web.pages import urls
from dashboard.web.pages.context import PageContext


def heading(context: PageContext) -> str:
    """Return the title of the page."""
    return context.t("glossary.title")


def terms(context: PageContext) -> list[TermRow]:
    """Return the terms in the alphabetical order of the language."""
    return sorted(queries.terms(context), key=lambda row: fold(row.term))


def body(context: PageContext) -> Node:
    """Return the body of the page."""
    made = [
        Term(
            id=row.id,
            name=row.term,
            explanation=row.explanation,
            href=urls.search(row.term, context),
        )
        for row in terms(context)
    ]
    return h(
        "div",
        opening(context.t("glossary.title"), lead=(context.t("glossary.lead"),)),
        term_list(made, lang=context.lang),
    )
