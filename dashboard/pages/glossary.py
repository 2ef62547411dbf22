"""Woordenlijst: each term explained in plain words, in the order of the alphabet."""

from __future__ import annotations

from dashboard import queries
from dashboard.components.sections import opening
from dashboard.components.terms import Term, term_list
from dashboard.components.tree import Node, h
from dashboard.lookup import fold
from dashboard.pages import where
from dashboard.pages.visit import Visit
from dashboard.queries import Row

PATHS: dict[str, str] = {"nl": "/woordenlijst", "en": "/en/glossary"}


def heading(visit: Visit) -> str:
    """The title of the page."""
    return visit.say("glossary.title")


def terms(visit: Visit) -> list[Row]:
    """The terms in the order of the alphabet of the language."""
    return sorted(queries.terms(as_of=visit.as_of), key=lambda row: fold(visit.label(row, "term")))


def body(visit: Visit) -> Node:
    """The whole page."""
    made = [
        Term(
            id=row["id"],
            name=visit.label(row, "term"),
            explanation=visit.label(row, "explanation"),
            href=where.search(visit.label(row, "term"), visit),
        )
        for row in terms(visit)
    ]
    return h(
        "div",
        opening(visit.say("glossary.title"), lead=(visit.say("glossary.lead"),)),
        term_list(made, lang=visit.lang),
    )
