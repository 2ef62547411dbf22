"""The list of types: approaches that were tried, and comparison groups; and the terms a type is confused with."""

from dashboard.db import queries
from dashboard.db.rows.subjects import ExperimentTypeRow, TypeRow
from dashboard.i18n import formats
from dashboard.labels import labels
from dashboard.models.text import Link, Note, TypeLabel
from dashboard.web.components.html import Node, Part, h, joined
from dashboard.web.components.labels import type_mark, type_name
from dashboard.web.components.sections import facts, opening, section
from dashboard.web.pages.context import PageContext, remarks

# Terms that a definition relates its approach to.
_TERMS = ("fewer_rules", "participation_income")


def _kind(row: ExperimentTypeRow, context: PageContext) -> Node:
    """Return a type with its definition, and links to the experiments that tried it."""
    links = [
        h("a", labels.experiment(item), href=context.link("municipality", item.municipality_id, anchor=item.id))
        for item in queries.experiments(context)
        if row.id in item.type_ids
    ]
    mark = row.id if row.tried else "comparison"
    href = context.link("type", row.id) if row.tried else ""
    return h(
        "li",
        h("h3", type_mark(mark), " ", type_name(TypeLabel(id=mark, name=row.label, href=href))),
        h("p", row.definition),
        h("p", context.t("types.where"), " ", joined(links, "; "), cls="small") if links else None,
        id=mark if href else None,
    )


def participation_income(context: PageContext) -> str:
    """Return whether a trial is named a participation income, and what the term means; empty without the term."""
    name = context.t("type.term.participation_income")
    term = next((row for row in queries.terms(context) if row.term == name), None)
    trials, marks = queries.experiments(context), context.t("type.term.participation_income_marks").split("|")
    if term is None or any(mark in f"{row.name} {row.short}".casefold() for row in trials for mark in marks):
        return ""
    many = formats.in_words(len(trials), context.lang)
    return context.t("types.not_named", trials=many, meaning=term.explanation)


def _participation_income(context: PageContext) -> Part:
    """Return the section that says of each approach whether it counts as a participation income."""
    answer = participation_income(context)
    if not answer:
        return None
    name = context.t("type.term.participation_income")
    said = [
        Note(head=row.label, text=note.text)
        for row in queries.types(context)
        for note in related(row.definition, context)[1]
        if note.head == name
    ]
    return section(context.t("types.participation_income"), facts(said), id="participation-income", intro=answer)


def body(context: PageContext) -> Node:
    """Return the types, what counts as a participation income, and comparison groups, which have no page of their own."""
    rows, meant = queries.experiment_types(context), _participation_income(context)
    tried = [_kind(row, context) for row in rows if row.tried]
    compared = [_kind(row, context) for row in rows if not row.tried]
    return h(
        "div",
        remarks(context),
        opening(context.t("types.title"), lead=(context.t("types.lead"),)),
        h("p", h("a", context.t("types.participation_income"), href="#participation-income")) if meant else None,
        section(context.t("types.tried"), h("ul", tried, cls="kinds"), id="tried"),
        meant,
        section(
            context.t("types.compared"),
            h("ul", compared, cls="kinds"),
            id="compared",
            intro=context.t("types.compared_intro"),
        ),
        cls="dossier",
    )


def related(text: str, context: PageContext) -> tuple[str, list[Note]]:
    """Split a definition into the approach itself and what it says of each related term.

    A sentence without a term continues the term before it.
    """
    message: dict[str, list[str]] = {term: [] for term in ("", *_TERMS)}
    about = ""
    for sentence in text.split(". "):
        named = (
            term for term in _TERMS if any(word in sentence for word in context.t(f"type.term.{term}_marks").split("|"))
        )
        about = next(named, about)
        message[about].append(labels.stop(sentence.strip()))
    notes = [
        Note(head=context.t(f"type.term.{term}"), text=" ".join(message[term])) for term in _TERMS if message[term]
    ]
    return " ".join(message[""]), notes


def relations_of(kind: TypeRow, context: PageContext) -> tuple[str, Node]:
    """Return the definition of a type and its relation to each term, with links."""
    lead, notes = related(kind.definition, context)
    job = {row.id: row for row in queries.types(context)}.get("basic_job")
    links = [Link(href=context.link("types"), label=context.t("type.to_all"))]
    if job and context.item != job.id:
        what = related(job.definition, context)[0]
        text = context.t("type.not_a_job", what=labels.lower_first(what))
        notes.insert(1, Note(head=job.label, text=text))
        links.insert(0, Link(href=context.link("type", job.id), label=context.t("type.to_job")))
    return lead, facts(notes, links=links)
