"""Controle: what a workbook or csv file would change, what is wrong with it, and the charts that would change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard import formats
from dashboard.changes.nouns import Change, Plan
from dashboard.components.card import card
from dashboard.components.notices import notice
from dashboard.components.sections import cards, opening, section
from dashboard.components.tables import data_table
from dashboard.components.tree import Node, Part, h
from dashboard.model import Chart, Group, Head, Table
from dashboard.pages.visit import Visit

PATHS: dict[str, str] = {"nl": "/beheer/controle", "en": "/en/admin/check"}
_COLUMNS = ("what", "table", "row", "column", "old", "new", "why")
_MOST_ROWS = 200
_LONG = 160


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What came of a check: the plan and the charts that change, or only a remark about the request."""

    plan: Plan | None = None
    charts: Sequence[Chart] = ()
    remark: str = ""


def heading(visit: Visit) -> str:
    """The title of the page."""
    return visit.say("check.title")


def body(visit: Visit, outcome: Outcome | None = None) -> Node:
    """The form, and below it what came of the file that was sent."""
    parts: list[Part] = [opening(visit.say("check.title"), lead=(visit.say("check.lead"),)), _form(visit)]
    if outcome and outcome.remark:
        parts.append(notice(visit.say(f"check.{outcome.remark}")))
    if outcome and outcome.plan:
        parts += _answer(outcome.plan, outcome.charts, visit)
    return h("div", parts)


def _form(visit: Visit) -> Node:
    field = h(
        "div",
        h("label", visit.say("check.file"), for_="check-file"),
        h("input", type="file", id="check-file", name="file", accept=".xlsx,.csv", required=True,
          aria_describedby="check-file-help"),
        h("p", visit.say("check.file_help"), id="check-file-help", cls="help"),
        cls="field",
    )  # fmt: skip
    reasons = [
        h(
            "div",
            h("label", visit.say(f"check.{name}"), for_=f"check-{name}"),
            h("input", type="text", id=f"check-{name}", name=name, maxlength=300, aria_describedby="check-reason-help"),
            cls="field",
        )
        for name in ("reason_nl", "reason_en")
    ]
    return h(
        "form",
        field,
        reasons,
        h("p", visit.say("check.reason_help"), id="check-reason-help", cls="help"),
        h("div", h("button", visit.say("check.submit"), type="submit", cls="button"), cls="go"),
        method="post",
        action=visit.path,
        enctype="multipart/form-data",
        cls="hand-in",
    )


def _answer(plan: Plan, charts: Sequence[Chart], visit: Visit) -> list[Part]:
    state = "wrong" if plan.troubles else "ready" if plan.changes else "same"
    parts: list[Part] = [h("p", visit.say(f"check.{state}"), cls="tally", id="found")]
    parts += [notice(remark) for remark in plan.remarks]
    if plan.troubles:
        items = [
            h("li", h("strong", trouble.place), " ", str(trouble).removeprefix(f"{trouble.place}: "))
            for trouble in plan.troubles[:_MOST_ROWS]
        ]
        # The messages of the checks are in English on both pages.
        listed = h("ul", items, lang="en", cls="troubles")
        parts.append(
            section(visit.say("check.troubles"), listed, id="troubles", intro=visit.say("check.troubles_intro"))
        )
    if plan.changes:
        rest = len(plan.changes) - _MOST_ROWS
        more = h("p", visit.say("check.more_changes", n=formats.number(rest, visit.lang))) if rest > 0 else None
        table = data_table(_table(plan.changes[:_MOST_ROWS], visit))
        parts.append(
            section(visit.say("check.changes"), table, more, id="changes", intro=visit.say("check.changes_intro"))
        )
    if plan.changes and not plan.troubles:
        intro = visit.say("check.charts_intro" if charts else "check.charts_none")
        made = [
            card(chart, lang=visit.lang, csv_href="", link_href="", version_text=visit.say("check.preview"), level=3)
            for chart in charts
        ]
        parts.append(section(visit.say("check.charts"), cards(made), id="charts", intro=intro))
    return parts


def _table(changes: Sequence[Change], visit: Visit) -> Table:
    heads = tuple(Head(label=visit.say(f"check.column_{name}")) for name in _COLUMNS)
    rows = tuple(row for change in changes for row in _rows(change, visit))
    return Table(caption=visit.say("check.changes"), heads=heads, groups=(Group(rows=rows),))


def _rows(change: Change, visit: Visit) -> list[tuple[str, ...]]:
    """A row for each cell that differs; one for a row that came or went."""
    start = (visit.say(f"check.kind.{change.kind}"), change.table, ", ".join(change.key))
    why = change.reason[0 if visit.lang == "nl" else 1]
    if change.columns:
        old, new = change.old or {}, change.new or {}
        return [
            (*start, name, _shown(old.get(name, ""), visit), _shown(new.get(name, ""), visit), why)
            for name in change.columns
        ]
    texts = {name: text for name, text in (change.new or {}).items() if text and name != "added"}
    return [
        (
            *start,
            "",
            "",
            _shown("; ".join(f"{name}: {text}" for name, text in texts.items()), visit) if texts else "",
            why,
        )
    ]


def _shown(text: str, visit: Visit) -> str:
    plain = " ".join(text.split())
    return (f"{plain[: _LONG - 1]}…" if len(plain) > _LONG else plain) or visit.say("check.nothing")
