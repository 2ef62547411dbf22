"""Lessons from the trials, each in a fold or as text, and the first ones on an approach or municipality as a block."""

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any, TypeVar

from dashboard.config import settings
from dashboard.db import queries
from dashboard.db.rows.subjects import ChecklistRow, LessonRow
from dashboard.i18n import formats
from dashboard.labels import labels
from dashboard.models.context import Scope
from dashboard.search import index
from dashboard.web.components.html import Node, Part, h
from dashboard.web.components.labels import short_source
from dashboard.web.components.sections import section
from dashboard.web.pages.context import PageContext

AnyRow = TypeVar("AnyRow", LessonRow, ChecklistRow)
PHASES = ("decide", "prepare", "recruit", "run", "evaluate", "finance", "end")
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


def by_phase(rows: Iterable[AnyRow]) -> dict[str, list[AnyRow]]:
    """Return lessons or questions, which are in order, by phase."""
    return {phase: list(own) for phase, own in groupby(rows, key=lambda row: row.phase)}


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


def in_document(row: LessonRow, context: PageContext) -> str:
    """Return a lesson as text: what the source says, our own tip, the limits of a rule of law, and who says it."""
    tip = [f"{context.t('starting.tip')} {row.tip}"] if row.tip else []
    return " ".join([row.text, *tip, *rule_notes(row, context), context.t("starting.says", who=row.who_says)])


def lesson(row: LessonRow, context: PageContext, *, opened: bool = True) -> Node:
    """Return one lesson in a fold: its kind, what the source says, our own tip, who says it, and its source."""
    notes = rule_notes(row, context)
    if row.to_check and not notes:
        notes = [context.t("starting.check")]
    tip = h("p", h("b", context.t("starting.tip")), " ", row.tip, cls="tip") if row.tip else None
    kind = h("span", context.t(f"starting.kind.{row.kind}"), cls=f"kind {row.kind}")
    law = h("p", " ".join(notes), cls="law") if notes else None
    says = h("p", context.t("starting.says", who=row.who_says), cls="small soft")
    # A browser opens a fold that has the target of a link inside.
    text = h(
        "div", h("p", row.text), tip, law, says, short_source(labels.source(row, context), lang=context.lang), id=row.id
    )
    return h("li", h("details", h("summary", kind, " ", h("b", row.title)), text, open=opened), cls="lesson")


def block(rows: Sequence[LessonRow], title: str, context: PageContext, **filters: Any) -> Part:
    """Return the first lessons for another page, with a link to all that fit `filters`; None without lessons."""
    if not rows:
        return None
    listed = h("ul", [lesson(row, context, opened=False) for row in rows[:_MOST]], cls="lessons")
    link = h("a", context.t("starting.all"), href=context.link("starting", **filters))
    return section(title, listed, h("p", link, cls="onward"), id="lessons")
