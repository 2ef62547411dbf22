"""A first draft of a plan: the questions, lessons and costs of an approach, each with its source, as a document to fill in."""

from collections.abc import Sequence

from dashboard.db import queries
from dashboard.exports.blocks import Address, Block, NoteList, ReferenceList, Text
from dashboard.exports.document import Document, Section, number_sources, numbers_of
from dashboard.exports.provenance import stamp
from dashboard.labels import labels
from dashboard.models.context import Scope
from dashboard.models.text import Note, Source
from dashboard.web.pages import suggested_questions
from dashboard.web.pages.context import PageContext, absolute_url
from dashboard.web.pages.costs.amounts import amount, status_text, trial_text
from dashboard.web.pages.starting.lessons import PHASES, by_phase, chosen_lessons, in_document


def build(context: PageContext) -> Document:
    """Return the plan for the filters of a request: the municipality, the approach and the reader."""
    type_id = next(iter(context.choice.types), "")
    approach = {row.id: row.label for row in queries.types(context)}.get(type_id, context.t("plan.every_approach"))
    title = context.t("plan.title", approach=approach)
    lessons = chosen_lessons(context)
    costs = [row for row in queries.costs(Scope(types=context.choice.types), context) if row.value is not None]
    used = [labels.source(row, context) for row in lessons] + [labels.source(row, context) for row in costs]
    references = number_sources(used)

    def ref(source: Source) -> str:
        return "".join(f" [{number}]" for number in numbers_of([source], references))

    def add(name: str, title: str, notes: Sequence[Note]) -> None:
        """Add a section of notes, unless there are none."""
        if notes:
            sections.append(Section(name=name, title=title, blocks=(NoteList(notes=tuple(notes), columns=2),)))

    top: list[Block] = [Text(text=title, style="title")]
    if context.choice.name:
        top.append(Text(text=context.t("plan.reader", name=context.choice.name), style="reader"))
    top += [Text(text=context.t("plan.lead"), style="lead"), Text(text=context.t("starting.notice"), style="small")]
    sections = [Section(name="top", blocks=tuple(top))]
    settle, found = by_phase(queries.checklist(context)), by_phase(lessons)
    for phase in PHASES:
        notes = [
            Note(head=context.t("plan.question", text=row.question), text=context.t("plan.answer"))
            for row in settle.get(phase, [])
        ]
        for row in found.get(phase, []):
            head = f"{context.t(f'starting.kind.{row.kind}')}: {row.title}"
            notes.append(Note(head=head, text=in_document(row, context) + ref(labels.source(row, context))))
        add(phase, context.t(f"starting.phase.{phase}"), notes)
    spent = []
    for cost in costs:
        text = f"{amount(cost, context)}. {status_text(cost, context)}" + ref(labels.source(cost, context))
        spent.append(Note(head=f"{trial_text(cost, context)}: {labels.lower_first(cost.label)}", text=text))
    add("costs", context.t("plan.costs"), spent)
    questions = suggested_questions.for_type(type_id, context) if type_id else []
    add("questions", context.t("brief.ask"), questions)
    before, _, after = context.t("plan.again", link="\n").partition("\n")
    ending: list[Block] = [ReferenceList(items=references, columns=2)] if references else []
    ending.append(Address(before=before, link=absolute_url(context.pinned()), after=after))
    sections.append(Section(name="ending", title=context.t("brief.sources"), blocks=tuple(ending)))
    return Document(
        layout="brief",
        lang=context.lang,
        stamp=stamp(context),
        link=absolute_url(context.pinned()),
        title=title,
        description=context.t("plan.lead"),
        header=context.t("plan.kind", version=labels.lower_first(stamp(context).text)),
        footer=context.t("plan.footer"),
        sections=tuple(sections),
    )
