"""Lessons for a municipality that wants to start itself, by phase, each phase with the questions to settle."""

import datetime as dt
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from dashboard.config import settings
from dashboard.db import queries
from dashboard.db.rows.subjects import ChecklistRow, LessonRow
from dashboard.i18n import formats
from dashboard.labels import labels
from dashboard.models.context import Scope
from dashboard.models.filters import READERS
from dashboard.models.text import Link
from dashboard.search import index
from dashboard.selection.filters import LONGEST_NAME
from dashboard.web.components.controls import find_form, select
from dashboard.web.components.html import Node, Part, h, joined
from dashboard.web.components.sections import contents, notice, opening, phone_fold, section
from dashboard.web.components.sources import short_source
from dashboard.web.pages import urls
from dashboard.web.pages.context import PageContext
from dashboard.web.pages.page_parts import remarks

PHASES = ("decide", "prepare", "recruit", "run", "evaluate", "finance", "end")
# This many lessons are shown open; of more, a reader opens what is needed.
_FEW = 8
# The most lessons on another page.
_MOST = 3
# A measured lesson comes first.
KINDS = ("measured", "experience", "rule_of_law", "advice")


def chosen_lessons(context: PageContext) -> list[LessonRow]:
    """Return the lessons for the filters, by phase, those that a study or count found first."""
    choice = context.choice
    words = index.words(choice.words)
    result = []
    for row in queries.lessons(Scope(types=choice.types), context):
        text = index.fold(" ".join((row.title, row.text, row.tip or "", row.who_says, row.municipality or "")))
        for_reader = not choice.reader or not row.readers or choice.reader in row.readers
        if for_reader and all(word in text for word in words):
            result.append(row)
    return sorted(result, key=lambda row: (PHASES.index(row.phase), KINDS.index(row.kind)))


def for_type(type_id: str, context: PageContext) -> list[LessonRow]:
    """Return the lessons on one approach only, those of all approaches left out."""
    rows = queries.lessons(Scope(types=(type_id,)), context)
    own = [row for row in rows if type_id in row.type_ids and row.kind != "rule_of_law"]
    return sorted(own, key=lambda row: (len(row.type_ids), KINDS.index(row.kind)))


def for_municipality(id: str, context: PageContext) -> list[LessonRow]:
    """Return the lessons that were learned in one municipality, those that a study or count found first."""
    rows = queries.lessons(Scope(municipalities=(id,)), context)
    return sorted(rows, key=lambda row: KINDS.index(row.kind))


def rule_notes(row: LessonRow, context: PageContext) -> list[str]:
    """Return what a reader must know of a rule of law: its date, whether it is old, and that a lawyer must look."""
    if row.kind != "rule_of_law" or not row.valid_on:
        return []
    day = context.choice.as_of or queries.version().released
    held = dt.date.fromisoformat(f"{row.valid_on}-01-01"[:10])
    key = "starting.valid_day" if len(row.valid_on) == len("2026-11-30") else "starting.valid_month"
    held_at = context.t(key, date=formats.date(row.valid_on, context.lang))
    texts = [context.t("starting.valid_on", date=held_at)]
    if (day - held).days > settings().rule_days:
        texts.append(context.t("starting.outdated"))
    return [*texts, context.t("starting.lawyer")]


def lesson(row: LessonRow, context: PageContext, *, opened: bool = True) -> Node:
    """Return one lesson in a fold: its kind, what the source says, our own tip, who says it, and its source."""
    notes = rule_notes(row, context)
    if row.to_check and not notes:
        notes = [context.t("starting.check")]
    tip = h("p", h("b", context.t("starting.tip")), " ", row.tip, cls="tip") if row.tip else None
    kind = h("span", context.t(f"starting.kind.{row.kind}"), cls=f"kind {row.kind}")
    return h(
        "li",
        h(
            "details",
            h("summary", kind, " ", h("b", row.title)),
            # A browser opens a fold that has the target of a link inside.
            h(
                "div",
                h("p", row.text),
                tip,
                h("p", " ".join(notes), cls="law") if notes else None,
                h("p", context.t("starting.says", who=row.who_says), cls="small soft"),
                short_source(labels.source(row, context), lang=context.lang),
                id=row.id,
            ),
            open=opened,
        ),
        cls="lesson",
    )


def block(rows: Sequence[LessonRow], title: str, context: PageContext, **filters: Any) -> Part:
    """Return the first lessons for another page, with a link to all that fit `filters`; None without lessons."""
    if not rows:
        return None
    listed = h("ul", [lesson(row, context, opened=False) for row in rows[:_MOST]], cls="lessons")
    link = h("a", context.t("starting.all"), href=context.link("starting", **filters))
    return section(title, listed, h("p", link, cls="onward"), id="lessons")


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
        hidden=context.pin,
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


def _plan(context: PageContext) -> Node:
    """Return the form that makes a draft of a plan of the chosen lessons, as Word or PDF. It needs no script."""
    choice, name = context.choice, "plan-name"
    hidden = [("type", id) for id in choice.types] + ([("reader", choice.reader)] if choice.reader else [])
    field = h(
        "input",
        type="text",
        id=name,
        name="name",
        maxlength=LONGEST_NAME,
        autocomplete="off",
        aria_describedby="plan-name-help",
    )
    buttons = [
        h("button", context.t(f"plan.{form}"), type="submit", formaction=f"{context.path}.{form}", cls="button")
        for form in ("docx", "pdf")
    ]
    form = h(
        "form",
        [h("input", type="hidden", name=key, value=value) for key, value in (*context.pin.items(), *hidden)],
        h(
            "div",
            h("label", context.t("plan.name"), for_=name),
            field,
            h("p", context.t("plan.name_help"), id="plan-name-help", cls="help"),
            cls="field words",
        ),
        h("div", buttons, cls="go"),
        method="get",
        action=f"{context.path}.docx",
        cls="find",
    )
    return section(context.t("plan.make"), form, id="plan", intro=context.t("plan.intro"))


def body(context: PageContext) -> Node:
    """Return the filters, the kinds of lessons, and each phase with its questions and lessons."""
    rows = chosen_lessons(context)
    titles = {row.id: row.title for row in rows}
    settle = {phase: list(own) for phase, own in groupby(queries.checklist(context), key=lambda row: row.phase)}
    lessons = {phase: list(own) for phase, own in groupby(rows, key=lambda row: row.phase)}
    kinds = [
        [h("dt", context.t(f"starting.kind.{kind}"), cls=f"kind {kind}"), h("dd", context.t(f"starting.means.{kind}"))]
        for kind in KINDS
    ]
    opened = len(rows) <= _FEW
    phases = [
        section(
            context.t(f"starting.phase.{phase}"),
            phone_fold(
                "fold.lessons",
                len(lessons.get(phase, [])),
                _checklist(settle.get(phase, []), titles, context),
                h("ul", [lesson(row, context, opened=opened) for row in lessons[phase]], cls="lessons")
                if phase in lessons
                else h("p", context.t("starting.nothing")),
                lang=context.lang,
                opened=opened or phase == PHASES[0],
            ),
            id=phase,
        )
        for phase in PHASES
    ]
    size = h("a", context.t("starting.how_large"), href=context.link("trial_size"))
    named = [row for row in queries.types(context) if row.id in context.choice.types]
    beside = [h("a", row.label, href=urls.page("type", context, id=row.id)) for row in named]
    beside.append(h("a", context.t("costs.title"), href=urls.page("costs", context)))
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
        _plan(context),
        cls="starting",
    )
