"""Lessons for a municipality that wants to start itself, by phase, each phase with the questions to settle."""

from collections.abc import Sequence

from dashboard.db import queries
from dashboard.db.rows.subjects import ChecklistRow
from dashboard.models.filters import READERS
from dashboard.models.text import Link
from dashboard.selection.filters import LONGEST_NAME
from dashboard.web.components.controls import find_form, get_form, select, text_field
from dashboard.web.components.html import Node, Part, h, joined
from dashboard.web.components.sections import contents, notice, opening, phone_fold, section
from dashboard.web.pages.context import PageContext, remarks
from dashboard.web.pages.starting.lessons import KINDS, PHASES, by_phase, chosen_lessons, lesson

# This many lessons are shown open; of more, a reader opens what is needed.
_FEW = 8


def _form(context: PageContext) -> Node:
    choice = context.choice
    types, type = [(row.id, row.label) for row in queries.types(context)], next(iter(choice.types), "")
    readers = [(id, context.t(f"starting.readers.{id}")) for id in READERS]
    any_type, any_reader = context.t("starting.any_type"), context.t("starting.any_reader")
    return find_form(
        action=context.path, lang=context.lang, label=context.t("starting.words"), value=choice.words,
        submit=context.t("control.show"),
        controls=(
            select("type", context.t("starting.type"), types, type, any_label=any_type),
            select("reader", context.t("starting.reader"), readers, choice.reader, any_label=any_reader),
        ),
        hidden=context.pin.items(),
        reset=bool(choice.words or choice.types or choice.reader),
    )  # fmt: skip


def _checklist(rows: Sequence[ChecklistRow], titles: dict[str, str], context: PageContext) -> Part:
    """Return the questions of a phase to tick off; ticks stay in the browser."""
    if not rows:
        return None
    items = []
    for row in rows:
        box = h("input", type="checkbox", data_tick=row.id)
        links = [h("a", titles[id], href=f"#{id}") for id in row.lesson_ids if id in titles]
        items.append(
            h("li", h("label", box, h("span", row.question), cls="check"), h("p", joined(links, " · "), cls="small"))
        )
    title = h("h3", context.t("starting.settle"))
    return h("div", title, h("ol", items), cls="settle")


def _plan_form(context: PageContext) -> Node:
    """Return the form that makes a draft of a plan of the chosen lessons, as Word or PDF. It needs no script."""
    choice = context.choice
    hidden = [("type", id) for id in choice.types] + ([("reader", choice.reader)] if choice.reader else [])
    buttons = [
        h("button", context.t(f"plan.{form}"), type="submit", formaction=f"{context.path}.{form}", cls="button")
        for form in ("docx", "pdf")
    ]
    form = get_form(
        text_field(
            context.t("plan.name"), id="plan-name", name="name", most=LONGEST_NAME, help=context.t("plan.name_help"),
            cls="field words",
        ),
        h("div", buttons, cls="go"),
        action=f"{context.path}.docx",
        hidden=(*context.pin.items(), *hidden),
        cls="find",
    )  # fmt: skip
    return section(context.t("plan.make"), form, id="plan", intro=context.t("plan.intro"))


def body(context: PageContext) -> Node:
    """Return the filters, the kinds of lessons, and each phase with its questions and lessons."""
    rows = chosen_lessons(context)
    titles = {row.id: row.title for row in rows}
    settle, lessons = by_phase(queries.checklist(context)), by_phase(rows)
    kinds = [
        [h("dt", context.t(f"starting.kind.{kind}"), cls=f"kind {kind}"), h("dd", context.t(f"starting.means.{kind}"))]
        for kind in KINDS
    ]
    opened, phases = len(rows) <= _FEW, []
    for phase in PHASES:
        own = [lesson(row, context, opened=opened) for row in lessons.get(phase, [])]
        listed = h("ul", own, cls="lessons") if own else h("p", context.t("starting.nothing"))
        asked, is_open = _checklist(settle.get(phase, []), titles, context), opened or phase == PHASES[0]
        folded = phone_fold("fold.lessons", len(own), asked, listed, lang=context.lang, opened=is_open)
        phases.append(section(context.t(f"starting.phase.{phase}"), folded, id=phase))
    size = h("a", context.t("starting.how_large"), href=context.link("trial_size"))
    named = [row for row in queries.types(context) if row.id in context.choice.types]
    beside = [h("a", row.label, href=context.link("type", row.id)) for row in named]
    beside.append(h("a", context.t("costs.title"), href=context.link("costs")))
    jump = [Link(href=f"#{phase}", label=context.t(f"starting.phase.{phase}")) for phase in PHASES]
    jump.append(Link(href="#plan", label=context.t("plan.make")))
    return h(
        "div",
        remarks(context),
        opening(context.t("starting.title"), lead=(context.t("starting.lead"),)),
        notice(context.t("starting.notice"), head=context.t("starting.notice_head")),
        _form(context),
        h("p", context.count("starting.found", len(rows)), cls="tally", id="found"),
        contents(jump, label=context.t("starting.phases")),
        h("p", context.t("starting.how_large_text"), " ", size),
        h("p", context.t("starting.beside"), " ", joined(beside, " · ")),
        h("dl", kinds, cls="kinds-of-lessons"),
        phases,
        _plan_form(context),
        cls="starting",
    )
