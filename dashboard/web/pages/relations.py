"""How a type relates to terms it is confused with, such as basic job and participation income."""

from __future__ import annotations

from dashboard.db import queries
from dashboard.db.rows.subjects import TypeRow
from dashboard.labels import labels
from dashboard.models.text import Link, Note
from dashboard.web.components.html import Node
from dashboard.web.components.profile import facts
from dashboard.web.pages import urls
from dashboard.web.pages.context import PageContext


def related(text: str, context: PageContext) -> tuple[str, list[Note]]:
    """Split a definition into the approach itself and what it says of each related term.

    A sentence without a term continues the term before it.
    """
    told: dict[str, list[str]] = {"": [], "fewer_rules": [], "participation_income": []}
    about = ""
    for sentence in text.split(". "):
        for term in ("fewer_rules", "participation_income"):
            if any(word in sentence for word in context.t(f"type.term.{term}_marks").split("|")):
                about = term
                break
        told[about].append(labels.stop(sentence.strip()))
    notes = [
        Note(head=context.t(f"type.term.{term}"), text=" ".join(told[term]))
        for term in ("fewer_rules", "participation_income")
        if told[term]
    ]
    return " ".join(told[""]), notes


def relations_of(kind: TypeRow, context: PageContext) -> tuple[str, Node]:
    """Return the definition of a type and its relation to each term, with links."""
    lead, notes = related(kind.definition, context)
    job = {row.id: row for row in queries.types(context)}.get("basic_job")
    link: Link | None = None
    if job and context.item != job.id:
        what = related(job.definition, context)[0]
        text = context.t("type.not_a_job", what=labels.start_small(what))
        notes.insert(1, Note(head=job.label, text=text))
        link = Link(href=urls.page("type", context, id=job.id), label=context.t("type.to_job"))
    every = Link(href=urls.page("types", context), label=context.t("type.to_all"))
    links = [one for one in (link, every) if one and one.href]
    return lead, facts(notes, links=links)
