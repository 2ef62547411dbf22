"""How a type relates to the words it is confused with: social assistance with fewer rules, basic job, participation income."""

from __future__ import annotations

from dashboard import queries
from dashboard.charts import words
from dashboard.components.profile import facts
from dashboard.components.tree import Node
from dashboard.model import Link, Note
from dashboard.pages import where
from dashboard.pages.visit import Visit
from dashboard.queries import Row


def related(text: str, visit: Visit) -> tuple[str, list[Note]]:
    """A definition in parts: what the approach is, then what it says of each term it is often confused with.

    A sentence without a term goes on about the term before it.
    """
    told: dict[str, list[str]] = {"": [], "fewer_rules": [], "participation_income": []}
    about = ""
    for sentence in text.split(". "):
        for term in ("fewer_rules", "participation_income"):
            if any(word in sentence for word in visit.say(f"type.term.{term}_marks").split("|")):
                about = term
                break
        told[about].append(words.stop(sentence.strip()))
    notes = [
        Note(head=visit.say(f"type.term.{term}"), text=" ".join(told[term]))
        for term in ("fewer_rules", "participation_income")
        if told[term]
    ]
    return " ".join(told[""]), notes


def relations_of(kind: Row, visit: Visit) -> tuple[str, Node]:
    """What a type is, and what it has to do with each of the terms, with links to read on."""
    lead, notes = related(visit.label(kind, "definition"), visit)
    job = {row["id"]: row for row in queries.types(as_of=visit.as_of)}.get("basic_job")
    link: Link | None = None
    if job and visit.item != job["id"]:
        what = related(visit.label(job, "definition"), visit)[0]
        text = visit.say("type.not_a_job", what=words.start_small(what))
        notes.insert(1, Note(head=visit.label(job), text=text))
        link = Link(href=where.page("type", visit, id=job["id"]), label=visit.say("type.to_job"))
    every = Link(href=where.page("types", visit), label=visit.say("type.to_all"))
    links = [one for one in (link, every) if one and one.href]
    return lead, facts(notes, links=links)
